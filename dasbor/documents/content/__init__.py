"""What every page says, described once: app, first picture, deck, paper and files come from it.

A page is a function that yields ``blocks``; it and its line in ``PAGES``, with its title and its
group in the menu, stand in the file of its subject. Controls of its own it gets in ``pages/``.
"""

from collections.abc import Iterable, Iterator

from dasbor.charts import Chart
from dasbor.city import city
from dasbor.documents.blocks import Block, Finding, Page, Section, Words
from dasbor.documents.content import about, kelurahan, office, programme, register, scores, sources
from dasbor.documents.view import View
from dasbor.questions.answers import Answers

FRONT = "ringkasan"
PAGES: dict[str, Page] = {
    name: page
    for subject in (
        register,
        scores,
        office,
        kelurahan,
        programme,
        sources,
        about,
    )  # as in the menu
    for name, page in subject.PAGES.items()
}
AT_THE_FOOT = tuple(about.PAGES)  # of every page, not in the menu
PAPERS = [name for name, page in PAGES.items() if page.paper]


def there(page: str, asked: Answers) -> bool:
    """Whether the data being served have a page; tools and unknown names are there."""
    needs = PAGES[page].needs if page in PAGES else ()
    return not needs or asked.knows(*needs)


def blocks(name: str, view: View) -> Iterator[Block]:
    """What a page says, top to bottom; of a page without data only that it has none."""
    page = PAGES[name]
    if there(name, view.answers):
        yield from page.describe(view)
        return
    yield Finding(f"{city().name} belum punya data untuk halaman ini", page.title)
    yield Words("Halaman ini masuk menu begitu datanya dimuat lewat Kelola Data.")


def described(page: str) -> bool:
    """Whether a page has a description: tools have none."""
    return page in PAGES


def section(name: str, view: View) -> Section:
    """One page; ``KeyError`` when it has no description."""
    page = PAGES[name]
    return Section(name, page.title, tuple(blocks(name, view)), view.samples)


def sections(view: View, pages: Iterable[str] = ()) -> list[Section]:
    """The named pages in the order of the menu; all that documents have without names.

    Raises:
        ValueError: for a page that is not there, in Indonesian.
    """
    wanted = list(pages) or PAPERS
    if strange := [page for page in wanted if page not in PAPERS]:
        raise ValueError(
            f"Halaman tidak dikenal: {', '.join(strange)}. Pilihannya: {', '.join(PAPERS)}."
        )
    return [section(page, view) for page in PAPERS if page in wanted and there(page, view.answers)]


def slides(chosen: Iterable[Section]) -> Iterator[tuple[Section, Chart]]:
    """Every chart with its section, a chart that stands on several pages only once.

    It stands with the first page of the menu that has it; the front page only quotes.
    """
    chosen = list(chosen)
    home: dict[str, str] = {}
    for one in sorted(chosen, key=lambda section: section.page == FRONT):
        for chart in one.charts:
            home.setdefault(chart.key, one.page)
    for one in chosen:
        for chart in one.charts:
            if home[chart.key] == one.page:
                yield one, chart
