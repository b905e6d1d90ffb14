"""Kelola Data in the browser: from the upload to the published number and back, and who may."""

import csv
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Rekaman, axe, tunggu
from tests.e2e.server import Server, free_port
from tests.e2e.test_access import overflow
from tests.e2e.test_language import english
from tests.ekspor import ekspor, inovasi

ROOT = Path(__file__).resolve().parents[2]
LOKAL = {"DASBOR_EDITOR": "lokal"}
PENYUNTING, PEMBACA = "ani@cilegon.go.id", "budi@cilegon.go.id"
SAVED = "Alasan (dicatat pada riwayat)"
ROW = 35  # pixels of a row of a table


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(ROOT / "data", copy, ignore=shutil.ignore_patterns(".terbitan"))
    return copy


@pytest.fixture
def meja(halaman: Page, data: Path, server: Callable[..., Server]) -> Page:
    """A page open at Kelola Data of a single-user machine, on a copy of the data."""
    halaman.goto(f"{server(data=data, env=LOKAL).alamat}/kelola_data")
    tunggu(halaman)
    return halaman


def unggah(page: Page, name: str, content: bytes) -> None:
    uploads = page.locator("input[type=file]")
    uploads.set_input_files({"name": name, "mimeType": "", "buffer": content})
    tunggu(page)


def pilih_tahun(page: Page, year: int) -> None:
    field = page.get_by_role("spinbutton", name="Tahun")
    field.fill(str(year))
    field.press("Enter")
    expect(page.get_by_role("heading", name="Terbitkan", exact=True)).to_be_visible(timeout=30_000)
    tunggu(page)


def buka(page: Page, fold: str) -> None:
    page.get_by_test_id("stExpander").get_by_text(fold).click()
    page.wait_for_timeout(700)  # it opens slowly, and what is below moves


def petakan(page: Page, row: int, label: str) -> None:
    """Choose another column for the header in that row of the mapping."""
    grid = page.get_by_test_id("stDataFrame").first
    expect(grid.locator("canvas").first).to_be_visible()
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] * 0.7, box["y"] + ROW * (row + 1.5))
    page.wait_for_timeout(300)
    page.keyboard.type(label)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    tunggu(page)


def jumlah(page: Page, year: int) -> str:
    """What Pertumbuhan tells of a year, in the table under its first chart."""
    page.get_by_role("navigation").get_by_role("link", name="Pertumbuhan").click()
    tunggu(page)
    fold = page.locator("details").filter(has_text="Tabel, catatan, dan unduhan").first
    fold.locator("summary").click()
    row = fold.get_by_role("row").filter(has=page.get_by_role("cell", name=str(year), exact=True))
    words = row.get_by_role("cell").nth(1).inner_text()
    page.get_by_role("navigation").get_by_role("link", name="Kelola Data").click()
    tunggu(page)
    return words


def dengar(page: Page, words: str) -> None:
    """Wait for a message; the one before it may still be fading."""
    told = page.get_by_test_id("stMain").get_by_test_id("stAlert").filter(has_text=words)
    expect(told).to_be_visible(timeout=20_000)


