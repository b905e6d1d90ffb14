"""Posyantek: which kelurahan take part in the assessment, per kecamatan and over the years."""

from dasbor import markup, narrative, ui
from dasbor.charts import catalogue

CATATAN = (
    "Posyantek: Pos Pelayanan Teknologi Tepat Guna. Tidak ikut penilaian bukan berarti lembaganya"
    " buruk atau tidak ada."
)

halaman = ui.current_page()
ikut = halaman.ask("berapa_kelurahan_ikut_posyantek")
kecamatan = halaman.ask("berapa_kelurahan_ikut_per_kecamatan")
kelurahan = halaman.ask("kelurahan_mana_ikut_posyantek")

ui.title(str(narrative.posyantek(ikut)), "Posyantek", ikut)
ui.note_when_empty(ikut, "ikut", "Tidak ada penilaian Posyantek dalam saringan ini.")
ui.html(markup.paragraph(CATATAN, "pengantar"))
ui.filters_without_effect("opd", "bentuk", "urusan")

ui.chart(catalogue.districts(kecamatan))
ui.rows(kelurahan, ["kelurahan", "kecamatan", "tahun", "status", "asal"], "Kelurahan satu per satu")
ui.chart(catalogue.participation(ikut))
ui.what_to_load(ikut)
