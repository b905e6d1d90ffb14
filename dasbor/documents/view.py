"""From where a page is seen: the answers, the filters in force, and what else its link says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from dasbor.charts import Chart
from dasbor.charts.svg import WIDE
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, Options
from dasbor.questions.result import Result
from dasbor.questions.selection import picked

PROFILE = "profil_opd"
SAMPLES, HIDDEN = "contoh", "tidak"  # a part of every link: whether demonstrations are shown
SUMMED, YES = "jumlahkan", "ya"  # several offices as one, asked for in the link
Address = Callable[[Any, Any], str]


@dataclass(frozen=True)
class View:
    """What a page is described and drawn from.

    Attributes:
        answers: the data being served.
        filters: those in force; ``options`` are what they choose from.
        query: the whole query of the page: its filters and its own controls, name -> values.
        samples: whether documents take along what a page demonstrates.
        page: the address of the page that is seen, without slash; empty for a tool.
        width: how wide a light picture may be drawn for whoever looks.
    """

    answers: Answers
    filters: Filters
    options: Options
    query: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False, compare=False)
    samples: bool = False
    page: str = ""
    width: int = WIDE

    def ask(self, question: str, /, **extra: Any) -> Result:
        """The answer to a question within the filters; ``extra`` adds or replaces parameters."""
        return self.answers.ask(question, **(self.filters.parameters(self.options) | extra))

    def shown(self, *datasets: str) -> "View":
        """From where to draw what is counted from these registers: the facts, where there are any.

        Where none of them has a row yet, the demonstration, unless the reader has hidden it or
        chosen years of which it has nothing to show.
        """
        samples = self.answers.demonstration
        if not samples or self.hidden or any(map(self.answers.has_rows, datasets)):
            return self
        if not any(samples.has_rows(dataset, *self._years) for dataset in datasets):
            return self
        return replace(self, answers=samples)

    @property
    def _years(self) -> tuple[int, int] | tuple[()]:
        """The years that the filters leave; nothing where they leave all."""
        first, last = self.filters.first_year, self.filters.last_year
        narrows = self.filters.narrows("tahun", self.options)
        return (first, last) if narrows and first and last else ()

    def knows(self, *datasets: str) -> bool:
        """Whether this government has one of these datasets; of none it has not, a page speaks."""
        return self.answers.knows(*datasets)

    @classmethod
    def of_papers(
        cls, answers: Answers, filters: Filters, options: Options, samples: bool = False
    ) -> "View":
        """From where documents are made: as if there were no samples, unless they go along."""
        query = {} if samples else {SAMPLES: (HIDDEN,)}
        return cls(answers, filters, options, query, samples)

    @property
    def compares(self) -> bool:
        """Whether several offices are chosen and their numbers are not to be added up."""
        return len(self.filters.opd) > 1 and self.said(SUMMED) != YES

    @property
    def demonstrates(self) -> bool:
        """Whether what is seen from here is a demonstration with samples."""
        return self.answers.samples

    @property
    def hidden(self) -> bool:
        """Whether the reader wants no demonstration."""
        return self.said(SAMPLES) == HIDDEN

    @property
    def link(self) -> dict[str, Any]:
        """The filters in force as the query of a link to another page."""
        return self.filters.link(self.options) | ({SAMPLES: HIDDEN} if self.hidden else {})

    def said(self, name: str) -> str:
        """What the link says for one of the page's own controls; empty when nothing."""
        return next(iter(self.query.get(name, ())), "")

    def choice(self, name: str, offered: Sequence[str]) -> str:
        """The word of ``offered`` that the link names, else the first."""
        asked = self.said(name)
        return asked if asked in offered else offered[0]

    def number(self, name: str, most: int) -> int:
        """A whole number from 0 to ``most``; 0 for anything else."""
        asked = self.said(name)
        return int(asked) if asked.isascii() and asked.isdecimal() and int(asked) <= most else 0

    def address(self, page: str, **changed: Any) -> str:
        """Another page within the same filters, of which some may be ``changed``."""
        query = urlencode(self.link | changed, doseq=True)
        return f"./{page}?{query}" if query else f"./{page}"

    def profile(self, label: str) -> str:
        """The page of one office by its short name."""
        return self.address(PROFILE, opd=[label])

    def same(self, **changed: Any) -> str:
        """This page with some parts of its query changed; None or nothing takes one away."""
        query = {name: list(values) for name, values in self.query.items()} | changed
        return f"?{urlencode({n: query[n] for n in sorted(query) if query[n]}, doseq=True)}"

    def marks(self, chart: Chart) -> Address | None:
        """The address behind each mark: this page with what it stands for, or without it again."""
        if not chart.picks:
            return None

        def address(category: Any, group: Any) -> str:
            link = picked(chart.picked(category, group), self.options)
            there = {name: list(self.query.get(name, ())) for name in link} == link
            gone: dict[str, list[str]] = {name: [] for name in link}
            return self.same(hal=None, **(gone if there else link)) if link else ""

        return address
