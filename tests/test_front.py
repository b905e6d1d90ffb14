"""The first screen: few words, four facts, each of them published and leading on."""

import re

import pytest

from dasbor.documents import content, front
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.narrative import headline
from dasbor.questions.answers import Answers
from dasbor.questions.filters import from_link, options
from tests.world import answer

MOST_WORDS, SHORT = 70, 54  # letters of two lines on a phone
TOTALS = "berapa_inovasi_per_tahun"
HEAD = "tahun, jumlah, naik, naik_persen, ukuran, tahun_berjalan, per_tanggal\n"


def seen(asked: Answers, link: dict[str, list[str]] | None = None) -> View:
    choices = options(asked)
    return View(asked, from_link(link or {}, choices), choices, link or {})


@pytest.mark.parametrize("which", ["city", "demonstrated"])
def test_the_first_screen_says_four_things_in_few_words(
    which: str, request: pytest.FixtureRequest
) -> None:
    view = seen(request.getfixturevalue(which))
    told = list(front.lines(view))
    assert [line.page for line in told] == ["indeks", "posyantek", "opd", "siap_rapat"]
    section = content.section("ringkasan", view)
    text = " ".join([section.title, *(f"{line.figure} {line.words}" for line in told)])
    assert len(text.split()) <= MOST_WORDS
    assert len(section.title) <= SHORT
    assert not any(result.sample for line in told for result in line.results)


def test_every_line_leads_to_its_page_and_says_where_it_comes_from(demonstrated: Answers) -> None:
    view = seen(demonstrated)
    drawn = front.screen(view, content.section("ringkasan", view).charts[0])
    text = Html(drawn).striptags()
    for line in front.lines(view):
        assert f'href="./{line.page}' in drawn and line.figure in text
    assert text.count("Sumber: ") >= 3
    assert "contoh" not in text.lower()


def test_offices_are_counted_only_where_somebody_has_published_it(
    city: Answers, demonstrated: Answers
) -> None:
    known = next(line for line in front.lines(seen(city)) if line.page == "opd")
    assert re.fullmatch(r"\d+ dari \d+", known.figure) and "2023" in known.words
    unknown = next(line for line in front.lines(seen(demonstrated)) if line.page == "opd")
    assert unknown.figure == "10" and "belum terbit" in unknown.words


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("2022, 187, , , a\n2023, 249, , , a, ya, 2023-06-20",
         "249 inovasi tercatat sampai 20 Juni 2023"),
        ("2022, 187, , , a\n2023, 249, 62, 33.2, a", "249 inovasi pada 2023, naik dari 187 (2022)"),
        ("2022, 249, , , a\n2023, 187, -62, -24.9, a",
         "187 inovasi pada 2023, turun dari 249 (2022)"),
        ("2022, 9, , , a\n2023, 9, 0, 0, a", "9 inovasi tercatat pada 2023"),
        ("2023, , , , a", "Belum ada"),
    ],
)  # fmt: skip
def test_the_headline_compares_whole_years_only(rows: str, text: str) -> None:
    assert str(headline(answer(TOTALS, HEAD + rows))).startswith(text)


def test_a_line_names_the_sources_of_its_own_year(city: Answers) -> None:
    """Of 2021 ten offices are told: who named others in other years has not said so."""
    choices = options(city)
    view = View(city, from_link({}, choices), choices, {})
    for line in front.lines(view):
        for result in line.results:
            years = {row["tahun"] for row in result.records() if row.get("tahun")}
            assert len(years) == 1, line
            assert result.rows, line
