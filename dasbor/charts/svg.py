"""Light pictures of charts as SVG text: for pages that must open fast, for print, without scripts.

Colours come from style sheet variables (``dasbor/theme.py``), so one picture serves light and dark.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from dasbor.charts.description import Chart

WIDTH, HEIGHT = 640, 300
TOP, BOTTOM, SIDE = 34, 44, 8


def draw(chart: Chart) -> str:
    """The picture of a ``kolom`` or ``garis`` chart, 640 × 300 units, scaling with its place."""
    marks = {"kolom": _columns, "garis": _line}[chart.kind]
    body = "".join([*_axis(chart), *marks(chart), *_target(chart)])
    return (
        f'<svg class="gambar" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(chart.alt)}">{body}</svg>'
    )


def _slot(chart: Chart) -> float:
    return (WIDTH - 2 * SIDE) / max(len(chart.categories), 1)


def _middle(chart: Chart, position: int) -> float:
    return SIDE + _slot(chart) * (position + 0.5)


def _y(chart: Chart, value: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / chart.peak


def _text(x: float, y: float, words: Any, kind: str = "", anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">'
        f"{escape(str(words))}</text>"
    )


def _axis(chart: Chart) -> Iterator[str]:
    floor = HEIGHT - BOTTOM
    yield f'<line x1="{SIDE}" x2="{WIDTH - SIDE}" y1="{floor}" y2="{floor}" class="sumbu"/>'
    for position, category in enumerate(chart.categories):
        yield _text(_middle(chart, position), floor + 19, chart.names(category), "label")
        if category in chart.missing:
            yield from _gap(chart, position)
        elif word := chart.pale.get(category):
            yield _text(_middle(chart, position), floor + 36, word, "kecil")


def _gap(chart: Chart, position: int) -> Iterator[str]:
    """A year without a value: an outlined, empty place that says so."""
    width = min(_slot(chart) * 0.62, 84)
    x, middle = _middle(chart, position) - width / 2, (TOP + HEIGHT - BOTTOM) / 2
    yield (
        f'<rect x="{x:.1f}" y="{TOP + 30}" width="{width:.1f}" height="{HEIGHT - TOP - BOTTOM - 30}"'
        f' rx="4" class="kosong"><title>{escape(chart.missing[chart.categories[position]])}</title></rect>'
    )
    yield _text(_middle(chart, position), middle + 8, "belum", "kecil")
    yield _text(_middle(chart, position), middle + 26, "ada data", "kecil")


def _columns(chart: Chart) -> Iterator[str]:
    width = min(_slot(chart) * 0.62, 84)
    for position, category in enumerate(chart.categories):
        value = chart.value(category)
        if value is None:
            continue
        top, kind = _y(chart, value), "pucat" if category in chart.pale else "isi"
        yield (
            f'<rect x="{_middle(chart, position) - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}"'
            f' height="{max(HEIGHT - BOTTOM - top, 1):.1f}" rx="3" class="{kind}"/>'
        )
        yield _text(_middle(chart, position), top - 9, chart.text(value), "nilai")


def _line(chart: Chart) -> Iterator[str]:
    points = [
        (_middle(chart, position), _y(chart, value), value)
        for position, value in enumerate(chart.values())
        if value is not None
    ]
    for (x1, y1, _), (x2, y2, _) in zip(points, points[1:], strict=False):
        joined = x2 - x1 < _slot(chart) * 1.5
        kind = "garis" if joined else "garis putus"
        yield f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'
    for x, y, value in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" class="isi"/>'
        yield _text(x, y - 15, chart.text(value), "nilai")


def _target(chart: Chart) -> Iterator[str]:
    if chart.target:
        value, label = chart.target
        y = _y(chart, value)
        yield f'<line x1="{SIDE}" x2="{WIDTH - SIDE}" y1="{y:.1f}" y2="{y:.1f}" class="target"/>'
        yield _text(WIDTH - SIDE, y - 6, label, "kecil", "end")
