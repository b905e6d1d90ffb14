"""What stands around every page: a menu that takes the filters along, and the filters it hears."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from dasbor import settings
from dasbor.data import versions
from dasbor.documents import content, frame
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.questions.answers import Answers, answers
from dasbor.questions.filters import FILTERS, Filters, options
from dasbor.questions.result import Result


@pytest.fixture(autouse=True)
def _city(city_copy: Path) -> Iterator[None]:
    versions.reset()
    yield
    versions.reset()


def asked() -> Answers:
    return answers(versions.current())


def drawn(page: str, keeping: bool = False, **link: list[str]) -> tuple[str, Html]:
    return frame.of(asked(), page, link, keeping)


def offered(html: str) -> set[str]:
    return set(re.findall(r'<(?:select|input type="checkbox") name="(\w+)"', html))


def chosen(html: str) -> list[str]:
    boxes = re.findall(r'value="([^"]+)" checked', html)
    return [*re.findall(r"<option selected>(\d+)", html), *boxes]


class Listening(View):
    """Remembers every answer it gives."""

    heard: ClassVar[list[Result]] = []

    def ask(self, question: str, /, **extra: Any) -> Result:
        result = super().ask(question, **extra)
        self.heard.append(result)
        return result


@pytest.mark.parametrize("name", content.PAGES)
def test_a_page_offers_the_filters_that_reach_something_on_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Listening, "heard", [])
    choices = options(asked())
    content.section(name, Listening(asked(), Filters(opd=("Dinkes",)), choices))
    reached = {f for f in FILTERS if any(result.hears(f) for result in Listening.heard)}
    assert set(frame.hears(name)) == reached
    assert offered(drawn(name)[1]) == reached


def test_every_page_has_a_title_and_a_place_in_the_menu_or_a_way_to_it() -> None:
    pages = {path.stem for path in settings.PAGES.glob("*.py")}
    assert set(frame.TITLES) == pages and pages > frame.UNLISTED
    listed = re.findall(r'<li><a class="langsung" href="\./(\w*)"', drawn("opd")[1])
    assert set(listed) == {p.replace(content.FRONT, "") for p in pages - frame.UNLISTED} - {
        frame.KEEPER
    }
    assert f"./{frame.KEEPER}" in drawn("opd", keeping=True)[1]


def test_the_menu_says_where_one_is_and_takes_the_filters_along() -> None:
    link = {"opd": ["dinkes"], "tahun": ["2021", "2023"], "target": ["300"]}
    _, html = drawn("pertumbuhan", **link)
    kept = "tahun=2021&amp;tahun=2023&amp;opd=Dinkes"
    assert f'href="./posyantek?{kept}"' in html and f'href="./?{kept}"' in html
    [here] = re.findall(r'href="([^"]+)" aria-current="page"', html)
    assert here == f"./pertumbuhan?{kept}"
    assert chosen(html) == ["2021", "2023", "Dinkes"]
    assert '<input type="hidden" name="target" value="300">' in html


def test_titles_differ_by_page_and_by_the_filters_it_hears() -> None:
    pages = list(frame.TITLES)
    assert len({drawn(page)[0] for page in pages}) == len(pages)
    assert drawn("opd", opd=["Dinkes"])[0] == "OPD · Dinkes · Inovasi Kota Cilegon"
    assert drawn("posyantek", opd=["Dinkes"])[0] == drawn("posyantek")[0]


def test_what_a_link_made_up_is_chosen_nowhere() -> None:
    _, html = drawn("opd", opd=["<b>ngawur"], tahun=["1999"], asing=["<i>"])
    whole = [str(year) for year in options(asked()).years]
    assert chosen(html) == [whole[0], whole[-1]]
    assert "<b>ngawur" not in html and "<i>" not in html


def test_own_questions_are_in_the_menu_where_they_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, html = drawn("ringkasan")
    assert ">SQL<" in html
    monkeypatch.setenv("DASBOR_SQL", "mati")
    _, html = drawn("ringkasan")
    assert ">SQL<" not in html and ">Jelajah<" in html
