"""OPD: who delivers, who has none, per field of government; the way to one office."""

from dasbor.app import ui
from dasbor.documents import content

LABEL = "Buka profil perangkat daerah (atau klik batang peringkatnya)"

ui.show(content.offices, pilih_opd=lambda: ui.choose_office(LABEL))
