"""Lab Inovasi and Penghargaan in the browser: level and rival by keyboard and link, axe, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, tunggu

WHOLE = "e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1"
FITS = "e => e.scrollWidth <= e.clientWidth + 1"


@pytest.mark.parametrize("address", ["/lab_inovasi", "/penghargaan?tandingan=true", "/posyantek"])
def test_no_serious_finding_in_light_and_dark(halaman: Page, address: str) -> None:
    halaman.goto(address)
    tunggu(halaman)
    tables = halaman.locator(".tumpuk").locator("xpath=..")  # none is cut off at the right
    assert tables.count() and all(table.evaluate(FITS) for table in tables.all())
    for fold in halaman.locator("summary").all():
        fold.click()
    assert axe(halaman) == []
    halaman.emulate_media(color_scheme="dark")
    expect(halaman.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    tunggu(halaman)
    assert axe(halaman) == []
    halaman.emulate_media(media="print")
    assert all(table.evaluate(WHOLE) for table in tables.all())
    expect(halaman.locator(".peta.lebar")).to_have_count(int("posyantek" in address))
    assert all(drawn.is_visible() for drawn in halaman.locator(".peta.lebar").all())
    expect(halaman.get_by_test_id("stSelectbox").filter(visible=True)).to_have_count(0)


def test_level_and_rival_are_chosen_by_keyboard_and_kept_in_the_link(halaman: Page) -> None:
    halaman.goto("/penghargaan")
    tunggu(halaman)
    expect(halaman.get_by_text("GEGANA PEDES").first).to_be_visible()
    halaman.get_by_role("radio", name="semua").focus()
    for _ in range(2):
        halaman.keyboard.press("ArrowDown")
    expect(halaman).to_have_url(re.compile("tingkat=provinsi"))
    expect(halaman.locator(".linimasa").get_by_text("GEGANA PEDES")).to_have_count(0)
    expect(halaman.locator(".linimasa .bentuk path")).to_have_count(1)

    rival = halaman.locator(".banding").get_by_role("columnheader", name=re.compile("Tandingan"))
    expect(rival).to_have_count(0)
    halaman.get_by_role("switch").focus()
    halaman.keyboard.press("Space")
    expect(rival).to_be_visible()
    halaman.reload()
    expect(rival).to_be_visible()
    expect(halaman.get_by_role("radio", name="provinsi")).to_be_checked()


@pytest.mark.parametrize("halaman", ["ponsel"], indirect=True)
def test_a_made_up_level_is_mentioned_and_the_line_fits_a_phone(halaman: Page) -> None:
    halaman.goto("/penghargaan?tingkat=galaksi")
    tunggu(halaman)
    expect(halaman.get_by_role("status").filter(has_text="galaksi")).to_be_visible()
    line = halaman.locator(".linimasa")
    assert line.evaluate("line => line.scrollWidth <= line.clientWidth")
    bars = halaman.locator(".bilah rect:not(.alas)")
    expect(bars.first).to_be_attached()
