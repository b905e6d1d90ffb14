"""Mode Rapat by keyboard: through the findings, by number, by name, with filters, and out."""

import re

import pytest
from playwright.sync_api import Page, expect

from dasbor.documents.meeting.briefing import EVERYTHING
from tests.e2e.browser import axe, tunggu

# The smallest letters of the picture in pixels, and where what stands around it ends.
LETTERS = """() => {
  const drawn = document.querySelector(".rapat-gambar svg");
  const scale = drawn.getScreenCTM().a;
  const letters = [...drawn.querySelectorAll("text")];
  const sizes = letters.map((one) => parseFloat(getComputedStyle(one).fontSize));
  return [Math.min(...sizes) * scale, document.querySelector(".st-key-rapat_kendali")
    .getBoundingClientRect().bottom];
}"""
FULL = "() => document.fullscreenElement !== null"


def finding(page: Page) -> str:
    return page.locator(".mode-rapat h1").inner_text()


@pytest.mark.parametrize("halaman", ["desktop", "desktop-gelap"], indirect=True)
def test_a_meeting_is_led_by_keyboard(halaman: Page) -> None:
    halaman.set_viewport_size({"width": 1280, "height": 720})
    halaman.goto("/mode_rapat?opd=Dinkes")
    tunggu(halaman)
    assert not axe(halaman)
    first = finding(halaman)
    number = halaman.get_by_role("spinbutton")
    smallest, bottom = halaman.evaluate(LETTERS)
    assert smallest >= 16 and bottom <= 720, "seen from the back row, on one screen"
    for key, place in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        halaman.keyboard.press(key)
        expect(number).to_have_value(str(place))
        tunggu(halaman)
    assert finding(halaman) == first
    halaman.keyboard.press("End")
    expect(halaman.get_by_role("button", name="Berikutnya")).to_be_disabled()
    expect(halaman).to_have_url(re.compile(r"opd=Dinkes&slide=\d+"))
    tunggu(halaman)
    expect(halaman.locator(".mode-rapat .saringan")).to_have_text("Dinkes")
    halaman.keyboard.press("Escape")
    expect(halaman).to_have_url(re.compile(r"/\?opd=Dinkes$"))


def test_a_link_opens_its_slide_and_the_filters_are_at_hand(halaman: Page) -> None:
    halaman.goto("/mode_rapat?halaman=opd&slide=2")
    tunggu(halaman)
    expect(halaman.get_by_role("spinbutton")).to_have_value("2")
    expect(halaman.locator(".mode-rapat .kepala")).to_contain_text("OPD")
    expect(halaman.locator(".mode-rapat .saringan")).to_have_text(EVERYTHING)
    sidebar = halaman.locator('[data-testid="stSidebar"]')
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    halaman.get_by_role("button", name="Ubah saringan").click()
    expect(sidebar.get_by_text("Saringan", exact=True)).to_be_visible()
    halaman.keyboard.press("s")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    halaman.keyboard.press("f")
    halaman.wait_for_function(FULL)
    halaman.keyboard.press("ArrowRight")
    expect(halaman.get_by_role("spinbutton")).to_have_value("3")
    assert halaman.evaluate(FULL)
    halaman.evaluate("document.exitFullscreen()")  # what a browser does on Esc
    expect(halaman).to_have_url(re.compile(r"127\.0\.0\.1:\d+/$"))
