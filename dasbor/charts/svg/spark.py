"""One row of a ``matriks`` as a word-sized picture: a bar per group, all rows on one scale."""

from typing import Any

from dasbor.charts.description import Chart
from dasbor.charts.scale import finite
from dasbor.charts.svg.canvas import PALER, plain
from dasbor.html import Html, format_html, join_html

BAR, APART, HIGH = 9, 3, 24
ZERO, LEAST = 1.5, 2.5  # the height of a zero, and of the smallest value: a gap has none at all


def draw(chart: Chart, category: Any) -> Html:
    """The picture of one row; what it shows is said in words beside it."""
    bars = join_html(
        _bar(chart, category, group, place) for place, group in enumerate(chart.groups)
    )
    width = len(chart.groups) * (BAR + APART)
    return format_html(
        '<svg class="gambar lajur" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">'
        "{}</svg>",
        *(width, HIGH, width, HIGH, bars),
    )


def _bar(chart: Chart, category: Any, group: Any, place: int) -> Html:
    value = finite(chart.value(category, group))
    if value is None:
        return Html()
    high = max(value / chart.strongest * (HIGH - 2), LEAST) if value > 0 else ZERO
    kind = "isi" if value > 0 else "tepi"
    if chart.sampled(category, group):
        kind = "contoh-dasar contoh"
    elif group in chart.pale and value > 0:
        kind += f" {PALER}"
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>',
        *(plain(place * (BAR + APART) + 1), plain(HIGH - high - 0.5), BAR, plain(high), kind),
    )
