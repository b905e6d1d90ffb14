"""The map of the kelurahan in a real browser: click, keyboard, phone, and for everybody."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dunia import AKAR
from tests.e2e.browser import axe, tunggu
from tests.e2e.server import Server
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


def test_outlines_are_uploaded_checked_and_published(
    halaman: Page, server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(AKAR / "data", folder)
    started = server(data=folder, gudang=tmp_path / "gudang", env={"DASBOR_EDITOR": "lokal"})
    halaman.goto(f"{started.alamat}/kelola_data")
    tunggu(halaman)
    halaman.get_by_text("Muat berkas batas (GeoJSON)").first.click()
    tunggu(halaman)
    upload = halaman.locator("input[type=file]").last
    document = boxes(0.01)
    missing = document["features"].pop()
    for expected in ("1 dari 43 kelurahan tidak ada", "43 kelurahan lengkap dan sah"):
        content = json.dumps(document).encode()
        upload.set_input_files({"name": "b.geojson", "mimeType": "", "buffer": content})
        expect(halaman.get_by_text(expected)).to_be_visible(timeout=30_000)
        document["features"].append(missing)
    halaman.get_by_role("textbox", name="Alasan memuat batas").fill("Peta dari bagian pemerintahan")
    halaman.get_by_role("button", name="Terbitkan batas").click()
    expect(halaman.get_by_text("Terbit sebagai versi 1.")).to_be_visible(timeout=30_000)
    assert not (folder / "batas_kelurahan.geojson").exists()
    for _ in range(5):
        halaman.goto(f"{started.alamat}{ALAMAT}?peta=batas")
        tunggu(halaman)
        if halaman.locator(".peta.batas a").count() == 43:
            return
        halaman.wait_for_timeout(2000)
    raise AssertionError("batas yang terbit tidak tampil")


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
