"""Posyantek: which kelurahan take part in the assessment, on a map, over the years, for budgets."""

from dasbor.app import ui

ui.show("posyantek")
