"""Sumber & Mutu: where figures come from, what contradicts what, the state of the files."""

from dasbor import ui

halaman = ui.current_page()

ui.title("Setiap angka punya sumber, tanggal, dan kepastian", "Sumber & Mutu")
ui.table(halaman.ask("angka_mana_yang_bertentangan"), heading="Angka yang bertentangan")
ui.table(
    halaman.ask("angka_terbit_apa_saja"),
    [
        "tahun", "ukuran", "nilai", "satuan", "per_tanggal", "kepastian", "dipakai", "sumber",
        "lingkup", "catatan",
    ],
    "Buku angka terbit",
)  # fmt: skip
ui.table(halaman.ask("apa_arti_kepastian"), heading="Arti kepastian")
ui.findings()
ui.table(halaman.ask("berkas_apa_saja"), heading="Berkas data")
