"""A map of tiles: every place a drawn shape with its name and symbol."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from dasbor.charts import gaps
from dasbor.charts.description import Chart
from dasbor.charts.pptx.colours import ACCENTS, PLAIN, Colours, Ink
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import LEGEND, Box, brown, describe, key, say

TILE_GAP = Inches(0.04)


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Every place as a drawn tile with its name and symbol, and above them what symbols say."""
    chart, layout = part.chart, part.chart.layout
    if not layout or not layout.cells:
        return []
    columns, rows = layout.size
    wide, high = box.width // columns, (box.height - LEGEND) // rows
    tiles = [key(slide, chart, box)]
    for code, (column, row) in layout.cells.items():
        left, top = box.left + column * wide, box.top + LEGEND + row * high
        tile = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, left, top, wide - TILE_GAP, high - TILE_GAP
        )
        ink = _tone(chart, chart.value(code))
        if chart.sampled(code):
            colours.hatch(tile.fill, tile.line, (False, 0))
        else:
            colours.fill(tile.fill, ink)
            tile.line.fill.background()
        tile._element.find(".//" + qn("a:effectRef")).set("idx", "0")  # no shadow
        mark = chart.marks.get(chart.value(code))
        words = f"{mark.symbol if mark else '?'} {chart.names(code)}"
        say(tile, words, colours.readable_on(ink), PP_ALIGN.CENTER)
        if chart.sampled(code):
            brown(tile.text_frame.paragraphs[0].runs[0].font, colours)
        status = chart.value(code) or gaps.NO_DATA
        region = layout.regions.get(code, "")
        describe(tile, chart.names(code), f"{chart.names(code)}, {region}: {status}")
        tiles.append(tile)
    return tiles


def _tone(chart: Chart, word: Any) -> Ink:
    mark = chart.marks.get(word)
    return {"baik": Ink(ACCENTS[0]), "awas": Ink(ACCENTS[1])}.get(mark.tone if mark else "", PLAIN)
