"""Indeks: the score against each edition's limits, among others, a simulator, and maturity."""

from dasbor.app import ui
from dasbor.documents import content

ui.show(content.index, simulasi=ui.simulator)
