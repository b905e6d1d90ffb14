"""How long a reader waits in Chromium, beside a peer of the same work, in one interleaved run.

    python bench/peramban.py http://127.0.0.1:8501 [--pembanding http://127.0.0.1:8605]
        [--ulang 7] [--keadaan 20mbit|telepon]

Times run from the start of the navigation, or from the last click, to the frame in which a
condition holds inside the page. Who filters at once clicks as soon as there is something to click
on, and his time runs from the start of the navigation until the picture is that of his choice.
As a hand does, a button is held for ``--tahan`` milliseconds (0 unless told) before the click, here
and at the peer.
Machines are noisy: read the ratios, not the milliseconds.
"""

import argparse
import json
import math
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """The line (as Chromium's ``Network.emulateNetworkConditions``) and machine of a reader."""

    line: Mapping[str, float] = field(default_factory=dict)
    slower: int = 1  # times
    held: float = 0  # milliseconds
    screen: Mapping[str, object] = field(default_factory=lambda: WIDE)


WIDE = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SETTINGS = {
    "": Setting(),
    "20mbit": Setting(
        {"downloadThroughput": 20e6 / 8, "uploadThroughput": 10e6 / 8, "latency": 40}
    ),
    "telepon": Setting(
        {"downloadThroughput": 4e6 / 8, "uploadThroughput": 2e6 / 8, "latency": 100}, 4, PHONE
    ),
}
WATCH = """(() => {
  const shown = e => { const r = e.getBoundingClientRect();
    return r.width > 0 && r.height > 0 && e.checkVisibility({ visibilityProperty: true }); };
  const all = s => [...document.querySelectorAll(s)];
  const drawn = g => g.querySelector('.barlayer .trace, .scatterlayer .trace, .heatmaplayer image');
  const plots = n => all('.js-plotly-plot').filter(g => shown(g) && drawn(g)).length >= n;
  const pictures = n => all('svg.gambar').filter(shown).length >= n;
  const idle = () => document.querySelector('[data-test-script-state=notRunning]');
  const whole = () => !document.documentElement.dataset.menunggu && all('footer').length;
  const laid = () => whole() && !all('[style*=content-visibility]').length; // also out of sight
  const taken = () => !document.getElementById('awal') && all('.stApp svg.gambar').length && idle();
  const showing = (word, where = '') => all(`${where} svg.gambar, ${where} .js-plotly-plot`)
    .some(g => g.textContent.includes(word) && shown(g));
  const says = (s, word) => all(s).some(e => e.textContent.includes(word) && shown(e));
  const conditions = %s;
  const done = {};
  const look = () => {
    for (const [name, holds] of Object.entries(conditions)) {
      if (name in done) continue;
      try { if (!holds()) continue; } catch (e) { continue; }
      done[name] = performance.timeOrigin + performance.now();
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

NOW = "performance.timeOrigin + performance.now()"
CLICK = f"addEventListener('click', () => {{ window.__klik = {NOW}; }}, true);"


@dataclass(frozen=True)
class Visit:
    """An address and what has to be true in it: name -> JavaScript function."""

    label: str
    path: str
    conditions: Mapping[str, str]


CHARTS = {"terlihat": "() => pictures(3)", "aplikasi": "() => taken()"}
OURS = (
    Visit("Ringkasan", "/", {"angka": "() => says('h1', '249')", "semua": "() => taken()"}),
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
    Without ``ready`` it is clicked as soon as it is there, ``warm`` on a second visit.
    """

    label: str
    path: str
    ready: str
    clicks: tuple[str, ...]
    done: Mapping[str, str]
    warm: bool = False


def _filtering(panel: str, box: str) -> tuple[str, ...]:
    """The clicks that choose in a panel of the filters."""
    return (
        f".bingkai-situs [popovertarget=saring-{panel}]",
        f"#saring-{panel} {box}",
        f"#saring-{panel} [type=submit]",
    )


