"""Forged headers through a real nginx on the same machine: nobody becomes an editor by them."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidHandshake

from tests.e2e.browser import settle
from tests.e2e.desk import come_in
from tests.e2e.server import Server, free_port
from tests.e2e.session import Session
from tests.world import found_city

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MAIN = """daemon off; pid @/nginx.pid; worker_processes 1; error_log @/galat.log;
events {} http { access_log off; client_body_temp_path @/a; proxy_temp_path @/b;
fastcgi_temp_path @/c; uwsgi_temp_path @/d; scgi_temp_path @/e;
"""
ONE = """server { listen 127.0.0.1:%d; location / { proxy_pass http://%s;
proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection upgrade; %s } }
"""
PROXIES = {  # as they are copied from the net; the last pretends to be a local browser
    "bare": "",
    "host": "proxy_set_header Host $host;",
    "local": "proxy_set_header Host %(address)s; proxy_set_header Origin http://%(address)s;",
}
HOSTS = (
    *("localhost", "127.0.0.1", "127.5.5.5", "[::1]", "localhost.", "LOCALHOST", "0.0.0.0"),
    *("localhost:8501", "127.0.0.1:8501", "dasbor.contoh.go.id", "127.0.0.1.nip.io", "2130706433"),
)
HEADERS = (
    *({name: "127.0.0.1"} for name in ("X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP")),
    *({name: "127.0.0.1"} for name in ("True-Client-IP", "X-Client-IP", "Client-IP")),
    *({name: "127.0.0.1"} for name in ("X-Original-Forwarded-For", "Fastly-Client-IP")),
    *({name: "127.0.0.1"} for name in ("Cdn-Loop", "X_Forwarded_For", "X-Forwarded-Host")),
    {"Forwarded": "for=127.0.0.1;host=localhost"},
    {"Via": "1.1 localhost"},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost:1"},
    {"Origin": "null"},
    {"Cookie": "dasbor_lokal_8501=1; dasbor_lokal_=; dasbor_lokal_80=lokal"},
    {"Authorization": "Bearer "},
)
FORGERIES = [*({"Host": host} for host in HOSTS), *HEADERS]


@pytest.fixture
def locally(server: Callable[..., Server], tmp_path: Path) -> Callable[..., Server]:
    """Start a server for local editing, on a copy of the data: who comes in is noted there."""

    def start(**env: str) -> Server:
        data = tmp_path / "data"
        found_city(data)
        return server(data=data, env={"DASBOR_EDITOR": "lokal", **env})

    return start


@pytest.fixture
def proxied(
    locally: Callable[..., Server], tmp_path: Path
) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server for local editing, and the addresses of nginx before it by its configuration."""
    if not NGINX:
        if os.environ.get("WAJIB_PERAMBAN") == "1":
            pytest.fail("nginx wajib ada (WAJIB_PERAMBAN=1): apt install nginx-light")
        pytest.skip("nginx tidak ada: apt install nginx-light")
    running = locally()
    behind = running.site_url.removeprefix("http://")
    ports = {name: free_port() for name in PROXIES}
    servers = [ONE % (ports[n], behind, PROXIES[n] % {"address": behind}) for n in PROXIES]
    text = MAIN.replace("@", str(tmp_path)) + "".join(servers) + "}"
    (tmp_path / "nginx.conf").write_text(text, "utf-8")
    nginx = subprocess.Popen([NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")])
    try:
        for port in ports.values():
            _wait(port)
        yield running, {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    finally:
        nginx.terminate()
        nginx.wait(10)


def _wait(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
            return
        time.sleep(0.1)
    raise AssertionError("nginx tidak menjawab")


def seen(address: str, headers: dict[str, str]) -> str:
    """What Kelola Data shows to whoever sends these headers; "" when not even connected."""
    try:
        with Session(address, headers) as session:
            return session.open("kelola_data").text
    except (InvalidHandshake, OSError, EOFError):
        return ""


def metrics(address: str, headers: dict[str, str], path: str) -> int:
    line = HTTPConnection(address.removeprefix("http://"), timeout=20)
    line.request("GET", path, headers=headers)
    status = line.getresponse().status
    line.close()
    return status


def test_no_forgery_makes_an_editor_or_opens_the_metrics(
    proxied: tuple[Server, dict[str, str]],
) -> None:
    running, addresses = proxied
    for address in (running.site_url, *addresses.values()):
        shown = [seen(address, forged) for forged in FORGERIES]
        assert sum("tertutup" in text for text in shown) > len(FORGERIES) - 5  # they were run
        assert not [f for f, text in zip(FORGERIES, shown, strict=True) if "Dari berkas" in text]
        for forged in FORGERIES:
            for path in ("/metrics", "/_stcore/metrics"):
                assert metrics(address, forged, path) in (400, 403), (address, forged)


def test_the_link_opens_it_and_its_cookie_is_good_for_no_other_address(
    proxied: tuple[Server, dict[str, str]], tab: Page
) -> None:
    running, addresses = proxied
    come_in(tab, running)
    expect(tab.locator("input[type=file]")).to_have_count(1)
    assert "kunci" not in tab.url
    cookies = tab.context.cookies()
    [one] = [cookie for cookie in cookies if cookie["name"].startswith("dasbor_lokal_")]
    assert one["httpOnly"] and one["sameSite"] == "Strict"
    stolen = {"Cookie": f"{one['name']}={one['value']}"}
    own = {**stolen, "Origin": running.site_url}
    assert "Dari berkas" in seen(running.site_url, own)  # the test's own reading is right
    for origin in ("http://localhost:1", "http://127.0.0.1:1", ""):
        other = stolen | ({"Origin": origin} if origin else {})
        assert "Dari berkas" not in seen(running.site_url, other)
    for name in ("bare", "host"):
        assert "Dari berkas" not in seen(addresses[name], stolen | {"Origin": addresses[name]})


def test_another_browser_of_the_machine_is_told_where_the_link_is(
    locally: Callable[..., Server], tab: Page
) -> None:
    tab.goto(f"{locally().site_url}/kelola_data")
    settle(tab)
    expect(tab.get_by_text("tautan sekali pakai yang tercetak di terminal")).to_be_visible()
    expect(tab.locator("input[type=file]")).to_have_count(0)


def test_with_a_proxy_it_is_off_and_the_terminal_and_the_page_say_so(
    locally: Callable[..., Server], tab: Page
) -> None:
    running = locally(DASBOR_PROKSI="ya")
    tab.goto(f"{running.site_url}/kelola_data")
    settle(tab)
    expect(tab.get_by_text("dimatikan karena DASBOR_PROKSI=ya")).to_be_visible()
    assert "dimatikan karena DASBOR_PROKSI=ya" in running.log()
    assert "kunci=" not in running.log()
