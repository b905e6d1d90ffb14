"""The parts a page is put together from, on Streamlit. Pages say what; this module says how."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dasbor import __version__, format_id, markup, versions
from dasbor.charts import Chart, catalogue, plotly, svg
from dasbor.city import city
from dasbor.filters import CHOICES, LABELS, Filters, Options, options, unknown
from dasbor.query import Answers, Result, answers
from dasbor.store import Store
from dasbor.theme import palette

EMPTY = "Tidak ada inovasi yang cocok dengan saringan ini."
NO_DATA = "Belum ada data untuk saringan ini: kosong, bukan nol."


@dataclass(frozen=True)
class Page:
    """What a page works with: the answers of the store being served and the filters in force."""

    answers: Answers
    options: Options
    filters: Filters

    def ask(self, question: str, **extra: Any) -> Result:
        """The answer to a question within the filters; ``extra`` adds or replaces parameters."""
        return self.answers.ask(question, **(self.filters.parameters(self.options) | extra))


def current_page() -> Page:
    """The page of this run, prepared by the entry script."""
    page: Page = st.session_state["_halaman"]
    return page


# -- the frame around every page: entry script only ---------------------------------------------


def begin() -> Page:
    """Open the store, show what is wrong with the input, draw the filters of the sidebar."""
    store = versions.current()
    asked = answers(store)
    choices = options(asked)
    if notice := markup.notice(store.findings, _fallback_words(store)):
        st.html(markup.wrap(notice))
    page = Page(asked, choices, _sidebar(choices))
    st.session_state["_halaman"] = page
    return page


def _fallback_words(store: Store) -> str:
    if not store.fallback:
        return ""
    return f"Yang tampil ialah versi data terakhir yang sehat ({format_id.day(store.built)})."


def _sidebar(choices: Options) -> Filters:
    """The filters, once for all pages, bound to the address: a copied link restores them."""
    _mention_unknown(choices)
    with st.sidebar:
        st.html(markup.wrap(markup.heading("Saringan", 2), kind="samping"))
        years = _year_slider(choices.years)
        chosen = {
            name: st.multiselect(
                LABELS[name],
                list(choices.values[name]),
                key=name,
                bind="query-params",
                placeholder=f"Semua {LABELS[name] if name == 'opd' else LABELS[name].lower()}",
                select_all=False,
            )
            for name in CHOICES
        }
        st.button("Hapus semua saringan", on_click=reset, args=(choices,), width="stretch")
    first, last = years or (None, None)
    return Filters(first, last, **{name: tuple(labels) for name, labels in chosen.items()})


def _year_slider(years: Sequence[int]) -> tuple[int, int] | None:
    if len(years) < 2:
        return (years[0], years[0]) if years else None
    chosen: tuple[int, int] = st.select_slider(
        LABELS["tahun"],
        list(years),
        value=(years[0], years[-1]),
        key="tahun",
        bind="query-params",
    )
    return chosen


def _mention_unknown(choices: Options) -> None:
    given = {name: st.query_params.get_all(name) for name in ("tahun", *CHOICES)}
    if strange := unknown(given, choices):
        words = ", ".join(strange)[:120]
        text = f"Saringan pada tautan tidak dikenal dan diabaikan: {words}"
        html(f'<div role="status" class="kabar">{markup.paragraph(text)}</div>')


def reset(choices: Options) -> None:
    """Give every filter its default, also in the address."""
    for name in CHOICES:
        st.session_state[name] = []
    if len(choices.years) > 1:
        st.session_state["tahun"] = (choices.years[0], choices.years[-1])


def end(page: Page) -> None:
    """The line under every page: which data, which version."""
    store = page.answers.store
    name, built = escape(city().name), format_id.day(store.built)
    words = f"{name} · versi data {store.version[:8]} dibangun {built}"
    link = '<a href="./sumber_mutu" target="_self">Sumber &amp; Mutu</a>'
    html(_with_filters(f"<footer>{words} · dasbor {__version__} · {link}</footer>"))
    st.session_state.pop("_halaman", None)  # an idle session must not keep an old store open


def _with_filters(html: str) -> str:
    """Links to other pages keep the filters in force."""
    page = current_page()
    query = urlencode(page.filters.link(page.options), doseq=True)
    return re.sub(r'href="\./(\w+)"', rf'href="./\1?{escape(query)}"', html) if query else html


def unavailable(reason: str) -> None:
    """Nothing can be served: say so instead of a page."""
    st.html(markup.wrap(markup.heading("Data belum dapat disajikan"), markup.paragraph(reason)))


# -- parts of a page ----------------------------------------------------------------------------


def title(text: str, kicker: str, *results: Result) -> None:
    """The finding of the page, under the name of the page, with the filters in force."""
    page = current_page()
    marks = [markup.badge(words, "saringan") for words in page.filters.words(page.options)]
    html(
        markup.kicker(kicker, markup.example_badge(*results), *marks),
        markup.heading(text),
    )


def html(*parts: str, kind: str = "") -> None:
    """Ready parts of ``markup`` as one block."""
    st.html(markup.wrap(*parts, kind=kind))


def cards(*parts: str) -> None:
    """Key figures side by side, one below the other on a phone."""
    st.markdown(_with_filters(markup.wrap(*parts, kind="kisi")), unsafe_allow_html=True)


def picture(chart: Chart, beside: str = "") -> None:
    """A light picture of a chart, its table below, words beside: no Plotly, opens fast."""
    drawn = f"<div>{svg.draw(chart, 480, 300)}{_below(chart)}</div>"
    st.markdown(markup.wrap(drawn, beside, kind="utama"), unsafe_allow_html=True)


def chart(chart: Chart, on_pick: Callable[[str], None] | None = None) -> None:
    """A chart with its finding, source line, the same numbers as a table, and a download.

    ``on_pick`` is called with the key of the chart when a mark is clicked.
    """
    with st.container(border=True):
        mark = markup.example_badge(chart.result)
        st.html(markup.wrap(markup.heading(chart.title, 2), mark, kind="judul-gambar"))
        if not chart.categories:
            html(markup.paragraph(NO_DATA, "pengantar"))
            return
        st.plotly_chart(
            plotly.draw(chart, palette(st.context.theme.type or "light")),
            key=chart.key,
            theme=None,
            config=plotly.CONFIG,
            alt=chart.alt,
            on_select=partial(on_pick, chart.key) if on_pick else "ignore",
            selection_mode="points",
        )
        st.html(markup.wrap(_below(chart)))


def _below(chart: Chart) -> str:
    return markup.source_line(chart.result) + markup.details(
        "Tabel, catatan, dan unduhan",
        markup.result_table(chart.result, chart.columns)
        if chart.columns
        else markup.chart_table(chart),
        markup.notes(chart.result),
        markup.download(chart.result),
    )


def table(result: Result, columns: Sequence[str] = (), heading: str = "") -> None:
    """An answer as a plain table with heading, source line and download."""
    html(
        f"{markup.heading(heading, 2)} {markup.example_badge(result)}",
        markup.result_table(result, columns),
        markup.source_line(result),
        markup.download(result),
        kind="tabel",
    )


def rows(result: Result, columns: Sequence[str] = (), heading: str = "") -> None:
    """A long answer as a table that can be sorted and searched, with source line and download."""
    shown = [result.column(name) for name in columns] if columns else list(result.columns)
    frame = result.frame()[[column.label for column in shown]]
    settings = {
        column.label: st.column_config.NumberColumn(format="%d" if column.unit == "tahun" else None)
        for column in shown
        if column.type in markup.RIGHT
    }
    if heading:
        html(markup.heading(heading, 2), markup.example_badge(result), kind="judul-gambar")
    height = min(38 + 35 * len(frame), 460)
    st.dataframe(frame, hide_index=True, column_config=settings, height=height)
    link = markup.download(result)
    st.html(markup.wrap(markup.source_line(result), link))


def filters_without_effect(*names: str, on: str = "halaman ini") -> None:
    """Say which of the chosen filters do not reach this page, or a part of it."""
    page = current_page()
    chosen = [LABELS[name] for name in names if page.filters.narrows(name, page.options)]
    if chosen:
        words = f"Saringan {format_id.listing(chosen)} tidak berlaku untuk {on}."
        html(markup.paragraph(words, "pengantar"))


def choose_office(ranking: Result) -> dict[str, Any] | None:
    """The office whose profile is asked for, by list, link (``profil=``) or a click in a chart."""
    offices = {row["singkatan"]: row for row in ranking.records()}
    label = st.selectbox(
        "Profil perangkat daerah",
        sorted(offices),
        index=None,
        key="profil",
        bind="query-params",
        placeholder="Pilih OPD, atau klik batangnya pada gambar",
    )
    return offices.get(label) if label else None


def pick_office(chart_key: str) -> None:
    """Take the office clicked in a chart as the chosen profile."""
    points = st.session_state[chart_key].selection.points
    if points:
        st.session_state["profil"] = points[0]["y"]


def office_profile(office: dict[str, Any], offices: int, totals: Result, items: Result) -> None:
    """One office: rank, share, years, and its innovations."""
    words = (
        f"{format_id.number(office['jumlah'])} inovasi pada {office['tahun']} · peringkat"
        f" {office['peringkat']} dari {offices} ·"
        f" {format_id.percent(office['bagian_persen'])} dari kota"
    )
    with st.container(border=True):
        html(
            markup.heading(office["nama"], 2),
            markup.paragraph(words, "pengantar"),
            markup.example_badge(totals),
            kind="judul-gambar",
        )
        picture(catalogue.office(totals, office["singkatan"]))
        if items:
            rows(items, ["tahun", "judul", "bentuk", "jenis", "urusan", "tahapan", "asal"])


def findings() -> None:
    """Everything found in the present input files, with the cure."""
    found = current_page().answers.store.findings
    head = ["Tingkat", "Berkas", "Baris", "Kolom", "Nilai", "Masalah", "Obat"]
    rows = [
        [f.grade, f.file, str(f.row or ""), f.column, f.value, f.message, f.cure] for f in found
    ]
    none = markup.paragraph("Tidak ada temuan: semua berkas terbaca dan cocok dengan kontraknya.")
    table = markup.table(head, rows, [False] * len(head), "Temuan pada berkas data")
    html(markup.heading("Temuan pada berkas", 2), table if rows else none)


def note_when_empty(result: Result, column: str = "jumlah", words: str = EMPTY) -> None:
    """Say kindly that the filters leave nothing, why, and offer the way back; the page goes on.

    A zero is an answer and a gap has its reason: neither takes the rest of the page away.
    """
    values = result.values(column)
    if any(values):
        return
    page = current_page()
    filters = "; ".join(page.filters.words(page.options)) or "tidak ada"
    reasons = {row.get("keterangan") for row in result.records() if row[column] is None}
    html(
        markup.heading(words if 0 in values else NO_DATA, 2),
        *(markup.paragraph(f"{reason}.") for reason in sorted(filter(None, reasons))),
        markup.paragraph(f"Saringan: {filters}. Longgarkan di bilah samping, atau hapus semuanya."),
    )
    st.button("Hapus semua saringan", key="hapus_di_halaman", on_click=reset, args=(page.options,))
