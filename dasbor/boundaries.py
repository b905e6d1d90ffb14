"""The optional file with real boundaries: is it sound, and how small can it be drawn.

``batas_kelurahan.geojson`` is no dataset but a picture: when anything is wrong with it, the gate
refuses it; found so in the data folder it is left out whole with a word why, and the tile map,
which needs no boundaries, takes its place.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from dasbor.format_id import listing, number
from dasbor.inputs import BOUNDARIES
from dasbor.intake import REFUSES, WARNS, Finding

DATASET, TITLE = "batas_kelurahan", "Batas kelurahan"
PLACES = "select kode, bujur, lintang, kelurahan from wilayah"
SPOKEN = (b'"FeatureCollection"', b'"features"', b'"coordinates"')  # words of GeoJSON
HEAD = 4096
LARGEST_FILE = 5 * 1024 * 1024
CODES = ("kode", "kode_kelurahan", "kode_wilayah")
NEAR = 0.5  # degrees around the centre points: outside lies another projection or another place
WORLD = (-180.0, -90.0, 180.0, 90.0)
BESIDE = 0.02  # degrees between a centre point and its own boundary
MOST_COMPARED = 3_000_000  # pairs of lines of a file looked at for crossings: some seconds
SIDE = 1000  # the drawing's longer side
LARGEST_DRAWING = 45_000  # characters of all numbers of a drawing
SHOWN_FLAWS, SHOWN_NAMES = 8, 3
CURE = "Perbaiki berkasnya di aplikasi peta asalnya, lalu ekspor ulang."
AS_DEGREES = "Ekspor ulang sebagai GeoJSON dengan CRS EPSG:4326 (WGS 84)."
SIMPLER = "Sederhanakan garisnya di aplikasi peta (misalnya QGIS), lalu ekspor ulang."
MEANWHILE = "Sementara itu yang tampil ialah peta petak."

Place = tuple[float, float]  # (longitude, latitude)
Ring = list[Place]
Drawn = dict[str, dict[str, Any]]  # code -> {"cincin": [[x, y, x, y, …], …], "titik": [x, y]}


class _Flaw(ValueError):
    """What is wrong with a file or a feature, and what cures it, in Indonesian."""

    def __init__(self, words: str, cure: str = CURE) -> None:
        super().__init__(words)
        self.cure = cure


Flaws = dict[tuple[str, str], list[str]]  # (what is wrong, what cures it) -> the features with it


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
        large = path.stat().st_size > LARGEST_FILE
        drawn, found = examine(b" " * (LARGEST_FILE + 1) if large else path.read_bytes(), centres)
    except OSError:
        drawn, found = {}, [_finding("Berkas tidak dapat dibaca.", "Periksa hak akses berkas itu.")]
    found = [replace(one, grade=WARNS, cure=f"{one.cure} {MEANWHILE}") for one in found]
    return {} if found else drawn, found


def examine(content: bytes, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The sound boundaries as a small drawing, and everything that refuses the file.

    ``centres`` holds every code that the file must have, with its centre point where known.
    """
    flaws: Flaws = {}
    try:
        areas = _areas(_features(content), centres, flaws)
    except _Flaw as flaw:
        return {}, [_finding(str(flaw), flaw.cure)]
    drawn = _draw(areas, centres)
    for code in [code for code, area in drawn.items() if not area["cincin"]]:
        del drawn[code]
        flaws.setdefault(("luasnya terlalu kecil untuk tergambar.", CURE), []).append(code)
    return drawn, list(_findings(flaws))


def _finding(words: str, cure: str = CURE) -> Finding:
    return Finding(REFUSES, BOUNDARIES, words, cure, rule="batas")


def _findings(flaws: Flaws) -> Iterator[Finding]:
    """The same flaw once for all features that have it; many flaws are cut short."""
    for (words, cure), names in list(flaws.items())[:SHOWN_FLAWS]:
        rest = len(names) - SHOWN_NAMES
        shown = names if rest <= 0 else [*names[:SHOWN_NAMES], f"{number(rest)} fitur lain"]
        told = f"{listing(shown)}: {words}" if shown else words
        yield _finding(f"{told[:1].upper()}{told[1:]}", cure)
    if (rest := len(flaws) - SHOWN_FLAWS) > 0:
        yield _finding(f"Masih ada {number(rest)} masalah lain.")


