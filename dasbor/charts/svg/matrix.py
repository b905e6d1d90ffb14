"""Cells of name by year: a value, a zero (its own, plain cell), or nothing at all."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dasbor.charts import gaps, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.scale import finite
from dasbor.charts.svg.bars import NAME, ROW, SMALL, Rows
from dasbor.charts.svg.canvas import SAMPLE_INK, SIDE, Sheet, fitting_values, ink_on
from dasbor.charts.theme import step

HEAD_LINE, SMALL_LINE, GAP = 17, 12, 3
KEY = 24
FEW_COLUMNS, SMALLEST = 8, 10.5
YEAR = re.compile(r"(?:19|20)(\d\d)")
ZERO = "nol"


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
    yield from _heads(rows, wide)
    for position, values in enumerate(cells):
        yield rows.name(position)
        words, size = fitting_values(chart, values, wide - 8, min(14, rows.size), 10)
        for place, value in enumerate(values):
            x, y = rows.left + wide * place, rows.y(position)
            if value is not None:
                key = chart.categories[position], chart.groups[place]
                kind = sheet.fill(*key) if chart.sampled(*key) else _kind(value, chart.strongest)
                box = (x + GAP / 2, y + GAP / 2, wide - GAP, rows.row - GAP)
                cell = sheet.box(*box, kind)
                ink = "nama" if kind == ZERO else ink_on(kind)
                cell += sheet.text(x + wide / 2, rows.line(position), words[place], ink, size)
                yield sheet.picked(cell, *key)


def _words(rows: Rows, wide: float) -> Iterator[str]:
    """Cells of words: the shape, and the word beside it when all cells have room for theirs."""
    sheet, chart = rows.sheet, rows.sheet.chart
    fits = _spells(chart, sheet.width)
    if not fits:
        key = ", ".join(map(chart.said, chart.marks))
        yield sheet.text(SIDE, KEY - 8, key, "nama", 13, "start")
    yield from _heads(rows, wide)
    for position, category in enumerate(chart.categories):
        yield rows.name(position)
        for place, group in enumerate(chart.groups):
            word = chart.value(category, group)
            if word is None or group in chart.missing:
                continue
            x, y = rows.left + wide * place, rows.y(position)
            mark, sampled = chart.marks.get(word), chart.sampled(category, group)
            shown = chart.said(word) if fits or not mark else mark.symbol
            size = text_metrics.size_for([shown], wide - 10, 13, 10)
            box = (x + GAP / 2, y + GAP / 2, wide - GAP, rows.row - GAP)
            ground = sheet.fill(category, group) if sampled else ZERO
            yield sheet.box(*box, ground, "" if fits else pointed(chart, category, group))
            kind = SAMPLE_INK if sampled else f"kata-{mark.tone}" if mark else "nama"
            yield sheet.text(x + wide / 2, rows.line(position), shown, kind, size)


def _spells(chart: Chart, width: int) -> bool:
    """Whether every word has room in a cell; else the shapes are told in a line above.

    One and the same word is not said in every cell either.
    """
    if len(chart.marks) == 1:
        return False
    room = _wide(chart, width) - 10
    used = {chart.value(c, g) for c in chart.categories for g in chart.groups}
    return all(text_metrics.width(chart.said(w), 10) <= room for w in chart.marks if w in used)


def _part(chart: Chart) -> float:
    """The most of the width for names: less where many columns need it."""
    return 0.28 if len(chart.groups) > FEW_COLUMNS else 0.4


def _wide(chart: Chart, width: int) -> float:
    """The width of a column beside the names; where these are smaller it is wider."""
    names = text_metrics.widest([chart.names(category) for category in chart.categories], NAME)
    left = SIDE + min(names, width * _part(chart)) + 10
    return (width - SIDE - left) / max(len(chart.groups), 1)


def _numbered(chart: Chart, width: int) -> list[str]:
    """What the numbers say that stand as heads where words are wider than a cell can be."""
    heads = _named(chart, width).values()
    if _fit([word for head in heads for word in head.split()], _wide(chart, width)):
        return []
    told = " · ".join(f"{n}\u00a0{group}" for n, group in enumerate(chart.groups, 1))
    return text_metrics.whole_lines(told, width - 2 * SIDE, SMALL)


def _named(chart: Chart, width: int) -> dict[Any, str]:
    """The heads of the columns: years that have no room by their last two digits, as in ’24."""
    years = {group: YEAR.fullmatch(str(group)) for group in chart.groups}
    short = not _fit([str(group) for group, year in years.items() if year], _wide(chart, width))
    return {g: f"’{year[1]}" if year and short else str(g) for g, year in years.items()}


def _fit(words: Sequence[str], wide: float) -> bool:
    return text_metrics.widest(words, SMALLEST) <= wide - 3


def _head_height(chart: Chart, width: int) -> int:
    return _key_height(chart, width) + _heads_height(chart, width)


def _key_height(chart: Chart, width: int) -> int:
    return KEY if chart.marks and not _spells(chart, width) else 0


def _heads_height(chart: Chart, width: int) -> int:
    if told := _numbered(chart, width):
        return HEAD_LINE * len(told) + HEAD_LINE + 8
    longest = max((len(str(group).split()) for group in chart.groups), default=1)
    wide = _wide(chart, width)
    notes = max((len(_note(chart, group, wide)) for group in chart.groups), default=0)
    return HEAD_LINE * min(longest, 3) + SMALL_LINE * notes + 8


def _note(chart: Chart, group: Any, wide: float) -> list[str]:
    """What to know of a column before its cells are read; nothing where its words would be cut."""
    words = chart.pale.get(group, "")
    fits = text_metrics.widest(words.split(" "), 10) <= wide - 4
    return text_metrics.lines(words, wide - 4, 10, 4) if fits else []


def _heads(rows: Rows, wide: float) -> Iterator[str]:
    """The heads of the columns, or their numbers below what these say; fields for the empty."""
    sheet, chart = rows.sheet, rows.sheet.chart
    told = _numbered(chart, sheet.width)
    for number, line in enumerate(told, 1):
        y = _key_height(chart, sheet.width) + HEAD_LINE * number - 3
        yield sheet.text(SIDE, y, line, "nama", SMALL, "start")
    for place, group in enumerate(chart.groups):
        middle = rows.left + wide * (place + 0.5)
        if told:
            yield sheet.text(middle, rows.top - 8, place + 1, "nama", SMALL)
        else:
            yield from _head(rows, middle, wide, group)
    for gap in gaps.across(chart):
        x, end = rows.left + wide * gap.first + GAP, rows.y(len(chart.categories))
        width = wide * (gap.last + 1 - gap.first) - 2 * GAP
        field = (x, rows.top + GAP / 2, width, end - rows.top - GAP)
        first = chart.groups[gap.first]
        short = _named(chart, sheet.width)[first] != str(first)
        words = YEAR.sub(r"’\1", gap.words) if short else gap.words
        yield from sheet.gap(*field, words, gap.reason)


def _head(rows: Rows, middle: float, wide: float, group: Any) -> Iterator[str]:
    """The head of a column in lines, below it what is to be known of it."""
    sheet, chart = rows.sheet, rows.sheet.chart
    head = _named(chart, sheet.width)[group]
    size = text_metrics.size_for(head.split(), wide - 6, 15, SMALLEST)
    for number, words in enumerate(text_metrics.lines(head, wide - 2, size)):
        y = _key_height(chart, sheet.width) + HEAD_LINE * (number + 1) - 2
        yield sheet.text(middle, y, words, "nama", size)
    notes = _note(chart, group, _wide(chart, sheet.width))
    first = rows.top - 8 - SMALL_LINE * (len(notes) - 1)
    for number, words in enumerate(notes):
        yield sheet.text(middle, first + SMALL_LINE * number, words, "kecil", 10)


def _kind(value: float, strongest: float) -> str:
    """The kind of the cell of a value on the scale; a zero (or less) has one of its own."""
    place = step(value, strongest)
    return f"skala{place - 1}" if place else ZERO
