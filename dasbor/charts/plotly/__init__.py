"""Charts as Plotly figures: for reading values, zooming and picking.

A figure is a plain dictionary: building it costs microseconds and needs no validation, since
tests/test_charts.py puts every kind through Plotly's own. It consists of ``traces`` on paper with
``axes`` and what stands ``behind`` them.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from dasbor.charts.description import Chart
from dasbor.charts.kinds import LeftOut, PerKind
from dasbor.charts.plotly import behind, traces
from dasbor.charts.plotly.axes import lay_bars, lay_cells, lay_years, paper
from dasbor.charts.plotly.config import CONFIG
from dasbor.charts.theme import Palette

KEPT = 256  # figures


class Figure(NamedTuple):
    """The traces of a kind, and how its axes are laid on the paper."""

    traces: Callable[[Chart, Palette], list[dict[str, Any]]]
    lay: Callable[[dict[str, Any], Chart, Palette], None]


KINDS: PerKind[Figure | LeftOut] = {
    "kolom": Figure(traces.columns, lay_years),
    "batang": Figure(traces.bars, lay_bars),
    "garis": Figure(traces.lines, lay_years),
    "matriks": Figure(traces.matrix, lay_cells),
    "peta": LeftOut("peta SVG dengan tautan (charts/svg/tiles)"),
    "penggaris": LeftOut("penggaris SVG (charts/svg/ruler)"),
    "titik": LeftOut("titik SVG (charts/svg/dots)"),
}


@lru_cache(maxsize=KEPT)
def draw(chart: Chart, palette: Palette) -> dict[str, Any]:
    """The Plotly figure of a chart in the colours of ``palette``: once for all, not to be changed.

    An answer that is asked anew is another one, so no figure outlives its data. A kind that is
    left out has no traces (``data``), like a chart of nothing but gaps.
    """
    layout = paper(chart, palette)
    figure = KINDS[chart.kind]
    if isinstance(figure, LeftOut):
        return {"data": [], "layout": layout}
    figure.lay(layout, chart, palette)
    if rows := behind.legend_rows(chart, palette):
        behind.draw_legend(layout, rows, palette)
    if chart.samples:
        behind.say_samples(layout, palette)
    return {"data": figure.traces(chart, palette), "layout": layout}
