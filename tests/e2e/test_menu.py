"""The menu on a phone, the wide tables, and where a sentence comes from: by touch and keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, menu, settle

FITS = "e => e.scrollWidth <= e.clientWidth + 1"


@pytest.mark.parametrize("tab", ["ponsel", "ponsel-gelap"], indirect=True)
def test_the_whole_menu_is_open_at_once_in_its_groups(tab: Page) -> None:
    tab.goto("/")
    settle(tab)
    expect(tab.get_by_role("banner").get_by_role("link", name="Kota Cilegon")).to_be_visible()
    links = menu(tab).get_by_role("link")
    expect(links.first).to_be_hidden()
    tab.get_by_role("button", name="Menu", exact=True).click()
    names = links.all_inner_texts()
    assert 8 <= len(names) <= 12 and "SQL" in names and names[:2] == ["Ringkasan", "Pertumbuhan"]
    expect(links.last).to_be_visible()
    groups = menu(tab).locator("p").all_inner_texts()
    assert len(groups) == len(set(groups)) >= 2
    assert axe(tab) == []
    tab.keyboard.press("Escape")
    expect(links.first).to_be_hidden()


@pytest.mark.parametrize("tab", ["ponsel"], indirect=True)
def test_wide_tables_need_no_sideways_scrolling_on_a_phone(tab: Page) -> None:
    tab.goto("/sumber_mutu")
    settle(tab)
    tables = tab.locator(".tumpuk").locator("xpath=..")
    assert tables.count() and all(table.evaluate(FITS) for table in tables.all())
    assert axe(tab) == []


def test_the_sentences_say_where_they_come_from_by_keyboard(tab: Page) -> None:
    tab.goto("/")
    settle(tab)
    tab.locator("details.kaki summary", has_text="Asal kalimat").focus()
    tab.keyboard.press("Enter")
    opened = tab.locator("details.kaki[open]")
    expect(opened).to_contain_text("Sumber: ")
    expect(opened.get_by_role("link", name="SQL, parameter").first).to_be_visible()
    assert axe(tab) == []
