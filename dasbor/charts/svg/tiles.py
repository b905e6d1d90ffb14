"""Places of a map as tiles: every place a cell with its name and its word, regions outlined.

On a page every tile is a link that chooses its place; in files and on slides it is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from dasbor.charts import gaps, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.places import Cell, Layout
from dasbor.charts.svg.canvas import SIDE, Sheet, ink_on, sample_kind
from dasbor.charts.syllables import broken
from dasbor.city import say

TILE, GAP, STRIP = 46, 5, 15  # a tile, what is between two, and above it the name of its region
LETTERS, SMALLEST, LARGEST = 0.14, 11, 16  # of the width of a tile, and the two ends
ROOM_FOR_WORDS = 70  # width of a tile that has its word beside its symbol
LINE, WORD, EDGES = 1.1, 0.85, 7  # of the letters of a name; what stays free in a tile
LOWEST, KEY = 34, 22  # a lower tile holds its symbol only, told in a line above the map
LETTER = 0.58  # mean width of a letter in sizes of the letter
TONES = {"baik": "isi", "awas": "redam"}
KNOWN, EMPTY = "nol", "hampa"


def height(chart: Chart, _width: int) -> int:
    """A row of tiles per row of the layout."""
    return _layout(chart).size[1] * (STRIP + TILE + GAP) + 2 * SIDE


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``peta`` chart."""
    tiles = _Tiles(sheet, _layout(sheet.chart))
    if tiles.low:
        said = " · ".join(map(sheet.chart.said, sheet.chart.marks))
        yield sheet.text(SIDE, KEY - 4, said, "nama", 14, "start")
    yield _borders(tiles)
    for code in tiles.order:
        yield _tile(tiles, code)
    if not tiles.low:
        yield from _region_names(tiles)


@dataclass(frozen=True)
class _Tiles:
    """Where the tiles of a map lie on its paper."""

    sheet: Sheet
    layout: Layout

    @cached_property
    def low(self) -> bool:
        """Whether tiles are too low for a name above a word."""
        rows = max(self.layout.size[1], 1)
        return (self.sheet.height - 2 * SIDE) / rows - STRIP - GAP < LOWEST

    @cached_property
    def top(self) -> float:
        return SIDE + (KEY if self.low else 0)

    @cached_property
    def pitch(self) -> float:
        """From one tile to the next beside it."""
        return (self.sheet.width - 2 * SIDE) / max(self.layout.size[0], 1)

    @cached_property
    def high(self) -> float:
        """From one row to the next."""
        return (self.sheet.height - SIDE - self.top) / max(self.layout.size[1], 1)

    @property
    def strip(self) -> float:
        return 0 if self.low else STRIP

    @property
    def letters(self) -> float:
        return min(max(LETTERS * self.pitch, SMALLEST), LARGEST)

    @property
    def order(self) -> list[Any]:
        """Region by region, for the keyboard."""
        cells, regions = self.layout.cells, self.layout.regions
        return sorted(cells, key=lambda code: (regions[code], cells[code][1], cells[code][0]))

    def corner(self, cell: Cell) -> tuple[float, float]:
        """The upper left corner of a cell, with the strip above its tile."""
        return SIDE + cell[0] * self.pitch, self.top + cell[1] * self.high

    def kind(self, code: Any) -> str:
        """The kind of a tile, by the tone of its word."""
        chart = self.sheet.chart
        mark = chart.marks.get(chart.value(code))
        if chart.sampled(code):
            return sample_kind(mark is None or mark.tone != "baik", 0)
        plain = KNOWN if mark and mark.symbol != "?" else EMPTY
        return TONES.get(mark.tone, plain) if mark else plain


def _tile(tiles: _Tiles, code: Any) -> str:
    """A box with its words, and what it is called when pointed at."""
    sheet, kind = tiles.sheet, tiles.kind(code)
    left, top = tiles.corner(tiles.layout.cells[code])
    box = (left + GAP / 2, top + tiles.strip, tiles.pitch - GAP, tiles.high - tiles.strip - GAP)
    ink = "nama" if kind in (KNOWN, EMPTY) else ink_on(kind)
    words = _low_words(tiles, code, box, ink) if tiles.low else _words(tiles, code, box, ink)
    mark = sheet.box(*box, kind) + "".join(words)
    return _linked(tiles, code, mark)


