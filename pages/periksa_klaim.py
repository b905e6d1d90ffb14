"""Periksa klaim: figures in a pasted sentence, held against the published ones."""

from dasbor.app import ui

ui.check_claims()
ui.filters_without_effect("tahun", "opd", "bentuk", "urusan")
