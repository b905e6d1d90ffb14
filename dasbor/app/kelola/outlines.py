"""What a file with boundaries holds: which places have an outline in it, and the outlines."""

from dasbor import format_id
from dasbor.app import ui
from dasbor.charts.outlines import sketch
from dasbor.charts.places import Area
from dasbor.city import say
from dasbor.documents import markup
from dasbor.gate.model import Outlines


def outlines(account: Outlines) -> None:
    """The places with and without an outline, and a sketch of what was read."""
    ui.html(markup.paragraph(account.words))
    areas = {code: Area.of(area) for code, area in account.drawn.items()}
    words = say(f"Sketsa {format_id.number(len(areas))} batas kelurahan yang terbaca")
    if picture := sketch(areas, account.names, words):
        ui.drawings(picture, markup.paragraph(f"{words}.", "sumber"), kind="bingkai-peta")
