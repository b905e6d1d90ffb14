"""Pages as content: the same names, findings and pictures as on the screen."""

from dataclasses import replace

import pytest

from dasbor.documents import content
from dasbor.documents.frame import TITLES
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options


@pytest.fixture
def view(city: Answers) -> View:
    return View(city, Filters(), options(city))


def test_sections_are_the_pages_of_the_menu(view: View) -> None:
    found = {section.page: section.name for section in content.sections(view)}
    assert list(found.items()) == [item for item in TITLES.items() if item[0] in found]


def test_every_section_states_a_finding_and_shows_what_it_rests_on(view: View) -> None:
    for section in content.sections(view):
        assert section.title and not section.title.endswith(".")
        assert section.charts or section.tables
        assert section.results
        keys = [chart.key for chart in (*section.charts, *section.further)]
        assert len(set(keys)) == len(keys)


def test_chosen_pages_come_in_the_order_of_the_menu(view: View) -> None:
    chosen = content.sections(view, ["opd", "pertumbuhan"])
    assert [section.page for section in chosen] == ["pertumbuhan", "opd"]
    with pytest.raises(ValueError, match="tidak dikenal: ngawur"):
        content.sections(view, ["ngawur"])


def test_no_picture_is_shown_twice(view: View) -> None:
    shown = [(section.page, chart.key) for section, chart in content.slides(content.sections(view))]
    assert len({key for _, key in shown}) == len(shown)
    assert ("pertumbuhan", "total_per_tahun") in shown
    alone = content.slides(content.sections(view, [content.FRONT]))
    assert "total_per_tahun" in [chart.key for _, chart in alone]


def test_sections_keep_to_the_filters(city: Answers) -> None:
    choices = options(city)
    narrow = Filters(choices.years[0], choices.years[1], opd=("Dinkes",))
    for result in content.section("pertumbuhan", View(city, narrow, choices)).results:
        assert result.parameters.get("opd", narrow.parameters(choices)["opd"])
        assert set(result.values("tahun")) <= set(choices.years[:2])


def test_an_empty_selection_is_still_a_section(city: Answers) -> None:
    choices = options(city)
    nobody = replace(choices, values={**choices.values, "opd": {"Tidak ada": "tidak-ada"}})
    for section in content.sections(View(city, Filters(opd=("Tidak ada",)), nobody)):
        assert section.title
