"""Lab Inovasi 5D: how far ideas come, how long they wait, what is late, which were registered."""

from dasbor.app import ui

ui.show("lab_inovasi")
