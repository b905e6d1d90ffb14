"""What the steps of the gate hand to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple

from dasbor.city import say
from dasbor.data.boundaries import DATASET, Drawn
from dasbor.data.inspection import Finding
from dasbor.format_id import listing, number

UNVALUED = "(rumus tanpa nilai)"  # the text of a cell whose formula was never worked out


class Unreadable(ValueError):
    """A file that cannot be used at all; the message is Indonesian and says what to do."""


class Refused(RuntimeError):
    """A publication that must not happen; the message is Indonesian and says what to do."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row of the file that is no data: a title, a blank line, a total, a repeated header.

    ``rows`` blank ones in a run are one of these: a cell far below a table leaves a million.
    """

    row: int
    text: str
    reason: str
    rows: int = 1

    @property
    def last(self) -> int:
        """The last row of the run."""
        return self.row + self.rows - 1


class Filled(NamedTuple):
    """A cell that reading gave a text, and why: one that is merged over it, a sheet's name."""

    row: int
    column: int
    text: str
    why: str = "sel gabungan di berkas: isi sel teratas berlaku ke bawah"


class Part(NamedTuple):
    """A sheet among several that are taken as one: what its rows were moved by, and its words."""

    offset: int
    name: str
    title: str


@dataclass(frozen=True)
class Sheet:
    """A table found in a file, everything as text.

    ``rows`` holds (row as a spreadsheet counts it, cells); every row of the file is the header,
    in ``rows`` or in ``skipped``, exactly once. ``hidden``, ``struck`` and ``mixed``
    (letters of another encoding) are among ``rows``; ``wide`` are rows with one cell across most
    of the table; columns are positions.
    """

    file: str
    name: str  # of the sheet in a workbook, "" in a text file
    header_row: int
    header: tuple[str, ...]
    rows: Sequence[tuple[int, tuple[str, ...]]]
    skipped: tuple[Skipped, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    title: str = ""  # what stands above the header
    secret: bool = False  # a hidden worksheet
    blind: bool = False  # of a format in which struck rows and errors cannot be seen
    filled: Sequence[Filled] = ()
    hidden: frozenset[int] = frozenset()  # also by a filter
    struck: frozenset[int] = frozenset()
    mixed: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()  # of several sheets taken as one

    def place(self, row: int) -> tuple[str, int]:
        """The sheet of a row, "" when there is but one, and its number there."""
        part = next((p for p in reversed(self.parts) if p.offset < row), Part(0, "", ""))
        return part.name, row - part.offset

    def said(self, row: int) -> str:
        """A row as a person finds it: its number, after its sheet when there are several."""
        name, number = self.place(row)
        return f"{name} {number}" if name else str(number)

    @cached_property
    def cells(self) -> list[tuple[str, ...]]:
        """The rows without their numbers."""
        return [cells for _, cells in self.rows]

    @cached_property
    def shortest(self) -> int:
        """How many cells every row has."""
        return min(map(len, self.cells), default=0)

    def texts(self, at: int) -> list[str]:
        """A column; cells that a short row lacks are blank."""
        if at < self.shortest:
            return list(map(itemgetter(at), self.cells))
        return [cells[at] if at < len(cells) else "" for cells in self.cells]

    @property
    def rows_skipped(self) -> int:
        """How many rows of the file were skipped."""
        return sum(skipped.rows for skipped in self.skipped)


@dataclass(frozen=True)
class Match:
    """Which contract a sheet answers to, and per column of the sheet the column it fills."""

    dataset: str
    columns: tuple[str | None, ...]
    certain: bool  # all obligatory columns found, no second dataset fits as well
    guessed: frozenset[int] = frozenset()  # columns of the sheet that no name or alias told
    lacking: frozenset[str] = frozenset()  # columns that the contract needs and the sheet has not
    likely: frozenset[int] = frozenset()  # of those, told by likeness alone: to be agreed to

    def like(self, other: "Match") -> bool:
        """Whether it is of the same kind: a recapitulation lacks what makes up a register."""
        return self.dataset == other.dataset and self.lacking <= other.lacking

    def moved(self, columns: tuple[str | None, ...], by: int) -> "Match":
        """The same for a sheet with so many further columns before."""
        guessed, likely = (frozenset(at + by for at in ats) for ats in (self.guessed, self.likely))
        return replace(self, columns=columns, guessed=guessed, likely=likely)


@dataclass(frozen=True, slots=True)
class Change:
    """One value that cleaning changed. ``before`` is as in the file."""

    row: int
    column: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken over: its cells as in the file, and every reason."""

    row: int
    cells: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no list knows: which list, how many rows bear it, and what may be meant.

    ``suggests``: as what (``alias`` of a key, ``unit`` below it) and of which key.
    """

    dataset: str  # of the list; "nilai" for what a contract offers
    column: str
    text: str
    rows: int
    suggests: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Settled:
    """What the operator has decided about a file beside columns and year.

    ``left_out`` are names, as (list, name), whose rows are not taken; ``opd`` is the office of
    rows that name none; ``without`` says which rows are left out, hidden ones or struck ones;
    ``order`` is that of day and month where the dates of a column do not tell it; ``statuses`` are
    those whose rows count, None while that is not decided.
    """

    left_out: frozenset[tuple[str, str]] = frozenset()
    opd: str = ""
    without: frozenset[str] = frozenset()
    order: str = ""
    statuses: frozenset[str] | None = None


@dataclass(frozen=True)
class Cleaned:
    """The account of a sheet: accepted + rejected + skipped rows are all rows of the file.

    ``rows`` holds (row in the file, values by contract column); values have the Python types of
    the contract (str, int, float, date, bool) or None.
    """

    sheet: Sheet
    match: Match
    rows: Sequence[tuple[int, Mapping[str, Any]]]
    changes: tuple[Change, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)  # what the operator chose, for the log
    unknown: tuple[UnknownName, ...] = ()
    pending: str = ""  # what the operator has to decide before anything of it is published

    @property
    def dataset(self) -> str:
        """The dataset that the rows are of."""
        return self.match.dataset


@dataclass(frozen=True)
class Outlines:
    """The account of a file with boundaries: what can be drawn of it.

    ``names`` are those of all places that need an outline, by code; ``before`` is how many have
    one now.
    """

    drawn: Drawn
    names: Mapping[str, str]
    before: int
    dataset: ClassVar[str] = DATASET
    rejected: ClassVar[tuple[Rejected, ...]] = ()
    pending: ClassVar[str] = ""
    choices: ClassVar[Mapping[str, str]] = {}

    @property
    def missing(self) -> dict[str, str]:
        """The places without a sound outline, name by code."""
        return {code: name for code, name in self.names.items() if code not in self.drawn}

    @property
    def words(self) -> str:
        """How many places have an outline here and now, and which ones have none here."""
        all_told = (
            say(f"{number(len(self.drawn))} dari {number(len(self.names))} kelurahan berbatas di")
            + f" berkas ini; yang tersaji kini {number(self.before)}."
        )
        names = [f"{name} ({code})" for code, name in self.missing.items()]
        if not names or not self.drawn:
            return all_told
        return f"{all_told} Tanpa batas yang sah: {listing(names)}."
