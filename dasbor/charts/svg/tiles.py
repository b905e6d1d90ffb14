"""Places of a map as tiles: every place a cell with its name and its word, for files and slides.

The pages draw the same layout with links (``charts.tile_map``).
"""

from collections.abc import Iterator
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import Chart, Layout
from dasbor.charts.svg.canvas import SIDE, Sheet

TILE, GAP, NAME = 46, 4, 11.5
LOWEST, KEY = 34, 22  # a lower tile holds its symbol only, told in a line above the map
TONES = {"baik": ("isi", "atas-seri0"), "awas": ("redam", "atas-redam")}
OPEN = ("nol", "nama")


def height(chart: Chart, _width: int) -> int:
    """A row of tiles per row of the layout."""
    return _layout(chart).size[1] * TILE + 2 * SIDE


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``peta`` chart."""
    layout = _layout(sheet.chart)
    wide = (sheet.width - 2 * SIDE) / max(layout.size[0], 1)
    rows = max(layout.size[1], 1)
    top = SIDE + (KEY if (sheet.height - 2 * SIDE) / rows < LOWEST else 0)
    high = (sheet.height - SIDE - top) / rows
    if top > SIDE:
        said = " · ".join(map(sheet.chart.said, sheet.chart.marks))
        yield sheet.text(SIDE, KEY - 4, said, "nama", 14, "start")
    for code, (column, row) in layout.cells.items():
        yield from _tile(sheet, code, (SIDE + column * wide, top + row * high), (wide, high))


def _tile(
    sheet: Sheet, code: Any, corner: tuple[float, float], size: tuple[float, float]
) -> Iterator[str]:
    chart, (x, y), (wide, high) = sheet.chart, corner, size
    word = chart.value(code)
    mark = chart.marks.get(word) if word else None
    ground, ink = TONES.get(mark.tone, OPEN) if mark else OPEN
    region = _layout(chart).regions.get(code, "")
    title = f"{chart.names(code)}, {region}: {word or 'belum ada data'}"
    yield sheet.box(x + GAP / 2, y + GAP / 2, wide - GAP, high - GAP, ground, title)
    words = _words if high >= LOWEST else _low_words
    yield from words(sheet, code, corner, size, ink)


def _words(
    sheet: Sheet, code: Any, corner: tuple[float, float], size: tuple[float, float], ink: str
) -> Iterator[str]:
    """The name of a place in up to two lines, below it its word."""
    chart, (x, y), (wide, high) = sheet.chart, corner, size
    word = chart.value(code)
    room, middle = wide - GAP - 4, x + wide / 2
    rows = text_metrics.lines(chart.names(code), room, NAME, 2)
    size_of = text_metrics.size_for(rows, room, NAME, 7)
    first = y + high / 2 - (len(rows) * NAME) / 2 + 2
    for number, line in enumerate(rows):
        yield sheet.text(middle, first + NAME * number + 2, line, ink, size_of)
    label = chart.said(word) if word else "?"
    small = text_metrics.size_for([label], room, 10, 7)
    yield sheet.text(middle, first + NAME * len(rows) + 2, label, ink, small)


def _low_words(
    sheet: Sheet, code: Any, corner: tuple[float, float], size: tuple[float, float], ink: str
) -> Iterator[str]:
    """The symbol and the name of a place on one line."""
    chart, (x, y), (wide, high) = sheet.chart, corner, size
    mark = chart.marks.get(chart.value(code))
    words = f"{mark.symbol if mark else '?'} {chart.names(code)}"
    letter = text_metrics.size_for([words], wide - GAP - 6, min(14, 0.66 * high), 7)
    yield sheet.text(x + wide / 2, y + high / 2 + 0.36 * letter, words, ink, letter)


def _layout(chart: Chart) -> Layout:
    return chart.layout or Layout({}, {})
