"""Who may change data: every rule, decided anew each time it is asked."""

from typing import Any

import pytest

from dasbor.app import access
from dasbor.app.access import Request, UploadSessions, decide, open_at_all

ANI = {"is_logged_in": True, "email": "ani@cilegon.go.id", "email_verified": True}


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASBOR_EDITOR", raising=False)
    monkeypatch.delenv("DASBOR_PENYUNTING", raising=False)


def login(**claims: Any) -> Request:
    return Request(True, True, ANI | claims, "0.0.0.0", "10.1.2.3", {"Host": "dasbor.go.id"})


def here(**facts: Any) -> Request:
    plain: dict[str, Any] = {
        "login_configured": False,
        "logged_in": False,
        "claims": {},
        "server_address": "127.0.0.1",
        "client_address": None,
        "headers": {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"},
    }
    return Request(**(plain | facts))


# --- without any configuration ----------------------------------------------------------------


def test_closed_when_nothing_is_configured() -> None:
    assert not open_at_all(login_configured=False)
    visitor = decide(here())
    assert not visitor.editor
    assert "belum dibuka" in visitor.reason


@pytest.mark.parametrize("value", ["", "mati", " Mati "])
def test_only_the_one_word_opens_local_mode(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", value)
    assert not open_at_all(login_configured=False)
    assert not decide(here()).editor


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
    request = Request(True, False, {}, "127.0.0.1", None, {"Host": "localhost"})
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

LOOPBACK = [
    {},
    {"server_address": "localhost"},
    {"headers": {"host": "LOCALHOST:8501"}},
    {"headers": {"Host": "localhost", "Origin": "http://localhost"}},
    {"client_address": "127.0.0.1"},
    {"client_address": "127.9.9.9"},
    {"server_address": "::1", "client_address": "::1", "headers": {"Host": "[::1]:8501"}},
    {"headers": {"Host": "[::1]", "Origin": "http://[::1]:8501"}},
]
ELSEWHERE = [
    {"server_address": ""},
    {"server_address": "0.0.0.0"},
    {"server_address": "::"},
    {"server_address": "192.168.1.5"},
    {"server_address": "dasbor.go.id"},
    {"client_address": "192.168.1.7"},
    {"client_address": "2001:db8::7"},
    {"client_address": ""},
    {"headers": {}},
    {"headers": {"Host": "dasbor.cilegon.go.id"}},
    {"headers": {"Host": "127.0.0.1.example.com"}},
    {"headers": {"Host": "localhost.example.com:8501"}},
    {"headers": {"Host": "192.168.1.5:8501"}},
    {"headers": {"Host": "[2001:db8::7]:8501"}},
    {"headers": {"Host": "127.0.0.1:8501", "X-Forwarded-For": "127.0.0.1"}},
    {"headers": {"Host": "127.0.0.1:8501", "x-forwarded-proto": "https"}},
    {"headers": {"Host": "127.0.0.1:8501", "X-Forwarded-Host": "localhost"}},
    {"headers": {"Host": "127.0.0.1:8501", "X-Real-IP": "127.0.0.1"}},
    {"headers": {"Host": "127.0.0.1:8501", "Forwarded": "for=127.0.0.1"}},
    {"headers": {"Host": "127.0.0.1:8501", "Via": "1.1 proksi"}},
    # nginx as it comes: its own Host, no word of forwarding, but the browser's Origin
    {"headers": {"Host": "127.0.0.1:8501", "Origin": "https://dasbor.cilegon.go.id"}},
    {"headers": {"Host": "127.0.0.1:8501", "Origin": "null"}},
    {"headers": {"Host": "127.0.0.1:8501", "Origin": "http://["}},
]


@pytest.mark.parametrize("facts", LOOPBACK)
def test_local_mode_lets_in_from_this_machine(
    facts: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", " Lokal ")
    assert open_at_all(login_configured=False)
    visitor = decide(here(**facts))
    assert visitor.editor
    assert visitor.name == "lokal"


@pytest.mark.parametrize("facts", ELSEWHERE)
def test_local_mode_refuses_everything_else(
    facts: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", "lokal")
    visitor = decide(here(**facts))
    assert not visitor.editor
    assert "hanya berlaku dari mesin ini" in visitor.reason


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
