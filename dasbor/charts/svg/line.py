"""Points over years, joined where no year is missing."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dasbor import format_id
from dasbor.charts import text_metrics
from dasbor.charts.svg.canvas import Sheet, colour, fitting_values, has_legend, thinned
from dasbor.charts.svg.columns import Frame
from dasbor.charts.svg.scale import finite


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``garis`` chart."""
    frame = Frame(sheet, stacked=False)
    if has_legend(sheet.chart):
        yield from sheet.legend()
    yield from _zones(frame)
    yield from frame.axis()
    yield from _limits(frame)
    yield from frame.targets()
    yield from frame.events()
    for group in sheet.chart.groups:
        yield from _line(frame, group)


def _line(frame: Frame, group: Any) -> Iterator[str]:
    sheet, chart = frame.sheet, frame.sheet.chart
    dot = colour(chart, group) if chart.series else "isi"
    stroke = colour(chart, group, "garis-") if chart.series else "garis"
    values = [finite(value) for value in chart.values(group)]
    words, size = fitting_values(chart, values, frame.room - 4, 21 if not chart.series else 14)
    if chart.spoken is None:
        words = thinned(words, size, frame.slot - 4)
    points = [
        (frame.middle(position), frame.y(value), words[position], chart.text(value), category)
        for position, (category, value) in enumerate(zip(chart.categories, values, strict=True))
        if value is not None
    ]
    for (x1, y1, *_), (x2, y2, *_) in pairwise(points):
        if x2 - x1 < frame.slot * 1.5:  # no line across years without a value
            yield sheet.rule(x1, y1, x2, y2, stroke)
    radius = min(7, frame.slot / 7)
    kind = "nilai-tepi" if chart.bands else "nilai"
    for x, y, label, value, category in points:
        if not chart.speaks(category):
            continue
        mark = sheet.dot(x, y, dot, max(radius, 5), "" if label == value else value)
        if label:
            mark += sheet.text(_inside(sheet, x, label, size), y - 15, label, kind, size)
        yield sheet.picked(mark, category, group)


def _inside(sheet: Sheet, x: float, words: str, size: float) -> float:
    """The middle of words over a point, moved where they would leave the picture."""
    half = text_metrics.width(words, size, bold=True) / 2
    return min(max(x, half), sheet.width - half)


def _zones(frame: Frame) -> Iterator[str]:
    """The named zones of values behind the marks, per category."""
    for position, category in enumerate(frame.sheet.chart.categories):
        left = frame.middle(position) - frame.slot / 2
        for band in frame.sheet.chart.bands.get(category, ()):
            top, bottom = frame.y(band.high), frame.y(band.low)
            yield from frame.sheet.zone(left, top, frame.slot, bottom - top, band)


def _limits(frame: Frame) -> Iterator[str]:
    """The limits that are new or changed, their value on the side of the line without a point."""
    sheet, chart = frame.sheet, frame.sheet.chart
    for category, low in chart.limits:
        position = chart.categories.index(category)
        value = finite(chart.value(category))
        left, y = frame.middle(position) - frame.slot / 2, frame.y(low)
        yield sheet.rule(left, y, left + frame.slot, y, "ambang")
        aside = 15 if value is not None and value >= low else -5
        words = format_id.number(low, 2)
        yield sheet.text(left + 4, y + aside, words, "kecil-tepi", 13, "start")
