"""The analyst's bench by mouse and keyboard: facets, search, back; from a chart to its rows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import assert_sound, tunggu


def count(page: Page) -> int:
    """The number in the heading."""
    return int(re.sub(r"\D.*", "", page.locator("h1").inner_text().replace(".", "")))


def test_facets_search_and_back_without_loading_the_app_again(halaman: Page) -> None:
    halaman.goto("/jelajah")
    tunggu(halaman)
    halaman.evaluate("window.sama = true")
    everything = count(halaman)
    value = halaman.get_by_role("navigation", name="Saring dengan jumlah").get_by_role(
        "link", name=re.compile("^Dindikbud")
    )
    promised = int(value.locator("b").inner_text())
    value.focus()
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(re.compile("opd=Dindikbud"))
    expect(halaman.locator("h1")).to_contain_text(str(promised))
    expect(halaman.get_by_text(f"Baris 1–{promised} dari {promised}")).to_be_visible()
    halaman.get_by_label("Cari judul atau perangkat daerah").fill("dindikbut 2022")
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(re.compile("cari=dindikbut"))
    tunggu(halaman)
    assert 0 < count(halaman) < promised
    halaman.get_by_role("link", name="Hapus semua").click()
    expect(halaman).to_have_url(re.compile("/jelajah$"))
    tunggu(halaman)
    assert count(halaman) == everything
    halaman.go_back()
    expect(halaman).to_have_url(re.compile("cari=dindikbut"))
    tunggu(halaman)
    assert 0 < count(halaman) < promised
    assert halaman.evaluate("window.sama")


def test_a_click_filters_the_page_and_the_chip_takes_it_back(halaman: Page) -> None:
    halaman.goto("/pertumbuhan")
    tunggu(halaman)
    plot = halaman.locator(".js-plotly-plot").first
    box = plot.locator(".points .point path").nth(1).bounding_box()
    assert box
    halaman.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(halaman).to_have_url(re.compile("tahun=2021&tahun=2021"))
    chip = halaman.get_by_role("link", name="2021")
    expect(chip).to_be_visible()
    tunggu(halaman)
    chip.focus()
    halaman.keyboard.press("Enter")
    expect(halaman).not_to_have_url(re.compile("tahun="))
    expect(chip).to_have_count(0)
    expect(halaman.locator(".stApp h1")).to_be_focused()  # the chip is gone: on with the finding


CELL = """(plot, [column, row]) => {
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.x + xaxis._offset + xaxis.c2p(column), box.y + yaxis._offset + yaxis.c2p(row)];
}"""


def test_a_cell_means_two_filters_and_a_light_mark_takes_the_keyboard(halaman: Page) -> None:
    halaman.goto("/opd?tahun=2021-2023")
    tunggu(halaman)
    plot = halaman.locator(".js-plotly-plot").nth(1)
    plot.scroll_into_view_if_needed()
    name = plot.evaluate("plot => plot.data.at(-1).y[2]")
    halaman.mouse.click(*plot.evaluate(CELL, [1, 2]))
    expect(halaman).to_have_url(re.compile("tahun=2022&tahun=2022"))
    tunggu(halaman)
    for words in ("2022", name):
        expect(halaman.locator("a.tanda.saringan", has_text=words)).to_be_visible()
    halaman.goto("/ringkasan")
    tunggu(halaman)
    halaman.evaluate("window.sama = true")
    mark = halaman.get_by_role("link", name=re.compile("^Saring 2021"))
    mark.focus()
    halaman.keyboard.press("Enter")
    expect(halaman).to_have_url(re.compile("tahun=2021&tahun=2021"))
    tunggu(halaman)
    mark.focus()
    halaman.keyboard.press("Enter")  # once more: without it again
    expect(halaman).not_to_have_url(re.compile("tahun="))
    assert halaman.evaluate("window.sama")


def test_from_a_chart_to_its_rows_and_to_its_formula(halaman: Page) -> None:
    halaman.goto("/pertumbuhan?opd=Dinkes")
    tunggu(halaman)
    halaman.get_by_text("Tabel, catatan, dan unduhan").first.click()
    halaman.get_by_role("link", name="Buka rumus").first.click()
    expect(halaman.get_by_text("inovasi_2023.csv")).to_be_visible()
    expect(halaman.get_by_text("/rumus?kueri=berapa_inovasi_per_tahun&opd=Dinkes")).to_be_visible()
    halaman.get_by_role("link", name="Lihat barisnya").click()
    expect(halaman).to_have_url(re.compile(r"/jelajah\?opd=Dinkes$"))
    expect(halaman.get_by_role("cell", name="Dinkes").first).to_be_visible()


@pytest.mark.parametrize("halaman", ["desktop", "ponsel-gelap"], indirect=True)
def test_no_serious_finding_and_nothing_beside_the_screen(halaman: Page) -> None:
    compared = "/jelajah?tampilan=banding&banding=opd%3DDinkes&opd=Dindikbud"
    formula = "/rumus?kueri=berapa_inovasi_per_tahun"
    for address in ("/jelajah?jenis=Digital&cari=contoh", compared, formula, "/ringkasan"):
        assert_sound(halaman, address)
