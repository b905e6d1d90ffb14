"""The one line below a picture or a table, and what of it a page says when nothing is opened."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

import lxml.html
import pytest

from dasbor.city import City
from dasbor.documents import content, foot, page, share
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, from_link, options
from dasbor.questions.standing import Standing
from tests.world import answer, origin

GONE = ("dari mana?", "Buka rumus", "Lihat barisnya", "peristiwa pada", "Tabel, catatan")
LINKS: dict[str, dict[str, list[str]]] = {
    "none": {},
    "years": {"tahun": ["2021", "2022"]},
    "one year": {"tahun": ["2024", "2024"]},
    "office": {"opd": ["Dinkes"]},
    "offices": {"opd": ["Dinkes", "Dinsos"], "tahun": ["2020", "2023"]},
    "own": {"target": ["300"], "rincian": ["jenis"], "tampil": ["belum"], "tandingan": ["true"]},
}
HEADS = ("Sumber", "Tabel", "Unduh", "Bagikan", "Rumus")
LABELS = "not(@class='jenis' or @class='label' or @class='sub')"  # names of a kind in a list
Node = lxml.html.HtmlElement


@lru_cache(maxsize=256)
def drawn(asked: Answers, name: str, case: str) -> Html:
    offered, link = options(asked), LINKS[case]
    view = View(asked, from_link(link, offered), offered, link, page=name)
    return page.whole(content.section(name, view).blocks, view, 640, name)


def pages(asked: Answers) -> Iterator[tuple[str, Node]]:
    """Every page under every filter, as a tree."""
    for name in content.PAGES:
        for case in LINKS:
            yield f"{name}: {case}", lxml.html.fromstring(str(drawn(asked, name, case)))


@pytest.fixture(params=["facts", "demonstration"])
def asked(request: pytest.FixtureRequest, city: Answers, demonstrated: Answers) -> Answers:
    return city if request.param == "facts" else demonstrated


def text(node: Node) -> str:
    return " ".join(str(node.text_content()).split())


def surface(tree: Node) -> Node:
    """What is seen while every fold is closed."""
    for fold in tree.xpath("//details"):
        for inside in fold.xpath("./*[not(self::summary)]"):
            fold.remove(inside)
    return tree


def test_what_belonged_to_the_machinery_has_left_the_surface(asked: Answers) -> None:
    for where, tree in pages(asked):
        pressed = surface(tree).xpath("//summary | //a | //button")
        words = " ".join(map(text, pressed))
        assert not [gone for gone in (*GONE, "SQL", "CSV") if gone in words], where


def test_the_same_paragraph_stands_at_most_twice_on_a_page(asked: Answers) -> None:
    """On the surface; what a fold holds is told to whoever opens it, there each only once."""
    for where, tree in pages(asked):
        for fold in tree.xpath("//details[contains(@class, 'kaki')]"):
            inside = Counter(text(p) for p in fold.xpath("./p[not(@class='jalan')] | ./ul/li"))
            assert not [p for p, count in inside.items() if count > 1], where
        said = Counter(
            text(p) for p in surface(tree).xpath(f"//p[{LABELS}] | //li[not(.//a or .//p)]")
        )
        assert not [p for p, count in said.items() if count > 2 and p], (where, said.most_common(2))


def test_every_picture_and_table_has_one_foot_of_one_short_line(asked: Answers) -> None:
    for where, tree in pages(asked):
        feet = tree.xpath("//details[contains(@class, 'kaki')]/summary")
        lines = [text(line) for line in feet if line.xpath("./b")]
        pictures = tree.xpath("//section[contains(@class, 'bingkai')][.//*[local-name()='svg']]")
        tables = tree.xpath("//div[contains(@class, 'tabel')][.//table][.//summary]")
        assert len(lines) >= len(pictures), where
        for framed in [*pictures, *tables]:
            inside = framed.xpath(".//details[contains(@class, 'kaki')]")
            assert len(inside) == 1, (where, text(framed)[:80])
        for line in lines:
            assert len(line.split()) <= 20, (where, line)
            assert line.startswith(("Terbit", "Dihitung", "Perkiraan", "Contoh", "Belum terbit"))


def test_the_panel_of_a_fact_leads_everywhere_and_that_of_a_sample_nowhere(
    asked: Answers,
) -> None:
    for where, tree in pages(asked):
        for fold in tree.xpath("//details[contains(@class, 'kaki')][summary/b]"):
            heads = [text(h) for h in fold.xpath("./h3")]
            assert heads == [head for head in HEADS if head in heads], where
            if text(fold).startswith("Contoh"):
                assert set(heads) <= {"Sumber", "Tabel"} and not fold.xpath(".//a"), where
            else:
                assert heads[-1] == "Rumus" and "Unduh" in heads, where


def test_every_card_and_embedded_picture_that_a_page_links_to_is_there(city: Answers) -> None:
    """With the same finding as on the page."""
    found: dict[str, str] = {}
    for where, tree in pages(city):
        links = tree.xpath("//details[contains(@class, 'kaki')]//a/@href")
        found |= {str(link): where for link in links if re.match(r"\./(kartu|sematkan)/", link)}
    assert len(found) > 40
    for link, where in found.items():
        parts = urlsplit(link)
        if parts.path.endswith(".png"):
            continue  # made of the same card
        path, pairs = parts.path.removeprefix("./"), parse_qsl(parts.query)
        made = share.answer(city, City("Kota"), path, pairs, "https://x.id")
        assert made.body, (link, where)


def test_no_page_shows_a_picture_of_facts_that_cannot_be_taken_along(city: Answers) -> None:
    for name in ("ringkasan", "pertumbuhan", "indeks", "opd", "posyantek", "penghargaan"):
        tree = lxml.html.fromstring(str(drawn(city, name, "none")))
        shared = tree.xpath("//details[contains(@class, 'kaki')][.//a[contains(@href, 'kartu/')]]")
        pictures = "//*[local-name()='svg'][contains(@class, 'gambar')][not(ancestor::table)]"
        shown = tree.xpath(pictures)
        assert shared and len(shared) >= len(shown) - 1, name  # a map is drawn for two widths


def test_one_place_says_where_the_sentences_of_a_page_come_from(city: Answers) -> None:
    for name in content.PAGES:
        tree = lxml.html.fromstring(str(drawn(city, name, "none")))
        folds = [text(s) for s in tree.xpath("//summary") if text(s) == foot.OF_SENTENCES]
        section = content.section(name, View.of_papers(city, Filters(), options(city)))
        traced = any(s.results for s in (section.finding, *section.sentences))
        assert len(folds) == traced, name


def test_the_line_names_the_standing_and_the_last_publisher() -> None:
    rows = "tahun, jumlah\n2022, 7\n2023, 9"
    both = tuple(
        origin(dataset="inovasi", year=year, publisher=f"Koran {year}", published=count, rows=0)
        for year, count in ((2022, 7.0), (2023, 9.0))
    )
    result = answer("berapa_inovasi_per_tahun", rows)
    known = type(result)(result.query, {}, result.rows, both, "uji")
    line = provenance.foot(known, (Standing.PUBLISHED,))
    assert line.startswith("Terbit · Koran 2023") and line.endswith(", dan 1 sumber lain")
    sample = answer("berapa_inovasi_per_tahun", rows, sample=True)
    assert provenance.foot(sample) == "Contoh, tidak bersumber"


def test_what_has_no_number_has_no_publisher() -> None:
    """Within a filter nothing is published: the city's source has said nothing of it."""
    there = origin(dataset="inovasi", year=2022, publisher="Koran", published=7.0, rows=0)
    for rows in ("tahun, jumlah\n2022,\n2023,", ""):
        empty = answer("berapa_inovasi_per_tahun", rows)
        asked = type(empty)(empty.query, {"opd": ["a"]}, empty.rows, (there,), "uji")
        assert provenance.foot(asked, (Standing.ABSENT,)) == "Belum terbit"
        assert "Koran" not in provenance.of(asked).line
