"""Mode Rapat by keyboard: through the findings, by number, by name, with filters, and out."""

import re

import pytest
from playwright.sync_api import Page, expect

from dasbor.documents.meeting.briefing import EVERYTHING
from tests.e2e.browser import axe, settle

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


@pytest.mark.parametrize("tab", ["desktop", "desktop-gelap"], indirect=True)
def test_a_meeting_is_led_by_keyboard(tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto("/mode_rapat?opd=Dinkes")
    settle(tab)
    assert not axe(tab)
    first = finding(tab)
    number = tab.get_by_role("spinbutton")
    for key, place in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        tab.keyboard.press(key)
        expect(number).to_have_value(str(place))
        settle(tab)
    assert finding(tab) == first
    while not tab.locator(".rapat-gambar svg").count():  # on to the first picture
        tab.keyboard.press("ArrowRight")
        settle(tab)
    smallest, bottom = tab.evaluate(LETTERS)
    assert smallest >= 16 and bottom <= 720, "seen from the back row, on one screen"
    tab.keyboard.press("End")
    expect(tab.get_by_role("button", name="Berikutnya")).to_be_disabled()
    expect(tab).to_have_url(re.compile(r"opd=Dinkes&slide=\d+"))
    settle(tab)
    expect(tab.locator(".mode-rapat .saringan")).to_have_text("Dinkes")
    tab.keyboard.press("Escape")
    expect(tab).to_have_url(re.compile(r"/\?opd=Dinkes$"))


def test_a_link_opens_its_slide_and_the_filters_are_at_hand(tab: Page) -> None:
    tab.goto("/mode_rapat?halaman=opd&slide=2")
    settle(tab)
    expect(tab.get_by_role("spinbutton")).to_have_value("2")
    expect(tab.locator(".mode-rapat .kepala")).to_contain_text("OPD")
    expect(tab.locator(".mode-rapat .saringan")).to_have_text(EVERYTHING)
    sidebar = tab.locator('[data-testid="stSidebar"]')
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    tab.get_by_role("button", name="Ubah saringan").click()
    expect(sidebar.get_by_text("Saringan", exact=True)).to_be_visible()
    tab.keyboard.press("s")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    tab.keyboard.press("f")
    tab.wait_for_function(FULL)
    tab.keyboard.press("ArrowRight")
    expect(tab.get_by_role("spinbutton")).to_have_value("3")
    assert tab.evaluate(FULL)
    tab.evaluate("document.exitFullscreen()")  # what a browser does on Esc
    expect(tab).to_have_url(re.compile(r"127\.0\.0\.1:\d+/$"))
