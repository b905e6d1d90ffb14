"""``/lembar`` in a browser: without scripts, alone, readable, on one sheet of paper."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Rekaman, axe, context_options


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_request_no_script_one_page(
    new_context: Callable[..., Any], rekaman: Rekaman, scheme: str
) -> None:
    options = context_options("ponsel") | {"color_scheme": scheme}
    context = new_context(**options, java_script_enabled=False)
    rekaman.follow(context)
    page = context.new_page()
    page.goto("/lembar?opd=Dinkes")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(rekaman.permintaan) == 1
    assert not rekaman.complaints()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(new_context: Callable[..., Any], scheme: str) -> None:
    page = new_context(**(context_options("ponsel") | {"color_scheme": scheme})).new_page()
    page.goto("/lembar")
    assert not axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
