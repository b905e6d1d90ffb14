"""Bars from the left, one row per name with the longest on top, plain or stacked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dasbor.charts import gaps, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.scale import extent, known, pile, reach
from dasbor.charts.svg.canvas import SIDE, Sheet, has_legend, ink_on, legend_height

ROW, NAME, SMALLER, SMALL, TARGET_LINE = 27, 15, 13, 11.5, 20
REST, REST_LINE = 13, 18  # what stands below the last row
LARGEST_PART = 0.42  # of the width, for the names


def height(chart: Chart, width: int) -> int:
    """A row per name."""
    rows = ROW * max(len(chart.categories), 1)
    return _above(chart, width) + rows + 8 + REST_LINE * len(_rest(chart, width))


def _above(chart: Chart, width: int) -> int:
    """What the legend and the words of a target take."""
    return legend_height(chart, width) + (TARGET_LINE if chart.target else 0)


@dataclass(frozen=True)
class Rows:
    """Names from top to bottom, and where everything beside them lies; the first at ``top``."""

    sheet: Sheet
    top: float
    largest_part: float = LARGEST_PART

    @cached_property
    def row(self) -> float:
        """The height of a row."""
        rows = max(len(self.sheet.chart.categories), 1)
        below = REST_LINE * len(_rest(self.sheet.chart, self.sheet.width))
        return min((self.sheet.height - self.top - 4 - below) / rows, 1.6 * ROW)

    @cached_property
    def size(self) -> float:
        """The size of the letters."""
        return min(NAME, self.row * 0.62)

    @cached_property
    def left(self) -> float:
        """Where the names end and the values begin."""
        names = [self.sheet.chart.names(category) for category in self.sheet.chart.categories]
        room = text_metrics.widest(names, self.size)
        return SIDE + min(room, self.sheet.width * self.largest_part) + 10

    @cached_property
    def named(self) -> float:
        """The size of all names: smaller where that lets every one of them stand on a line."""
        names = [self.sheet.chart.names(category) for category in self.sheet.chart.categories]
        return text_metrics.size_for(
            names, self.left - SIDE - 8, self.size, min(SMALLER, self.size)
        )

    def y(self, position: int) -> float:
        """The upper edge of a row."""
        return self.top + self.row * position

    def line(self, position: int) -> float:
        """Where letters of a row stand."""
        return self.y(position) + self.row / 2 + self.size * 0.36

    def name(self, position: int) -> str:
        """The name of a row: where it is too long on two lines of small letters, then cut."""
        words = self.sheet.chart.names(self.sheet.chart.categories[position])
        x, room = self.left - 10, self.left - SIDE - 8
        if text_metrics.width(words, self.named) <= room or self.row < 2 * SMALL:
            words = text_metrics.cut(words, room, self.named)
            return self.sheet.text(x, self.line(position), words, "nama", self.named, "end")
        middle, lines = self.y(position) + self.row / 2, text_metrics.lines(words, room, SMALL, 2)
        first = middle - 2 if len(lines) > 1 else middle + 4
        return "".join(
            self.sheet.text(x, first + SMALL * number, line, "nama", SMALL, "end")
            for number, line in enumerate(lines)
        )


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``batang`` chart."""
    rows = Rows(sheet, _above(sheet.chart, sheet.width))
    if has_legend(sheet.chart):
        yield from sheet.legend()
    scale = _Scale(rows)
    for position, category in enumerate(sheet.chart.categories):
        yield rows.name(position)
        yield from _bar(scale, position, category)
    yield sheet.rule(scale.x(0), rows.top, scale.x(0), rows.y(len(sheet.chart.categories)), "sumbu")
    yield from _target(scale)
    for number, words in enumerate(_rest(sheet.chart, sheet.width), 1):
        y = rows.y(len(sheet.chart.categories)) + REST_LINE * number
        yield sheet.text(SIDE, y, words, "kecil", REST, "start")


def _rest(chart: Chart, width: int) -> list[str]:
    """What stands below instead of further rows, in lines."""
    room = width - 2 * SIDE
    return [line for words in chart.rest for line in text_metrics.whole_lines(words, room, REST)]


@dataclass(frozen=True)
class _Scale:
    """Values from left to right, with room for their words at both ends."""

    rows: Rows

    @cached_property
    def ends(self) -> tuple[float, float, float, float]:
        chart, sheet = self.rows.sheet.chart, self.rows.sheet
        low, high = extent(chart)
        words = [chart.text(_whole(chart, category)) for category in chart.categories]
        room = text_metrics.widest(words, self.rows.size, bold=True) + 8
        left = self.rows.left + (room if low < 0 else 0)
        return low, high, left, max(sheet.width - SIDE - room, left + 20)

    def x(self, value: float) -> float:
        low, high, left, right = self.ends
        return left + (right - left) * (value - low) / (high - low)


def _bar(scale: _Scale, position: int, category: Any) -> Iterator[str]:
    rows, sheet, chart = scale.rows, scale.rows.sheet, scale.rows.sheet.chart
    whole = _whole(chart, category)
    if whole is None:
        words = chart.missing.get(category, gaps.word(chart))
        words = text_metrics.cut(words, sheet.width - rows.left - SIDE, rows.size - 1)
        yield sheet.text(
            scale.x(0) + 6, rows.line(position), words, "kecil", rows.size - 1, "start"
        )
        return
    piled = pile(chart, category)
    for group, ends in piled:
        mark = "".join(_segment(scale, position, ends, group))
        yield sheet.picked(mark, category, group) if mark else ""
    down, up = reach(piled)
    x, anchor = (scale.x(up) + 6, "start") if whole >= 0 else (scale.x(down) - 6, "end")
    if not (chart.series and chart.unit == "%"):
        kind = sheet.value_ink(category)
        yield sheet.text(x, rows.line(position), chart.text(whole), kind, rows.size, anchor)


def _segment(scale: _Scale, position: int, ends: tuple[float, float], group: Any) -> Iterator[str]:
    value = ends[1] - ends[0]
    if not value:
        return
    rows, sheet, chart = scale.rows, scale.rows.sheet, scale.rows.sheet.chart
    left, right = sorted(scale.x(end) for end in ends)
    key = chart.categories[position], group
    kind, words = sheet.fill(*key), chart.text(value)
    room, size = right - left - 6, min(13, rows.size)
    fits = chart.series and len(chart.groups) > 1 and text_metrics.width(words, size) <= room
    title = f"{group}: {pointed(chart, *key)}" if chart.series and not fits else ""
    thick = rows.row * 0.68
    yield sheet.box(
        left, rows.y(position) + (rows.row - thick) / 2, max(right - left, 1), thick, kind, title
    )
    if fits:
        yield sheet.text((left + right) / 2, rows.line(position), words, ink_on(kind), size)


def _whole(chart: Chart, category: Any) -> float | None:
    values = known(chart, category)
    return sum(values) if values else None


def _target(scale: _Scale) -> Iterator[str]:
    sheet, rows = scale.rows.sheet, scale.rows
    if sheet.chart.target:
        value, words = sheet.chart.target
        x, end = scale.x(value), rows.y(len(sheet.chart.categories))
        yield sheet.rule(x, rows.top, x, end, "target")
        anchor = "end" if x > sheet.width / 2 else "start"
        yield sheet.text(x, rows.top - 6, words, "batas-target", 13, anchor)
