"""Satu OPD Satu Inovasi: which office meets the yearly target, for how long, and who does not."""

from dasbor import narrative
from dasbor.app import ui
from dasbor.charts import catalogue
from dasbor.documents import markup

CATATAN = (
    "Register tidak mencatat inovasi mana yang unggulan. Yang dinilai di sini lebih longgar: punya"
    " inovasi pada register tahun itu, apa pun bentuk dan urusannya."
)

halaman = ui.current_page()
semua = halaman.ask("opd_mana_memenuhi_target", tampil="semua")
target = halaman.ask("apa_target_inovasi_per_opd")
per_urusan = halaman.ask("berapa_inovasi_per_urusan", opd=None, bentuk=None, urusan=None)

ui.title(narrative.compliance(semua), "Satu OPD Satu Inovasi", semua)
ui.filters_without_effect("bentuk", "urusan")
ui.html(
    markup.sentences(
        [
            narrative.target(target),
            narrative.longest_streak(semua),
            narrative.never_met(semua),
        ]
    ),
    markup.paragraph(CATATAN, "pengantar"),
)

tampil = ui.choose_compliance()
ui.matrix(catalogue.compliance(halaman.ask("opd_mana_memenuhi_target", tampil=tampil)))
ui.html(markup.sentences([narrative.before_the_rule(semua)]))
ui.reward_and_follow_up(semua)
if target:
    ui.table(target, ["tahun", "mulai", "target", "catatan"], "Aturannya")
ui.fields_without_innovation(per_urusan)
ui.what_to_load(semua, target)
