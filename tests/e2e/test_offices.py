"""From the offices to one office: by a click, by keyboard, and by a link."""

import csv
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import assert_sound, reach, settle
from tests.world import CITY

PROFILE = re.compile(r"/profil_opd\?")


def names() -> dict[str, str]:
    """Short name -> full name of every office."""
    with (CITY / "opd.csv").open(encoding="utf-8", newline="") as stream:
        return {row["singkatan"]: row["nama"] for row in csv.DictReader(stream)}


def chooser(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox")


def by_keyboard(page: Page, office: str) -> None:
    chooser(page).focus()
    page.keyboard.type(office)
    expect(chooser(page)).to_have_value(office)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_an_office_opens_by_click_and_by_keyboard(tab: Page) -> None:
    offices = names()
    tab.goto("/opd?tahun=2021-2023")
    settle(tab)
    plot = reach(tab)
    order = plot.evaluate("plot => [...plot.data[0].y]")
    bar = plot.locator(".points .point path").nth(3)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    steps = tab.evaluate("history.length")
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tab.get_by_role("heading", level=1)).to_have_text(offices[order[3]])
    expect(tab).to_have_url(PROFILE)
    expect(tab).to_have_url(re.compile("tahun=2021&tahun=2023"))
    settle(tab)
    expect(chooser(tab)).to_have_value(order[3])
    assert tab.evaluate("history.length") == steps + 1  # one click, one step back
    tab.go_back()
    expect(tab).to_have_url(re.compile(r"/opd\?tahun="))
    tab.go_forward()
    settle(tab)

    by_keyboard(tab, order[1])
    expect(tab.get_by_role("heading", level=1)).to_have_text(offices[order[1]])
    settle(tab)
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_have_text(offices[order[1]])

    tab.get_by_role("link", name="Semua OPD").click()
    expect(tab).to_have_url(re.compile(r"/opd\?tahun=2021&tahun=2023$"))
    settle(tab)
    by_keyboard(tab, order[0])
    expect(tab.get_by_role("heading", level=1)).to_have_text(offices[order[0]])


def test_the_matrix_leads_to_an_office_and_its_choice_is_in_the_address(tab: Page) -> None:
    tab.goto("/satu_opd_satu_inovasi")
    settle(tab)
    rows = tab.locator(".matriks tbody tr")
    expect(rows).to_have_count(len(names()))
    tab.get_by_text("belum pernah", exact=True).click()
    expect(tab).to_have_url(re.compile("tampil=belum"))
    settle(tab)
    assert 0 < rows.count() < len(names())
    link = rows.first.get_by_role("rowheader").get_by_role("link")
    short = link.inner_text()
    link.focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(PROFILE)
    expect(tab.get_by_role("heading", level=1)).to_have_text(names()[short])


def test_the_table_is_ordered_by_keyboard_and_the_address_keeps_it(tab: Page) -> None:
    tab.goto("/opd")
    settle(tab)
    heads, first = tab.locator(".opd-banding thead a"), tab.locator(".opd-banding tbody th a").first
    most = first.inner_text()
    change = heads.filter(has_text="Selisih")
    change.focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("urut=selisih"))
    expect(tab.locator('[aria-sort="descending"]')).to_contain_text("Selisih")
    settle(tab)
    changed = first.inner_text()
    assert changed != most
    tab.reload()
    settle(tab)
    expect(first).to_have_text(changed)
    first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(names()[changed])


@pytest.mark.parametrize("tab", ["ponsel"], indirect=True)
def test_a_phone_shows_the_table_up_to_the_change_of_rank(tab: Page) -> None:
    tab.goto("/opd")
    settle(tab)
    table = tab.locator(".stApp .opd-banding")
    edge = table.evaluate("table => table.getBoundingClientRect().left + table.clientWidth")
    heads = table.locator("thead th")
    for words in ("OPD", "Tahun", "Selisih", "Peringkat", "Naik turun"):
        box = heads.filter(has_text=words).first.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= edge + 1, words


def test_chosen_offices_stand_side_by_side_until_their_sum_is_asked_for(tab: Page) -> None:
    tab.goto("/pertumbuhan?opd=Dinkes&opd=Dinsos&opd=DLH")
    settle(tab)
    expect(tab.locator(".jejer svg")).to_have_count(3)
    tab.get_by_role("link", name="Jumlahkan").click()
    expect(tab).to_have_url(re.compile("jumlahkan=ya"))
    expect(tab.locator(".jejer")).to_have_count(0)
    tab.get_by_role("link", name="Bandingkan").click()
    expect(tab.locator(".jejer svg")).to_have_count(3)


def test_the_whole_matrix_fits_one_small_screen(tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto("/satu_opd_satu_inovasi")
    settle(tab)
    matrix, tables = tab.locator(".matriks"), tab.locator(".matriks table")
    expect(tables).to_have_count(2)
    boxes = [tables.nth(place).bounding_box() for place in (0, 1)]
    assert boxes[0] and boxes[1] and boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    whole = matrix.evaluate("m => [m.offsetHeight, m.scrollWidth - m.clientWidth]")
    assert whole[0] <= 720 - 60 and whole[1] <= 0  # below the bar on top, nothing beside it
    link = matrix.locator("tbody th a").first.bounding_box()
    assert link and link["height"] >= 23.5
    expect(tab.locator(".legenda")).to_contain_text("● Ya")


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_arrows_reach_every_cell_and_enter_filters(tab: Page) -> None:
    tab.goto("/satu_opd_satu_inovasi")
    settle(tab)
    matrix = tab.locator(".matriks")
    name, below = (matrix.locator("tbody th a").nth(place) for place in (2, 3))
    name.focus()
    name.evaluate("name => name.scrollIntoView({ block: 'center', inline: 'nearest' })")
    streak = matrix.locator("tbody tr").nth(2).locator("td").last
    expect(streak).to_be_in_viewport(ratio=0.9)  # what counts comes first, on a phone as well
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        tab.keyboard.press(key)
    expect(below).to_be_focused()
    for key in ("ArrowRight", "ArrowRight", "Home", "ArrowUp", "ArrowLeft"):
        tab.keyboard.press(key)
    expect(name).to_be_focused()
    tab.keyboard.press("ArrowRight")
    cell = matrix.get_by_role("link", name=f"Saring {name.inner_text()}, 2020: ")
    expect(cell).to_be_focused()
    uncovered = """cell => { const { x, y, width, height } = cell.getBoundingClientRect();
      return cell.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"""
    assert cell.evaluate(uncovered)
    assert cell.evaluate("cell => getComputedStyle(cell).outlineStyle") != "none"
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"\?opd=[^&]+&tahun=2020&tahun=2020$"))
    expect(matrix.locator("tbody tr")).to_have_count(1)
    expect(cell).to_be_focused()  # drawn anew, but still the reader's place


def test_a_wrong_link_is_understood(tab: Page) -> None:
    tab.goto("/profil_opd?opd=entah")
    settle(tab)
    expect(tab.get_by_text("tidak dikenal")).to_be_visible()
    tab.get_by_role("main").get_by_role("link", name="Dinkes").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Dinas Kesehatan")


@pytest.mark.parametrize("tab", ["desktop", "ponsel-gelap"], indirect=True)
def test_no_serious_finding_and_nothing_beside_the_screen(tab: Page) -> None:
    for address in ("/opd", "/satu_opd_satu_inovasi", "/profil_opd?opd=Dinkes", "/profil_opd"):
        assert_sound(tab, address)
