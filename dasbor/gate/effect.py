"""What a publication would change: rows and answers of two versions, side by side."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from dasbor import format_id
from dasbor.data import boundaries
from dasbor.data.build import build
from dasbor.data.contract import Column, Contract
from dasbor.data.schema import COUNTING
from dasbor.data.sourcing import YEARS, everything
from dasbor.data.store import LITTLE_MEMORY, Store, open_file
from dasbor.gate import spoken
from dasbor.gate.figures import Moved, moved
from dasbor.questions.answers import Answers

SHOWN_ROWS = 200


@dataclass(frozen=True)
class Rows:
    """How the rows of one dataset and year change, by key; ``examples`` are capped."""

    dataset: str
    year: int | None
    new: int
    gone: int
    changed: int
    examples: tuple[tuple[str, str, str], ...]  # (what happens, key, what it says)

    @property
    def words(self) -> str:
        """``24 baru, 249 hilang, 0 berubah``."""
        counts = {"baru": self.new, "hilang": self.gone, "berubah": self.changed}
        return ", ".join(f"{format_id.number(count)} {what}" for what, count in counts.items())


@dataclass(frozen=True)
class Effect:
    """Everything a reader would see differently."""

    answers: tuple[Moved, ...]
    rows: tuple[Rows, ...]

    @property
    def nothing(self) -> bool:
        """Whether both versions say the same."""
        return not (self.rows or self.answers)


NOTHING = Effect((), ())


@contextmanager
def temporary_store(
    folder: Path, overlay: Mapping[str, Path], earlier: Store | None = None
) -> Iterator[Store]:
    """A store of a version that is not in force, gone when the block ends.

    What it has in common with ``earlier`` is taken from there. The rows of the operator's file
    are in memory at the same time, so it makes do with little.
    """
    with tempfile.TemporaryDirectory(prefix="dasbor-", ignore_cleanup_errors=True) as scratch:
        target = Path(scratch) / "pratinjau.duckdb"
        before = earlier.path if earlier else None
        build(folder, target, "pratinjau", overlay, before, LITTLE_MEMORY, COUNTING)
        store = open_file(target)
        try:
            yield store
        finally:
            store.close()


def compare(before: Answers, after: Answers, contracts: Mapping[str, Contract]) -> Effect:
    """The effect of going from one version to another."""
    rows = tuple(_all_changed(before.store, after.store, contracts))
    tables = {one.dataset for one in rows}
    return Effect(tuple(moved(before, after, tables)) if rows else (), rows)


def _all_changed(before: Store, after: Store, contracts: Mapping[str, Contract]) -> Iterator[Rows]:
    for contract in contracts.values():
        if not _alike(before, after, contract):
            yield from _changed(before, after, contract)
    if "wilayah" in contracts:
        yield from _outlines(before, after)


def _alike(before: Store, after: Store, contract: Contract) -> bool:
    """Whether the files of a dataset stand on the same: then their rows need not be compared."""
    old, new = (
        {file: basis for file, basis in store.bases.items() if contract.has(file)}
        for store in (before, after)
    )
    return bool(before.bases and after.bases) and old == new


def _outlines(before: Store, after: Store) -> Iterator[Rows]:
    """The places whose outline comes, goes or is drawn differently."""
    asked = "select kode, batas from batas_kelurahan"
    old, new = dict(before.rows(asked)), dict(after.rows(asked))
    moved = {code for code in old.keys() & new.keys() if old[code] != new[code]}
    found = {"baru": new.keys() - old.keys(), "hilang": old.keys() - new.keys(), "berubah": moved}
    places = [*before.rows(boundaries.PLACES), *after.rows(boundaries.PLACES)]
    names = {code: name for code, *_, name in places}
    if any(found.values()):
        examples = [(what, code, names.get(code, "")) for what in found for code in found[what]]
        came, gone, changed = map(len, found.values())
        shown = tuple(sorted(examples))
        yield Rows(boundaries.DATASET, None, came, gone, changed, shown)


def _changed(before: Store, after: Store, contract: Contract) -> Iterator[Rows]:
    """The rows that differ, by year when the dataset has years."""
    if not contract.yearly:
        years: list[int | None] = [None]
    else:
        asked = f"select distinct tahun from {everything(contract)}"
        years = sorted({year for store in (before, after) for (year,) in store.rows(asked)})
    for year in years:
        found: dict[str, list[str]] = {"baru": [], "hilang": [], "berubah": []}
        counts = dict.fromkeys(found, 0)
        for what, key in _merged(_hashes(before, contract, year), _hashes(after, contract, year)):
            counts[what] += 1
            if counts[what] <= SHOWN_ROWS:
                found[what].append(key)
        if any(counts.values()):
            yield Rows(
                contract.name,
                year,
                new=counts["baru"],
                gone=counts["hilang"],
                changed=counts["berubah"],
                examples=tuple(_examples(before, after, contract, year, found)),
            )


def _key(contract: Contract) -> str:
    named = [name for name in contract.key if not (contract.yearly and name == "tahun")]
    names = named or contract.key
    return " || ' / ' || ".join(f"coalesce({name}::varchar, '')" for name in names)


def _said(contract: Contract) -> list[Column]:
    """The columns a row is told by: all but its key."""
    return [column for column in contract.columns if column.name not in contract.key]


def _hashes(store: Store, contract: Contract, year: int | None) -> Iterator[tuple[str, int]]:
    """(key, what the row says as a number) in the order of the keys."""
    columns = ", ".join(column.name for column in _said(contract)) or "1"
    return store.each(
        f"select {_key(contract)} as kunci, hash({columns}) from {everything(contract)}"
        f" where {_of_year(year)} order by 1",
        _year(year),
    )


def _of_year(year: int | None) -> str:
    return "true" if year is None else "tahun = $year"


def _year(year: int | None) -> dict[str, int]:
    return {} if year is None else {"year": year}


def _merged(
    old: Iterator[tuple[str, int]], new: Iterator[tuple[str, int]]
) -> Iterator[tuple[str, str]]:
    """(what happens, key) of two ordered streams: a million rows need no memory this way."""
    one, two = next(old, None), next(new, None)
    while one or two:
        if not two or (one and one[0] < two[0]):
            assert one  # noqa: S101 said by the loop
            yield "hilang", one[0]
            one = next(old, None)
        elif not one or two[0] < one[0]:
            yield "baru", two[0]
            two = next(new, None)
        else:
            if one[1] != two[1]:
                yield "berubah", one[0]
            one, two = next(old, None), next(new, None)


def _examples(
    before: Store,
    after: Store,
    contract: Contract,
    year: int | None,
    found: Mapping[str, list[str]],
) -> Iterator[tuple[str, str, str]]:
    """A fair share of every kind, told in words; of a changed row only what changed."""
    room = SHOWN_ROWS // sum(1 for keys in found.values() if keys)
    shown = {what: keys[:room] for what, keys in found.items()}
    old = _values(before, contract, year, [*shown["hilang"], *shown["berubah"]])
    new = _values(after, contract, year, [*shown["baru"], *shown["berubah"]])
    names = spoken.labels(after, contract)
    said = [_Said(column, names) for column in _said(contract)]
    for what, keys in shown.items():
        for key in keys:
            if what == "berubah":
                yield what, key, _moves(said, old[key], new[key])
            else:
                yield what, key, _words(said, (old if what == "hilang" else new)[key])


def _values(
    store: Store, contract: Contract, year: int | None, keys: list[str]
) -> dict[str, tuple[object, ...]]:
    columns = "".join(f", {column.name}" for column in _said(contract))
    rows = store.rows(
        f"select {_key(contract)} as kunci{columns} from {everything(contract)}"
        f" where {_of_year(year)} and list_contains($keys, kunci)",
        {**_year(year), "keys": keys},
    )
    return {row[0]: row[1:] for row in rows}


class _Said:
    """A column as it is told: what it refers to by name, years without a thousands point."""

    def __init__(self, column: Column, names: Mapping[str, Mapping[str, str]]) -> None:
        self.label, self._names = column.label, names.get(column.name, {})
        self._unit = "tahun" if column.name in YEARS else column.unit

    def word(self, value: object) -> str:
        return format_id.cell(spoken.said(value, self._names), self._unit)


def _words(columns: list[_Said], values: tuple[object, ...]) -> str:
    pairs = zip(columns, values, strict=True)
    said = [column.word(value) for column, value in pairs if value not in (None, "")]
    return shorten(" · ".join(said), 160, placeholder=" …")


def _moves(columns: list[_Said], old: tuple[object, ...], new: tuple[object, ...]) -> str:
    """``Judul: Antrean → Antrean Daring``."""
    return "; ".join(
        f"{column.label}: {column.word(one)} → {column.word(two)}"
        for column, one, two in zip(columns, old, new, strict=True)
        if one != two
    )
