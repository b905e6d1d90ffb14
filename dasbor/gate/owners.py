"""Whose a row is: the city's, or another government's; decided by whole names and codes.

Kota Serang is not Kabupaten Serang, and a kelurahan or kecamatan of the city is the city's.
"""

import re
from collections.abc import Sequence

from dasbor.city import DISTRICTS, VILLAGES, City
from dasbor.gate.offices import Offices
from dasbor.gate.values import MISSING, tidy, words

HEADERS = (
    *("pemda", "nama pemda", "pemerintah daerah", "nama pemerintah daerah", "instansi pemda"),
    *("kabupaten kota", "kab kota", "kota kabupaten", "nama kabupaten kota", "nama kab kota"),
    *("daerah", "nama daerah", "kabupaten", "kota", "kode pemda", "kode daerah"),
    *("kode kabupaten kota", "kode kab kota"),
)
_LEVELS = {
    "kota": "kota", "kotamadya": "kota", "kodya": "kota", "pemkot": "kota",
    "kabupaten": "kabupaten", "kab": "kabupaten", "pemkab": "kabupaten",
    "provinsi": "provinsi", "propinsi": "provinsi", "prov": "provinsi", "pemprov": "provinsi",
}  # fmt: skip
_BELOW = frozenset((*VILLAGES, *DISTRICTS))
_FILLERS = frozenset(("pemerintah", "pemda", "daerah", "administrasi"))
_CODE_LENGTHS = (4, 6, 10)  # of a city, a kecamatan, a kelurahan


def foreign(raw: str, place: City, offices: Offices) -> bool:
    """Whether a text names another government; blanks and numbers of rows name none."""
    text = tidy(raw)[0]
    if text.casefold() in MISSING:
        return False
    if re.fullmatch(r"[\d. ]+", text):
        return _foreign_code(text, place)
    said = [word for word in words(text).split() if not word.isdigit()]
    plain = [word for word in said if word not in _FILLERS] or said
    if not plain:
        return False
    governments = list(_governments(plain))
    if governments:
        return not any(_is(place, level, name) for level, name in governments)
    if offices.find(text):
        return False
    if plain[0] in _BELOW:
        return True
    return not _is(place, "", plain)


def _foreign_code(text: str, place: City) -> bool:
    """Whether a code of a region is that of another one, when the city knows its own."""
    digits, own = re.sub(r"\D", "", text), re.sub(r"\D", "", place.code)
    return bool(own) and len(digits) in _CODE_LENGTHS and not digits.startswith(own)


def _governments(said: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The governments named in a text, without the province behind a city: (level, name)."""
    places = [at for at, word in enumerate(said) if word in _LEVELS]
    found = []
    for at, end in zip(places, [*places[1:], len(said)], strict=False):
        name = list(said[at + 1 : end]) or list(said[:at])
        found.append((_LEVELS[said[at]], name))
    cities = [one for one in found if one[0] != "provinsi"]
    return cities or found


def _told(name: str) -> list[str]:
    """The words of the name of a government, without those that any may have in it."""
    said = words(name).split()
    return [word for word in said if word not in _FILLERS] or said


def _is(place: City, level: str, name: Sequence[str]) -> bool:
    own, short, province = map(_told, (place.name, place.short, place.province))
    if level and _LEVELS.get(own[0], level) != level:
        return False
    return list(name) in (short, own, [*short, *province], [*short, "provinsi", *province])
