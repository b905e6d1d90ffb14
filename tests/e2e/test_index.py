"""The simulator in a browser: a key moves a slider, the address keeps it, the page stays usable."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, tunggu


@pytest.mark.parametrize("halaman", ["desktop", "ponsel"], indirect=True)
def test_a_key_moves_the_estimate_and_the_address_keeps_it(halaman: Page) -> None:
    halaman.goto("/indeks?kematangan=60")
    tunggu(halaman)
    estimate = halaman.locator(".hasil .angka")
    before = estimate.inner_text()
    knob = halaman.get_by_role("slider", name="Urusan pelayanan dasar yang punya inovasi")
    knob.focus()
    knob.press("ArrowLeft")
    expect(halaman.get_by_text("Poin jumlah nol")).to_be_visible()
    expect(halaman).to_have_url(re.compile("pelayanan_dasar=4"))
    for name in ("Jumlah inovasi yang dilaporkan", "Kematangan laporan tambahan"):
        slider = halaman.get_by_role("slider", name=name)
        slider.evaluate("slider => slider.scrollIntoView({ block: 'center' })")
        expect(estimate).to_be_in_viewport(ratio=0.9)  # also where sliders fill the screen
    lower = estimate.inner_text()
    assert lower != before

    halaman.reload()
    tunggu(halaman)
    expect(estimate).to_have_text(lower)


@pytest.mark.parametrize("halaman", ["ponsel", "ponsel-gelap"], indirect=True)
def test_the_page_is_accessible(halaman: Page) -> None:
    halaman.goto("/indeks?spd_dari=setiap%20indikatornya")
    tunggu(halaman)
    assert not axe(halaman)
    assert halaman.evaluate("document.documentElement.scrollWidth <= innerWidth")
