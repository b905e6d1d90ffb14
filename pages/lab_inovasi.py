"""Lab Inovasi 5D: how far ideas come, how long they wait, what is late, which were registered."""

from dasbor.app import ui
from dasbor.documents import content

ui.show(content.lab)
