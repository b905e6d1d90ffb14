"""Points over years, joined where no year is missing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dasbor.charts import gaps, text_metrics, zones
from dasbor.charts.scale import finite
from dasbor.charts.svg.canvas import (
    SAMPLE_INK,
    Sheet,
    colour,
    fitting_values,
    has_legend,
    thinned,
)
from dasbor.charts.svg.columns import OVER_ZONES, Frame
from dasbor.charts.zones import Zone

ZONE_SIZE, ZONE_LINE, MARK = 12, 15, 38  # MARK: half the room of a point with its number


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``garis`` chart."""
    frame = Frame(sheet, stacked=False)
    if has_legend(sheet.chart):
        yield from sheet.legend()
    yield from _zones(frame)
    yield from frame.axis()
    yield from _zone_names(frame)
    yield from frame.targets()
    yield from frame.events()
    for group in sheet.chart.groups:
        yield from _line(frame, group)


def _line(frame: Frame, group: Any) -> Iterator[str]:
    sheet, chart = frame.sheet, frame.sheet.chart
    stroke = colour(chart, group, "garis-") if chart.series else "garis"
    values = [finite(value) for value in chart.values(group)]
    words, size = fitting_values(chart, values, frame.room - 4, 21 if not chart.series else 14)
    if chart.spoken is None:
        words = thinned(words, size, frame.slot - 4)
    points = [
        (frame.middle(position), frame.y(value), words[position], value, category)
        for position, (category, value) in enumerate(zip(chart.categories, values, strict=True))
        if value is not None
    ]
    for (x1, y1, *_, one), (x2, y2, *_, other) in pairwise(points):
        if x2 - x1 < frame.slot * 1.5:  # no line across years without a value
            sampled = chart.sampled(one, group) or chart.sampled(other, group)
            yield sheet.rule(x1, y1, x2, y2, "garis-contoh" if sampled else stroke)
    radius = min(7, frame.slot / 7)
    kind = "nilai-tepi" if chart.bands else "nilai"
    for x, y, label, value, category in points:
        if not chart.speaks(category):
            continue
        full, dot = chart.text(value), sheet.fill(category, group)
        mark = sheet.dot(x, y, dot, max(radius, 5), "" if label == full else full)
        if label:
            ink = SAMPLE_INK if chart.sampled(category, group) else kind
            mark += sheet.text(_inside(sheet, x, label, size), y - 15, label, ink, size)
        yield sheet.picked(mark, category, group)


def _inside(sheet: Sheet, x: float, words: str, size: float) -> float:
    """The middle of words over a point, moved where they would leave the picture."""
    half = text_metrics.width(words, size, bold=True) / 2
    return min(max(x, half), sheet.width - half)


def _zones(frame: Frame) -> Iterator[str]:
    """The zones of values behind the marks."""
    for zone in zones.of(frame.sheet.chart):
        left, right, top, bottom = _edges(frame, zone)
        yield frame.sheet.zone(left, top, right - left, bottom - top, zone.band)


def _edges(frame: Frame, zone: Zone) -> tuple[float, float, float, float]:
    half = frame.slot / 2
    left, right = frame.middle(zone.first) - half, frame.middle(zone.last) + half
    return left, right, frame.y(zone.band.high), frame.y(zone.band.low)


def _zone_names(frame: Frame) -> Iterator[str]:
    """Every zone with its name on it, where neither a mark nor a field lies in the way."""
    taken = [*_marks(frame), *_fields(frame)]
    for zone in zones.of(frame.sheet.chart):
        left, right, top, bottom = _edges(frame, zone)
        ink = f"atas-pita{zone.band.level}" if zone.band.known else "kecil"
        rows = [
            row
            for words in zone.words
            for row in text_metrics.lines(words, right - left - 8, ZONE_SIZE, 3)
        ]
        rows = rows[: max(int((bottom - top) // ZONE_LINE), 1)]
        wide, high = text_metrics.widest(rows, ZONE_SIZE), len(rows) * ZONE_LINE
        starts = [left + 5 + frame.slot * step for step in range(zone.last - zone.first + 1)]
        fitting = [x for x in starts if x + wide <= right] or starts[:1]
        places = [(x, y) for x in fitting for y in (bottom - high - 4, top + 2)]
        free = ((x, y) for x, y in places if not _touches((x, x + wide, y, y + high), taken))
        x, y = next(free, places[0])
        for number, row in enumerate(rows, 1):
            yield frame.sheet.text(x, y + number * ZONE_LINE - 3, row, ink, ZONE_SIZE, "start")


Box = tuple[float, float, float, float]  # left, right, top, bottom


def _touches(box: Box, others: Sequence[Box]) -> bool:
    left, right, top, bottom = box
    return any(left < r and lx < right and top < b and t < bottom for lx, r, t, b in others)


def _marks(frame: Frame) -> Iterator[Box]:
    """Where the points are with the numbers above them."""
    chart = frame.sheet.chart
    for place, category in enumerate(chart.categories):
        for group in chart.groups:
            if (value := finite(chart.value(category, group))) is not None:
                x, y = frame.middle(place), frame.y(value)
                yield x - MARK, x + MARK, y - MARK, y + 8


def _fields(frame: Frame) -> Iterator[Box]:
    """Where the fields of missing years are."""
    for gap in gaps.along(frame.sheet.chart):
        left, right = frame.middle(gap.first), frame.middle(gap.last)
        yield left - frame.bar / 2, right + frame.bar / 2, frame.bottom - OVER_ZONES, frame.bottom