def test_from_the_file_to_the_number_and_back(meja: Page, data: Path) -> None:
    before = jumlah(meja, 2023)

    rows = [["Judul Inovasi", "SKPD", "Skor akhir kami"]]
    rows += [[f"Layanan {i}", "Dinas Kesehatan", "85,5"] for i in range(3)]
    rows += [["Layanan asing", "Dinas Antah Berantah", "70"]]
    content = "\r\n".join(";".join(row) for row in rows).encode("cp1252")
    unggah(meja, "register kami.csv", content)
    buka(meja, "Pemetaan kolom")
    petakan(meja, 2, "Kematangan")
    pilih_tahun(meja, 2023)
    with (data / "alias_kolom.csv").open(encoding="utf-8", newline="") as memory:
        assert list(csv.reader(memory))[1:] == [["inovasi", "skor akhir kami", "kematangan"]]

    said = meja.get_by_test_id("stMain")
    expect(said).to_contain_text("3 baris diterima · 1 ditolak · 0 dilewati")
    expect(said.get_by_role("button", name=re.compile("menolak \\(2\\)"))).to_be_visible()
    with meja.expect_download() as rejects:
        said.get_by_role("button", name="Unduh baris yang ditolak").click()
    assert "Antah Berantah" in rejects.value.path().read_text("utf-8-sig")
    moved = said.get_by_role("region", name="Angka yang berubah")
    expect(moved.get_by_role("row").filter(has_text="Inovasi 2023")).to_contain_text(
        re.compile(rf"{before}\s*3")
    )
    assert english(meja) == []

    publish = said.get_by_role("button", name="Terbitkan", exact=True)
    publish.click()
    dengar(meja, "1 baris ditolak")
    said.get_by_text("Terbitkan tanpa 1 baris yang ditolak").click()
    publish.click()
    dengar(meja, "Alasan belum diisi")
    said.get_by_label(SAVED).fill("Register 2023 dari Bappeda")
    publish.click()
    dengar(meja, "Terbit sebagai versi 1")
    tunggu(meja)
    history = said.get_by_role("region", name="Riwayat terbitan")
    expect(history).to_contain_text("1 (berlaku)")
    expect(history).to_contain_text("Register 2023 dari Bappeda")
    assert jumlah(meja, 2023) == "3"

    buka(meja, "Apa yang berubah antara dua versi")
    said.get_by_role("button", name="Bandingkan").click()
    compared = said.get_by_role("region", name="Angka yang berubah")
    expect(compared).to_contain_text("Inovasi 2023", timeout=20_000)
    buka(meja, "Pulihkan versi lama")
    said.get_by_label("Alasan pemulihan").fill("salah berkas")
    said.get_by_role("button", name="Pulihkan", exact=True).click()
    dengar(meja, "Dipulihkan sebagai versi 2")
    assert jumlah(meja, 2023) == before

    unggah(meja, "register kami.csv", content)  # the correction is remembered
    buka(meja, "Pemetaan kolom")
    cells = meja.get_by_test_id("stDataFrame").first.locator("[role=gridcell]")
    assert "Kematangan" in cells.all_text_contents()


