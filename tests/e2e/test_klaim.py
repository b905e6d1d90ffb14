"""The claim checker in a browser: type, read the answer, by keyboard, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import axe, context_options


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sentence_is_checked_by_keyboard(new_context: Callable[..., Any], scheme: str) -> None:
    page = new_context(**(context_options("desktop") | {"color_scheme": scheme})).new_page()
    page.goto("/periksa_klaim")
    field = page.get_by_role("textbox", name="Kalimat dari pidato atau berita")
    field.fill("Pada 2022 ada 187 inovasi.")
    field.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 bilangan disandingkan")
    expect(page.get_by_role("heading", name="187", exact=True)).to_be_visible()
    assert "kalimat=" in page.url
    assert not axe(page)
