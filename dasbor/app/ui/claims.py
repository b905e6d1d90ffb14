"""The claim page: a field for a text, and what the ledger has beside each figure in it."""

import streamlit as st

from dasbor.app.ui.components import title
from dasbor.app.ui.page import address, current_page, html
from dasbor.city import city
from dasbor.documents import foot, markup
from dasbor.format_id import number
from dasbor.html import Html
from dasbor.questions import claims

HOW = (
    "Setiap angka disandingkan dengan buku angka terbit; kalimatnya tidak dinilai. Angka yang sama"
    " belum berarti kalimatnya benar: baca apa yang diukur, dan kata yang tidak dicakup catatannya."
    " Tahun, tanggal, peraturan, nomor telepon, dan alamat dilewati."
)


def check_claims() -> None:
    """The finding above, the field, then one part per figure: record, words left over, source."""
    ledger = current_page().ask("angka_mana_untuk_memeriksa_klaim")
    typed = str(st.session_state.get("kalimat") or st.query_params.get("kalimat") or "")
    found = claims.check(typed, ledger, city().name)
    title(_finding(found, bool(typed.strip())), "Periksa Klaim")
    st.text_area(
        "Kalimat dari pidato atau berita",
        key="kalimat",
        bind="query-params",
        max_chars=claims.LONGEST,
        height=140,
        placeholder="Tempel satu atau beberapa kalimat di sini.",
    )
    st.button("Periksa", help="Hasil juga muncul dengan Ctrl+Enter di dalam kotak.")
    if found:
        html(*map(_answered, found), kind="bagian klaim")
    html(markup.paragraph(HOW), foot.of_table(ledger))
    html(markup.onward(address("sumber_mutu"), "Buku angka terbit di Sumber & Mutu"))


def _finding(found: list[claims.Beside], typed: bool) -> str:
    if not typed:
        return "Tempel kalimat, angkanya disandingkan dengan buku angka terbit"
    if not found:
        return "Tidak ada bilangan yang terbaca dalam kalimat ini"
    without = sum(not one.equal for one in found)
    words = f"{number(len(found))} bilangan disandingkan dengan buku angka terbit"
    return f"{words}; {number(without)} tanpa angka yang sama" if without else words


def _answered(one: claims.Beside) -> Html:
    """One figure: as written, what the record has, what it does not cover, the sources."""
    said = map(markup.paragraph, one.words)
    left = [markup.paragraph(one.rest, "awas")] if one.rest else []
    sources = [markup.paragraph(claims.source(row), "sumber") for row in one.rows]
    return markup.panel(one.figure.text, markup.NOTHING, *said, *left, *sources)
