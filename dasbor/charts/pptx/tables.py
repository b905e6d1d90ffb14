"""Categories down, groups across: tables whose cells are stronger the more there is."""

import math
from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches

from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.pptx.colours import ACCENTS, PLAIN, TEXT, Colours, Ink
from dasbor.charts.pptx.pagination import (
    PANE_GAP,
    Part,
    cells,
    cut,
    name_width,
    panes_of,
    spells,
)
from dasbor.charts.pptx.shapes import LEGEND, LETTERS, Box, brown, describe, key

HIGHEST_ROW = Inches(0.42)
GOOD = Ink(ACCENTS[0], 0.68)  # a cell with a good word
LEVELS = (0.82, 0.68, 0.5, 0.25, 0.0)  # how far a cell is moved towards the background


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Categories down, groups across; tables of few columns stand two in a row."""
    room = cells(part.chart, box)[0] // panes_of(part.chart, len(part.groups), box)
    panes = 1 if len(part.categories) <= room else panes_of(part.chart, len(part.groups), box)
    width = (box.width - PANE_GAP * (panes - 1)) // panes
    tables = []
    if not spells(part.chart, part.box):
        tables.append(key(slide, part.chart, box))
        box = Box(box.left, box.top + LEGEND, box.width, box.height - LEGEND)
    for place, rows in enumerate(cut(part.categories, math.ceil(len(part.categories) / panes))):
        pane = Box(box.left + place * (width + PANE_GAP), box.top, width, box.height)
        tables.append(_table(slide, part, rows, pane, colours))
    return tables


def _table(slide: Any, part: Part, rows: Sequence[Any], box: Box, colours: Colours) -> Any:
    chart, groups = part.chart, part.groups
    height = min(HIGHEST_ROW, box.height // (len(rows) + 1))
    frame = slide.shapes.add_table(
        len(rows) + 1, len(groups) + 1, box.left, box.top, box.width, height * (len(rows) + 1)
    )
    describe(frame, f"Tabel: {chart.key}", chart.alt)
    table = frame.table
    table.first_col, table.horz_banding = True, False
    name = max(name_width(chart), box.width - len(groups) * Inches(1.3))
    for column, width in zip(table.columns, [name, *_even(box.width - name, len(groups))],
                             strict=True):  # fmt: skip
        column.width = Emu(width)
    first = SAMPLE_WORDS if chart.samples else chart.result.column(chart.x).label
    for column, words in enumerate([first, *_heads(chart, groups)]):
        _cell(table.cell(0, column), words, PLAIN, colours, column > 0, bold=True)
    if chart.samples:
        brown(table.cell(0, 0).text_frame.paragraphs[0].runs[0].font, colours)
    for row, category in enumerate(rows, 1):
        _cell(table.cell(row, 0), chart.names(category), PLAIN, colours)
        for column, group in enumerate(groups, 1):
            value = chart.value(category, group)
            words = _words(chart, value, spells(chart, part.box))
            cell = table.cell(row, column)
            _cell(cell, words, _level(chart, value), colours, True)
            if chart.sampled(category, group):
                _sample(cell, colours)
    for row in table.rows:
        row.height = Emu(height)
    return frame


def _sample(cell: Any, colours: Colours) -> None:
    colours.hatch_cell(cell.fill)
    for run in cell.text_frame.paragraphs[0].runs:
        brown(run.font, colours)


def _even(width: int, count: int) -> list[int]:
    return [width // max(count, 1)] * count


def _heads(chart: Chart, groups: Sequence[Any]) -> list[str]:
    if not chart.series:
        return [chart.result.column(chart.y).label]
    return [str(group) for group in groups]


def _words(chart: Chart, value: Any, spelt: bool) -> str:
    if not spelt and value in chart.marks:
        return chart.marks[value].symbol
    return chart.said(value) if chart.marks or not isinstance(value, str) else value


def _level(chart: Chart, value: Any) -> Ink | None:
    """The stronger the more; zero is plain, a gap has no fill at all."""
    level = chart.level(value)
    if not isinstance(level, int | float):
        return None
    if chart.marks:
        return GOOD if level else PLAIN
    if not level:
        return PLAIN
    most = max((chart.value(c, g) or 0 for c in chart.categories for g in chart.groups), default=1)
    step = min(int(value / most * len(LEVELS)), len(LEVELS) - 1)
    return Ink(ACCENTS[0], LEVELS[step])


def _cell(
    cell: Any, words: str, ink: Ink | None, colours: Colours, middle: bool = False,
    bold: bool = False,
) -> None:  # fmt: skip
    cell.text = words
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.margin_left = cell.margin_right = Inches(0.06)
    if ink:
        colours.fill(cell.fill, ink)
    else:
        cell.fill.background()
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
    font = paragraph.runs[0].font if paragraph.runs else paragraph.font
    font.size, font.bold = LETTERS, bold
    font.color.theme_color = (colours.readable_on(ink) if ink else TEXT).theme
