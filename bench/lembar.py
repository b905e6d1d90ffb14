"""Sheets and the offline bundle: their size, and their time in the server.

Run: ``python bench/lembar.py``.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from starlette.applications import Starlette
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import app as entry
from dasbor.app import endpoints
from dasbor.data import versions
from dasbor.documents import bundle, sheet
from dasbor.questions import filters
from dasbor.questions.answers import answers
from dasbor.server import build_routes

RUNS = 15


def timed(run: Callable[[], object]) -> float:
    """The median of several runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        run()
        times.append(1000 * (perf_counter() - start))
    return median(times)


def fresh(client: TestClient) -> None:
    """One sheet that nobody asked for before."""
    sheet._kept.clear()
    client.get("/lembar")


def main() -> None:
    """Print the table: what, goal, measured."""
    routes = build_routes(
        entry.site, dict, endpoints.download, endpoints.picture, {"lembar": endpoints.light_sheet}
    )
    client = TestClient(Starlette(routes=routes))
    page = client.get("/lembar")
    known = {"If-None-Match": page.headers["etag"]}
    asked = answers(versions.current())
    choices = filters.options(asked)

    def make() -> bytes:
        return bundle.make(bundle.everything(asked, filters.Filters(), choices))

    print(f"{'':34}{'sasaran':>12}{'terukur':>12}")
    print(f"{'/lembar, besar':34}{'40 KB':>12}{len(page.content) / 1000:>9.1f} KB")
    for words, goal, run in (
        ("/lembar, tersimpan", "15 ms", lambda: client.get("/lembar")),
        ("/lembar, 304", "", lambda: client.get("/lembar", headers=known)),
        ("/lembar, digambar baru", "", lambda: fresh(client)),
        ("paket luring", "", make),
    ):
        print(f"{words:34}{goal:>12}{timed(run):>9.1f} ms")
    print(f"{'paket luring, besar':34}{'':>12}{len(make()) / 1000:>9.1f} KB")


if __name__ == "__main__":
    main()
