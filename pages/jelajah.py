"""Jelajah: every innovation, searched, filtered with counts, pivoted and compared."""

from dasbor.app import ui

ui.explore()
