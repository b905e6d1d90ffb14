"""Which kelurahan a cell names: by a code of the ministry or of BPS, or by name and kecamatan.

A code of BPS without points looks like one of the ministry and means another kelurahan, so whose
codes they are is decided for the column as a whole.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from dasbor.city import DISTRICTS, Terms, say
from dasbor.data.contract import Column
from dasbor.gate.cleaning.cells import reader
from dasbor.gate.references import References
from dasbor.gate.similar import share
from dasbor.gate.values import LISTED, MISSING, Flaw, Reading, brief, compact, tidy

MINISTRY, BPS, EITHER = "kemendagri", "bps", "salah satu"
TRANSLATED = "kode BPS diganti kode Kemendagri"
_BARE_CODE = re.compile(r"[0-9]{10}")


def code_system(pairs: Iterable[tuple[str, str]], references: References) -> str:
    """Whose codes a column holds that are written without points: (code, name beside or "")."""
    known, names = references.bps, references.names["wilayah"]
    bare = [(text, name) for code, name in pairs if _BARE_CODE.fullmatch(text := tidy(code)[0])]
    if not bare or not known:
        return MINISTRY
    votes = 0
    for code, name in bare:
        named = names.keys(_without_kind(tidy(name)[0], references.city.terms))
        votes += (known.get(code) in named) - bool(set(names.keys(code)) & set(named))
    bps = all(code in known for code, _ in bare)
    ministry = all(names.keys(code) for code, _ in bare)
    if votes or bps != ministry:
        return BPS if votes > 0 or (not votes and bps) else MINISTRY
    return EITHER if bps else MINISTRY


def _of_bps(code: str, column: Column, references: References, system: str) -> Reading:
    if system == EITHER:
        return Reading(flaw=_either())
    if found := references.bps.get(code):
        return Reading(found, TRANSLATED)
    cure = say("Periksa kodenya, atau tulis nama kelurahannya.")
    return Reading(flaw=Flaw("rujukan", "tidak ada di daftar kode BPS.", cure, column.required))


def _either() -> Flaw:
    return Flaw(
        "kode_ragu",
        say("kode tanpa titik ini dapat berarti dua kelurahan: kode Kemendagri atau kode BPS."),
        say("Tulis kode Kemendagri bertitik (00.00.00.0000), atau sertakan kolom nama kelurahan."),
    )


_DISTRICT = re.compile(rf"^(?:{'|'.join(DISTRICTS)})\b\.?\s*", re.IGNORECASE)
_IN_DISTRICT = re.compile(
    rf"^(.+?)\s*[,(]\s*(?:{'|'.join(DISTRICTS)})\b\.?\s*([^()]+?)\)?$", re.IGNORECASE
)


def _without_kind(text: str, terms: Terms) -> str:
    """The name of a village without the word for one, as this government says it."""
    words = "|".join(map(re.escape, terms.villages))
    return re.sub(rf"^(?:{words})\b\.?\s*", "", text, flags=re.IGNORECASE)


def village_reader(
    column: Column, references: References, system: str = MINISTRY
) -> Callable[[tuple[str, str]], Reading]:
    """Reads (kelurahan, kecamatan): a code, or a name that the kecamatan makes certain.

    ``system`` is whose codes those without points are.
    """
    names = references.names["wilayah"]
    by_name = reader(column, references)

    def read(raw: tuple[str, str]) -> Reading:
        text, note = tidy(raw[0])
        if system != MINISTRY and _BARE_CODE.fullmatch(text):
            return _of_bps(text, column, references, system)
        name, district = _without_kind(text, references.city.terms), tidy(raw[1])[0]
        if inside := _IN_DISTRICT.match(name):
            name, district = inside[1], inside[2]
        district = "" if district.casefold() in MISSING else _DISTRICT.sub("", district)
        keys = names.keys(name) or names.keys(text)
        if not keys:
            return by_name(raw[0])
        fitting = [key for key in keys if _is_in(district, references.districts[key])] or [
            key for key in keys if not district or _alike(district, references.districts[key])
        ]
        if len(fitting) == 1:
            return Reading(fitting[0], note if text == fitting[0] else LISTED)
        return Reading(flaw=_which_kelurahan(column, references, keys, district))

    return read


def _is_in(given: str, official: str) -> bool:
    return compact(given) == compact(official)


def _alike(given: str, official: str) -> bool:
    return share(compact(given[:200]), compact(official)) >= 85


def _which_kelurahan(
    column: Column, references: References, keys: Sequence[str], district: str
) -> Flaw:
    kind = say("kecamatan")
    places = " dan ".join(f"{kind} {references.districts[key]}" for key in keys)
    message = f"nama itu ada di {places}{f', bukan {brief(district)}' if district else ''}."
    cure = say("Tulis kode kelurahannya, atau betulkan kolom kecamatan.")
    return Flaw("rujukan", message, cure, column.required)
