"""The whole site below a prefix, as when one host carries many sites."""

import json
import re
from collections.abc import Callable
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Record, settle
from tests.e2e.server import Server

ADDRESSES = "links => links.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"


@pytest.fixture
def proxied(server: Callable[..., Server]) -> str:
    """Address of the site, with the prefix and a slash at the end."""
    running = server(env={"STREAMLIT_SERVER_BASE_URL_PATH": "kota/inovasi"})
    return f"{running.site_url}/kota/inovasi/"


def test_pages_links_and_open_data_stay_below_the_prefix(
    tab: Page, record: Record, proxied: str
) -> None:
    tab.goto(proxied.removesuffix("kota/inovasi/"))
    assert tab.url == proxied
    linked: set[str] = set()
    for page in ("", "opd?opd=dinkes", "jelajah"):
        tab.goto(proxied + page)
        expect(tab.locator("#awal")).to_have_count(0)
        settle(tab)
        linked |= set(tab.eval_on_selector_all("a[href]", ADDRESSES))
    tab.locator("a.langsung", has_text=re.compile("2021")).first.click()
    expect(tab).to_have_url(re.compile(f"^{proxied}jelajah.*tahun=2021"))
    settle(tab)
    linked = {url for url in linked if not url.startswith("https://wa.me/")}  # a way out
    asked = {url.replace("ws://", "http://") for url in record.requests if url[:5] != "blob:"}
    assert {url for url in asked | linked if not url.startswith(proxied)} == {
        proxied.removesuffix("kota/inovasi/")
    }
    for name in ("lembar", "healthz", "api/v1/openapi.json", "unduh/data.zip", "aset/gaya.css"):
        assert urlopen(proxied + name).status == 200
    with urlopen(f"{proxied}api/v1/kueri/inovasi_apa_saja.json?batas=1") as answer:
        following = json.load(answer)["berikutnya"]
    assert json.load(urlopen(urljoin(proxied, following)))["baris"]
