"""Indeks: the score against each edition's limits, among others, a simulator, and maturity."""

from dasbor.app import ui

ui.show("indeks", simulasi=ui.simulator)
