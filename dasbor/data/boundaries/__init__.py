"""The optional file with real boundaries: is it sound, and how small can it be drawn.

``batas_kelurahan.geojson`` is no dataset but a picture: when anything is wrong with it, the gate
refuses it; found so in the data folder it is left out whole with a word why, and the tile map,
which needs no boundaries, takes its place.

``features`` reads the file, ``rings`` looks at the lines in it, ``drawing`` makes them small,
``examination`` does all of that, in the limited process of ``child``.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dasbor.city import say
from dasbor.data.boundaries import features
from dasbor.data.boundaries.drawing import Drawn
from dasbor.data.boundaries.examination import refusal
from dasbor.data.boundaries.rings import SIMPLER, Place
from dasbor.data.inspection import WARNS, Finding
from dasbor.data.sandbox.limits import Limits
from dasbor.data.sandbox.process import Child, Ended

DATASET = "batas_kelurahan"
PLACES = "select kode, bujur, lintang, kelurahan from wilayah"
SPOKEN = (b'"FeatureCollection"', b'"features"', b'"coordinates"')  # words of GeoJSON
HEAD = 4096
WORK = "dasbor.data.boundaries.child"
LIMITS = Limits(memory=400 * 2**20, seconds=30, reply=4 * 2**20)
MEANWHILE = "Sementara itu yang tampil ialah peta petak."


def recognised(content: bytes) -> bool:
    """Whether a file means to be boundaries, sound or not: a JSON object in words of GeoJSON."""
    head = content[:HEAD].replace(b"\0", b"")  # in UTF-16 every other byte is zero
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return False
    content = content[: features.LARGEST_FILE]
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
        with path.open("rb") as file:
            drawn, found = examine(file.read(features.LARGEST_FILE + 1), centres)
    except OSError:
        drawn, found = {}, [refusal("Berkas tidak dapat dibaca.", "Periksa hak akses berkas itu.")]
    found = [replace(one, grade=WARNS, cure=f"{one.cure} {MEANWHILE}") for one in found]
    return {} if found else drawn, found


def examine(content: bytes, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The sound boundaries as a small drawing, and everything that refuses the file.

    ``centres`` holds every code that the file must have, with its centre point where known.
    """
    if len(content) > features.LARGEST_FILE:
        return {}, [refusal(*features.TOO_LARGE)]
    try:
        with Child(WORK, {"centres": centres}, LIMITS, content) as child:
            [reply] = child.frames()
    except Ended:
        return {}, [refusal("Isi berkas terlalu besar atau terlalu rumit.", SIMPLER)]
    drawn, found = json.loads(reply)
    # Whoever examines them knows no city, and repeats nothing of the file but codes.
    return drawn, [
        Finding(**one | {key: say(one[key]) for key in ("message", "cure")}) for one in found
    ]
