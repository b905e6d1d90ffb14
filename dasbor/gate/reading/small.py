"""Small questions about a row of cells."""

import re
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter

Cells = tuple[str, ...]
Numbered = tuple[int, Cells]

HEAD = 3
_NUMBER = re.compile(r"[\d.,%\s()-]*\d[\d.,%\s()-]*(?:inovasi|buah|data|baris)?\s*", re.IGNORECASE)


def is_number(cell: str) -> bool:
    """Whether a cell holds a count and nothing else."""
    return len(cell) < 40 and bool(_NUMBER.fullmatch(cell))


def filled(cells: Iterable[str]) -> int:
    """How many cells hold anything."""
    return sum(1 for cell in cells if cell.strip())


def used(cells: Sequence[str]) -> int:
    """The width of a row without the blanks at its end."""
    return next((i for i in range(len(cells), 0, -1) if cells[i - 1].strip()), 0)


def fit(cells: Sequence[str], width: int) -> Cells:
    """Padded to the width; what is longer keeps its surplus unless that is blank."""
    return tuple(cells[: max(used(cells), width)]) + ("",) * (width - len(cells))


def beginning(texts: Sequence[str], heads: Collection[str]) -> set[str]:
    """The distinct texts that may begin, case and punctuation forgiven, with one of some heads.

    Of three letters: by these a column of a million different texts is told in an instant.
    """
    first = set(map(itemgetter(slice(HEAD)), texts)) - {""}
    wanted = {h for h in first if not (h.isascii() and h.isalnum()) or h.casefold() in heads}
    return {text for text in texts if text[:HEAD] in wanted} if wanted else set()
