"""How long a reader waits in Chromium, beside a peer of the same work, in one interleaved run.

    python bench/peramban.py http://127.0.0.1:8501 [--pembanding http://127.0.0.1:8605]
        [--ulang 7] [--jaringan 20mbit]

Times run from the start of the navigation to the frame in which a
condition holds inside the page. Machines are noisy: read the ratios, not the milliseconds.
"""

import argparse
import json
import math
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip
LINES: Mapping[str, dict[str, float]] = {
    "": {},
    "20mbit": {"downloadThroughput": 20e6 / 8, "uploadThroughput": 10e6 / 8, "latency": 40},
}
WATCH = """(() => {
  const shown = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
  const all = s => [...document.querySelectorAll(s)];
  const drawn = g => g.querySelector('.barlayer .trace, .scatterlayer .trace, .heatmaplayer image');
  const plots = n => all('.js-plotly-plot').filter(g => shown(g) && drawn(g)).length >= n;
  const pictures = n => all('svg.gambar, .js-plotly-plot')
    .filter(g => shown(g) && (g.matches('svg') || drawn(g))).length >= n;
  const says = (s, word) => all(s).some(e => shown(e) && e.textContent.includes(word));
  const conditions = %s;
  const done = {};
  const look = () => {
    for (const [name, holds] of Object.entries(conditions)) {
      if (name in done) continue;
      try { if (!holds()) continue; } catch (e) { continue; }
      done[name] = performance.now();
      window.__selesai(name, done[name]);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""


@dataclass(frozen=True)
class Visit:
    """An address and what has to be true in it: name -> JavaScript function."""

    label: str
    path: str
    conditions: Mapping[str, str]


OURS = (
    Visit("Ringkasan", "/", {
        "angka": "() => says('h1', '249')",
        "semua": "() => all('.stApp .kartu').length >= 3 && all('.stApp svg.gambar').length >= 1",
    }),
    Visit("Pertumbuhan", "/pertumbuhan", {
        "terlihat": "() => pictures(3)", "plotly": "() => plots(3)",
    }),
    Visit("OPD", "/opd", {"terlihat": "() => pictures(3)", "plotly": "() => plots(3)"}),
    Visit("Lembar", "/lembar", {"semua": "() => says('h1', '249')"}),
)  # fmt: skip
PEER = Visit("Pembanding", "/", {
    "semua": "() => plots(4) && says('h2', '600') && document.querySelector('td')",
})  # fmt: skip


def main() -> None:
    """Visit everything in turn, then print medians and ratios to the peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("alamat")
    parser.add_argument("--pembanding", default="")
    parser.add_argument("--ulang", type=int, default=7)
    parser.add_argument("--jaringan", choices=sorted(LINES), default="")
    given = parser.parse_args()
    visits = [(given.alamat, visit) for visit in OURS]
    visits += [(given.pembanding, PEER)] if given.pembanding else []
    rows: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(given.ulang):
            for base, visit in visits:
                for name, value in _series(browser, base, visit, LINES[given.jaringan]):
                    rows.setdefault(name, []).append(value)
        browser.close()
    _print(rows)


def _series(
    browser: Browser, base: str, visit: Visit, line: Mapping[str, float]
) -> Iterator[tuple[str, float]]:
    """One cold and one warm visit in a fresh context."""
    with _page(browser, visit, line) as (page, finished, bytes_of):
        for warmth in ("dingin", "hangat"):
            finished.clear()
            before = bytes_of()
            page.goto(base + visit.path, wait_until="commit")
            _until(page, lambda: set(finished) >= set(visit.conditions))
            for name in visit.conditions:
                at = finished.get(name, math.nan)  # never came true: shown as such
                yield f"{visit.label}: {name}, {warmth} (ms)", at
            page.wait_for_timeout(300)
            yield f"{visit.label}: {warmth} (KB)", (bytes_of() - before) / 1024
            page.goto("about:blank")


@contextmanager
def _page(
    browser: Browser, visit: Visit, line: Mapping[str, float]
) -> Iterator[tuple[Page, dict[str, float], Callable[[], float]]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
    finished: dict[str, float] = {}
    received = [0.0]
    context.expose_binding("__selesai", lambda _, name, at: finished.setdefault(name, at))
    functions = ", ".join(f"{json.dumps(k)}: {v}" for k, v in visit.conditions.items())
    context.add_init_script(WATCH % f"{{{functions}}}")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if line:
        wire.send("Network.emulateNetworkConditions", {"offline": False, **line})
    wire.on("Network.loadingFinished", lambda e: _add(received, e["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived",
            lambda e: _add(received, len(e["response"]["payloadData"]) * 3 / 4))  # fmt: skip
    try:
        yield page, finished, lambda: received[0]
    finally:
        context.close()


def _add(total: list[float], value: float) -> None:
    total[0] += value


def _until(page: Page, holds: Callable[[], bool], seconds: float = 30) -> None:
    for _ in range(int(seconds * 50)):
        if holds():
            return
        page.wait_for_timeout(20)


def _print(rows: Mapping[str, list[float]]) -> None:
    peers: dict[str, Any] = {
        warmth: statistics.median(rows[name])
        for warmth in ("dingin", "hangat")
        if (name := f"Pembanding: semua, {warmth} (ms)") in rows
    }
    for name, values in rows.items():
        middle = statistics.median(values)
        warmth = "dingin" if "dingin" in name else "hangat"
        ratio = f"{middle / peers[warmth]:6.2f} ×" if "(ms)" in name and warmth in peers else ""
        print(f"{name:<40}{middle:9.0f}   {min(values):7.0f}–{max(values):<7.0f}{ratio}")


if __name__ == "__main__":
    main()
