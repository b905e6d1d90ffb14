"""Charts as native PowerPoint objects: charts with their data inside, tables, never pictures.

What is too long for one slide is cut into parts (``room``); each part is drawn by ``draw``:
``native`` charts with their ``levels``, ``tiles``, a ``ruler`` or ``tables``. All lengths are EMU.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from dasbor.charts.description import Chart
from dasbor.charts.kinds import PerKind
from dasbor.charts.pptx import dots, native, pagination, ruler, tables, tiles
from dasbor.charts.pptx.colours import Colours
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import Box, describe


class Form(NamedTuple):
    """How a part of a kind is put on a slide, and what there is room for on one."""

    draw: Callable[[Any, Part, Box, Colours], list[Any]]
    room: pagination.Room


KINDS: PerKind[Form] = {
    "kolom": Form(partial(native.draw, native.COLUMNS), pagination.columns),
    "batang": Form(partial(native.draw, native.BARS), pagination.bars),
    "garis": Form(partial(native.draw, native.LINES), pagination.columns),
    "matriks": Form(tables.draw, pagination.cells),
    "peta": Form(tiles.draw, pagination.whole),
    "penggaris": Form(ruler.draw, pagination.whole),
    "titik": Form(dots.draw, pagination.whole),
}


def parts(chart: Chart, box: Box) -> list[Part]:
    """A chart cut so that every part is legible in a place of that size."""
    return pagination.parts(chart, box, KINDS[chart.kind].room)


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Put a part on a slide as native objects, each with its alternative text; returns them."""
    return KINDS[part.chart.kind].draw(slide, part, box, colours)
