"""The keyboard twin of the map of the kelurahan, its shape, the reader's own simulation."""

from typing import Any

import streamlit as st

from dasbor import format_id, narrative
from dasbor.app.ui.page import current_page, html, mention
from dasbor.city import say
from dasbor.documents import foot, markup
from dasbor.documents.content.kelurahan import OUTLINES, SHAPE, TILES
from dasbor.documents.kelurahan import CHOSEN
from dasbor.html import join_html

COST, RULE = "biaya", "aturan"  # names in the address
_CHOICE = "_kelurahan"
RULES = {"yang tidak ikut": "tidak_ikut", "yang ikut": "ikut", "semua": "semua"}


def choose_place() -> None:
    """The kelurahan asked for: by list, by a link with its code, or by a click in the map."""
    places = current_page().ask("apa_status_tiap_kelurahan")
    rows = {row["kode"]: row for row in places.records()}
    asked = st.query_params.get(CHOSEN)
    st.session_state[_CHOICE] = asked if asked in rows else None
    st.selectbox(
        say("Kelurahan"),
        sorted(rows, key=lambda code: (rows[code]["kelurahan"], code)),
        index=None,
        key=_CHOICE,
        format_func=lambda code: f"{rows[code]['kelurahan']} ({rows[code]['kecamatan']})",
        on_change=_to_address,
        placeholder="Pilih, atau klik petanya",
    )


def _to_address() -> None:
    """The address says the code, which no spelling changes; a bound list would write its words."""
    if code := st.session_state[_CHOICE]:
        st.query_params[CHOSEN] = code
    else:
        st.query_params.pop(CHOSEN, None)


def choose_shape() -> None:
    """Tiles or true outlines."""
    st.segmented_control(
        "Bentuk peta", [TILES, OUTLINES], default=TILES, key=SHAPE, bind="query-params"
    )


def simulation() -> None:
    """A multiplication of the reader's own: unit cost and rule are theirs, nothing is assumed."""
    remarks = current_page().ask("angka_kelurahan_mana_yang_terbit")
    with st.container(border=True):
        html(markup.heading("Simulasi Anda, bukan anggaran resmi", 2))
        for row in remarks.records():
            if row["kode_ukuran"] == "anggaran_pengembangan_inovasi":
                html(markup.paragraph(_caveat(row), "pengantar"))
        left, right = st.columns(2)
        typed = left.text_input(
            say("Biaya per kelurahan (rupiah)"),
            key=COST,
            bind="query-params",
            max_chars=40,
            placeholder="Ketik sendiri, misalnya 7,5 juta",
        )
        rule = right.radio(
            say("Kelurahan yang dihitung"),
            list(RULES),
            key=RULE,
            bind="query-params",
            horizontal=True,
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
            markup.result_table(costs, columns, say("Simulasi Anda per kecamatan")),
            foot.of_table(costs),
        )
