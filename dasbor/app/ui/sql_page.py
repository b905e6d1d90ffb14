"""The SQL page: an editor, the shipped questions to start from, the answer, a quick chart.

The address carries the name of a shipped question (``kueri``) or the text itself (``sql``), both
shown and not run: a link never makes a server work before its reader has seen it.
"""

from typing import Any
from urllib.parse import quote

import streamlit as st

from dasbor import format_id, settings
from dasbor.app.ui.components import room, take_along
from dasbor.app.ui.page import current_page, drawings, html, link_here, mention, who
from dasbor.charts import catalogue, svg
from dasbor.charts.kinds import ALL, TRAITS
from dasbor.city import city
from dasbor.documents import archive, export, markup
from dasbor.documents.view import View
from dasbor.html import Html, format_html
from dasbor.questions import parameters
from dasbor.questions.query import Query, known
from dasbor.questions.result import Result
from dasbor.questions.sql import job, start, words
from dasbor.questions.sql.job import Answer, Job
from dasbor.questions.sql.words import Trouble

TEXT, NAME, JOB, INSERTED = "_sql", "_kueri", "_sql_kerja", "_sql_nama"
PATIENCE = 1.5  # seconds a run of the page waits before it offers to cancel
LINK = 3000  # bytes of a statement that an address may carry
FIRST = "select tahun, count(*) as jumlah\nfrom inovasi\ngroup by tahun\norder by tahun\n"
NONE = "Contoh pendek"
CUT = {
    "baris": "Dipotong: hanya {n} baris pertama yang diambil. Persempit dengan WHERE atau LIMIT.",
    "besar": "Dipotong sesudah {n} baris karena isinya terlalu besar. Pilih lebih sedikit kolom.",
}
NO_SERIES = "tanpa"
NOT_PUBLISHED = "bukan_angka_terbit"  # a plain CSV says it by its name alone
FEW = 12  # names that still fit below columns
NUMBERS = {"BIGINT", "DOUBLE"}


def own_question() -> None:
    """The editor and what came back; words instead where questions are switched off."""
    if not settings.sql_open():
        html(markup.paragraph(words.CLOSED))
        return
    page = current_page()
    begun, names = st.columns(2)
    with begun:
        _start_from(page)
    with names:
        _names_to_insert(page)
    sql = st.text_area("Kueri SQL", key=TEXT, height=200, max_chars=job.TEXT) or ""
    if st.button("Jalankan", key="_sql_jalankan", type="primary"):
        _put_into_address(page, sql)
        _cancel()
        st.session_state[JOB] = Job(sql, start.offer(page.answers.store), who=who())
    running: Job | None = st.session_state.get(JOB)
    if running is None:
        return
    running.wait(PATIENCE)
    if running.done:
        _outcome(page, running)
    else:
        _watch()


def _start_from(page: View) -> None:
    """The choice of a shipped question; the first run reads the address."""
    questions = {NONE: NONE} | {n: q.question for n, q in page.answers.offered.items()}
    if TEXT not in st.session_state:
        name = st.query_params.get("kueri", "")
        if name and not known(name):
            html(markup.paragraph(f"Pertanyaan pada tautan tidak dikenal: {name[:80]}", "kabar"))
        st.session_state[NAME] = name if name in questions else NONE
        if name in questions and (strange := _given(page.answers.queries[name])[1]):
            html(markup.paragraph(strange, "kabar"))
        asked = st.query_params.get("sql", "")[: job.TEXT]
        st.session_state[TEXT] = asked or _text(page, st.session_state[NAME])
    st.selectbox(
        "Mulai dari pertanyaan dasbor",
        list(questions),
        key=NAME,
        format_func=questions.__getitem__,
        on_change=_load,
        args=(page,),
    )


