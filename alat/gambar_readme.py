"""Remakes the pictures of README from the dashboard as it is, and notes when: ``make gambar``."""

import datetime
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from dasbor import __version__

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "gambar"
WHEN = FOLDER / "tanggal.toml"
DRAWN = ".stApp .dasbor footer"  # the line under a page: all above it is there
PATIENCE, SETTLED = 60_000, 2_500  # milliseconds


@dataclass(frozen=True)
class Picture:
    """A file of ``docs/gambar``: which page, how large the window, which colour scheme."""

    name: str
    path: str
    size: tuple[int, int] = (1280, 860)
    scheme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("ringkasan", "/"),
    Picture("pertumbuhan", "/pertumbuhan"),
    Picture("opd", "/opd"),
    Picture("posyantek", "/posyantek", scheme="dark"),
    Picture("sumber_mutu", "/sumber_mutu"),
)


def take(address: str) -> None:
    """Every picture, one after the other, in Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for one in PICTURES:
            width, height = one.size
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=one.scheme
            )
            page.goto(f"{address}{one.path}")
            page.wait_for_selector(DRAWN, timeout=PATIENCE)
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=FOLDER / f"{one.name}.png")
            page.close()
        browser.close()


def note() -> None:
    """When the pictures were made, and of which version."""
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    lines = [f'versi = "{__version__}"', "", "[gambar]"]
    lines += [f'{one.name} = "{today}"' for one in PICTURES]
    WHEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Serve, take the pictures, stop."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "dasbor", "sajikan", "--porta", str(port)]
    server = subprocess.Popen(  # noqa: S603 our own interpreter
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        if server.stdout is None or not server.stdout.readline().startswith("Siap"):
            sys.exit("Dasbor tidak dapat disajikan; sebabnya tertulis di atas.")
        take(f"http://127.0.0.1:{port}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    note()


if __name__ == "__main__":
    main()
