"""Satu OPD Satu Inovasi: which office meets the yearly target, for how long, and who does not."""

from dasbor.app import ui
from dasbor.documents.content import office

PILIHAN = ui.current_page().answers.queries[office.COMPLIANCE].choices["tampil"]

ui.show(
    "satu_opd_satu_inovasi",
    tampil=lambda: ui.choice("Tampilkan OPD", PILIHAN, key="tampil"),
)
