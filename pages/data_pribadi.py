"""Pelindungan data pribadi: what is kept of whom, how long, whom to ask."""

from dasbor.app import ui

ui.show("data_pribadi")