def _features(content: bytes) -> list[Any]:
    """The features of the file. Raises ``_Flaw``."""
    if len(content) > LARGEST_FILE:
        raise _Flaw(f"Berkas lebih besar dari {LARGEST_FILE // 1024**2} MB.", SIMPLER)
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as flaw:
        raise _Flaw("Berkas bukan teks UTF-8.", "Simpan ulang sebagai UTF-8.") from flaw
    except json.JSONDecodeError as flaw:
        words = f"Bukan JSON yang utuh: rusak di baris {number(flaw.lineno)}."
        raise _Flaw(words, "Mungkin terpotong saat disalin; salin atau ekspor ulang.") from flaw
    except (RecursionError, ValueError) as flaw:
        if isinstance(flaw, _Flaw):
            raise
        raise _Flaw("Isi berkas bersarang terlalu dalam, atau angkanya terlalu panjang.") from flaw
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise _Flaw("Bukan GeoJSON berjenis FeatureCollection dengan daftar features.")
    return features


def _no_number(word: str) -> float:
    raise _Flaw(f"Koordinat berisi {word}, bukan angka.")


def _areas(
    features: Sequence[Any], centres: Mapping[str, Place | None], flaws: Flaws
) -> dict[str, list[Ring]]:
    """The rings of every sound feature by code; what is wrong with the others goes to ``flaws``."""
    known = {_digits(code): code for code in centres}
    city = [place for place in centres.values() if place]
    named: set[str] = set()  # perhaps unsound, but not missing
    areas: dict[str, list[Ring]] = {}
    search = _Search()
    for position, feature in enumerate(features, start=1):
        name = f"fitur ke-{position}"
        try:
            given = _code(feature)
            name = f"{name} ({_shown(given)})"
            code = known.get(_digits(given), "")
            if not code:
                raise _Flaw("kodenya tidak ada di wilayah.csv.", "Pakai kode wilayah Kemendagri.")
            if code in named:
                raise _Flaw("kodenya sudah dipakai fitur lain.", "Gabungkan menjadi MultiPolygon.")
            named.add(code)
            rings = list(_rings(feature.get("geometry")))
            search.check(rings)
            _check_place(rings, centres[code], city)
            areas[code] = rings
        except _Flaw as flaw:
            flaws.setdefault((str(flaw), flaw.cure), []).append(name)
    if missing := sorted(set(centres) - named):
        flaws[_missing(missing, len(centres)), "Tambahkan fiturnya, satu per kelurahan."] = []
    return areas


def _shown(given: str) -> str:
    """A foreign word, fit to be printed and stored."""
    return "".join(letter if letter.isprintable() else "?" for letter in given[:40])


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdigit())


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if isinstance(properties, dict):
        named = {name.casefold(): value for name, value in properties.items()}
        for value in filter(None, map(named.get, CODES)):
            return f"{value:.0f}" if isinstance(value, float) else str(value)
    raise _Flaw(f"tidak punya properti {CODES[0]}.", "Isi dengan kode wilayah Kemendagri.")


def _missing(missing: Sequence[str], count: int) -> str:
    shown = listing(list(missing[:SHOWN_FLAWS])) + (" …" if len(missing) > SHOWN_FLAWS else "")
    return f"{number(len(missing))} dari {number(count)} kelurahan tidak ada: {shown}."


