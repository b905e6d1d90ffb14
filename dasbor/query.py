"""Questions and answers: the registry of ``queries/*.sql``, and the ``Result`` views are made of.

A query introduces itself in its head comment, and nowhere else::

    -- Berapa inovasi tercatat tiap tahun?
    -- satu baris: satu tahun register
    -- data: inovasi
    -- ukuran: skor_iid
    -- parameter: tahun_dari, tahun_sampai
    -- kolom:
    --   tahun  | BIGINT | Tahun | tahun
    -- pilihan rincian: bentuk, jenis

The first line is the question, ``satu baris`` the grain, ``data`` the datasets whose rows stand
behind the answer, ``ukuran`` (optional) the published measures it quotes, ``pilihan`` (optional)
the only values a parameter may take, ``lebih dulu`` (optional) the macro in ``(select … from
macro(…))`` that is asked before, so that the long scan has a constant in its place, ``pembanding:
kota`` that ranks and shares rest on the rows of all offices, whichever are shown, ``daftar`` the
master lists it counts along. tests/test_queries.py holds every head true against DuckDB.
"""

import logging
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from dasbor import format_id, metrics, milestones, settings
from dasbor.milestones import Event, Target
from dasbor.store import Store

if TYPE_CHECKING:
    import pandas

log = logging.getLogger("dasbor.query")

KEPT_ROWS = 100_000  # of all kept answers: all pages with each single filter, twice over (30 MB)
ROWS_OF_ONE = 25  # what an answer weighs beside its rows
LARGEST_KEPT = 5_000  # rows; a larger answer is cheaper to ask again than to keep
FIRST = "lebih_dulu"  # the parameter that stands for what comes first
ORIGIN_QUERY = "dari_mana_angkanya"
SLOW = 0.5  # seconds; a question that takes longer is told to the log


@dataclass(frozen=True)
class ResultColumn:
    """A column of an answer: name, DuckDB type, the words for readers, and its unit."""

    name: str
    type: str
    label: str
    unit: str = ""


@dataclass(frozen=True)
class Query:
    """One question: the text of its file and what its head comment declares."""

    name: str
    question: str
    grain: str
    data: tuple[str, ...]
    measures: tuple[str, ...]
    parameters: tuple[str, ...]
    columns: tuple[ResultColumn, ...]
    choices: Mapping[str, tuple[str, ...]] = field(hash=False)
    sql: str = field(repr=False)
    city_wide: bool = False
    lists: tuple[str, ...] = ()
    first: str = ""


def read_query(path: Path) -> Query:
    """Read one file of ``queries/``. Raises ``ValueError`` naming what its head lacks."""
    sql = path.read_text(encoding="utf-8")
    head = [line.removeprefix("--") for line in sql.splitlines() if line.startswith("--")]
    columns = tuple(_columns(head))
    head = [line.strip() for line in head]
    fields = {
        key: tuple(word.strip() for word in value.split(",") if word.strip())
        for key, _, value in (line.partition(":") for line in head[1:])
    }
    grain = next((line[11:].strip() for line in head if line.startswith("satu baris:")), "")
    if not (head and head[0].endswith("?") and grain and columns and "parameter" in fields):
        raise ValueError(f"{path.name}: kepala kueri tidak lengkap")
    prefix = "pilihan "
    return Query(
        path.stem,
        head[0],
        grain,
        fields.get("data", ()),
        fields.get("ukuran", ()),
        fields["parameter"],
        columns,
        {k.removeprefix(prefix): v for k, v in fields.items() if k.startswith(prefix)},
        sql,
        "pembanding" in fields,
        fields.get("daftar", ()),
        _asked_first(sql, *fields.get("lebih dulu", ())),
    )


def _asked_first(sql: str, macro: str = "") -> str:
    """The part of a text that asks a macro."""
    found = re.search(rf"\(select \w+ from {macro}\([^()]*\)\)", sql) if macro else None
    return found[0] if found else ""


def _columns(head: list[str]) -> Iterator[ResultColumn]:
    for line in head:
        if line.startswith("   ") and line.count("|") >= 2:
            name, kind, label, unit = ([part.strip() for part in line.split("|")] + [""])[:4]
            yield ResultColumn(name, kind, label, unit)


@lru_cache(maxsize=1)
def registry() -> dict[str, Query]:
    """All questions by name. Files that begin with ``_`` are foundations, not questions."""
    paths = sorted(settings.QUERIES.glob("[!_]*.sql"))
    return {path.stem: read_query(path) for path in paths}


@dataclass(frozen=True)
class Origin:
    """Where the rows or the published figure of one dataset and year come from."""

    dataset: str
    title: str
    year: int
    measure: str
    definition: str
    published: float | None
    source: str
    publisher: str
    source_date: str | None
    as_of: date | None
    period: str
    certainty: str
    note: str
    rows: int
    illustrative_rows: int