FILTERED = {
    "gambar": f"() => {CHANGED}",
    "halaman": f"() => {CHANGED} && whole()",
    "ditata": f"() => {CHANGED} && laid()",
}
CHOSEN = "() => location.search.includes('opd=') && says('.dasbor .saringan', 'OPD')"
CHOSEN += " && pictures(1) && !says('h1', '249')"
OUR_STEPS = (
    Step("Saringan bentuk", "/opd", CHARTS["aplikasi"],
         _filtering("lain", "[name=bentuk] >> nth=1"), FILTERED),
    Step("Saringan OPD baru", "/opd", CHARTS["aplikasi"],
         _filtering("opd", "[name=opd] >> nth={ulang}"), FILTERED),
    Step("Pindah ke OPD", "/pertumbuhan", CHARTS["aplikasi"], ("[href$='/opd']",),
         {"gambar": "() => says('h1', 'OPD') && showing('Dindikbud')",
          "halaman": "() => says('h1', 'OPD') && showing('Dindikbud') && whole()",
          "ditata": "() => says('h1', 'OPD') && showing('Dindikbud') && laid()",
          "aplikasi": "() => says('.stApp h1', 'OPD') && taken()"}),
    Step("Saring segera di Pertumbuhan", "/pertumbuhan", "",
         _filtering("opd", "[name=opd] >> nth={ulang}"), {"gambar": CHOSEN}),
    Step("Saring segera di OPD", "/opd", "",
         _filtering("opd", "[name=opd] >> nth={ulang}"), {"gambar": CHOSEN}),
    Step("Saring segera di OPD, hangat", "/opd", "",
         _filtering("opd", "[name=opd] >> nth={ulang}"), {"gambar": CHOSEN}, warm=True),
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
    Step("Pembanding: saring segera", "/", "",
         ("#y", ".dash-options-list-option-text >> text=2022"),
         {"semua": "() => plots(4) && !says('h2', '600') && all('.gtitle').length >= 4"
                   " && all('.gtitle').every(t => !t.textContent.includes('n=600'))"}),
    Step("Pembanding: saring segera, hangat", "/", "",
         ("#y", ".dash-options-list-option-text >> text=2022"),
         {"semua": "() => plots(4) && !says('h2', '600') && all('.gtitle').length >= 4"
                   " && all('.gtitle').every(t => !t.textContent.includes('n=600'))"}, warm=True),
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
    parser.add_argument("--tahan", type=float, default=0)
    parser.add_argument("--keadaan", choices=sorted(SETTINGS), default="")
    given = parser.parse_args()
    setting = replace(SETTINGS[given.keadaan], held=given.tahan)
    visits = [(given.alamat, visit) for visit in OURS]
    visits += [(given.pembanding, PEER)] if given.pembanding else []
    steps = [(given.alamat, step) for step in (*OUR_STEPS, REACHED)]
    steps += [(given.pembanding, step) for step in PEER_STEPS] if given.pembanding else []
    rows: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for round_ in range(given.ulang):
            for base, visit in visits:
                for name, value in _series(browser, base, visit, setting):
                    rows.setdefault(name, []).append(value)
            for base, step in steps:
                for name, value in _interaction(browser, base, step, setting, round_):
                    rows.setdefault(f"{step.label}: {name} (ms)", []).append(value)
        browser.close()
    _print(rows)


def _series(
    browser: Browser, base: str, visit: Visit, setting: Setting
) -> Iterator[tuple[str, float]]:
    """One cold and one warm visit in a fresh context."""
    with _page(browser, visit.conditions, setting) as (page, finished, bytes_of):
        for warmth in ("dingin", "hangat"):
            finished.clear()
            before = bytes_of()
            page.goto(base + visit.path, wait_until="commit")
            _until(page, lambda: set(finished) >= set(visit.conditions))
            began = float(page.evaluate("performance.timeOrigin"))
            for name in visit.conditions:
                at = finished.get(name, math.nan) - began  # never came true: shown as such
                yield f"{visit.label}: {name}, {warmth} (ms)", at
            page.wait_for_timeout(300)
            yield f"{visit.label}: {warmth} (KB)", (bytes_of() - before) / 1024
            page.goto("about:blank")


def _interaction(
    browser: Browser, base: str, step: Step, setting: Setting, round_: int
) -> Iterator[tuple[str, float]]:
    """Milliseconds until the frame in which a condition of the step holds.

    From the last click or, where nothing is waited for, from the start of the navigation.
    """
    conditions = {"siap": step.ready} if step.ready else {}
    remembered = "window.__dulu && " if step.ready else ""
    conditions |= {name: f"() => {remembered}({js})()" for name, js in step.done.items()}
    with _page(browser, conditions, setting) as (page, finished, _):
        page.add_init_script(CLICK)
        if step.warm:
            page.goto(base + step.path, wait_until="networkidle")
            page.wait_for_timeout(1500)
            page.goto("about:blank")
            finished.clear()
        began = 1000 * time.time()
        page.goto(base + step.path, wait_until="commit")
        if step.ready:
            _until(page, lambda: "siap" in finished)
            page.wait_for_timeout(1500)  # the app has nothing left to do
        for number, target in enumerate(step.clicks, start=1):
            place = page.locator(target.format(ulang=round_)).first
            place.wait_for()
            if number == len(step.clicks) and step.ready:
                page.evaluate(REMEMBER)
            place.click(delay=setting.held)
        _until(page, lambda: set(finished) == set(conditions))
        began = float(page.evaluate("__klik")) if step.ready else began
        for name in step.done:
            yield name, finished.get(name, math.nan) - began


@contextmanager
def _page(
    browser: Browser, conditions: Mapping[str, str], setting: Setting
) -> Iterator[tuple[Page, dict[str, float], Callable[[], float]]]:
    context = browser.new_context(locale="id-ID", **setting.screen)
    finished: dict[str, float] = {}
    received = [0.0]
    context.expose_binding("__selesai", lambda _, name, at: finished.setdefault(name, at))
    functions = ", ".join(f"{json.dumps(k)}: {v}" for k, v in conditions.items())
    context.add_init_script(WATCH % f"{{{functions}}}")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if setting.line:
        wire.send("Network.emulateNetworkConditions", {"offline": False, **setting.line})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": setting.slower})
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
        ("segera di OPD, hangat", "saring segera, hangat: semua"),
        ("Saring segera", "saring segera: semua"),
        ("Saringan", "saringan: semua"),
        ("Pindah", "pindah: semua"),
        ("hangat", "semua, hangat"),
    ):
        if word in name:
            return f"Pembanding: {peer} (ms)"
    return name if name.startswith("Pembanding") else "Pembanding: semua, dingin (ms)"


if __name__ == "__main__":
    main()
