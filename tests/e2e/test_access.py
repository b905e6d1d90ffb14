"""For everybody: screen reader, keyboard only, phone, projector, paper; light and dark."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import axe, tunggu

ADDRESSES = ("/", "/pertumbuhan", "/opd", "/posyantek", "/sumber_mutu")
PAPER = (297 - 2 * 12) / 25.4 * 96  # CSS pixels between the margins of A4 landscape


def overflow(page: Page) -> list[str]:
    """What makes the page wider than the screen."""
    return page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid=stMain]');
            const wide = [document.documentElement, document.body, main];
            if (wide.every(box => box.scrollWidth <= box.clientWidth)) return [];
            return [...main.querySelectorAll('*')]
                .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                .map(element => element.outerHTML.slice(0, 120));
        }"""
    )


@pytest.mark.parametrize("halaman", ["desktop", "ponsel"], indirect=True)
def test_no_serious_finding_and_nothing_beside_the_screen(halaman: Page) -> None:
    found = {}
    for address in ADDRESSES:
        halaman.goto(address)
        tunggu(halaman)
        for fold in halaman.locator("summary").all():
            fold.click()
        found[address] = axe(halaman) + overflow(halaman)
        halaman.emulate_media(color_scheme="dark")
        expect(halaman.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
        tunggu(halaman)
        found[f"{address} gelap"] = axe(halaman)
        halaman.emulate_media(color_scheme="light")
    assert {address: what for address, what in found.items() if what} == {}


@pytest.mark.parametrize("halaman", ["proyektor"], indirect=True)
def test_open_lists_menus_and_empty_pages_have_no_serious_finding(halaman: Page) -> None:
    halaman.goto("/opd?tahun=2024")
    tunggu(halaman)
    assert axe(halaman) + overflow(halaman) == []
    halaman.get_by_role("combobox", name="OPD").first.click()
    expect(halaman.get_by_role("option").first).to_be_visible()
    assert axe(halaman) == []
    halaman.keyboard.press("Escape")
    halaman.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(halaman.get_by_text("Cetak")).to_be_visible()
    assert axe(halaman) == []


def test_word_about_a_strange_link_has_no_serious_finding(halaman: Page) -> None:
    halaman.goto("/?opd=ngawur")
    tunggu(halaman)
    expect(halaman.get_by_text("ngawur")).to_be_visible()
    assert axe(halaman) == []


def contrast(page: Page) -> float:
    """How well the years under the first chart stand out from the page."""
    luminance = """element => {
        const css = getComputedStyle(element);
        const colour = element instanceof SVGElement ? css.fill : css.backgroundColor;
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }"""
    words = page.locator(".js-plotly-plot .xtick text").first.evaluate(luminance)
    ground = page.get_by_test_id("stApp").evaluate(luminance)
    return (max(words, ground) + 0.05) / (min(words, ground) + 0.05)


@pytest.mark.parametrize("halaman", ["desktop-gelap"], indirect=True)
def test_charts_can_be_read_in_either_theme(halaman: Page) -> None:
    halaman.goto("/pertumbuhan")
    tunggu(halaman)
    assert contrast(halaman) >= 4.5
    halaman.get_by_test_id("stMainMenu").get_by_role("button").click()
    halaman.get_by_role("menuitemradio", name="Terang").click()
    halaman.keyboard.press("Escape")
    expect(halaman.get_by_test_id("stApp")).to_have_css("color-scheme", "light")
    halaman.wait_for_timeout(1000)
    tunggu(halaman)
    assert contrast(halaman) >= 4.5


def tab_to(page: Page, target: Locator, patience: int = 40) -> None:
    """Press Tab until the target has the focus, and see that the reader can see it."""
    for _ in range(patience):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"tidak tercapai dengan Tab: {target}")


