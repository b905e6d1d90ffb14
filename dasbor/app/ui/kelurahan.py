"""The map of the kelurahan and its keyboard twin, one kelurahan, the reader's own simulation."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dasbor import format_id, narrative
from dasbor.app.ui.page import current_page, drawings, html, mention
from dasbor.charts import Chart, tile_map
from dasbor.documents import markup
from dasbor.html import Html, join_html
from dasbor.questions.result import Result

CHOSEN, SHAPE, COST, RULE = "kelurahan", "peta", "biaya", "aturan"  # names in the address
_CHOICE = "_kelurahan"
TILES, OUTLINES = "petak", "batas"
RULES = {"yang tidak ikut": "tidak_ikut", "yang ikut": "ikut", "semua": "semua"}
LEGEND = Html(
    '<p class="lambang"><span><i class="ikut"></i>ikut</span><span><i class="absen"></i>tidak ikut'
    '</span><span><i class="kosong">?</i>belum ada data</span></p>'
)
HOW = "Satu petak satu kelurahan, di dekat letak sebenarnya; utara di atas."
NOT_NAMED = (
    "Status di peta ini data contoh: sumber menyebut jumlah kelurahan yang ikut, bukan namanya."
)
BY_LOT = "Nama di bawah ini diacak agar jumlahnya cocok dengan angka terbit; bukan bahan keputusan."


def choose_place(places: Result) -> dict[str, Any] | None:
    """The kelurahan asked for: by list, by a link with its code, or by a click in the map."""
    rows = {row["kode"]: row for row in places.records()}
    asked = st.query_params.get(CHOSEN)
    if asked and asked not in rows:
        html(markup.paragraph(f"Kelurahan pada tautan tidak dikenal: {asked[:60]}.", "pengantar"))
    st.session_state[_CHOICE] = asked if asked in rows else None
    if asked in rows:
        rest = {key: st.query_params.get_all(key) for key in st.query_params if key != CHOSEN}
        html(markup.paragraph(markup.removable(rows[asked]["kelurahan"], rest)))
    code = st.selectbox(
        "Kelurahan",
        sorted(rows, key=lambda code: (rows[code]["kelurahan"], code)),
        index=None,
        key=_CHOICE,
        format_func=lambda code: f"{rows[code]['kelurahan']} (Kec. {rows[code]['kecamatan']})",
        on_change=_to_address,
        placeholder="Pilih, atau klik petanya",
    )
    return rows.get(code) if code else None


def _to_address() -> None:
    """The address says the code, which no spelling changes; a bound list would write its words."""
    if code := st.session_state[_CHOICE]:
        st.query_params[CHOSEN] = code
    else:
        st.query_params.pop(CHOSEN, None)


def place_panel(place: dict[str, Any] | None, history: Result, named: Result) -> None:
    """One kelurahan: kecamatan, the years it took part or not, sources, what sources say of it."""
    if place is None:
        html(markup.paragraph("Pilih satu kelurahan untuk melihat riwayatnya.", "pengantar"))
        return
    years = [row for row in history.records() if row["kode"] == place["kode"]]
    told = [row for row in named.records() if row["kode"] == place["kode"]]
    rows = [[str(row["tahun"]), row["status"], format_id.cell(row["asal"])] for row in years]
    table = markup.table(
        ["Tahun", "Penilaian", "Asal"],
        rows,
        [False] * 3,
        f"Riwayat {place['kelurahan']}",
    )
    html(
        markup.heading(place["kelurahan"], 2) + " " + markup.example_badge(history),
        markup.paragraph(f"Kecamatan {place['kecamatan']} · {place['kode']}", "pengantar"),
        table if rows else markup.paragraph("Belum ada penilaian dalam saringan ini."),
        markup.ways(history),
        *(markup.paragraph(_named(row)) for row in told),
        markup.ways(named) if told else markup.NOTHING,
        kind="tabel",
    )


def _named(fact: dict[str, Any]) -> str:
    """What a source says of a kelurahan by name: published, whatever the rows are."""
    value, unit = format_id.number(fact["nilai"]), fact["satuan"] or ""
    figure = f"{value} {unit}" if not unit.endswith("-") else f"{unit}{value}"
    told = f", {figure}" if fact["nilai"] is not None else ""
    name = f"{fact['nama']}: " if fact["nama"] else ""
    return (
        f"Terbit: {name}{fact['ukuran']}{told} ({fact['tahun']}). Sumber: {fact['sumber']},"
        f" kepastian {fact['kepastian']}."
    )


def place_map(chart: Chart, chosen: dict[str, Any] | None) -> None:
    """The map as tiles, or as true outlines where the data folder has them."""
    with st.container(border=True):
        mark = markup.example_badge(chart.result)
        st.html(markup.wrap(markup.heading(chart.title, 2), mark, kind="judul-gambar"))
        outlined = _outlined(chart)
        html(LEGEND)
        code = chosen and chosen["kode"]
        if outlined:
            pictures = tile_map.draw_areas(chart, _address, code)
        else:
            pictures = join_html(tile_map.draw(chart, _address, code, n) for n in (False, True))
        drawings(pictures, kind="bingkai-peta")
        note = NOT_NAMED if chart.result.illustrative else ""
        how = "" if outlined else HOW
        html(
            markup.paragraph(" ".join(filter(None, [how, note])), "sumber"),
            markup.source_line(chart.result),
            markup.ways(chart.result),
            markup.details(
                "Tabel, catatan, dan unduhan",
                markup.result_table(chart.result, chart.columns),
                markup.notes(chart.result),
                markup.files(chart.result),
            ),
        )


def _outlined(chart: Chart) -> bool:
    """Whether the reader wants true outlines and the data folder has them."""
    if not (chart.layout and chart.layout.areas):
        if st.query_params.get(SHAPE) == OUTLINES:
            html(markup.paragraph("Berkas batas belum ada: yang tampil peta petak.", "pengantar"))
        return False
    shape = st.segmented_control(
        "Bentuk peta", [TILES, OUTLINES], default=TILES, key=SHAPE, bind="query-params"
    )
    return shape == OUTLINES


def _address(code: Any) -> str:
    """The address of this page with one kelurahan chosen and all else as it is."""
    page = current_page()
    kept = {name: st.session_state.get(name) for name in (SHAPE, COST, RULE)}
    query = page.filters.link(page.options) | {n: v for n, v in kept.items() if v}
    return f"./posyantek?{urlencode(query | {CHOSEN: code}, doseq=True)}"


def note_when_invented(result: Result) -> None:
    """That the names below were drawn by lot, directly above a table of illustrative rows."""
    if result.illustrative:
        html(markup.paragraph(BY_LOT, "pengantar"))


def simulation(remarks: Result) -> None:
    """A multiplication of the reader's own: unit cost and rule are theirs, nothing is assumed."""
    with st.container(border=True):
        html(markup.heading("Simulasi Anda, bukan anggaran resmi", 2))
        for row in remarks.records():
            if row["kode_ukuran"] == "anggaran_pengembangan_inovasi":
                html(markup.paragraph(_caveat(row), "pengantar"))
        left, right = st.columns(2)
        typed = left.text_input(
            "Biaya per kelurahan (rupiah)",
            key=COST,
            bind="query-params",
            max_chars=40,
            placeholder="Ketik sendiri, misalnya 7,5 juta",
        )
        rule = right.radio(
            "Kelurahan yang dihitung", list(RULES), key=RULE, bind="query-params", horizontal=True
        )
        try:
            cost = format_id.rupiah(typed) if typed and typed.strip() else None
        except ValueError as wrong:
            mention(str(wrong))
            return
        _outcome(cost, rule or next(iter(RULES)))


def _caveat(row: dict[str, Any]) -> str:
    return (
        f"Angka terbit Rp{format_id.number(row['nilai'])} ({row['tahun']}, {row['sumber']}):"
        f" {row['catatan']}. Karena itu kolom biaya kosong sampai Anda mengisinya."
    )


def _outcome(cost: int | None, rule: str) -> None:
    costs = current_page().ask("berapa_biaya_menurut_simulasi", aturan=RULES[rule], biaya=cost)
    said = narrative.simulation(costs, cost, rule)
    marks = [markup.badge("simulasi Anda") if cost else markup.NOTHING, markup.example_badge(costs)]
    html(markup.paragraph(f"{said}.", "hasil-simulasi"), join_html(marks, " "))
    if cost and costs:
        columns = ["kecamatan", "semua", "terhitung", "biaya"]
        html(
            markup.result_table(costs, columns, "Simulasi Anda per kecamatan"),
            markup.source_line(costs),
            markup.download(costs),
        )
