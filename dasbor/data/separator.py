"""How the lines of a text file become cells: told by its first records, or by Excel's ``sep=``."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
SAMPLE = 100  # records from which the separator is told
WIDE = 8  # more columns than this make a separator no likelier

_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*')
_BACKSLASH_QUOTE = re.compile(r'\\"')


@dataclass(frozen=True)
class Dialect:
    """How a line becomes cells."""

    delimiter: str
    escape: str | None = None

    def reader(self, lines: Iterable[str]) -> "Reader":
        """The records of the lines; raises ``csv.Error`` where quotes do not fit."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar=self.escape,
            doublequote=self.escape is None,
            strict=True,
        )


def dialect_of(head: str) -> Dialect:
    """The separator that cuts the first records most evenly, or the one Excel's ``sep=`` names."""
    if named := _SEPARATOR_LINE.match(head):
        return Dialect(named[1])
    lines = list(io.StringIO(head, newline=""))
    escapes = (None, "\\") if _BACKSLASH_QUOTE.search(head) else (None,)
    candidates = [Dialect(mark, escape) for escape in escapes for mark in DELIMITERS]
    return max(candidates, key=lambda dialect: _evenness(lines, dialect))


def _evenness(lines: list[str], dialect: Dialect) -> float:
    """Share of records of the usual width, squared, times that width up to ``WIDE``.

    A decimal comma cuts evenly too, but in two; a comma within titles cuts in many, unevenly.
    """
    widths = _widths(lines, dialect)
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return float((count / len(widths)) ** 2 * min(width, WIDE))


def _widths(lines: list[str], dialect: Dialect) -> list[int]:
    """Cells per record; 0 for a record whose quotes do not fit the separator."""
    reader = dialect.reader(iter(lines))
    widths: list[int] = []
    while len(widths) < SAMPLE:
        try:
            if record := next(reader):
                widths.append(len(record))
        except StopIteration:
            break
        except csv.Error:
            widths.append(0)
    return widths
