"""Light pictures of charts as SVG text: for pages that must open fast, for print, without scripts.

Colours come from style sheet variables (``dasbor/theme.py``), so one picture serves light and dark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from dasbor.charts.description import Chart

TOP, BOTTOM, SIDE = 34, 44, 8
ROOM_FOR_WORDS = 70


def draw(chart: Chart, width: int = 640, height: int = 300) -> str:
    """The picture of a ``kolom`` or ``garis`` chart in units of ``width`` × ``height``.

    It scales with its place; a smaller drawing has larger letters in the same place.
    """
    marks = {"kolom": _columns, "garis": _line}[chart.kind]
    sheet = _Sheet(chart, width, height)
    body = "".join([*_axis(sheet), *marks(sheet), *_target(sheet)])
    return (
        f'<svg class="gambar" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{escape(chart.alt)}">{body}</svg>'
    )


@dataclass(frozen=True)
class _Sheet:
    """A chart on a drawing of a size: where things lie."""

    chart: Chart
    width: int
    height: int

    @property
    def floor(self) -> int:
        return self.height - BOTTOM

    @property
    def slot(self) -> float:
        return (self.width - 2 * SIDE) / max(len(self.chart.categories), 1)

    @property
    def bar(self) -> float:
        return min(self.slot * 0.68, 84)

    def middle(self, position: int) -> float:
        return SIDE + self.slot * (position + 0.5)

    def y(self, value: float) -> float:
        return self.floor - (self.floor - TOP) * value / self.chart.peak


def _text(x: float, y: float, words: Any, kind: str = "", anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">'
        f"{escape(str(words))}</text>"
    )


def _axis(sheet: _Sheet) -> Iterator[str]:
    chart = sheet.chart
    yield _rule(sheet, sheet.floor, "sumbu")
    for position, category in enumerate(chart.categories):
        yield _text(sheet.middle(position), sheet.floor + 19, chart.names(category), "label")
        if category in chart.missing:
            yield from _gap(sheet, position)
        elif word := chart.pale.get(category):
            yield _text(sheet.middle(position), sheet.floor + 36, word, "kecil")


def _rule(sheet: _Sheet, y: float, kind: str) -> str:
    end = sheet.width - SIDE
    return f'<line x1="{SIDE}" x2="{end}" y1="{y:.1f}" y2="{y:.1f}" class="{kind}"/>'


def _gap(sheet: _Sheet, position: int) -> Iterator[str]:
    """A year without a value: an outlined, empty place that says so."""
    x, middle = sheet.middle(position), (TOP + sheet.floor) / 2
    reason = escape(sheet.chart.missing[sheet.chart.categories[position]])
    yield (
        f'<rect x="{x - sheet.bar / 2:.1f}" y="{TOP + 30}" width="{sheet.bar:.1f}"'
        f' height="{sheet.floor - TOP - 30}" rx="4" class="kosong"><title>{reason}</title></rect>'
    )
    if sheet.slot >= ROOM_FOR_WORDS:
        yield _text(x, middle + 8, "belum", "kecil")
        yield _text(x, middle + 26, "ada data", "kecil")


def _columns(sheet: _Sheet) -> Iterator[str]:
    chart = sheet.chart
    for position, category in enumerate(chart.categories):
        value = chart.value(category)
        if value is None:
            continue
        x, top = sheet.middle(position), sheet.y(value)
        kind = "pucat" if category in chart.pale else "isi"
        yield (
            f'<rect x="{x - sheet.bar / 2:.1f}" y="{top:.1f}" width="{sheet.bar:.1f}"'
            f' height="{max(sheet.floor - top, 1):.1f}" rx="3" class="{kind}"/>'
        )
        yield _text(x, top - 9, chart.text(value), "nilai")


def _line(sheet: _Sheet) -> Iterator[str]:
    points = [
        (sheet.middle(position), sheet.y(value), value)
        for position, value in enumerate(sheet.chart.values())
        if value is not None
    ]
    for (x1, y1, _), (x2, y2, _) in pairwise(points):
        if x2 - x1 < sheet.slot * 1.5:  # no line across years without a value
            yield f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="garis"/>'
    for x, y, value in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" class="isi"/>'
        yield _text(x, y - 15, sheet.chart.text(value), "nilai")


def _target(sheet: _Sheet) -> Iterator[str]:
    if sheet.chart.target:
        value, label = sheet.chart.target
        yield _rule(sheet, sheet.y(value), "target")
        yield _text(sheet.width - SIDE, sheet.y(value) - 6, label, "kecil", "end")
