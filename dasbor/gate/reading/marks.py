"""What a table's file says of its rows beside their texts: hidden, struck through, merged."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_MERGED = 100_000  # merged ranges of one table; no register has more
Block = tuple[int, int, int, int]  # first row, first column, last row, last column


class Runs:
    """Row numbers, ascending, kept as runs: a million filtered rows are one of them."""

    def __init__(self, bounds: Iterable[int] = ()) -> None:
        self._bounds = array("L", bounds)  # first, last, first, last …

    def add(self, row: int) -> None:
        """One more row, below those so far."""
        if self._bounds and self._bounds[-1] == row - 1:
            self._bounds[-1] = row
        else:
            self._bounds.extend((row, row))

    def bounds(self) -> list[int]:
        """First and last row of every run, one after the other."""
        return self._bounds.tolist()

    def __bool__(self) -> bool:
        return bool(self._bounds)

    def __iter__(self) -> Iterator[int]:
        for first, last in zip(self._bounds[::2], self._bounds[1::2], strict=True):
            yield from range(first, last + 1)


@dataclass
class Marks:
    """Of one table. All but the runs is known before its rows, these after them.

    Rows count from 1, columns from 0.
    """

    hidden: bool = False
    merged: tuple[Block, ...] = ()
    columns: frozenset[int] = frozenset()  # hidden ones
    blind: bool = False  # its reader tells nothing of struck rows, nor of errors
    rows: Runs = field(default_factory=Runs)  # hidden ones, also by a filter
    struck: Runs = field(default_factory=Runs)
    mixed: Runs = field(default_factory=Runs)  # with letters of another encoding