def _rings(geometry: Any) -> Iterator[Ring]:
    """The rings of a Polygon or MultiPolygon, outer and holes alike. Raises ``_Flaw``."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Flaw(f"bentuknya {_shown(str(kind or 'kosong'))}, bukan Polygon atau MultiPolygon.")
    parts = geometry.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts
    if not polygons or not isinstance(polygons, list):
        raise _Flaw("tidak punya koordinat.")
    for polygon in polygons:
        if not polygon or not isinstance(polygon, list):
            raise _Flaw("tidak punya koordinat.")
        for raw in polygon:
            yield _ring(raw)


def _ring(raw: Any) -> Ring:
    try:
        ring = [(float(point[0]), float(point[1])) for point in raw]
    except (TypeError, ValueError, LookupError, OverflowError) as flaw:
        raise _Flaw("koordinatnya bukan pasangan angka [bujur, lintang].") from flaw
    if len(ring) < 4:
        raise _Flaw(f"cincin hanya {len(ring)} titik; paling sedikit 4.")
    if ring[0] != ring[-1]:
        raise _Flaw("cincin tidak tertutup: titik terakhir harus sama dengan titik pertama.")
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        raise _Flaw("koordinatnya bukan angka yang berhingga.")
    return ring


def _spot(place: Place) -> str:
    return f"bujur {number(place[0], 4)}, lintang {number(place[1], 4)}"


class _Search:
    """Looks for rings that cross themselves, as long as a whole file is worth it."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def check(self, rings: Iterable[Ring]) -> None:
        """Raises ``_Flaw`` for a ring that crosses itself, or that is too much to look at."""
        if self._left < 0:
            raise _Flaw("belum diperiksa karena fitur sebelumnya terlalu rumit.", SIMPLER)
        for ring in rings:
            if place := self._crossing(ring):
                words = f"garisnya memotong dirinya sendiri di dekat {_spot(place)}."
                raise _Flaw(words, "Perbaiki geometrinya di aplikasi peta, lalu ekspor ulang.")

    def _crossing(self, ring: Ring) -> Place | None:
        """A place where a ring crosses itself; touching is allowed."""
        lines = sorted(
            (min(a[0], b[0]), max(a[0], b[0]), a, b) for a, b in pairwise(ring) if a != b
        )
        for position, (_, east, a, b) in enumerate(lines):
            for other in range(position + 1, len(lines)):
                west, _, c, d = lines[other]
                if west > east:
                    break
                self._left -= 1
                if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                    return c
            if self._left < 0:
                raise _Flaw("garisnya terlalu rumit untuk diperiksa.", SIMPLER)
        return None


def _turn(a: Place, b: Place, c: Place) -> float:
    """Positive when a → b → c turns left, negative when right, zero on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _check_place(rings: Iterable[Ring], centre: Place | None, city: Sequence[Place]) -> None:
    """In degrees, near the city, and around its own centre point. Raises ``_Flaw``."""
    box = _box([place for ring in rings for place in ring])
    degrees = _inside((box[0], box[1]), WORLD, 0) and _inside((box[2], box[3]), WORLD, 0)
    around = _box(city) if city else WORLD
    if not (_inside((box[0], box[1]), around, NEAR) and _inside((box[2], box[3]), around, NEAR)):
        if _inside((box[1], box[0]), around, NEAR):
            raise _Flaw("koordinatnya terbalik; tulis bujur lebih dulu, lalu lintang.", AS_DEGREES)
        unit = "" if degrees else "; angkanya bukan derajat, mungkin meter (UTM)"
        raise _Flaw(f"letaknya jauh dari kota{unit}.", AS_DEGREES)
    if centre and not _inside(centre, box, BESIDE):
        words = "titik tengah kelurahan itu ada di luar batasnya; kodenya mungkin tertukar."
        raise _Flaw(words, "Cocokkan kode dan nama kelurahannya.")


def _box(points: Sequence[Place]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _inside(place: Place, box: tuple[float, float, float, float], margin: float) -> bool:
    x, y = place
    return box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin


def _draw(areas: Mapping[str, list[Ring]], centres: Mapping[str, Place | None]) -> Drawn:
    """Rings in whole units of a drawing, coarser until the drawing is small.

    Points are put on a common raster, so neighbours keep one common line.
    """
    if not areas:
        return {}
    west, south, east, north = _box([p for rings in areas.values() for r in rings for p in r])
    shrink = math.cos(math.radians((south + north) / 2))
    scale = SIDE / (max((east - west) * shrink, north - south) or 1)

    def at(place: Place, step: int) -> tuple[int, int]:
        x, y = (place[0] - west) * shrink * scale, (north - place[1]) * scale
        return round(x / step) * step, round(y / step) * step

    for step in (1, 2, 3, 4, 6, 8, 12, 16):
        drawn = {
            code: [_thin([at(place, step) for place in ring]) for ring in rings]
            for code, rings in areas.items()
        }
        if sum(len(f"{ring}") for rings in drawn.values() for ring in rings) <= LARGEST_DRAWING:
            break
    return {
        code: {
            "cincin": [[number for point in ring for number in point] for ring in rings if ring],
            "titik": at(centres.get(code) or areas[code][0][0], 1),
        }
        for code, rings in drawn.items()
    }


def _thin(ring: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without repeated points and those within a straight line; empty when nothing is left."""
    thin: list[tuple[int, int]] = []
    for point in ring:
        if thin and point == thin[-1]:
            continue
        if len(thin) > 1 and _turn(thin[-2], thin[-1], point) == 0:
            thin.pop()
        if not thin or point != thin[-1]:
            thin.append(point)
    return thin if len(thin) > 3 else []
