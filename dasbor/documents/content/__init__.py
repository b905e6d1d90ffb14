"""What every page says, described once: app, first picture, deck, paper and files come from it.

A page is a function that yields ``blocks``; a new one gets its function in the file of its subject
and a line in ``PAGES``.
"""

from collections.abc import Iterable, Iterator

from dasbor.charts import Chart
from dasbor.documents.blocks import Describe, Section, settled
from dasbor.documents.content.kelurahan import posyantek
from dasbor.documents.content.office import met, offices, profile
from dasbor.documents.content.programme import awards, lab
from dasbor.documents.content.register import growth, summary
from dasbor.documents.content.scores import index
from dasbor.documents.content.sources import sources
from dasbor.documents.view import PROFILE, View

FRONT = "ringkasan"
PAGES: dict[str, tuple[str, Describe]] = {
    FRONT: ("Ringkasan", summary),
    "pertumbuhan": ("Pertumbuhan", growth),
    "indeks": ("Indeks", index),
    "opd": ("OPD", offices),
    "satu_opd_satu_inovasi": ("Satu OPD Satu Inovasi", met),
    "posyantek": ("Posyantek", posyantek),
    "lab_inovasi": ("Lab Inovasi", lab),
    "penghargaan": ("Penghargaan", awards),
    "sumber_mutu": ("Sumber & Mutu", sources),
}
ON_SCREEN: dict[str, tuple[str, Describe]] = {PROFILE: ("Profil OPD", profile)}


def described(page: str) -> bool:
    """Whether a page has a description: tools have none."""
    return page in PAGES or page in ON_SCREEN


def describe(page: str) -> Describe:
    """How one page is described; ``KeyError`` when it is a tool without a description."""
    return (PAGES | ON_SCREEN)[page][1]


def section(page: str, view: View) -> Section:
    """One page; ``KeyError`` when it has no description."""
    name, _ = (PAGES | ON_SCREEN)[page]
    return Section(page, name, settled(describe(page)(view)))


def sections(view: View, pages: Iterable[str] = ()) -> list[Section]:
    """The named pages in the order of the menu; all that documents have without names.

    Raises:
        ValueError: for a page that is not there, in Indonesian.
    """
    wanted = list(pages) or list(PAGES)
    if strange := [page for page in wanted if page not in PAGES]:
        raise ValueError(
            f"Halaman tidak dikenal: {', '.join(strange)}. Pilihannya: {', '.join(PAGES)}."
        )
    return [section(page, view) for page in PAGES if page in wanted]


def slides(chosen: Iterable[Section]) -> Iterator[tuple[Section, Chart]]:
    """Every chart with its section, a chart that stands on several pages only once.

    It stands with the page that has it as its own: the front page only quotes.
    """
    chosen = list(chosen)
    own = {chart.key for section in chosen if section.page != FRONT for chart in section.charts}
    for one in chosen:
        for chart in one.charts:
            if one.page != FRONT or chart.key not in own:
                yield one, chart
