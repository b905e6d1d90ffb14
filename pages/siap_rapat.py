"""Siap Rapat: what to bring to a meeting, as slides, hand-out and workbook."""

from dasbor.app import ui

ui.meeting_title()
bahan = ui.meeting()
if bahan:
    ui.contents(bahan)
    ui.downloads(bahan)