@dataclass(frozen=True, eq=False)
class Result:
    """The answer to a query: rows, and everything a caption, an axis or a file head needs.

    ``rows`` are tuples in the order of ``columns``; they are shared between readers and must not
    be changed. ``targets`` and ``events`` are those of the years and measures of the answer,
    ``cautions`` what is to be said of the lists it counts along. An answer equals only itself.
    """

    query: Query
    parameters: Mapping[str, Any]
    rows: tuple[tuple[Any, ...], ...]
    origins: tuple[Origin, ...]
    version: str
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """The declared columns."""
        return self.query.columns

    def __bool__(self) -> bool:
        return bool(self.rows)

    def hears(self, name: str) -> bool:
        """Whether a filter (``tahun`` or the name of a parameter) reaches this answer."""
        return {"tahun": "tahun_dari"}.get(name, name) in self.parameters

    def column(self, name: str) -> ResultColumn:
        """The declaration of one column; ``KeyError`` when there is none."""
        return self.columns[self._index[name]]

    def values(self, name: str) -> list[Any]:
        """One column, top to bottom."""
        index = self._index[name]
        return [row[index] for row in self.rows]

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {column.name: i for i, column in enumerate(self.columns)}

    @property
    def illustrative(self) -> bool:
        """Whether any row behind the answer is illustrative ("data contoh")."""
        return any(origin.illustrative_rows for origin in self.origins)

    def frame(self) -> "pandas.DataFrame":
        """The answer as a pandas frame: readers' labels as column names, missing text as a dash."""
        import pandas as pd

        frame = pd.DataFrame(self.rows, columns=[column.label for column in self.columns])
        text = [column.label for column in self.columns if column.type == "VARCHAR"]
        frame[text] = frame[text].fillna(format_id.MISSING)
        return frame


class Answers:
    """The questions put to one store. Answers are kept, since a store never changes."""

    def __init__(self, store: Store, queries: Mapping[str, Query] | None = None) -> None:
        self.store = store
        self.queries = registry() if queries is None else queries
        self._kept: dict[tuple[Any, ...], Result] = {}
        self._asking: dict[tuple[Any, ...], Lock] = {}
        self._room = KEPT_ROWS

    def ask(self, name: str, **parameters: Any) -> Result:
        """Run the query of that name; parameters it does not declare are ignored.

        Undeclared parameters are how one set of filters serves every query of a page; a declared
        parameter that is not given is NULL.

        Raises:
            KeyError: for an unknown name.
            ValueError: when a parameter takes a value outside its declared choices.
        """
        query = self.queries[name]
        for key, choices in query.choices.items():
            if parameters.get(key) not in choices:
                raise ValueError(f"{key} harus salah satu dari: {', '.join(choices)}.")
        given = {key: _hashable(parameters.get(key)) for key in query.parameters}
        asked = (name, *given.items())
        if (kept := self._kept.get(asked)) is not None:
            metrics.remembered.add()
            return kept
        # The picture of a page and its run ask the same at the same time: one works, one waits.
        with self._asking.setdefault(asked, Lock()):
            try:
                kept = self._kept.get(asked)
                return self._answer(asked, query, given) if kept is None else kept
            finally:
                self._asking.pop(asked, None)

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
            self._room = KEPT_ROWS
        self._kept[asked] = result

    def counted_elsewhere(self, query: Query, rows: Sequence[tuple[Any, ...]]) -> Result:
        """An answer to a query of the reader's own, with the origins of the data it declares."""
        origins = tuple(self._origins(query, {}))
        return Result(query, {}, tuple(rows), origins, self.store.version)

    def _ask_store(self, query: Query, given: Mapping[str, Any]) -> Result:
        values = {key: _plain(value) for key, value in given.items()}
        names, rows = self.store.table(*self._after_first(query, values))
        if names != tuple(column.name for column in query.columns):
            raise ValueError(f"{query.name}: kolom hasil {names} tidak sama dengan kepalanya")
        shown = {row[names.index("tahun")] for row in rows} if "tahun" in names else None
        origins = tuple(o for o in self._origins(query, values) if not shown or o.year in shown)
        return Result(
            query, values, tuple(rows), origins, self.store.version,
            *self._milestones(query, values, shown or ()),
            tuple(filter(None, (self._cautions.get(name) for name in query.lists))),
        )  # fmt: skip

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
        stated = milestones.targets(self._rows_of(milestones.TARGETS_QUERY), *about)
        happened = milestones.events(self._rows_of(milestones.EVENTS_QUERY), *about)
        return (
            tuple(t for t in stated if t.year in years and milestones.applies(t, parameters)),
            tuple(event for event in happened if event.year in years),
        )

    def _rows_of(self, name: str) -> list[dict[str, Any]]:
        """The rows of a question on data that a data folder need not have."""
        needed = milestones.DATASETS[name]
        there = name in self.queries and needed in self._cautions
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


def _note_time(name: str, seconds: float, rows: int) -> None:
    metrics.questions.observe(seconds, name)
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


_NAME = re.compile(r"[a-z0-9_]+")
_NAMED = re.compile(r"\$(\w+)")


def known(name: str) -> bool:
    """Whether a name from outside is one of the questions."""
    return bool(_NAME.fullmatch(name)) and name in registry()


@lru_cache(maxsize=2)
def answers(store: Store) -> Answers:
    """The shared answers of one store."""
    return Answers(store)
