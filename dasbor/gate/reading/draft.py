"""A table while it is put together: its rows, and what was no row of it."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import overload

from dasbor.data.personal import masked
from dasbor.gate.model import Skipped
from dasbor.gate.reading.small import Cells, Numbered

BLANK = "baris kosong"


class Rows(Sequence[Numbered]):
    """Numbered rows, kept lean: a million of them cost their cells and little more."""

    def __init__(self, rows: Iterable[Numbered] = ()) -> None:
        self.numbers = array("L")
        self.cells: list[Cells] = []
        for number, cells in rows:
            self.add(number, cells)

    def add(self, number: int, cells: Cells) -> None:
        """Append a row."""
        self.numbers.append(number)
        self.cells.append(cells)

    def extend(self, numbers: Iterable[int], cells: Iterable[Cells]) -> None:
        """Append many rows."""
        self.numbers.extend(numbers)
        self.cells.extend(cells)

    def column(self, at: int) -> list[str]:
        """The texts of a column, for which no row is too short."""
        return list(map(itemgetter(at), self.cells))

    def __len__(self) -> int:
        return len(self.cells)

    @overload
    def __getitem__(self, index: int) -> Numbered: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Numbered | Rows":
        if isinstance(index, slice):
            part = Rows()
            part.numbers, part.cells = self.numbers[index], self.cells[index]
            return part
        return self.numbers[index], self.cells[index]

    def __iter__(self) -> Iterator[Numbered]:
        return zip(self.numbers, self.cells, strict=True)


@dataclass
class Draft:
    """A table while it is filled; ``furniture`` are rows to be skipped wherever they come again.

    ``first`` and ``last`` bound the rows of the file that it accounts for, ``left`` is the column
    of the file that it begins at. ``repeats`` are rows that said the header once more.
    """

    header: Cells
    row: int
    width: int
    furniture: dict[Cells, str] = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)
    skipped: list[Skipped] = field(default_factory=list)
    first: int = 1
    last: int = 0
    left: int = 0
    above: list[Numbered] = field(default_factory=list)  # what stands over the header
    repeats: list[int] = field(default_factory=list)

    def skip(self, row: int, cells: Iterable[str], reason: str) -> None:
        """Note a row that is no data."""
        self.skipped.append(Skipped(row, excerpt(cells), reason))

    @property
    def title(self) -> str:
        """The words over the header."""
        return excerpt(cell for _, cells in self.above for cell in cells)

    def leave_out(self, places: Iterable[int], reason: str) -> None:
        """Move rows, by their places, to those that are no data."""
        if gone := set(places):
            kept = Rows()
            for at, (row, cells) in enumerate(self.rows):
                if at in gone:
                    self.skip(row, cells, reason)
                else:
                    kept.add(row, cells)
            self.rows = kept

    def account(self) -> tuple[Skipped, ...]:
        """All that was skipped, with the blank rows between what was not; runs are one entry."""
        spoken = [self.row, *self.rows.numbers, *(one.row for one in self.skipped)]
        found, before = [*self.skipped], self.first - 1
        for row in sorted(spoken):
            if row > before + 1:
                found.append(Skipped(before + 1, "", BLANK, row - before - 1))
            before = row
        if self.last > before:
            found.append(Skipped(before + 1, "", BLANK, self.last - before))
        return tuple(sorted(found, key=lambda one: one.row))


def excerpt(cells: Iterable[str]) -> str:
    """What a skipped row says, short, without numbers and addresses that belong to a person."""
    text = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
    return masked(text[:2000])[:120]
