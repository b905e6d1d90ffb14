"""Sumber & Mutu: where figures come from, what contradicts what, the state of the files."""

from dasbor.app import ui
from dasbor.documents import content

ui.show(content.sources)
