"""Sumber & Mutu: where figures come from, what contradicts what, the state of the files."""

from dasbor import narrative
from dasbor.app import ui

halaman = ui.current_page()
angka = halaman.ask("angka_terbit_apa_saja")
bertentangan = halaman.ask("angka_mana_yang_bertentangan")

ui.title(narrative.ledger(angka, bertentangan), "Sumber & Mutu")
ui.filters_without_effect("tahun", "opd", "bentuk", "urusan")
ui.table(bertentangan, heading="Angka yang bertentangan")
ui.table(
    angka,
    [
        "tahun", "ukuran", "nilai", "satuan", "per_tanggal", "kepastian", "dipakai", "sumber",
        "lingkup", "catatan",
    ],
    "Buku angka terbit",
)  # fmt: skip
ui.table(halaman.ask("apa_arti_kepastian"), heading="Arti kepastian")
ui.findings()
ui.table(halaman.ask("berkas_apa_saja"), heading="Berkas data")
ui.open_data()
