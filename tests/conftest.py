"""Shared by all tests: the project's folders, and a copy of ``data/`` to damage at will."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from dasbor.query import Answers
from dasbor.versions import Publisher

AKAR = Path(__file__).resolve().parents[1]

settings.register_profile("dasbor", deadline=None, print_blob=True)
settings.load_profile("dasbor")


def pytest_configure(config: pytest.Config) -> None:
    """Keep tests away from the store and the data of whoever runs them."""
    gudang = tempfile.mkdtemp(prefix="dasbor-uji-")
    config.add_cleanup(lambda: shutil.rmtree(gudang, ignore_errors=True))
    os.environ["DASBOR_GUDANG"] = gudang
    os.environ.pop("DASBOR_DATA", None)


def pytest_unconfigure() -> None:
    """Let go of what Hypothesis hangs on the collector: DuckDB 2.0 reports it as a leak at exit."""
    gc.callbacks.clear()


@pytest.fixture
def akar() -> Path:
    """The project's root folder."""
    return AKAR


@pytest.fixture
def data_salinan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of ``data/``; the app under test reads it and builds its store beside it."""
    salinan = tmp_path / "data"
    shutil.copytree(AKAR / "data", salinan)
    monkeypatch.setenv("DASBOR_DATA", str(salinan))
    monkeypatch.setenv("DASBOR_GUDANG", str(tmp_path / "gudang"))
    return salinan


@pytest.fixture
def kecil(tmp_path: Path) -> Path:
    """A small data folder, quick to build: the registers of two years and what they refer to."""
    (tmp_path / "gudang").mkdir()
    (tmp_path / "data" / "kontrak").mkdir(parents=True)
    for name in ("angka_publikasi", "bentuk", "inovasi", "opd", "opd_alias", "sumber", "ukuran"):
        shutil.copy(AKAR / "data" / "kontrak" / f"{name}.toml", tmp_path / "data" / "kontrak")
        for path in (AKAR / "data").glob(f"{name}.csv"):
            shutil.copy(path, tmp_path / "data")
    for year in (2020, 2021):
        shutil.copy(AKAR / "data" / f"inovasi_{year}.csv", tmp_path / "data")
    head, *ledger = (AKAR / "data" / "angka_publikasi.csv").read_text("utf-8").splitlines(True)
    kept = [line for line in ledger if line.split(",")[1] in ("2020", "2021")]
    (tmp_path / "data" / "angka_publikasi.csv").write_text("".join([head, *kept]), "utf-8")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def jawaban(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The questions, put to the shipped data: built once for all tests."""
    return Answers(Publisher(AKAR / "data", tmp_path_factory.mktemp("gudang")).current())
