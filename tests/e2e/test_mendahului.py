"""The server's picture of the next page or filter is there before the app; then the app takes over.

The app is held back at its socket, so that what is seen can only come from the picture.
"""

import random
import re

import pytest
from playwright.sync_api import Error, Page, expect

from dasbor.charts.svg import FULL, NARROW
from tests.e2e.browser import Record, choose, menu, reach, settle

HOLD = """() => {
    const { send } = WebSocket.prototype, held = [];
    WebSocket.prototype.send = function (...given) { held.push(() => send.apply(this, given)); };
    window.lepas = () => { WebSocket.prototype.send = send; held.forEach((one) => one()); };
}"""
NAMES = ".stApp .bingkai > svg.gambar >> nth=0 >> text"


def test_another_page_is_there_before_the_app(tab: Page) -> None:
    tab.goto("/pertumbuhan?opd=Dinkes")
    settle(tab)
    tab.evaluate(HOLD)
    link = menu(tab).get_by_role("link", name="OPD", exact=True)
    with tab.expect_request("**/gambar/opd?opd=Dinkes"):
        link.hover()  # whoever points at it will be waiting for it
    link.click()
    cover = tab.locator(".awal.susulan")
    expect(cover.locator("h1")).to_contain_text("Dinkes")  # the filters went along
    expect(cover.locator(".tanda.saringan")).to_contain_text("Dinkes")
    expect(cover.locator("svg.gambar").first).to_be_visible()
    expect(link).to_be_visible()
    assert link.evaluate(
        "a => document.elementFromPoint(a.getBoundingClientRect().x + 5,"
        " a.getBoundingClientRect().y + 5) !== document.querySelector('.awal')"
    )
    tab.evaluate("window.lepas()")
    settle(tab)
    expect(cover).to_have_count(0)
    expect(tab).to_have_url(re.compile(r"/opd\?opd=Dinkes$"))
    expect(tab.locator(NAMES).get_by_text("Dinkes", exact=True)).to_be_visible()


def test_a_page_that_the_app_never_draws_is_read_and_filtered_all_the_same(tab: Page) -> None:
    tab.goto("/pertumbuhan")
    settle(tab)
    tab.evaluate(HOLD)
    menu(tab).get_by_role("link", name="OPD", exact=True).click()
    expect(tab.locator(".awal.susulan")).to_be_visible()
    tab.wait_for_timeout(5_000)  # the app has been told, and nothing came of it
    choose(tab, "Dinkes")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Dinkes")
    menu(tab).get_by_role("link", name="Jelajah", exact=True).click()  # a tool: loaded anew
    settle(tab)
    expect(tab.locator(".stApp h1")).to_be_visible()


def test_a_page_is_laid_out_whole_once_it_has_been_changed(tab: Page) -> None:
    heights = "() => [...document.querySelectorAll('.pulau > *')].map((one) => one.offsetHeight)"
    tab.goto("/opd")
    settle(tab)
    opened = tab.evaluate(heights)
    for name in ("Pertumbuhan", "OPD"):
        menu(tab).get_by_role("link", name=name, exact=True).click()
        settle(tab)
    assert opened and tab.evaluate(heights) == opened


def test_the_picture_of_a_choice_is_on_its_way_while_the_panel_stands_open(tab: Page) -> None:
    tab.goto("/opd")
    settle(tab)
    tab.get_by_role("button", name="OPD:").click()
    panel = tab.get_by_role("group", name="OPD", exact=True)
    with tab.expect_response("**/gambar/opd?opd=Dinkes"):
        panel.get_by_label("Dinkes", exact=True).check()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    panel.get_by_role("button", name="Terapkan").click()
    settle(tab)
    expect(tab.locator(".stApp h1")).to_contain_text("Dinkes")
    assert not [url for url in asked if "/gambar/" in url], "what was fetched is shown"


def test_charts_follow_a_filter_before_the_app_and_are_drawn_once(tab: Page) -> None:
    tab.goto("/opd")
    settle(tab)
    reach(tab)
    other = tab.locator(NAMES).get_by_text("Dindikbud", exact=True)
    assert other.count() == 1
    tab.evaluate(HOLD)
    choose(tab, "Dinkes")
    expect(other).to_have_count(0)  # the light picture at once, in place of Plotly's
    picture = tab.locator(".stApp .bingkai > svg.gambar").first
    expect(picture).to_be_visible()
    picture.evaluate("picture => { picture.kenal = true; }")
    tab.evaluate("window.lepas()")
    settle(tab)
    expect(tab.locator(".stApp h1")).to_contain_text("Dinkes")
    assert picture.evaluate("picture => picture.kenal")  # the very same, not drawn again
    expect(reach(tab)).to_contain_text("Dinkes")


