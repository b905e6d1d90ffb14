"""Sumber & Mutu: where figures come from, what contradicts what, the state of the files."""

from dasbor.app import ui

ui.show("sumber_mutu")
