"""The other views of the analyst's bench: pivot, selections compared, the same small for each."""

from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs, urlencode

import streamlit as st

from dasbor import format_id
from dasbor.app.ui.components import chart, pictures
from dasbor.app.ui.page import (
    choice,
    current_page,
    drawings,
    html,
    ignored,
    mention,
    switch,
    whole_number,
)
from dasbor.charts import catalogue, svg
from dasbor.charts.kinds import Kind
from dasbor.documents import crosstab, explore_table, markup
from dasbor.documents.content.register import REGISTER
from dasbor.documents.explore_table import Bench
from dasbor.documents.view import View
from dasbor.html import Html, format_html
from dasbor.questions.result import Result
from dasbor.questions.selection import KNOWN_NAMES, Selection, selection
from dasbor.questions.turning import (
    BY_NAME,
    BY_TOTAL,
    FALLING,
    MEAN,
    MEASURES,
    NONE,
    QUESTION,
    RISING,
    Turning,
)

YEARS = "berapa_inovasi_per_tahun"
OTHER, BY, DOWN, BELOW, ACROSS = "banding", "menurut", "baris", "baris_kedua", "lajur"
MEASURE, KIND, SERIES, LEAST, ZEROS = "ukur", "gambar", "seri", "paling_sedikit", "nol"
ORDER, WAY, EACH = "urut_lajur", "arah_lajur", "tiap"
NAMES = (OTHER, BY, DOWN, BELOW, ACROSS, MEASURE, KIND, SERIES, LEAST, ZEROS, ORDER, WAY, EACH)
KINDS: dict[str, Kind] = {
    "petak": "matriks",
    "batang": "batang",
    "kolom": "kolom",
    "garis": "garis",
}
MOST_SIDES = 6  # selections side by side, with the present one
MOST_SMALL = 60
SMALL_WIDE, SMALL_HIGH = 300, 150
HIGHEST_LEAST = 1_000_000
_select = partial(choice, draw=st.selectbox)


def here() -> View:
    """From where rows are listed and counted: a demonstration as long as no register has a row."""
    return current_page().shown(REGISTER)


def _facets(bench: Bench, counts: Result) -> None:
    """The facets in a fold, where the table and its facets do not stand."""
    drawings(markup.details("Saring dengan jumlah", explore_table.facets(counts, bench)))


def pivot(bench: Bench, counts: Result) -> None:
    """Two groups and one measure: the picture, the table with totals, both as files."""
    _facets(bench, counts)
    turning, kind = _turning(bench.groups)
    asked = bench.selection.parameters(bench.options)
    plain = replace(turning, below="", order="", way="")
    result = here().ask(QUESTION, **asked, **plain.parameters())
    if turning.order not in ("", BY_NAME, BY_TOTAL, *result.values("kolom")):
        ignored(ORDER, turning.order)
        turning = replace(turning, order="", way="")
    if not result.rows:
        html(markup.paragraph("Tidak ada inovasi yang cocok dengan pilihan ini.", "pengantar"))
        return
    if turning.measure == MEAN and not any(result.values("bernilai")):
        words = "Kematangan belum diketahui untuk pilihan ini; yang tampil jumlahnya."
        html(markup.paragraph(words, "pengantar"))
        turning = replace(turning, measure="jumlah")
        result = here().ask(QUESTION, **asked, **replace(plain, measure="jumlah").parameters())
    drawn = catalogue.pivot(result, here().answers.ask(YEARS), kind, _series(result, turning, kind))
    if drawn.kind != kind and turning.across:
        words = "Ukuran ini tidak dapat ditumpuk, jadi digambar sebagai petak."
        html(markup.paragraph(words, "pengantar"))
    chart(drawn)
    whole = here().ask(QUESTION, **asked, **turning.parameters(totals=True))
    table = crosstab.drawn(crosstab.crosstab(whole), partial(_ordered, bench))
    files = markup.crosstab_files(whole)
    html(markup.heading("Tabel pivot", 2), files, table, markup.source_line(whole), kind="bagian")


def _turning(groups: tuple[str, ...]) -> tuple[Turning, Kind]:
    """The pivot as its controls have it, which the link keeps."""
    first, second, third, fourth = st.columns(4)
    with first:
        down = _select("Baris", list(groups), key=DOWN, usual="opd")
        below = _select("Baris kedua", [NONE, *groups], key=BELOW)
    with second:
        across = _select("Kolom", [*groups, NONE], key=ACROSS, usual="tahun")
        measure = _select("Ukuran", list(MEASURES), key=MEASURE)
    with third:
        kind = _select("Gambar", list(KINDS), key=KIND)
        least = whole_number("Paling sedikit sebaris", 0, HIGHEST_LEAST, key=LEAST, value=0)
    with fourth:
        zeros = switch("OPD tanpa inovasi ikut", key=ZEROS)
    order, way = (st.query_params.get(name, "") for name in (ORDER, WAY))
    if way not in ("", RISING, FALLING):
        ignored(WAY, way)
        way = ""
    if below in (down, across) and below != NONE:
        mention("Baris kedua sama dengan baris atau kolom, jadi diabaikan.")
        below = NONE
    turning = Turning(
        down,
        "" if across == NONE else across,
        "" if below == NONE else below,
        MEASURES[measure],
        order,
        way,
        zeros,
        least,
    )
    return turning, KINDS[kind]


