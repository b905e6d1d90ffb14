"""How a number of an answer stands: published, worked out, estimated, a sample, or not there yet.

It follows from what decides that very value: the rows of its year within the filters, the ledger,
the formula. The head of a query says only what cannot be read off the data::

    -- kedudukan jumlah: terbit
    -- kedudukan jumlah: terbit bila sama dengan angka_terbit
    -- kedudukan naik: dihitung dari jumlah, jumlah sebelumnya
    -- kedudukan skor: perkiraan
    -- kedudukan semua: daftar

``terbit``: city-wide and equal to the ledger's figure of that year it *is* that figure, whatever
rows lie behind it; ``bila sama dengan``: that figure is in the row. ``dihitung dari``: it stands
as the weakest it comes from (``sebelumnya``: in the row before); alone, it is counted here from
what nobody counted in print. ``perkiraan``: a formula. ``daftar``: counted along a real list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Standing(StrEnum):
    """From the firmest to the weakest; the value is the word for readers."""

    PUBLISHED = "terbit"
    COUNTED = "dihitung"
    ESTIMATE = "perkiraan"
    SAMPLE = "contoh"
    ABSENT = "belum terbit"


@dataclass(frozen=True)
class Rule:
    """What the head of a query says of a column: ``kind``, and the columns it is worked out from.

    Those named with ``True`` are read in the row before.
    """

    kind: str
    inputs: tuple[tuple[str, bool], ...] = ()


KINDS = ("terbit", "dihitung", "perkiraan", "daftar")
NUMBERS = frozenset({"BIGINT", "DOUBLE", "HUGEINT", "DECIMAL"})
EQUAL = "terbit bila sama dengan "
WEAKEST = list(Standing)
ROW_GRADE, DERIVED = "kepastian", "C"  # worked out from what was published
ROW_ORIGIN, SAMPLE_ROWS = "asal", frozenset({"contoh", "data contoh"})


def read_rule(text: str) -> Rule:
    """One rule of a head. Raises ``ValueError`` when it is none, in Indonesian."""
    if text.startswith(EQUAL):
        return Rule("terbit", ((text.removeprefix(EQUAL).strip(), False),))
    kind, _, inputs = text.partition(" dari ")
    names = [word.split() for word in inputs.split(",") if word.strip()]
    sound = all(len(w) == 1 or w[1:] == ["sebelumnya"] for w in names)
    if kind.strip() not in KINDS or not sound or (names and kind.strip() != "dihitung"):
        raise ValueError(f"kedudukan “{text}” tidak dikenal")
    return Rule(kind.strip(), tuple((w[0], len(w) > 1) for w in names))


def in_words(standings: Mapping[str, Standing]) -> str:
    """How the numbers there are stand: one word when all do alike, else each by its name."""
    there = {name: s for name, s in standings.items() if s is not Standing.ABSENT}
    alike = set(there.values())
    if len(alike) < 2:
        return str(next(iter(alike), Standing.ABSENT))
    return "; ".join(f"{name}: {standing}" for name, standing in there.items())


def of_several(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The ways in which numbers stand, the weakest last: a sample among them is all there is."""
    there = {*standings} - {Standing.ABSENT} or {Standing.ABSENT}
    return (
        (Standing.SAMPLE,) if Standing.SAMPLE in there else tuple(s for s in Standing if s in there)
    )


class Counted(Protocol):
    """What lies behind the values of one dataset and year (``result.Origin``)."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def published(self) -> float | None:
        """What the ledger has for it."""

    @property
    def rows(self) -> int:
        """How many rows it has."""

    @property
    def illustrative_rows(self) -> int:
        """How many of the rows are samples."""


Row = Mapping[str, Any]


class Standings:
    """The standings of one answer: its rules, rows and parameters, and what lies behind.

    ``counted`` says whether rows of a register are counted at all; else the ledger speaks.
    """

    def __init__(
        self,
        rules: Mapping[str, Rule],
        rows: Sequence[Row],
        parameters: Mapping[str, Any],
        origins: Iterable[Counted],
        counted: bool,
    ) -> None:
        self._rules, self._rows, self._data = rules, rows, counted
        # Whatever takes several values narrows the rows: a new filter needs no line here.
        self._city_wide = not any(v for v in parameters.values() if isinstance(v, list | tuple))
        self._origins: dict[int | None, list[Counted]] = {None: list(origins)}
        for origin in self._origins[None]:
            self._origins.setdefault(origin.year, []).append(origin)

    def column(self, name: str) -> tuple[Standing, ...]:
        """The standing of each row of a column."""
        return tuple(self.of(number, name) for number in range(len(self._rows)))

    def of(self, number: int, column: str) -> Standing:
        """The standing of one cell."""
        row, rule = self._rows[number], self._rules.get(column)
        if row[column] is None:
            return Standing.ABSENT
        if rule and rule.kind == "dihitung":
            return self._worked_out(number, rule)
        if rule and rule.kind == "perkiraan":
            return Standing.ESTIMATE
        if rule and rule.kind == "daftar":
            return Standing.PUBLISHED
        if not (self._data or (rule and rule.inputs)):  # as its own row is graded
            return Standing.COUNTED if row.get(ROW_GRADE) == DERIVED else Standing.PUBLISHED
        if rule and self._city_wide and self._is_published(row, row[column], rule):
            return Standing.PUBLISHED
        return Standing.SAMPLE if self._sampled(row) else Standing.COUNTED

    def _worked_out(self, number: int, rule: Rule) -> Standing:
        """As weak as the weakest it comes from, and never firmer than worked out."""
        known = [
            self.of(number - before, name)
            for name, before in rule.inputs
            if number >= before and self._rows[number - before][name] is not None
        ]
        return max([Standing.COUNTED, *known], key=WEAKEST.index)

    def _behind(self, row: Row) -> list[Counted]:
        """The origins of a row's year; all of them where it has none, so that no sample is lost."""
        year = row.get("tahun")
        return self._origins.get(year if isinstance(year, int) else None) or self._origins[None]

    def _is_published(self, row: Row, value: Any, rule: Rule) -> bool:
        if rule.inputs:
            return all(row[name] == value for name, _ in rule.inputs)
        return any(origin.published == value for origin in self._behind(row))

    def _sampled(self, row: Row) -> bool:
        if row.get(ROW_ORIGIN):
            return row[ROW_ORIGIN] in SAMPLE_ROWS
        counted = [origin for origin in self._behind(row) if origin.rows]  # a streak outlasts a gap
        return any(origin.illustrative_rows for origin in counted or self._origins[None])
