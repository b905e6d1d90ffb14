"""Numbers that can be drawn, and how far they reach: alone, or piled up."""

import math
from collections.abc import Sequence
from typing import Any

from dasbor.charts.description import Chart
from dasbor.questions.standing import Standing

Pile = Sequence[tuple[Any, tuple[float, float]]]


def finite(value: Any) -> float | None:
    """A number that can be drawn; ``None`` for a missing or endless one."""
    if value is None or not math.isfinite(value):
        return None
    return float(value)


def tells(chart: Chart) -> bool:
    """Whether a picture shows a fact: a demonstration does not, nor one of unknown values."""
    if chart.samples or chart.standing is Standing.ABSENT:
        return False
    values = (chart.value(c, group) for c in chart.categories for group in chart.groups)
    return any(chart.level(value) is not None for value in values if value is not None)


def known(chart: Chart, category: Any) -> list[float]:
    """The values of a category that can be drawn, over all groups."""
    return [v for g in chart.groups if (v := finite(chart.value(category, g))) is not None]


def dots(chart: Chart) -> tuple[int, int] | None:
    """The last known count of a ``titik`` chart, and of how many it is; none where it is not."""
    column = chart.among.column if chart.among else ""
    known = [row for row in chart.result.known(chart.y) if column and row[column]]
    return (int(known[-1][chart.y]), int(known[-1][column])) if known else None


def pile(chart: Chart, category: Any) -> Pile:
    """Per group where its mark begins and ends: on top of the one before, below zero below it."""
    up = down = 0.0
    piled = []
    for group in chart.groups:
        value = finite(chart.value(category, group)) or 0.0
        start = down if value < 0 else up
        piled.append((group, (start, start + value)))
        up, down = (up, down + value) if value < 0 else (up + value, down)
    return piled


def reach(piled: Pile) -> tuple[float, float]:
    """The lowest and the highest end of a pile; zero is within."""
    ends = [0.0, *(end for _, (_, end) in piled)]
    return min(ends), max(ends)


def extent(chart: Chart, stacked: bool = True) -> tuple[float, float]:
    """The lowest and the highest place of a scale: zero, or where the chart starts, is on it."""
    ends = [
        chart.start,
        max(chart.start, chart.whole),
        *([chart.target[0]] if chart.target else []),
    ]
    ends += [target.value for target in chart.targets.values()]
    ends += [
        end for zones in chart.bands.values() for band in zones for end in (band.low, band.high)
    ]
    for category in chart.categories:
        ends += reach(pile(chart, category)) if stacked else known(chart, category)
    low, high = min(ends), max(ends)
    return (low, high) if high > low else (low, low + 1)


def whole(chart: Chart, category: Any) -> float | None:
    """The sum of a stack, where groups can be added and there are several.

    Samples are made to add up to what is published: their sum would show that as a sample.
    """
    values = [] if chart.result.sample else known(chart, category)
    if chart.unit == "%" or not values or min(values) < 0 or len(chart.groups) < 2:
        return None
    return sum(values)
