"""How alike two texts are, as the share of letters that stay when one is made from the other."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Marks = NDArray[np.uint64]

FEW = 64  # of so few titles all are compared letter by letter
ROWS, BITS = 2, 64  # of a mark
CHANGED = 3  # bits of a mark that one letter more or less may change: two pairs of letters go or
# come, one comes or goes


def share(one: str, two: str) -> float:
    """From 0 (no letter in common) to 100 (the same)."""
    return fuzz.ratio(one, two)


def nearest(text: str, choices: Sequence[str], least: float) -> tuple[str, float] | None:
    """The choice most alike and its share; ``None`` when none has at least so much."""
    found = process.extractOne(text, choices, scorer=fuzz.ratio, score_cutoff=least)
    return (found[0], found[1]) if found else None


def alike(texts: Sequence[str], least: float) -> Iterator[tuple[str, str, float]]:
    """All pairs with at least that share, each pair once.

    Every pair is looked at. Of many texts, a pair is first told apart by its length and by marks
    (which pairs of letters occur), which costs a nanosecond and misses none.
    """
    line = sorted(texts, key=len)
    lengths = [len(text) for text in line]
    longest = 200 / least - 1  # times the length of the shorter one
    unlike = 1 - least / 100
    marks = _marks(line) if len(line) > FEW else None
    for at, text in enumerate(line):
        end = bisect_right(lengths, lengths[at] * longest + 1e-9)
        others: Sequence[str] = line[at + 1 : end]
        if marks is not None and others:
            letters = lengths[at] + lengths[end - 1]
            others = [others[n] for n in _near(marks, at, end, CHANGED * unlike * letters)]
        for other, found, _ in process.extract(
            text, others, scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            yield text, other, found


def _near(marks: "Marks", at: int, end: int, bits: float) -> "NDArray[np.intp]":
    """How far behind ``at`` the texts stand, before ``end``, whose marks differ by so few bits."""
    import numpy as np

    differing = sum(np.bitwise_count(row[at + 1 : end] ^ row[at]) for row in marks)
    return np.flatnonzero(differing <= bits + 1e-9)


def _marks(texts: Sequence[str]) -> "Marks":
    """For each text the pairs of neighbouring letters in it, as bits."""
    import numpy as np

    marks = np.zeros((ROWS, len(texts)), np.uint64)
    places: dict[tuple[str, str], int] = {}
    for at, text in enumerate(texts):
        rows = [0] * ROWS
        for pair in pairwise(text):
            place = places.setdefault(pair, len(places))
            rows[place % ROWS] |= 1 << place // ROWS % BITS
        marks[:, at] = rows
    return marks