def _names_to_insert(page: View) -> None:
    """Tables and columns by name or by label: a text area completes nothing while one types."""
    names: dict[str, str] = {}
    for row in page.ask("tabel_apa_saja").records():
        names.setdefault(row["dataset"], f"{row['dataset']}: {row['judul']}")
        names[f"{row['dataset']}.{row['kolom']}"] = (
            f"{row['dataset']}.{row['kolom']}: {row['label']}"
        )
    st.selectbox(
        "Sisipkan nama tabel atau kolom",
        list(names),
        index=None,
        key=INSERTED,
        format_func=names.__getitem__,
        placeholder="Ketik sebagian namanya; ditulis di akhir kueri",
        on_change=_insert,
    )


def _insert() -> None:
    """Write the chosen name at the end of the text; of a column without its table."""
    if chosen := st.session_state[INSERTED]:
        text = st.session_state[TEXT].rstrip("\n")
        gap = "" if not text or text[-1] in " (." else " "
        st.session_state[TEXT] = f"{text}{gap}{chosen.partition('.')[2] or chosen}"
        st.session_state[INSERTED] = None


def _text(page: View, name: str) -> str:
    if name == NONE:
        return FIRST
    query = page.answers.queries[name]
    own, _ = _given(query)
    return start.text(query, page.filters.parameters(page.options) | own)


def _given(query: Query) -> tuple[dict[str, Any], str]:
    """The parameters the link gives; none, and why, when it has one that cannot be."""
    try:
        return parameters.given(current_page().answers, query, link_here()), ""
    except ValueError as strange:
        return {}, str(strange)


def _load(page: View) -> None:
    """Another starting point: its text into the editor, the old outcome away."""
    _cancel()
    st.session_state.pop(JOB, None)
    st.session_state[TEXT] = _text(page, st.session_state[NAME])
    _put_into_address(page, st.session_state[TEXT])


def _put_into_address(page: View, sql: str) -> None:
    """The link to this question: its name while untouched, else its text when that is short."""
    name = st.session_state[NAME]
    untouched = sql == _text(page, name)
    wanted = {
        "kueri": name if untouched and name != NONE else "",
        "sql": "" if untouched or len(quote(sql)) > LINK else sql,
    }
    for key, value in wanted.items():
        if value:
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]


def _cancel() -> None:
    if (running := st.session_state.get(JOB)) is not None:
        running.cancel()


@st.fragment(run_every=0.5)
def _watch() -> None:
    """Words and a way out while the child is at work."""
    running: Job = st.session_state[JOB]
    if running.done:
        st.rerun()
    said = "Sedang berjalan" if running.running else "Menunggu giliran"
    mention(f"{said} …")
    st.button("Batalkan", on_click=running.cancel)


def _outcome(page: View, ran: Job) -> None:
    outcome = ran.outcome
    if isinstance(outcome, Trouble):
        told = markup.paragraph(str(outcome))
        if outcome.detail:
            told += markup.details("Pesan asli mesin", markup.paragraph(outcome.detail))
        html(format_html('<div role="alert" class="kabar">{}</div>', told))
    elif outcome is not None:
        _answer(outcome, start.result(page.answers, ran.sql, outcome), ran.sql)


def _answer(answer: Answer, result: Result, sql: str) -> None:
    """What was counted, in words, as a table, as a picture, as a file."""
    n = format_id.number(len(result.rows))
    took = f"{format_id.number(max(answer.seconds, 0.01), 2)} detik"
    cut = [CUT[answer.cut].format(n=n)] if answer.cut else []
    html(
        markup.heading(f"{n} baris", 2) + markup.example_badge(result),
        *map(markup.paragraph, cut),
        markup.paragraph(f"{_source(answer, result)} · {took}", "sumber"),
        kind="tabel",
    )
    if len(quote(sql)) > LINK:
        html(markup.paragraph("Kueri ini terlalu panjang untuk dibawa tautan.", "pengantar"))
    if not result.rows:
        return
    st.dataframe(
        result.frame(),
        hide_index=True,
        height=min(38 + 35 * len(result.rows), 460),
        placeholder=format_id.MISSING,
    )
    left, right = st.columns(2)
    marks = [NOT_PUBLISHED, *["contoh"] * result.sample, *["dipotong"] * bool(cut)]
    name = "_".join([job.OWN, *marks])
    file = export.own_to_csv(result)
    left.download_button("Unduh CSV", file, f"{name}.csv", "text/csv", on_click="ignore")
    head = [column.name for column in result.columns]
    book = archive.one_sheet(
        "Data", head, result.rows, words=export.own_head(result, city().name, cut)
    )
    right.download_button("Unduh XLSX", book, f"{name}.xlsx", archive.XLSX, on_click="ignore")
    _quick_chart(result, _source(answer, result))


