"""What every question answers before and after: nothing that readers see moves unnamed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from textwrap import shorten
from typing import Any

from dasbor.data.schema import BY_ROW
from dasbor.format_id import MISSING, cell, day, number
from dasbor.questions import behind
from dasbor.questions.answers import LARGEST_KEPT, ORIGIN_QUERY, Answers
from dasbor.questions.query import Query, ResultColumn

LONGEST, BRIEF = 160, 60  # letters of what a row says, and of what one is
CODES = ("kode", "id", "dataset")  # a row is told by its name, where it has one
NAMES = ("judul", "ide", "kelurahan", "singkatan", "nama", "label", "ukuran")

# These speak of the files themselves; how many rows come and go is told beside the figures.
OF_FILES = frozenset(
    ("berkas_apa_saja", "berkas_apa_yang_dibutuhkan", "tabel_apa_saja", "variabel_apa_saja")
)
WAITING = "menunggu_sumber"
DRAWN, THERE = ("batas", "VARCHAR"), "ada"  # nobody reads coordinates

Row = tuple[Any, ...]
Way = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """One thing that an answer says before and after, as readers see it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Moved:
    """A question that is answered differently, and in what."""

    name: str
    question: str
    figures: tuple[Figure, ...]


def moved(before: Answers, after: Answers, tables: Collection[str]) -> Iterator[Moved]:
    """The questions that two versions answer differently, with whatever is different.

    ``tables`` are those that differ: what stands on none of them need not be asked. Nor is what
    counts the rows one by one, any way one likes: a store of a preview has no such table.
    """
    for name, query in before.queries.items():
        words = behind.words(query)
        if name in OF_FILES or BY_ROW in words or not words & {*tables, WAITING}:
            continue
        found = [one for way in _ways(query, before, after) for one in
                 _between(query, before, after, way)]  # fmt: skip
        if found:
            yield Moved(name, query.question, tuple(dict.fromkeys(found)))


def _ways(query: Query, *asked: Answers) -> Iterator[Way]:
    """What a question is asked with: each of its choices, unless they only order the same rows."""
    if query.name == ORIGIN_QUERY:
        yield {"dataset": _all(asked, "dataset", "kontrak"), "ukuran": _all(asked, "ukuran")}
        return
    ways = [dict(zip(query.choices, one, strict=True)) for one in product(*query.choices.values())]
    yield ways[0]
    if len(ways) > 1 and not _long(query, asked, ways[0]):
        first, second = (asked[0].ask(query.name, **way).rows for way in ways[:2])
        if Counter(first) != Counter(second):
            yield from ways[1:]


def _all(asked: Iterable[Answers], column: str, table: str = "") -> tuple[str, ...]:
    rows = (one.store.rows(f"select {column} from {table or column}") for one in asked)
    return tuple(sorted({value for (value,) in chain.from_iterable(rows)}))


def _long(query: Query, asked: Iterable[Answers], way: Way) -> bool:
    return any(one.listing(query.name, **way).total > LARGEST_KEPT for one in asked)


def _between(query: Query, before: Answers, after: Answers, way: Way) -> Iterator[Figure]:
    """Rows that come, go and say something else. A long answer is told by its length."""
    if _long(query, (before, after), way):
        totals = [one.listing(query.name, **way).total for one in (before, after)]
        if totals[0] != totals[1]:
            yield Figure(_count(query), *map(number, totals))
        return
    old, new = (one.ask(query.name, **way).rows for one in (before, after))
    if old != new:
        yield from _Rows(query).between(old, new)


def _count(query: Query) -> str:
    """``banyaknya penghargaan, kompetisi, …``: of what one row is."""
    return shorten(f"banyaknya {query.grain.removeprefix('satu ')}", BRIEF, placeholder=" …")


class _Rows:
    """The rows of one question, told apart by the fewest of their first columns that do so."""

    def __init__(self, query: Query) -> None:
        self._columns, self._width, self._count = query.columns, 0, _count(query)

    def between(self, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Figure]:
        """What the new rows say otherwise."""
        for width in range(1, len(self._columns) + 1):
            self._width = width
            if all(len({row[:width] for row in rows}) == len(rows) for rows in (old, new)):
                break
        one, two = ({row[: self._width]: row for row in rows} for rows in (old, new))
        yield from self._counts(old, new)
        for key in dict.fromkeys(chain(one, two)):
            yield from self._of_row(one.get(key), two.get(key))

    def _counts(self, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Figure]:
        """How many rows a year has: on pages that is said of what comes in lists."""
        at = next((i for i, c in enumerate(self._columns) if c.name == "tahun"), None)
        if at is None or self._width == 1:
            return
        before, after = (Counter(row[at] for row in rows) for rows in (old, new))
        for year in sorted(before.keys() | after.keys(), key=str):
            if before[year] != after[year]:
                label = f"{cell(year, 'tahun')} · {self._count}"
                yield Figure(label, number(before[year]), number(after[year]))

    def _of_row(self, old: Row | None, new: Row | None) -> Iterator[Figure]:
        label = self._label(new or old or ())
        if old is None or new is None:
            before, after = (MISSING if row is None else self._words(row) for row in (old, new))
            yield Figure(label, before, after)
            return
        for column, one, two in zip(self._columns, old, new, strict=True):
            if one != two:
                words = f"{label} · {column.label}"
                before, after = _said(column, one), _said(column, two)
                yield Figure(words, before, f"{after} (berubah)" if after == before else after)

    @cached_property
    def _named(self) -> Sequence[int]:
        """The columns that a row is called by."""
        key = [at for at in range(self._width) if self._columns[at].name not in CODES]
        if len(key) < self._width:
            names = (i for name in NAMES for i, c in enumerate(self._columns) if c.name == name)
            key += [at for at in names if at >= self._width][:1]
        return key or range(self._width)

    def _label(self, row: Row) -> str:
        told = (_said(self._columns[at], row[at]) for at in self._named)
        return " · ".join(word for word in dict.fromkeys(told) if word != MISSING)

    def _words(self, row: Row) -> str:
        told = []
        for at, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            if at < self._width or at in self._named or value in (None, ""):
                continue
            name = f"{column.label}: " if isinstance(value, int | float) else ""
            told.append(name + _said(column, value))
        return shorten(" · ".join(told), LONGEST, placeholder=" …") or THERE


def _said(column: ResultColumn, value: Any) -> str:
    if (column.name, column.type) == DRAWN and value:
        return THERE
    words = day(" ".join(value.split())) if isinstance(value, str) else cell(value, column.unit)
    return shorten(words, LONGEST, placeholder=" …") if len(words) > LONGEST else words
