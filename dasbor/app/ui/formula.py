"""What stands behind one answer: its SQL and parameters, rows, files with hash, source, link."""

import re
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dasbor import format_id, settings
from dasbor.app.ui.components import title
from dasbor.app.ui.page import current_page, html, link_here
from dasbor.data.store import StoreError, means_damage
from dasbor.documents import markup
from dasbor.html import Html, join_html
from dasbor.questions import parameters
from dasbor.questions.query import Query, known
from dasbor.questions.result import Result

SHOWN_ROWS = 100
FILES = ["berkas", "judul", "tahun", "baris", "baris_contoh", "dipakai", "sha256"]
SQL_PAGE = "sql"


def formula() -> None:
    """The answer a link names (``?kueri=…`` and its parameters); without one, all of them."""
    name = st.query_params.get("kueri", "")
    if not known(name):
        title("Rumus di balik setiap angka", "Rumus")
        if name:
            html(markup.paragraph(f"Rumus tidak dikenal: {name[:60]}.", "pengantar"))
        _all()
        return
    query = current_page().answers.queries[name]
    usual = {key: choices[0] for key, choices in query.choices.items()}
    try:
        own = usual | parameters.given(current_page().answers, query, link_here())
        result = current_page().ask(name, **own)
    except (StoreError, ValueError) as flaw:
        if means_damage(flaw):
            raise
        title(query.question, "Rumus")
        words = "Nilai pada tautan ini tidak dapat dibaca."
        words = words if isinstance(flaw, StoreError) else str(flaw)
        html(markup.paragraph(words, "pengantar"))
        return
    title(query.question, "Rumus")
    _show(query, result)


def _all() -> None:
    queries = sorted(current_page().answers.offered.values(), key=lambda query: query.question)
    links = [(f"./rumus?kueri={query.name}", query.question, "") for query in queries]
    html(markup.link_list(links))


def _show(query: Query, result: Result) -> None:
    rows = result if len(result.rows) <= SHOWN_ROWS else _first_of(result)
    files = _files(query)
    html(
        markup.paragraph(f"Satu baris: {query.grain}. {_count(result)}", "pengantar"),
        markup.source_line(result),
        markup.notes(result),
        markup.result_table(rows),
        markup.paragraph(_onward(result), "jalan"),
        _to_sql(query, result),
        markup.heading("Parameter", 2),
        _parameters(result),
        kind="bagian",
    )
    html(markup.heading("Pertanyaan dalam SQL", 2))
    st.code(query.sql, language="sql", wrap_lines=True)
    html(
        markup.heading("Berkas yang dibaca", 2),
        files or markup.paragraph("Tidak ada berkas data.", "pengantar"),
        markup.heading("Salin tautan", 2),
    )
    st.code(_link_here(query, result), language=None, wrap_lines=True)


def _onward(result: Result) -> Html:
    return join_html(filter(None, [markup.files(result), *markup.rows_behind(result)]), " · ")


def _count(result: Result) -> str:
    count = format_id.number(len(result.rows))
    more = f", {SHOWN_ROWS} yang pertama tampil" if len(result.rows) > SHOWN_ROWS else ""
    return f"Jawabannya {count} baris{more}."


def _first_of(result: Result) -> Result:
    return Result(
        result.query, result.parameters, result.rows[:SHOWN_ROWS], result.origins, result.version
    )


def _parameters(result: Result) -> Html:
    rows = [
        [name, format_id.cell(value) if value is not None else "tidak disaring"]
        for name, value in result.parameters.items()
    ]
    none = markup.paragraph("Tanpa parameter: jawabannya sama bagi semua saringan.", "pengantar")
    return markup.table(["Parameter", "Nilai"], rows, [False] * 2, "Parameter") if rows else none


def _files(query: Query) -> Html:
    """The files behind a query: its datasets, and the tables its text names."""
    named = {*query.data, *re.findall(r"\b(?:from|join)\s+(\w+)", query.sql)}
    named |= {"angka_publikasi"} if query.measures else set()
    answer = current_page().answers.ask("berkas_apa_saja")
    names = [column.name for column in answer.columns]
    behind = [
        row
        for row in answer.rows
        if re.sub(r"(_\d{4})?\.\w+$", "", row[names.index("berkas")]) in named
    ]
    if not behind:
        return markup.NOTHING
    kept = Result(answer.query, answer.parameters, tuple(behind), answer.origins, answer.version)
    return markup.result_table(kept, FILES)


def _to_sql(query: Query, result: Result) -> Html:
    if not settings.sql_open():
        return markup.NOTHING
    address = markup.address(SQL_PAGE, _link(query, result))
    return markup.paragraph(markup.page_link(address, "Buka di SQL"))


def _link_here(query: Query, result: Result) -> str:
    """The whole address of this page, to be copied."""
    base = settings.public_address() or (st.context.url or "").partition("?")[0].rpartition("/")[0]
    return f"{base.rstrip('/')}/rumus?{urlencode(_link(query, result), doseq=True)}"


def _link(query: Query, result: Result) -> dict[str, Any]:
    """The name, the filters in force and the other parameters of an answer, as in an address."""
    page = current_page()
    link: dict[str, Any] = {"kueri": query.name} | page.filters.link(page.options)
    for name in query.parameters:
        value = result.parameters.get(name)
        if value is not None and name not in parameters.FILTERS:
            link[name] = value
    return link
