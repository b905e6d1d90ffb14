"""Penghargaan: competitions, awards, exhibitions and visits by year; the Inovasi Award."""

from dasbor import narrative
from dasbor.app import ui
from dasbor.documents import markup

CATATAN = (
    "Kelompok “Top” dan “besar” bukan peringkat. Yang ditulis di sini hanya yang disebut sumbernya;"
    " tahun tanpa catatan berarti tidak tercatat, bukan tanpa penghargaan."
)

halaman = ui.current_page()
semua = halaman.ask("penghargaan_apa_saja", tingkat="semua")
award = halaman.ask("berapa_peserta_award_per_kategori")
juri = halaman.ask("lembaga_juri_apa_saja")

ui.title(narrative.recorded(semua), "Penghargaan", semua)
ui.html(
    markup.sentences(
        [narrative.kinds(semua), narrative.levels(semua), narrative.unrecorded(semua)]
    ),
    markup.paragraph(CATATAN, "pengantar"),
)
ui.note_when_empty(semua, "jenis")
ui.filters_without_effect("bentuk", "urusan")
ui.filters_without_effect("opd", on="Inovasi Award")

if semua:
    tercatat = halaman.ask("penghargaan_apa_saja", tingkat=ui.choose_level())
    ui.timeline(tercatat, "Dari tahun ke tahun")

if award:
    ui.award_participants(award, narrative.participants(award), narrative.rival_count(award))
if juri:
    ui.table(
        juri,
        ["lembaga", "unit", "catatan", "lomba", "tahun", "sumber", "kepastian"],
        "Lembaga juri",
    )
ui.what_to_load("penghargaan")
