"""The analyst's bench: search, facets, ranges, table, pivot, comparison. All of it in the link."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import streamlit as st

from dasbor import format_id, narrative
from dasbor.app.ui.components import chart, pictures, title
from dasbor.app.ui.page import current_page, drawings, html, link_here, mention
from dasbor.charts import catalogue
from dasbor.documents import explore_table, markup, page
from dasbor.documents.content.register import REGISTER
from dasbor.documents.explore_table import Bench
from dasbor.documents.view import View
from dasbor.questions.filters import CHOICES
from dasbor.questions.result import Result
from dasbor.questions.selection import GROUPS, LONGEST_SEARCH, ROWS_PER_PAGE, SCORES, selection

LISTING, COUNTS = "inovasi_mana_yang_dicari", "berapa_inovasi_per_pilihan"
PIVOT, YEARS = "berapa_inovasi_per_baris_dan_kolom", "berapa_inovasi_per_tahun"
VIEW, SEARCH, OTHER, BY, DOWN, ACROSS, MEASURE = (
    *("tampilan", "cari", "banding", "menurut", "baris", "lajur", "ukur"),
)
VIEWS = ["tabel", "pivot", "banding"]
ONE_ROW = (
    "Satu baris satu inovasi pada register satu tahun. Inovasi yang berlanjut tercatat lagi tiap"
    " tahun, jadi baris dari beberapa tahun bukan jumlah inovasi yang berbeda."
)
TYPED = {
    "kematangan_dari": "Kematangan paling rendah (0–111)",
    "kematangan_sampai": "Kematangan paling tinggi",
    "penerapan_dari": "Diterapkan sejak",
    "penerapan_sampai": "Diterapkan sampai",
}


def explore() -> None:
    """The whole page: what is asked for, how many there are, and the view of them."""
    top = st.container()
    bench = _bench(_search())
    asked = bench.selection.parameters(bench.options)
    counts = _here().ask(COUNTS, **asked)
    with top:
        if _here().demonstrates:
            title("Daftar inovasi belum dimuat", "Jelajah", chips=False)
            html(page.demonstration(_here()))
        else:
            title(narrative.listed(counts), "Jelajah", chips=False)
        html(markup.paragraph(ONE_ROW, "pengantar"))
    html(explore_table.chips(bench))
    shown = st.segmented_control(
        "Tampilan", VIEWS, default=VIEWS[0], key=VIEW, bind="query-params", required=True
    )
    views = {"pivot": _pivot, "banding": _compare}
    views.get(shown or "", _table)(bench, counts)


def _here() -> View:
    """From where rows are listed and counted: a demonstration as long as no register has a row."""
    return current_page().shown(REGISTER)


def _bench(typed: dict[str, list[str]]) -> Bench:
    """The selection of the link and of what was typed; what means nothing is mentioned."""
    here = current_page()
    given = link_here() | typed
    asked, strange = selection(given, here.options)
    own = [value for value in strange if value not in _of_the_frame(given)]
    if own:
        mention(f"Bagian tautan tidak dikenal dan diabaikan: {', '.join(own)[:120]}")
    beside = {
        name: values
        for name in (VIEW, OTHER, BY, DOWN, ACROSS, MEASURE)
        if (values := st.query_params.get_all(name))
    }
    return Bench(replace(asked, filters=here.filters), here.options, beside)


def _of_the_frame(given: dict[str, list[str]]) -> set[str]:
    """What the frame of the page has mentioned already."""
    return {value for name in ("tahun", *CHOICES) for value in given.get(name, [])}


def _search() -> dict[str, list[str]]:
    """Words and ranges as typed; a change begins again at the first page."""
    typed = {}
    typed[SEARCH] = st.text_input(
        "Cari judul atau perangkat daerah",
        key=SEARCH,
        bind="query-params",
        max_chars=LONGEST_SEARCH,
        placeholder="Huruf besar, aksen, dan salah ketik kecil dimaafkan",
        on_change=_first_page,
    )
    with st.expander("Rentang kematangan dan tanggal penerapan"):
        places = st.columns(4)
        for place, (name, label) in zip(places, TYPED.items(), strict=True):
            example = "misalnya 40" if name in SCORES else "tahun-bulan-hari, misalnya 2022-03-01"
            typed[name] = place.text_input(
                label,
                key=name,
                bind="query-params",
                max_chars=12,
                placeholder=example,
                on_change=_first_page,
            )
    return {name: [text or ""] for name, text in typed.items()}


def _first_page() -> None:
    st.query_params.pop("hal", None)


def _table(bench: Bench, counts: Result) -> None:
    count = explore_table.total(counts)
    last = max(1, -(-count // ROWS_PER_PAGE))
    if bench.selection.page > last:
        bench = replace(bench, selection=replace(bench.selection, page=last))
    rows = _here().ask(LISTING, **bench.selection.listing(bench.options))
    table = explore_table.table(rows, count, bench)
    below = markup.source_line(rows) + markup.notes(rows)
    above = explore_table.columns(rows, bench) + markup.download(rows)
    main = markup.block("", markup.block("atas-tabel", above), table, below)
    drawings(explore_table.facets(counts, bench), main, kind="jelajah")


def _group_choice(label: str, key: str, groups: list[str], default: str) -> str:
    chosen: str = st.selectbox(
        label, groups, index=groups.index(default), key=key, bind="query-params"
    )
    return chosen


def _facets(bench: Bench, counts: Result) -> None:
    """The facets in a fold, where the table and its facets do not stand."""
    drawings(markup.details("Saring dengan jumlah", explore_table.facets(counts, bench)))


def _pivot(bench: Bench, counts: Result) -> None:
    _facets(bench, counts)
    left, middle, right = st.columns(3)
    with left:
        down = _group_choice("Baris", DOWN, list(GROUPS), "opd")
    with middle:
        across = _group_choice("Kolom", ACROSS, [*GROUPS, "tanpa"], "tahun")
    asked = bench.selection.parameters(bench.options)
    result = _here().ask(PIVOT, **asked, baris=down, kolom="" if across == "tanpa" else across)
    scored = any(result.values("bernilai"))
    with right:
        measure = _group_choice("Ukuran", MEASURE, ["jumlah", "rata-rata kematangan"], "jumlah")
    if measure != "jumlah" and not scored:
        words = "Kematangan belum diketahui untuk pilihan ini; yang tampil jumlahnya."
        html(markup.paragraph(words, "pengantar"))
    average = measure != "jumlah" and scored
    chart(catalogue.pivot(result, down, "" if across == "tanpa" else across, average))


def _compare(bench: Bench, counts: Result) -> None:
    """The present selection beside one that was kept in the link."""
    _facets(bench, counts)
    here = urlencode(bench.selection.link(bench.options), doseq=True)
    keep = replace(bench, beside={**bench.beside, OTHER: here or "semua"})
    kept = st.query_params.get(OTHER, "")
    html(markup.paragraph(keep.link(bench.selection, "Jadikan pilihan ini pembanding")))
    if not kept:
        words = "Jadikan satu pilihan sebagai pembanding, lalu ubah saringannya di mana pun."
        html(markup.paragraph(words, "pengantar"))
        return
    by = _group_choice("Bandingkan menurut", BY, list(GROUPS), "tahun")
    other, _ = selection(parse_qs(kept), bench.options)
    counted, rival = (
        _here().ask(PIVOT, **side.parameters(bench.options), baris=by, kolom="")
        for side in (bench.selection, other)
    )
    names = [
        format_id.listing(side.words(bench.options)) or "semua inovasi"
        for side in (bench.selection, other)
    ]
    html(
        markup.paragraph(f"Pilihan ini: {names[0]}. Pembanding: {names[1]}.", "pengantar"),
        markup.paragraph(bench.link(other, "Buka pembanding")),
    )
    every_year = _here().answers.ask(YEARS)
    charts = catalogue.compared(counted, rival, by, every_year)
    pictures(*charts)
    table = explore_table.side_by_side(*charts, by)
    html(markup.example_badge(counted, rival), table, kind="bagian")
