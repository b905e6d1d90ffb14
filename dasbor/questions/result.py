"""The answer to a question: rows with their passport, and all that a caption or an axis needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

from dasbor import format_id
from dasbor.questions.annotations import Event, Target
from dasbor.questions.query import STATED, Query, ResultColumn
from dasbor.questions.standing import Standing, Standings, in_words

if TYPE_CHECKING:
    import pandas


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
    ``sample`` says that it is an answer of the demonstration, made from sample rows only.
    """

    query: Query
    parameters: Mapping[str, Any]
    rows: tuple[tuple[Any, ...], ...]
    origins: tuple[Origin, ...]
    version: str
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    cautions: tuple[str, ...] = ()
    sample: bool = False

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

    def known(self, name: str) -> list[dict[str, Any]]:
        """The rows that have a value in one column."""
        return [row for row in self.records() if row[name] is not None]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {column.name: i for i, column in enumerate(self.columns)}

    @cached_property
    def standings(self) -> Mapping[str, tuple[Standing, ...]]:
        """Column with numbers -> how the number in each row stands."""
        rows, query = list(self.records()), self.query
        work = Standings(query.standings, rows, self.parameters, self.origins, bool(query.data))
        return {name: work.column(name) for name in query.numbers}

    def only_samples(self, name: str) -> "Result":
        """What a demonstration may show of a column: no published figure stands among samples."""
        kept = [standing is not Standing.PUBLISHED for standing in self.standings[name]]
        return replace(self, rows=tuple(compress(self.rows, kept)))

    def in_files(self) -> Iterator[tuple[Any, ...]]:
        """The rows with the columns of a file (``Query.in_files``)."""
        if self.query.in_files == self.columns:
            return iter(self.rows)
        at = {column.name: place for place, column in enumerate((*self.columns, STATED))}
        places = [at[column.name] for column in self.query.in_files]
        return (tuple(row[place] for place in places) for row in self._with_standing())

    def _with_standing(self) -> Iterator[tuple[Any, ...]]:
        if not self.query.numbers:
            return ((*row, None) for row in self.rows)
        names, by_row = self.query.numbers, zip(*self.standings.values(), strict=True)
        words = (in_words(dict(zip(names, row, strict=True))) for row in by_row)
        return ((*row, word) for row, word in zip(self.rows, words, strict=True))

    def frame(self) -> "pandas.DataFrame":
        """The answer as a pandas frame: readers' labels as column names, missing text as a dash."""
        import pandas as pd

        frame = pd.DataFrame(self.rows, columns=[column.label for column in self.columns])
        text = [column.label for column in self.columns if column.type == "VARCHAR"]
        frame[text] = frame[text].fillna(format_id.MISSING)
        return frame
