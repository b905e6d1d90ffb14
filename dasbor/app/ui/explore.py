"""The analyst's bench: search, facets, ranges, table, and the other views (``turned``).

All of it is in the link.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from dasbor import narrative
from dasbor.app.ui import turned
from dasbor.app.ui.components import title
from dasbor.app.ui.page import choice, current_page, drawings, html, link_here, mention
from dasbor.documents import explore_table, foot, markup, page
from dasbor.documents.explore_table import COUNTS, LISTING, Bench
from dasbor.documents.view import SAMPLES
from dasbor.questions.filters import CHOICES
from dasbor.questions.query import ONLY
from dasbor.questions.result import Result
from dasbor.questions.selection import (
    KNOWN_NAMES,
    LONGEST_SEARCH,
    ROWS_PER_PAGE,
    SCORES,
    selection,
    unsearched,
)

VIEW, SEARCH = "tampilan", "cari"
VIEWS = {
    "tabel": None,
    "pivot": turned.pivot,
    "banding": turned.compare,
    "gambar kecil": turned.small,
}
BESIDE = (VIEW, *turned.NAMES)
OF_EVERY_PAGE = (SAMPLES, "nama")
ONE_ROW = (
    "Satu baris satu inovasi pada daftar satu tahun. Inovasi yang berlanjut tercatat lagi tiap"
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
    words, views = st.columns([3, 2])
    bench = _bench(_search(words))
    asked = bench.selection.parameters(bench.options)
    counts = turned.here().ask(COUNTS, **asked)
    with top:
        if turned.here().demonstrates:
            title("Daftar inovasi belum dimuat", "Jelajah", chips=False)
            html(page.demonstration(turned.here()))
        else:
            title(narrative.listed(counts), "Jelajah", chips=False)
    html(explore_table.chips(bench))
    with views:
        shown = choice("Tampilan", list(VIEWS), key=VIEW)
    (VIEWS[shown] or _table)(bench, counts)
    html(markup.paragraph(ONE_ROW, "pengantar"))


def _bench(typed: dict[str, list[str]]) -> Bench:
    """The selection of the link and of what was typed; what means nothing is mentioned."""
    here = current_page()
    given = link_here() | typed
    answers = turned.here().answers
    known = explore_table.known(answers)
    asked, strange = selection(given, here.options, known)
    own = [value for value in strange if value not in _of_the_frame(given)]
    own += [name for name in given if name not in {*KNOWN_NAMES, *BESIDE, *OF_EVERY_PAGE}]
    if own:
        mention(f"Bagian tautan tidak dikenal dan diabaikan: {', '.join(own)[:120]}")
    if words := unsearched(next(iter(given.get(SEARCH, [])), "").strip()):
        mention(words)
    beside = {name: values for name in BESIDE if (values := st.query_params.get_all(name))}
    groups = explore_table.offered(answers)
    return Bench(replace(asked, filters=here.filters), here.options, beside, groups, known)


def _of_the_frame(given: dict[str, list[str]]) -> set[str]:
    """What the frame of the page has mentioned already."""
    return {value for name in ("tahun", *CHOICES) for value in given.get(name, [])}


def _search(words: Any) -> dict[str, list[str]]:
    """Words and ranges as typed; a change begins again at the first page."""
    typed = {}
    typed[SEARCH] = words.text_input(
        "Cari judul atau OPD",
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
    rows = turned.here().ask(LISTING, **bench.selection.listing(bench.options))
    table = explore_table.table(rows, count, bench)
    kept = {ONLY: list(bench.selection.columns)}
    below = foot.of_table(rows, also=kept)
    above = explore_table.columns(rows, bench)
    main = markup.block("", markup.block("atas-tabel", above), table, below)
    drawings(explore_table.facets(counts, bench), main, kind="jelajah")
