"""The analyst's bench by mouse and keyboard: facets, search, back; from a chart to its rows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import assert_sound, centre, reach, settle


def count(page: Page) -> int:
    """The number in the heading."""
    return int(re.sub(r"\D.*", "", page.locator("h1").inner_text().replace(".", "")))


def test_facets_search_and_back_without_loading_the_app_again(tab: Page) -> None:
    tab.goto("/jelajah")
    settle(tab)
    tab.evaluate("window.sama = true")
    everything = count(tab)
    value = tab.get_by_role("navigation", name="Saring dengan jumlah").get_by_role(
        "link", name=re.compile("^Dindikbud")
    )
    promised = int(value.locator("b").inner_text())
    value.focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("opd=Dindikbud"))
    expect(tab.locator("h1")).to_contain_text(str(promised))
    expect(tab.get_by_text(f"Baris 1–{promised} dari {promised}")).to_be_visible()
    tab.get_by_label("Cari judul atau OPD").fill("dindikbut 2022")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("cari=dindikbut"))
    settle(tab)
    assert 0 < count(tab) < promised
    tab.get_by_role("link", name="Hapus semua").click()
    expect(tab).to_have_url(re.compile("/jelajah$"))
    settle(tab)
    assert count(tab) == everything
    tab.go_back()
    expect(tab).to_have_url(re.compile("cari=dindikbut"))
    settle(tab)
    assert 0 < count(tab) < promised
    assert tab.evaluate("window.sama")


def test_a_click_filters_the_page_and_the_chip_takes_it_back(tab: Page) -> None:
    tab.goto("/pertumbuhan")
    settle(tab)
    plot = reach(tab)
    box = plot.locator(".points .point path").nth(1).bounding_box()
    assert box
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tab).to_have_url(re.compile("tahun=2021&tahun=2021"))
    chip = tab.get_by_role("link", name="2021")
    expect(chip).to_be_visible()
    settle(tab)
    chip.focus()
    tab.keyboard.press("Enter")
    expect(tab).not_to_have_url(re.compile("tahun="))
    expect(chip).to_have_count(0)
    expect(tab.locator(".stApp h1")).to_be_focused()  # the chip is gone: on with the finding


CELL = """(plot, [column, row]) => {
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.x + xaxis._offset + xaxis.c2p(column), box.y + yaxis._offset + yaxis.c2p(row)];
}"""


def test_a_cell_means_two_filters_and_a_light_mark_takes_the_keyboard(tab: Page) -> None:
    tab.goto("/opd?tahun=2021-2023")
    settle(tab)
    plot = reach(tab, 1)
    plot.scroll_into_view_if_needed()
    name = plot.evaluate("plot => plot.data.at(-1).y[2]")
    tab.mouse.click(*plot.evaluate(CELL, [1, 2]))
    expect(tab).to_have_url(re.compile("tahun=2022&tahun=2022"))
    settle(tab)
    for words in ("2022", name):
        expect(tab.locator("a.tanda.saringan", has_text=words).first).to_be_visible()
    tab.goto("/ringkasan")
    settle(tab)
    tab.evaluate("window.sama = true")
    mark = tab.get_by_role("link", name=re.compile("^Saring 2021"))
    mark.focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("tahun=2021&tahun=2021"))
    settle(tab)
    mark.focus()
    tab.keyboard.press("Enter")  # once more: without it again
    expect(tab).not_to_have_url(re.compile("tahun="))
    assert tab.evaluate("window.sama")


def test_from_a_chart_to_its_rows_and_to_its_formula(tab: Page) -> None:
    tab.goto("/pertumbuhan?opd=Dinkes")
    settle(tab)
    tab.get_by_text("Sumber & data").first.click()
    tab.get_by_role("link", name="SQL, parameter, dan berkasnya").first.click()
    expect(tab.get_by_text("inovasi_2023.csv")).to_be_visible()
    expect(tab.get_by_text("/rumus?kueri=berapa_inovasi_per_tahun&opd=Dinkes")).to_be_visible()
    tab.get_by_role("link", name="Daftar inovasinya").click()
    expect(tab).to_have_url(re.compile(r"/jelajah\?opd=[Dd]inkes$"))
    expect(tab.get_by_role("cell", name="Dinkes").first).to_be_visible()


@pytest.mark.parametrize("tab", ["desktop", "ponsel-gelap"], indirect=True)
def test_no_serious_finding_and_nothing_beside_the_screen(tab: Page) -> None:
    compared = "/jelajah?tampilan=banding&banding=opd%3DDinkes&opd=Dindikbud"
    formula = "/rumus?kueri=berapa_inovasi_per_tahun"
    for address in ("/jelajah?jenis=Digital&cari=contoh", compared, formula, "/ringkasan"):
        assert_sound(tab, address)


def test_one_click_is_one_step_back(tab: Page) -> None:
    """A bar filters the page, and one step undoes it."""
    tab.goto("/pertumbuhan")
    settle(tab)
    bar = reach(tab).locator(".points .point path").nth(2)
    before = tab.evaluate("history.length")
    tab.mouse.click(*centre(bar))
    expect(tab).to_have_url(re.compile("tahun=2022&tahun=2022"))
    settle(tab)
    assert tab.evaluate("history.length") == before + 1


def test_the_pivot_sorts_both_ways_and_is_a_file(tab: Page) -> None:
    tab.goto("/jelajah?tampilan=pivot&ngawur=1")
    settle(tab)
    expect(tab.get_by_text("diabaikan: ngawur")).to_be_visible()
    table = tab.locator("table.pivot")
    tab.evaluate("window.sama = true")
    table.get_by_role("link", name="OPD").click()
    expect(tab).to_have_url(re.compile("urut_lajur=baris&arah_lajur=naik"))
    names = table.locator("tbody tr:not(.jumlah) th:first-child")
    settle(tab)
    rising = names.all_inner_texts()
    table.get_by_role("link", name="OPD").click()
    expect(tab).to_have_url(re.compile("arah_lajur=turun"))
    settle(tab)
    assert names.all_inner_texts() == rising[::-1] and len(rising) > 5
    assert tab.evaluate("window.sama")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Unduh pivot XLSX").click()
    assert download.value.suggested_filename == "pivot.xlsx"
