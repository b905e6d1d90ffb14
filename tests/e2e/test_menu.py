"""The menu on a phone, the wide tables, and where a sentence comes from: by touch and keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, tunggu

FITS = "e => e.scrollWidth <= e.clientWidth + 1"


@pytest.mark.parametrize("halaman", ["ponsel", "ponsel-gelap"], indirect=True)
def test_the_whole_menu_is_open_at_once_in_its_groups(halaman: Page) -> None:
    halaman.goto("/")
    tunggu(halaman)
    halaman.get_by_test_id("stExpandSidebarButton").click()
    links = halaman.get_by_role("navigation").get_by_role("link")
    names = links.all_inner_texts()
    assert 8 <= len(names) <= 11 and names[:2] == ["Ringkasan", "Pertumbuhan"]
    expect(links.last).to_be_visible()
    groups = (
        halaman.get_by_test_id("stSidebarNavItems")
        .locator("li")
        .evaluate_all(
            "all => all.map(e => getComputedStyle(e, '::before').content).filter(c => c !== 'none')"
        )
    )
    assert len(groups) == len(set(groups)) >= 2
    assert axe(halaman) == []


@pytest.mark.parametrize("halaman", ["ponsel"], indirect=True)
def test_wide_tables_need_no_sideways_scrolling_on_a_phone(halaman: Page) -> None:
    halaman.goto("/sumber_mutu")
    tunggu(halaman)
    tables = halaman.locator(".tumpuk").locator("xpath=..")
    assert tables.count() and all(table.evaluate(FITS) for table in tables.all())
    assert axe(halaman) == []


def test_a_sentence_says_where_it_comes_from_by_keyboard(halaman: Page) -> None:
    halaman.goto("/")
    tunggu(halaman)
    asked = halaman.locator("details.asal summary").first
    asked.focus()
    halaman.keyboard.press("Enter")
    opened = halaman.locator("details.asal[open]")
    expect(opened).to_contain_text("Versi data")
    expect(opened.get_by_role("link", name="Unduh CSV")).to_be_visible()
    assert axe(halaman) == []
