"""The paper of a picture: marks and words as SVG elements, in classes or in colours of its own."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import Band, Chart
from dasbor.charts.svg import styling
from dasbor.charts.theme import Palette, palette
from dasbor.format_id import compact

SIDE = 8
LEGEND_ROW, LEGEND_SIZE, SWATCH = 24, 14, 12
NO_DATA, NO_DATA_LINES = "belum ada data", ("belum", "ada data")
HATCH = 8
SHORTENED = 1000  # from here on a number may be written with rb, jt, M, T


@dataclass(frozen=True)
class Sheet:
    """A chart on a drawing of ``width`` × ``height`` units."""

    chart: Chart
    width: int
    height: int
    palette: Palette | None = None
    href: Callable[[Any, Any], str] | None = None

    def picked(self, mark: str, category: Any, group: Any = "") -> str:
        """A mark as a link to what it stands for; as it is where there is no such address."""
        address = self.href(category, group) if self.href else ""
        if not address:
            return mark
        words = ", ".join(filter(None, [self.chart.names(category), str(group)]))
        value = self.chart.text(self.chart.value(category, group))
        return (
            f'<a class="langsung" href="{escape(address)}" target="_self"'
            f' aria-label="Saring {escape(words)}: {escape(value)}">{mark}</a>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: Any,
        kind: str = "",
        size: float = 16,
        anchor: str = "middle",
        turned: bool = False,
    ) -> str:
        """One line of words; ``turned`` reads from bottom to top."""
        turn = f' transform="rotate(-90 {plain(x)} {plain(y)})"' if turned else ""
        return (
            f'<text x="{plain(x)}" y="{plain(y)}" text-anchor="{anchor}"'
            f' font-size="{plain(size)}"{turn}{self.ink(kind)}>{escape(str(words))}</text>'
        )

    def box(
        self, x: float, y: float, width: float, height: float, kind: str, title: str = ""
    ) -> str:
        """A rectangle; ``title`` is what a pointer resting on it shows."""
        inner = f"><title>{escape(title)}</title></rect>" if title else "/>"
        return (
            f'<rect x="{plain(x)}" y="{plain(y)}" width="{plain(width)}"'
            f' height="{plain(height)}" rx="3"{self.ink(kind)}{inner}'
        )

    def zone(self, x: float, y: float, width: float, height: float, band: Band) -> Iterator[str]:
        """A zone of values behind the marks: tinted, or hatched when its limits are unknown."""
        kind = f"pita{band.level}" if band.known else "terbuka"
        size = f'width="{plain(width)}" height="{plain(height)}"'
        yield f'<rect x="{plain(x)}" y="{plain(y)}" {size}{self.ink(kind)}/>'
        if not band.known:
            strokes = []
            for step in range(HATCH, int(width + height), HATCH):
                low, high = max(0.0, step - height), min(width, float(step))
                strokes.append(
                    f"M{plain(x + low)} {plain(y + step - low)}"
                    f"L{plain(x + high)} {plain(y + step - high)}"
                )
            yield f'<path d="{"".join(strokes)}"{self.ink("arsir")}/>'

    def rule(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
        """A straight line."""
        ends = f'x1="{plain(x1)}" x2="{plain(x2)}" y1="{plain(y1)}" y2="{plain(y2)}"'
        return f"<line {ends}{self.ink(kind)}/>"

    def dot(self, x: float, y: float, kind: str, radius: float = 7, title: str = "") -> str:
        """A point of a line."""
        inner = f"><title>{escape(title)}</title></circle>" if title else "/>"
        place = f'cx="{plain(x)}" cy="{plain(y)}" r="{plain(radius)}"'
        return f"<circle {place}{self.ink(kind)}{inner}"

    def ink(self, kind: str) -> str:
        """The attributes of a kind of mark (``styling.py``)."""
        return styling.attributes(kind, self.palette)

    def gap(self, x: float, y: float, width: float, height: float, reason: str) -> Iterator[str]:
        """An outlined, empty place that says why there is no value."""
        yield self.box(x, y, width, height, "kosong", reason)
        middle = x + width / 2
        flat = text_metrics.size_for(NO_DATA_LINES, width - 2, 13, 9)
        fits = text_metrics.widest(NO_DATA_LINES, flat) <= width and height >= 3 * flat
        upright = text_metrics.size_for([NO_DATA], height - 12, 13, 9)
        stands = text_metrics.width(NO_DATA, upright) <= height - 8 and width >= 13
        in_two_lines = fits and (flat >= 11 or not stands)
        half = 30 if in_two_lines else text_metrics.width(NO_DATA, upright) / 2 + 6
        # Where there are bands, their limits and values are further down.
        center = y + (min(half, height / 2) if self.chart.bands else height / 2)
        if in_two_lines:
            yield self.text(middle, center - 3, NO_DATA_LINES[0], "kecil", flat)
            yield self.text(middle, center + flat + 2, NO_DATA_LINES[1], "kecil", flat)
        elif stands:
            yield self.text(middle + 4, center, NO_DATA, "kecil", upright, turned=True)

    def legend(self) -> Iterator[str]:
        """What the colours stand for, on top of the picture, in as many lines as it takes."""
        for row, entries in enumerate(_legend_rows(self.chart, self.width)):
            x, y = float(SIDE), row * LEGEND_ROW + 6.0
            for what, words in entries:
                if isinstance(what, Band):
                    yield from self.zone(x, y, SWATCH, SWATCH, what)
                    yield self.box(x, y, SWATCH, SWATCH, "kunci")
                else:
                    yield self.box(x, y, SWATCH, SWATCH, colour(self.chart, what))
                yield self.text(x + SWATCH + 6, y + SWATCH - 1, words, "nama", LEGEND_SIZE, "start")
                x += _entry_width(words)


@lru_cache(maxsize=4096)
def plain(value: float) -> str:
    """A coordinate to a tenth, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")


