"""Lab Inovasi 5D: how far ideas come, how long they wait, what is late, which were registered."""

from dasbor import narrative
from dasbor.app import ui
from dasbor.documents import markup

CATATAN = (
    "Ide bukan inovasi dan tidak dijumlahkan dengan register inovasi. Lama menunggu dan"
    " keterlambatan dihitung sampai tanggal keadaan ide dicatat, bukan sampai hari ini."
)
RENCANA = (
    *("kegiatan", "keadaan", "selesai", "tepat", "susulan", "terlambat"),
    *("keterangan", "sumber", "kepastian"),
)
IDE = ("ide", "singkatan", "tahap", "sejak", "hari", "terlambat", "status", "inovasi", "asal")

halaman = ui.current_page()
tahap = halaman.ask("berapa_ide_lab_per_tahap")
rencana = halaman.ask("rencana_lab_apa_yang_terlambat")
terdaftar = halaman.ask("berapa_ide_lab_menjadi_inovasi")
ide = halaman.ask("ide_lab_apa_saja")

ui.title(narrative.reached(tahap), "Lab Inovasi 5D", tahap)
ui.note_when_empty(tahap, "semua", "Tidak ada ide Lab Inovasi dalam saringan ini.")
ui.html(
    markup.sentences(
        [
            narrative.published_ideas(tahap),
            narrative.waiting(tahap),
            narrative.overdue(rencana),
            narrative.registered(terdaftar) if terdaftar else None,
        ]
    ),
    markup.paragraph(CATATAN, "pengantar"),
)
ui.filters_without_effect("bentuk", "urusan")

if any(tahap.values("semua")):
    ui.lab_stages(tahap)
if rencana:
    ui.table(rencana, ui.of_cohorts(rencana, *RENCANA), str(narrative.planned(rencana)))
if ide:
    ui.table(ide, ui.of_cohorts(ide, *IDE), "Ide satu per satu")
ui.what_to_load(tahap)
