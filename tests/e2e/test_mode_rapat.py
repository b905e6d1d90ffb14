"""Mode Rapat by keyboard: through the findings, by number, by name, with filters, and out."""

import re

import pytest
from playwright.sync_api import Page, expect

from dasbor.documents.meeting.briefing import EVERYTHING
from tests.e2e.browser import axe, choose, settle

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
    filters = tab.locator(".bingkai-situs form")
    expect(filters).to_be_hidden()
    tab.get_by_role("button", name="Ubah saringan").click()
    expect(filters).to_be_visible()
    tab.keyboard.press("s")
    expect(filters).to_be_hidden()
    tab.keyboard.press("f")
    tab.wait_for_function(FULL)
    tab.keyboard.press("ArrowRight")
    expect(tab.get_by_role("spinbutton")).to_have_value("3")
    assert tab.evaluate(FULL)
    tab.evaluate("document.exitFullscreen()")  # what a browser does on Esc
    expect(tab).to_have_url(re.compile(r"127\.0\.0\.1:\d+/$"))


@pytest.mark.parametrize("size", [(1280, 720), (844, 390)])
def test_controls_hide_and_the_way_out_leads_where_one_came_from(
    tab: Page, size: tuple[int, int]
) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.goto("/siap_rapat?lampiran=true")
    settle(tab)
    tab.get_by_role("link", name="Tayangkan di layar").click()
    settle(tab)
    controls = tab.locator(".st-key-rapat_kendali")
    expect(controls).to_have_css("opacity", "0")
    tab.keyboard.press("Space")
    expect(tab).to_have_url(re.compile("slide=2"))
    expect(controls).to_have_css("opacity", "1")
    expect(controls).to_have_css("opacity", "0")
    tab.mouse.move(100, 100)
    tab.mouse.move(120, 120)
    expect(controls).to_have_css("opacity", "1")
    settle(tab)
    tall = tab.get_by_test_id("stMain").evaluate("main => main.scrollHeight - main.clientHeight")
    assert tall <= 0
    tab.keyboard.press("s")
    choose(tab, "Dinkes")
    expect(tab).to_have_url(re.compile("opd=Dinkes"))
    settle(tab)
    tab.keyboard.press("s")
    tab.keyboard.press("Escape")
    expect(tab.locator(".bingkai-situs form")).to_be_hidden()
    expect(tab).to_have_url(re.compile("/mode_rapat"))
    tab.keyboard.press("Escape")
    expect(tab).to_have_url(re.compile(r"/siap_rapat\?lampiran=true&opd=Dinkes$"))


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (844, 390), (390, 844)])
def test_a_table_is_shown_whole_where_nobody_can_scroll(tab: Page, wide: int, high: int) -> None:
    """Upright a phone scrolls, but down only."""
    tab.set_viewport_size({"width": wide, "height": high})
    slides = ("opd=Dinkes&slide=3", "slide=8", "slide=9", "slide=10")
    for address in (f"/mode_rapat?{slide}" for slide in slides):
        tab.goto(address)
        settle(tab)
        for table in tab.locator(".mode-rapat .gulir:not(details *)").all():
            seen = table.evaluate(
                "one => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight,"
                " one.getBoundingClientRect().bottom - innerHeight]"
            )
            assert max(seen if wide > high else seen[:1]) <= 1, (address, seen)
