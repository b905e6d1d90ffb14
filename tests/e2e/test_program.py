"""Lab Inovasi and Penghargaan in the browser: level and rival by keyboard and link, axe, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, settle

WHOLE = "e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1"
FITS = "e => e.scrollWidth <= e.clientWidth + 1"


@pytest.mark.parametrize("address", ["/lab_inovasi", "/penghargaan?tandingan=true", "/posyantek"])
def test_no_serious_finding_in_light_and_dark(tab: Page, address: str) -> None:
    tab.goto(address)
    settle(tab)
    tables = tab.locator(".tumpuk").locator("xpath=..")  # none is cut off at the right
    assert tables.count() and all(table.evaluate(FITS) for table in tables.all())
    for fold in tab.locator("summary").all():
        fold.click()
    assert axe(tab) == []
    tab.emulate_media(color_scheme="dark")
    expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    settle(tab)
    assert axe(tab) == []
    tab.emulate_media(media="print")
    assert all(table.evaluate(WHOLE) for table in tables.all())
    expect(tab.locator(".peta.lebar")).to_have_count(int("posyantek" in address))
    assert all(drawn.is_visible() for drawn in tab.locator(".peta.lebar").all())
    expect(tab.get_by_test_id("stSelectbox").filter(visible=True)).to_have_count(0)


def test_level_and_rival_are_chosen_by_keyboard_and_kept_in_the_link(tab: Page) -> None:
    tab.goto("/penghargaan")
    settle(tab)
    expect(tab.get_by_text("GEGANA PEDES").first).to_be_visible()
    tab.get_by_role("link", name="Tingkat: semua").focus()
    for _ in range(2):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("tingkat=provinsi"))
    expect(tab.locator(".linimasa").get_by_text("GEGANA PEDES")).to_have_count(0)
    expect(tab.locator(".linimasa .bentuk path")).to_have_count(1)

    rival = tab.locator(".banding").get_by_role("columnheader", name=re.compile("Penerbit lain"))
    expect(rival).to_have_count(0)
    tab.get_by_role("link", name="Angka lain yang terbit: tampilkan").focus()
    tab.keyboard.press("Enter")
    expect(rival).to_be_visible()
    tab.reload()
    expect(rival).to_be_visible()
    chosen = tab.get_by_role("link", name="Tingkat: provinsi")
    expect(chosen).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("tab", ["ponsel"], indirect=True)
def test_a_made_up_level_is_mentioned_and_the_line_fits_a_phone(tab: Page) -> None:
    tab.goto("/penghargaan?tingkat=galaksi")
    settle(tab)
    expect(tab.get_by_role("status").filter(has_text="galaksi")).to_be_visible()
    line = tab.locator(".linimasa")
    assert line.evaluate("line => line.scrollWidth <= line.clientWidth")
    bars = tab.locator(".bilah rect:not(.alas)")
    expect(bars.first).to_be_attached()
