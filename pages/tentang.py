"""Tentang data dan metode: measures, formula, limits, rounding, samples."""

from dasbor.app import ui

ui.show("tentang")
