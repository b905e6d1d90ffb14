"""The questions put to one store: each is asked once, its answer kept and shared."""

import logging
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any

from dasbor import metrics
from dasbor.data.store import Store
from dasbor.questions import annotations, listing
from dasbor.questions.annotations import Event, Target
from dasbor.questions.listing import Listing
from dasbor.questions.query import Query, registry
from dasbor.questions.result import Origin, Result
from dasbor.questions.standing import ROW_ORIGIN

log = logging.getLogger("dasbor.questions.query")

KEPT_ROWS = 100_000  # of all kept answers: all pages with each single filter, twice over (30 MB)
ROWS_OF_ONE = 25  # what an answer weighs beside its rows
LARGEST_KEPT = 5_000  # rows; a larger answer is cheaper to ask again than to keep
FIRST = "lebih_dulu"  # the parameter that stands for what comes first
DIGITS = 12  # of a fraction, as files and programs get it
ORIGIN_QUERY = "dari_mana_angkanya"
SLOW = 0.5  # seconds; a question that takes longer is told to the log
_NAMED = re.compile(r"\$(\w+)")


class Answers:
    """The questions put to one store. Answers are kept, since a store never changes.

    They know no samples: those only ``demonstration`` has. ``samples``: this is the one.
    """

    def __init__(
        self, store: Store, queries: Mapping[str, Query] | None = None, samples: bool = False
    ) -> None:
        self.store = store
        self.samples = samples
        self.queries = registry() if queries is None else queries
        self._kept: dict[tuple[Any, ...], Result] = {}
        self._long: dict[tuple[Any, ...], Listing] = {}  # without their rows
        self._asking: dict[tuple[Any, ...], Lock] = {}
        self._room = KEPT_ROWS

    @cached_property
    def demonstration(self) -> "Answers | None":
        """The same questions with the samples among the rows; None where there are none."""
        store = self.store.with_samples
        return Answers(store, self.queries, samples=True) if store else None

    def ask(self, name: str, **parameters: Any) -> Result:
        """Run the query of that name; parameters it does not declare are ignored.

        Undeclared parameters are how one set of filters serves every query of a page; a declared
        parameter that is not given is NULL.

        Raises:
            KeyError: for an unknown name.
            ValueError: when a parameter takes a value outside its declared choices.
        """
        query, given = self._given(name, parameters)
        asked = (name, *given.items())
        if (kept := self._kept.get(asked)) is not None:
            metrics.remembered.inc()
            return kept
        # The picture of a page and its run ask the same at the same time: one works, one waits.
        with self._asking.setdefault(asked, Lock()):
            try:
                kept = self._kept.get(asked)
                return self._answer(asked, query, given) if kept is None else kept
            finally:
                self._asking.pop(asked, None)

    def listing(self, name: str, **parameters: Any) -> Listing:
        """The same answer row by row: of a long one only what is read becomes Python objects.

        Raises what ``ask`` raises.
        """
        query, given = self._given(name, parameters)
        asked = (name, *given.items())
        if (kept := self._kept.get(asked)) is not None:
            metrics.remembered.inc()
            return listing.of(kept)
        if (long := self._long.get(asked)) is not None:
            return long
        values = {key: _plain(value) for key, value in given.items()}
        text, bound = self._after_first(query, values)
        names, rows = self.store.page(text, bound, 0, LARGEST_KEPT + 1)
        if len(rows) <= LARGEST_KEPT:
            result = self._told(query, values, names, rows)
            self._keep(asked, result)
            return listing.of(result)
        self._room -= ROWS_OF_ONE
        self._long[asked] = self._counted(query, values, text, bound)
        return self._long[asked]

    def _counted(
        self, query: Query, values: Mapping[str, Any], text: str, bound: Mapping[str, Any]
    ) -> Listing:
        """A long answer: its rows are counted, and stay where they are."""
        names = tuple(column.name for column in query.columns)
        told = [name for name in ("tahun", ROW_ORIGIN) if name in names]
        counts = self.store.rows(
            f"select {', '.join([*told, 'count(*)'])} from (\n{text}\n) group by all", bound
        )
        kinds = [dict(zip(told, row[:-1], strict=True)) for row in counts]
        rows = [tuple(kind.get(name) for name in names) for kind in kinds]  # one of each kind
        passport = self._told(query, values, names, rows)

        def read(start: int, most: int | None) -> Iterator[tuple[Any, ...]]:
            if most is not None:
                return _without_noise(query, self.store.page(text, bound, start, most)[1])
            return _without_noise(query, self.store.each(text, bound))

        total = sum(count for *_, count in counts)
        return Listing(replace(passport, rows=()), total, read)

    def _given(self, name: str, parameters: Mapping[str, Any]) -> tuple[Query, dict[str, Any]]:
        query = self.queries[name]
        for key, choices in query.choices.items():
            if parameters.get(key) not in choices:
                raise ValueError(f"{key} harus salah satu dari: {', '.join(choices)}.")
        return query, {key: _hashable(parameters.get(key)) for key in query.parameters}

    def _answer(self, asked: tuple[Any, ...], query: Query, given: Mapping[str, Any]) -> Result:
        start = time.perf_counter()
        result = self._ask_store(query, given)
        _note_time(query.name, time.perf_counter() - start, len(result.rows))
        if len(result.rows) <= LARGEST_KEPT:
            self._keep(asked, result)
        return result

    def _keep(self, asked: tuple[Any, ...], result: Result) -> None:
        self._room -= len(result.rows) + ROWS_OF_ONE
        if self._room < 0:
            self._kept.clear()
            self._long.clear()
            self._room = KEPT_ROWS
        self._kept[asked] = result

    def counted_elsewhere(self, query: Query, rows: Sequence[tuple[Any, ...]]) -> Result:
        """An answer to a query of the reader's own, with the origins of the data it declares."""
        origins = tuple(self._origins(query, {}))
        return Result(query, {}, tuple(rows), origins, self.store.version)

    def _ask_store(self, query: Query, given: Mapping[str, Any]) -> Result:
        values = {key: _plain(value) for key, value in given.items()}
        return self._told(query, values, *self.store.table(*self._after_first(query, values)))

    def _told(
        self,
        query: Query,
        values: Mapping[str, Any],
        names: tuple[str, ...],
        rows: Sequence[tuple[Any, ...]],
    ) -> Result:
        """Rows with their passport."""
        if names != tuple(column.name for column in query.columns):
            raise ValueError(f"{query.name}: kolom hasil {names} tidak sama dengan kepalanya")
        shown = {row[names.index("tahun")] for row in rows} if "tahun" in names else None
        origins = tuple(o for o in self._origins(query, values) if not shown or o.year in shown)
        return Result(
            query, values, tuple(_without_noise(query, rows)), origins, self.store.version,
            *self._milestones(query, values, shown or ()),
            tuple(filter(None, (self._cautions.get(name) for name in query.lists))),
            self.samples and any(origin.illustrative_rows for origin in origins),
        )  # fmt: skip

    def has_rows(self, dataset: str, first: int = 0, last: int = 9999) -> bool:
        """Whether a register has rows, of any of these years: real ones, but for samples."""
        return any(name == dataset and first <= year <= last for name, year in self._with_rows)

    def knows(self, *datasets: str) -> bool:
        """Whether the data speak of one of these at all: a file, or a figure of its rows."""
        return not self._known.isdisjoint(datasets)

    @cached_property
    def _known(self) -> frozenset[str]:
        found = self.store.rows("select dataset from kontrak where ada")
        return frozenset(name for (name,) in found)

    @cached_property
    def offered(self) -> Mapping[str, Query]:
        """The questions worth asking here: about what a government has not there are none."""
        return {n: q for n, q in self.queries.items() if all(map(self.knows, q.needs))}

    @cached_property
    def _with_rows(self) -> frozenset[tuple[str, int]]:
        found = self.store.rows(
            "select dataset, coalesce(tahun, 0) from tahun_data where ada_baris"
        )
        return frozenset((name, year) for name, year in found)

    def _after_first(self, query: Query, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Text and parameters of a query once the part that comes first has been worked out."""
        if not query.first:
            return query.sql, values
        needed = {name: values[name] for name in _NAMED.findall(query.first)}
        known = any(value is not None for value in needed.values())
        [(found,)] = self.store.rows(f"select {query.first}", needed) if known else [(None,)]
        sql = query.sql.replace(query.first, f"${FIRST}")
        bound = values | {FIRST: found}
        return sql, {name: bound[name] for name in set(_NAMED.findall(sql))}

    def _milestones(
        self, query: Query, parameters: Mapping[str, Any], years: Collection[int]
    ) -> tuple[tuple[Target, ...], tuple[Event, ...]]:
        """What was aimed at and what happened in the years of an answer, for its measures."""
        about = (query.data, query.measures)
        if not years or not any(about):
            return (), ()
        stated = annotations.targets(self._rows_of(annotations.TARGETS_QUERY), *about)
        happened = annotations.events(self._rows_of(annotations.EVENTS_QUERY), *about)
        return (
            tuple(t for t in stated if t.year in years and annotations.applies(t, parameters)),
            tuple(event for event in happened if event.year in years),
        )

    def _rows_of(self, name: str) -> list[dict[str, Any]]:
        """The rows of a question on data that a data folder need not have."""
        needed = annotations.DATASETS[name]
        there = name in self.queries and self.knows(needed)
        return list(self.ask(name).records()) if there else []

    @cached_property
    def _cautions(self) -> dict[str, str | None]:
        """Every dataset of the store, and what is to be said of it."""
        return dict(self.store.rows("select dataset, peringatan from kontrak"))

    def _origins(self, query: Query, parameters: Mapping[str, Any]) -> Iterable[Origin]:
        if query.name == ORIGIN_QUERY or not (query.data or query.measures):
            return []
        origin = self.queries[ORIGIN_QUERY]
        asked = {key: parameters.get(key) for key in origin.parameters}
        asked |= {"dataset": list(query.data), "ukuran": list(query.measures)}
        asked |= {"opd": None} if query.city_wide else {}
        return [Origin(*row) for row in self.ask(ORIGIN_QUERY, **asked).rows]


def _without_noise(query: Query, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Fractions are rounded when they are shown; before that they only lose what binary sums add.

    Else a mean of 39.995 comes as 39.99499999999999, which no reader would round up.
    """
    places = [at for at, column in enumerate(query.columns) if column.type == "DOUBLE"]
    if not places:
        return iter(rows)
    return (tuple(_digits(v) if at in places else v for at, v in enumerate(row)) for row in rows)


def _digits(value: float | None) -> float | None:
    return value if value is None else float(f"{value:.{DIGITS}g}")


def _note_time(name: str, seconds: float, rows: int) -> None:
    metrics.questions.labels(name).observe(seconds)
    if seconds > SLOW:
        facts = {"pertanyaan": name, "detik": round(seconds, 3), "baris": rows}
        extra = {"event": "kueri_lambat", **facts}
        log.warning("Pertanyaan %s makan %.2f detik", name, seconds, extra=extra)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, (list, tuple)) else value


def _plain(value: Any) -> Any:
    """Lists for DuckDB; an empty choice means no restriction."""
    if isinstance(value, tuple):
        return list(value) or None
    return value


@lru_cache(maxsize=2)
def answers(store: Store) -> Answers:
    """The shared answers of one store."""
    return Answers(store)
