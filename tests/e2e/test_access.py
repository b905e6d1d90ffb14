"""For everybody: screen reader, keyboard only, phone, projector, paper; light and dark."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import axe, menu, reach, settle

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


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_no_serious_finding_and_nothing_beside_the_screen(tab: Page) -> None:
    found = {}
    for address in ADDRESSES:
        tab.goto(address)
        settle(tab)
        for fold in tab.locator("summary").all():
            fold.click()
        found[address] = axe(tab) + overflow(tab)
        tab.emulate_media(color_scheme="dark")
        expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
        settle(tab)
        found[f"{address} gelap"] = axe(tab)
        tab.emulate_media(color_scheme="light")
    assert {address: what for address, what in found.items() if what} == {}


@pytest.mark.parametrize("tab", ["proyektor"], indirect=True)
def test_open_lists_menus_and_empty_pages_have_no_serious_finding(tab: Page) -> None:
    tab.goto("/opd?tahun=2024")
    settle(tab)
    assert axe(tab) + overflow(tab) == []
    for button in ("Tahun:", "OPD:", "Lainnya"):
        tab.get_by_role("button", name=button).click()
        assert axe(tab) == [], button
        tab.keyboard.press("Escape")
    tab.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(tab.get_by_text("Cetak")).to_be_visible()
    assert axe(tab) == []


def test_word_about_a_strange_link_has_no_serious_finding(tab: Page) -> None:
    tab.goto("/?opd=ngawur")
    settle(tab)
    expect(tab.get_by_text("ngawur")).to_be_visible()
    assert axe(tab) == []


def contrast(page: Page) -> float:
    """How well the years under the first chart stand out from the page."""
    luminance = """element => {
        const css = getComputedStyle(element);
        const colour = element instanceof SVGElement ? css.fill : css.backgroundColor;
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }"""
    words = reach(page).locator(".xtick text").first.evaluate(luminance)
    ground = page.get_by_test_id("stApp").evaluate(luminance)
    return (max(words, ground) + 0.05) / (min(words, ground) + 0.05)


@pytest.mark.parametrize("tab", ["desktop-gelap"], indirect=True)
def test_charts_can_be_read_in_either_theme(tab: Page) -> None:
    tab.goto("/pertumbuhan")
    settle(tab)
    assert contrast(tab) >= 4.5
    tab.get_by_test_id("stMainMenu").get_by_role("button").click()
    tab.get_by_role("menuitemradio", name="Terang").click()
    tab.keyboard.press("Escape")
    expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", "light")
    tab.wait_for_timeout(1000)
    settle(tab)
    assert contrast(tab) >= 4.5


def tab_to(page: Page, target: Locator, patience: int = 40) -> None:
    """Press Tab until the target has the focus, and see that the reader can see it."""
    for _ in range(patience):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"tidak tercapai dengan Tab: {target}")


def test_everything_can_be_reached_and_done_by_keyboard(tab: Page) -> None:
    tab.goto("/")
    settle(tab)
    tab_to(tab, menu(tab).get_by_role("link", name="Pertumbuhan"))
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/pertumbuhan$"))
    settle(tab)

    tab.keyboard.press("Home")
    filters = tab.get_by_role("group", name="OPD", exact=True)
    tab.get_by_role("link", name="Langsung ke isi", exact=True).focus()
    tab_to(tab, tab.get_by_role("button", name="OPD:"))
    tab.keyboard.press("Enter")
    tab_to(tab, filters.get_by_label("Dinkes", exact=True))
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("opd=Dinkes"))
    settle(tab)
    expect(tab.get_by_role("status").first).to_have_text(re.compile("^Pertumbuhan · Dinkes"))
    expect(tab.get_by_role("button", name="OPD:")).to_be_focused()
    tab.get_by_role("link", name="Langsung ke isi", exact=True).focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".stApp h1")).to_be_focused()

    fold = tab.locator("details.kaki:has(table)").first
    tab_to(tab, fold.locator("> summary"))
    tab.keyboard.press("Enter")
    expect(fold.get_by_role("table")).to_be_visible()
    tab_to(tab, fold.get_by_role("region"))
    tab_to(tab, fold.get_by_role("link", name="CSV", exact=True))
    with tab.expect_download():
        tab.keyboard.press("Enter")


@pytest.mark.parametrize("tab", ["ponsel"], indirect=True)
def test_menu_on_a_phone_makes_room_for_the_page(tab: Page) -> None:
    tab.goto("/?opd=Dinkes")
    settle(tab)
    links = menu(tab).get_by_role("link", name="Posyantek")
    expect(links).to_be_hidden()
    tab.get_by_role("button", name="Menu", exact=True).click()
    links.click()
    settle(tab)
    expect(tab).to_have_url(re.compile(r"/posyantek\?opd=Dinkes"))
    expect(links).to_be_hidden()
    tab.locator("h1").click()  # nothing lies above it

    tab.goto("/pertumbuhan")
    settle(tab)
    fold = tab.locator("details.kaki:has(table)").first
    fold.locator("summary").tap()
    expect(fold.get_by_role("table")).to_be_visible()
    assert overflow(tab) == []


def test_paper_carries_the_page_and_not_its_controls(tab: Page) -> None:
    for address in ("/", "/pertumbuhan"):
        tab.goto(address)
        settle(tab)
        if address != "/":
            reach(tab)
        sheets = tab.pdf(format="A4", landscape=True, print_background=True)
        assert sheets.startswith(b"%PDF")
        assert len(sheets) > 20_000
        tab.emulate_media(media="print")
        for controls in ("stHeader", "stToolbar"):
            expect(tab.get_by_test_id(controls)).to_be_hidden()
        expect(tab.locator(".bingkai-situs")).to_be_hidden()
        if address != "/":
            expect(tab.locator(".modebar").first).to_be_hidden()
        expect(tab.locator("h1")).to_be_visible()
        drawn = tab.locator("svg.gambar, .js-plotly-plot").filter(visible=True)
        expect(drawn.first).to_be_visible()
        expect(tab.locator(".kaki > summary").filter(visible=True).first).to_be_visible()
        tab.emulate_media(media="screen")


@pytest.mark.parametrize("address", ["/", "/rumus", "/siap_rapat"])
def test_no_sheet_is_wasted(address: str, tab: Page) -> None:
    """A last sheet with no more than the foot of the page was what these had."""
    tab.goto(address)
    settle(tab)
    sheets = tab.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type */Page\b", sheets)) == 1


def test_tables_on_paper_are_not_cut_at_the_right(tab: Page) -> None:
    tab.goto("/sumber_mutu")
    settle(tab)
    tab.set_viewport_size({"width": 1032, "height": 700})  # A4 on its side, without its margins
    tab.emulate_media(media="print")
    cut = tab.locator(".stApp .gulir").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.ariaLabel)"
    )
    assert cut == []


@pytest.mark.parametrize(
    "tab",
    [
        "desktop",
        pytest.param("proyektor"),
    ],
    indirect=True,
)
def test_charts_fit_on_paper(tab: Page) -> None:
    tab.goto("/pertumbuhan")
    settle(tab)
    reach(tab)
    block = tab.get_by_test_id("stMainBlockContainer")
    right = block.evaluate(
        """block => {
            const left = block.getBoundingClientRect().left;
            const drawn = [...block.querySelectorAll('.main-svg, svg.gambar')];
            return Math.max(...drawn.map(svg => svg.getBoundingClientRect().right))
                - left - parseFloat(getComputedStyle(block).paddingLeft);
        }"""
    )
    tab.emulate_media(media="print")
    zoom = float(block.evaluate("block => getComputedStyle(block).zoom"))
    assert right * zoom <= PAPER
