"""Charts as Plotly figures: for reading values, zooming and picking.

A figure is a plain dictionary: building it costs microseconds and needs no validation, since
tests/test_charts.py puts every kind through Plotly's own. It consists of ``traces`` on paper with
``axes`` and what stands ``behind`` them.
"""

from functools import lru_cache
from typing import Any

from dasbor.charts.description import Chart
from dasbor.charts.plotly.axes import lay_rows, lay_years, paper
from dasbor.charts.plotly.config import CONFIG
from dasbor.charts.plotly.traces import KINDS
from dasbor.charts.theme import Palette

KEPT = 256  # figures


@lru_cache(maxsize=KEPT)
def draw(chart: Chart, palette: Palette) -> dict[str, Any]:
    """The Plotly figure of a chart in the colours of ``palette``: once for all, not to be changed.

    An answer that is asked anew is another one, so no figure outlives its data.
    """
    traces = KINDS[chart.kind]
    lay = lay_rows if chart.kind in ("batang", "matriks") else lay_years
    layout = paper(chart, palette)
    lay(layout, chart, palette)
    return {"data": traces(chart, palette), "layout": layout}
