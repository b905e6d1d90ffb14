"""A page as its description has it, in the app: blocks as HTML, charts in Plotly, controls."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

import streamlit as st

from dasbor.app.ui.clicks import on_click
from dasbor.app.ui.offices import to_profile
from dasbor.app.ui.page import Address, current_page, drawings, html
from dasbor.app.ui.plot import plot
from dasbor.charts import Chart, plotly, svg
from dasbor.charts.theme import palette
from dasbor.documents import markup, page
from dasbor.documents.blocks import Block, Describe, Finding, Picture, Row, Slot
from dasbor.documents.view import View
from dasbor.html import Html, join_html
from dasbor.narrative import Sentence
from dasbor.questions.result import Result

Controls = dict[str, Callable[[], Any]]


def show(describe: Describe, **controls: Callable[[], Any]) -> None:
    """A page from its description; ``controls`` draws what stands in each of its slots."""
    view = current_page()
    _draw(describe(view), view, controls)


def _draw(blocks: Iterable[Block], view: View, controls: Controls) -> None:
    """Blocks in their order: neighbours without anything alive as one piece of HTML."""
    waiting: list[Block] = []
    for block in blocks:
        if not isinstance(block, Slot | Picture | Row):
            waiting.append(block)
            continue
        _still(waiting, view)
        waiting.clear()
        if isinstance(block, Slot):
            controls[block.name]()
            if isinstance(view.query, Address):
                view.query.drawn(block.name)
        elif isinstance(block, Picture):
            chart(block.chart, to_profile if block.to_profile else None)
        else:
            for place, column in zip(st.columns(block.shares), block.columns, strict=True):
                with place:
                    _draw(column, view, controls)
    _still(waiting, view)


def _still(blocks: Iterable[Block], view: View) -> None:
    drawn = filter(None, (page.draw([block], view) for block in blocks))
    for _, alike in groupby(drawn, key=lambda html: "<svg" in html):
        still(join_html(alike))


def still(drawn: Html) -> None:
    """Ready HTML as one block; ``st.html`` would take drawings out of it."""
    body = page.body(drawn)
    if "<svg" in drawn:
        st.markdown(body.replace("\n", " "), unsafe_allow_html=True)
    else:
        st.html(body)


def title(text: str | Sentence, kicker: str, *results: Result, chips: bool = True) -> None:
    """The finding of a page without a description, as ``page.head`` draws it."""
    st.html(page.head(Finding(text, kicker, results), current_page(), chips))


def pictures(*charts: Chart) -> None:
    """Light pictures side by side, the first of what the page shows: only its marks filter."""
    still(page.lights(charts, current_page()))


def chart(chart: Chart, then: Callable[[], None] | None = None) -> None:
    """A chart with its finding, source line, the same numbers as a table, and a download.

    A light picture stands in its place until Plotly has drawn.

    A click on a mark sets the filters of the page that it stands for (``Chart.picks``), then calls
    ``then``.
    """
    with st.container(border=True):
        mark = markup.example_badge(chart.result)
        st.html(markup.wrap(markup.heading(chart.title, 2), mark, kind="judul-gambar"))
        if not chart.categories:
            html(markup.paragraph(page.NO_DATA, "pengantar"))
            return
        figure = plotly.draw(chart, palette(st.context.theme.type or "light"))
        light = svg.draw(chart, svg.width_for(st.context.headers.get("User-Agent", "")))
        if figure["data"]:
            plot(chart, figure, light, on_click(chart, then))
        else:  # nothing but gaps: Plotly has no traces to draw, their reasons are still to be read
            drawings(light)
        st.html(markup.wrap(page.below(chart)))


def filters_without_effect(*names: str, on: str = "halaman ini") -> None:
    """Say which of the chosen filters do not reach a page without a description."""
    view = current_page()
    if words := view.filters.without_effect(names, view.options, on):
        html(markup.paragraph(words, "pengantar"))
