"""A table of words on a slide: as large as its room allows, every cell whole."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches

from dasbor.charts.pptx import Box, describe, text_metrics
from dasbor.charts.pptx.colours import ACCENTS, PLAIN, Ink
from dasbor.documents.meeting.slide import Canvas, write

SIZES = (22, 20, 18, 16, 14)  # points
BOLD = 1.1  # how much wider its letters are
PAD, INSET = Inches(0.12), Inches(0.22)  # around the text of a cell, below and beside it

Rows = Sequence[Sequence[str]]


def draw(canvas: Canvas, slide: Any, name: str, rows: Rows, box: Box) -> Any:
    """Head and rows in a place; returns the frame."""
    size, widths, heights = _fitted(rows, box)
    shape = (len(rows), len(widths), box.left, box.top, box.width, sum(heights))
    frame = slide.shapes.add_table(*shape)
    told = "; ".join(" ".join(row) for row in rows[1:])
    describe(frame, f"Tabel: {name}", f"{', '.join(rows[0])}: {told}.")
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Emu(width)
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        frame.table.rows[number].height = Emu(height)
        for place, text in enumerate(row):
            _cell(canvas, frame.table.cell(number, place), text, size, head=not number)
    return frame


def _fitted(rows: Rows, box: Box) -> tuple[int, list[int], list[int]]:
    """The largest size at which all of it has room, the widths of columns, the heights of rows."""
    for size in SIZES:
        widths, is_whole = _widths(rows, box.width, size)
        heights = _heights(rows, widths, size)
        if is_whole and sum(heights) <= box.height:
            break
    return size, widths, heights


def _widths(rows: Rows, room: int, size: int) -> tuple[list[int], bool]:
    """Room for the longest word of each column; what is left goes to those with long texts.

    And whether there is room for all those words.
    """
    columns = list(zip(*rows, strict=True))
    least = [
        max(
            int(_wide(column[0], size) * BOLD),
            *(_wide(w, size) for text in column for w in text.split(" ")),
        )
        for column in columns
    ]
    wanted = [max(min(_wide(text, size), room // 2) for text in column) for column in columns]
    left = room - sum(least)
    more = [max(want - low, 0) for want, low in zip(wanted, least, strict=True)]
    if left <= 0:
        return [room * low // sum(least) for low in least], not left
    shared = [
        low + left * (some + 1) // (sum(more) + len(more))
        for low, some in zip(least, more, strict=True)
    ]
    return shared, True


def _wide(text: str, size: int) -> int:
    return int(text_metrics.width(text, size) + INSET)


def _heights(rows: Rows, widths: Sequence[int], size: int) -> list[int]:
    return [
        PAD
        + max(
            text_metrics.height(text, size, max(width - INSET, 1))
            for text, width in zip(row, widths, strict=True)
        )
        for row in rows
    ]


def _cell(canvas: Canvas, cell: Any, text: str, size: int, head: bool) -> None:
    ink = Ink(ACCENTS[0]) if head else PLAIN
    canvas.colours.fill(cell.fill, ink)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [text], size)
    font = cell.text_frame.paragraphs[0].runs[0].font
    font.bold = head
    font.color.theme_color = canvas.colours.readable_on(ink).theme
