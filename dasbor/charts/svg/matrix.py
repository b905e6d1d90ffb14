"""Cells of name by year: a value, a zero (its own, plain cell), or nothing at all."""

from collections.abc import Iterator
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.svg.bars import ROW, SMALL, Rows
from dasbor.charts.svg.canvas import SIDE, Sheet, fitting_values
from dasbor.charts.svg.scale import finite
from dasbor.charts.theme import palette

HEAD_LINE, SMALL_LINE, GAP = 17, 12, 3
KEY = 24
FEW_COLUMNS, TALLEST_HEAD = 8, 96


def height(chart: Chart, width: int) -> int:
    """A row per name below the heads."""
    return _head_height(chart, width) + ROW * max(len(chart.categories), 1) + 4


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``matriks`` chart."""
    chart = sheet.chart
    rows = Rows(sheet, _head_height(chart, sheet.width), _part(chart))
    wide = (sheet.width - SIDE - rows.left) / max(len(chart.groups), 1)
    if chart.marks:
        yield from _words(rows, wide)
        return
    cells = [[finite(chart.value(c, g)) for g in chart.groups] for c in chart.categories]
    strongest = max([chart.whole, *(value for row in cells for value in row if value)]) or 1
    for place, group in enumerate(chart.groups):
        yield from _head(rows, rows.left + wide * place, wide, group)
    for position, values in enumerate(cells):
        yield rows.name(position)
        words, size = fitting_values(chart, values, wide - 8, min(14, rows.size), 10)
        for place, value in enumerate(values):
            x, y = rows.left + wide * place, rows.y(position)
            if value is not None:
                step = _step(value, strongest)
                box = (x + GAP / 2, y + GAP / 2, wide - GAP, rows.row - GAP)
                cell = sheet.box(*box, f"skala{step}" if step is not None else "nol")
                kind = f"atas-skala{step}" if step is not None else "nama"
                cell += sheet.text(x + wide / 2, rows.line(position), words[place], kind, size)
                yield sheet.picked(cell, chart.categories[position], chart.groups[place])


def _words(rows: Rows, wide: float) -> Iterator[str]:
    """Cells of words: the shape, and the word beside it when all cells have room for theirs."""
    sheet, chart = rows.sheet, rows.sheet.chart
    fits = _spells(chart, sheet.width)
    if not fits:
        key = ", ".join(map(chart.said, chart.marks))
        yield sheet.text(SIDE, KEY - 8, key, "nama", 13, "start")
    for place, group in enumerate(chart.groups):
        yield from _head(rows, rows.left + wide * place, wide, group)
    for position, category in enumerate(chart.categories):
        yield rows.name(position)
        for place, group in enumerate(chart.groups):
            word = chart.value(category, group)
            if word is None or group in chart.missing:
                continue
            x, y = rows.left + wide * place, rows.y(position)
            mark = chart.marks.get(word)
            long = f"{mark.symbol} {word}" if mark else str(word)
            shown = long if fits or not mark else mark.symbol
            size = text_metrics.size_for([shown], wide - 10, 13, 10)
            box = (x + GAP / 2, y + GAP / 2, wide - GAP, rows.row - GAP)
            yield sheet.box(*box, "nol", "" if fits else word)
            kind = f"kata-{mark.tone}" if mark else "nama"
            yield sheet.text(x + wide / 2, rows.line(position), shown, kind, size)


def _spells(chart: Chart, width: int) -> bool:
    """Whether every word has room in a cell; else the shapes are told in a line above."""
    room = _wide(chart, width) - 10
    used = {chart.value(c, g) for c in chart.categories for g in chart.groups}
    return all(text_metrics.width(chart.said(w), 10) <= room for w in chart.marks if w in used)


def _part(chart: Chart) -> float:
    """The share of the width for names: less where many columns need it."""
    return 0.28 if len(chart.groups) > FEW_COLUMNS else 0.4


def _wide(chart: Chart, width: int) -> float:
    """The width of a column beside the longest names; beside shorter ones it is wider."""
    return width * (1 - _part(chart)) / max(len(chart.groups), 1)


def _is_turned(chart: Chart, width: int) -> bool:
    """Whether heads stand upright, since their words are wider than a cell can be."""
    words = [word for group in chart.groups for word in str(group).split()]
    return text_metrics.widest(words, SMALL) > _wide(chart, width) - 5


def _head_height(chart: Chart, width: int) -> int:
    return _key_height(chart, width) + _heads_height(chart, width)


def _key_height(chart: Chart, width: int) -> int:
    return KEY if chart.marks and not _spells(chart, width) else 0


def _heads_height(chart: Chart, width: int) -> int:
    if _is_turned(chart, width):
        return round(min(text_metrics.widest(map(str, chart.groups), SMALL), TALLEST_HEAD)) + 8
    longest = max((len(str(group).split()) for group in chart.groups), default=1)
    wide = _wide(chart, width)
    notes = max((len(_note(chart, group, wide)) for group in chart.groups), default=0)
    return HEAD_LINE * min(longest, 3) + SMALL_LINE * notes + 8


def _note(chart: Chart, group: Any, wide: float) -> list[str]:
    """What to know of a column before its cells are read; nothing where its words would be cut."""
    words = chart.pale.get(group, "")
    fits = text_metrics.widest(words.split(), 10) <= wide - 4
    return text_metrics.lines(words, wide - 4, 10, 4) if fits else []


def _head(rows: Rows, x: float, wide: float, group: Any) -> Iterator[str]:
    """The head of a column; over a column without any value its dotted place."""
    sheet, chart = rows.sheet, rows.sheet.chart
    if _is_turned(chart, sheet.width):
        words = text_metrics.cut(str(group), rows.top - 6, SMALL)
        yield sheet.text(x + wide / 2 + 4, rows.top - 5, words, "nama", SMALL, "start", turned=True)
    else:
        size = text_metrics.size_for(str(group).split(), wide - 4, 15, SMALL)
        for number, words in enumerate(text_metrics.lines(str(group), wide - 2, size)):
            y = _key_height(chart, sheet.width) + HEAD_LINE * (number + 1) - 2
            yield sheet.text(x + wide / 2, y, words, "nama", size)
        notes = _note(chart, group, _wide(chart, sheet.width))
        first = rows.top - 8 - SMALL_LINE * (len(notes) - 1)
        for number, words in enumerate(notes):
            yield sheet.text(x + wide / 2, first + SMALL_LINE * number, words, "kecil", 10)
    if reason := chart.missing.get(group):
        end = rows.y(len(chart.categories))
        yield from sheet.gap(
            x + GAP, rows.top + GAP / 2, wide - 2 * GAP, end - rows.top - GAP, reason
        )


def _step(value: float, strongest: float) -> int | None:
    """The step of the scale for a value; a zero (or less) has a cell of its own."""
    if value <= 0:
        return None
    steps = len(palette("light").sequence)
    return min(int(value / strongest * steps), steps - 1)
