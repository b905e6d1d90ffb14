"""The parts a page is put together from: title, cards, pictures, charts, tables."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from dasbor import format_id
from dasbor.app.ui.clicks import addresses, on_click
from dasbor.app.ui.frame import reset
from dasbor.app.ui.page import address, current_page, drawings, html
from dasbor.app.ui.plot import plot
from dasbor.charts import Chart, grid, plotly, svg
from dasbor.charts.theme import palette
from dasbor.documents import markup
from dasbor.html import Html, join_html
from dasbor.narrative import Sentence
from dasbor.questions.filters import LABELS
from dasbor.questions.result import Result

KEPT_TABLES = 256
EMPTY = "Tidak ada inovasi yang cocok dengan saringan ini."
NO_ROWS = "Tidak ada baris dalam saringan ini."
NO_DATA = "Belum ada data: kosong, bukan nol."


def title(text: str | Sentence, kicker: str, *results: Result, chips: bool = True) -> None:
    """The finding of the page, under the name of the page, with the filters in force.

    A sentence of ``narrative`` can be asked where it comes from. ``chips``: each filter is a mark
    that takes it away again.
    """
    page = current_page()
    narrowed = [name for name in LABELS if chips and page.filters.narrows(name, page.options)]
    html(
        markup.kicker(kicker, markup.example_badge(*results), *map(_removable, narrowed)),
        markup.heading(str(text)),
        markup.trace(text) if isinstance(text, Sentence) else markup.NOTHING,
    )


def _removable(name: str) -> Html:
    """What one filter of the page restricts, as a link to the same page without it."""
    page = current_page()
    alone = page.filters.only(name)
    words = "; ".join(alone.words(page.options))
    rest = {key: st.query_params.get_all(key) for key in st.query_params if key != name}
    return markup.removable(words, rest)


def cards(*parts: Html) -> None:
    """Key figures side by side, one below the other on a phone."""
    drawings(*parts, kind="kisi")


def picture(chart: Chart, beside: Html = markup.NOTHING) -> None:
    """A light picture of a chart, its table below, words beside: no Plotly, opens fast."""
    drawn = svg.draw(chart, 480, None if chart.bands else 300, href=addresses(chart))
    drawings(markup.block("", drawn, _below(chart)), beside, kind="utama")


def pictures(*charts: Chart) -> None:
    """Light pictures side by side, the first of what the page shows: only its marks filter."""
    parts = (
        markup.block(
            "",
            markup.block("judul-gambar", _titled(chart.title, chart.result)),
            svg.draw(chart, 480, href=addresses(chart) if chart is charts[0] else None),
            _below(chart),
        )
        for chart in charts
    )
    drawings(*parts, kind="kisi berdampingan")


def _titled(title: str, result: Result) -> Html:
    return markup.heading(title, 2) + " " + markup.example_badge(result)


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
            html(markup.paragraph(NO_DATA, "pengantar"))
            return
        figure = plotly.draw(chart, palette(st.context.theme.type or "light"))
        light = svg.draw(chart, svg.width_for(st.context.headers.get("User-Agent", "")))
        if figure["data"]:
            plot(chart, figure, light, on_click(chart, then))
        else:  # nothing but gaps: Plotly has no traces to draw, their reasons are still to be read
            drawings(light)
        st.html(markup.wrap(_below(chart)))


@lru_cache(maxsize=KEPT_TABLES)
def _below(chart: Chart) -> Html:
    """The source line, the ways behind it, folds: what is marked in the picture, its numbers."""
    table = markup.details(
        "Tabel, catatan, dan unduhan",
        markup.chart_table(chart),
        markup.notes(chart.result),
        markup.files(chart.result),
    )
    result = chart.result
    return join_html(
        [markup.source_line(result), markup.ways(result), markup.milestones(chart), table]
    )


def table(result: Result, columns: Sequence[str] = (), heading: str = "") -> None:
    """An answer as a plain table with heading, source line and download."""
    html(
        _titled(heading, result),
        markup.result_table(result, columns, name=f"t-{result.query.name}"),
        markup.source_line(result),
        markup.download(result),
        kind="tabel",
    )


def fold(summary: str, *results: Result) -> None:
    """Answers as tables that stay closed until asked for."""
    tables = [
        markup.paragraph(result.query.question)
        + markup.result_table(result)
        + markup.source_line(result)
        + markup.download(result)
        for result in results
        if result
    ]
    if tables:
        html(markup.details(summary, *tables))


def rows(result: Result, columns: Sequence[str] = (), heading: str = "") -> None:
    """A long answer as a table that can be sorted and searched, with source line and download."""
    head = markup.heading(heading, 2) + markup.example_badge(result) if heading else markup.NOTHING
    if not result:
        html(head, markup.paragraph(NO_ROWS, "pengantar"), kind="bagian")
        return
    shown = [result.column(name) for name in columns] if columns else list(result.columns)
    frame = result.frame()[[column.label for column in shown]]
    settings: dict[str, Any] = {
        column.label: st.column_config.NumberColumn(format="%d" if column.unit == "tahun" else None)
        for column in shown
        if column.type in grid.NUMBERS
    }
    settings |= {
        column.label: st.column_config.DateColumn(format="DD-MM-YYYY")
        for column in shown
        if column.type == "DATE"
    }
    if head:
        html(head, kind="judul-gambar")
    height = min(38 + 35 * len(frame), 460)
    gap = format_id.MISSING
    st.dataframe(frame, hide_index=True, column_config=settings, height=height, placeholder=gap)
    link = markup.download(result)
    st.html(markup.wrap(markup.source_line(result), link))


def filters_without_effect(*names: str, on: str = "halaman ini") -> None:
    """Say which of the chosen filters do not reach this page, or a part of it."""
    page = current_page()
    if words := page.filters.without_effect(names, page.options, on):
        html(markup.paragraph(words, "pengantar"))


def light_version(page: str, words: str) -> None:
    """A quiet link to a version of this page without Streamlit; the filters go along."""
    html(markup.onward(address(page), words))


def note_when_empty(result: Result, column: str = "jumlah", words: str = EMPTY) -> None:
    """Say kindly that nothing is left, why, and offer the way back from filters; the page goes on.

    A zero is an answer and a gap has its reason: neither takes the rest of the page away.
    """
    values = result.values(column)
    if any(values):
        return
    page = current_page()
    filters = "; ".join(page.filters.words(page.options))
    reasons = {row.get("keterangan") for row in result.records() if row[column] is None}
    html(
        markup.heading(words if 0 in values else NO_DATA, 2),
        *(markup.paragraph(f"{reason}.") for reason in sorted(filter(None, reasons))),
    )
    if not filters:
        return
    advice = f"Saringan: {filters}. Longgarkan di bilah samping, atau hapus semuanya."
    html(markup.paragraph(advice))
    st.button("Hapus semua saringan", key="hapus_di_halaman", on_click=reset, args=(page.options,))
