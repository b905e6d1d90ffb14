"""Rumus: the SQL, parameters, rows, files and source behind one answer; hidden in the menu."""

from dasbor.app import ui

ui.formula()
