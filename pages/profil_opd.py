"""Profil OPD: one office, its years, rank and share, streak, awards, facts, innovations, ideas."""

from dasbor.app import ui

ui.show("profil_opd")
