"""The optional file with real boundaries: is it sound, and how small can it be drawn.

``batas_kelurahan.geojson`` is no dataset but a picture: when anything is wrong with it, the gate
refuses it; found so in the data folder it is left out whole with a word why, and the tile map,
which needs no boundaries, takes its place.

``features`` reads the file, ``rings`` looks at the lines in it, ``drawing`` makes them small.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dasbor.data.boundaries import features
from dasbor.data.boundaries.drawing import Drawn, draw
from dasbor.data.boundaries.rings import CURE, Flaw, Place
from dasbor.data.inputs import BOUNDARIES
from dasbor.data.inspection import REFUSES, WARNS, Finding
from dasbor.format_id import listing, number

DATASET, TITLE = "batas_kelurahan", "Batas kelurahan"
PLACES = "select kode, bujur, lintang, kelurahan from wilayah"
SPOKEN = (b'"FeatureCollection"', b'"features"', b'"coordinates"')  # words of GeoJSON
HEAD = 4096
SHOWN_NAMES = 3
MEANWHILE = "Sementara itu yang tampil ialah peta petak."


def recognised(content: bytes) -> bool:
    """Whether a file means to be boundaries, sound or not: a JSON object in words of GeoJSON."""
    head = content[:HEAD].replace(b"\0", b"")  # in UTF-16 every other byte is zero
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return False
    plain = content.replace(b"\0", b"") if b"\0" in content[:HEAD] else content
    return any(word in plain for word in SPOKEN)


def centres(places: Iterable[tuple[Any, ...]]) -> dict[str, Place | None]:
    """Code -> centre point where known, from rows of ``PLACES``."""
    return {
        code: None if None in (east, north) else (east, north) for code, east, north, *_ in places
    }


def read(path: Path, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The boundaries of a file in use: all of them, or nothing and a warning why."""
    try:
        large = path.stat().st_size > features.LARGEST_FILE
        drawn, found = examine(
            b" " * (features.LARGEST_FILE + 1) if large else path.read_bytes(), centres
        )
    except OSError:
        drawn, found = {}, [_finding("Berkas tidak dapat dibaca.", "Periksa hak akses berkas itu.")]
    found = [replace(one, grade=WARNS, cure=f"{one.cure} {MEANWHILE}") for one in found]
    return {} if found else drawn, found


def examine(content: bytes, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The sound boundaries as a small drawing, and everything that refuses the file.

    ``centres`` holds every code that the file must have, with its centre point where known.
    """
    flaws: features.Flaws = {}
    try:
        areas = features.areas_of(features.listed(content), centres, flaws)
    except Flaw as flaw:
        return {}, [_finding(str(flaw), flaw.cure)]
    drawn = draw(areas, centres)
    for code in [code for code, area in drawn.items() if not area["cincin"]]:
        del drawn[code]
        flaws.setdefault(("luasnya terlalu kecil untuk tergambar.", CURE), []).append(code)
    return drawn, list(_findings(flaws))


def _finding(words: str, cure: str = CURE) -> Finding:
    return Finding(REFUSES, BOUNDARIES, words, cure, rule="batas")


def _findings(flaws: features.Flaws) -> Iterator[Finding]:
    """The same flaw once for all features that have it; many flaws are cut short."""
    for (words, cure), names in list(flaws.items())[: features.SHOWN_FLAWS]:
        rest = len(names) - SHOWN_NAMES
        shown = names if rest <= 0 else [*names[:SHOWN_NAMES], f"{number(rest)} fitur lain"]
        told = f"{listing(shown)}: {words}" if shown else words
        yield _finding(f"{told[:1].upper()}{told[1:]}", cure)
    if (rest := len(flaws) - features.SHOWN_FLAWS) > 0:
        yield _finding(f"Masih ada {number(rest)} masalah lain.")
