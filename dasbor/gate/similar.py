"""How alike two texts are, as the share of letters that stay when one is made from the other."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Marks = NDArray[np.uint64]

SIMILAR = 92.0  # percent: two titles that may be one
OTHER_WORD = 70.0  # percent: a word less alike is no misspelling of the other
NEAREST = 8  # choices that are told of
LETTERS = 300  # of a text that are compared: no title of an innovation is longer
PAIRS = 20_000  # of a file
WORK = 1_000_000_000  # of a file, in letters times words of 64 letters: about a nanosecond each
AT_ONCE = 512  # texts compared in one go
FEW = 64  # of so few titles all are compared letter by letter
ROWS, BITS = 2, 64  # of a mark
_COUNTED = re.compile(r"[0-9]+|\b(?:[ivx]+|[a-z])\b")  # figures, Roman ones, single letters
CHANGED = 3  # bits of a mark that one letter more or less may change: two pairs of letters go or
# come, one comes or goes


def share(one: str, two: str) -> float:
    """From 0 (no letter in common) to 100 (the same)."""
    return fuzz.ratio(one, two)


def counted(title: str) -> tuple[str, ...]:
    """The numbers and single letters in a title: “tahap 1” and “tahap 2” are two innovations."""
    return tuple(_COUNTED.findall(title))


def told_apart(one: str, two: str) -> bool:
    """Whether two titles differ by whole words: the same service in two places, for two groups."""
    pairs = [pair for pair in zip(one.split(), two.split(), strict=False) if pair[0] != pair[1]]
    same_length = one.count(" ") == two.count(" ")
    return same_length and all(share(*pair) < OTHER_WORD for pair in pairs)


def nearest(text: str, choices: Sequence[str], least: float) -> list[tuple[str, float]]:
    """The choices most alike with their shares, best first; those with at least so much."""
    found = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=least, limit=NEAREST)
    return [(choice, share) for choice, share, _ in found]


class Search:
    """Looks for pairs in one group of texts after another, until its room is used up.

    A server looks for them while it serves others, so neither the pairs nor the work may grow with
    the square of a file: ``left_out`` counts the texts not compared with all others of their group.
    """

    def __init__(self, pairs: int = PAIRS, work: int = WORK) -> None:
        self._pairs, self._work = pairs, work
        self.left_out = 0

    def alike(self, texts: Sequence[str], least: float) -> Iterator[tuple[str, str, float]]:
        """The pairs with at least that share, each pair once; only ``LETTERS`` of a text count.

        Of many texts, a pair is first told apart by its length and by marks (which pairs of
        letters occur), which costs a nanosecond and misses none.
        """
        line = sorted(texts, key=len)
        heads = [text[:LETTERS] for text in line]
        lengths = [len(head) for head in heads]
        longest = 200 / least - 1  # times the length of the shorter one
        unlike = 1 - least / 100
        marks = _marks(heads) if len(line) > FEW else None
        for at, head in enumerate(heads):
            if self._pairs <= 0 or self._work <= 0:
                self.left_out += len(line) - at
                return
            end = bisect_right(lengths, lengths[at] * longest + 1e-9)
            near: Sequence[int] = range(at + 1, end)
            if marks is not None and near:
                self._work -= len(near)
                letters = lengths[at] + lengths[end - 1]
                near = _near(marks, at, end, CHANGED * unlike * letters)
            for other, share in self._compared(head, heads, near, least):
                yield line[at], line[other], share

    def _compared(
        self, head: str, heads: Sequence[str], near: Sequence[int], least: float
    ) -> Iterator[tuple[int, float]]:
        """Which of ``near`` are alike; few at a time, for no other thread runs meanwhile."""
        blocks = 1 + len(head) // BITS
        for start in range(0, len(near), AT_ONCE):
            if self._pairs <= 0 or self._work <= 0:
                self.left_out += 1
                return
            part = near[start : start + AT_ONCE]
            others = [heads[other] for other in part]
            self._work -= blocks * sum(map(len, others))
            found = process.extract(head, others, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            self._pairs -= len(found)
            yield from ((part[place], share) for _, share, place in found)


def _near(marks: "Marks", at: int, end: int, bits: float) -> list[int]:
    """The places between ``at`` and ``end`` of the texts whose marks differ by so few bits."""
    import numpy as np

    differing = sum(np.bitwise_count(row[at + 1 : end] ^ row[at]) for row in marks)
    places: list[int] = (np.flatnonzero(differing <= bits + 1e-9) + at + 1).tolist()
    return places


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
