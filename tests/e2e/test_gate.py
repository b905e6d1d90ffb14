"""Kelola Data in the browser: from the upload to the published number and back, and who may."""

import csv
import io
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Record, axe, settle
from tests.e2e.desk import (
    LOCALLY,
    ROW,
    SAVED,
    choose_year,
    come_in,
    listen,
    open_page,
    replace_the_year,
    upload,
)
from tests.e2e.server import Server, free_port
from tests.e2e.test_access import overflow
from tests.e2e.test_language import english
from tests.official_export import export_workbook, innovation

ROOT = Path(__file__).resolve().parents[2]
OWN = "Daftar inovasi Bappedalitbang"  # of the list of sources
EDITOR, READER = "ani@cilegon.go.id", "budi@cilegon.go.id"
UNVERIFIED = "cici@cilegon.go.id"


def map_column(page: Page, row: int, label: str) -> None:
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
    settle(page)


def total(page: Page, year: int) -> str:
    """What Pertumbuhan tells of a year, in the table under its first chart."""
    page.get_by_role("navigation").get_by_role("link", name="Pertumbuhan").click()
    settle(page)
    fold = page.locator("details.kaki:has(table)").first
    fold.locator("summary").click()
    row = fold.get_by_role("row").filter(has=page.get_by_role("cell", name=str(year), exact=True))
    words = row.get_by_role("cell").nth(1).inner_text()
    page.get_by_role("navigation").get_by_role("link", name="Kelola Data").click()
    settle(page)
    return words


def test_from_the_file_to_the_number_and_back(desk: Page, data: Path) -> None:
    before = total(desk, 2023)

    rows = [["Judul Inovasi", "SKPD", "Skor akhir kami"]]
    rows += [[f"Layanan {i}", "Dinas Kesehatan", "85,5"] for i in range(3)]
    rows += [["Layanan asing", "Dinas Antah Berantah", "70"]]
    content = "\r\n".join(";".join(row) for row in rows).encode("cp1252")
    upload(desk, "register kami.csv", content)
    open_page(desk, "Pemetaan kolom")
    map_column(desk, 2, "Kematangan")
    choose_year(desk, 2023)
    replace_the_year(desk)
    with (data / "alias_kolom.csv").open(encoding="utf-8", newline="") as memory:
        assert list(csv.reader(memory))[1:] == [["inovasi", "skor akhir kami", "kematangan"]]

    said = desk.get_by_test_id("stMain")
    expect(said).to_contain_text("3 baris diterima · 1 ditolak · 0 dilewati")
    expect(said.get_by_role("button", name=re.compile("menolak \\(2\\)"))).to_be_visible()
    with desk.expect_download() as rejects:
        said.get_by_role("button", name="Unduh baris yang ditolak").click()
    book = openpyxl.load_workbook(io.BytesIO(rejects.value.path().read_bytes()))
    cells = {cell for row in book.active.iter_rows(values_only=True) for cell in row}
    assert "Dinas Antah Berantah" in cells
    moved = said.get_by_role("region", name="Angka yang berubah")
    figure = moved.get_by_role("row").filter(has_text="2023 · Jumlah inovasi")
    expect(figure.first).to_contain_text(re.compile(rf"{before}\s*3"))
    assert english(desk) == []

    publish = said.get_by_role("button", name="Terbitkan", exact=True)
    publish.click()
    listen(desk, "1 baris ditolak")
    said.get_by_text("Terbitkan tanpa 1 baris yang ditolak").click()
    publish.click()
    listen(desk, "Isinya memang menyusut")
    smaller = said.get_by_test_id("stCheckbox").filter(has_text="Isinya memang menyusut")
    smaller.locator("label").click()
    publish.click()
    listen(desk, "Alasan belum diisi")
    said.get_by_label(SAVED).fill("Register 2023 dari Bappeda")
    publish.click()
    listen(desk, "Terbit sebagai versi 1")
    settle(desk)
    history = said.get_by_role("region", name="Riwayat terbitan")
    expect(history).to_contain_text("1 (berlaku)")
    expect(history).to_contain_text("Register 2023 dari Bappeda")
    assert total(desk, 2023) == "3"

    open_page(desk, "Apa yang berubah antara dua versi")
    said.get_by_role("button", name="Bandingkan").click()
    compared = said.get_by_role("region", name="Angka yang berubah")
    expect(compared).to_contain_text("2023 · Jumlah inovasi")
    open_page(desk, "Pulihkan versi lama")
    said.get_by_role("button", name="Lihat akibatnya").click()
    settle(desk)
    said.get_by_label("Alasan pemulihan").fill("salah berkas")
    said.get_by_role("button", name="Pulihkan", exact=True).click()
    listen(desk, "Dipulihkan sebagai versi 2")
    assert total(desk, 2023) == before

    upload(desk, "register kami.csv", content)  # the correction is remembered
    open_page(desk, "Pemetaan kolom")
    cells = desk.get_by_test_id("stDataFrame").first.locator("[role=gridcell]")
    assert "Kematangan" in cells.all_text_contents()


