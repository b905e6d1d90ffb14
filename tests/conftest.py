"""Shared by all tests: the frozen city, its stores, and copies of it to damage at will."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from dasbor import settings
from dasbor.data import versions
from dasbor.data.releases.atomic import lock
from dasbor.data.versions import Publisher
from dasbor.questions.answers import Answers
from tests.world import (
    GATE_ALSO,
    ROOT,
    SHIPPED,
    SMALL,
    Stage,
    copy_part,
    found_city,
    invented,
    lend_stores,
)

Built = Callable[[str, Callable[[Path], object]], Path]
MEMORY, ENOUGH = Path("/dev/shm"), 2 * 2**30  # bytes
# Streamlit starts once in a process; the others share a server, papers, a store or trees.
ALIKE = ("arsitektur", "data", "deck", "pages", "papers", "peta", "server", "store")
TOGETHER = {f"tests/test_{name}.py" for name in ALIKE}
TOGETHER |= {"tests/sql/test_sql.py", "tests/e2e/test_damage.py", "tests/test_uploads.py"}
TOGETHER.add("tests/test_standing_table.py")

hypothesis.settings.register_profile("dasbor", deadline=None, print_blob=True)
hypothesis.settings.load_profile("dasbor")


def pytest_configure(config: pytest.Config) -> None:
    """Keep tests away from the store and the data of whoever runs them: theirs is the frozen city.

    Their files are in memory where that is possible: what is written durably, is waited for.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    root = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    folder = Path(tempfile.mkdtemp(prefix="dasbor-uji-", dir=root))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["DASBOR_DATA"] = str(found_city(folder / "data"))
    os.environ["DASBOR_GUDANG"] = str(folder / "gudang")


def pytest_unconfigure() -> None:
    """Let go of what Hypothesis hangs on the collector: DuckDB 2.0 reports it as a leak at exit."""
    gc.callbacks.clear()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand tests out to several processes, those of some files to the same one.

    One by one would cost more than most of them take: a test goes out with all its cases.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduler(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file in TOGETHER else nodeid.partition("[")[0]

    return Scheduler(config, log)


@pytest.fixture(scope="session", autouse=True)
def _components() -> Iterator[None]:
    """Look for components among the installed packages once, not for every new visitor."""
    with pytest.MonkeyPatch.context() as patch:
        if "streamlit.testing.v1" in sys.modules:
            from streamlit.components.v2 import manifest_scanner

            found = cache(manifest_scanner.scan_component_manifests)
            patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture
def project() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Folders with ``data`` and, in ``gudang``, their store: built by whoever of all processes of a
    run asks first, while the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, prepare: Callable[[Path], object]) -> Path:
        folder = root / name
        with (root / f"{name}.kunci").open("w") as turn:
            lock(turn.fileno(), wait=True)
            if not (folder / "gudang" / "CURRENT").exists():
                prepare(folder / "data")
                Publisher(folder / "data", folder / "gudang").current().close()
        return folder

    return once


@pytest.fixture(scope="session")
def city_stores(built: Built) -> Path:
    """A store folder with the store of the frozen city: built once for all tests."""
    folder = settings.store_folder()
    if not folder.exists():
        lend_stores(built("kota", found_city) / "gudang", folder)
    Publisher(settings.data_folder(), folder).current()
    return folder


@pytest.fixture
def city_copy(city_stores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the city; the app under test reads it and keeps its stores beside it."""
    yield from _served(settings.data_folder(), city_stores, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def gate_city(built: Built) -> Path:
    """The part of the city that the gate has to do with, and its store."""
    return built("ringkas", lambda to: copy_part(to, (*SMALL, *GATE_ALSO), range(2020, 2026)))


@pytest.fixture
def gate_data(gate_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the part of the city that the gate has to do with: built in half the time."""
    yield from _served(gate_city / "data", gate_city / "gudang", tmp_path, monkeypatch)


def _served(
    data: Path, store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    monkeypatch.setenv("DASBOR_DATA", str(copy))
    monkeypatch.setenv("DASBOR_GUDANG", str(lend_stores(store_folder, tmp_path / "gudang")))
    versions.reset()
    yield copy
    versions.reset()


@pytest.fixture(scope="session")
def small_city(built: Built) -> Path:
    """The registers of two years and what they refer to, and their store."""
    return built("kecil", lambda to: copy_part(to, SMALL, (2020, 2021)))


@pytest.fixture
def small(small_city: Path, tmp_path: Path) -> Path:
    """A small data folder, quick to build; beside it, in ``gudang``, lies its store.

    Whoever leaves the data as they are has the store at once; whoever changes them builds what
    has changed. A last sound version, for when that is refused, it is for no other folder.
    """
    shutil.copytree(small_city / "gudang", tmp_path / "gudang")
    return shutil.copytree(small_city / "data", tmp_path / "data")


@pytest.fixture
def unbuilt(small: Path) -> Path:
    """The small data folder, with an empty folder for its store: the first build is a real one."""
    for path in (small.parent / "gudang").iterdir():
        path.unlink()
    return small


@pytest.fixture(scope="session")
def city(city_stores: Path) -> Answers:
    """The questions, put to the frozen city: built once for all tests."""
    return Answers(Publisher(settings.data_folder(), city_stores).current())


@pytest.fixture(scope="session")
def demonstrated(built: Built) -> Answers:
    """The questions, put to the frozen city with samples in place of its registers."""
    folder = built("peragaan", lambda to: invented(found_city(to)))
    return Answers(Publisher(folder / "data", folder / "gudang").current())


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The questions, put to ``data/``: of it is expected what holds for any sound data."""
    return Answers(Publisher(SHIPPED, tmp_path_factory.mktemp("dikirim")).current())


@pytest.fixture(scope="session")
def stage() -> Stage:
    """One connection with all tables for every world that a test puts on it."""
    return Stage()


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Our own addresses without Streamlit, with more tokens than these tests use.

    Streamlit's app starts only once in a process, and tests/test_server.py starts it.
    """
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    import app as entry
    from dasbor.server.api import Buckets

    site = Starlette(routes=entry.routes, middleware=entry.middleware)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Buckets, "take", lambda *_: (True, 1, 0))
        with TestClient(site, follow_redirects=False) as client:  # one event loop for all
            yield client
