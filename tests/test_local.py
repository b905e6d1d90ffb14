"""The link in the terminal: who has it comes in once, what a request says of itself counts not."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dasbor.server import LocalDoor, announce, build_local, is_loopback, local_door

HERE = "127.0.0.1:8501"
ORIGIN = f"http://{HERE}"


@pytest.fixture
def door() -> LocalDoor:
    return LocalDoor()


def browser(door: LocalDoor, address: str = ORIGIN, closed: str = "") -> TestClient:
    app = Starlette(routes=[build_local(door, lambda: closed)])
    return TestClient(app, base_url=address, follow_redirects=False)


def come_in(door: LocalDoor, client: TestClient) -> dict[str, str]:
    answer = client.get("/masuk_lokal", params={"kunci": door.token})
    assert answer.status_code == 303 and answer.headers["location"] == "kelola_data"
    return dict(client.cookies)


def test_the_link_becomes_a_cookie_that_no_script_and_no_other_site_sees(door: LocalDoor) -> None:
    answer = browser(door).get("/masuk_lokal", params={"kunci": door.token})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "domain" not in cookie
    assert answer.headers["cache-control"] == "no-store"
    assert door.token not in cookie


def test_whoever_came_in_is_known_again_and_only_on_pages_of_ours(door: LocalDoor) -> None:
    cookies = come_in(door, browser(door))
    assert door.admitted(cookies, HERE, ORIGIN)
    for host, origin in (
        (HERE, ""),
        (HERE, "http://127.0.0.1:1"),
        (HERE, "http://localhost:8501"),
        (HERE, "null"),
        (HERE, f"https://{HERE}"),
        ("localhost:8501", "http://localhost:8501"),
        ("dasbor.contoh.go.id", "http://dasbor.contoh.go.id"),
        ("", "http://"),
    ):
        assert not door.admitted(cookies, host, origin)
    assert not door.admitted({}, HERE, ORIGIN)
    assert not door.admitted({f"{local_door.COOKIE}8501": "tebakan"}, HERE, ORIGIN)
    assert not door.admitted({"lain": next(iter(cookies.values()))}, HERE, ORIGIN)


def test_a_link_opens_once_and_the_next_is_printed(
    door: LocalDoor, capsys: pytest.CaptureFixture[str]
) -> None:
    first = door.token
    come_in(door, browser(door))
    assert browser(door).get("/masuk_lokal", params={"kunci": first}).status_code == 403
    assert f"{ORIGIN}/masuk_lokal?kunci={door.token}\n" in capsys.readouterr().out
    assert door.token != first and come_in(door, browser(door))


@pytest.mark.parametrize("said", ["", "x", "é", "\x00", "a" * 10_000])
def test_a_guess_does_not_open_and_costs_the_owner_nothing(said: str, door: LocalDoor) -> None:
    before = door.token
    answer = browser(door).get("/masuk_lokal", params={"kunci": said})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert door.token == before


def test_looking_at_the_link_does_not_use_it_up(door: LocalDoor) -> None:
    assert browser(door).head("/masuk_lokal", params={"kunci": door.token}).status_code == 403
    assert come_in(door, browser(door))


@pytest.mark.parametrize("address", ["http://192.168.1.5:8501", "http://[2001:db8::7]:8501"])
def test_on_a_socket_for_others_there_is_no_link(address: str, door: LocalDoor) -> None:
    client = browser(door, address)
    assert client.get("/masuk_lokal", params={"kunci": door.token}).status_code == 404


def test_where_it_is_off_there_is_no_link(door: LocalDoor) -> None:
    client = browser(door, closed="DASBOR_PROKSI=ya")
    assert client.get("/masuk_lokal", params={"kunci": door.token}).status_code == 404


def test_nobody_stays_for_ever(door: LocalDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_door, "HOURS", 0.0)
    assert not door.admitted(come_in(door, browser(door)), HERE, ORIGIN)


@pytest.mark.parametrize(
    ("bound", "opens"), [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("::", False)]
)
def test_the_terminal_says_the_link_unless_others_can_reach_the_server(
    bound: str, opens: bool, door: LocalDoor, capsys: pytest.CaptureFixture[str]
) -> None:
    tries = iter([[], [], [(bound, 8501)]])

    def listening() -> Iterator[tuple[str, int]]:
        return iter(next(tries))

    asyncio.run(announce(door, listening))
    assert (door.token in capsys.readouterr().out) == opens
    assert door.shut != opens and bool(door.enter(door.token, HERE)) == opens


@pytest.mark.parametrize("own", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"])
def test_addresses_of_this_machine(own: str) -> None:
    assert is_loopback(own)


@pytest.mark.parametrize("other", ["", "0.0.0.0", "::", "192.168.1.5", "localhost.", "127.0.0.1.x"])
def test_addresses_of_others(other: str) -> None:
    assert not is_loopback(other)
