"""From an export to dashboards of three governments on one server, behind the shipped proxy."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pptx import Presentation

from dasbor import __main__ as command
from tests import proxy
from tests.e2e.browser import Record, context_options, menu, settle
from tests.e2e.server import Server
from tests.test_daerah_lain import OF_A_CITY, export, offices, served, villages
from tests.world import CITY

OF_ANOTHER = re.compile(r"Bappeda Kota Tangerang")  # whose publication is quoted


def found(folder: Path, kind: str, name: str, code: str, rows: int, count: int) -> Path:
    """A data folder as the guide says it: three commands, no file by hand."""
    folder.mkdir()
    (folder / "ekspor.xlsx").write_bytes(export(name, rows, offices(count)))
    asked = ["kota", "baru", str(folder / "data"), "--nama", name, "--jenis", kind, "--kode", code]
    asked += ["--dari", str(folder / "ekspor.xlsx"), "--tanpa", "lab"]
    if kind == "kabupaten":
        (folder / "desa.csv").write_text(villages(code, 20, 15), "utf-8")
        asked += ["--desa", str(folder / "desa.csv")]
    publish = ["terbitkan", str(folder / "ekspor.xlsx"), "--tahun", "2024", "--oleh", "ani"]
    publish += ["--sumber-baru", "Ekspor aplikasi indeks 2024", "--penerbit", f"Bappeda {name}"]
    with served(folder):
        assert command.main(asked) == 0
        assert command.main(["kota", "periksa", str(folder / "data")]) == 0
        assert command.main([*publish, "--alasan", "uji"]) == 0
    return folder


@pytest.fixture
def site(server: Callable[..., Server], tmp_path: Path) -> Iterator[str]:
    """The address under which three governments are served."""
    proxy.need_nginx()
    folders = {
        "antah": found(tmp_path / "antah", "provinsi", "Provinsi Antah", "99", 679, 47),
        "antah-satu": found(
            tmp_path / "antah-satu", "kabupaten", "Kabupaten Antah Satu", "99.01", 60, 12
        ),
    }
    behind = {}
    for name, folder in {**folders, "cilegon": None}.items():
        env = {"DASBOR_PROKSI": "ya", "STREAMLIT_SERVER_BASE_URL_PATH": name}
        data, stores = (folder / "data", folder / "gudang") if folder else (CITY, None)
        running = server(data=data, store_folder=stores, env=env)
        behind[name] = running.site_url.removeprefix("http://")
    with ExitStack() as at_the_end:
        running_proxy = at_the_end.enter_context(proxy.running(tmp_path, proxy.governments(behind)))
        yield running_proxy.url


def read(page: Page) -> list[str]:
    """Words of a kota on the page that are none of this government's."""
    text = page.locator(".stApp").inner_text()
    around = (text[max(0, m.start() - 40) : m.end() + 20] for m in OF_A_CITY.finditer(text))
    return [words for words in around if not OF_ANOTHER.search(words)]


def test_three_governments_on_one_server_each_below_its_own_name(
    site: str, new_context: Callable[..., BrowserContext], record: Record
) -> None:
    context = new_context(**context_options("desktop") | {"ignore_https_errors": True})
    record.follow(context)
    for name, title in {
        "antah": "Provinsi Antah",
        "antah-satu": "Kabupaten Antah Satu",
        "cilegon": "Kota Cilegon",
    }.items():
        record.requests.clear()
        page = context.new_page()
        page.goto(f"{site}/{name}/")
        settle(page)
        assert title in page.title()
        count = menu(page).get_by_role("link").count()
        for at in range(1, count if name != "cilegon" else 2):
            menu(page).get_by_role("link").nth(at).click()
            settle(page)
            assert urlsplit(page.url).path.startswith(f"/{name}/")
            expect(page.locator(".stApp h1").first).to_be_visible()
            assert "Maaf" not in page.locator(".stApp").inner_text()
            if name != "cilegon":
                assert read(page) == [], page.url
        asked = {urlsplit(url).path for url in record.requests if not url.startswith("blob:")}
        assert {path for path in asked if not path.startswith(f"/{name}/")} == set()
        page.close()
    _a_deck(context.new_page(), f"{site}/antah/siap_rapat")


def _a_deck(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh PowerPoint").click()
    assert not OF_A_CITY.search(waiting.value.suggested_filename)
    slides = Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes())).slides
    words = " ".join(s.text_frame.text for one in slides for s in one.shapes if s.has_text_frame)
    assert "Provinsi Antah" in words and "679" in words
