"""The map of the kelurahan in a real browser: click, keyboard, phone, and for everybody."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe, settle
from tests.e2e.desk import SAVED, come_in, open_page, upload
from tests.e2e.server import Server
from tests.e2e.test_language import english
from tests.test_peta import boxes
from tests.world import found_city

ALAMAT = "/posyantek"


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_a_tile_leads_to_its_kelurahan(tab: Page) -> None:
    tab.goto(ALAMAT + "?tahun=2024&tahun=2025")
    settle(tab)
    tab.get_by_role("link", name="Gedong Dalem, Kecamatan Jombang").click()
    settle(tab)
    assert "kelurahan=36.72.05.1005" in tab.url and "tahun=2024" in tab.url
    expect(tab.get_by_role("heading", name="Gedong Dalem")).to_be_visible()


def test_the_list_is_the_keyboard_way_and_writes_the_address(tab: Page) -> None:
    tab.goto(ALAMAT)
    settle(tab)
    tab.get_by_role("combobox", name="Kelurahan", exact=True).focus()
    tab.keyboard.type("Suralaya")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    settle(tab)
    assert "kelurahan=36.72.03.1004" in tab.url
    expect(tab.locator('.peta.lebar a[aria-current="true"]')).to_have_attribute(
        "aria-label", "Suralaya, Kecamatan Pulomerak: Tidak ikut"
    )
    tab.locator(".peta.lebar a").first.focus()
    tab.keyboard.press("Tab")
    expect(tab.locator(".peta.lebar a:focus rect")).to_have_css("stroke-width", "3px")
    tab.keyboard.press("Enter")
    settle(tab)
    assert "kelurahan=36.72." in tab.url and "36.72.03.1004" not in tab.url


def test_a_simulation_travels_in_the_address(tab: Page) -> None:
    tab.goto(ALAMAT + "?biaya=7,5+juta&aturan=semua")
    settle(tab)
    expect(tab.get_by_text("43 kelurahan (semua) × Rp7.500.000 = Rp322.500.000.")).to_be_visible()


@pytest.mark.parametrize("tab", ["desktop", "desktop-gelap", "ponsel"], indirect=True)
def test_the_page_is_for_everybody(tab: Page) -> None:
    tab.goto(ALAMAT + "?kelurahan=36.72.05.1005&biaya=1000")
    settle(tab)
    assert not axe(tab)
    width = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0


def test_outlines_are_uploaded_checked_published_and_taken_back(
    tab: Page, server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = found_city(tmp_path / "data")
    running = server(data=folder, store_folder=tmp_path / "gudang", env={"DASBOR_EDITOR": "lokal"})
    address = running.site_url
    come_in(tab, running)
    said = tab.get_by_test_id("stMain")
    document = boxes(0.01)
    missing = document["features"].pop()
    upload(tab, "b.geojson", json.dumps(document).encode())
    expect(said.get_by_role("region", name="Temuan")).to_contain_text("1 dari 43 kelurahan")
    expect(said.get_by_test_id("stAlert")).to_contain_text("Belum dapat diterbitkan")
    expect(said.locator(".sketsa path")).to_have_count(42)
    assert axe(tab) == [] and english(tab) == []

    document["features"].append(missing)
    upload(tab, "b.geojson", json.dumps(document).encode())
    moved = said.get_by_role("region", name="Angka yang berubah")
    expect(moved).to_contain_text(re.compile(r"Cibeber · Garis batas untuk gambar\s*–\s*ada"))
    said.get_by_label(SAVED).fill("Peta dari bagian pemerintahan")
    said.get_by_role("button", name="Terbitkan", exact=True).click()
    expect(said.get_by_text("Terbit sebagai versi 1.")).to_be_visible()
    assert not (folder / "batas_kelurahan.geojson").exists()
    tab.goto(f"{address}{ALAMAT}?peta=batas")
    settle(tab)
    expect(tab.locator(".peta.batas a")).to_have_count(43)

    tab.goto(f"{address}/kelola_data")
    settle(tab)
    open_page(tab, "Pulihkan versi lama")
    said.get_by_role("button", name="Lihat akibatnya").click()
    settle(tab)
    said.get_by_label("Alasan pemulihan").fill("salah berkas")
    said.get_by_role("button", name="Pulihkan", exact=True).click()
    expect(said.get_by_text("Dipulihkan sebagai versi 2.")).to_be_visible()
    tab.goto(f"{address}{ALAMAT}")
    settle(tab)
    expect(tab.locator(".peta.lebar a")).to_have_count(43)
    expect(tab.locator(".peta.batas")).to_have_count(0)


def test_true_outlines_when_the_file_is_there(
    tab: Page, server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = found_city(tmp_path / "data")
    (folder / "batas_kelurahan.geojson").write_text(json.dumps(boxes(0.01)), "utf-8")
    tab.goto(f"{server(data=folder, store_folder=tmp_path / 'gudang').site_url}{ALAMAT}?peta=batas")
    settle(tab)
    expect(tab.locator(".peta.batas a")).to_have_count(43)
    tab.get_by_role("link", name="Bentuk peta: petak").click()
    settle(tab)
    expect(tab.locator(".peta.lebar a")).to_have_count(43)
    assert "peta=batas" not in tab.url
