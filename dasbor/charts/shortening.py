"""What is said instead of drawn: too few values, the long tail and the zeros of a ranking."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dasbor.charts import gaps, scale
from dasbor.charts.description import Chart

FEWEST = 3  # values that make a picture
MOST_ROWS, MOST_DOTS = 15, 600
FEW_NAMES = 12  # that are listed whole


def drawable(chart: Chart) -> bool:
    """Whether a chart has enough values to be a picture; fewer are said in a sentence.

    On a ruler also a single one has its place among the zones, as dots it is shown among its whole.
    """
    if chart.among:
        told = scale.dots(chart)
        return told is not None and told[1] <= MOST_DOTS
    return len(_known(chart)) >= (1 if chart.bands else FEWEST)


def is_blank(chart: Chart) -> bool:
    """Whether a chart has no value at all, not even a zero."""
    return not _known(chart)


def in_words(chart: Chart) -> str:
    """The few values of a chart as a sentence, with what has none; nothing where none has any.

    Then the title has said so, as it does for every picture of the page.
    """
    said = [
        f"{', '.join(filter(None, [chart.names(category), str(group)]))}:"
        f" {chart.said(chart.value(category, group))} {'' if chart.marks else chart.unit}".rstrip()
        for category, group in _known(chart)
    ]
    if not said:
        return ""
    for gap in gaps.along(chart):
        alone = f"{chart.names(chart.categories[gap.first])}: " * (gap.first == gap.last)
        said.append(f"{alone}{gap.words}")
    return f"{'; '.join(said)}."


def _known(chart: Chart) -> list[tuple[Any, Any]]:
    cells = [(category, group) for category in chart.categories for group in chart.groups]
    return [cell for cell in cells if chart.value(*cell) is not None]


def _zeros(chart: Chart) -> list[str]:
    """The names of the categories whose values are all zero."""
    return [chart.names(category) for category in chart.categories if _is_zero(chart, category)]


def shortened(chart: Chart, most: int = MOST_ROWS) -> Chart:
    """A ranking of at most so many rows: the others counted in words, the zeros named in words.

    Other kinds, and rankings that fit and have no zeros, stay as they are. Of samples nothing is
    said by name: their zeros are counted.
    """
    if not (chart.traits.rows and chart.traits.plain):
        return chart
    none = _zeros(chart)
    rows = [c for c in chart.categories if not _is_zero(chart, c)]
    kept = rows if len(rows) <= most else rows[:most]
    if not kept or len(kept) == len(chart.categories):
        return chart
    others = len(rows) - len(kept)
    silent = f"{len(none)} nol" if chart.result.sample else _none(none)
    rest = [f"{others} lainnya"] * bool(others) + [silent] * bool(none)
    return replace(_of_rows(chart, kept), rest=tuple(rest), whole=max(chart.whole, chart.peak))


def _none(names: Sequence[str]) -> str:
    if len(names) <= FEW_NAMES:
        return f"Belum ada: {', '.join(names)}"
    return f"Belum ada: {', '.join(names[:FEW_NAMES])}, dan {len(names) - FEW_NAMES} lainnya"


def _is_zero(chart: Chart, category: Any) -> bool:
    values = scale.known(chart, category)
    return bool(values) and not any(values)


def _of_rows(chart: Chart, kept: Sequence[Any]) -> Chart:
    """The same chart of some of its categories."""
    place = next(n for n, c in enumerate(chart.result.columns) if c.name == chart.x)
    some = set(kept)
    rows = tuple(row for row in chart.result.rows if row[place] in some)
    return replace(chart, result=replace(chart.result, rows=rows))
