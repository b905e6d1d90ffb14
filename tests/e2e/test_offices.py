"""From the offices to one office: by a click, by keyboard, by a link, and by an old link."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import assert_sound, tunggu

DATA = Path(__file__).resolve().parents[2] / "data"
PROFILE = re.compile(r"/profil_opd\?")


def names() -> dict[str, str]:
    """Short name -> full name of every office."""
    with (DATA / "opd.csv").open(encoding="utf-8", newline="") as stream:
        return {row["singkatan"]: row["nama"] for row in csv.DictReader(stream)}


def chooser(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox")


def test_an_office_opens_by_click_and_by_keyboard(halaman: Page) -> None:
    offices = names()
    halaman.goto("/opd?tahun=2021-2023")
    tunggu(halaman)
    plot = halaman.locator(".js-plotly-plot").first
    order = plot.evaluate("plot => [...plot.data[0].y]")
    box = plot.locator(".points .point path").nth(3).bounding_box()
    assert box
    halaman.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(halaman.locator("h1")).to_have_text(offices[order[3]])
    expect(halaman).to_have_url(PROFILE)
    expect(halaman).to_have_url(re.compile("tahun=2021&tahun=2023"))
    tunggu(halaman)
    expect(chooser(halaman)).to_have_value(order[3])

    chooser(halaman).focus()
    chooser(halaman).press("ControlOrMeta+a")
    halaman.keyboard.type(order[1])
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_have_text(offices[order[1]])
    tunggu(halaman)
    halaman.reload()
    expect(halaman.locator("h1")).to_have_text(offices[order[1]])

    halaman.get_by_role("link", name="Semua perangkat daerah").click()
    expect(halaman).to_have_url(re.compile(r"/opd\?tahun=2021&tahun=2023$"))
    tunggu(halaman)
    chooser(halaman).focus()
    halaman.keyboard.type(order[0])
    halaman.keyboard.press("Enter")
    expect(halaman.locator("h1")).to_have_text(offices[order[0]])


def test_the_matrix_leads_to_an_office_and_its_choice_is_in_the_address(halaman: Page) -> None:
    halaman.goto("/satu_opd_satu_inovasi")
    tunggu(halaman)
    rows = halaman.locator(".matriks tbody tr")
    expect(rows).to_have_count(len(names()))
    halaman.get_by_text("belum pernah", exact=True).click()
    expect(halaman).to_have_url(re.compile("tampil=belum"))
    tunggu(halaman)
    assert 0 < rows.count() < len(names())
    link = rows.first.get_by_role("rowheader").get_by_role("link")
    short = link.inner_text()
    link.focus()
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(PROFILE)
    expect(halaman.locator("h1")).to_have_text(names()[short])


@pytest.mark.parametrize("halaman", ["desktop", "ponsel"], indirect=True)
def test_arrows_reach_every_cell_and_enter_filters(halaman: Page) -> None:
    halaman.goto("/satu_opd_satu_inovasi")
    tunggu(halaman)
    matrix = halaman.locator(".matriks")
    name, below = (matrix.locator("tbody th a").nth(place) for place in (2, 3))
    name.focus()
    streak = matrix.locator("tbody tr").nth(2).locator("td").last
    expect(streak).to_be_in_viewport(ratio=0.9)  # what counts comes first, on a phone as well
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        halaman.keyboard.press(key)
    expect(below).to_be_focused()
    for key in ("ArrowRight", "ArrowRight", "Home", "ArrowUp", "ArrowLeft"):
        halaman.keyboard.press(key)
    expect(name).to_be_focused()
    halaman.keyboard.press("ArrowRight")
    cell = matrix.get_by_role("link", name=f"Saring {name.inner_text()}, 2020: ")
    expect(cell).to_be_focused()
    uncovered = """cell => { const { x, y, width, height } = cell.getBoundingClientRect();
      return cell.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"""
    assert cell.evaluate(uncovered)
    assert cell.evaluate("cell => getComputedStyle(cell).outlineStyle") != "none"
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(re.compile(r"\?opd=[^&]+&tahun=2020&tahun=2020$"))
    expect(matrix.locator("tbody tr")).to_have_count(1)
    expect(cell).to_be_focused()  # drawn anew, but still the reader's place


def test_old_and_wrong_links_are_understood(halaman: Page) -> None:
    halaman.goto("/opd?profil=dinkes")
    expect(halaman).to_have_url(re.compile(r"/profil_opd\?opd=Dinkes$"))
    expect(halaman.locator("h1")).to_have_text("Dinas Kesehatan")
    halaman.goto("/profil_opd?opd=entah")
    tunggu(halaman)
    expect(halaman.get_by_text("tidak dikenal")).to_be_visible()
    halaman.get_by_role("main").get_by_role("link", name="Dinkes").click()
    expect(halaman.locator("h1")).to_have_text("Dinas Kesehatan")


@pytest.mark.parametrize("halaman", ["desktop", "ponsel-gelap"], indirect=True)
def test_no_serious_finding_and_nothing_beside_the_screen(halaman: Page) -> None:
    for address in ("/satu_opd_satu_inovasi", "/profil_opd?opd=Dinkes", "/profil_opd"):
        assert_sound(halaman, address)
