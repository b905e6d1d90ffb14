"""A chart cut into parts, each legible on one slide, and the room that this takes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.util import Inches

from dasbor.charts.description import Chart
from dasbor.charts.pptx import text_metrics
from dasbor.charts.pptx.shapes import LEGEND, LETTERS, Box

MOST_COLUMNS, CELL, PANE_GAP = 14, Inches(0.62), Inches(0.3)
ROW = Inches(0.31)
NARROWEST_NAME, WIDEST_NAME = Inches(1.2), Inches(4)
Room = Callable[[Chart, Box], tuple[int, int]]
"""How many categories and groups of a chart one slide has room for."""


@dataclass(frozen=True)
class Part:
    """The categories and groups of a chart that fit one slide; ``number`` of ``of`` parts.

    ``box`` is the place they were made for.
    """

    chart: Chart
    box: Box
    categories: Sequence[Any]
    groups: Sequence[Any]
    number: int = 1
    of: int = 1

    @property
    def words(self) -> str:
        """``bagian 2 dari 4``; empty for a chart that fits."""
        return f"bagian {self.number} dari {self.of}" if self.of > 1 else ""


def parts(chart: Chart, box: Box, room: Room) -> list[Part]:
    """A chart cut so that every part is legible in a place of that size."""
    rows, columns = room(chart, box)
    pieces = [
        (some, groups)
        for groups in cut(chart.groups, columns)
        for some in cut(chart.categories, rows)
    ]
    return [
        Part(chart, box, some, groups, number, len(pieces))
        for number, (some, groups) in enumerate(pieces, 1)
    ]


def columns(chart: Chart, _box: Box) -> tuple[int, int]:
    """Columns and lines stand beside each other, each with its name below."""
    return MOST_COLUMNS, len(chart.groups) or 1


def bars(chart: Chart, box: Box) -> tuple[int, int]:
    """A row per bar."""
    return max(int(box.height // ROW), 4), len(chart.groups) or 1


def whole(chart: Chart, _box: Box) -> tuple[int, int]:
    """What cannot be cut."""
    return len(chart.categories) or 1, 1


def cells(chart: Chart, box: Box) -> tuple[int, int]:
    """Rows of cells, in one table or in several side by side."""
    columns = max(int((box.width - name_width(chart)) // _cell_width(chart, box)), 1)
    key = 0 if spells(chart, box) else LEGEND
    rows = max(int((box.height - key) // ROW) - 1, 2)
    return rows * panes_of(chart, len(chart.groups), box), columns


def panes_of(chart: Chart, groups: int, box: Box) -> int:
    """How many tables stand in a row: those of few columns in pairs."""
    wide = name_width(chart) + groups * _cell_width(chart, box)
    return 2 if 2 * wide + PANE_GAP <= box.width else 1


def name_width(chart: Chart) -> int:
    """The width of the first column of a table, for the longest name."""
    wide = max(
        [text_metrics.width(chart.names(c), LETTERS.pt) for c in chart.categories], default=0
    )
    return int(min(max(wide + Inches(0.15), NARROWEST_NAME), WIDEST_NAME))


def _word_width(chart: Chart) -> int:
    """The width of a cell: for numbers one and the same, for words as the longest needs."""
    wide = max(
        [text_metrics.width(chart.said(word), LETTERS.pt) for word in chart.marks], default=0
    )
    return int(max(CELL, wide + Inches(0.2) if wide else 0))


def spells(chart: Chart, box: Box) -> bool:
    """Whether a cell has room for words; else their symbols stand there, told above the table."""
    wide = name_width(chart) + len(chart.groups) * _word_width(chart)
    return not chart.marks or (len(chart.marks) > 1 and wide <= box.width)


def _cell_width(chart: Chart, box: Box) -> int:
    return _word_width(chart) if spells(chart, box) else CELL


def cut(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """In pieces of about the same length, none longer than ``size``."""
    count = max(math.ceil(len(items) / size), 1)
    even = max(math.ceil(len(items) / count), 1)
    return [items[start : start + even] for start in range(0, max(len(items), 1), even)]
