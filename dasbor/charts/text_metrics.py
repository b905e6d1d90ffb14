"""How wide words are, without a browser: the advance widths of Inter, rounded up to a twentieth."""

from collections.abc import Callable, Iterable
from functools import lru_cache

WIDTHS = {
    letter: width
    for width, letters in {
        0.25: "Iijl",
        0.3: " !',.:;`·’",
        0.35: "()/[\\]ft|",
        0.4: "1r",
        0.45: '"-^_{}',
        0.5: "*?–",
        0.55: "7JLacksvxyz",
        0.6: "235689EFbdeghnopqu",
        0.65: "#$&+04<=>BKPRSTZ~−×",
        0.7: "ADVXY",
        0.75: "CGHNOQU",
        0.8: "w",
        0.85: "…",
        0.9: "Mm",
        1.0: "@%W—",
    }.items()
    for letter in letters
}
OTHER = 0.75  # a letter that the table does not know
BOLD = 1.06


@lru_cache(maxsize=4096)
def width(words: str, size: float, bold: bool = False) -> float:
    """The width of one line in the unit of ``size``."""
    return sum(WIDTHS.get(letter, OTHER) for letter in words) * size * (BOLD if bold else 1)


def widest(lines: Iterable[str], size: float, bold: bool = False) -> float:
    """The width of the widest line; 0 without lines."""
    return max((width(words, size, bold) for words in lines), default=0)


def size_for(
    lines: Iterable[str], room: float, largest: float, smallest: float, bold: bool = False
) -> float:
    """The largest size at which every line fits into ``room``, within the two limits."""
    whole = widest(lines, 1, bold)
    return max(smallest, min(largest, room / whole)) if whole else largest


def cut(words: str, room: float, size: float) -> str:
    """The beginning of ``words`` that fits into ``room``, with an ellipsis when it is not all."""
    if width(words, size) <= room:
        return words
    while words and width(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words.rstrip(' ,')}…"


def lines(words: str, room: float, size: float, most: int = 3) -> list[str]:
    """Words broken into at most ``most`` lines, each cut to ``room``."""
    rows = broken(words, lambda row: width(row, size) <= room, most)
    return [cut(row, room, size) for row in rows]


def whole_lines(words: str, room: float, size: float) -> list[str]:
    """Words broken into lines of ``room``, as many as it takes, none cut."""
    return broken(words, lambda row: width(row, size) <= room)


def broken(words: str, fits: Callable[[str], bool], most: int | None = None) -> list[str]:
    """Lines that fit, as far as single words allow; the last of ``most`` takes the rest."""
    rows: list[str] = []
    for word in filter(None, words.split(" ")):
        if rows and (len(rows) == most or fits(f"{rows[-1]} {word}")):
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows
