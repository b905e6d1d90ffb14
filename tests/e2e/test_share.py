"""Sharing in a browser: the page as it stands, one picture of it, that picture alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import axe, context_options, settle

# The smallest letters of the picture that is seen, in pixels.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('svg.gambar text')]
    .filter(text => text.checkVisibility())
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""


def copied(tab: Page) -> str:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return str(tab.evaluate("navigator.clipboard.readText()"))


def test_the_link_of_a_page_goes_along_with_its_filters(tab: Page) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto("/pertumbuhan?opd=Dinkes")
    settle(tab)
    tab.evaluate("navigator.share = undefined")
    share = tab.locator(".stApp details.bagikan")
    share.locator("summary").focus()
    tab.keyboard.press("Enter")
    share.get_by_role("button", name="Salin tautan").click()
    expect(share.get_by_role("button", name="Tautan tersalin")).to_be_visible()
    assert copied(tab) == tab.url and "opd=Dinkes" in tab.url
    assert axe(tab) == []


def test_a_phone_shares_in_its_own_way(tab: Page) -> None:
    tab.goto("/posyantek")
    settle(tab)
    tab.evaluate("navigator.share = async (what) => { window.shared = what; }")
    tab.locator(".stApp details.bagikan summary").click()
    shared = tab.evaluate("window.shared")
    assert shared == {"title": tab.locator(".stApp h1").inner_text(), "url": tab.url}
    expect(tab.locator(".stApp details.bagikan[open]")).to_have_count(0)


@pytest.mark.parametrize("tab", ["desktop", "ponsel-gelap"], indirect=True)
def test_a_picture_has_a_link_of_its_own_that_opens_without_a_script(
    tab: Page, new_context: Callable[..., BrowserContext]
) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto("/pertumbuhan?tahun=2021&tahun=2022")
    settle(tab)
    fold = tab.locator(".stApp details.kaki").first
    fold.locator("> summary").click()
    fold.get_by_role("button", name="Salin tautan").click()
    assert axe(tab) == []
    title = tab.locator(".stApp .bingkai h2").first.inner_text()
    alone = new_context(**context_options("ponsel"), java_script_enabled=False).new_page()
    alone.goto(copied(tab))
    expect(alone.get_by_role("heading", level=1)).to_have_text(title)
    expect(alone.locator("svg.gambar:visible")).to_have_count(1)
    expect(alone.get_by_text("Sumber: ").first).to_be_visible()
    assert "/sematkan/pertumbuhan/" in alone.url and "tahun=2021" in alone.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_alone_can_be_read_by_everybody(
    new_context: Callable[..., BrowserContext], scheme: str
) -> None:
    alone = new_context(**(context_options("ponsel") | {"color_scheme": scheme})).new_page()
    alone.goto("/sematkan/indeks/skor_iid_batas")
    for fold in alone.locator("summary").all():
        fold.click()
    assert axe(alone) == []
    assert alone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_a_narrow_frame_the_letters_of_a_picture_stay_legible_without_a_script(
    new_context: Callable[..., BrowserContext],
) -> None:
    alone = new_context(viewport={"width": 390, "height": 700}).new_page()
    for path in ("pertumbuhan/total_per_tahun", "opd/peringkat_opd", "posyantek/posyantek_ikut"):
        alone.goto(f"/sematkan/{path}")
        for wide in (340, 390, 700):
            alone.set_viewport_size({"width": wide, "height": 700})
            expect(alone.locator("svg.gambar:visible")).to_have_count(1)
            assert alone.evaluate(SMALLEST) >= 10, (path, wide)


def test_a_picture_of_the_bench_is_taken_along_as_a_card(tab: Page) -> None:
    tab.goto("/jelajah?tampilan=pivot&tahun=2021&tahun=2023")
    settle(tab)
    with tab.expect_download() as sent:
        tab.get_by_role("button", name="Gambar PNG").first.click()
    assert sent.value.path().read_bytes().startswith(b"\x89PNG")
