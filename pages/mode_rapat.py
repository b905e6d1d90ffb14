"""Mode Rapat: one finding at a time in large type, by keyboard, mouse or presenter's remote."""

from dasbor.app import ui

ui.meeting_mode()
