"""Sound boundaries as a drawing, in whole units and small enough for a page."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dasbor.data.boundaries.rings import Place, Ring, box_of, turn

SIDE = 1000  # the drawing's longer side
LARGEST_DRAWING = 45_000  # characters of all numbers of a drawing
Drawn = dict[str, dict[str, Any]]  # code -> {"cincin": [[x, y, x, y, …], …], "titik": [x, y]}


def draw(areas: Mapping[str, list[Ring]], centres: Mapping[str, Place | None]) -> Drawn:
    """Rings in whole units of a drawing, coarser until the drawing is small.

    Points are put on a common raster, so neighbours keep one common line.
    """
    if not areas:
        return {}
    west, south, east, north = box_of([p for rings in areas.values() for r in rings for p in r])
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
        if len(thin) > 1 and turn(thin[-2], thin[-1], point) == 0:
            thin.pop()
        if not thin or point != thin[-1]:
            thin.append(point)
    return thin if len(thin) > 3 else []