def _linked(tiles: _Tiles, code: Any, mark: str) -> str:
    """A tile as a link that says its name, its region and its word; else only named so."""
    sheet, chart = tiles.sheet, tiles.sheet.chart
    region = tiles.layout.regions.get(code, "")
    word = pointed(chart, code) if chart.value(code) else gaps.NO_DATA
    words = escape(f"{chart.names(code)}, {say('Kecamatan')} {region}: {word}")
    inside = f"<title>{words}</title>{mark}"
    address = sheet.href(code, "") if sheet.href else ""
    if not address:
        return f"<g>{inside}</g>"
    chosen = code == sheet.chosen
    kind, current = (" terpilih", ' aria-current="true"') if chosen else ("", "")
    return (
        f'<a class="petak langsung{kind}" href="{escape(address)}"'
        f' aria-label="{words}"{current}>{inside}</a>'
    )


Box = tuple[float, float, float, float]


def _words(tiles: _Tiles, code: Any, box: Box, ink: str) -> Iterator[str]:
    """The name of a place in lines, below it its word, on a narrow tile its symbol."""
    sheet, chart, (x, y, wide, high) = tiles.sheet, tiles.sheet.chart, box
    size, middle = tiles.letters, x + wide / 2
    rows = broken(chart.names(code), int((wide - 6) / (size * LETTER)))
    size = min(size, (high - EDGES) / (LINE * len(rows) + WORD))
    size = text_metrics.size_for(rows, wide - 4, size, 7)
    step, mark = size * LINE, chart.marks.get(chart.value(code))
    said = chart.said(chart.value(code)) if mark and wide >= ROOM_FOR_WORDS else _symbol(mark)
    small = text_metrics.size_for([said], wide - 4, WORD * size, 7)
    first = y + (high - step * len(rows) - small) / 2 + 0.8 * size
    for number, row in enumerate(rows):
        yield sheet.text(middle, first + step * number, row, ink, size)
    yield sheet.text(middle, first + step * len(rows), said, ink, small)


def _symbol(mark: Any) -> str:
    return mark.symbol if mark else "?"


def _low_words(tiles: _Tiles, code: Any, box: Box, ink: str) -> Iterator[str]:
    """The symbol and the name of a place on one line."""
    sheet, chart, (x, y, wide, high) = tiles.sheet, tiles.sheet.chart, box
    words = f"{_symbol(chart.marks.get(chart.value(code)))} {chart.names(code)}"
    size = text_metrics.size_for([words], wide - 6, min(14, 0.66 * high), 7)
    yield sheet.text(x + wide / 2, y + high / 2 + 0.36 * size, words, ink, size)


def _borders(tiles: _Tiles) -> str:
    """The lines between regions and around the city, each drawn once, in one path."""
    owner = {cell: tiles.layout.regions[code] for code, cell in tiles.layout.cells.items()}
    columns, rows = tiles.layout.size
    lines = []
    for column in range(columns + 1):
        for row in range(rows + 1):
            here, (x, y) = owner.get((column, row)), tiles.corner((column, row))
            if here != owner.get((column - 1, row)):
                lines.append(f"M{x:.0f} {y:.0f}v{tiles.high:.0f}")
            if here != owner.get((column, row - 1)):
                lines.append(f"M{x:.0f} {y:.0f}h{tiles.pitch:.0f}")
    return f'<path d="{"".join(lines)}"{tiles.sheet.ink("tepi")}/>'


def _region_names(tiles: _Tiles) -> Iterator[str]:
    """The name of each region over its northernmost tiles, as far as there is room for it."""
    layout = tiles.layout
    for region in sorted({layout.regions[code] for code in layout.cells}):
        cells = [layout.cells[code] for code, name in layout.regions.items() if name == region]
        north = min(row for _, row in cells)
        first = min(column for column, row in cells if row == north)
        run = next(n for n in range(1, len(cells) + 1) if (first + n, north) not in cells)
        x, y = tiles.corner((first, north))
        room = run * tiles.pitch - 8
        full = f"Kec. {region}"
        words = full if text_metrics.width(full, 10) <= room else region
        size = text_metrics.size_for([words], room, 10.5, 7)
        words = text_metrics.cut(words, room, size)
        yield tiles.sheet.text(x + 4, y + STRIP - 4, words, "kecil", size, "start")


def _layout(chart: Chart) -> Layout:
    return chart.layout or Layout({}, {})
