"""``/lembar`` in a browser: without scripts, alone, readable, on one sheet of paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from dasbor.data import versions
from dasbor.documents import sheet
from dasbor.questions.answers import Answers
from tests.e2e.browser import Record, axe, context_options


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_request_no_script_one_page(
    new_context: Callable[..., Any], record: Record, scheme: str
) -> None:
    options = context_options("ponsel") | {"color_scheme": scheme}
    context = new_context(**options, java_script_enabled=False)
    record.follow(context)
    page = context.new_page()
    page.goto("/lembar?opd=Dinkes")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(record.requests) == 1
    assert not record.complaints()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) == 1


def test_trouble_and_names_leave_it_on_one_page(
    new_context: Callable[..., Any], city_copy: Path
) -> None:
    """A file that is refused: a notice on top, and the rest as it was."""
    path = city_copy / "inovasi_2022.csv"
    path.write_text(path.read_text("utf-8").replace(",2022,", ",entah,", 4), "utf-8")
    answers = Answers(versions.Publisher(city_copy, city_copy.parent / "lain").current())
    page = new_context(**context_options("desktop")).new_page()
    page.set_content(sheet.page(answers, {}, "http://127.0.0.1"))
    expect(page.get_by_text("Ada masalah pada berkas data")).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(new_context: Callable[..., Any], scheme: str) -> None:
    page = new_context(**(context_options("ponsel") | {"color_scheme": scheme})).new_page()
    page.goto("/lembar")
    assert not axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
