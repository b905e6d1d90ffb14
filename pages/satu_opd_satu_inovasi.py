"""Satu OPD Satu Inovasi: which office meets the yearly target, for how long, and who does not."""

from dasbor.app import ui

ui.show("satu_opd_satu_inovasi")
