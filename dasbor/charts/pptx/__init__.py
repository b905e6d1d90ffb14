"""Charts as native PowerPoint objects: charts with their data inside, tables, never pictures.

What is too long for one slide is cut into parts (``room``); each part is drawn by ``draw``:
``native`` charts with their ``levels``, ``tiles`` or ``tables``. All lengths are EMU.
"""

from typing import Any

from dasbor.charts.pptx import native, tables, tiles
from dasbor.charts.pptx.colours import Colours
from dasbor.charts.pptx.pagination import Part, parts
from dasbor.charts.pptx.shapes import Box, describe


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Put a part on a slide as native objects, each with its alternative text; returns them."""
    if part.chart.kind in native.KINDS:
        return [native.draw(slide, part, box, colours)]
    if part.chart.layout:
        return tiles.draw(slide, part.chart, part.chart.layout, box, colours)
    return tables.draw(slide, part, box, colours)
