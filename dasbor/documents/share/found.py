"""What is shared: a page, or one of its pictures, within what the link says that it understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dasbor.charts import Chart
from dasbor.charts.scale import tells
from dasbor.documents import content
from dasbor.documents.addresses import as_query
from dasbor.documents.blocks import Control, Section, each
from dasbor.documents.view import SAMPLES, View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import FILTERS, lenient, options

Link = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Shared:
    """A page or a picture of it.

    Attributes:
        title: the finding.
        words: what is said besides, in a sentence or two.
        marks: the filters in force, in words.
        page: the address of the page, without slash; ``query`` is what the link says of it.
        chart: the picture; none where the page has no figure to show.
    """

    title: str
    words: str
    marks: tuple[str, ...]
    page: str
    query: str
    chart: Chart | None

    @property
    def address(self) -> str:
        """The page below the address of the site."""
        path = "" if self.page == content.FRONT else self.page
        return f"{path}?{self.query}" if self.query else path


def find(asked: Answers, page: str, link: Link, key: str = "") -> Shared:
    """The page, with its first picture, or with the one of this key.

    Raises:
        KeyError: when there is no such page, or no such picture of facts on it.
    """
    choices = options(asked)
    chosen, _ = lenient(link, choices)
    view = View.of_papers(asked, chosen, choices)
    section = content.section(page, view)
    own = _own(section, link)
    if own:
        section = content.section(page, View(asked, chosen, choices, {**view.query, **own}))
    drawn = list(filter(tells, section.charts))
    if key:
        drawn = [c for c in (*section.charts, *section.further) if c.key == key and tells(c)][:1]
        if not drawn:
            raise KeyError(key)
    query = as_query(chosen.link(choices) | own)
    title = drawn[0].title if key else section.title
    chart = drawn[0] if drawn else None
    told = section.sentences[:2]
    words = ". ".join(s.text for s in told) or section.remark or (chart.title if chart else "")
    return Shared(title, words, tuple(chosen.words(choices)), page, query, chart)


def _own(section: Section, link: Link) -> dict[str, Sequence[str]]:
    """What the link says to the controls of the page; whatever else it says is left out."""
    controls = {block.name for block in each(section.blocks) if isinstance(block, Control)}
    return {name: link[name] for name in sorted(controls - {SAMPLES, *FILTERS}) if link.get(name)}