def test_everything_can_be_reached_and_done_by_keyboard(halaman: Page) -> None:
    halaman.goto("/")
    tunggu(halaman)
    tab_to(halaman, halaman.get_by_role("navigation").get_by_role("link", name="Pertumbuhan"))
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(re.compile("/pertumbuhan$"))
    tunggu(halaman)

    tab_to(halaman, halaman.get_by_role("combobox", name="OPD"))
    halaman.keyboard.type("dinkes")
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(re.compile("opd=Dinkes"))
    halaman.keyboard.press("Escape")
    tunggu(halaman)

    fold = halaman.locator("details", has_text="Tabel, catatan").first
    tab_to(halaman, fold.locator("summary"))
    halaman.keyboard.press("Enter")
    expect(fold.get_by_role("table")).to_be_visible()
    tab_to(halaman, fold.get_by_role("region"))
    tab_to(halaman, fold.get_by_role("link", name="CSV"))
    with halaman.expect_download():
        halaman.keyboard.press("Enter")


def test_menu_in_a_narrow_window_makes_room_as_on_a_phone(halaman: Page) -> None:
    halaman.set_viewport_size({"width": 390, "height": 844})
    halaman.goto("/")
    tunggu(halaman)
    halaman.get_by_test_id("stExpandSidebarButton").click()
    sidebar = halaman.get_by_test_id("stSidebar")
    expect(sidebar).to_be_in_viewport()
    sidebar.get_by_role("link", name="Posyantek").click()
    tunggu(halaman)
    expect(sidebar).not_to_be_in_viewport()
    halaman.locator("h1").click(timeout=3000)  # nothing lies above it


@pytest.mark.parametrize("halaman", ["ponsel"], indirect=True)
def test_menu_on_a_phone_makes_room_for_the_page(halaman: Page) -> None:
    halaman.goto("/?opd=Dinkes")
    tunggu(halaman)
    sidebar = halaman.get_by_test_id("stSidebar")
    expect(sidebar).not_to_be_in_viewport()
    halaman.get_by_test_id("stExpandSidebarButton").click()
    expect(sidebar).to_be_in_viewport()
    sidebar.get_by_role("link", name="Posyantek").click()
    tunggu(halaman)
    expect(halaman).to_have_url(re.compile(r"/posyantek\?opd=Dinkes"))
    expect(sidebar).not_to_be_in_viewport()
    halaman.locator("h1").click(timeout=3000)  # nothing lies above it

    halaman.goto("/pertumbuhan")
    tunggu(halaman)
    fold = halaman.locator("details", has_text="Tabel, catatan").first
    fold.locator("summary").tap()
    expect(fold.get_by_role("table")).to_be_visible()
    assert overflow(halaman) == []


def test_paper_carries_the_page_and_not_its_controls(halaman: Page) -> None:
    for address in ("/", "/pertumbuhan"):
        halaman.goto(address)
        tunggu(halaman)
        sheets = halaman.pdf(format="A4", landscape=True, print_background=True)
        assert sheets.startswith(b"%PDF")
        assert len(sheets) > 20_000
        halaman.emulate_media(media="print")
        for controls in ("stSidebar", "stHeader", "stToolbar"):
            expect(halaman.get_by_test_id(controls)).to_be_hidden()
        expect(halaman.get_by_text("Saringan", exact=True)).to_be_hidden()
        expect(halaman.locator(".modebar").first).to_be_hidden()
        expect(halaman.locator("h1")).to_be_visible()
        drawn = halaman.locator("svg.gambar, .js-plotly-plot").filter(visible=True)
        expect(drawn.first).to_be_visible()
        expect(halaman.locator(".sumber").filter(visible=True).first).to_be_visible()
        halaman.emulate_media(media="screen")


@pytest.mark.parametrize(
    "halaman",
    [
        "desktop",
        pytest.param("proyektor"),
    ],
    indirect=True,
)
def test_charts_fit_on_paper(halaman: Page) -> None:
    halaman.goto("/pertumbuhan")
    tunggu(halaman)
    block = halaman.get_by_test_id("stMainBlockContainer")
    right = block.evaluate(
        """block => {
            const left = block.getBoundingClientRect().left;
            const drawn = [...block.querySelectorAll('.main-svg')];
            return Math.max(...drawn.map(svg => svg.getBoundingClientRect().right))
                - left - parseFloat(getComputedStyle(block).paddingLeft);
        }"""
    )
    halaman.emulate_media(media="print")
    zoom = float(block.evaluate("block => getComputedStyle(block).zoom"))
    assert right * zoom <= PAPER
