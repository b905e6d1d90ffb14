"""Driving a page: find Chromium, wait for Streamlit, ask axe, remember what the page did."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Locator, Page, expect

HOW_TO_INSTALL = (
    "Debian/Ubuntu: sudo apt install chromium · macOS: brew install --cask google-chrome · "
    "letak lain: CHROME=/letak/chrome make test"
)

# Chromium hears the last such list only: this is Playwright's own (1.65) and two more, the pages
# that each window loads for the list below its address bar, a third of the work of a short test.
NO_FEATURES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)
FLAGS = (
    f"--disable-features={','.join(NO_FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

SCREENS: Mapping[str, Mapping[str, Any]] = {
    "ponsel": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
        # Streamlit takes a phone for a phone by its name, and only then folds the menu away.
        "user_agent": (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/130.0.0.0 Mobile Safari/537.36"
        ),
    },
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "proyektor": {"viewport": {"width": 1920, "height": 1080}},
}

# On a deep link Streamlit first asks /halaman/_stcore/…, is told 404, then asks /_stcore/….
USUAL_COMPLAINTS = (r"404 .*/[^/]+/_stcore/(health|host-config)\)$",)

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")


def find_chromium() -> Path | None:
    """The browser that ``CHROME`` names, else one on the PATH, else one in macOS' Applications."""
    if named := os.environ.get("CHROME"):
        return Path(named) if Path(named).is_file() else None
    on_path = (shutil.which(command) for command in _COMMANDS)
    in_applications = (
        folder / f"{app}.app/Contents/MacOS/{app}"
        for folder in (Path("/Applications"), Path.home() / "Applications")
        for app in _MAC_APPS
    )
    found = [Path(p) for p in on_path if p] + [p for p in in_applications if p.is_file()]
    return found[0] if found else None


def context_options(screen: str) -> dict[str, Any]:
    """Options of a browser context for ``"ponsel"``, ``"desktop"``, ``"proyektor"``, "…-gelap"."""
    name = screen.removesuffix("-gelap")
    return {
        **SCREENS[name],
        "color_scheme": "dark" if screen != name else "light",
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "reduced_motion": "reduce",
    }


def settle(page: Page) -> None:
    """Wait until Streamlit is connected, has run the script, and all is drawn, laid out, uncovered.

    A click is answered with a short delay in which the state still says "notRunning", so the
    quiet has to last.
    """
    quiet = page.locator(
        'html:not([data-menunggu]) [data-testid="stApp"][data-test-script-state="notRunning"]'
        '[data-test-connection-state="CONNECTED"]'
        ':not(:has([data-testid="stSkeleton"], [data-testid="stAppSkeleton"], '
        '[data-stale="true"], [style*="content-visibility"])):not(.awal ~ * *)'
    )
    in_a_row = 0
    while in_a_row < 3:
        page.wait_for_timeout(100)
        if quiet.count():
            in_a_row += 1
            continue
        in_a_row = 0
        expect(quiet).to_have_count(1)


def reach(page: Page, number: int = 0, place: str = ".stApp") -> Locator:
    """A chart for which the pointer reaches: from then on it is Plotly's."""
    frame = page.locator(f"{place} .bingkai").filter(has=page.locator(".plotly-kita")).nth(number)
    if frame.locator(".main-svg").count() == 0:
        frame.locator("> svg.gambar").hover()
    plot = frame.locator(".plotly-kita")
    expect(plot.locator(".main-svg").first).to_be_visible()
    return plot


def choose(page: Page, *offices: str) -> None:
    """Choose offices in the filter above the page."""
    page.get_by_role("button", name="OPD:").click()
    panel = page.get_by_role("group", name="OPD", exact=True)
    for office in offices:
        panel.get_by_label(office, exact=True).check()
    panel.get_by_role("button", name="Terapkan").click()


def menu(page: Page) -> Locator:
    """The links of the menu."""
    return page.get_by_role("navigation", name="Halaman dasbor")


def centre(mark: Locator) -> tuple[float, float]:
    """The middle of a mark of a chart, scrolled into sight. Plotly listens above its marks."""
    mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
    mark.page.wait_for_timeout(200)
    box = mark.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def axe(page: Page) -> list[str]:
    """Serious and critical accessibility findings, one line each: rule, help, element."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']} — {node['html'][:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def assert_sound(page: Page, address: str) -> None:
    """A page without a serious finding, and without anything beside the screen."""
    page.goto(address)
    settle(page)
    assert axe(page) == [], address
    wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth"
    assert not page.evaluate(wide), address


@dataclass
class Record:
    """What the pages of one test asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Patterns of console errors that this test expects; a test appends to it."""

    def follow(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.page_errors.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", self._websocket))

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.console.append(f"{message.text} ({message.location.get('url', '')})")

    def _websocket(self, websocket: Any) -> None:
        self.requests.append(websocket.url)

    def complaints(self) -> list[str]:
        """Requests that left this machine, page errors, and console errors nobody expects."""
        outside = [f"permintaan keluar: {url}" for url in self.requests if not _is_local(url)]
        console = [
            f"konsol: {text}"
            for text in self.console
            if not any(re.search(pattern, text) for pattern in (*USUAL_COMPLAINTS, *self.expected))
        ]
        return outside + [f"galat halaman: {text}" for text in self.page_errors] + console


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in ("127.0.0.1", "localhost")
