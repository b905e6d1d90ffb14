"""The account of a sheet while it is cleaned: rejected rows, changes, findings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, overload

from dasbor.data.contract import Column
from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding, and_more
from dasbor.data.personal import masked
from dasbor.gate.model import Change, Cleaned, Match, Rejected, Sheet, UnknownName
from dasbor.gate.values import Flaw, brief, compact, words

CHANGES_KEPT = 10_000
FINDINGS_PER_RULE = 50


class Accepted(Sequence[tuple[int, Mapping[str, Any]]]):
    """Accepted rows, held by column: a million dictionaries would not fit into the memory."""

    def __init__(self, numbers: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> None:
        self.numbers, self.columns = numbers, columns

    def column(self, name: str) -> Sequence[Any]:
        """All values of one column, in the order of the rows."""
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        names = tuple(self.columns)
        cells = zip(*self.columns.values(), strict=True) if names else ((),) * len(self)
        for row, values in zip(self.numbers, cells, strict=True):
            yield row, dict(zip(names, values, strict=True))

    @overload
    def __getitem__(self, index: int) -> tuple[int, Mapping[str, Any]]: ...
    @overload
    def __getitem__(self, index: slice) -> "Accepted": ...
    def __getitem__(self, index: int | slice) -> "tuple[int, Mapping[str, Any]] | Accepted":
        if isinstance(index, slice):
            parts = {name: values[index] for name, values in self.columns.items()}
            return Accepted(self.numbers[index], parts)
        return self.numbers[index], {n: values[index] for n, values in self.columns.items()}


def by_column(
    rows: Sequence[tuple[int, Mapping[str, Any]]],
) -> tuple[Sequence[int], Mapping[str, Sequence[Any]]]:
    """Numbers and columns of accepted rows, however they are held."""
    if isinstance(rows, Accepted):
        return rows.numbers, rows.columns
    names = dict.fromkeys(name for _, values in rows for name in values)
    columns = {name: [values.get(name) for _, values in rows] for name in names}
    return [row for row, _ in rows], columns


class _Kind:
    """Places with one kind of flaw: the first ones, and how many there are."""

    def __init__(self) -> None:
        self.first: list[tuple[int | None, str, str]] = []
        self.total = 0


@dataclass(slots=True)
class _Known:
    """A flaw that was met: its kind, the reason it gives for a row, and in how many rows it is."""

    flaw: Flaw
    kind: _Kind
    said: tuple[str, ...]
    rows: int = 0


class Account:
    """What happens to the rows of one sheet; rows are named by their position in it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.cells, self.texts = sheet.cells, sheet.texts
        self.numbers = [row for row, _ in sheet.rows]
        self.longest = max(map(len, self.cells), default=0)
        self.reasons: dict[int, tuple[str, ...]] = {}
        self.flagged: dict[str, set[int]] = {}
        self.findings: list[Finding] = []
        self.changes: dict[tuple[str, str], list[Change]] = {}
        self.changed = 0
        self.pending = ""
        self.unknown: dict[tuple[str, str, str], UnknownName] = {}

    def find(self, headers: Iterable[str]) -> int | None:
        """The position of a header that the contract need not know."""
        plain = [words(text) for text in self.sheet.header]
        return next((plain.index(text) for text in headers if text in plain), None)

    def note(self, message: str, cure: str, rule: str, column: str = "") -> None:
        """A remark on the file as a whole."""
        row = self.sheet.header_row
        self.findings.append(Finding(NOTES, self.sheet.file, message, cure, row, column, "", rule))

    def warn(self, message: str, cure: str, rule: str, column: str = "") -> None:
        """What the operator should look at before the file, or a column, is published."""
        row = self.sheet.header_row
        self.findings.append(Finding(WARNS, self.sheet.file, message, cure, row, column, "", rule))

    def refuse(self, message: str, cure: str, rule: str) -> None:
        """What keeps the file as a whole from being published."""
        self.findings.append(Finding(REFUSES, self.sheet.file, message, cure, rule=rule))

    def flag(self, column: Column, places: Iterable[tuple[int, str, Flaw]]) -> None:
        """Flaws of one column at (position, text): rows to reject, or cells left empty."""
        kinds: dict[tuple[str, bool, str], _Kind] = {}
        known: dict[int, _Known] = {}  # by identity: few are distinct
        flagged = self.flagged.setdefault(column.name, set())
        for at, text, flaw in places:
            flagged.add(at)
            if not (one := known.get(id(flaw))):
                kind = kinds.setdefault((flaw.rule, flaw.rejects, flaw.cure), _Kind())
                one = _Known(flaw, kind, (f"{column.label}: {flaw.message} {flaw.cure}",))
                known[id(flaw)] = one
            one.rows += 1
            if flaw.rejects:
                self.reasons[at] = self.reasons[at] + one.said if at in self.reasons else one.said
            one.kind.total += 1
            if one.kind.total <= FINDINGS_PER_RULE:
                one.kind.first.append((self.numbers[at], text, flaw.message))
        for one in known.values():
            if one.flaw.unknown:
                self._not_known(column, one.flaw, one.rows)
        for (rule, rejects, cure), kind in kinds.items():
            grade, file = REFUSES if rejects else WARNS, self.sheet.file
            self.findings += graded(grade, file, rule, column.name, cure, kind.first, kind.total)

    def _not_known(self, column: Column, flaw: Flaw, more: int) -> None:
        """Further rows with a name that no list knows."""
        named = column.reference[0] if column.reference else "nilai" if column.allowed else "urusan"
        key = (named, column.name if named == "nilai" else "", compact(flaw.unknown))
        kept = self.unknown.get(key)
        text = kept.text if kept else masked(flaw.unknown)
        rows = kept.rows + more if kept else more
        self.unknown[key] = UnknownName(named, column.name, text, rows, flaw.suggests)

    def change(self, column: str, reason: str, at: int, before: str, after: str) -> None:
        """Keep one change, as long as there is room; counting is the caller's."""
        kept = self.changes.setdefault((column, reason), [])
        if len(kept) < CHANGES_KEPT:
            change = Change(self.numbers[at], column, masked(before), masked(after), reason)
            kept.append(change)

    def close(
        self, match: Match, columns: Mapping[str, list[Any]], choices: Mapping[str, str]
    ) -> Cleaned:
        """The finished account."""
        numbers, rows = self.numbers, columns
        if self.reasons:
            kept = bytearray(b"\x01") * len(numbers)
            for at in self.reasons:
                kept[at] = 0
            numbers = list(compress(numbers, kept))
            rows = {name: list(compress(values, kept)) for name, values in columns.items()}
        rejected = tuple(
            Rejected(self.numbers[at], self.cells[at], tuple(dict.fromkeys(self.reasons[at])))
            for at in sorted(self.reasons)
        )
        return Cleaned(
            self.sheet, match, Accepted(numbers, rows), self._kept_changes(), rejected,
            tuple(self.findings), {**choices, "perubahan": str(self.changed)},
            tuple(sorted(self.unknown.values(), key=lambda name: (name.dataset, -name.rows))),
            self.pending,
        )  # fmt: skip

    def _kept_changes(self) -> tuple[Change, ...]:
        """All changes by row; of too many, as much of every kind as there is room for."""
        groups = self.changes.values()
        room = CHANGES_KEPT
        if sum(map(len, groups)) > CHANGES_KEPT:
            room = CHANGES_KEPT // len(groups)
        return tuple(sorted((c for kept in groups for c in kept[:room]), key=lambda c: c.row))


def graded(
    grade: str,
    file: str,
    rule: str,
    column: str,
    cure: str,
    places: Iterable[tuple[int | None, str, str]],
    total: int = 0,
) -> list[Finding]:
    """Findings of one rule from (row, value, message): the first fifty, the others as a count.

    Who knows the ``total`` need not make a message for more than the first fifty places.
    """
    found: list[Finding] = []
    rest = 0
    for row, value, message in places:
        if len(found) < FINDINGS_PER_RULE:
            found.append(Finding(grade, file, message, cure, row, column, brief(value), rule))
        else:
            rest += 1
    rest = max(rest, total - len(found))
    return [*found, and_more(found[0], rest)] if rest and found else found
