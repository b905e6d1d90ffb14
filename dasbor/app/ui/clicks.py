"""From a mark of a Plotly chart to what the page shows.

Which groups a mark stands for is read off the description of its chart (``Chart.picks``), how a
link spells them off ``selection.picked``; the widgets of the same meaning are those at the side.
In a light picture a mark is a link (``View.marks``).
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dasbor.app.ui.page import current_page
from dasbor.app.ui.plot import clicked
from dasbor.charts import Chart
from dasbor.questions.filters import CHOICES, Options
from dasbor.questions.selection import picked


def on_click(chart: Chart, then: Callable[[], None] | None = None) -> Callable[[], None] | None:
    """What a click in the Plotly figure does; ``then`` follows it. Nothing: no mark can be picked.

    Both are called without a page, before the next run.
    """
    if not chart.picks:
        return None
    return partial(_follow, chart, current_page().options, then)


def _follow(chart: Chart, options: Options, then: Callable[[], None] | None) -> None:
    mark = clicked(chart)
    if not mark:
        return
    category, group = mark
    marks = chart.picked(chart.categories[category], chart.groups[group])
    for name, values in picked(marks, options).items():
        if name == "tahun":
            st.session_state[name] = (int(values[0]), int(values[1]))
        elif name in CHOICES:
            st.session_state[name] = values
        else:
            st.query_params[name] = values
    if then:
        then()
