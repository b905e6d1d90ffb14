"""Jelajah: every innovation, searched, filtered with counts, pivoted and compared."""

from dasbor import ui

ui.explore()
