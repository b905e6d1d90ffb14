"""Ringkasan: what the head of the city wants to know in ten seconds. Opens without Plotly."""

from dasbor.app import ui

ui.show("ringkasan")
