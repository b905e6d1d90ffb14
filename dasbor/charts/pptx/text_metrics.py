"""How much room words take, estimated without any font: safe for the usual office typefaces."""

import math
from collections.abc import Sequence

from dasbor.charts import text_metrics

NARROW, WIDE = frozenset("iljtfr.,:;'|!()[]·’ "), frozenset("mwMWÁ%@—–")
LINE = 1.2  # lines are this much higher than letters
POINT = 12_700  # EMU


def width(text: str, size: float) -> float:
    """The width of one line in EMU at ``size`` points; rather too much than too little."""
    ems = sum(
        0.3 if letter in NARROW else 0.88 if letter in WIDE else 0.66 if letter.isupper() else 0.53
        for letter in text
    )
    return ems * size * POINT


def lines(text: str, size: float, room: float) -> int:
    """How many lines a text takes in a room of that width (EMU), broken between words."""
    total = 0
    for paragraph in text.split("\n"):
        used, count = 0.0, 1
        for word in paragraph.split(" "):
            wide = width(word, size)
            if used and used + wide > room:
                used, count = 0.0, count + 1
            count += max(math.ceil(wide / room) - 1, 0)
            used += wide + width(" ", size)
        total += count
    return total


def wrapped(text: str, size: float, room: float) -> list[str]:
    """A text in lines no wider than that (EMU), as far as its words allow."""
    return text_metrics.broken(text, lambda row: width(row, size) <= room)


def height(text: str, size: float, room: float) -> int:
    """The height of a text in EMU."""
    return int(lines(text, size, room) * size * LINE * POINT)


def largest(text: str, sizes: Sequence[float], room: float, most_lines: int) -> float:
    """The largest of ``sizes`` (descending) that keeps a text to so many lines, else the last."""
    fitting = (size for size in sizes if lines(text, size, room) <= most_lines)
    return next(fitting, sizes[-1])
