"""The answer to a question row by row: of a long one only what is read leaves the store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dasbor.questions.result import Result

Row = tuple[Any, ...]
Read = Callable[[int, int | None], Iterator[Row]]


@dataclass(frozen=True, eq=False)
class Listing:
    """How many rows an answer has, and a way to them.

    ``passport`` tells of the whole answer; it holds the rows themselves only when they are few.
    ``read`` gives rows from a place on, all or so many.
    """

    passport: Result
    total: int
    read: Read

    @property
    def held(self) -> bool:
        """Whether the passport holds all rows."""
        return len(self.passport.rows) == self.total

    def page(self, start: int, most: int) -> Result:
        """Some rows, with the passport of the whole answer."""
        return replace(self.passport, rows=tuple(self.read(start, most)))

    def each(self) -> Iterator[Row]:
        """All rows, one after the other."""
        return self.read(0, None)


def of(result: Result) -> Listing:
    """The listing of an answer that is here."""

    def read(start: int, most: int | None) -> Iterator[Row]:
        return iter(result.rows[start : None if most is None else start + most])

    return Listing(result, len(result.rows), read)
