"""Points over years, joined where no year is missing."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dasbor.charts.svg.columns import Frame
from dasbor.charts.svg.sheet import Sheet, colour, finite, fitting_values, has_legend, thinned


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``garis`` chart."""
    frame = Frame(sheet, stacked=False)
    if has_legend(sheet.chart):
        yield from sheet.legend()
    yield from frame.axis()
    yield from frame.target()
    for group in sheet.chart.groups:
        yield from _line(frame, group)


def _line(frame: Frame, group: Any) -> Iterator[str]:
    sheet, chart = frame.sheet, frame.sheet.chart
    dot = colour(chart, group) if chart.series else "isi"
    stroke = colour(chart, group, "garis-") if chart.series else "garis"
    values = [finite(value) for value in chart.values(group)]
    words, size = fitting_values(chart, values, frame.slot - 4, 21 if not chart.series else 14)
    words = thinned(words, size, frame.slot - 4)
    points = [
        (frame.middle(position), frame.y(value), words[position], chart.text(value))
        for position, value in enumerate(values)
        if value is not None
    ]
    for (x1, y1, *_), (x2, y2, *_) in pairwise(points):
        if x2 - x1 < frame.slot * 1.5:  # no line across years without a value
            yield sheet.rule(x1, y1, x2, y2, stroke)
    radius = min(7, frame.slot / 7)
    for x, y, label, value in points:
        yield sheet.dot(x, y, dot, radius, "" if label == value else value)
        if label:
            yield sheet.text(x, y - 15, label, "nilai", size)
