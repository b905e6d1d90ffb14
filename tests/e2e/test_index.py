"""The simulator in a browser: a key moves a slider, the address keeps it, the page stays usable."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, choose, settle


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_a_key_moves_the_estimate_and_the_address_keeps_it(tab: Page) -> None:
    tab.goto("/indeks?kematangan=60")
    settle(tab)
    estimate = tab.locator(".hasil .angka")
    before = estimate.inner_text()
    knob = tab.get_by_role("slider", name="Urusan pelayanan dasar yang punya inovasi")
    knob.focus()
    knob.press("ArrowLeft")
    expect(tab.get_by_text("Poin jumlah nol")).to_be_visible()
    expect(tab).to_have_url(re.compile("pelayanan_dasar=4"))
    for name in ("Jumlah inovasi yang dilaporkan", "Kematangan laporan tambahan"):
        slider = tab.get_by_role("slider", name=name)
        slider.evaluate("slider => slider.scrollIntoView({ block: 'center' })")
        expect(estimate).to_be_in_viewport(ratio=0.9)  # also where sliders fill the screen
    lower = estimate.inner_text()
    assert lower != before

    choose(tab, "Dinkes")
    settle(tab)
    tab.locator(".stApp").get_by_title("Hapus saringan ini").click()
    settle(tab)
    expect(tab).to_have_url(re.compile("(?=.*kematangan=60)(?=.*pelayanan_dasar=4)(?!.*opd)"))
    expect(estimate).to_have_text(lower)


@pytest.mark.parametrize("tab", ["ponsel", "ponsel-gelap"], indirect=True)
def test_the_page_is_accessible(tab: Page) -> None:
    tab.goto("/indeks?spd_dari=setiap%20indikatornya")
    settle(tab)
    assert not axe(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
