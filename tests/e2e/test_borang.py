"""The forms of Kelola Data: an entry typed, seen in its effect, refused, published, taken back."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from dasbor.data.versions import Publisher
from dasbor.documents.delivery import Addresses
from tests.e2e.browser import axe, settle
from tests.e2e.server import Server
from tests.e2e.test_access import overflow
from tests.e2e.test_gate import LOCALLY, SAVED, come_in, listen, open_page
from tests.e2e.test_language import english
from tests.world import found_city

FOLD = "Isi tanpa berkas"
SOURCE, YEAR = "Laporan Uji", "2024"
SURE = {"Sumber": SOURCE, "Kepastian": "B"}
ENTRIES: Mapping[str, Mapping[str, str]] = {
    "Daftar sumber": {"Judul (wajib)": SOURCE, "Penerbit": "Bappeda Uji"},
    "Buku angka terbit": {
        "Tahun (wajib)": "2019",
        "Ukuran (wajib)": "Inovasi yang terdata",
        "Nilai": "260",
        "Cakupan waktu (wajib)": "setahun penuh",
        "Dipakai (wajib)": "ya",
        **SURE,
    },
    "Target per ukuran dan tahun": {
        "Ukuran (wajib)": "Inovasi yang terdata",
        "Tahun (wajib)": YEAR,
        "Lingkup (wajib)": "kota",
        "Nilai target": "300",
        **SURE,
    },
    "Penghargaan, kompetisi, pameran, dan studi tiru": {
        "Tahun (wajib)": YEAR,
        "Dasar tahun (wajib)": "kegiatan",
        "Jenis (wajib)": "penghargaan",
        "Nama (wajib)": "Anugerah Uji",
        "Hasil (wajib)": "Terbaik",
        **SURE,
    },
    "Daftar OPD dan kecamatan": {
        "Kode": "dinas-uji",
        "Nama (wajib)": "Dinas Uji Coba",
        "Singkatan (wajib)": "Disuji",
        "Jenis unit (wajib)": "perangkat daerah",
    },
    "Nama dan sebutan OPD": {
        "Tertulis": "Dinas Percobaan",
        "Kode OPD (wajib)": "Dinas Uji Coba",
    },
    "Daftar unit di bawah OPD": {
        "Nama unit (wajib)": "UPTD Uji",
        "Jenis unit (wajib)": "UPTD",
        "Induk (wajib)": "Dinas Uji Coba",
    },
    "Keikutsertaan kelurahan pada penilaian Posyantek": {
        "Tahun (wajib)": YEAR,
        "Kode kelurahan (wajib)": "Cibeber",
        "Ikut penilaian (wajib)": "ya",
        "Asal baris (wajib)": "publikasi",
        "Sumber": SOURCE,
    },
    "Ambang predikat Indeks Inovasi Daerah": {
        "Edisi (wajib)": "2021",
        "Predikat (wajib)": "Inovatif",
        "Batas bawah": "35,5",
        "Batas atas": "60",
        **SURE,
    },
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return found_city(tmp_path / "data")


@pytest.fixture
def desk(tab: Page, data: Path, server: Callable[..., Server]) -> Page:
    come_in(tab, server(data=data, env=LOCALLY))
    return tab


def form(page: Page, submit: str = "Periksa entri ini") -> Locator:
    return page.get_by_test_id("stForm").filter(has_text=submit)


def pick(place: Locator, label: str, option: str) -> None:
    box = place.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    box.press("Enter")


def open_form(page: Page, dataset: str) -> None:
    fold = page.get_by_test_id("stExpander").filter(has_text=FOLD)
    if not fold.get_by_role("combobox", name="Kumpulan yang diisi").is_visible():
        open_page(page, FOLD)
    pick(fold, "Kumpulan yang diisi", dataset)
    settle(page)


def write(page: Page, entry: Mapping[str, str]) -> None:
    for label, words in entry.items():
        field = form(page).get_by_label(label, exact=True)
        if field.first.get_attribute("role") == "combobox":
            pick(form(page), label, words)
        else:
            field.first.fill(words)
    form(page).get_by_role("button", name="Periksa entri ini").click()
    settle(page)


def publish(page: Page, number: int) -> None:
    page.get_by_label(SAVED).fill(f"uji {number}")
    page.get_by_role("button", name="Terbitkan", exact=True).click()
    listen(page, f"Terbit sebagai versi {number}")
    settle(page)


def take_back(page: Page, number: int) -> None:
    said = page.get_by_test_id("stMain")
    open_page(page, "Pulihkan versi lama")
    said.get_by_text("Yang dilakukan satu versi").click()
    settle(page)
    said.get_by_role("button", name="Lihat akibatnya").click()
    settle(page)
    said.get_by_label("Alasan pemulihan").fill("keliru")
    said.get_by_role("button", name="Pulihkan", exact=True).click()
    listen(page, f"Dipulihkan sebagai versi {number}")
    settle(page)


def in_force(data: Path, store: Path, asked: str) -> list[tuple[Any, ...]]:
    return Publisher(data, store).fresh().rows(asked)


def test_an_entry_is_refused_changed_deleted_and_brought_back(
    desk: Page, data: Path, tmp_path: Path
) -> None:
    said, figures = desk.get_by_test_id("stMain"), "Buku angka terbit"
    kept = ENTRIES[figures] | {"Sumber": "Launching Inovasi Tahun 2020", "Tahun (wajib)": ""}
    open_form(desk, figures)
    write(desk, kept)
    expect(said).to_contain_text("Belum diisi: Tahun.")
    write(desk, {"Tahun (wajib)": YEAR})
    listen(desk, "Untuk 2024 ada lebih dari satu jumlah yang dipakai")
    expect(form(desk).get_by_label("Nilai", exact=True)).to_have_value("260")
    expect(said.get_by_role("button", name="Terbitkan", exact=True)).to_have_count(0)
    assert english(desk) == []
    desk.get_by_role("button", name="Batalkan entri yang diketik").click()
    settle(desk)

    fold = desk.get_by_test_id("stExpander").filter(has_text=FOLD)
    pick(fold, "Entri", "inovasi-2024")
    settle(desk)
    write(desk, {name: kept[name] for name in ("Nilai", "Sumber", "Kepastian")})
    expect(said).to_contain_text(f"{figures}: 0 baru, 0 hilang, 1 berubah")
    expect(said).not_to_contain_text("tanpa isi")
    moved = said.get_by_role("region", name="Angka yang berubah")
    expect(moved.get_by_role("row").filter(has_text="Inovasi 2024")).to_contain_text("260")
    publish(desk, 1)
    asked = "select nilai from angka_publikasi where id = 'inovasi-2024'"
    assert in_force(data, tmp_path / "lain", asked) == [(260.0,)]

    open_form(desk, "Nama dan sebutan OPD")
    write(desk, {"Tertulis": "setda", "Kode OPD (wajib)": "Sekretariat Daerah"})
    listen(desk, "Entri itu sudah ada")
    pick(fold, "Entri", "Setda · setda")
    settle(desk)
    form(desk).get_by_role("button", name="Hapus entri ini").click()
    settle(desk)
    expect(said).to_contain_text("0 baru, 1 hilang, 0 berubah")
    smaller = said.get_by_test_id("stCheckbox").filter(has_text="memang menyusut")
    if smaller.count():
        smaller.locator("label").click()
    publish(desk, 2)
    asked = "select alias from opd_alias where alias = 'Setda'"
    assert in_force(data, tmp_path / "lain", asked) == []
    take_back(desk, 3)
    assert in_force(data, tmp_path / "lain", asked) == [("Setda",)]


def test_forms_and_recipients_can_be_used_by_everybody(desk: Page, data: Path) -> None:
    said = desk.get_by_test_id("stMain")
    found = []
    for dataset in ("Buku angka terbit", "Daftar sumber"):
        open_form(desk, dataset)
        found += [axe(desk), overflow(desk), english(desk)]
    said.get_by_text("Banyak entri", exact=True).click()
    settle(desk)
    found += [axe(desk), overflow(desk), english(desk)]
    assert found == [[]] * 9

    kept = Addresses(data)
    for address, words in (("bukan surel", "Tulis satu alamat surel"), ("Ani@Kota.go.id", "")):
        said.get_by_label("Surel", exact=True).fill(address)
        said.get_by_role("button", name="Tambah penerima").click()
        settle(desk)
        if words:
            listen(desk, words)
    table = said.get_by_role("region", name="Penerima laporan")
    expect(table).to_contain_text("ani@kota.go.id")
    assert kept.all() == ["ani@kota.go.id"]
    pick(form(desk, "Hapus penerima"), "Hapus penerima", "ani@kota.go.id")
    said.get_by_role("button", name="Hapus", exact=True).click()
    settle(desk)
    expect(table).to_have_count(0)
    assert kept.all() == []


def test_a_view_is_saved_replaced_refused_and_taken_back(desk: Page, data: Path) -> None:
    site = desk.url.removesuffix("/kelola_data")
    names = {"Nama pandangan": "Digital", "Keterangan": "Yang digital", SAVED: "uji"}

    def save(query: str, owner: str) -> None:
        desk.goto(f"{site}/jelajah?{query}")
        settle(desk)
        open_page(desk, "Simpan pandangan ini")
        for label, words in {**names, "Pemilik (unit": owner}.items():
            form(desk, "Nama pandangan").get_by_label(label).fill(words)
        form(desk, "Nama pandangan").get_by_role("button", name="Simpan").click()
        settle(desk)

    def kept() -> Locator:
        desk.goto(f"{site}/jelajah")
        settle(desk)
        open_page(desk, "Simpan pandangan ini")
        return desk.locator("details").filter(has_text="Pandangan tersimpan")

    save("jenis=Digital", "")
    listen(desk, "Isi nama pandangan dan pemiliknya")
    expect(form(desk, "Nama pandangan").get_by_label("Keterangan")).to_have_value("Yang digital")
    save("jenis=Digital", "Bappeda")
    expect(desk.get_by_text("Pandangan “Digital” tersimpan sebagai versi 1.")).to_be_visible()
    save("jenis=Digital&tampilan=pivot", "Dinkes")
    expect(desk.get_by_text("tersimpan sebagai versi 2")).to_be_visible()
    assert axe(desk) == [] and overflow(desk) == [] and english(desk) == []
    link = kept().get_by_role("link", name="Digital", include_hidden=True)
    expect(link).to_have_attribute("href", re.compile("tampilan=pivot.*nama=Digital"))

    desk.goto(f"{site}/kelola_data")
    settle(desk)
    take_back(desk, 3)
    link = kept().get_by_role("link", name="Digital", include_hidden=True)
    expect(link).to_have_attribute("href", re.compile("jenis=Digital&nama=Digital"))
