"""The numbers of charts and answers as rows of words: one table for pages, paper and slides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dasbor import format_id
from dasbor.charts.description import Chart
from dasbor.questions.certainty import graded
from dasbor.questions.query import ResultColumn
from dasbor.questions.result import Result

NUMBERS = {"BIGINT", "DOUBLE", "INTEGER"}
REASON, CERTAINTY = "Keterangan", "kepastian"


@dataclass(frozen=True)
class Grid:
    """A table in words: its head, its rows, and which columns are numbers (set to the right)."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def of_result(result: Result, columns: Sequence[str] = ()) -> Grid:
    """An answer, all its columns or the named ones, formatted by their units."""
    shown = [result.column(name) for name in columns] if columns else list(result.columns)
    rows = zip(*(result.values(column.name) for column in shown), strict=True)
    return Grid(
        [column.label for column in shown],
        [[_cell(value, column) for value, column in zip(row, shown, strict=True)] for row in rows],
        [column.type in NUMBERS and column.unit != "tahun" for column in shown],
    )


def _cell(value: Any, column: ResultColumn) -> str:
    if column.name.startswith(CERTAINTY):
        return graded(value) or format_id.MISSING
    return format_id.cell(value, column.unit)


def of_chart(chart: Chart) -> Grid:
    """The numbers of a chart, with reasons for gaps, targets and events.

    The named columns of its answer, or else categories down and groups across.
    """
    shown = of_result(chart.result, chart.columns) if chart.columns else _by_groups(chart)
    categories = chart.result.values(chart.x) if chart.columns else chart.categories
    beside = _beside(chart)
    rows = [
        [*row, *(words.get(category, "") for words in beside.values())]
        for category, row in zip(categories, shown.rows, strict=True)
    ]
    return Grid([*shown.head, *beside], rows, [*shown.right, *[False] * len(beside)])


def _by_groups(chart: Chart) -> Grid:
    groups = [str(group) for group in chart.groups]
    label = chart.result.column(chart.y).label
    rows = [
        [chart.names(category), *(chart.text(chart.value(category, g)) for g in chart.groups)]
        for category in chart.categories
    ]
    head = [chart.result.column(chart.x).label, *(groups if chart.series else [label])]
    return Grid(head, rows, [False, *[not chart.marks] * len(groups)])


def _beside(chart: Chart) -> dict[str, Mapping[Any, str]]:
    """What a picture shows beside its values, per category: only what there is."""
    happened = {
        category: "; ".join(event.title for event in chart.events if event.year == category)
        for category in chart.categories
    }
    extra: dict[str, Mapping[Any, str]] = {
        REASON: {} if chart.columns else _notes(chart),
        "Target": {year: chart.text(target.value) for year, target in chart.targets.items()},
        "Peristiwa": happened if chart.events else {},
    }
    return {
        title: words
        for title, words in extra.items()
        if any(category in words for category in chart.categories)
    }


def _notes(chart: Chart) -> dict[Any, str]:
    """Why a category has no value, or what is to be known of it: a part-year, another measure."""
    stacked = chart.series and "keterangan" in {column.name for column in chart.result.columns}
    rows = chart.result.known("keterangan") if stacked and chart.x == "tahun" else []
    told = {row["tahun"]: row["keterangan"] for row in rows}
    return {**chart.pale, **told, **chart.missing}


def levels(chart: Chart) -> list[tuple[str, list[float | None]]]:
    """What values are compared with: the name, and a level per category or a gap.

    The reader's own target, the stated targets of years, and the known limits of predicates.
    """
    found: list[tuple[str, list[float | None]]] = []
    if chart.target:
        found.append((chart.target[1], [chart.target[0]] * len(chart.categories)))
    if chart.targets:
        stated = [chart.targets.get(category) for category in chart.categories]
        found.append(("Target", [target.value if target else None for target in stated]))
    bands = (band for some in chart.bands.values() for band in some)
    limits = {band.label: band for band in bands if band.known and band.low >= 1}
    known = sorted(limits.values(), key=lambda band: -band.level)
    return [*found, *((f"Batas bawah {b.label}", _lows(chart, b.label)) for b in known)]


def _lows(chart: Chart, label: str) -> list[float | None]:
    """The lower limit of a band per category, where it is known."""
    return [
        next((b.low for b in chart.bands.get(c, ()) if b.known and b.label == label), None)
        for c in chart.categories
    ]
