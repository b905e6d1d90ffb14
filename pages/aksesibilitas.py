"""Aksesibilitas: what was aimed at, what is known to be missing, whom to tell."""

from dasbor.app import ui

ui.show("aksesibilitas")
