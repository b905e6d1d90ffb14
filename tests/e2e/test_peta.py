"""The map of the kelurahan in a real browser: click, keyboard, phone, and for everybody."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dunia import AKAR
from tests.e2e.browser import axe, tunggu
from tests.e2e.server import Server
from tests.e2e.test_gate import SAVED, buka, unggah
from tests.e2e.test_language import english
from tests.test_peta import boxes

ALAMAT = "/posyantek"


@pytest.mark.parametrize("halaman", ["desktop", "ponsel"], indirect=True)
def test_a_tile_leads_to_its_kelurahan(halaman: Page) -> None:
    halaman.goto(ALAMAT + "?tahun=2024&tahun=2025")
    tunggu(halaman)
    halaman.get_by_role("link", name="Gedong Dalem, Kecamatan Jombang").click()
    tunggu(halaman)
    assert "kelurahan=36.72.05.1005" in halaman.url and "tahun=2024" in halaman.url
    expect(halaman.get_by_role("heading", name="Gedong Dalem")).to_be_visible()


def test_the_list_is_the_keyboard_way_and_writes_the_address(halaman: Page) -> None:
    halaman.goto(ALAMAT)
    tunggu(halaman)
    halaman.get_by_role("combobox", name="Kelurahan").focus()
    halaman.keyboard.type("Suralaya")
    halaman.keyboard.press("Enter")
    tunggu(halaman)
    assert "kelurahan=36.72.03.1004" in halaman.url
    expect(halaman.locator('.peta.lebar a[aria-current="true"]')).to_have_attribute(
        "aria-label", "Suralaya, Kecamatan Pulomerak: Tidak ikut"
    )
    halaman.locator(".peta.lebar a").first.focus()
    halaman.keyboard.press("Tab")
    expect(halaman.locator(".peta.lebar a:focus rect")).to_have_css("stroke-width", "3px")
    halaman.keyboard.press("Enter")
    tunggu(halaman)
    assert "kelurahan=36.72." in halaman.url and "36.72.03.1004" not in halaman.url


def test_a_simulation_travels_in_the_address(halaman: Page) -> None:
    halaman.goto(ALAMAT + "?biaya=7,5+juta&aturan=semua")
    tunggu(halaman)
    expect(
        halaman.get_by_text("43 kelurahan (semua) × Rp7.500.000 = Rp322.500.000.")
    ).to_be_visible()


@pytest.mark.parametrize("halaman", ["desktop", "desktop-gelap", "ponsel"], indirect=True)
def test_the_page_is_for_everybody(halaman: Page) -> None:
    halaman.goto(ALAMAT + "?kelurahan=36.72.05.1005&biaya=1000")
    tunggu(halaman)
    assert not axe(halaman)
    width = halaman.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0


def test_outlines_are_uploaded_checked_published_and_taken_back(
    halaman: Page, server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(AKAR / "data", folder)
    address = server(data=folder, gudang=tmp_path / "gudang", env={"DASBOR_EDITOR": "lokal"}).alamat
    halaman.goto(f"{address}/kelola_data")
    tunggu(halaman)
    said = halaman.get_by_test_id("stMain")
    document = boxes(0.01)
    missing = document["features"].pop()
    unggah(halaman, "b.geojson", json.dumps(document).encode())
    expect(said.get_by_role("region", name="Temuan")).to_contain_text("1 dari 43 kelurahan")
    expect(said.get_by_test_id("stAlert")).to_contain_text("Belum dapat diterbitkan")
    expect(said.locator(".sketsa path")).to_have_count(42)
    assert axe(halaman) == [] and english(halaman) == []

    document["features"].append(missing)
    unggah(halaman, "b.geojson", json.dumps(document).encode())
    moved = said.get_by_role("region", name="Angka yang berubah")
    expect(moved).to_contain_text(re.compile(r"Kelurahan berbatas\s*0\s*43"), timeout=30_000)
    said.get_by_label(SAVED).fill("Peta dari bagian pemerintahan")
    said.get_by_role("button", name="Terbitkan", exact=True).click()
    expect(said.get_by_text("Terbit sebagai versi 1.")).to_be_visible(timeout=30_000)
    assert not (folder / "batas_kelurahan.geojson").exists()
    halaman.goto(f"{address}{ALAMAT}?peta=batas")
    tunggu(halaman)
    expect(halaman.locator(".peta.batas a")).to_have_count(43)

    halaman.goto(f"{address}/kelola_data")
    tunggu(halaman)
    buka(halaman, "Pulihkan versi lama")
    said.get_by_label("Alasan pemulihan").fill("salah berkas")
    said.get_by_role("button", name="Pulihkan", exact=True).click()
    expect(said.get_by_text("Dipulihkan sebagai versi 2.")).to_be_visible(timeout=30_000)
    halaman.goto(f"{address}{ALAMAT}")
    tunggu(halaman)
    expect(halaman.locator(".peta.lebar a")).to_have_count(43)
    expect(halaman.locator(".peta.batas")).to_have_count(0)


def test_true_outlines_when_the_file_is_there(
    halaman: Page, server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(AKAR / "data", folder)
    (folder / "batas_kelurahan.geojson").write_text(json.dumps(boxes(0.01)), "utf-8")
    halaman.goto(f"{server(data=folder, gudang=tmp_path / 'gudang').alamat}{ALAMAT}?peta=batas")
    tunggu(halaman)
    expect(halaman.locator(".peta.batas a")).to_have_count(43)
    halaman.get_by_role("radio", name="petak").click()
    tunggu(halaman)
    expect(halaman.locator(".peta.lebar a")).to_have_count(43)
    assert "peta=batas" not in halaman.url
