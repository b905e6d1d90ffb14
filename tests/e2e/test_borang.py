"""The forms of Kelola Data: entries typed, seen in their effect, refused, published, taken back."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from dasbor.data.releases import Releases
from dasbor.data.versions import Publisher
from dasbor.documents.delivery import Addresses
from tests.e2e.browser import axe, settle
from tests.e2e.desk import (
    SAVED,
    come_in,
    form,
    listen,
    open_form,
    open_page,
    pick,
    publish,
    take_back,
    write,
    write_cell,
)
from tests.e2e.server import Server
from tests.e2e.test_access import overflow
from tests.e2e.test_language import english

SOURCE, YEAR = "Laporan Uji", "2024"
SURE = {"Sumber (wajib supaya tampil)": SOURCE, "Kepastian (wajib supaya tampil)": "B"}
MEASURED = {"Tahun (wajib)": YEAR, "Ukuran (wajib)": "Inovasi yang terdata"}
Entry = Mapping[str, str]
# Dataset -> what is wrong at first, what the page says to that, and the entry as it should be.
ENTRIES: Mapping[str, tuple[Entry, str, Entry]] = {
    "Daftar sumber": ({"Judul (wajib)": ""}, "Belum diisi: Judul", {"Judul (wajib)": SOURCE}),
    "Buku angka terbit": (
        {"Nilai": "2,6,0"},
        "Nilai “2,6,0”: bukan angka",
        {
            **MEASURED,
            "Tahun (wajib)": "2019",
            "Nilai": "260",
            "Cakupan waktu (wajib)": "setahun penuh",
            "Dipakai (wajib)": "ya",
            **SURE,
        },
    ),
    "Target per ukuran dan tahun": (
        {"Nilai target": "-5"},
        "di luar rentang",
        {**MEASURED, "Lingkup (wajib)": "kota", "Nilai target": "300", **SURE},
    ),
    "Penghargaan, kompetisi, pameran, dan studi tiru": (
        {"Tahun (wajib)": "dua ribu"},
        "bukan satu tahun",
        {
            "Tahun (wajib)": YEAR,
            "Dasar tahun (wajib)": "kegiatan",
            "Tanggal": "17082024",
            "Jenis (wajib)": "penghargaan",
            "Nama (wajib)": "Anugerah Uji",
            "Hasil (wajib)": "Terbaik",
            **SURE,
        },
    ),
    "Catatan peristiwa": (
        {"Peristiwa (wajib)": ""},
        "Belum diisi: Peristiwa",
        {"Tahun (wajib)": YEAR, "Peristiwa (wajib)": "Lomba Uji", "Ukuran (wajib)": "terdata"}
        | SURE,
    ),
    "Nama yang disebut sumber": (
        {"Tahun (wajib)": ""},
        "Belum diisi: Tahun",
        {**MEASURED, "Nama inovasi atau lembaga": "Inovasi Uji", **SURE},
    ),
    "Daftar OPD dan kecamatan": (
        {"Berlaku dari": "tahun lalu"},
        "bukan bilangan bulat",
        {
            "Nama (wajib)": "Dinas Uji Coba",
            "Singkatan (wajib)": "Disuji",
            "Jenis unit (wajib)": "perangkat daerah",
            "Berlaku dari": YEAR,
        },
    ),
    "Nama dan sebutan OPD": (
        {"Tertulis (dibuatkan bila kosong)": "setda"},
        "sudah ada",
        {
            "Tertulis (dibuatkan bila kosong)": "Dinas Percobaan",
            "Kode OPD (wajib)": "Dinas Uji Coba",
        },
    ),
    "Daftar unit di bawah OPD": (
        {"Nama unit (wajib)": ""},
        "Belum diisi: Nama unit",
        {
            "Nama unit (wajib)": "UPTD Uji",
            "Jenis unit (wajib)": "UPTD",
            "Induk (wajib)": "Dinas Uji Coba",
        },
    ),
    "Keikutsertaan kelurahan pada penilaian Posyantek": (
        {"Tahun (wajib)": "2025"},
        "sudah ada",
        {
            "Tahun (wajib)": YEAR,
            "Kode kelurahan (wajib)": "Cibeber",
            "Ikut penilaian (wajib)": "ya",
            "Asal baris (wajib)": "publikasi",
            "Sumber (wajib supaya tampil)": SOURCE,
        },
    ),
    "Ambang predikat Indeks Inovasi Daerah": (
        {"Batas bawah": "tiga puluh"},
        "bukan angka",
        {
            "Edisi (wajib)": "2021",
            "Predikat (wajib)": "Inovatif",
            "Batas bawah": "35,5",
            "Batas atas": "60",
            **SURE,
        },
    ),
}


@pytest.fixture
def data(office: tuple[Path, Server]) -> Path:
    return office[0]


@pytest.fixture
def desk(tab: Page, office: tuple[Path, Server]) -> Page:
    come_in(tab, office[1])
    return tab


def coming(data: Path) -> int:
    """The number of the version that is published next."""
    return len(Releases(data).history()) + 1


def in_force(data: Path, store: Path, asked: str) -> list[tuple[Any, ...]]:
    return Publisher(data, store).fresh().rows(asked)


def test_each_form_adds_what_is_right_and_says_what_is_wrong(
    desk: Page, data: Path, tmp_path: Path
) -> None:
    said = desk.get_by_test_id("stMain")
    before = in_force(data, tmp_path / "lain", "select dataset, baris from berkas order by all")
    for dataset, (wrong, why, right) in ENTRIES.items():
        open_form(desk, dataset)
        write(desk, {**right, **wrong})
        listen(desk, why)
        expect(said.get_by_role("heading", name="Terbitkan", exact=True)).to_have_count(0)
        write(desk, {label: right.get(label, "") for label in wrong})
        expect(said).to_contain_text("1 baru, 0 hilang, 0 berubah")
        assert english(desk) == []
        publish(desk, coming(data))
        assert form(desk).get_by_role("textbox").first.input_value() == "", "an empty form again"
    take_back(desk, coming(data), "Seluruhnya")
    assert in_force(data, tmp_path / "lain", "select dataset, baris from berkas order by all") == (
        before
    )
    assert Releases(data).verify() == []


def test_an_entry_is_changed_renamed_deleted_and_brought_back(
    desk: Page, data: Path, tmp_path: Path
) -> None:
    said, title = desk.get_by_test_id("stMain"), "Target per ukuran dan tahun"
    asked = "select ukuran, tahun, nilai from target order by all"
    before = in_force(data, tmp_path / "lain", asked)
    year = next(year for _, year, value in before if value)
    fold = open_form(desk, title)
    pick(fold, "Entri", f"{year}")
    settle(desk)
    write(desk, {"Tahun (wajib)": "2031"})
    expect(said).to_contain_text("1 baru, 1 hilang, 0 berubah")
    publish(desk, coming(data))
    assert 2031 in [year for _, year, _ in in_force(data, tmp_path / "lain", asked)]
    assert len(in_force(data, tmp_path / "lain", asked)) == len(before), "the old one is gone"

    fold = open_form(desk, title)
    pick(fold, "Entri", "2031")
    settle(desk)
    form(desk).get_by_role("button", name="Hapus entri ini").click()
    settle(desk)
    expect(said).to_contain_text("0 baru, 1 hilang, 0 berubah")
    publish(desk, coming(data))
    take_back(desk, coming(data), "Yang dilakukan satu versi")
    assert 2031 in [year for _, year, _ in in_force(data, tmp_path / "lain", asked)]


def test_a_cell_of_the_table_is_changed_refused_and_taken_back(
    desk: Page, data: Path, tmp_path: Path
) -> None:
    said = desk.get_by_test_id("stMain")
    asked = "select id, nilai from angka_publikasi"
    [(first, value), *_] = before = in_force(data, tmp_path / "lain", asked)
    there = f"{asked} where id = '{first}'"
    fold = open_form(desk, "Buku angka terbit")
    fold.get_by_text("Banyak entri", exact=True).click()
    settle(desk)
    grid, check = fold.get_by_test_id("stDataFrame"), "Periksa yang berubah"
    fold.get_by_role("button", name=check).click()
    listen(desk, "Belum ada yang berubah")
    write_cell(desk, grid, 3, 0, "empat")
    fold.get_by_role("button", name=check).click()
    listen(desk, "Nilai “empat”: bukan angka")
    expect(grid.locator("#glide-cell-4-0")).to_have_text("empat")
    write_cell(desk, grid, 3, 0, "432")
    fold.get_by_role("button", name=check).click()
    settle(desk)
    expect(said).to_contain_text("Buku angka terbit: 0 baru, 0 hilang, 1 berubah")
    moved = said.get_by_role("region", name="Angka yang berubah")
    expect(moved.get_by_role("row").filter(has_text="432").first).to_contain_text(f"{value:.0f}")
    assert axe(desk) == [] and overflow(desk) == [] and english(desk) == []
    publish(desk, coming(data))
    assert in_force(data, tmp_path / "lain", there) == [(first, 432)]
    expect(grid.locator("#glide-cell-4-0")).to_have_text("3156")  # what is changed comes last
    take_back(desk, coming(data), "Yang dilakukan satu versi")
    assert in_force(data, tmp_path / "lain", asked) == before


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
    site, number = desk.url.removesuffix("/kelola_data"), coming(data)
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
    expect(
        desk.get_by_text(f"Pandangan “Digital” tersimpan sebagai versi {number}.")
    ).to_be_visible()
    save("jenis=Digital&tampilan=pivot", "Dinkes")
    expect(desk.get_by_text(f"tersimpan sebagai versi {number + 1}")).to_be_visible()
    assert axe(desk) == [] and overflow(desk) == [] and english(desk) == []
    link = kept().get_by_role("link", name="Digital", include_hidden=True)
    expect(link).to_have_attribute("href", re.compile("tampilan=pivot.*nama=Digital"))

    desk.goto(f"{site}/kelola_data")
    settle(desk)
    take_back(desk, number + 2, "Yang dilakukan satu versi")
    link = kept().get_by_role("link", name="Digital", include_hidden=True)
    expect(link).to_have_attribute("href", re.compile("jenis=Digital&nama=Digital"))
