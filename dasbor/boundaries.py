"""The optional file with real boundaries: is it sound, and how small can it be drawn.

``batas_kelurahan.geojson`` is no dataset but a picture: when anything is wrong with it, it is left
out whole with a word why, and the tile map, which needs no boundaries, takes its place.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from dasbor.format_id import listing, number
from dasbor.inputs import BOUNDARIES
from dasbor.intake import WARNS, Finding

LARGEST_FILE = 5 * 1024 * 1024
CODES = ("kode", "kode_kelurahan", "kode_wilayah")
NEAR = 0.5  # degrees around the centre points: outside lies another projection or another place
BESIDE = 0.02  # degrees between a centre point and its own boundary
LONGEST_SEARCH = 3_000  # points of a ring that is still searched for crossings
SIDE = 1000  # the drawing's longer side
LARGEST_DRAWING = 45_000  # characters of all numbers of a drawing
SHOWN_FLAWS = 8
CURE = "Perbaiki berkasnya; sementara itu yang tampil ialah peta petak."

Place = tuple[float, float]  # (longitude, latitude)
Ring = list[Place]
Drawn = dict[str, dict[str, Any]]  # code -> {"cincin": [[x, y, x, y, …], …], "titik": [x, y]}


class _Flaw(ValueError):
    """What is wrong with a file or a feature, in Indonesian."""


def centres(places: Iterable[Mapping[str, Any]]) -> dict[str, Place | None]:
    """Code -> centre point where known, from rows with ``kode``, ``bujur``, ``lintang``."""
    return {
        row["kode"]: None
        if None in (row["bujur"], row["lintang"])
        else (row["bujur"], row["lintang"])
        for row in places
    }


def read(path: Path, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The boundaries of a file, as ``examine`` gives them."""
    try:
        large = path.stat().st_size > LARGEST_FILE
        return examine(b" " * (LARGEST_FILE + 1) if large else path.read_bytes(), centres)
    except OSError:
        return {}, [_finding("Berkas tidak dapat dibaca.")]


def examine(content: bytes, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The boundaries as a small drawing, or nothing and the findings that say why.

    ``centres`` holds every code that the file must have, with its centre point where known.
    """
    try:
        features = _features(content)
        areas, flaws = _areas(features, centres)
        flaws += _missing(areas, centres)
    except _Flaw as flaw:
        areas, flaws = {}, [str(flaw)]
    if flaws:
        return {}, [_finding(text) for text in _few(flaws)]
    return _draw(areas, centres), []


def _finding(text: str) -> Finding:
    return Finding(WARNS, BOUNDARIES, text, CURE, rule="batas")


def _few(flaws: Sequence[str]) -> list[str]:
    rest = len(flaws) - SHOWN_FLAWS
    return [*flaws[:SHOWN_FLAWS], *([f"Masih ada {rest} masalah lain."] if rest > 0 else [])]


def _features(content: bytes) -> list[Any]:
    """The features of the file. Raises ``_Flaw``."""
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024**2
        raise _Flaw(f"Berkas lebih besar dari {limit} MB; sederhanakan garisnya lebih dulu.")
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as flaw:
        raise _Flaw("Berkas bukan teks UTF-8.") from flaw
    except json.JSONDecodeError as flaw:
        raise _Flaw(f"Bukan JSON yang utuh: rusak di baris {flaw.lineno}.") from flaw
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
    features: Sequence[Any], centres: Mapping[str, Place | None]
) -> tuple[dict[str, list[Ring]], list[str]]:
    """The rings per code, and what is wrong with single features."""
    known = {_digits(code): code for code in centres}
    areas: dict[str, list[Ring]] = {}
    flaws: list[str] = []
    for position, feature in enumerate(features, start=1):
        name = f"Fitur ke-{position}"
        try:
            given = _code(feature)
            name = f"{name} ({given[:40]})"
            code = known.get(_digits(given), "")
            if not code:
                raise _Flaw("kodenya tidak ada di wilayah.csv.")
            if code in areas:
                raise _Flaw("kodenya sudah dipakai fitur lain.")
            areas[code] = []  # named, though perhaps unsound: not missing as well
            areas[code] = list(_rings(feature.get("geometry")))
            _check_place(areas[code], centres[code], centres)
        except _Flaw as flaw:
            flaws.append(f"{name}: {flaw}")
    return areas, flaws


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdigit())


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    named = {str(k).casefold(): v for k, v in properties.items()} if properties else {}
    for name in CODES:
        if named.get(name):
            return str(named[name])
    raise _Flaw(f"tidak punya properti {CODES[0]}.")


def _missing(areas: Mapping[str, Any], centres: Mapping[str, Place | None]) -> list[str]:
    missing = sorted(set(centres) - set(areas))
    if not missing:
        return []
    shown = listing(missing[:SHOWN_FLAWS]) + (" …" if len(missing) > SHOWN_FLAWS else "")
    return [f"{number(len(missing))} dari {number(len(centres))} kelurahan tidak ada: {shown}."]


def _rings(geometry: Any) -> Iterator[Ring]:
    """The rings of a Polygon or MultiPolygon, outer and holes alike. Raises ``_Flaw``."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Flaw(f"bentuknya {kind or 'kosong'}, seharusnya Polygon atau MultiPolygon.")
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
    except (TypeError, ValueError, IndexError, KeyError) as flaw:
        raise _Flaw("koordinatnya bukan pasangan angka [bujur, lintang].") from flaw
    if len(ring) < 4:
        raise _Flaw(f"cincin hanya {len(ring)} titik; paling sedikit 4.")
    if ring[0] != ring[-1]:
        raise _Flaw("cincin tidak tertutup: titik terakhir harus sama dengan titik pertama.")
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        raise _Flaw("koordinatnya bukan angka yang berhingga.")
    if crossing := _crossing(ring):
        raise _Flaw(f"garisnya memotong dirinya sendiri di dekat {_spot(crossing)}.")
    return ring


def _spot(place: Place) -> str:
    return f"bujur {number(place[0], 4)}, lintang {number(place[1], 4)}"


def _crossing(ring: Ring) -> Place | None:
    """A place where a ring crosses itself; touching is allowed."""
    if len(ring) > LONGEST_SEARCH:
        return None
    pieces = sorted((min(a[0], b[0]), max(a[0], b[0]), a, b) for a, b in pairwise(ring) if a != b)
    for position, (_, east, a, b) in enumerate(pieces):
        for west, _, c, d in pieces[position + 1 :]:
            if west > east:
                break
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return c
    return None


def _turn(a: Place, b: Place, c: Place) -> float:
    """Positive when a → b → c turns left, negative when right, zero on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _check_place(
    rings: Iterable[Ring], centre: Place | None, centres: Mapping[str, Place | None]
) -> None:
    """Near the city, and around its own centre point. Raises ``_Flaw``."""
    known = [place for place in centres.values() if place]
    if not known:
        return
    points = [place for ring in rings for place in ring]
    box, city = _box(points), _box(known)
    if not _inside((box[0], box[1]), city, NEAR) or not _inside((box[2], box[3]), city, NEAR):
        turned = _inside((box[1], box[0]), city, NEAR)
        raise _Flaw(
            "koordinatnya terbalik; tulis bujur lebih dulu, lalu lintang."
            if turned
            else "letaknya jauh dari kota; pakai bujur dan lintang derajat (WGS 84)."
        )
    if centre and not _inside(centre, box, BESIDE):
        raise _Flaw("titik tengah kelurahan itu ada di luar batasnya; kodenya mungkin tertukar.")


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
