"""Years and groups without values: neighbours are one field with one word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dasbor.charts.description import Chart
from dasbor.narrative.sentence import GONE

UNPUBLISHED, NO_DATA, NO_OFFICE = "belum terbit", "belum ada data", "tidak ada OPD"
NOBODY_NAMED = "tidak ada yang disebut"


@dataclass(frozen=True)
class Gap:
    """Neighbouring places on an axis, ``first`` to ``last``, and why they have no values."""

    first: int
    last: int
    words: str
    reason: str


def word(chart: Chart, reason: str = "") -> str:
    """What is said where there is no value: a year is not published, or there was no office."""
    if reason in GONE:
        return NO_OFFICE
    if reason == NOBODY_NAMED:
        return NOBODY_NAMED
    return UNPUBLISHED if "tahun" in (chart.x, chart.series) else NO_DATA


def along(chart: Chart) -> list[Gap]:
    """The gaps of an axis of categories: those with a reason and without any value."""
    empty = {
        category: reason
        for category, reason in chart.missing.items()
        if all(chart.value(category, group) is None for group in chart.groups)
    }
    return _runs(chart, chart.categories, empty, chart.names)


def across(chart: Chart) -> list[Gap]:
    """The gaps among the groups of a ``matriks``."""
    return _runs(chart, chart.groups, chart.missing, str)


def _runs(chart: Chart, places: Sequence[Any], empty: Mapping[Any, str], name: Any) -> list[Gap]:
    runs: list[list[int]] = []
    for number, place in enumerate(places):
        if place not in empty:
            continue
        before = places[runs[-1][-1]] if runs and runs[-1][-1] == number - 1 else None
        if before in empty and (empty[before] in GONE) == (empty[place] in GONE):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [_gap(chart, [places[n] for n in run], run, empty, name) for run in runs]


def _gap(
    chart: Chart, some: Sequence[Any], run: Sequence[int], empty: Mapping[Any, str], name: Any
) -> Gap:
    span = f"{name(some[0])}–{name(some[-1])}: " if len(some) > 1 else ""
    reasons = dict.fromkeys(empty[one] for one in some)
    return Gap(run[0], run[-1], f"{span}{word(chart, empty[some[0]])}", "; ".join(reasons))
