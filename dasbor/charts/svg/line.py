"""Points over years, joined where no year is missing."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dasbor.charts import labels, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.scale import finite
from dasbor.charts.svg.canvas import (
    SAMPLE_INK,
    SIDE,
    Sheet,
    colour,
    fitting_values,
    has_legend,
)
from dasbor.charts.svg.columns import Frame
from dasbor.charts.theme import hatching


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``garis`` chart."""
    frame = Frame(sheet, stacked=False)
    if has_legend(sheet.chart):
        yield from sheet.legend()
    yield from frame.axis()
    yield from frame.targets()
    size = sheet.width - 2 * SIDE, frame.bottom - frame.top, _largest(sheet.chart)
    written = labels.written(sheet.chart, *size)
    for group in sheet.chart.groups:
        yield from _line(frame, group, written)


def _largest(chart: Chart) -> int:
    return 14 if chart.series else 21


def _line(frame: Frame, group: Any, written: frozenset[labels.Key]) -> Iterator[str]:
    sheet, chart = frame.sheet, frame.sheet.chart
    stroke = colour(chart, group, "garis-") if chart.series else "garis"
    dashed = f"garis-contoh{hatching(*chart.place(group))}"
    values = [finite(value) for value in chart.values(group)]
    told = [
        v if (c, group) in written else None for c, v in zip(chart.categories, values, strict=True)
    ]
    words, size = fitting_values(chart, told, frame.room - 4, _largest(chart))
    points = [
        (frame.middle(position), frame.y(value), words[position], value, category)
        for position, (category, value) in enumerate(zip(chart.categories, values, strict=True))
        if value is not None
    ]
    for (x1, y1, *_, one), (x2, y2, *_, other) in pairwise(points):
        if x2 - x1 < frame.slot * 1.5:  # no line across years without a value
            sampled = chart.sampled(one, group) or chart.sampled(other, group)
            yield sheet.rule(x1, y1, x2, y2, dashed if sampled else stroke)
    radius = min(7, frame.slot / 7)
    for x, y, label, value, category in points:
        if not chart.speaks(category):
            continue
        full = "" if label == chart.text(value) else pointed(chart, category, group)
        mark = sheet.dot(x, y, sheet.fill(category, group), max(radius, 5), full)
        if label:
            ink = SAMPLE_INK if chart.sampled(category, group) else "nilai"
            mark += sheet.text(_inside(sheet, x, label, size), y - 15, label, ink, size)
        yield sheet.picked(mark, category, group)


def _inside(sheet: Sheet, x: float, words: str, size: float) -> float:
    """The middle of words over a point, moved where they would leave the picture."""
    half = text_metrics.width(words, size, bold=True) / 2
    return min(max(x, half), sheet.width - half)