def test_a_version_that_comes_in_between_is_told(
    desk: Page, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(desk, "ekspor.xlsx", export_workbook(innovation("Satu")))
    choose_year(desk, 2024, OWN)
    other = data.parent / "lain.xlsx"
    other.write_bytes(export_workbook(innovation("Dua"), innovation("Tiga")))
    monkeypatch.setenv("DASBOR_DATA", str(data))
    words = ["terbitkan", str(other), "--tahun", "2023", "--alasan", "uji", "--oleh", "budi"]
    words += ["--ukuran", "inovasi_terdata", "--boleh-susut", "--ganti"]
    subprocess.run([sys.executable, "-m", "dasbor", *words], cwd=ROOT, check=True)

    desk.get_by_label(SAVED).fill("uji")
    desk.get_by_role("button", name="Terbitkan", exact=True).click()
    alert = desk.get_by_test_id("stMain").get_by_test_id("stAlert")
    listen(desk, "sekarang berlaku versi 1")
    desk.get_by_role("button", name="Periksa lagi").click()
    expect(alert).to_have_count(0)
    settle(desk)
    desk.get_by_role("button", name="Terbitkan", exact=True).click()
    listen(desk, "Terbit sebagai versi 2")
    assert total(desk, 2023) == "2"
    assert total(desk, 2024) == "1"


def test_what_cannot_be_used_is_said_in_indonesian(
    tab: Page, data: Path, server: Callable[..., Server]
) -> None:
    env = LOCALLY | {"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1"}
    come_in(tab, server(data=data, env=env))
    said = tab.get_by_test_id("stMain")
    for name, content, words in (
        ("surat.csv", b"%PDF-1.7 x", "Berkas ini PDF"),
        ("kosong.xlsx", b"\n", "Berkas kosong"),
        ("suhu.csv", b"suhu,angin\n31,2\n30,4\n", "Tidak dikenali; pilih sendiri"),
    ):
        upload(tab, name, content)
        expect(said.get_by_text(words).or_(said.get_by_placeholder(words)).first).to_be_visible()
        assert [word for word in english(tab) if name not in word] == []
    upload(tab, "besar.csv", bytes(2_000_000))
    expect(said.get_by_text("Berkas terlalu besar")).to_be_visible()
    expect(said.get_by_role("heading", name="Terbitkan", exact=True)).to_have_count(0)


@pytest.mark.parametrize("tab", ["desktop", "ponsel"], indirect=True)
def test_the_page_can_be_used_by_everybody(desk: Page) -> None:
    found = [axe(desk), overflow(desk), english(desk)]
    rows = [innovation("Satu"), innovation("Dua", Admin_OPD="Dinas Antah Berantah")]
    upload(desk, "ekspor.xlsx", export_workbook(*rows))
    choose_year(desk, 2023, OWN)
    for fold in desk.locator("summary").all():
        fold.click()
    settle(desk)
    found += [axe(desk), overflow(desk), english(desk)]
    desk.emulate_media(color_scheme="dark")
    expect(desk.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    settle(desk)
    assert [*found, axe(desk)] == [[]] * 7


def test_closed_where_nobody_opened_it(tab: Page) -> None:
    tab.goto("/")
    settle(tab)
    menu = tab.get_by_role("navigation")
    expect(menu.get_by_role("link", name="Pertumbuhan")).to_be_visible()
    expect(menu.get_by_role("link", name="Kelola Data")).to_have_count(0)
    tab.goto("/kelola_data")
    settle(tab)
    expect(tab.get_by_role("heading", name="Kelola Data tertutup")).to_be_visible()
    expect(tab.get_by_text("belum dibuka")).to_be_visible()
    expect(tab.locator("input[type=file]")).to_have_count(0)
    expect(tab.get_by_role("button", name="Masuk")).to_have_count(0)
    assert axe(tab) == []


# --- with a log-in ----------------------------------------------------------------------------


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[str]:
    """An OpenID provider on this machine that believes everybody; yields its address.

    It has verified two mail addresses.
    """
    port = free_port()
    with (tmp_path / "penyedia.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *VERIFIED],
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


VERIFIED = [
    f'--user-claims={{"sub": "{mail}", "email": "{mail}", "email_verified": true}}'
    for mail in (EDITOR, READER)
]


def secrets_for(provider: str) -> str:
    """The sample of an installation, filled in; ``ALAMAT`` is filled in by the server."""
    sample = (ROOT / "pasang" / "contoh.secrets.toml").read_text("utf-8")
    for said, meant in {
        "https://inovasi.contoh.go.id": "ALAMAT",
        "https://masuk.contoh.go.id": provider,
        'cookie_secret = ""': 'cookie_secret = "hanya-untuk-uji-hanya-untuk-uji-0123456789"',
        'client_secret = ""': 'client_secret = "uji"',
    }.items():
        assert said in sample
        sample = sample.replace(said, meant)
    return sample


def log_in(page: Page, address: str, mail: str) -> None:
    page.goto(f"{address}/kelola_data")
    settle(page)
    expect(page.get_by_text("Masuk lebih dulu")).to_be_visible()
    page.get_by_role("button", name="Masuk").click()
    page.get_by_placeholder("sub").fill(mail)
    page.get_by_role("button", name="Authorize").click()
    expect(page).to_have_url(re.compile(f"^{address}/"))
    settle(page)
    page.get_by_role("navigation").get_by_role("link", name="Kelola Data").click()
    settle(page)


def test_only_listed_accounts_come_in(
    tab: Page,
    record: Record,
    data: Path,
    tmp_path: Path,
    provider: str,
    server: Callable[..., Server],
) -> None:
    record.expected.append("pico|favicon")  # of the provider's page
    listed = tmp_path / "penyunting.txt"
    listed.write_text("# belum ada\n", "utf-8")
    running = server(
        data=data,
        env={"DASBOR_PENYUNTING": EDITOR, "DASBOR_PENYUNTING_BERKAS": str(listed)},
        secrets=secrets_for(provider),
    )
    log_in(tab, running.site_url, READER)
    expect(tab.get_by_text(f"Akun {READER} tidak termasuk daftar penyunting.")).to_be_visible()
    expect(tab.locator("input[type=file]")).to_have_count(0)
    assert axe(tab) == [] and english(tab) == []
    tab.get_by_role("button", name="Keluar").click()
    tab.wait_for_timeout(2000)

    tab.context.clear_cookies()
    log_in(tab, running.site_url, EDITOR)
    expect(tab.locator("input[type=file]")).to_have_count(1)
    upload(tab, "ekspor.xlsx", export_workbook(innovation("Satu")))
    choose_year(tab, 2024, OWN)
    tab.get_by_label(SAVED).fill("uji")
    tab.get_by_role("button", name="Terbitkan", exact=True).click()
    expect(tab.get_by_text("Terbit sebagai versi 1")).to_be_visible()
    history = tab.get_by_role("region", name="Riwayat terbitan")
    expect(history).to_contain_text(EDITOR)

    tab.context.clear_cookies()
    log_in(tab, running.site_url, UNVERIFIED)
    expect(tab.get_by_text("belum terverifikasi")).to_be_visible()
    account = f"akun:{provider} {UNVERIFIED}"
    expect(tab.get_by_text(account)).to_be_visible()
    listed.write_text(f"{account}\n", "utf-8")
    tab.goto(f"{running.site_url}/kelola_data")
    settle(tab)
    expect(tab.locator("input[type=file]")).to_have_count(1)
    listed.write_text("", "utf-8")
    tab.goto(f"{running.site_url}/kelola_data")
    settle(tab)
    expect(tab.locator("input[type=file]")).to_have_count(0)
    record.requests[:] = [url for url in record.requests if "/pico" not in url]
