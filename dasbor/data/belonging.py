"""Whether a data folder speaks of one government: its name, its code, its regions, its register.

One that changed its name only would show the figures of another; it is not served at all.
"""

import re
from collections.abc import Iterator

from dasbor.city import FILE, TERMS, City
from dasbor.data.contract import ContractError
from dasbor.data.store import Connection
from dasbor.format_id import listing

OWN_SOURCE = "register-bappeda"  # the entry of the list of sources that stands for its register
CODES = "select distinct regexp_extract(kode, $pattern) from wilayah"
PUBLISHERS = "select coalesce(penerbit, '') || ' · ' || coalesce(judul, '') from sumber"
FIRST_CITY = 71  # codes of a kota from there on, of a kabupaten below


class Foreign(ContractError):
    """A folder that speaks of two governments; the message is Indonesian and says which."""


def hold_together(connection: Connection, place: City) -> None:
    """Refuse a folder whose parts are of different governments.

    Raises:
        Foreign: naming what contradicts what.
    """
    for flaw in (*_codes(connection, place), *_register(connection, place)):
        raise Foreign(f"Folder data memuat dua pemerintah daerah: {flaw}")


def code_flaw(place: City) -> str:
    """What of the code does not go with the kind of government; empty when it does."""
    kind = place.terms.kind
    if not place.code or kind not in TERMS:
        return ""
    parts = place.code.split(".")
    numbers = all(part.isdecimal() and len(part) == 2 for part in parts)
    wanted = 1 if kind == "provinsi" else 2
    if not numbers or len(parts) != wanted:
        example = "36" if kind == "provinsi" else "36.72"
        return f"kode_wilayah {place.code} bukan kode sebuah {kind}, misalnya {example}."
    if wanted == 2 and (int(parts[1]) >= FIRST_CITY) != (kind == "kota"):
        return f"kode_wilayah {place.code} bukan kode sebuah {kind}."
    return ""


def _codes(connection: Connection, place: City) -> Iterator[str]:
    if flaw := code_flaw(place):
        yield f"{flaw} Betulkan nama, jenis, atau kode_wilayah di {FILE}."
    if not place.code:
        return
    pattern = r"^\d\d" + r"\.\d\d" * place.code.count(".")
    found = connection.execute(CODES, {"pattern": pattern}).fetchall()
    if others := sorted(code for (code,) in found if code != place.code):
        yield (
            f"{FILE} menyebut {place.name} berkode {place.code}, wilayah.csv berisi kode"
            f" {listing(others[:3])}. Pakai wilayah.csv dan daftar {place.name} sendiri."
        )


def _register(connection: Connection, place: City) -> Iterator[str]:
    """Whose register it is, where its source names a government."""
    rows = connection.execute(f"{PUBLISHERS} where sumber = $own", {"own": OWN_SOURCE}).fetchall()
    for (said,) in rows:
        named = {found[0] for found in _governments(said)}
        if named and place.named and place.name not in named:
            yield (
                f"{FILE} menyebut {place.name}, sumber.csv ({OWN_SOURCE}) menyebut"
                f" {listing(sorted(named))}. Betulkan yang keliru; daftar daerah lain tidak"
                " disajikan dengan nama ini."
            )


def _governments(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\b(?:Kota|Kabupaten|Provinsi)(?: [A-Z][\w’'-]*)+", text)
