"""Indonesian everywhere, also in the words that Streamlit and Plotly bring along."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import Record, reach, settle
from tests.e2e.server import Server

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = (ROOT / "dasbor" / "server" / "translate.js").read_text("utf-8")
TRANSLATED = json.loads(re.findall(r"KAMUS = (\{.*?\n  \});?", SCRIPT, re.DOTALL)[0])
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|to|with|for|is|are|not|no|you|your|this|choose|select|selected|search|press"
    r"|remove|clear|show|hide|close|open|options?|value|link|heading|index|fullscreen|download"
    r"|upload|loading|running|connecting|settings|print|deploy|rerun|screencast|drag|drop|file"
    r"|help|copy|view|zoom|pan|reset|autoscale|start|end|add|delete|rows?)\b",
    re.IGNORECASE,
)
SAID = """() => {
    const said = [];
    for (const element of document.body.querySelectorAll('*')) {
        if (!element.checkVisibility({visibilityProperty: true})) continue;
        if (element.closest('[data-testid=stIconMaterial]')) continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-title'])
            said.push(element.getAttribute(name) ?? '');
        for (const node of element.childNodes)
            if (node.nodeType === Node.TEXT_NODE) said.push(node.data.trim());
    }
    return [...new Set(said)];
}"""


QUOTED = re.compile("“[^”]*”")


def english(page: Page) -> list[str]:
    """What a reader or a screen reader would still meet in English; quotations are the file's."""
    return [
        words
        for words in page.evaluate(SAID)
        if words in TRANSLATED or ENGLISH_WORDS.search(QUOTED.sub("", words))
    ]


@pytest.mark.parametrize(
    "addresses",
    [
        ("/",),
        ("/pertumbuhan", "/opd", "/posyantek", "/sumber_mutu"),
        ("/satu_opd_satu_inovasi", "/profil_opd?opd=Dinkes", "/profil_opd"),
    ],
)
def test_pages_speak_indonesian(tab: Page, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        tab.goto(address)
        settle(tab)
        assert tab.locator("html").get_attribute("lang") == "id"
        assert english(tab) == [], address


def test_menus_lists_and_hints_speak_indonesian(tab: Page) -> None:
    tab.goto("/siap_rapat?opd=Dinkes")
    settle(tab)

    tab.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(tab.get_by_text("Cetak", exact=True)).to_be_visible()
    assert english(tab) == []
    tab.keyboard.press("Escape")

    tab.get_by_test_id("stTooltipIcon").first.get_by_role("button").hover()
    expect(tab.get_by_role("tooltip")).to_be_visible()
    assert english(tab) == []

    tab.goto("/jelajah?tampilan=pivot")
    settle(tab)
    tab.get_by_role("spinbutton").fill("12")
    expect(tab.get_by_test_id("InputInstructions")).to_contain_text("Enter")
    assert english(tab) == []
    tab.get_by_role("spinbutton").press("Enter")
    settle(tab)
    chooser = tab.get_by_role("combobox", name="Baris", exact=True)
    chooser.scroll_into_view_if_needed()
    settle(tab)  # a list closes when the page scrolls
    chooser.click()
    expect(tab.get_by_role("option").first).to_be_visible()
    assert english(tab) == []
    tab.keyboard.type("zzz")
    expect(tab.get_by_text("Tidak ada yang cocok")).to_be_visible()
    assert english(tab) == []


def own_table(tab: Page) -> Locator:
    """A table of Streamlit's own kind: the answer to a question of the reader's."""
    tab.goto("/sql?sql=select tahun, judul from inovasi limit 3")
    settle(tab)
    tab.get_by_role("button", name="Jalankan").focus()
    tab.keyboard.press("Enter")
    table = tab.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible()
    table.evaluate("table => table.scrollIntoView({ block: 'center' })")
    return table


def test_tools_of_charts_and_tables_speak_indonesian(tab: Page) -> None:
    tab.goto("/opd")
    settle(tab)
    reach(tab).hover()
    full = tab.get_by_test_id("stMain").locator(".modebar-btn[data-title='Layar penuh']").first
    expect(full).to_be_visible()
    assert english(tab) == []

    table = own_table(tab)
    table.hover()
    tab.get_by_role("button", name="Cari").first.press("Enter")
    # Streamlit's own CSV has neither source nor marks, and leaves formulas alive.
    tools = tab.get_by_test_id("stElementToolbar")
    expect(tools.get_by_role("button", name="Unduh CSV")).to_have_count(0)
    expect(table.get_by_role("textbox")).to_be_visible()
    assert beside_sql(english(tab)) == []
    tab.keyboard.press("Escape")


def test_column_list_of_a_table_speaks_indonesian(tab: Page) -> None:
    own_table(tab).hover()
    tab.get_by_role("button", name="Pilih kolom").first.press("Enter")
    expect(tab.get_by_text("Pilih semua")).to_be_visible()
    assert beside_sql(english(tab)) == []


def beside_sql(words: list[str]) -> list[str]:
    """What is left of English words where the language of the questions is named as it is."""
    return [said for said in words if "select" not in said.lower()]


def test_unknown_address_is_answered_404_in_indonesian(tab: Page, record: Record) -> None:
    record.expected += [r"404 .*/(entah|entah/apa|favicon\.ico)\)$", "does not seem to exist"]
    answer = tab.goto("/entah")
    settle(tab)
    assert answer and answer.status == 404
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_contain_text("tidak ditemukan")
    assert [words for words in english(tab) if words in dialog.inner_text()] == []
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)
    expect(tab.locator("h1")).to_be_visible()

    answer = tab.goto("/entah/apa")
    assert answer and answer.status == 404
    assert tab.locator("html").get_attribute("lang") == "id"
    assert english(tab) == []
    tab.get_by_role("link").click()
    expect(tab.locator(".gambar").first).to_be_visible()


def test_a_lost_connection_is_told_in_indonesian(
    tab: Page, record: Record, server: Callable[..., Server]
) -> None:
    record.expected += ["ERR_CONNECTION_REFUSED", "No response received", "not responding"]
    running = server()
    tab.goto(f"{running.site_url}/sumber_mutu")
    settle(tab)
    running.stop()
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_contain_text("Server tidak menjawab")
    assert english(tab) == []
