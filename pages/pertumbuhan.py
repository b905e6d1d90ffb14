"""Pertumbuhan: totals per year with a target of the reader's own, and what they consist of."""

from dasbor.app import ui

ui.show("pertumbuhan")
