"""Which values of lines are written: none lies on another or on a point; ends and peaks first.

And what any mark says when pointed at.
"""

from collections.abc import Iterator
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.scale import extent, finite

ABOVE, DOT = 8, 6  # from a point to the words over it, and its own radius
Place = tuple[float, float]
Box = tuple[float, float, float, float]
Key = tuple[Any, Any]


def pointed(chart: Chart, category: Any, group: Any = "") -> str:
    """The value of a mark for a pointer or a reader's voice: of a sample, that it is one."""
    text = chart.text(chart.value(category, group))
    return f"{text} (contoh)" if chart.sampled(category, group) else text


def written(chart: Chart, wide: float, high: float, size: float) -> frozenset[Key]:
    """Category and group of the values that have room in a plot of that size (one unit for all).

    What a description itself has spoken is written whatever the room.
    """
    points = dict(_points(chart, wide, high))
    if chart.spoken is not None:
        return frozenset(points)
    kept: dict[Key, Box] = {}
    for key in _by_weight(chart):
        x, y = points[key]
        half = text_metrics.width(chart.text(chart.value(*key)), size, bold=True) / 2
        box = (x - half, y - ABOVE - size, x + half, y - ABOVE)
        others = (place for other, place in points.items() if other != key)
        if not any(_meet(box, one) for one in (*kept.values(), *map(_dot, others))):
            kept[key] = box
    return frozenset(kept)


def _points(chart: Chart, wide: float, high: float) -> Iterator[tuple[Key, Place]]:
    low, top = extent(chart, stacked=False)
    slot = wide / max(len(chart.categories), 1)
    for position, category in enumerate(chart.categories):
        for group in chart.groups:
            value = finite(chart.value(category, group))
            if value is not None and chart.speaks(category):
                yield (
                    (category, group),
                    (
                        slot * (position + 0.5),
                        high * (1 - (value - low) / (top - low)),
                    ),
                )


def _by_weight(chart: Chart) -> list[Key]:
    """The values of all lines: the last, the first, the highest of each, then the others."""
    lines = []
    for group in chart.groups:
        keys = [
            (category, group)
            for category in chart.categories
            if finite(chart.value(category, group)) is not None and chart.speaks(category)
        ]
        if keys:
            lines.append(keys)
    peaks = [max(keys, key=lambda key: chart.value(*key)) for keys in lines]
    ends = [keys[place] for place in (-1, 0) for keys in lines]
    return list(dict.fromkeys([*ends, *peaks, *(key for keys in lines for key in keys)]))


def _dot(place: Place) -> Box:
    x, y = place
    return x - DOT, y - DOT, x + DOT, y + DOT


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
