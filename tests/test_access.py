"""Who may change data: every rule, decided anew each time it is asked."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from dasbor import settings
from dasbor.app import access, local
from dasbor.app.access import Request, decide, open_at_all

ISSUER = "https://masuk.cilegon.go.id"
ANI = {"is_logged_in": True, "email": "ani@cilegon.go.id", "email_verified": True, "iss": ISSUER}
ANI |= {"sub": "auth0|7, a;b"}
ACCOUNT = f"akun:{ISSUER} auth0|7, a;b"


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASBOR_EDITOR", raising=False)
    for name in ("DASBOR_PENYUNTING", "DASBOR_PENYUNTING_BERKAS", "DASBOR_PENYEDIA_SUREL"):
        monkeypatch.delenv(name, raising=False)


def login(**claims: Any) -> Request:
    claims = {"iat": int(time.time()) - 60, **claims}
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
        ("ani@cilegon.go.id", {"groups": {"bappeda": 1}}),
        ("ani@cilegon.go.id", {"groups": 7}),
        ("ani@cilegon.go.id", {"groups": [None, {}, 3]}),
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
        ("bakri@cilegon.go.id", {"email": "ba\u212ari@cilegon.go.id"}),  # the sign of Kelvin
        ("ani@cilegon.go.id", {"email": "an\u0131@cilegon.go.id"}),
        ("budi@cilegon.go.id", {}),
        ("ani@cilegon.go.id.example.com", {}),
        ("grup:bappeda", {}),
        ("grup:bappeda", {"groups": []}),
        ("grup:bappeda", {"groups": None}),
        ("grup:bappeda", {"groups": ["bappeda-lain"]}),
        ("grup:bappeda", {"email": "grup:bappeda"}),  # no mail address
        ("ani@cilegon.go.id", {"email": ""}),
        ("ani@cilegon.go.id", {"email": None}),
        ("ani@cilegon.go.id", {"email": ["ani@cilegon.go.id"]}),
        *(
            ("ani@cilegon.go.id", {"email_verified": said})
            for said in (None, False, 0, 1, "", "0", "no", "false", "true", "True", "ya", [True])
        ),
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


@pytest.mark.parametrize("listed", ["*", "cilegon.go.id", "bappeda", "grup:", "akun:x", "a@b"])
def test_a_list_that_cannot_be_understood_lets_nobody_in(
    listed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", f"ani@cilegon.go.id, {listed}")
    with pytest.raises(settings.SettingError, match=re.escape(listed)):
        settings.check()  # the server does not start with it
    assert not decide(login()).editor
    assert "tidak dapat dibaca" in decide(login()).reason


def test_a_provider_that_is_named_may_leave_out_that_it_verifies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", "ani@cilegon.go.id")
    assert not decide(login(email_verified=None)).editor
    monkeypatch.setenv("DASBOR_PENYEDIA_SUREL", f"https://lain.go.id, {ISSUER}")
    assert decide(login(email_verified=None)).editor
    for other in (f"{ISSUER}/", f"{ISSUER}.evil.id", "", None, {}, [ISSUER]):
        assert not decide(login(email_verified=None, iss=other)).editor


def test_an_account_is_listed_as_the_refusal_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = decide(login(email_verified=None))
    assert stranger.account == ACCOUNT and stranger.name == ACCOUNT
    listed = tmp_path / "penyunting.txt"
    listed.write_text(f"# Bappeda\n\n{stranger.account}\n", "utf-8")
    monkeypatch.setenv("DASBOR_PENYUNTING_BERKAS", str(listed))
    settings.check()
    assert decide(login(email_verified=None)).editor
    assert decide(login(email="lain@x.id")).editor
    for other in ({"sub": "auth0|7, A;b"}, {"sub": "auth0|7"}, {"iss": f"{ISSUER}/"}, {"sub": 7}):
        assert not decide(login(**other)).editor


def test_the_file_is_read_anew_each_time_and_closed_when_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "penyunting.txt"
    listed.write_bytes("\ufeffANI@cilegon.go.id, budi@x.id\r\ngrup:Data, Riset\r\n".encode())
    monkeypatch.setenv("DASBOR_PENYUNTING_BERKAS", str(listed))
    assert decide(login()).editor
    assert decide(login(email="cici@x.id", groups=["data, riset"])).editor
    listed.write_text("budi@x.id\n", "utf-8")
    assert not decide(login()).editor
    listed.write_text("ani@cilegon.go.id\nbappeda\n", "utf-8")
    assert not decide(login()).editor
    listed.unlink()
    assert "tidak dapat dibaca" in decide(login()).reason


def test_only_a_plain_file_of_a_list_s_size_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device never ends and a pipe never begins: the start would hang, and every visit."""
    large, pipe = tmp_path / "besar.txt", tmp_path / "pipa"
    large.write_bytes(b"#" * settings.LONGEST_FILE + b"\n")
    os.mkfifo(pipe)
    for path, said in ((large, "1 MB"), (pipe, "berkas biasa"), (tmp_path, "berkas biasa"),
                       (Path("/dev/zero"), "berkas biasa")):  # fmt: skip
        monkeypatch.setenv("DASBOR_PENYUNTING_BERKAS", str(path))
        with pytest.raises(settings.SettingError, match=said):
            settings.check()
        assert "tidak dapat dibaca" in decide(login()).reason


HOUR = 3600


@pytest.mark.parametrize(
    ("ages", "may"),
    [
        ({"iat": 0}, True),
        ({"iat": 11.9 * HOUR}, True),
        ({"iat": 12.1 * HOUR}, False),
        ({"iat": 30 * 24 * HOUR}, False),
        ({"iat": 0, "auth_time": HOUR}, True),
        ({"iat": 0, "auth_time": 13 * HOUR}, False),
        ({"iat": 13 * HOUR, "auth_time": 0}, False),
        ({"iat": -HOUR}, False),  # a clock that is wrong, or a claim that is
    ],
)
def test_a_log_in_is_good_for_half_a_day(
    ages: dict[str, float], may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", "ani@cilegon.go.id")
    claims = {name: time.time() - age for name, age in ages.items()}
    assert decide(login(**claims)).editor == may
    assert may or decide(login(**claims)).reason == access.LOGIN_OLD


@pytest.mark.parametrize("iat", [None, "", "kemarin", True, float("nan"), [], 0])
def test_a_log_in_that_does_not_say_when_is_too_old(
    iat: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASBOR_PENYUNTING", "ani@cilegon.go.id")
    assert not decide(login(iat=iat)).editor


def test_a_configured_log_in_leaves_no_local_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", "lokal")
    assert not decide(here(login_configured=True)).editor


# --- the single-user machine ------------------------------------------------------------------


def test_who_came_in_through_the_link_may_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_EDITOR", " Lokal ")
    assert open_at_all(login_configured=False)
    assert decide(here(local_name="Ani")) == access.Visitor("Ani", True)
    assert decide(here()) == access.Visitor("", False, access.NAME_FIRST)
    other = decide(here(came_in=False, local_name="Ani"))
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
