"""A chart as a description: which answer, which columns, which kind, and the finding it states.

Renderers turn a description into a picture; a description knows nothing of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from dasbor import format_id
from dasbor.charts import identity
from dasbor.charts.kinds import TRAITS, Kind, Traits
from dasbor.charts.parts import Among, Aside, Band, Mark, Names
from dasbor.charts.places import Layout
from dasbor.questions.annotations import Event, Target
from dasbor.questions.result import Result
from dasbor.questions.selection import GROUPS
from dasbor.questions.standing import ROW_ORIGIN, SAMPLE_ROWS, Standing, of_several

# Column of an answer -> the group of a selection with the same labels.
GROUP_OF = {"tahun": "tahun", "singkatan": "opd", "bentuk": "bentuk", "urusan": "urusan"}
ASKED_FOR = ("rincian", "baris", "kolom")  # columns that hold the group that was asked for
SAMPLE_WORD = "CONTOH"
SAMPLE_WORDS = f"{SAMPLE_WORD}: angka karangan, tidak bersumber"
COLOURS, QUIETS = 12, 2  # how many a renderer has, for groups and for those in the background


@dataclass(frozen=True)
class Chart:
    """One picture of one answer.

    Of a sample answer it says nothing that would be found in it: no change, target, event or
    emphasis; its title is a question (``narrative.said``).

    Attributes:
        kind: ``kolom`` columns over ``x`` (stacked when ``series`` is given), ``batang`` bars per
            ``x`` with the longest on top, ``garis`` points joined where no year is missing,
            ``matriks`` cells of ``x`` by ``series``, ``peta`` the places ``x`` of ``layout``,
            each with its word ``y``,
            ``penggaris`` a ruler of named ``bands`` per ``x`` with its value on it,
            ``titik`` the last ``y`` as dots ``among`` as many as there are.
        title: the finding, as a sentence.
        alt: the takeaway for those who do not see the picture.
        missing: why there is no value, per ``x`` (in a ``matriks`` per ``series``); drawn as a gap
            with the reason, never as zero.
        pale: the ``x`` (in a ``matriks`` the ``series``) drawn pale (another measure, a part-year),
            with the words to print there.
        breaks: the ``x`` before which the measure changes: a line stands between.
        target: the reader's own level to compare with, and its label; targets that were stated for
            a year come with the answer (``targets``), and so do dated events (``events``).
        quiet: the groups that are background to the finding, drawn in quiet colours (``place``).
        strong: the ``x`` the finding is about; the others are drawn quiet. Empty: no difference.
        bands: per ``x`` the named zones of values its mark lies in (``penggaris`` only).
        spoken: the ``x`` whose name and value are written, where all would be too many.
        start: where the axis of values begins (``garis`` only; columns always begin at zero).
        above: a small word over the value of an ``x``, e.g. its change from the year before.
        columns: the columns of the answer to show as its table; empty for ``x`` by ``series``.
        names: short names for values on the axes and in the legend.
        marks: for cells of words instead of numbers: every word that may stand in one. Such a
            matrix is a table wherever it is drawn, since its words are to be read.
        aside: a last column of words, for a ``matriks`` of words.
        among: of how many the count is, for ``titik``.
        layout: where the places lie, for ``peta``.
        whole: the peak of the chart this one was cut from, so that parts share one scale.
        rest: what is said below instead of further rows (``shortening``).
        counted: another answer that the title counts from; it stands no firmer than that.
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
    breaks: frozenset[Any] = frozenset()
    target: tuple[float, str] | None = None
    quiet: frozenset[str] = frozenset()
    strong: frozenset[Any] = frozenset()
    bands: Mapping[Any, tuple[Band, ...]] = field(default_factory=dict)
    spoken: frozenset[Any] | None = None
    start: float = 0.0
    above: Mapping[Any, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    names: Callable[[Any], str] = str
    decimals: int | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    aside: Aside | None = None
    among: Among | None = None
    layout: Layout | None = None
    whole: float = 0
    rest: tuple[str, ...] = ()
    counted: Result | None = None

    def __post_init__(self) -> None:
        """Of an answer made of samples nothing is said that would be a finding."""
        if not self.result.sample:
            return
        asked = self.title if self.title.endswith("?") else f"{self.title}."
        none: dict[str, Any] = {"above": {}, "target": None, "strong": frozenset(), "aside": None}
        for name, value in (none | {"alt": f"{asked} {SAMPLE_WORDS}."}).items():
            object.__setattr__(self, name, value)

    def __getstate__(self) -> dict[str, Any]:
        """To another process it goes with its names written out."""
        columns = [name for name in (self.x, self.series) if name]
        values = {value for name in columns for value in self.result.values(name)}
        return self.__dict__ | {"names": Names({value: self.names(value) for value in values})}

    def __hash__(self) -> int:
        return hash((self.key, self.title, self.result))

    @property
    def traits(self) -> Traits:
        """What its kind is like."""
        return TRAITS[self.kind]

    @cached_property
    def categories(self) -> list[Any]:
        """The values of ``x`` in the order of the answer, each once."""
        return list(dict.fromkeys(self.result.values(self.x)))

    @cached_property
    def groups(self) -> list[Any]:
        """The values of ``series`` in the order of the answer; one empty group without.

        A ``matriks`` has a column also for a year of which the answer says nothing.
        """
        if not self.series:
            return [""]
        told = [g for g in dict.fromkeys(self.result.values(self.series)) if g is not None]
        if self.series == "tahun" and self.traits.cells and not {*self.missing} <= {*told}:
            return sorted({*told, *self.missing})
        return told

    @cached_property
    def _keys(self) -> list[tuple[Any, Any]]:
        """Category and group of each row."""
        groups = self.result.values(self.series) if self.series else [""] * len(self.result.rows)
        return list(zip(self.result.values(self.x), groups, strict=True))

    @cached_property
    def _cells(self) -> dict[tuple[Any, Any], Any]:
        return dict(zip(self._keys, self.result.values(self.y), strict=True))

    def place(self, group: Any) -> tuple[bool, int]:
        """Whether a group is quiet, and its place in the series of such colours (``identity``)."""
        return self._places[group]

    @cached_property
    def _places(self) -> dict[Any, tuple[bool, int]]:
        found: dict[Any, tuple[bool, int]] = {}
        for is_quiet, among in ((False, COLOURS), (True, QUIETS)):
            alike = {str(g): g for g in self.groups if (g in self.quiet) == is_quiet}
            for name, place in identity.places(list(alike), among).items():
                found[alike[name]] = (is_quiet, place)
        return found

    def sampled(self, category: Any, group: Any = "") -> bool:
        """Whether the value of a mark is a sample."""
        return (category, group) in self._samples

    @property
    def standing(self) -> Standing:
        """How the weakest of its values stands; ``ABSENT`` where it has none."""
        return self.standings[-1]

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The ways in which its values stand, the weakest last."""
        told = self.result.standings.get(self.y, ()) or self._row_standings
        drawn = [s for s, key in zip(told, self._keys, strict=True) if self._is_drawn(*key)]
        if drawn and self.counted:
            drawn += [s for column in self.counted.standings.values() for s in column]
        return (Standing.SAMPLE,) if self.samples else of_several(drawn)

    @property
    def samples(self) -> bool:
        """Whether any mark of the picture is a sample."""
        return bool(self._samples)

    def only_sampled(self, group: Any) -> bool:
        """Whether a group has no other marks than samples."""
        keys = {(c, group) for c in self.categories if self.value(c, group) is not None}
        return bool(keys) and keys <= self._samples

    @cached_property
    def _samples(self) -> frozenset[tuple[Any, Any]]:
        told = self.result.standings.get(self.y, ()) or self._row_standings
        return frozenset(
            key
            for key, standing in zip(self._keys, told, strict=True)
            if (self.result.sample or standing is Standing.SAMPLE) and self._is_drawn(*key)
        )

    def _is_drawn(self, category: Any, group: Any) -> bool:
        """Whether a cell has a mark: it has a value, and no field of missing ones covers it."""
        covered = self.traits.cells and group in self.missing
        return not covered and self.value(category, group) is not None

    @property
    def _row_standings(self) -> list[Standing]:
        """How rows stand that hold words: judged from a register, or as a source says it."""
        sound = Standing.COUNTED if self.result.query.data else Standing.PUBLISHED
        if all(column.name != ROW_ORIGIN for column in self.result.columns):
            return [sound] * len(self.result.rows)
        sampled = (origin in SAMPLE_ROWS for origin in self.result.values(ROW_ORIGIN))
        return [Standing.SAMPLE if is_sample else sound for is_sample in sampled]

    def meant(self, category: Any) -> bool:
        """Whether the finding is about a category, or about all alike."""
        return not self.strong or category in self.strong

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

    def said(self, value: Any) -> str:
        """What stands in a cell: a value as text, a word after its symbol."""
        mark = self.marks.get(value)
        return f"{mark.symbol} {value}" if mark else self.text(value)

    def level(self, value: Any) -> Any:
        """The number a cell is coloured by: its value; a good word more than others."""
        mark = self.marks.get(value)
        return {"baik": 1, "awas": 0, "tenang": None}[mark.tone] if mark else value

    @cached_property
    def targets(self) -> dict[Any, Target]:
        """The stated target of each year, for columns and lines that show the targeted measure.

        Without any value there is nothing to compare with it.
        """
        comparable = (
            self._over_years and not self.result.sample and not (self.series and self.traits.joined)
        ) and any(value is not None for value in self._cells.values())
        return {
            target.year: target
            for target in self.result.targets
            if comparable and target.unit == self.unit and target.year in self.categories
        }

    @property
    def target_runs(self) -> list[tuple[int, int, float]]:
        """First and last place on the axis, and the target: equal ones side by side are one run."""
        runs: list[tuple[int, int, float]] = []
        for place, category in enumerate(self.categories):
            if (target := self.targets.get(category)) is None:
                continue
            before = runs[-1] if runs else None
            if before and before[1:] == (place - 1, target.value):
                runs[-1] = (before[0], place, target.value)
            else:
                runs.append((place, place, target.value))
        return runs

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened in the years of the picture: said beside it, never drawn as a cause."""
        told = self._over_years and not self.result.sample
        shown = set(self.categories) if told else set()
        return tuple(event for event in self.result.events if event.year in shown)

    @property
    def _over_years(self) -> bool:
        return self.x == "tahun" and self.traits.years

    @property
    def alt_in_full(self) -> str:
        """``alt`` with targets and events: everything a picture shows, in words."""
        happened = [f"{event.year} {event.title}" for event in self.events]
        stated = [
            f"Target {year}: {self.text(target.value)}." for year, target in self.targets.items()
        ]
        stated += [f"Peristiwa: {'; '.join(happened)}."] if happened else []
        return " ".join([self.alt, *stated])

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return self.result.column(self.y).unit

    @property
    def picks(self) -> dict[str, str]:
        """Which groups of a selection a mark narrows: ``x`` or ``series`` -> group.

        Only those that reach the answer of the chart: of the page's filters or of its own.
        """
        asked = dict(self.result.parameters)
        named = GROUP_OF | {column: asked.get(column) or "" for column in ASKED_FOR}
        groups = {axis: named.get(column, "") for axis, column in self._axes.items()}
        return {a: g for a, g in groups.items() if g in GROUPS and self.result.hears(g)}

    @property
    def _axes(self) -> dict[str, str]:
        return {"x": self.x} | ({"series": self.series} if self.series else {})

    def picked(self, category: Any, group: Any = "") -> dict[str, str]:
        """Group of a selection -> label, for the mark of a category in a group of the chart."""
        there = {"x": category, "series": group}
        return {name: str(there[axis]) for axis, name in self.picks.items()}

    def speaks(self, category: Any) -> bool:
        """Whether the name and the values of this ``x`` are written."""
        return self.spoken is None or category in self.spoken

    @property
    def peak(self) -> float:
        """The highest point, stack, band or target; 1 when there is nothing, or only words."""
        if self.marks:
            return 1
        together = max if self.traits.joined else sum
        tops = [
            together([self.value(category, group) or 0 for group in self.groups] or [0])
            for category in self.categories
        ]
        tops += [band.high for bands in self.bands.values() for band in bands]
        tops += [target.value for target in self.targets.values()]
        return max([*tops, self.target[0] if self.target else 0, self.whole, self.start + 1])

    def cut(self, size: int) -> list["Chart"]:
        """This chart in parts of about equal length, at most so many categories, on one scale.

        Only rows can go on elsewhere; other kinds stay whole.
        """
        count = -(-len(self.categories) // size)
        if count < 2 or not self.traits.rows:
            return [self]
        size = -(-len(self.categories) // count)
        place = next(n for n, c in enumerate(self.result.columns) if c.name == self.x)
        pieces = []
        for start in range(0, len(self.categories), size):
            some = set(self.categories[start : start + size])
            rows = tuple(row for row in self.result.rows if row[place] in some)
            result = replace(self.result, rows=rows)
            pieces.append(replace(self, result=result, whole=self._scale))
        return pieces

    @property
    def _scale(self) -> float:
        """What marks are measured by: the highest stack, in a ``matriks`` the strongest cell."""
        return self.strongest if self.traits.cells else self.peak

    @cached_property
    def strongest(self) -> float:
        """The highest value of a cell, also of the parts that this one was cut from."""
        numbers = (value for value in self._cells.values() if isinstance(value, int | float))
        return max([self.whole, *numbers]) or 1