def _series(result: Result, turning: Turning, kind: Kind) -> list[str]:
    """Which groups a picture shows where it cannot show them all."""
    if kind == "matriks" or not turning.across:
        return []
    by_year = turning.across == "tahun" and kind in ("kolom", "garis")
    there = list(dict.fromkeys(result.values("baris" if by_year else "kolom")))
    for strange in {*st.query_params.get_all(SERIES)} - {*there}:
        ignored(SERIES, strange)
    chosen: list[str] = st.multiselect(
        f"Yang digambar (kosong: {catalogue.MOST_GROUPS} pertama)",
        there,
        key=SERIES,
        bind="query-params",
        max_selections=12,
    )
    return chosen


def _ordered(bench: Bench, order: str, way: str) -> str:
    """The address of the pivot in another order."""
    beside = dict(bench.beside) | {ORDER: [order], WAY: [way]}
    return replace(bench, beside=beside).address(bench.selection)


def compare(bench: Bench, counts: Result) -> None:
    """The present selection beside up to five that were kept in the link."""
    _facets(bench, counts)
    given = st.query_params.get_all(OTHER)
    kept, rest = given[: MOST_SIDES - 1], given[MOST_SIDES - 1 :]
    if rest:
        mention(
            f"Paling banyak {MOST_SIDES} pilihan berdampingan; {len(rest)} yang lain diabaikan."
        )
    mine = urlencode(bench.selection.link(bench.options), doseq=True) or "semua"
    if len(kept) < MOST_SIDES - 1:
        keep = replace(bench, beside={**bench.beside, OTHER: [*kept, mine]})
        html(markup.paragraph(keep.link(bench.selection, "Jadikan pilihan ini pembanding")))
    if not kept:
        words = "Jadikan satu pilihan sebagai pembanding, lalu ubah saringannya di mana pun."
        words += f" Paling banyak {MOST_SIDES} pilihan berdampingan."
        html(markup.paragraph(words, "pengantar"))
        return
    by = _select("Bandingkan menurut", list(bench.groups), key=BY, usual="tahun")
    others = [_side(bench, text) for text in kept]
    sides = [bench.selection, *others]
    asked = Turning(by).parameters()
    results = [here().ask(QUESTION, **(s.parameters(bench.options) | asked)) for s in sides]
    html(markup.block("", *_sides(bench, others, kept)))
    within = [side.within(by) for side in sides]
    charts = catalogue.compared(results, by, here().answers.ask(YEARS), within)
    pictures(*charts)
    table = explore_table.side_by_side(charts, by)
    html(markup.example_badge(*results), table, kind="bagian")


def _side(bench: Bench, text: str) -> Selection:
    """One selection kept in the link; what means nothing in it is mentioned."""
    link = parse_qs(text)
    side, strange = selection(link, bench.options, bench.known)
    for words in (*strange, *(name for name in link if name not in KNOWN_NAMES)):
        ignored(OTHER, words)
    return side


def _sides(bench: Bench, others: list[Selection], kept: list[str]) -> list[Html]:
    """What each selection is, in words, with the ways to open it and to take it away."""
    lines = [markup.paragraph(f"{catalogue.HERE}: {_words(bench, bench.selection)}.", "pengantar")]
    for number, other in enumerate(others, 1):
        rest = [text for place, text in enumerate(kept, 1) if place != number]
        without = replace(bench, beside={**bench.beside, OTHER: rest})
        words = f"{catalogue.side_name(number)}: {_words(bench, other)}."
        links = (
            bench.link(other, "Buka"),
            without.link(bench.selection, "Lepas", aria_label=f"Lepas pembanding {number}"),
        )
        lines.append(markup.paragraph(format_html("{} {} {}", words, *links), "pengantar"))
    return lines


def _words(bench: Bench, side: Selection) -> str:
    return format_id.listing(side.words(bench.options)) or "semua inovasi"


def small(bench: Bench, counts: Result) -> None:
    """The same small picture over the years for every group, all on one scale."""
    _facets(bench, counts)
    left, middle, right = st.columns(3)
    with left:
        groups = [group for group in bench.groups if group != "tahun"]
        each = _select("Satu gambar tiap", groups, key=EACH, usual="opd")
    with middle:
        measure = MEASURES[_select("Ukuran", list(MEASURES), key=MEASURE)]
    with right:
        zeros = switch("OPD tanpa inovasi ikut", key=ZEROS)
        least = whole_number("Paling sedikit sebaris", 0, HIGHEST_LEAST, key=LEAST, value=0)
    turning = Turning(each, "tahun", measure=measure, zeros=zeros, least=least)
    asked = bench.selection.parameters(bench.options) | turning.parameters()
    result = here().ask(QUESTION, **asked)
    charts = catalogue.multiples(result, here().answers.ask(YEARS))
    if len(charts) > MOST_SMALL:
        words = f"Tampil {MOST_SMALL} dari {len(charts)}; saring untuk melihat yang lain."
        html(markup.paragraph(words, "pengantar"))
    drawn = [
        markup.block("", markup.heading(one.title, 3), svg.draw(one, SMALL_WIDE, SMALL_HIGH))
        for one in charts[:MOST_SMALL]
    ]
    drawings(*drawn, kind="kecil-kecil")
    html(markup.example_badge(result), markup.source_line(result), markup.crosstab_files(result))
