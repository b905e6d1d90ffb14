"""A chart as a description: which answer, which columns, which kind, and the finding it states.

Renderers turn a description into a picture; a description knows nothing of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from dasbor import format_id
from dasbor.query import Result

Kind = Literal["kolom", "batang", "garis", "matriks", "peta"]
Tone = Literal["baik", "awas", "tenang"]


class Mark(NamedTuple):
    """How a word in a cell looks: a shape beside the word, and a tone for whoever sees colour."""

    symbol: str
    tone: Tone


class Aside(NamedTuple):
    """A last column of words in a matrix: its heading, and the words per ``x``."""

    heading: str
    words: Mapping[Any, str]


Cell = tuple[int, int]  # (column from the west, row from the north)


@dataclass(frozen=True)
class Area:
    """A true outline in whole units of a drawing (x to the east, y to the south).

    ``rings`` are flat lists x, y, x, y, … closed by their first point; ``middle`` is where a mark
    or a name goes.
    """

    rings: tuple[tuple[int, ...], ...]
    middle: tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Where the places of a ``peta`` lie: worked out here, so that every renderer draws alike.

    Attributes:
        cells: the cell of each place in a tile map.
        regions: the region each place belongs to; in cells its places lie side by side.
        areas: the true outline of each place; empty unless the data folder has them.
    """

    cells: Mapping[Any, Cell]
    regions: Mapping[Any, str]
    areas: Mapping[Any, Area] = field(default_factory=dict)

    @property
    def size(self) -> Cell:
        """Columns and rows of the tile map."""
        return (
            max((column for column, _ in self.cells.values()), default=-1) + 1,
            max((row for _, row in self.cells.values()), default=-1) + 1,
        )


@dataclass(frozen=True)
class Chart:
    """One picture of one answer.

    Attributes:
        kind: ``kolom`` columns over ``x`` (stacked when ``series`` is given), ``batang`` bars per
            ``x`` with the longest on top, ``garis`` points joined where no year is missing,
            ``matriks`` cells of ``x`` by ``series``, ``peta`` the places ``x`` of ``layout``,
            each with its word ``y``.
        title: the finding, as a sentence.
        alt: the takeaway for those who do not see the picture.
        missing: why there is no value, per ``x`` (in a ``matriks`` per ``series``); drawn as a gap
            with the reason, never as zero.
        pale: the ``x`` (in a ``matriks`` the ``series``) drawn pale (another measure, a part-year),
            with the word to print there.
        target: a level to compare with and its label.
        quiet: the groups that are background to the finding, drawn in a quiet colour.
        columns: the columns of the answer to show as its table; empty for ``x`` by ``series``.
        names: short names for values on the axes and in the legend.
        marks: for cells of words instead of numbers: every word that may stand in one. Such a
            matrix is a table wherever it is drawn, since its words are to be read.
        aside: a last column of words, for a ``matriks`` of words.
        layout: where the places lie, for ``peta``.
    """

    key: str
    kind: Kind
    result: Result
    x: str
    y: str
    title: str
    alt: str
    series: str = ""
    missing: Mapping[Any, str] = field(default_factory=dict)
    pale: Mapping[Any, str] = field(default_factory=dict)
    target: tuple[float, str] | None = None
    quiet: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    names: Callable[[Any], str] = str
    decimals: int | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    aside: Aside | None = None
    layout: Layout | None = None

    @cached_property
    def categories(self) -> list[Any]:
        """The values of ``x`` in the order of the answer, each once."""
        return list(dict.fromkeys(self.result.values(self.x)))

    @cached_property
    def groups(self) -> list[Any]:
        """The values of ``series`` in the order of the answer; one empty group without."""
        if not self.series:
            return [""]
        return [g for g in dict.fromkeys(self.result.values(self.series)) if g is not None]

    @cached_property
    def _cells(self) -> dict[tuple[Any, Any], Any]:
        groups = self.result.values(self.series) if self.series else [""] * len(self.result.rows)
        keys = zip(self.result.values(self.x), groups, strict=True)
        return dict(zip(keys, self.result.values(self.y), strict=True))

    def value(self, category: Any, group: Any = "") -> Any:
        """The value of one cell, ``None`` where the answer has none."""
        return self._cells.get((category, group))

    def values(self, group: Any = "") -> list[Any]:
        """One value per category."""
        return [self.value(category, group) for category in self.categories]

    def text(self, value: Any) -> str:
        """A value as readers see it."""
        if self.marks:
            return format_id.cell(value)
        return format_id.number(value, self.decimals)

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return self.result.column(self.y).unit

    @property
    def peak(self) -> float:
        """The highest column, stack, or target; 1 when there is nothing to draw, or only words."""
        if self.marks:
            return 1
        stacks = [
            sum(self.value(category, group) or 0 for group in self.groups)
            for category in self.categories
        ]
        return max([*stacks, self.target[0] if self.target else 0, 1])
