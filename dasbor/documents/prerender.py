"""The first picture of a page: what a browser shows before the app has drawn it.

The finding and the charts of the page as plain HTML, from the same section that
decks and sheets are made of. Where the page has its charts in Plotly, their figures go along: they
can be used before the app is there, and the app takes them over (server/plot.js).
"""

from collections.abc import Mapping
from functools import lru_cache

from dasbor.charts import Chart, plotly, svg
from dasbor.charts.theme import palette
from dasbor.city import city
from dasbor.data.store import Store
from dasbor.documents import cards, content, markup
from dasbor.documents.content import Ask, Section
from dasbor.html import Html, format_html, join_html, json_html
from dasbor.questions import filters
from dasbor.questions.answers import Answers, answers

Link = tuple[tuple[str, tuple[str, ...]], ...]


def first_picture(
    store: Store, page: str, link: Mapping[str, list[str]], browser: str = ""
) -> Html:
    """HTML of a page within the filters of a link, for what a browser calls itself.

    Empty for a page without a section, and while damaged files have to be explained first.
    Raises ``ValueError`` for filters that mean nothing here.
    """
    known = sorted(
        (name, tuple(link[name])) for name in ("tahun", *filters.CHOICES) if name in link
    )
    return _drawn(answers(store), page, tuple(known), svg.width_for(browser))


@lru_cache(maxsize=128)
def _drawn(asked: Answers, page: str, link: Link, width: int) -> Html:
    if page not in content.PAGES:
        return markup.NOTHING
    options = filters.options(asked)
    chosen = filters.from_link(dict(link), options)
    ask = content.within(asked, chosen, options)
    section = content.PAGES[page](ask)
    if not section.charts:
        return markup.NOTHING
    marks = [markup.badge(words, "saringan") for words in chosen.words(options)]
    front = page == content.FRONT
    name = f"Inovasi {city().name}" if front else section.name
    head = markup.kicker(name, markup.example_badge(section.charts[0].result), *marks)
    return markup.wrap(
        head,
        markup.heading(section.title),
        _front(section, ask) if front else _page(section, width),
    )


def _front(section: Section, ask: Ask) -> Html:
    beside = markup.sentences(section.sentences, traced=False)
    picture = svg.draw(section.charts[0], 480, 300) + markup.source_line(section.charts[0].result)
    main = markup.wrap(markup.block("", picture), beside, kind="utama")
    return main + markup.wrap(*cards.front(ask), kind="kisi")


def _page(section: Section, width: int) -> Html:
    remark = markup.paragraph(section.remark, "pengantar") if section.remark else markup.NOTHING
    said = markup.sentences(section.sentences, traced=False)
    charts = [_chart(chart, width, section.lively) for chart in section.charts]
    beside, below = charts[: section.beside], charts[section.beside :]
    return join_html([remark, said, markup.block("berjajar", *beside), *below])


def _chart(chart: Chart, width: int, lively: bool) -> Html:
    title = markup.heading(chart.title, 2) + markup.example_badge(chart.result)
    return format_html(
        '<section class="bingkai">{}{}{}{}</section>',
        *(markup.block("judul-gambar", title), svg.draw(chart, width)),
        *(_figure(chart) if lively else markup.NOTHING, markup.source_line(chart.result)),
    )


def _figure(chart: Chart) -> Html:
    """The Plotly figure of a chart as data, in both colour schemes."""
    if not chart.categories:
        return markup.NOTHING
    figures = {mode: plotly.draw(chart, palette(mode)) for mode in ("light", "dark")}
    if not figures["light"]["data"]:
        return markup.NOTHING
    facts = {"key": chart.key, "config": plotly.CONFIG, "alt": chart.alt_in_full, **figures}
    return format_html(
        '<script type="application/json" class="gambar-data">{}</script>', json_html(facts)
    )
