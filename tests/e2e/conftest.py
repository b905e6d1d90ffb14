"""Browser tests: one real server, a Chromium that the machine already has, a watched page."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import FLAGS, HOW_TO_INSTALL, Record, context_options, find_chromium
from tests.e2e.desk import LOCALLY, come_in
from tests.e2e.server import Server
from tests.world import found_city

ROOT = Path(__file__).resolve().parents[2]
MISSING = "Chromium/Chrome tidak ditemukan"
BROWSER_MISSING = find_chromium() is None
RUNNING: list[Server] = []
expect.set_options(timeout=30_000)  # one patience for all: as long as Playwright has for a click


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as e2e; without a browser skip it, or refuse in CI."""
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    if here and BROWSER_MISSING and os.environ.get("WAJIB_PERAMBAN") == "1":
        pytest.exit(f"uji peramban wajib (WAJIB_PERAMBAN=1): {MISSING}", returncode=1)
    for item in here:
        item.add_marker(pytest.mark.e2e)
        if BROWSER_MISSING:
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how to get a browser, where nobody can overlook it."""
    if BROWSER_MISSING:
        terminalreporter.write_line(f"Uji peramban tidak berjalan: {MISSING}.", yellow=True)
        terminalreporter.write_line(HOW_TO_INSTALL, yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the servers' logs into the report of a failed test."""
    report = yield
    if report.failed:
        for server in RUNNING:
            report.sections.append((f"Log server {server.site_url}", server.log()[-8000:]))
    return report


def _start(
    folder: Path, env: Mapping[str, str], status: int, stores: Path, secrets: str = ""
) -> Server:
    server = Server.start(ROOT, folder, env, status, stores, secrets)
    RUNNING.append(server)
    return server


def _stop(server: Server) -> None:
    RUNNING.remove(server)
    server.stop()


@pytest.fixture(scope="session")
def site_url(city_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app on the frozen city, started once for all tests."""
    server = _start(tmp_path_factory.mktemp("server"), {}, 200, city_stores)
    yield server.site_url
    _stop(server)


@pytest.fixture(scope="session")
def base_url(site_url: str) -> str:
    """Where pytest-playwright sends ``goto("/opd")``."""
    return site_url


@pytest.fixture
def server(city_stores: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start further servers: ``server(data=folder, gudang=folder, env={...}, status=503)``."""
    with ExitStack() as at_the_end:

        def start(
            data: Path | None = None,
            store_folder: Path | None = None,
            env: Mapping[str, str] | None = None,
            status: int = 200,
            secrets: str = "",
        ) -> Server:
            folders = {"DASBOR_DATA": data, "DASBOR_GUDANG": store_folder}
            chosen = {name: str(folder) for name, folder in folders.items() if folder}
            started = _start(tmp_path, {**chosen, **(env or {})}, status, city_stores, secrets)
            at_the_end.callback(_stop, started)
            return started

        yield start


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder to publish into."""
    return found_city(tmp_path / "data")


@pytest.fixture
def desk(tab: Page, data: Path, server: Callable[..., Server]) -> Page:
    """A page open at Kelola Data of a single-user machine, on that folder."""
    come_in(tab, server(data=data, env=LOCALLY))
    return tab


@pytest.fixture(scope="module")
def office(
    city_stores: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Server]]:
    """A data folder and its app: for tests of a module that publish one after the other."""
    folder = tmp_path_factory.mktemp("kantor")
    data = found_city(folder / "data")
    server = _start(folder, {"DASBOR_DATA": str(data), **LOCALLY}, 200, city_stores)
    yield data, server
    _stop(server)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the machine's own Chromium; no name but this machine's can be looked up."""
    only_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    executable = find_chromium()
    return {
        **browser_type_launch_args,
        "executable_path": executable and str(executable),
        "args": [*FLAGS, only_here],
    }


@pytest.fixture
def record() -> Record:
    """Requests, console errors and page errors of this test's ``halaman``."""
    return Record()


@pytest.fixture
def tab(
    request: pytest.FixtureRequest,
    new_context: Callable[..., Any],
    record: Record,
) -> Iterator[Page]:
    """A new page; relative addresses lead to the app. Parametrise with names of ``LAYAR``."""
    context = new_context(**context_options(getattr(request, "param", "desktop")))
    record.follow(context)
    yield context.new_page()
    complained = record.complaints()
    assert not complained, "\n".join(complained)
