"""The claim checker: a field for a sentence, and what the ledger says of each figure in it."""

from collections import Counter

import streamlit as st

from dasbor.app.ui.components import title
from dasbor.app.ui.page import current_page, html, with_filters
from dasbor.city import city
from dasbor.documents import markup
from dasbor.format_id import listing
from dasbor.questions import claims, provenance
from dasbor.questions.result import Result

HOW = (
    "Angka dicocokkan menurut ukuran dan tahunnya dengan buku angka terbit. Yang tidak jelas tidak"
    " ditebak. Tahun, tanggal, nomor telepon, halaman, dan peraturan bukan klaim. “Sekitar” berarti"
    " pembulatan, paling jauh sepersepuluhnya. Angka di bawah sepuluh yang ditulis dengan huruf"
    " tidak dibaca."
)


def check_claims() -> None:
    """The finding above, the field, then one part per figure: answer, words, source."""
    ledger = current_page().ask("angka_mana_untuk_memeriksa_klaim")
    typed = str(st.session_state.get("kalimat") or st.query_params.get("kalimat") or "")
    words = current_page().ask("kata_apa_yang_menyebut_ukuran")
    verdicts = claims.check(typed, ledger, words, city().short)
    title(_finding(verdicts, bool(typed.strip())), "Periksa Klaim")
    st.text_area(
        "Kalimat dari pidato atau berita",
        key="kalimat",
        bind="query-params",
        max_chars=claims.LONGEST,
        height=140,
        placeholder="Tempel satu atau beberapa kalimat di sini.",
    )
    st.button("Periksa", help="Hasil juga muncul dengan Ctrl+Enter di dalam kotak.")
    if verdicts:
        html(*map(_answered, verdicts), kind="bagian klaim")
    html(markup.paragraph(HOW), markup.download(ledger), *_marks(ledger))
    back = '<a href="./sumber_mutu" target="_self">Buku angka terbit di Sumber &amp; Mutu</a>'
    html(with_filters(f'<p class="lanjut">{back}</p>'))


def _marks(ledger: Result) -> list[str]:
    line = provenance.of(ledger).line
    return [markup.paragraph(line, "sumber")] if line else []


def _finding(verdicts: list[claims.Verdict], typed: bool) -> str:
    if not typed:
        return "Tempel kalimat, angkanya diperiksa terhadap buku angka terbit"
    if not verdicts:
        return "Tidak ada angka yang perlu diperiksa dalam kalimat ini"
    counted = Counter(one.verdict for one in verdicts)
    words = [f"{counted[verdict]} {verdict}" for verdict in claims.VERDICTS if counted[verdict]]
    return f"{len(verdicts)} angka dikenali: {listing(words)}"


def _answered(one: claims.Verdict) -> str:
    """One figure: as written, the answer as a mark, the words, and the rows it rests on."""
    sources = [markup.paragraph(claims.source(row), "sumber") for row in one.rows]
    mark = markup.badge(one.verdict)
    return markup.panel(one.claim.text, mark, markup.paragraph(one.words), *sources)
