"""The features of a GeoJSON file: one for every kelurahan, told by its code."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dasbor.data.boundaries.rings import (
    SIMPLER,
    Crossings,
    Flaw,
    Place,
    Ring,
    check_place,
    printable,
    rings_of,
)
from dasbor.data.personal import masked
from dasbor.format_id import listing, number

LARGEST_FILE = 5 * 1024 * 1024
TOO_LARGE = (f"Berkas lebih besar dari {LARGEST_FILE // 1024**2} MB.", SIMPLER)
CODES = ("kode", "kode_kelurahan", "kode_wilayah")
SHOWN_FLAWS = 8
LONGEST_CODE = 10  # digits
Flaws = dict[tuple[str, str], list[str]]  # (what is wrong, what cures it) -> the features with it


def listed(content: bytes) -> list[Any]:
    """The features of the file. Raises ``Flaw``."""
    if len(content) > LARGEST_FILE:
        raise Flaw(*TOO_LARGE)
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as flaw:
        raise Flaw("Berkas bukan teks UTF-8.", "Simpan ulang sebagai UTF-8.") from flaw
    except json.JSONDecodeError as flaw:
        words = f"Bukan JSON yang utuh: rusak di baris {number(flaw.lineno)}."
        raise Flaw(words, "Mungkin terpotong saat disalin; salin atau ekspor ulang.") from flaw
    except (RecursionError, ValueError) as flaw:
        if isinstance(flaw, Flaw):
            raise
        raise Flaw("Isi berkas bersarang terlalu dalam, atau angkanya terlalu panjang.") from flaw
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise Flaw("Bukan GeoJSON berjenis FeatureCollection dengan daftar features.")
    return features


def _no_number(word: str) -> float:
    raise Flaw(f"Koordinat berisi {word}, bukan angka.")


def areas_of(
    features: Sequence[Any], centres: Mapping[str, Place | None], flaws: Flaws
) -> dict[str, list[Ring]]:
    """The rings of every sound feature by code; what is wrong with the others goes to ``flaws``."""
    known = {_digits(code): code for code in centres}
    city = [place for place in centres.values() if place]
    named: set[str] = set()  # perhaps unsound, but not missing
    areas: dict[str, list[Ring]] = {}
    search = Crossings()
    for position, feature in enumerate(features, start=1):
        name = f"fitur ke-{position}"
        try:
            given = _code(feature)
            name += f" ({masked(printable(given))})" if _is_code(given) else ""
            code = known.get(_digits(given), "")
            if not code:
                raise Flaw("kodenya tidak ada di wilayah.csv.", "Pakai kode wilayah Kemendagri.")
            if code in named:
                raise Flaw("kodenya sudah dipakai fitur lain.", "Gabungkan menjadi MultiPolygon.")
            named.add(code)
            rings = list(rings_of(feature.get("geometry")))
            search.check(rings)
            check_place(rings, centres[code], city)
            areas[code] = rings
        except Flaw as flaw:
            flaws.setdefault((str(flaw), flaw.cure), []).append(name)
    if missing := sorted(set(centres) - named):
        flaws[_missing(missing, len(centres)), "Tambahkan fiturnya, satu per kelurahan."] = []
    return areas


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdigit())


def _is_code(text: str) -> bool:
    """Whether a text may be shown: anything else could be the name of a person."""
    return len(_digits(text)) <= LONGEST_CODE and not any(map(str.isalpha, text))


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if isinstance(properties, dict):
        named = {name.casefold(): value for name, value in properties.items()}
        for value in filter(None, map(named.get, CODES)):
            return f"{value:.0f}" if isinstance(value, float) else str(value)
    raise Flaw(f"tidak punya properti {CODES[0]}.", "Isi dengan kode wilayah Kemendagri.")


def _missing(missing: Sequence[str], count: int) -> str:
    shown = listing(list(missing[:SHOWN_FLAWS])) + (" …" if len(missing) > SHOWN_FLAWS else "")
    return f"{number(len(missing))} dari {number(count)} kelurahan tidak ada: {shown}."
