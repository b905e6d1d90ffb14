"""From a mark of a chart to what the page shows: by a click in Plotly, or by a link in a picture.

Which groups a mark stands for is read off the description of its chart (``Chart.picks``), how a
link spells them off ``selection.picked``; the widgets of the same meaning are those at the side.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dasbor.app.ui.page import current_page, link_here
from dasbor.app.ui.plot import clicked
from dasbor.charts import Chart
from dasbor.questions.filters import CHOICES, Options
from dasbor.questions.selection import picked

Address = Callable[[Any, Any], str]


def addresses(chart: Chart) -> Address | None:
    """The address behind each mark: this page with what it stands for, or without it again."""
    if not chart.picks:
        return None
    options = current_page().options
    here = link_here()

    def address(category: Any, group: Any) -> str:
        link = picked(chart.picked(category, group), options)
        if not link:
            return ""
        there = {name: here.get(name) for name in link} == link
        rest = {name: values for name, values in here.items() if name not in (*link, "hal")}
        return f"?{urlencode(rest | ({} if there else link), doseq=True)}"

    return address


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
