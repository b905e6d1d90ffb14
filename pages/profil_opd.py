"""Profil OPD: one office, its years, rank and share, streak, awards, facts, innovations, ideas."""

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.documents import cards, markup

halaman = ui.current_page()
daftar = halaman.ask("pilihan_saringan_apa_saja")
opd = ui.chosen_office(daftar)

if opd:
    total = halaman.ask("berapa_inovasi_per_tahun")
    se_kota = halaman.ask("berapa_inovasi_per_opd", opd=None)
    patuh = halaman.ask("opd_mana_memenuhi_target", tampil="semua")
    register = halaman.ask("inovasi_apa_saja")

    ui.title(opd["nama"], "Profil OPD", total)
    ui.choose_office(daftar, opd)
    ui.filters_without_effect("bentuk", "urusan", on="Satu OPD Satu Inovasi dan sumber terbit")
    ui.html(
        markup.heading(str(narrative.growth(total)), 2),
        markup.example_badge(total),
        kind="judul-gambar",
    )
    ui.picture(
        catalogue.office(total, opd["label"]),
        markup.wrap(cards.rank(se_kota, opd["nilai"]), cards.streak(patuh), kind="kisi"),
    )
    ui.matrix(catalogue.compliance(patuh), "Satu OPD Satu Inovasi")
    ui.awards_of_office(halaman.ask("penghargaan_apa_saja", tingkat="semua"))
    ui.published_facts(halaman.ask("fakta_apa_tentang_opd"))
    ui.rows(
        register,
        ["tahun", "judul", "bentuk", "jenis", "urusan", "tahapan", "asal"],
        "Inovasi pada register",
    )
    ui.rows(
        halaman.ask("ide_lab_apa_saja"),
        ["tahun", "ide", "tahap", "sejak", "terlambat", "status", "inovasi", "asal"],
        "Ide Lab Inovasi (bukan inovasi, tidak dijumlahkan)",
    )
    ui.what_to_load(total, "penghargaan")
    ui.other_pages()
else:
    ui.title("Pilih satu perangkat daerah", "Profil OPD")
    ui.choose_office(daftar)
    ui.office_links(daftar)
