"""Pertumbuhan: totals per year, new and continued, and what they consist of."""

import streamlit as st

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.documents import markup

RINCIAN = ["bentuk", "jenis", "tahapan", "inisiator"]

halaman = ui.current_page()
total = halaman.ask("berapa_inovasi_per_tahun")
keadaan = halaman.ask("berapa_baru_dan_lanjutan")
terdaftar = halaman.ask("berapa_terdaftar_di_aplikasi_indeks")

ui.title(narrative.span(total) or narrative.growth(total), "Pertumbuhan", total)
ui.note_when_empty(total)
ui.html(markup.sentences([narrative.pace(total), narrative.gap(total)]))

target = ui.whole_number(
    "Garis target (jumlah inovasi per tahun)",
    0,
    1_000_000,
    key="target",
    value=0,
    step=10,
    width=320,
    help="Nol berarti tanpa garis. Target milik Anda, bukan angka resmi; tersimpan di tautan.",
)
ui.chart(catalogue.totals(total, target))
ui.chart(catalogue.new_and_continued(keadaan, total))

rincian = st.radio(
    "Rincian menurut",
    RINCIAN,
    horizontal=True,
    key="rincian",
    bind="query-params",
)
per_rincian = halaman.ask("berapa_per_rincian", rincian=rincian)
ui.chart(catalogue.breakdown(per_rincian, rincian, total))

ui.filters_without_effect("opd", "bentuk", "urusan", on="angka di aplikasi indeks")
ui.chart(catalogue.in_index_application(terdaftar))