def test_what_a_page_keeps_in_its_address_does_not_wait_for_the_app(tab: Page) -> None:
    tab.goto("/pertumbuhan?rincian=jenis")
    settle(tab)
    before = tab.locator(".stApp h1").inner_text()
    tab.evaluate(HOLD)
    choose(tab, "Dinkes")
    expect(tab.get_by_role("button", name="OPD: Dinkes")).to_be_visible()
    expect(tab.get_by_role("heading", level=1)).not_to_have_text(before)
    tahapan = tab.get_by_role("link", name="Rincian menurut: tahapan")
    tahapan.focus()
    tab.keyboard.press("Enter")
    expect(tahapan).to_have_attribute("aria-current", "true")
    expect(tahapan).to_be_focused()
    expect(tab).to_have_url(re.compile("opd=Dinkes.*rincian=tahapan|rincian=tahapan.*opd=Dinkes"))
    tab.evaluate("window.lepas()")


def test_the_app_takes_over_where_the_reader_is(tab: Page) -> None:
    """At the same height and with the same focus; not while a list is open or words selected."""
    tab.goto("/pertumbuhan")
    settle(tab)
    menu(tab).get_by_role("link", name="OPD", exact=True).click()
    cover, main = tab.locator(".awal.susulan"), tab.get_by_role("main")
    expect(cover).to_be_visible()
    cover.evaluate("cover => cover.scrollTo(0, 600)")
    main.get_by_role("combobox").evaluate("field => field.focus({preventScroll: true})")
    tab.wait_for_timeout(2_500)
    expect(cover).to_be_visible()
    button = main.get_by_role("button", name="Buka", exact=True)
    button.evaluate("button => button.focus({preventScroll: true})")
    tab.evaluate("() => getSelection().selectAllChildren(document.querySelector('.awal h1'))")
    tab.wait_for_timeout(2_500)
    expect(cover).to_be_visible()
    tab.evaluate("() => getSelection().removeAllRanges()")
    button.evaluate("button => button.focus({preventScroll: true})")
    settle(tab)
    expect(cover).to_have_count(0)
    expect(main.get_by_role("button", name="Buka", exact=True)).to_be_focused()
    top = tab.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    assert abs(top - 600) <= 8


@pytest.mark.parametrize("tab", ["ponsel"], indirect=True)
def test_menu_and_filters_work_before_the_app_and_without_it(tab: Page, record: Record) -> None:
    record.expected.append("ERR_FAILED")
    tab.route("**/static/js/**", lambda route: route.abort())
    tab.goto("/pertumbuhan?target=300")
    choose(tab, "Dinkes")
    expect(tab).to_have_url(re.compile(r"/pertumbuhan\?target=300&opd=Dinkes$"))
    expect(tab.locator(".awal .tanda.saringan")).to_contain_text("Dinkes")
    tab.get_by_role("button", name="Menu", exact=True).click()
    menu(tab).get_by_role("link", name="OPD", exact=True).click()
    expect(tab).to_have_url(re.compile(r"/opd\?opd=Dinkes$"))
    expect(tab.locator(".awal h1")).to_be_visible()


SAID = """() => {
    const root = document.querySelector('[data-testid=stMain]').cloneNode(true);
    root.querySelectorAll('script, style, .plotly-kita').forEach((one) => one.remove());
    const parts = [...root.querySelectorAll('.pulau, footer')].map((one) => one.textContent);
    const frame = [...document.querySelectorAll('.bingkai-situs > :not(.senyap)')];
    return [document.title, ...frame.map((one) => one.textContent), ...parts];
}"""
CHOOSE = """([name, at]) => {
    const form = document.querySelector('.bingkai-situs form');
    const boxes = [...(form?.querySelectorAll(`[name=${name}]`) ?? [])];
    if (!boxes.length) return;
    boxes[at % boxes.length].click();
    form.requestSubmit();
}"""
FOLLOW = """(at) => {
    const root = document.querySelector('.awal') ?? document.querySelector('.stApp');
    const menu = [...document.querySelectorAll('.bingkai-situs nav a')];
    const links = [...menu, ...(root?.querySelectorAll('a.langsung') ?? [])];
    const click = new MouseEvent('click', {bubbles: true, cancelable: true, detail: 1});
    links[at % links.length].dispatchEvent(click);
}"""


def do(tab: Page, script: str, given: object) -> None:
    """What a reader does may load the page whole: a tool, while the app is not there yet."""
    try:
        tab.evaluate(script, given)
    except Error as error:
        if "context was destroyed" not in error.message:
            raise
        tab.wait_for_load_state()