def test_a_version_that_comes_in_between_is_told(
    meja: Page, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unggah(meja, "ekspor.xlsx", ekspor(inovasi("Satu")))
    pilih_tahun(meja, 2024)
    other = data.parent / "lain.xlsx"
    other.write_bytes(ekspor(inovasi("Dua"), inovasi("Tiga")))
    monkeypatch.setenv("DASBOR_DATA", str(data))
    words = ["terbitkan", str(other), "--tahun", "2023", "--alasan", "uji", "--oleh", "budi"]
    subprocess.run([sys.executable, "-m", "dasbor", *words], cwd=ROOT, check=True)

    meja.get_by_label(SAVED).fill("uji")
    meja.get_by_role("button", name="Terbitkan", exact=True).click()
    alert = meja.get_by_test_id("stMain").get_by_test_id("stAlert")
    dengar(meja, "sekarang berlaku versi 1")
    meja.get_by_role("button", name="Periksa lagi").click()
    expect(alert).to_have_count(0, timeout=20_000)
    tunggu(meja)
    meja.get_by_role("button", name="Terbitkan", exact=True).click()
    dengar(meja, "Terbit sebagai versi 2")
    assert jumlah(meja, 2023) == "2"
    assert jumlah(meja, 2024) == "1"


def test_what_cannot_be_used_is_said_in_indonesian(
    halaman: Page, data: Path, server: Callable[..., Server]
) -> None:
    env = LOKAL | {"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1"}
    halaman.goto(f"{server(data=data, env=env).alamat}/kelola_data")
    tunggu(halaman)
    said = halaman.get_by_test_id("stMain")
    for name, content, words in (
        ("surat.csv", b"%PDF-1.7 x", "Berkas ini PDF"),
        ("kosong.xlsx", b"\n", "Berkas kosong"),
        ("suhu.csv", b"suhu,angin\n31,2\n30,4\n", "Tidak dikenali; pilih sendiri"),
    ):
        unggah(halaman, name, content)
        expect(said.get_by_text(words).or_(said.get_by_placeholder(words)).first).to_be_visible()
        assert [word for word in english(halaman) if name not in word] == []
    unggah(halaman, "besar.csv", bytes(2_000_000))
    expect(said.get_by_text("Berkas terlalu besar")).to_be_visible()
    expect(said.get_by_role("heading", name="Terbitkan", exact=True)).to_have_count(0)


@pytest.mark.parametrize("halaman", ["desktop", "ponsel"], indirect=True)
def test_the_page_can_be_used_by_everybody(meja: Page) -> None:
    found = [axe(meja), overflow(meja), english(meja)]
    rows = [inovasi("Satu"), inovasi("Dua", Admin_OPD="Dinas Antah Berantah")]
    unggah(meja, "ekspor.xlsx", ekspor(*rows))
    pilih_tahun(meja, 2023)
    for fold in meja.locator("summary").all():
        fold.click()
    tunggu(meja)
    found += [axe(meja), overflow(meja), english(meja)]
    meja.emulate_media(color_scheme="dark")
    expect(meja.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    tunggu(meja)
    assert [*found, axe(meja)] == [[]] * 7


def test_closed_where_nobody_opened_it(halaman: Page) -> None:
    halaman.goto("/")
    tunggu(halaman)
    menu = halaman.get_by_role("navigation")
    expect(menu.get_by_role("link", name="Pertumbuhan")).to_be_visible()
    expect(menu.get_by_role("link", name="Kelola Data")).to_have_count(0)
    halaman.goto("/kelola_data")
    tunggu(halaman)
    expect(halaman.get_by_role("heading", name="Kelola Data tertutup")).to_be_visible()
    expect(halaman.get_by_text("belum dibuka")).to_be_visible()
    expect(halaman.locator("input[type=file]")).to_have_count(0)
    expect(halaman.get_by_role("button", name="Masuk")).to_have_count(0)
    assert axe(halaman) == []


# --- with a log-in ----------------------------------------------------------------------------


@pytest.fixture
def penyedia(tmp_path: Path) -> Iterator[str]:
    """An OpenID provider on this machine that believes everybody; yields its address."""
    port = free_port()
    with (tmp_path / "penyedia.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://localhost:{port}"
    try:
        for _ in range(100):
            try:
                urlopen(f"{address}/.well-known/openid-configuration", timeout=5).close()
                break
            except URLError:
                assert process.poll() is None
                time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


SECRETS = """
[auth]
redirect_uri = "ALAMAT/oauth2callback"
cookie_secret = "hanya-untuk-uji-hanya-untuk-uji-0123456789"
client_id = "dasbor"
client_secret = "uji"
server_metadata_url = "PENYEDIA/.well-known/openid-configuration"
"""


def masuk(page: Page, address: str, mail: str) -> None:
    page.goto(f"{address}/kelola_data")
    tunggu(page)
    expect(page.get_by_text("Masuk lebih dulu")).to_be_visible()
    page.get_by_role("button", name="Masuk").click()
    page.get_by_placeholder("sub").fill(mail)
    page.get_by_role("button", name="Authorize").click()
    expect(page).to_have_url(re.compile(f"^{address}/"), timeout=20_000)
    tunggu(page)
    page.get_by_role("navigation").get_by_role("link", name="Kelola Data").click()
    tunggu(page)


def test_only_listed_accounts_come_in(
    halaman: Page,
    rekaman: Rekaman,
    data: Path,
    penyedia: str,
    server: Callable[..., Server],
) -> None:
    rekaman.boleh.append("pico|favicon")  # of the provider's page
    running = server(
        data=data,
        env={"DASBOR_PENYUNTING": PENYUNTING},
        secrets=SECRETS.replace("PENYEDIA", penyedia),
    )
    masuk(halaman, running.alamat, PEMBACA)
    expect(halaman.get_by_text(f"Akun {PEMBACA} tidak termasuk daftar penyunting.")).to_be_visible()
    expect(halaman.locator("input[type=file]")).to_have_count(0)
    assert axe(halaman) == [] and english(halaman) == []
    halaman.get_by_role("button", name="Keluar").click()
    halaman.wait_for_timeout(2000)

    halaman.context.clear_cookies()
    masuk(halaman, running.alamat, PENYUNTING)
    expect(halaman.locator("input[type=file]")).to_have_count(1)
    unggah(halaman, "ekspor.xlsx", ekspor(inovasi("Satu")))
    pilih_tahun(halaman, 2024)
    halaman.get_by_label(SAVED).fill("uji")
    halaman.get_by_role("button", name="Terbitkan", exact=True).click()
    expect(halaman.get_by_text("Terbit sebagai versi 1")).to_be_visible(timeout=20_000)
    history = halaman.get_by_role("region", name="Riwayat terbitan")
    expect(history).to_contain_text(PENYUNTING)
    rekaman.permintaan[:] = [url for url in rekaman.permintaan if "/pico" not in url]
