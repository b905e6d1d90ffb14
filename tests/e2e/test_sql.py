"""The SQL page in a browser: run, see, share, be told what is wrong, cancel; keyboard and axe."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, settle

ENDLESS = "with recursive r as (select 1 as n union all select n + 1 from r) select max(n) from r"


def open_with(page: Page, sql: str) -> None:
    page.goto(f"/sql?sql={quote(sql)}")
    settle(page)
    expect(page.get_by_label("Kueri SQL")).to_have_value(sql)


def run(page: Page) -> None:
    page.get_by_role("button", name="Jalankan").focus()
    page.keyboard.press("Enter")


def test_a_shared_question_is_shown_and_run_only_when_asked(tab: Page) -> None:
    open_with(tab, "select tahun, count(*) as jumlah from inovasi group by tahun")
    expect(tab.get_by_role("heading", name=re.compile(r"\d+ baris"))).to_have_count(0)
    run(tab)
    expect(tab.get_by_role("heading", name="4 baris")).to_be_visible()
    expect(tab).to_have_url(re.compile(r"[?&]sql=select"))
    with tab.expect_download() as download:
        tab.get_by_test_id("stDownloadButton").get_by_role("button", name="Unduh CSV").click()
    assert download.value.suggested_filename == "kueri_sendiri_bukan_angka_terbit.csv"
    tab.get_by_text("Gambar cepat").click()
    expect(tab.locator("svg.gambar")).to_be_visible()
    settle(tab)
    assert not axe(tab)


def test_a_mistake_is_told_with_line_and_column(tab: Page) -> None:
    open_with(tab, "select tahun,\n  jumlahnya from inovasi")
    run(tab)
    told = tab.get_by_role("alert")
    expect(told).to_contain_text("Baris 2, kolom 3: Kolom “jumlahnya” tidak ada.")


def test_a_running_query_can_be_cancelled(tab: Page) -> None:
    open_with(tab, ENDLESS)
    run(tab)
    tab.get_by_role("button", name="Batalkan").click()
    expect(tab.get_by_role("alert")).to_contain_text("Dibatalkan")


@pytest.mark.parametrize("tab", ["ponsel", "ponsel-gelap"], indirect=True)
def test_the_page_is_accessible_on_a_phone(tab: Page) -> None:
    tab.goto("/sql?kueri=berapa_skor_iid_per_tahun")
    settle(tab)
    expect(tab.get_by_label("Kueri SQL")).to_have_value(re.compile("-- Berapa skor"))
    assert not axe(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
