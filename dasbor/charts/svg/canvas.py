"""The paper of a picture: marks and words as SVG elements, in classes or in colours of its own."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.parts import Band
from dasbor.charts.svg import styling
from dasbor.charts.theme import HATCHES, Palette, hatching
from dasbor.format_id import compact

SIDE = 8
LEGEND_ROW, LEGEND_SIZE, SWATCH = 24, 14, 12
SAMPLE, SAMPLE_INK, PALER = "contoh", "nilai-contoh", "pucat"
SHORTENED = 1000  # from here on a number may be written with rb, jt, M, T


@dataclass(frozen=True)
class Sheet:
    """A chart on a drawing of ``width`` × ``height`` units."""

    chart: Chart
    width: int
    height: int
    palette: Palette | None = None
    href: Callable[[Any, Any], str] | None = None
    chosen: Any = None

    def picked(self, mark: str, category: Any, group: Any = "") -> str:
        """A mark as a link to what it stands for; as it is where there is no such address."""
        address = self.href(category, group) if self.href else ""
        if not address:
            return mark
        words = ", ".join(filter(None, [self.chart.names(category), str(group)]))
        value = pointed(self.chart, category, group)
        return (
            f'<a class="langsung" href="{escape(address)}"'
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
    ) -> str:
        """One line of words."""
        return (
            f'<text x="{plain(x)}" y="{plain(y)}" text-anchor="{anchor}"'
            f' font-size="{plain(size)}"{self.ink(kind)}>{escape(str(words))}</text>'
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

    def zone(self, x: float, y: float, width: float, height: float, band: Band) -> str:
        """A zone of values behind the marks: tinted, or left open when its limits are unknown."""
        kind = f"pita{band.level}" if band.known else "terbuka"
        size = f'width="{plain(width)}" height="{plain(height)}"'
        return f'<rect x="{plain(x)}" y="{plain(y)}" {size}{self.ink(kind)}/>'

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
        """The attributes of a kind of mark (``styling.py``); a sample's ends in its hatch."""
        if kind.startswith(SAMPLE) and (number := kind.removeprefix(SAMPLE)).isdecimal():
            return f' fill="url(#{self._hatch}{number})"{styling.attributes(SAMPLE, self.palette)}'
        return styling.attributes(kind, self.palette)

    def fill(self, category: Any, group: Any = "") -> str:
        """The kind of a mark: hatched for a sample, paler where its value has a limit to it."""
        chart = self.chart
        if chart.sampled(category, group):
            return sample_kind(*((False, 0) if chart.traits.cells else chart.place(group)))
        if not chart.meant(category):
            return "redam"
        kind = colour(chart, group) if chart.series else "isi"
        return f"{kind} {PALER}" if category in chart.pale else kind

    def value_ink(self, category: Any) -> str:
        """The kind of the number of a category, all groups together."""
        groups = self.chart.groups
        return SAMPLE_INK if any(self.chart.sampled(category, g) for g in groups) else "nilai"

    @property
    def _hatch(self) -> str:
        """The name of the hatches of this drawing: others on the page may be hidden."""
        return f"arsir-{escape(self.chart.key)}-{self.width}-{self.height}-"

    def hatches(self, body: str) -> str:
        """The definitions of the hatches that the marks of a picture use."""
        used = (n for n in range(len(HATCHES)) if f"url(#{self._hatch}{n})" in body)
        return f"<defs>{''.join(map(self._pattern, used))}</defs>"

    def _pattern(self, number: int) -> str:
        hatch = HATCHES[number]
        size, lines = hatch.step, "M0 0V{0}" + "M0 0H{0}" * hatch.crossed
        return (
            f'<pattern id="{self._hatch}{number}" width="{size}" height="{size}"'
            f' patternUnits="userSpaceOnUse" patternTransform="rotate({hatch.angle})">'
            f'<rect width="{size}" height="{size}"{self.ink("contoh-dasar")}/>'
            f'<path d="{lines.format(size)}"{self.ink("contoh-garis")}/></pattern>'
        )

    def gap(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        words: str,
        reason: str,
        crossed: Sequence[float] = (),
    ) -> Iterator[str]:
        """An empty field that says why there is no value: level words, or none without room.

        They keep clear of what lies across it at the heights ``crossed``.
        """
        yield self.box(x, y, width, height, "kosong", reason)
        edges = pairwise([y, *sorted(crossed), y + height])
        y, below = max(edges, key=lambda part: part[1] - part[0])
        height = below - y
        for size in (13, 12, 11, 10, 9):
            rows = text_metrics.whole_lines(words, width - 2, size)
            high = size * 1.25
            if text_metrics.widest(rows, size) <= width and len(rows) * high <= height:
                first = y + height / 2 - (len(rows) - 1) * high / 2 + size * 0.36
                for number, row in enumerate(rows):
                    yield self.text(x + width / 2, first + number * high, row, "kecil", size)
                return

    def legend(self) -> Iterator[str]:
        """What the colours stand for, on top of the picture, in as many lines as it takes."""
        for row, entries in enumerate(_legend_rows(self.chart, self.width)):
            x, y = float(SIDE), row * LEGEND_ROW + 6.0
            for group, words in entries:
                yield self.box(x, y, SWATCH, SWATCH, self._key(group))
                yield self.text(x + SWATCH + 6, y + SWATCH - 1, words, "nama", LEGEND_SIZE, "start")
                x += _entry_width(words)

    def _key(self, group: Any) -> str:
        """What a group looks like in the legend."""
        if self.chart.only_sampled(group):
            return sample_kind(*self.chart.place(group))
        return colour(self.chart, group)


@lru_cache(maxsize=4096)
def plain(value: float) -> str:
    """A coordinate to a tenth, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")


def colour(chart: Chart, group: Any, of: str = "") -> str:
    """The kind of ink of a group: quiet groups quiet, others in their own place of the series.

    ``of`` is a prefix: ``garis-`` for lines, ``atas-`` for words that lie on the colour.
    """
    is_quiet, place = chart.place(group)
    return f"{of}redam{place or ''}" if is_quiet else f"{of}seri{place}"


def sample_kind(is_quiet: bool, place: int) -> str:
    """The kind of a mark that is a sample, by the place of its group."""
    return f"{SAMPLE}{hatching(is_quiet, place)}"


def ink_on(kind: str) -> str:
    """The kind of words that lie on a mark."""
    if kind.startswith(SAMPLE):
        return SAMPLE_INK
    return "nama" if kind.endswith(PALER) else f"atas-{kind}"


def has_legend(chart: Chart) -> bool:
    """Whether colours need words."""
    return bool(chart.series) and len(chart.groups) > 1


def legend_height(chart: Chart, width: int) -> int:
    """The height that the legend takes; 0 without one."""
    rows = len(_legend_rows(chart, width)) if has_legend(chart) else 0
    return rows * LEGEND_ROW + (8 if rows else 0)


def _legend_rows(chart: Chart, width: int) -> list[list[tuple[Any, str]]]:
    rows: list[list[tuple[Any, str]]] = [[]]
    room = float(width - 2 * SIDE)
    left = room
    for group in chart.groups:
        words = text_metrics.cut(str(group), room - SWATCH - 22, LEGEND_SIZE)
        if rows[-1] and _entry_width(words) > left:
            rows.append([])
            left = room
        rows[-1].append((group, words))
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
