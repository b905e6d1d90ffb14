"""From a mark of a Plotly chart to what the page shows.

Which groups a mark stands for is read off the description of its chart (``Chart.picks``), how a
link spells them off ``selection.picked``.
In a light picture a mark is a link (``View.marks``).
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dasbor.app.ui.offices import to_profile
from dasbor.charts import Chart
from dasbor.documents.blocks import Picture
from dasbor.questions.filters import Options
from dasbor.questions.selection import picked

Follow = Callable[[int, int], None]


def on_click(picture: Picture, options: Options) -> Follow:
    """What a click on a mark does, by the numbers of its category and its group."""
    return partial(_follow, picture.chart, options, picture.to_profile)


def _follow(chart: Chart, options: Options, profile: bool, category: int, group: int) -> None:
    marks = chart.picked(chart.categories[category], chart.groups[group])
    link = picked(marks, options)
    if profile:
        to_profile(link)
    else:
        st.query_params.update(link)  # at once: one step of the history