def _source(answer: Answer, result: Result) -> str:
    tables = ", ".join(answer.read) or "tanpa tabel"
    return f"Kueri sendiri, bukan angka terbit · tabel: {tables} · versi data {result.version[:8]}"


def _quick_chart(result: Result, source: str) -> None:
    """A picture of one column by another, once the reader has chosen them."""
    numbers = [c.name for c in result.columns if c.type in NUMBERS]
    others = [c.name for c in result.columns]
    if not numbers or len(others) < 2:
        return
    with st.expander("Gambar cepat"):
        traits = {kind: TRAITS[kind] for kind in ALL if TRAITS[kind].plain}
        left, middle, beside, right = st.columns(4)
        x = left.selectbox("Mendatar", others, key="_sql_x")
        free = [name for name in numbers if name != x]
        if not free:
            html(markup.paragraph("Pilih kolom mendatar yang lain: nilainya perlu kolom angka."))
            return
        y = middle.selectbox("Nilai", free, key="_sql_y")
        lying = [one.rows for one in traits.values()].index(len(result.rows) > FEW)
        kind = right.selectbox(
            "Jenis", list(traits), lying, key="_sql_jenis", format_func=lambda k: traits[k].name
        )
        rest = [name for name in others if name not in (x, y)]
        series = beside.selectbox("Seri", [NO_SERIES, *rest], key="_sql_seri")
        _picture(result, x, y, kind, "" if series == NO_SERIES else str(series), source)


def _picture(result: Result, x: str, y: str, kind: Any, series: str, source: str) -> None:
    try:
        chart = catalogue.own(result, x, y, kind, series)
    except ValueError as cannot:
        html(markup.paragraph(str(cannot)))
        return
    html(markup.heading(chart.title, 2) + markup.example_badge(result), kind="judul-gambar")
    drawings(svg.draw(chart, room(560)))
    take_along(chart, own=source)


def sql_limits() -> None:
    """What one run may take, and what the filters are for here."""
    words = (
        f"Batas sekali jalan: {job.SECONDS} detik, sekitar {job.MEMORY // 2**20} MB memori,"
        f" {format_id.number(job.ROWS)} baris. Saringan di atas hanya mengisi nilai pertanyaan"
        " dasbor yang dipilih sebagai awal."
    )
    html(markup.paragraph(words, "sumber"))


def tables_on_offer() -> None:
    """Every table with its columns in readers' words, each in a fold of its own."""
    columns = current_page().ask("tabel_apa_saja")
    folds: dict[str, list[dict[str, Any]]] = {}
    for row in columns.records():
        folds.setdefault(row["dataset"], []).append(row)
    html(markup.heading("Tabel dan kolom", 2), kind="bagian")
    html(*(_table(name, rows) for name, rows in folds.items()))


def _table(name: str, rows: list[dict[str, Any]]) -> Html:
    first = rows[0]
    count = format_id.number(first["baris"])
    return markup.details(
        f"{name} · {first['judul']} · {count} baris",
        markup.paragraph(f"Satu baris: {first['satu_baris']}."),
        markup.table(
            ["Kolom", "Sebutan", "Jenis nilai", "Arti"],
            [[row["kolom"], row["label"], row["tipe"], row["arti"] or ""] for row in rows],
            [False] * 4,
            f"Kolom tabel {name}",
        ),
    )
