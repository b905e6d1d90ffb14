"""Columns over years or other short categories, plain or stacked; and the frame lines share."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dasbor.charts import gaps, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.scale import extent, finite, pile, reach, whole
from dasbor.charts.svg.canvas import (
    SIDE,
    Sheet,
    fitting_values,
    has_legend,
    ink_on,
    legend_height,
    thinned,
)

ABOVE = 34  # room for the value on the highest column
NAME, NOTE, SMALLEST = 16, 13, 11.5
WIDEST_BAR, ROOM_FOR_WORDS = 84, 16
WIDEST_NAME = 0.2  # of the width, where not every name is written
SPARE = 0.84  # of a column: where Inter is missing letters are wider


def height(chart: Chart, width: int) -> int:
    """The height that suits columns and lines: the legend comes on top of it."""
    return 300 + legend_height(chart, width)


@dataclass(frozen=True)
class Frame:
    """Categories from left to right, a scale from bottom to top."""

    sheet: Sheet
    stacked: bool = True

    @cached_property
    def slot(self) -> float:
        """The width of one category."""
        return (self.sheet.width - 2 * SIDE) / max(len(self.sheet.chart.categories), 1)

    @cached_property
    def room(self) -> float:
        """The width for the words of one category: more where only some are spoken."""
        spoken = self.sheet.chart.spoken
        share = len(self.sheet.chart.categories) / len(spoken) if spoken else 1
        return self.slot * max(share / 2, 1)

    @property
    def bar(self) -> float:
        """The width of one column."""
        return min(self.slot * 0.68, WIDEST_BAR)

    @cached_property
    def top(self) -> float:
        """Where the highest column ends."""
        return legend_height(self.sheet.chart, self.sheet.width) + ABOVE

    @cached_property
    def bottom(self) -> float:
        """Where the scale ends, above the names."""
        rows = max((len(self.name(c)) for c in self.sheet.chart.categories), default=1)
        notes = max((len(self.note(c)) for c in self.sheet.chart.categories), default=0)
        notes = notes or len(self.notes_below)
        below = ABOVE if self.scale[0] < 0 else 0  # values of negative columns
        return self.sheet.height - 7 - (NAME + 2) * rows - (NOTE + 3) * notes - below

    @cached_property
    def scale(self) -> tuple[float, float]:
        """The values at the bottom and at the top."""
        return extent(self.sheet.chart, self.stacked)

    @cached_property
    def size(self) -> float:
        """The size of the names below."""
        names = [self.sheet.chart.names(c) for c in self.sheet.chart.categories]
        return text_metrics.size_for(names, self.room - 4, NAME, 12)

    @cached_property
    def step(self) -> int:
        """Every how many categories a name is written: where words are wider than their slots."""
        chart = self.sheet.chart
        words = [w for c in chart.categories if chart.speaks(c) for w in chart.names(c).split()]
        wanted = min(text_metrics.widest(words, 12), self.sheet.width * WIDEST_NAME)
        return math.ceil((wanted + 2) / self.room)

    def name(self, category: Any) -> list[str]:
        """The name of a category in lines; none where it is not spoken."""
        chart = self.sheet.chart
        away = len(chart.categories) - 1 - chart.categories.index(category)
        if not chart.speaks(category) or away % self.step:
            return []
        return text_metrics.lines(chart.names(category), self.room * self.step - 3, self.size)

    def note(self, category: Any) -> list[str]:
        """The words below a name, for columns that are not like the others."""
        if category in self.sheet.chart.missing or self.note_size < SMALLEST:
            return []
        words = self.sheet.chart.pale.get(category, "")
        return text_metrics.lines(words, self.slot - 3, self.note_size)

    @cached_property
    def note_size(self) -> float:
        """The size of the words below names: the longest single word must fit."""
        words = [word for text in self.sheet.chart.pale.values() for word in text.split(" ")]
        return text_metrics.size_for(words, self.slot - 3, NOTE, 0)

    @cached_property
    def notes_below(self) -> list[str]:
        """The same words in lines of their own, where slots are too narrow for them."""
        chart = self.sheet.chart
        if self.note_size >= SMALLEST:
            return []
        told = (c for c in chart.categories if c in chart.pale and c not in chart.missing)
        words = " · ".join(f"{chart.names(c)}: {chart.pale[c]}" for c in told)
        return text_metrics.whole_lines(words, self.sheet.width - 2 * SIDE, SMALLEST)

    def middle(self, position: int) -> float:
        """The middle of a category."""
        return SIDE + self.slot * (position + 0.5)

    def y(self, value: float) -> float:
        """The height of a value."""
        low, high = self.scale
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def axis(self) -> Iterator[str]:
        """The zero line, the names, the notes, and the gaps."""
        sheet, chart = self.sheet, self.sheet.chart
        base = self.y(max(0.0, self.scale[0]))
        yield sheet.rule(SIDE, base, sheet.width - SIDE, base, "sumbu")
        start = self.bottom + (ABOVE if self.scale[0] < 0 else 0)
        for position, category in enumerate(chart.categories):
            x, y = self.middle(position), start + NAME + 3
            for row in self.name(category):
                yield sheet.text(x, y, row, "nama", self.size)
                y += NAME + 2
            for row in self.note(category):
                yield sheet.text(x, y - 1, row, "kecil", self.note_size)
                y += NOTE + 3
            if category in chart.breaks and position:
                edge = x - self.slot / 2
                yield sheet.rule(edge, self.top - ABOVE + 4, edge, base, "putus")
        for number, words in enumerate(reversed(self.notes_below)):
            y = sheet.height - 5 - (NOTE + 3) * number
            yield sheet.text(SIDE, y, words, "kecil", SMALLEST, "start")
        yield from self._gaps(base)

    def _gaps(self, base: float) -> Iterator[str]:
        """One field for neighbouring years without values."""
        top = self.top + 30
        for gap in gaps.along(self.sheet.chart):
            left = self.middle(gap.first) - self.bar / 2
            wide = self.middle(gap.last) + self.bar / 2 - left
            crossed = [
                self.y(value)
                for first, last, value in self.sheet.chart.target_runs
                if first <= gap.last and last >= gap.first and top < self.y(value) < base
            ]
            yield from self.sheet.gap(
                *(left, top, wide, base - top, gap.words, gap.reason), crossed=crossed
            )

    def is_empty(self, category: Any) -> bool:
        """Whether a category has no value at all."""
        chart = self.sheet.chart
        return all(chart.value(category, group) is None for group in chart.groups)

    def targets(self) -> Iterator[str]:
        """Stated targets over their own years, the reader's own level over all of them."""
        sheet, chart = self.sheet, self.sheet.chart
        for first, last, value in chart.target_runs:
            start, end = (self.middle(place) for place in (first, last))
            start, end, y = start - self.slot * 0.44, end + self.slot * 0.44, self.y(value)
            yield sheet.rule(start, y, end, y, "target")
            words = f"target {chart.text(value)}"
            yield sheet.text(end, y - 6, words, "batas-target", NOTE, "end")
        if chart.target:
            yield from self._own_target(*chart.target)

    def _own_target(self, value: float, words: str) -> Iterator[str]:
        """The label lies away from the values where there is a choice."""
        sheet, chart = self.sheet, self.sheet.chart
        y, ends = self.y(value), (chart.categories[0], chart.categories[-1])
        yield sheet.rule(SIDE, y, sheet.width - SIDE, y, "target")
        tops = [self.y(max(0.0, sum(finite(chart.value(end, g)) or 0 for g in chart.groups)))
                for end in ends]  # fmt: skip
        left = abs(tops[1] - y) < ABOVE < abs(tops[0] - y)
        x, anchor = (SIDE, "start") if left else (sheet.width - SIDE, "end")
        yield sheet.text(x, y - 6, words, "batas-target", NOTE + 1, anchor)


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``kolom`` chart."""
    frame = Frame(sheet)
    if has_legend(sheet.chart):
        yield from sheet.legend()
    yield from frame.axis()
    yield from (_stacks if sheet.chart.series else _columns)(frame)
    yield from frame.targets()


def _columns(frame: Frame) -> Iterator[str]:
    sheet, chart = frame.sheet, frame.sheet.chart
    values = [finite(value) for value in chart.values()]
    words, size = fitting_values(chart, values, frame.slot - 4, 21)
    words = thinned(words, size, frame.slot - 4)
    for position, (category, value) in enumerate(zip(chart.categories, values, strict=True)):
        if value is None:
            continue
        x, ends = frame.middle(position), sorted((frame.y(0), frame.y(value)))
        kind = sheet.fill(category)
        full = pointed(chart, category) if words[position] != chart.text(value) else ""
        mark = sheet.box(
            x - frame.bar / 2, ends[0], frame.bar, max(ends[1] - ends[0], 1), kind, full
        )
        y = ends[1] + size if value < 0 else ends[0] - 9
        if words[position]:
            mark += sheet.text(x, y, words[position], sheet.value_ink(category), size)
        yield sheet.picked(mark, category)
        above = chart.above.get(category, "")
        change = text_metrics.size_for([above], frame.bar * SPARE, NOTE, 0)
        if above and value > 0 and ends[1] - ends[0] > 2 * NOTE and change >= SMALLEST:
            yield sheet.text(x, ends[0] + NOTE + 4, above, ink_on(kind), change)


def _stacks(frame: Frame) -> Iterator[str]:
    """Groups on top of each other (below zero below each other), the whole above them."""
    sheet, chart = frame.sheet, frame.sheet.chart
    wholes = [whole(chart, category) for category in chart.categories]
    words, size = fitting_values(chart, wholes, frame.slot - 4, 18)
    words = thinned(words, size, frame.slot - 4)
    for position, category in enumerate(chart.categories):
        if frame.is_empty(category):
            continue
        x = frame.middle(position) - frame.bar / 2
        piled = pile(chart, category)
        for group, ends in piled:
            mark = "".join(_segment(frame, x, ends, (category, group)))
            yield sheet.picked(mark, category, group) if mark else ""
        if wholes[position] is not None:
            up, kind = reach(piled)[1], sheet.value_ink(category)
            yield sheet.text(frame.middle(position), frame.y(up) - 9, words[position], kind, size)


def _segment(
    frame: Frame, x: float, ends: tuple[float, float], key: tuple[Any, Any]
) -> Iterator[str]:
    value = ends[1] - ends[0]
    if not value:
        return
    sheet, (top, bottom) = frame.sheet, sorted(frame.y(end) for end in ends)
    words = sheet.chart.text(value)
    room = min(frame.bar - 4, WIDEST_BAR)
    fits = bottom - top >= ROOM_FOR_WORDS and text_metrics.width(words, 11) <= room
    kind, title = sheet.fill(*key), "" if fits else f"{key[1]}: {pointed(sheet.chart, *key)}"
    yield sheet.box(x, top, frame.bar, max(bottom - top - 1, 0.5), kind, title)
    if fits:
        size = text_metrics.size_for([words], room, 14, 11)
        y = (top + bottom) / 2 + size * 0.36
        yield sheet.text(x + frame.bar / 2, y, words, ink_on(kind), size)