def colour(chart: Chart, group: Any, of: str = "") -> str:
    """The kind of ink of a group: quiet groups quiet, others in the order of the palette.

    ``of`` is a prefix: ``garis-`` for lines, ``atas-`` for words that lie on the colour.
    """
    is_quiet, turn = chart.turn(group)
    if is_quiet:
        return f"{of}redam{turn % len(palette('light').quiets) or ''}"
    return f"{of}seri{turn % len(palette('light').categories)}"


def has_legend(chart: Chart) -> bool:
    """Whether colours need words."""
    return bool(chart.legend) or (bool(chart.series) and len(chart.groups) > 1)


def legend_height(chart: Chart, width: int) -> int:
    """The height that the legend takes; 0 without one."""
    rows = len(_legend_rows(chart, width)) if has_legend(chart) else 0
    return rows * LEGEND_ROW + (8 if rows else 0)


def _legend_rows(chart: Chart, width: int) -> list[list[tuple[Any, str]]]:
    rows: list[list[tuple[Any, str]]] = [[]]
    room = float(width - 2 * SIDE)
    left = room
    named = [(band, band.name) for band in chart.legend] or [(g, str(g)) for g in chart.groups]
    for what, name in named:
        words = text_metrics.cut(name, room - SWATCH - 22, LEGEND_SIZE)
        if rows[-1] and _entry_width(words) > left:
            rows.append([])
            left = room
        rows[-1].append((what, words))
        left -= _entry_width(words)
    return rows


def _entry_width(words: str) -> float:
    return SWATCH + 6 + text_metrics.width(words, LEGEND_SIZE) + 16


def fitting_values(
    chart: Chart, values: Sequence[Any], room: float, largest: float, smallest: float = 12
) -> tuple[list[str], float]:
    """Values as words that fit into ``room``, and their size: in full, else shortened."""
    full = ["" if value is None else chart.text(value) for value in values]
    if text_metrics.widest(full, smallest, bold=True) > room:
        full = [
            "" if v is None else compact(v) if abs(v) >= SHORTENED else chart.text(v)
            for v in values
        ]
    size = text_metrics.size_for(full, room, largest, smallest - 2, bold=True)
    return full, size


def thinned(words: list[str], size: float, room: float) -> list[str]:
    """Where even small words would lie on each other, only every second, third … is said."""
    step = math.ceil(text_metrics.widest(words, size, bold=True) / (room + 4))
    last = len(words) - 1
    return [word if (last - place) % max(step, 1) == 0 else "" for place, word in enumerate(words)]
