"""A name of Streamlit's inside that is gone costs its part, never the server."""

import logging
import re
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn.config
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config, logger, net_util, runtime
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import ScriptRunner

from dasbor.server import inside
from dasbor.server.lifecycle import lifespan
from tests.world import ROOT

UPGRADES = (ROOT / "docs" / "naik_versi.md").read_text("utf-8")
INSIDE = (ROOT / "dasbor" / "server" / "inside.py").read_text("utf-8")


class Missing:
    """An object that has nothing."""


GONE: dict[str, tuple[Any, str]] = {
    "tema": (app_session, "_populate_theme_msg"),
    "tema: setelan": (config, "on_config_parsed"),
    "utas halaman": (ScriptRunner, "_run_script_thread"),
    "log": (logger, "setup_formatter"),
    "alamat luar": (net_util, "get_external_ip"),
    "ukuran pesan": (uvicorn.config, "Config"),
}
ASKED: dict[str, Callable[[], object]] = {
    "tema": inside.keep_theme,
    "tema: setelan": inside.keep_theme,
    "utas halaman": lambda: inside.start_pages_by(threading.Thread.start, lambda page: page()),
    "log": lambda: inside.write_its_logs_by(lambda _: None),
    "alamat luar": inside.ask_nobody_outside,
    "ukuran pesan": lambda: inside.limit_messages(1),
}


@pytest.fixture(autouse=True)
def _as_streamlit_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test finds Streamlit untouched, and leaves it so."""
    theirs = app_session._populate_theme_msg
    while hasattr(theirs, "__wrapped__"):
        theirs = theirs.__wrapped__
    monkeypatch.setattr(app_session, "_populate_theme_msg", theirs)
    monkeypatch.setattr(ScriptRunner, "start", ScriptRunner.start)
    monkeypatch.setattr(inside, "_told", set())


@pytest.mark.parametrize("part", GONE)
def test_a_name_that_is_gone_is_told_once_and_changes_nothing(
    part: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(*GONE[part])
    before = ScriptRunner.start, getattr(app_session, "_populate_theme_msg", None)
    for _ in range(2):
        assert ASKED[part]() is None
    assert (ScriptRunner.start, getattr(app_session, "_populate_theme_msg", None)) == before
    told = [r for r in caplog.records if r.__dict__.get("event") == "streamlit_berubah"]
    assert [r.__dict__["bagian"] for r in told] == [part.partition(":")[0]]


@pytest.mark.parametrize(
    ("ask", "otherwise"),
    [
        (inside.closed_sessions, None),
        (inside.session_counts, {}),
        (lambda: inside.guard_files(lambda kept: kept.get_upload_urls), None),  # type: ignore[arg-type,return-value]
    ],
    ids=["sesi yang ditutup", "hitungan sesi", "tempat unggahan"],
)
def test_a_runtime_of_another_shape_is_told_and_answers_nothing(
    ask: Callable[[], object],
    otherwise: object,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", Missing)
    assert ask() == otherwise
    assert "Bagian dalam Streamlit berubah" in caplog.text


@pytest.mark.parametrize(
    "module",
    [
        "streamlit.runtime.stats",
        "streamlit.proto.NewSession_pb2",
        "streamlit.runtime.scriptrunner",
        "streamlit.logger",
    ],
)
def test_the_server_starts_without_a_module_of_it(
    module: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with (
        caplog.at_level(logging.INFO, "dasbor.server"),
        TestClient(Starlette(lifespan=lifespan(lambda: None))),
    ):
        assert "Server siap" in caplog.text
        assert inside.session_id() == "" and inside.session_counts() == {}


def test_the_inside_is_reached_for_in_one_place() -> None:
    reached = re.compile(
        r"^from streamlit(?:\.[\w.]+)? import (.+)$|^import (streamlit\.[\w.]+)", re.MULTILINE
    )
    for path in [ROOT / "app.py", *(ROOT / "dasbor").rglob("*.py")]:
        if path.name == "inside.py":
            continue
        for found in reached.finditer(path.read_text("utf-8")):
            line = found[0]
            assert line in {"from streamlit import config", "from streamlit import runtime"}, (
                f"{path.relative_to(ROOT)}: “{line}” adalah bagian dalam Streamlit. Taruh di"
                " dasbor/server/inside.py dengan penjaganya, dan catat di docs/naik_versi.md."
            )


def test_all_of_it_is_in_the_upgrade_notes() -> None:
    names = set(re.findall(r"\.(_[a-z]\w+)", INSIDE))
    names |= set(
        re.findall(
            r"\b(setup_formatter|on_config_parsed|is_manually_set|get_script_run_ctx)\b", INSIDE
        )
    )
    assert {"_populate_theme_msg", "_main_script_path", "_session_mgr"} <= names
    assert not {name for name in names if name not in UPGRADES}
    assert "PopStateEvent" in UPGRADES and "briefing.js" in UPGRADES