def wander(tab: Page, chance: random.Random, steps: int) -> str:
    """Links, filters, back and forth, faster than the app follows; the address of the last."""
    behind, back = 0, False
    for _ in range(steps):
        tab.wait_for_timeout(chance.choice([0, 50, 300, 1500]))
        before, way = tab.url, chance.choice(["link", "link", "filter", "history"])
        if way == "link":
            do(tab, FOLLOW, chance.randrange(1000))
        elif way == "filter":
            do(tab, CHOOSE, [chance.choice(["opd", "bentuk"]), chance.randrange(1000)])
        elif back or behind:
            do(tab, "way => history[way]()", "forward" if back else "back")
            behind, back = behind + (1 if back else -1), not back
            continue
        behind, back = behind + (tab.url != before), False
    tab.wait_for_timeout(100)  # the way back is asynchronous
    return tab.url


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_way_a_page_is_what_its_address_says(tab: Page, seed: int) -> None:
    """As if it were opened anew, once the reader rests."""
    chance = random.Random(seed)
    tab.goto("/pertumbuhan")
    other = tab.context.new_page()
    for _ in range(3):
        last = wander(tab, chance, 4)
        tab.wait_for_timeout(1500)
        settle(tab)
        assert tab.url == last  # the app, which comes later, leads nowhere else
        other.goto(tab.url)
        settle(other)
        assert tab.evaluate(SAID) == other.evaluate(SAID), tab.url


def test_links_in_a_page_lead_on_without_loading(tab: Page) -> None:
    """A fact, a place of the map, a row of a table, the foot; a sheet stands by itself."""
    for path, link in (
        ("/ringkasan", ".fakta a"),
        ("/posyantek", "a.petak"),
        ("/satu_opd_satu_inovasi", ".matriks th a"),
        ("/opd", "footer a.langsung"),
    ):
        tab.goto(path)
        settle(tab)
        tab.evaluate("window.dimuat = 'sekali'")
        before = tab.url
        tab.locator(f"main {link}, .stApp {link}").first.click()
        expect(tab).not_to_have_url(before)
        settle(tab)
        assert tab.evaluate("window.dimuat") == "sekali", path
    tab.goto("/ringkasan")
    settle(tab)
    tab.get_by_role("main").locator('a[href^="./lembar"]').click()
    expect(tab).to_have_url(re.compile("/lembar"))
    expect(tab.get_by_role("heading", level=1)).to_be_visible()


def test_pictures_fit_a_narrow_window_of_any_browser(tab: Page) -> None:
    """Also those that follow, in the picture and in the app; a wide one gets its own again."""
    drawn = "[...document.querySelectorAll('.bingkai > svg.gambar')]"
    widths = f"() => {drawn}.map((picture) => picture.viewBox.baseVal.width)"
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto("/pertumbuhan")
    settle(tab)
    assert set(tab.evaluate(widths)) == {NARROW}
    choose(tab, "Dinkes")
    settle(tab)
    assert set(tab.evaluate(widths)) == {NARROW}
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto("/pertumbuhan")
    settle(tab)
    assert set(tab.evaluate(widths)) == {FULL}


def test_a_click_before_the_app_has_come_is_not_undone_by_it(tab: Page) -> None:
    """Neither on the way to a tool, whose run is on its way when the reader goes on."""
    tab.goto("/pertumbuhan")
    expect(tab.locator("#awal h1")).to_be_visible()
    menu(tab).get_by_role("link", name="OPD", exact=True).click()
    settle(tab)
    assert tab.url.endswith("/opd")
    for name in ("Jelajah", "Posyantek"):
        menu(tab).get_by_role("link", name=name, exact=True).click()
    settle(tab)
    assert tab.url.endswith("/posyantek")
    tab.go_back()
    tab.go_back()
    settle(tab)
    assert tab.url.endswith("/opd")


def test_a_field_keeps_the_focus_and_the_way_back_its_place(tab: Page) -> None:
    tab.goto("/pertumbuhan?opd=Dinkes")
    settle(tab)
    target = tab.get_by_role("spinbutton")
    target.fill("300")
    target.press("Enter")
    expect(tab).to_have_url(re.compile("target=300"))
    settle(tab)
    expect(target).to_be_focused()
    tab.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 500)")
    menu(tab).get_by_role("link", name="OPD", exact=True).click()
    expect(tab.locator(".awal.susulan")).to_be_visible()
    tab.go_back()
    settle(tab)
    top = tab.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    assert abs(top - 500) <= 24


def test_when_the_picture_fails_the_page_is_loaded_as_by_a_plain_link(
    tab: Page, record: Record
) -> None:
    record.expected.append("503")
    tab.goto("/pertumbuhan")
    settle(tab)
    tab.route("**/gambar/**", lambda route: route.fulfill(status=503))
    menu(tab).get_by_role("link", name="OPD", exact=True).click()
    settle(tab)
    expect(tab.get_by_role("heading", level=1)).to_contain_text("OPD")
    current = menu(tab).get_by_role("link", name="OPD", exact=True)
    expect(current).to_have_attribute("aria-current", "page")
