"""Whatever happens to the data folder, readers get pages and a word that helps; real data too."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import reach, settle
from tests.e2e.server import Server
from tests.world import found_city

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = ("/", "/pertumbuhan", "/opd", "/posyantek", "/sumber_mutu")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of ``data/`` to change at will."""
    return found_city(tmp_path / "data")


def damage(file: Path) -> None:
    """Write words into the year of line 4, as a spreadsheet counts."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace(",2022,", ",dua ribu,", 1)
    file.write_text("".join(lines), "utf-8")


def totals(page: Page) -> dict[str, float | None]:
    """Year -> number of innovations on the first chart of the growth page."""
    pairs: dict[str, Any] = reach(page).evaluate(
        "plot => Object.fromEntries([...plot.data[0].x].map((x, i) => [x, plot.data[0].y[i]]))"
    )
    return pairs


def reload_until(page: Page, notices: int) -> None:
    """Reload until the page shows so many notices: the server looks at files in its own time."""
    until = time.monotonic() + 20
    while page.locator(".kabar").count() != notices:
        assert time.monotonic() < until, f"{page.locator('.kabar').count()} kabar"
        page.wait_for_timeout(500)
        page.reload()
        settle(page)


def test_a_damaged_file_is_named_everywhere_and_its_repair_noticed(
    tab: Page, server: Callable[..., Server], copy: Path
) -> None:
    register = copy / "inovasi_2022.csv"
    sound = register.read_bytes()
    damage(register)
    running = server(data=copy)

    for address in ADDRESSES:
        tab.goto(running.site_url + address)
        settle(tab)
        notice = tab.locator(".kabar")
        expect(notice).to_be_visible()
        for word in ("inovasi_2022.csv", "baris 4", "kolom tahun", "bukan bilangan bulat"):
            expect(notice).to_contain_text(word)
        expect(tab.locator("h1")).to_be_visible()
        expect(tab.get_by_test_id("stException")).to_have_count(0)
        expect(tab.get_by_test_id("stAlert")).to_have_count(0)

    tab.goto(f"{running.site_url}/pertumbuhan")
    settle(tab)
    partly = totals(tab)
    assert all(partly[year] for year in ("2021", "2022", "2023"))  # of 2022 the published total
    tab.goto(f"{running.site_url}/pertumbuhan?opd=Dinkes")
    settle(tab)
    part = totals(tab)
    assert part["2022"] is None and part["2021"] and part["2023"]
    tab.goto(f"{running.site_url}/pertumbuhan")
    assert running.health()[0] == 200

    register.write_bytes(sound)
    reload_until(tab, notices=0)
    complete = totals(tab)
    assert complete["2022"]
    assert {year: n for year, n in complete.items() if year != "2022"} == {
        year: n for year, n in partly.items() if year != "2022"
    }

    damage(register)  # now there is a sound version to fall back on
    reload_until(tab, notices=1)
    assert totals(tab) == complete


def test_a_sound_version_outlives_a_restart(
    tab: Page, server: Callable[..., Server], copy: Path, tmp_path: Path
) -> None:
    store_folder = tmp_path / "gudang"
    server(data=copy, store_folder=store_folder).stop()
    damage(copy / "inovasi_2022.csv")
    (copy / "posyantek_2025.csv").unlink()
    running = server(data=copy, store_folder=store_folder)
    tab.goto(f"{running.site_url}/pertumbuhan")
    settle(tab)
    expect(tab.locator(".kabar")).to_contain_text("bukan bilangan bulat")
    assert totals(tab)["2022"]


def test_without_data_there_is_an_explanation(
    tab: Page, server: Callable[..., Server], tmp_path: Path
) -> None:
    (tmp_path / "kosong").mkdir()
    running = server(data=tmp_path / "kosong", status=503)
    assert running.health()[1]["alasan"]
    for address in ADDRESSES:
        tab.goto(running.site_url + address)
        settle(tab)
        main = tab.get_by_role("main")
        expect(main.locator("h1")).to_have_text("Data belum dapat disajikan")
        expect(main).to_contain_text("folder data")
        expect(tab.get_by_test_id("stException")).to_have_count(0)


def make_real(data: Path, rows: int) -> None:
    """Turn all rows into published ones; 2023 gets ``rows`` of them, in the ledger too."""
    for file in data.glob("*_20*.csv"):
        file.write_text(
            file.read_text("utf-8").replace(",contoh,", ",publikasi,register-bappeda"), "utf-8"
        )
    register = data / "inovasi_2023.csv"
    lines = register.read_text("utf-8").splitlines()
    before = len(lines) - 1
    more = [
        lines[-1].replace(lines[-1].split(",")[0], f"2023-{number}")
        for number in range(5001, 5001 + rows - before)
    ]
    register.write_text("\n".join([*lines, *more, ""]), "utf-8")
    ledger = data / "angka_publikasi.csv"
    text = ledger.read_text("utf-8").replace(
        f"inovasi_terdata,{before},", f"inovasi_terdata,{rows},"
    )
    ledger.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def real(city_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app on a folder in which every row is real, and 2023 has 1234 of them."""
    folder = tmp_path_factory.mktemp("nyata")
    data = found_city(folder / "data")
    make_real(data, rows=1234)
    running = Server.start(ROOT, folder, {"DASBOR_DATA": str(data)}, 200, city_stores)
    yield running.site_url
    running.stop()


def marked(page: Page, address: str) -> list[str]:
    """The page and its downloads, as far as they speak of illustrative data."""
    page.goto(address)
    settle(page)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".kabar")).to_have_count(0)
    said = {address: page.content()}
    for link in page.locator("a.unduh[href*='.csv']").evaluate_all(
        "links => links.map(link => link.href)"
    ):
        said[link] = page.request.get(link).body().decode("utf-8-sig")
    return [where for where, words in said.items() if "data contoh" in words.casefold()]


def test_real_data_carry_no_mark(tab: Page, real: str) -> None:
    for address in ("/", "/pertumbuhan", "/opd", "/profil_opd?opd=Dinkes", "/posyantek"):
        assert marked(tab, real + address) == []


def test_list_of_files_forgets_the_mark_too(tab: Page, real: str) -> None:
    assert marked(tab, f"{real}/sumber_mutu") == []


def test_large_numbers_have_a_point_also_under_the_mouse(tab: Page, real: str) -> None:
    tab.goto(f"{real}/pertumbuhan")
    settle(tab)
    plot = reach(tab)
    assert plot.locator(".points text").all_text_contents()[-1].endswith("1.234")
    plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
    box = plot.locator(".points .point path").nth(3).bounding_box()
    assert box
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(plot.locator(".hoverlayer")).to_contain_text("1.234")
