"""Rings of a boundary: are they closed, without crossings, and where they should be."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from dasbor.format_id import number

NEAR = 0.5  # degrees around the centre points: outside lies another projection or another place
WORLD = (-180.0, -90.0, 180.0, 90.0)
BESIDE = 0.02  # degrees between a centre point and its own boundary
MOST_COMPARED = 3_000_000  # pairs of lines of a file looked at for crossings: some seconds
CURE = "Perbaiki berkasnya di aplikasi peta asalnya, lalu ekspor ulang."
AS_DEGREES = "Ekspor ulang sebagai GeoJSON dengan CRS EPSG:4326 (WGS 84)."
SIMPLER = "Sederhanakan garisnya di aplikasi peta (misalnya QGIS), lalu ekspor ulang."

SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "GeometryCollection")

Place = tuple[float, float]  # (longitude, latitude)
Ring = list[Place]


class Flaw(ValueError):
    """What is wrong with a file or a feature, and what cures it, in Indonesian."""

    def __init__(self, words: str, cure: str = CURE) -> None:
        super().__init__(words)
        self.cure = cure


def rings_of(geometry: Any) -> Iterator[Ring]:
    """The rings of a Polygon or MultiPolygon, outer and holes alike. Raises ``Flaw``."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Flaw(
            f"bentuknya {kind if kind in SHAPES else 'lain'}, bukan Polygon atau MultiPolygon."
        )
    parts = geometry.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts
    if not polygons or not isinstance(polygons, list):
        raise Flaw("tidak punya koordinat.")
    for polygon in polygons:
        if not polygon or not isinstance(polygon, list):
            raise Flaw("tidak punya koordinat.")
        for raw in polygon:
            yield _ring(raw)


def _ring(raw: Any) -> Ring:
    try:
        ring = [(float(point[0]), float(point[1])) for point in raw]
    except (TypeError, ValueError, LookupError, OverflowError) as flaw:
        raise Flaw("koordinatnya bukan pasangan angka [bujur, lintang].") from flaw
    if len(ring) < 4:
        raise Flaw(f"cincin hanya {len(ring)} titik; paling sedikit 4.")
    if ring[0] != ring[-1]:
        raise Flaw("cincin tidak tertutup: titik terakhir harus sama dengan titik pertama.")
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        raise Flaw("koordinatnya bukan angka yang berhingga.")
    return ring


class Crossings:
    """Looks for rings that cross themselves, as long as a whole file is worth it."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def check(self, rings: Iterable[Ring]) -> None:
        """Raises ``Flaw`` for a ring that crosses itself, or that is too much to look at."""
        if self._left < 0:
            raise Flaw("belum diperiksa karena fitur sebelumnya terlalu rumit.", SIMPLER)
        for ring in rings:
            if place := self._crossing(ring):
                words = f"garisnya memotong dirinya sendiri di dekat {_spot(place)}."
                raise Flaw(words, "Perbaiki geometrinya di aplikasi peta, lalu ekspor ulang.")

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
                if turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0:
                    return c
            if self._left < 0:
                raise Flaw("garisnya terlalu rumit untuk diperiksa.", SIMPLER)
        return None


def _spot(place: Place) -> str:
    return f"bujur {number(place[0], 4)}, lintang {number(place[1], 4)}"


def check_place(rings: Iterable[Ring], centre: Place | None, city: Sequence[Place]) -> None:
    """In degrees, near the city, and around its own centre point. Raises ``Flaw``."""
    box = box_of([place for ring in rings for place in ring])
    degrees = _inside((box[0], box[1]), WORLD, 0) and _inside((box[2], box[3]), WORLD, 0)
    around = box_of(city) if city else WORLD
    if not (_inside((box[0], box[1]), around, NEAR) and _inside((box[2], box[3]), around, NEAR)):
        if _inside((box[1], box[0]), around, NEAR):
            raise Flaw("koordinatnya terbalik; tulis bujur lebih dulu, lalu lintang.", AS_DEGREES)
        unit = "" if degrees else "; angkanya bukan derajat, mungkin meter (UTM)"
        raise Flaw(f"letaknya jauh dari kota{unit}.", AS_DEGREES)
    if centre and not _inside(centre, box, BESIDE):
        words = "titik tengah kelurahan itu ada di luar batasnya; kodenya mungkin tertukar."
        raise Flaw(words, "Cocokkan kode dan nama kelurahannya.")


def turn(a: Place, b: Place, c: Place) -> float:
    """Positive when a → b → c turns left, negative when right, zero on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def box_of(points: Sequence[Place]) -> tuple[float, float, float, float]:
    """West, south, east and north of all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _inside(place: Place, box: tuple[float, float, float, float], margin: float) -> bool:
    x, y = place
    return box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin


def printable(given: str) -> str:
    """A foreign word, fit to be printed and stored."""
    return "".join(letter if letter.isprintable() else "?" for letter in given[:40])
