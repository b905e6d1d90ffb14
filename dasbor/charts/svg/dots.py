"""A count among a whole as dots, filled and empty, and above them in words what each stands for."""

import math
from collections.abc import Iterator

from dasbor.charts import gaps, scale, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.svg.canvas import SIDE, Sheet

KEY, KEY_SIZE, DOT = 34, 18, 7  # what stands above, its letters, and the dots in it
ROW, PITCH, LARGEST, FILLED = 15, 26, 44, 0.36  # dots in a row, from one to the next, their radius


def height(chart: Chart, width: int) -> int:
    """Rows of dots below the words."""
    total = (scale.dots(chart) or (0, 1))[1]
    wide = max(ROW, math.ceil(math.sqrt(2 * total)))
    pitch = min(PITCH, (width - 2 * SIDE) / wide)
    return KEY + math.ceil(total / wide) * math.ceil(pitch) + SIDE


def draw(sheet: Sheet) -> Iterator[str]:
    """All marks of a ``titik`` chart."""
    chart = sheet.chart
    told = scale.dots(chart)
    if not told or not chart.among:
        yield sheet.text(sheet.width / 2, sheet.height / 2, gaps.word(chart), "kecil", 15)
        return
    (count, total), category = told, chart.categories[-1]
    filled = sheet.fill(category)
    yield from _key(
        sheet, ((filled, count, chart.among.filled), ("tepi", total - count, chart.among.empty))
    )
    pitch, wide = _pitch(sheet, total)
    for place in range(total):
        x = SIDE + pitch * (place % wide + 0.5)
        y = KEY + pitch * (place // wide + 0.5)
        yield sheet.dot(x, y, filled if place < count else "tepi", pitch * FILLED)


def _pitch(sheet: Sheet, total: int) -> tuple[float, int]:
    """The largest distance at which all dots have room, and how many stand in a row."""
    wide, high = sheet.width - 2 * SIDE, sheet.height - KEY - SIDE
    fits = (
        (min(wide / row, high / math.ceil(total / row), LARGEST), -row)
        for row in range(1, total + 1)
    )
    pitch, row = max(fits)
    return pitch, -row


def _key(sheet: Sheet, parts: tuple[tuple[str, int, str], ...]) -> Iterator[str]:
    x = float(SIDE)
    for kind, count, words in parts:
        said = f"{sheet.chart.text(count)} {words}"
        yield sheet.dot(x + DOT, KEY / 2 - 3, kind, DOT)
        yield sheet.text(x + 2 * DOT + 6, KEY / 2 + 3, said, "nilai", KEY_SIZE, "start")
        x += 2 * DOT + 6 + text_metrics.width(said, KEY_SIZE, bold=True) + 24
