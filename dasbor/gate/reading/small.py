"""Small questions about a row of cells."""

import re
from collections.abc import Iterable, Sequence

Cells = tuple[str, ...]
Numbered = tuple[int, Cells]

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
