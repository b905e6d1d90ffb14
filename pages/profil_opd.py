"""Profil OPD: one office, its years, rank and share, streak, awards, facts, innovations, ideas."""

from dasbor.app import ui
from dasbor.documents import content

ui.show(content.profile, pilih_opd=ui.choose_office)
