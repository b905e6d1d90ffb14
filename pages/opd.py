"""OPD: who delivers, who has none, per field of government; the way to one office."""

from dasbor.app import ui

ui.show("opd")
