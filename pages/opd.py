"""OPD: who delivers, who has none, per field of government; the way to one office."""

import streamlit as st

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.documents import markup

halaman = ui.current_page()
per_opd = halaman.ask("berapa_inovasi_per_opd")
daftar = halaman.ask("pilihan_saringan_apa_saja")
per_tahun = halaman.ask("berapa_inovasi_per_opd_per_tahun")
per_urusan = halaman.ask("berapa_inovasi_per_urusan")

ui.title(narrative.without_innovation(per_opd) or narrative.leaders(per_opd), "OPD", per_opd)
ui.note_when_empty(per_opd)
ui.html(markup.sentences([narrative.concentration(per_opd), narrative.fields(per_urusan)]))

ui.choose_office(daftar, label="Buka profil perangkat daerah (atau klik batang peringkatnya)")

kiri, kanan = st.columns(2)
with kiri:
    ui.chart(catalogue.ranking(per_opd), then=ui.to_profile)
with kanan:
    ui.chart(catalogue.matrix(per_tahun))
ui.chart(catalogue.fields(per_urusan))
ui.what_to_load(per_tahun)
