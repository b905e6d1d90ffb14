"""What a page is described with: blocks in reading order, and what documents take from them.

A page is a function that yields blocks, top to bottom (``content``). On screen they are drawn as
they come (``page``); slides, paper, sheets and files read a ``Section`` made of all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from dasbor.charts import Chart
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.narrative import Sentence
from dasbor.questions.filters import FILTERS, Filters, Options
from dasbor.questions.result import Result

HERE = "halaman ini"
NONE_FITS = "Nol inovasi dalam saringan ini: itu jawabannya, bukan data yang kosong."


@dataclass(frozen=True)
class Finding:
    """The headline of a page, under the name of the page; comes first."""

    text: Sentence | str
    kicker: str


@dataclass(frozen=True)
class Empty:
    """What to say when a column of an answer has nothing but zeros and gaps; else nothing."""

    result: Result
    column: str = "jumlah"
    words: str = NONE_FITS


@dataclass(frozen=True)
class Deaf:
    """The filters (``tahun`` or of ``CHOICES``) that do not reach the page, or ``on`` a part."""

    names: tuple[str, ...]
    on: str = HERE


class Sentences:
    """Statements, each with the numbers it comes from; missing ones are left out."""

    def __init__(self, *items: Sentence | None) -> None:
        self.items = tuple(item for item in items if item)


@dataclass(frozen=True)
class Remark:
    """A caution that belongs to the subject: wherever its pictures go, it goes along."""

    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph for where it stands."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading over what follows, small (``over``) or of its own weight.

    ``of``: the answer it was read from, for its mark and its formula.
    """

    text: str
    of: Result | None = None
    over: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart to be read value by value, under its finding.

    Attributes:
        others: the same chart for the other choices of its control: for paper, not for slides.
        slide: whether it is shown in a meeting.
        leads_to: the page that a click on a mark opens, within what it stands for; else this one.
    """

    chart: Chart
    others: Callable[[], tuple[Chart, ...]] = tuple
    slide: bool = True
    leads_to: str = ""


@dataclass(frozen=True)
class Light:
    """Charts that open fast, without Plotly: side by side, or one beside blocks of words.

    Alone it has no heading: the finding of the page is its own.
    """

    charts: tuple[Chart, ...]
    beside: tuple["Block", ...] = ()


@dataclass(frozen=True)
class Table:
    """An answer as a table, all columns or the named ones; ``paper``: also in documents."""

    heading: str
    result: Result
    columns: tuple[str, ...] = ()
    paper: bool = True


@dataclass(frozen=True)
class Fold:
    """Tables that stay closed until asked for; those without a row are left out."""

    summary: str
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Listing:
    """A part with a drawing of its own, and what says the same in documents."""

    draw: Callable[[View], Html]
    charts: tuple[Chart, ...] = ()
    sentences: tuple[Sentence | None, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class ToLoad:
    """The files that would put real rows under these answers or datasets: for the operator."""

    about: tuple[Result | str, ...]


@dataclass(frozen=True)
class Demonstration:
    """From here on a page shows samples, so that it is seen at work; comes last, can be hidden.

    It goes into no document, unless somebody asks for it.
    """


@dataclass(frozen=True)
class Origins:
    """Where the sentences of a page come from; the page itself adds it (``once.traced``)."""

    said: tuple[Sentence, ...]


@dataclass(frozen=True)
class Choice:
    """One of a few words that the link keeps under ``name``, the first at the start.

    ``words`` are what the values ``offered`` are called, where they are not words themselves.
    """

    label: str
    name: str
    offered: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """A whole number from 0 to ``most`` that the link keeps under ``name``; 0 is none."""

    label: str
    name: str
    most: int
    step: int
    words: str


@dataclass(frozen=True)
class Pick:
    """One of a long list of (value, words), for the link of this page or of another ``page``."""

    label: str
    name: str
    offered: tuple[tuple[str, str], ...]
    chosen: str = ""
    page: str = ""


@dataclass(frozen=True)
class Slot:
    """The place of a tool of the app: the only part of a page that the server cannot draw."""

    name: str


@dataclass(frozen=True)
class Row:
    """Blocks side by side on a wide screen; ``narrow``: the first column is the smaller one."""

    columns: tuple[tuple["Block", ...], ...]
    narrow: bool = False


Block = (
    Finding
    | Empty
    | Deaf
    | Sentences
    | Remark
    | Words
    | Heading
    | Picture
    | Light
    | Table
    | Fold
    | Listing
    | ToLoad
    | Demonstration
    | Origins
    | Choice
    | Number
    | Pick
    | Slot
    | Row
)
Control = Choice | Number | Pick
Describe = Callable[[View], Iterator[Block]]


@dataclass(frozen=True)
class Page:
    """A page with a description: its title and its group in the menu; ``paper``: in documents.

    ``hears``: the filters that reach something on it, which are those it offers.
    ``needs``: the datasets of which a government has at least one, or there is no such page.
    """

    title: str
    group: str
    describe: Describe
    paper: bool = True
    hears: tuple[str, ...] = FILTERS
    needs: tuple[str, ...] = ()


def each(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and those inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Row):
            for column in block.columns:
                yield from each(column)
        elif isinstance(block, Light):
            yield from each(block.beside)
        elif isinstance(block, Fold):
            yield from block.tables


@dataclass(frozen=True)
class Section:
    """One page as content: what slides, paper, sheets and files take from its blocks.

    Attributes:
        page: the address of the page, without slash.
        name: its name in the menu.
        samples: whether what it demonstrates is taken along.
    """

    page: str
    name: str
    blocks: tuple[Block, ...]
    samples: bool = False

    @cached_property
    def _all(self) -> tuple[Block, ...]:
        found = each(self.blocks)
        return tuple(
            found
            if self.samples
            else takewhile(lambda block: not isinstance(block, Demonstration), found)
        )

    def __getstate__(self) -> dict[str, Any]:
        """To another process it goes as what documents take: that one has nothing to ask."""
        plain = tuple(block for block in self._all if isinstance(block, Deaf | Remark))
        views = ("finding", "charts", "further", "sentences", "tables", "deaf")
        taken = {name: getattr(self, name) for name in views}
        return {"page": self.page, "name": self.name, "blocks": plain, **taken}

    @cached_property
    def finding(self) -> Sentence:
        """The headline."""
        [text] = (block.text for block in self._all if isinstance(block, Finding))
        return text if isinstance(text, Sentence) else Sentence(text, ())

    @property
    def title(self) -> str:
        """The headline as plain text, without full stop."""
        return self.finding.text

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """One finding each, the most important first."""
        found: list[Chart] = []
        for block in self._all:
            if isinstance(block, Picture) and block.slide:
                found.append(block.chart)
            elif isinstance(block, Light | Listing):
                found += block.charts
        return tuple(found)

    @cached_property
    def further(self) -> tuple[Chart, ...]:
        """Charts for paper that are too many for slides; not asked before they are wanted."""
        pictures = [block for block in self._all if isinstance(block, Picture)]
        return tuple(
            chart
            for block in pictures
            for chart in (*([] if block.slide else [block.chart]), *block.others())
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """What is said besides the headline."""
        found = [
            sentence
            for block in self._all
            if isinstance(block, Sentences | Listing)
            for sentence in (block.items if isinstance(block, Sentences) else block.sentences)
        ]
        return tuple(sentence for sentence in found if sentence)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The answers that documents show as tables."""
        found: list[Table] = []
        for block in self._all:
            if isinstance(block, Table):
                found.append(block)
            elif isinstance(block, Listing):
                found += block.tables
        return tuple(table for table in found if table.paper)

    @property
    def remark(self) -> str:
        """The caution that belongs to the subject."""
        return " ".join(block.text for block in self._all if isinstance(block, Remark))

    @cached_property
    def deaf(self) -> tuple[str, ...]:
        """The filters that do not reach this page, or none of the answers documents show."""
        whole = {
            name
            for block in self._all
            if isinstance(block, Deaf)
            for name in block.names
            if block.on == HERE or not any(result.hears(name) for result in self.results)
        }
        return tuple(name for name in FILTERS if name in whole)

    def without_effect(self, filters: Filters, options: Options) -> str:
        """Which of the chosen filters do not reach the page or parts of it; empty when all do."""
        blocks = [block for block in self._all if isinstance(block, Deaf)]
        words = (filters.without_effect(block.names, options, block.on) for block in blocks)
        return " ".join(filter(None, words))

    @property
    def results(self) -> list[Result]:
        """The answers behind charts and tables, each once."""
        charts = [chart.result for chart in (*self.charts, *self.further)]
        found = {id(r): r for r in (*charts, *(table.result for table in self.tables))}
        return list(found.values())

    def deaf_to(self, result: Result) -> list[str]:
        """The filters that do not reach one of its answers: fewer may than reach the page."""
        return [n for n in FILTERS if n in self.deaf or not result.hears(n)]
