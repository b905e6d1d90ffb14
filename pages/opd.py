"""OPD: who delivers, who has none, per field of government; the way to one office."""

from dasbor.app import ui

LABEL = "Buka profil OPD (atau klik batang peringkatnya)"

ui.show("opd", pilih_opd=lambda: ui.choose_office(LABEL))
