"""What a mark looks like: its ground, the ink that can be read on it, the hatching of samples."""

from collections.abc import Iterable
from typing import Any

from dasbor.charts.description import Chart
from dasbor.charts.theme import HATCHES, Palette, hatching, readable_on


def colour(chart: Chart, palette: Palette, group: Any) -> str:
    """Quiet groups in quiet colours, others in their own place of the series."""
    is_quiet, place = chart.place(group)
    return (palette.quiets if is_quiet else palette.series)[place]


def own(chart: Chart, palette: Palette, group: Any) -> str:
    """The colour that a group has where nothing else is to be said of a mark."""
    return colour(chart, palette, group) if chart.series else palette.accent


def fill(chart: Chart, palette: Palette, category: Any, group: Any) -> str:
    """The ground of a mark; a sample has that of the paper."""
    if chart.sampled(category, group):
        return palette.background
    if not chart.meant(category):
        return palette.muted
    plain = own(chart, palette, group)
    return palette.pale(plain) if category in chart.pale else plain


def ink(chart: Chart, palette: Palette, category: Any, group: Any, ground: str) -> str:
    """The colour of the words of a mark, that lie on ``ground``."""
    return palette.sample if chart.sampled(category, group) else readable_on(ground, palette)


def words(chart: Chart, category: Any, group: Any) -> str:
    """What is written on a mark; a sample leans."""
    value = chart.value(category, group)
    if value is None:
        return ""
    said = chart.said(value)
    return f"<i>{said}</i>" if chart.sampled(category, group) else said


def hatched(chart: Chart, palette: Palette, group: Any) -> dict[str, Any]:
    """The hatching and the outline of the samples of a group.

    Beside colours of single marks Plotly would not hear of the strokes' own: so one for all.
    """
    hatch = HATCHES[hatching(*chart.place(group))]
    return {
        "color": palette.background,
        "pattern": {
            "shape": hatch.plotly,
            "fillmode": "replace",
            "fgcolor": palette.hatch,
            "bgcolor": palette.background,
            "size": hatch.step,
            "solidity": 0.35,
        },
        "line": {"color": palette.sample, "width": 1.2},
    }


def one_or_all(values: Iterable[Any]) -> Any:
    """One value where all are alike, else the list of them."""
    listed = list(values)
    return listed[0] if len(set(listed)) == 1 else listed
