"""Plotly in the app: a component that draws a figure, and tells which mark was clicked.

Streamlit's own chart brings a second copy of Plotly inside its bundle and starts only after the
app; ours shares what the first picture of the page has loaded and drawn (server/plot.js).
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dasbor.charts import Chart, plotly

CLICKED = "tunjuk"
_component = st.components.v2.component(
    "gambar_plotly",
    js="export default ({ data, ...rest }) => window.gambar({ ...rest, data: data.at(0) });",
    isolate_styles=False,
)


def plot(
    chart: Chart, figure: dict[str, Any], light: str, follow: Callable[[], None] | None
) -> None:
    """The figure of a chart; ``follow`` is called before the next run after a click on a mark.

    ``light``, an SVG of the same chart, stands in its place until Plotly has drawn.
    """
    facts = {
        "key": chart.key,
        "figure": figure,
        "light": light,
        "config": plotly.CONFIG,
        "alt": chart.alt_in_full,
        "pick": follow is not None,
    }
    _component(
        key=chart.key,
        data=[facts],  # in a list: in a dictionary Streamlit looks for data frames, with pandas
        on_tunjuk_change=follow or _nothing,
    )


def clicked(chart: Chart) -> tuple[int, int] | None:
    """Number of the category and of the group whose mark was clicked."""
    mark = st.session_state[chart.key].get(CLICKED)
    return (mark["category"], mark["group"]) if mark else None


def _nothing() -> None:
    """A chart without marks to pick."""
