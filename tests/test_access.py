"""Who may change data: every rule, decided anew each time it is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config

from dasbor.app import access, local
from dasbor.app.access import Request, UploadSessions, decide, open_at_all

ANI = {"is_logged_in": True, "email": "ani@cilegon.go.id", "email_verified": True}


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASBOR_EDITOR", raising=False)
    monkeypatch.delenv("DASBOR_PENYUNTING", raising=False)


def login(**claims: Any) -> Request:
    return Request(True, True, ANI | claims, "login terpasang", came_in=False)


def here(**facts: Any) -> Request:
    plain: dict[str, Any] = {
        "login_configured": False,
        "logged_in": False,
        "claims": {},
        "local_closed": "",
        "came_in": True,
    }
    return Request(**(plain | facts))


# --- without any configuration ----------------------------------------------------------------


def test_closed_when_nothing_is_configured() -> None:
    assert not open_at_all(login_configured=False)
    visitor = decide(here(local_closed=local.closed_by()))
    assert not visitor.editor
    assert "belum dibuka" in visitor.reason


# --- by log-in and allow-list -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "claims"),
    [
        ("ani@cilegon.go.id", {}),
        ("budi@cilegon.go.id, ani@cilegon.go.id", {}),
        (" ANI@Cilegon.go.id ,", {}),
        ("ani@cilegon.go.id", {"email": "Ani@CILEGON.go.id"}),
        ("grup:bappeda", {"groups": ["umum", "bappeda"]}),
        ("Grup:Bappeda", {"groups": ["BAPPEDA"]}),
        ("grup:bappeda", {"groups": "bappeda"}),
        ("budi@x.id; grup:Bidang Data, Riset", {"groups": ["bidang data, riset"]}),
        ("budi@x.id\ngrup:Bidang Data, Riset\n", {"groups": ["Bidang Data, Riset"]}),
        ("grup:Bidang Data, Riset;", {"groups": ["Bidang Data, Riset"]}),
        ("budi@x.id, ani@cilegon.go.id; grup:umum", {}),
        ("ani@cilegon.go.id", {"email_verified": None}),  # a provider that says nothing of it
    ],
)
def test_listed_mail_or_group_may(
    listed: str, claims: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", listed)
    visitor = decide(login(**claims))
    assert visitor.editor
    assert visitor.name == "ani@cilegon.go.id"


@pytest.mark.parametrize(
    ("listed", "claims"),
    [
        ("", {}),
        (",", {}),
        ("budi@cilegon.go.id", {}),
        ("ani@cilegon.go.id.example.com", {}),
        ("cilegon.go.id", {}),
        ("*", {}),
        ("grup:bappeda", {}),
        ("grup:bappeda", {"groups": []}),
        ("grup:bappeda", {"groups": None}),
        ("grup:bappeda", {"groups": ["bappeda-lain"]}),
        ("bappeda", {"groups": ["bappeda"]}),  # a group is listed with its prefix
        ("grup:bappeda", {"email": "grup:bappeda"}),  # no mail address
        ("ani@cilegon.go.id", {"email": ""}),
        ("ani@cilegon.go.id", {"email": None}),
        ("ani@cilegon.go.id", {"email_verified": False}),
        ("ani@cilegon.go.id", {"email_verified": "false"}),
        ("grup:bappeda", {"groups": ["bappeda"], "email_verified": False}),
    ],
)
def test_everybody_else_reads_only_and_is_told_why(
    listed: str, claims: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", listed)
    visitor = decide(login(**claims))
    assert not visitor.editor
    assert "daftar penyunting" in visitor.reason or "belum terverifikasi" in visitor.reason


def test_who_is_not_logged_in_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", "ani@cilegon.go.id")
    request = Request(True, False, {}, "", came_in=True)
    assert open_at_all(login_configured=True)
    assert not decide(request).editor
    assert not decide(request).name  # the page offers "Masuk"
    assert "Masuk lebih dulu" in decide(request).reason


def test_the_list_is_read_at_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", "ani@cilegon.go.id")
    assert decide(login()).editor
    monkeypatch.setenv("DASBOR_PENYUNTING", "budi@cilegon.go.id")
    assert not decide(login()).editor
    monkeypatch.setenv("DASBOR_PENYUNTING", "grup:bappeda")
    assert decide(login(groups=["bappeda"])).editor
    assert not decide(login(groups=[])).editor


def test_a_configured_log_in_leaves_no_local_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", "lokal")
    assert not decide(here(login_configured=True)).editor


# --- the single-user machine ------------------------------------------------------------------


def test_who_came_in_through_the_link_may_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", " Lokal ")
    assert open_at_all(login_configured=False)
    assert decide(here()) == access.Visitor("lokal", True)
    other = decide(here(came_in=False))
    assert not other.editor and "tercetak di terminal" in other.reason


SERVERS = {
    "DASBOR_PROKSI": "ya",
    "DASBOR_ALAMAT": "https://inovasi.contoh.go.id",
    "FORWARDED_ALLOW_IPS": "172.30.86.2",
}
OPTIONS = {
    "server.baseUrlPath": "inovasi",
    "server.address": "0.0.0.0",
    "browser.serverAddress": "inovasi.contoh.go.id",
}


@pytest.fixture
def own_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("DASBOR_EDITOR", "lokal")
    for name in SERVERS:
        monkeypatch.delenv(name, raising=False)
    before = {name: (config.get_option(name), config.get_where_defined(name)) for name in OPTIONS}
    config.set_option("server.address", "127.0.0.1")
    yield monkeypatch
    for name, (value, where) in before.items():
        config._set_option(name, value, where)


def test_it_is_there_where_nothing_says_that_others_come(own_machine: pytest.MonkeyPatch) -> None:
    assert local.closed_by() == ""


@pytest.mark.parametrize("name", SERVERS)
def test_a_setting_for_others_switches_it_off(name: str, own_machine: pytest.MonkeyPatch) -> None:
    own_machine.setenv(name, SERVERS[name])
    assert name in local.closed_by()
    own_machine.setattr(local.door, "shut", False)
    assert not decide(here(local_closed=local.closed_by())).editor


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_for_others_switches_it_off(name: str, own_machine: pytest.MonkeyPatch) -> None:
    config.set_option(name, OPTIONS[name])
    assert "dimatikan karena" in local.closed_by()


# --- sessions that may send files -------------------------------------------------------------


def test_a_session_may_send_files_while_an_editor_is_seen_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sessions = UploadSessions()
    assert not sessions.admitted("satu") and not sessions.admitted("")
    sessions.admit("satu")
    assert sessions.admitted("satu") and not sessions.admitted("dua")
    sessions.dismiss("satu")
    assert not sessions.admitted("satu")
    monkeypatch.setattr(access, "SESSION_HOURS", 0.0)
    sessions.admit("satu")
    assert not sessions.admitted("satu")
