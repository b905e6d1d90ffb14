"""HTML and text are two things: whatever a file says, it stays words on the page."""

import inspect
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dasbor.charts import outlines, svg
from dasbor.charts.kinds import ALL, Kind
from dasbor.charts.theme import palette
from dasbor.data.inspection import REFUSES, Finding
from dasbor.documents import cards, explore_table, foot, markup, programme
from dasbor.html import (
    Html,
    attributes,
    css_text,
    format_html,
    format_html_join,
    join_html,
    json_html,
)
from dasbor.narrative import Sentence
from dasbor.questions.filters import Filters, Options
from dasbor.questions.selection import Selection
from tests.specimens import chart, result

# Pieces that would open a tag, leave an attribute, a style or a script, or end a block of Markdown.
PIECES = [
    *("<jahat kena=1>", "</style><jahat>", "</script><jahat>", "<!--", "-->", "]]>", "<", ">"),
    *('" kena=1 x="', "' kena=1 x='", '"><jahat>', "&lt;jahat&gt;", "&", "\n\n", "{}", "%s", "\\"),
    *("Dinas Kesehatan", "x", " ", "é", "–"),
]
EVIL = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
TEXT = st.text(max_size=30)


class Seen(HTMLParser):
    """The elements, the attributes and the words that a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.values: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.names.add("jahat")


def assert_harmless(html: Any) -> None:
    assert isinstance(html, Html)
    assert not {"jahat", "kena"} & Seen(html).names, html


@given(TEXT)
def test_text_in_a_template_is_read_as_it_was_written(text: str) -> None:
    seen = Seen(format_html('<p title="{}">{}</p>', text, text))
    assert seen.names == {"p", "title"}
    assert seen.values == [text] and "".join(seen.words) == text


def test_ready_markup_goes_in_as_it_is_and_only_once() -> None:
    ready = format_html("<b>{}</b>", "a & b")
    assert format_html("<i>{}</i>", ready) == "<i><b>a &amp; b</b></i>"
    assert join_html([ready, ready], " & ") == f"{ready} &amp; {ready}"
    assert format_html_join("<li>{}</li>", [["<"], [ready]]) == f"<li>&lt;</li><li>{ready}</li>"
    assert isinstance(ready + "<", Html) and str(ready + "<").endswith("&lt;")


def test_an_attribute_is_named_has_a_value_or_is_not_there() -> None:
    assert attributes({"open": True, "class": 'a"b', "id": None}) == ' open class="a&quot;b"'


@given(EVIL)
def test_words_in_a_style_sheet_end_nothing(text: str) -> None:
    words = css_text(text)
    assert not set('"<>&\n') & set(words)
    assert words == text or "\\" in words
    assert_harmless(markup.table([text], [["1"]], [True], "x", "t-x"))


@given(EVIL)
def test_data_in_a_script_end_nothing(text: str) -> None:
    assert_harmless(format_html('<script type="application/json">{}</script>', json_html([text])))


GIVEN: dict[Any, Callable[[str], Any]] = {  # annotation -> what a hostile file would bring
    str: str,
    Html: lambda text: format_html("<b>{}</b>", text),
    bool: bool,
    int: lambda _: 2,
    float: lambda _: 2.0,
}


PLAIN = [
    function
    for _, function in inspect.getmembers(markup, inspect.isfunction)
    if set(inspect.get_annotations(function).values()) <= {*GIVEN, Html}
]


@pytest.mark.parametrize("function", PLAIN, ids=lambda function: function.__name__)
@given(text=EVIL)
@settings(max_examples=20)
def test_every_part_of_words_alone(function: Callable[..., Html], text: str) -> None:
    parameters = inspect.signature(function).parameters.values()
    named = {
        p.name: GIVEN[p.annotation](text) for p in parameters if p.kind is not p.VAR_POSITIONAL
    }
    more = [GIVEN[p.annotation](text) for p in parameters if p.kind is p.VAR_POSITIONAL]
    assert_harmless(function(*named.values(), *more) if more else function(**named))


def drawn(text: str) -> Iterable[Html]:
    """Everything that is made of answers, charts, findings and sentences."""
    found = result("inovasi_apa_saja", text)
    said = Sentence(text, (), (found,))
    yield from (markup.sentences([said]), foot.of_sentences([said]), markup.notes(found))
    yield from (markup.source_line(found), markup.files(found), markup.ways(found))
    yield from (foot.of_table(found), markup.share(text, text), markup.share_page(text))
    yield markup.result_table(found, name="t-uji")
    yield markup.notice([Finding(REFUSES, text, text, text, 7, text, text)], text, text)
    yield markup.link_list([(text, text, text)], text)
    yield markup.removable(text, {text: [text]})
    yield from (markup.words_list([text]), markup.ordered([markup.heading(text)]))
    yield markup.page_link(markup.address(text, {text: text}), text)
    yield programme.timeline(result("penghargaan_apa_saja", text))
    yield programme.stages(result("berapa_ide_lab_per_tahap", text))
    yield programme.participants(result("berapa_peserta_award_per_kategori", text), True)
    yield cards.rank(result("berapa_inovasi_per_opd", text), f"{text}0")
    yield explore(text)


def explore(text: str) -> Html:
    """The table of the bench and what is chosen in it."""
    values = {name: {text: text} for name in ("opd", "bentuk", "urusan")}
    bench = explore_table.Bench(
        Selection(Filters(opd=(text,)), search=text),
        Options((2020, 2021), values, {}),
        {text: text},
    )
    rows = result("inovasi_mana_yang_dicari", text)
    counts = result("berapa_inovasi_per_pilihan", text)
    return join_html(
        [
            explore_table.table(rows, 3, bench),
            explore_table.chips(bench),
            explore_table.facets(counts, bench),
            explore_table.columns(rows, bench),
        ]
    )


@given(EVIL)
@settings(max_examples=25)
def test_every_part_of_answers_and_findings(text: str) -> None:
    for html in drawn(text):
        assert_harmless(html)


@pytest.mark.parametrize("kind", ALL)
@given(text=EVIL)
@settings(max_examples=10)
def test_every_picture(kind: Kind, text: str) -> None:
    one = chart(kind, text)
    assert_harmless(svg.draw(one))
    assert_harmless(svg.draw(one, 400, palette=palette("light")))
    assert_harmless(svg.draw(one, href=lambda *_: text))
    assert_harmless(markup.chart_table(one))
    assert_harmless(markup.milestones(one))
    assert_harmless(foot.of_chart(one, "opd"))
    assert_harmless(markup.events(one.result))
    if kind == "peta":
        assert_harmless(svg.tile_map(one, lambda _: text))
        assert_harmless(outlines.draw(one, lambda _: text))
        assert one.layout
        assert_harmless(outlines.sketch(one.layout.areas, {}, text))
    if kind == "matriks":
        assert_harmless(markup.words_matrix(one, lambda _: text, lambda *_: text))


def test_a_block_stays_one_for_markdown() -> None:
    """An empty line would end it: what follows would be read as Markdown."""
    assert "\n" not in markup.wrap(markup.paragraph("a\n\n![x](y)"), markup.heading("b\n"))
