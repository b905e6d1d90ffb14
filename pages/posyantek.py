"""Posyantek: which kelurahan take part in the assessment, on a map, over the years, for budgets."""

import streamlit as st

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.documents import markup

CATATAN = (
    "Posyantek: Pos Pelayanan Teknologi Tepat Guna. Tidak ikut penilaian bukan berarti lembaganya"
    " buruk atau tidak ada."
)
UKURAN = "Ukurannya berlain-lainan: tidak untuk dijumlahkan atau dikurangkan satu dengan yang lain."

halaman = ui.current_page()
ikut = halaman.ask("berapa_kelurahan_ikut_posyantek")
kecamatan = halaman.ask("berapa_kelurahan_ikut_per_kecamatan")
kelurahan = halaman.ask("kelurahan_mana_ikut_posyantek")
status = halaman.ask("apa_status_tiap_kelurahan")
absen = halaman.ask("kelurahan_mana_absen_posyantek")
terbit = halaman.ask("angka_kelurahan_mana_yang_terbit")

ui.title(narrative.posyantek(ikut), "Posyantek", ikut)
ui.note_when_empty(ikut, "ikut", "Tidak ada penilaian Posyantek dalam saringan ini.")
ui.html(markup.paragraph(CATATAN, "pengantar"))
ui.filters_without_effect("opd", "bentuk", "urusan")

kiri, kanan = st.columns([4, 9], gap="medium")
with kiri:
    pilihan = ui.choose_place(status)
    ui.place_panel(pilihan, kelurahan, halaman.ask("kelurahan_mana_disebut_sumber"))
with kanan:
    ui.place_map(catalogue.places(status, halaman.ask("di_mana_batas_kelurahan")), pilihan)

ui.chart(catalogue.districts(kecamatan))
ui.chart(catalogue.participation(ikut))

ui.html(markup.kicker("Bahan pembicaraan pagu"))
ui.filters_without_effect("tahun", on="daftar ini: riwayat dihitung dari semua penilaian")
ui.note_when_invented(absen)
ui.table(
    absen,
    ["kecamatan", "kelurahan", "riwayat", "tahun_absen", "tahun_ikut", "tahun_tanpa_data", "asal"],
    str(narrative.history(absen)),
)
ui.simulation(terbit)

ui.html(markup.paragraph(UKURAN, "pengantar"))
ui.table(
    terbit,
    ["tahun", "ukuran", "nilai", "satuan", "kedudukan", "per_tanggal", "sumber", "kepastian",
     "catatan"],
    "Angka terbit tentang kelurahan",
)  # fmt: skip
ui.what_to_load(ikut)
