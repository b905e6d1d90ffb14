"""How long a reader waits in Chromium, beside a peer of the same work, in one interleaved run.

    python bench/peramban.py http://127.0.0.1:8501 [--pembanding http://127.0.0.1:8605]
        [--ulang 7] [--jaringan 20mbit]

Times run from the start of the navigation, or from the last click, to the frame in which a
condition holds inside the page. Machines are noisy: read the ratios, not the milliseconds.
"""

import argparse
import json
import math
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

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
  const showing = (word, where = '') => all(`${where} svg.gambar, ${where} .js-plotly-plot`)
    .some(g => shown(g) && g.textContent.includes(word));
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

REMEMBER = """() => {
  window.__dulu = [...document.querySelectorAll('.bingkai > svg.gambar, #page .js-plotly-plot')]
    .map(g => g.textContent);
}"""

CLICK = "addEventListener('click', () => { window.__klik = performance.now(); }, true);"


@dataclass(frozen=True)
class Visit:
    """An address and what has to be true in it: name -> JavaScript function."""

    label: str
    path: str
    conditions: Mapping[str, str]


CHARTS = {
    "terlihat": "() => pictures(3)",
    "aplikasi": "() => !document.getElementById('awal') && all('.stApp svg.gambar').length >= 3"
    " && document.querySelector('[data-test-script-state=notRunning]')",
}
OURS = (
    Visit("Ringkasan", "/", {
        "angka": "() => says('h1', '249')",
        "semua": "() => all('.stApp .kartu').length >= 3 && all('.stApp svg.gambar').length >= 1",
    }),
    Visit("Pertumbuhan", "/pertumbuhan", CHARTS),
    Visit("OPD", "/opd", CHARTS),
    Visit("Lembar", "/lembar", {"semua": "() => says('h1', '249')"}),
)  # fmt: skip
CHANGED = "all('.stApp .bingkai > svg.gambar, #page .js-plotly-plot')"
CHANGED += ".every((g, i) => (g.matches('svg') || drawn(g)) && g.textContent !== window.__dulu[i])"


@dataclass(frozen=True)
class Step:
    """What a reader clicks, one after the other, once ``ready`` holds, and what then is true.

    ``done`` is name -> JavaScript function; ``{ulang}`` in a click is the number of the round.
    """

    label: str
    path: str
    ready: str
    clicks: tuple[str, ...]
    done: Mapping[str, str]


def _filtering(panel: str, box: str) -> tuple[str, ...]:
    """The clicks that choose in a panel of the filters."""
    return (
        f".bingkai-situs [popovertarget=saring-{panel}]",
        f"#saring-{panel} {box}",
        f"#saring-{panel} [type=submit]",
    )


FILTERED = {
    "gambar": f"() => {CHANGED}",
    "halaman": f"() => all('.dasbor .kepala .saringan').length && {CHANGED}"
    " && document.querySelector('[data-test-script-state=notRunning]')",
}
OUR_STEPS = (
    Step("Saringan bentuk", "/opd", CHARTS["aplikasi"],
         _filtering("lain", "[name=bentuk] >> nth=1"), FILTERED),
    Step("Saringan OPD baru", "/opd", CHARTS["aplikasi"],
         _filtering("opd", "[name=opd] >> nth={ulang}"), FILTERED),
    Step("Pindah ke OPD", "/pertumbuhan", CHARTS["aplikasi"], ("[href$='/opd']",),
         {"gambar": "() => says('h1', 'erangkat daerah') && showing('Dishub')"
                    " && showing('Kesehatan')",
          "halaman": "() => says('.stApp h1', 'erangkat daerah') && showing('Dishub', '.stApp')"
                     " && showing('Kesehatan', '.stApp')"}),
)  # fmt: skip
FIRST_CHART = ".stApp .bingkai > svg.gambar >> nth=0"
REACHED = Step(
    "Meraih gambar",
    "/pertumbuhan",
    CHARTS["aplikasi"],
    (FIRST_CHART,),
    {"plotly": "() => plots(1)"},
)
PEER_STEPS = (
    Step("Pembanding: saringan", "/", "() => plots(4)",
         ("#y", ".dash-options-list-option-text >> text=2022"),
         {"semua": f"() => !says('h2', '600') && {CHANGED}"}),
    Step("Pembanding: pindah", "/", "() => plots(4)", ("#lnk",),
         {"semua": "() => plots(2) && all('.gtitle').some(t => t.textContent.includes('p2='))"}),
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
    steps = [(given.alamat, step) for step in (*OUR_STEPS, REACHED)]
    steps += [(given.pembanding, step) for step in PEER_STEPS] if given.pembanding else []
    rows: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for round_ in range(given.ulang):
            for base, visit in visits:
                for name, value in _series(browser, base, visit, LINES[given.jaringan]):
                    rows.setdefault(name, []).append(value)
            for base, step in steps:
                for name, value in _interaction(browser, base, step, LINES[given.jaringan], round_):
                    rows.setdefault(f"{step.label}: {name} (ms)", []).append(value)
        browser.close()
    _print(rows)


def _series(
    browser: Browser, base: str, visit: Visit, line: Mapping[str, float]
) -> Iterator[tuple[str, float]]:
    """One cold and one warm visit in a fresh context."""
    with _page(browser, visit.conditions, line) as (page, finished, bytes_of):
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


def _interaction(
    browser: Browser, base: str, step: Step, line: Mapping[str, float], round_: int
) -> Iterator[tuple[str, float]]:
    """Milliseconds from the last click to the frame in which a condition of the step holds."""
    conditions = {"siap": step.ready}
    conditions |= {name: f"() => window.__dulu && ({js})()" for name, js in step.done.items()}
    with _page(browser, conditions, line) as (page, finished, _):
        page.add_init_script(CLICK)
        page.goto(base + step.path, wait_until="commit")
        _until(page, lambda: "siap" in finished)
        page.wait_for_timeout(1500)  # the app has nothing left to do
        for number, target in enumerate(step.clicks, start=1):
            place = page.locator(target.format(ulang=round_)).first
            place.wait_for()
            if number == len(step.clicks):
                page.evaluate(REMEMBER)
            place.click()
        _until(page, lambda: set(finished) == set(conditions))
        clicked = float(page.evaluate("__klik"))
        for name in step.done:
            yield name, finished.get(name, math.nan) - clicked


@contextmanager
def _page(
    browser: Browser, conditions: Mapping[str, str], line: Mapping[str, float]
) -> Iterator[tuple[Page, dict[str, float], Callable[[], float]]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
    finished: dict[str, float] = {}
    received = [0.0]
    context.expose_binding("__selesai", lambda _, name, at: finished.setdefault(name, at))
    functions = ", ".join(f"{json.dumps(k)}: {v}" for k, v in conditions.items())
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
    for name, values in rows.items():
        middle = statistics.median(values)
        peer = rows.get(_peer(name)) if "(ms)" in name else None
        ratio = f"{middle / statistics.median(peer):6.2f} ×" if peer else ""
        print(f"{name:<40}{middle:9.0f}   {min(values):7.0f}–{max(values):<7.0f}{ratio}")


def _peer(name: str) -> str:
    """The measurement of the peer to divide by."""
    for word, peer in (
        ("Saringan", "saringan: semua"),
        ("Pindah", "pindah: semua"),
        ("hangat", "semua, hangat"),
    ):
        if word in name:
            return f"Pembanding: {peer} (ms)"
    return name if name.startswith("Pembanding") else "Pembanding: semua, dingin (ms)"


if __name__ == "__main__":
    main()
