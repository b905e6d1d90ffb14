"""The menu on a phone, the wide tables, and where a sentence comes from: by touch and keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, settle

FITS = "e => e.scrollWidth <= e.clientWidth + 1"


@pytest.mark.parametrize("tab", ["ponsel", "ponsel-gelap"], indirect=True)
def test_the_whole_menu_is_open_at_once_in_its_groups(tab: Page) -> None:
    tab.goto("/")
    settle(tab)
    tab.get_by_test_id("stExpandSidebarButton").click()
    links = tab.get_by_role("navigation").get_by_role("link")
    names = links.all_inner_texts()
    assert 8 <= len(names) <= 11 and names[:2] == ["Ringkasan", "Pertumbuhan"]
    expect(links.last).to_be_visible()
    groups = (
        tab.get_by_test_id("stSidebarNavItems")
        .locator("li")
        .evaluate_all(
            "all => all.map(e => getComputedStyle(e, '::before').content).filter(c => c !== 'none')"
        )
    )
    assert len(groups) == len(set(groups)) >= 2
    assert axe(tab) == []


@pytest.mark.parametrize("tab", ["ponsel"], indirect=True)
def test_wide_tables_need_no_sideways_scrolling_on_a_phone(tab: Page) -> None:
    tab.goto("/sumber_mutu")
    settle(tab)
    tables = tab.locator(".tumpuk").locator("xpath=..")
    assert tables.count() and all(table.evaluate(FITS) for table in tables.all())
    assert axe(tab) == []


def test_a_sentence_says_where_it_comes_from_by_keyboard(tab: Page) -> None:
    tab.goto("/")
    settle(tab)
    asked = tab.locator("details.asal summary").first
    asked.focus()
    tab.keyboard.press("Enter")
    opened = tab.locator("details.asal[open]")
    expect(opened).to_contain_text("Versi data")
    expect(opened.get_by_role("link", name="Unduh CSV")).to_be_visible()
    assert axe(tab) == []
