"""A ruler per category: its own named zones side by side, and where its value stands on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dasbor import format_id
from dasbor.charts import gaps, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.parts import Band
from dasbor.charts.scale import extent, finite
from dasbor.charts.svg.canvas import SIDE, Sheet

ROW, HIGHEST_ROW = 106, 150  # of one ruler with its words
VALUE, NAME, SMALL = 21, 16, 13
WORDS, BAR = 44, 32  # what stands above the bar, and the bar itself
TICK, REST_LINE, APART = 12, 18, 6


def height(chart: Chart, width: int) -> int:
    """A ruler per value, below them what has none."""
    return ROW * max(len(_read(chart)), 1) + REST_LINE * len(_rest(chart, width))


def _read(chart: Chart) -> list[Any]:
    """The categories that have a value."""
    return [c for c in chart.categories if finite(chart.value(c)) is not None]


def _rest(chart: Chart, width: int) -> list[str]:
    """Which categories have none, in lines."""
    said = [
        gap.words
        if gap.first < gap.last
        else f"{chart.names(chart.categories[gap.first])}: {gap.words}"
        for gap in gaps.along(chart)
    ]
    return text_metrics.whole_lines(" · ".join(said), width - 2 * SIDE, SMALL)


@dataclass(frozen=True)
class _Ruler:
    """One category: where its parts lie, from ``top`` down."""

    sheet: Sheet
    category: Any
    top: float

    @cached_property
    def left(self) -> float:
        names = [self.sheet.chart.names(category) for category in self.sheet.chart.categories]
        return SIDE + text_metrics.widest(names, NAME, bold=True) + 12

    def x(self, value: float) -> float:
        low, high = extent(self.sheet.chart, stacked=False)
        share = (value - low) / (high - low)
        return self.left + (self.sheet.width - SIDE - self.left) * min(max(share, 0), 1)

    @property
    def bar(self) -> float:
        """The upper edge of the zones."""
        return self.top + WORDS

    @property
    def value(self) -> float:
        return float(self.sheet.chart.value(self.category))

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.sheet.chart.bands.get(self.category, ())


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``penggaris`` chart."""
    read, rest = _read(sheet.chart), _rest(sheet.chart, sheet.width)
    room = (sheet.height - REST_LINE * len(rest)) / max(len(read), 1)
    for place, category in enumerate(read):
        top = place * room + max(room - HIGHEST_ROW, 0) / 2
        yield sheet.picked("".join(_one(_Ruler(sheet, category, top))), category)
    for number, words in enumerate(reversed(rest)):
        y = sheet.height - 5 - REST_LINE * number
        yield sheet.text(SIDE, y, words, "kecil", SMALL, "start")


def _one(ruler: _Ruler) -> Iterator[str]:
    sheet, chart = ruler.sheet, ruler.sheet.chart
    name = chart.names(ruler.category)
    yield sheet.text(SIDE, ruler.bar + BAR / 2 + 6, name, "nilai", NAME, "start")
    for band in ruler.bands:
        yield from _zone(ruler, band)
    whole = ruler.x(extent(chart, stacked=False)[1]) - ruler.left
    yield sheet.box(ruler.left, ruler.bar, whole, BAR, "tepi")
    yield from _limits(ruler)
    yield from _distance(ruler)
    x = ruler.x(ruler.value)
    yield sheet.rule(x, ruler.bar - 8, x, ruler.bar + BAR, "garis")
    yield sheet.dot(x, ruler.bar - 10, sheet.fill(ruler.category), 6)


def _zone(ruler: _Ruler, band: Band) -> Iterator[str]:
    """A zone with its name on the side of the value where there is more room."""
    sheet, left, right = ruler.sheet, ruler.x(band.low), ruler.x(band.high)
    yield sheet.zone(left, ruler.bar, right - left, BAR, band)
    x = ruler.x(ruler.value)
    if left < x < right:
        left, right = (left, x) if x - left > right - x else (x, right)
    ink = f"atas-pita{band.level}" if band.known else "kecil"
    for size in (SMALL, 12, 11):
        rows = text_metrics.lines(band.name, right - left - APART, size, 2)
        if " ".join(rows) == band.name:
            break
    first = ruler.bar + BAR / 2 + size * 0.36 - (len(rows) - 1) * size * 0.55
    for number, row in enumerate(rows):
        yield sheet.text((left + right) / 2, first + number * size * 1.1, row, ink, size)


def _limits(ruler: _Ruler) -> Iterator[str]:
    """Where each zone begins, and the two ends of the scale where there is room."""
    low, high = extent(ruler.sheet.chart, stacked=False)
    limits = [(b.low, format_id.number(b.low, 2)) for b in ruler.bands if b.known and b.low >= 1]
    ends = [(low, format_id.number(low)), (high, format_id.number(high))]
    taken: list[tuple[float, float]] = []
    for value, words in [*limits, *ends]:
        half = text_metrics.width(words, TICK) / 2
        middle = min(max(ruler.x(value), ruler.left + half), ruler.sheet.width - SIDE - half)
        if all(middle + half + 4 < start or end + 4 < middle - half for start, end in taken):
            taken.append((middle - half, middle + half))
            y = ruler.bar + BAR + TICK + 3
            yield ruler.sheet.text(middle, y, words, "kecil", TICK)


def _distance(ruler: _Ruler) -> Iterator[str]:
    """The value, what is to be said of it beside it, and the way to the next zone."""
    sheet, chart = ruler.sheet, ruler.sheet.chart
    words, said = chart.above.get(ruler.category, ""), chart.text(ruler.value)
    x, half = ruler.x(ruler.value), text_metrics.width(said, VALUE, bold=True) / 2
    middle, y = min(max(x, SIDE + half), sheet.width - SIDE - half), ruler.bar - 24
    yield sheet.text(middle, y, said, "nilai", VALUE)
    higher = [band.low for band in ruler.bands if band.known and band.low > ruler.value]
    if not words:
        return
    if higher:
        level = ruler.bar - 10
        yield sheet.rule(x, level, ruler.x(min(higher)), level, "putus")
    beside = half + APART + 2
    sides = (
        ("start", middle + beside, sheet.width - SIDE - middle - beside),
        ("end", middle - beside, middle - beside - SIDE),
    )
    told = [(*side, text_metrics.lines(words, side[2], SMALL, 2)) for side in sides]
    whole = (side for side in told if " ".join(side[3]) == words)
    anchor, start, _, rows = next(whole, max(told, key=lambda side: side[2]))
    for number, row in enumerate(rows):
        line = y - SMALL * 1.15 * (len(rows) - 1 - number)
        yield sheet.text(start, line, row, "kecil", SMALL, anchor)
