"""The address is the state: a link restores it, a choice writes it, the way back clears it."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import choose, context_options, menu, settle
from tests.world import CITY

RESET = "Hapus semua saringan"
NONE = "Nol inovasi dalam saringan ini"


def query(page: Page) -> list[tuple[str, str]]:
    return sorted(parse_qsl(urlsplit(page.url).query))


def chosen(page: Page) -> list[str]:
    """The offices chosen in the filter above the page."""
    ticked = page.locator(".bingkai-situs [name=opd]:checked")
    found: list[str] = ticked.evaluate_all("all => all.map(box => box.value)")
    return found


def years(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".bingkai-situs [name=tahun]").all()]


def go(page: Page, name: str) -> None:
    """Use the menu."""
    menu(page).get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("main").locator(".kepala").first).to_contain_text(name)
    settle(page)


def state(page: Page) -> tuple[Any, ...]:
    table = page.locator("details.kaki:has(table)").first.locator("table").text_content()
    return query(page), chosen(page), years(page), page.locator(".stApp h1").inner_text(), table


def test_a_typed_link_is_restored_and_shows_the_same_to_somebody_else(
    tab: Page, new_context: Callable[..., BrowserContext]
) -> None:
    tab.goto("/opd?opd=dinkes&tahun=2021-2023")
    settle(tab)
    link = [("opd", "Dinkes"), ("tahun", "2021"), ("tahun", "2023")]
    assert query(tab) == link
    assert chosen(tab) == ["Dinkes"]
    assert years(tab) == ["2021", "2023"]
    ranking = tab.locator("details.kaki:has(table)").first
    ranking.locator("summary").click()
    expect(ranking.locator("tbody tr")).to_have_count(1)
    expect(ranking.locator("tbody tr")).to_contain_text("Dinkes")
    matrix = tab.locator("details.kaki:has(table)").nth(1)
    assert matrix.locator("thead th").all_text_contents()[1:] == ["2021", "2022", "2023"]

    other = new_context(**context_options("desktop")).new_page()
    other.goto(tab.url)
    settle(other)
    assert state(other) == state(tab)


def test_a_choice_goes_into_the_address_survives_page_switches_and_is_reset(
    tab: Page,
) -> None:
    tab.goto("/pertumbuhan")
    settle(tab)
    everything = years(tab)
    assert query(tab) == []
    choose(tab, "Dinkes")
    expect(tab).to_have_url(re.compile("opd=Dinkes"))
    settle(tab)
    tab.get_by_role("button", name="Tahun:").click()
    tab.get_by_role("combobox", name="Dari").select_option("2021")
    tab.get_by_role("group", name="Tahun").get_by_role("button", name="Terapkan").click()
    link = [("opd", "Dinkes"), ("tahun", "2021"), ("tahun", everything[1])]
    expect(tab).to_have_url(re.compile("tahun=2021"))
    settle(tab)
    assert query(tab) == link

    titles = {}
    for name in ("OPD", "Posyantek", "Sumber & Mutu", "Pertumbuhan"):
        go(tab, name)
        heard = name in ("OPD", "Pertumbuhan")  # the others offer no such filter, and keep it
        assert (query(tab), chosen(tab)) == (link, ["Dinkes"] * heard), name
        titles[name] = tab.locator(".stApp h1").inner_text()

    tab.go_back()
    expect(tab.locator(".stApp h1")).to_have_text(titles["Sumber & Mutu"])
    tab.go_back()
    expect(tab.locator(".stApp h1")).to_have_text(titles["Posyantek"])
    tab.go_forward()
    expect(tab.locator(".stApp h1")).to_have_text(titles["Sumber & Mutu"])
    settle(tab)
    assert query(tab) == link
    go(tab, "OPD")

    tab.get_by_role("button", name="Lainnya").click()
    tab.get_by_role("link", name=RESET).filter(visible=True).click()
    expect(tab).to_have_url(re.compile(r"/opd$"))
    settle(tab)
    assert (chosen(tab), years(tab)) == ([], everything)
    go(tab, "Pertumbuhan")
    assert query(tab) == []


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("/?opd=ngawur&opd=Dinkes", "ngawur"),
        pytest.param("/opd?tahun=1999", "1999"),
        ("/ringkasan?urusan=<img src=x onerror=alert(1)>", "onerror"),
        ("/pertumbuhan?target=banyak&rincian=entah&asing=1", "entah"),
    ],
)
def test_what_a_link_made_up_is_told_kindly(tab: Page, link: str, word: str) -> None:
    tab.goto(link)
    settle(tab)
    told = tab.get_by_text("tidak dikenal").filter(has_text=word)
    expect(told).to_have_count(1)
    assert told.inner_text().count(word) == 1
    expect(tab.get_by_test_id("stException")).to_have_count(0)
    expect(tab.get_by_test_id("stAlert")).to_have_count(0)
    expect(tab.locator(".stApp h1")).to_be_visible()
    assert chosen(tab) == (["Dinkes"] if "Dinkes" in link else [])
    assert not any(word in value for _, value in query(tab))


def idle_office() -> str:
    """The short name of an office that is in no register."""
    registers = [read(path) for path in sorted(CITY.glob("inovasi_*.csv"))]
    busy = {row["opd"] for register in registers for row in register}
    return next(o["singkatan"] for o in read(CITY / "opd.csv") if o["kode"] not in busy)


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_an_office_without_innovations_says_so_and_offers_the_way_back(tab: Page) -> None:
    for address in ("/", "/pertumbuhan", "/opd"):
        tab.goto(f"{address}?opd={idle_office()}")
        settle(tab)
        main = tab.get_by_role("main")
        expect(main).to_contain_text(NONE)
        expect(main).to_contain_text(idle_office())
        expect(main.get_by_role("heading", level=1)).to_be_visible()  # a zero keeps its page
        main.get_by_role("link", name=RESET).click()
        expect(main).not_to_contain_text(NONE)
        drawn = main.locator(".js-plotly-plot, svg.gambar").filter(visible=True)
        expect(drawn.first).to_be_visible()
        assert (query(tab), chosen(tab)) == ([], [])


def test_a_choice_that_streamlit_does_not_hear_loads_the_page_as_any_link(tab: Page) -> None:
    """The faked step back is a private way: a Streamlit without it costs three seconds, no more."""
    tab.add_init_script(
        "const tell = window.dispatchEvent;"
        " window.dispatchEvent = (event) => event.type === 'popstate' || tell.call(window, event);"
    )
    tab.goto("/jelajah")
    settle(tab)
    tab.evaluate("window.lama = true")
    tab.locator("a.langsung", has_text=re.compile("2021")).first.click()
    expect(tab).to_have_url(re.compile("tahun=2021&tahun=2021"))
    tab.wait_for_function("() => !window.lama")
    settle(tab)
    expect(tab.get_by_role("main")).to_contain_text("2021")
