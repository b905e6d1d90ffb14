"""Jelajah: every innovation, searched, filtered with counts, pivoted and compared."""

from dasbor.app import kelola, ui

ui.explore()
ui.saved_views("jelajah")
ui.name_this("jelajah")
kelola.save_view("jelajah")
