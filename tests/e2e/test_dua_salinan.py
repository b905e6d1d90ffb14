"""Two replicas behind the shipped nginx: readers stay, news reaches both, one may die."""

import http.client
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import proxy
from tests.e2e.browser import context_options, menu, settle
from tests.e2e.server import Server, publish
from tests.proxy import Proxy, until
from tests.world import found_city


@dataclass
class Site:
    """The proxy, the replicas behind it by the name in the cookie, their data folder."""

    proxy: Proxy
    replicas: dict[str, Server]
    data: Path

    def get(self, path: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
        """Status, headers and the replica that the answer's cookie names, else the given one."""
        status, told, _ = self.proxy.get(path, {"Cookie": cookie} if cookie else {})
        headers = {name.lower(): value for name, value in told.items()}
        headers["set-cookie"] = "\n".join(told.get_all("set-cookie", []))
        return status, headers, _replica(headers["set-cookie"], cookie)


def _replica(told: str, cookie: str) -> str:
    """The replica that the proxy names anew, else the one the cookie names."""
    found = re.search(r"dasbor_salinan=(\d)", told)
    return found[1] if found else cookie.rpartition("=")[2]


@pytest.fixture
def proxied(server: Callable[..., Server], tmp_path: Path) -> Iterator[Site]:
    """Two replicas behind the shipped configuration."""
    proxy.need_nginx()
    data = found_city(tmp_path / "data")
    replicas = {name: server(data=data, env={"DASBOR_PROKSI": "ya"}) for name in ("1", "2")}
    addresses = [one.site_url.removeprefix("http://") for one in replicas.values()]
    with proxy.running(tmp_path, proxy.replicas(*addresses)) as running:
        site = Site(running, replicas, data)
        until(lambda: site.get("/healthz")[0] == 200)
        yield site


def _serving(page: Page) -> str:
    """The replica that the cookie of the browser names."""
    [named] = [c["value"] for c in page.context.cookies() if c["name"] == "dasbor_salinan"]
    return named


def test_readers_stay_news_reaches_both_and_one_replica_may_die(
    proxied: Site, new_context: Callable[..., BrowserContext]
) -> None:
    status, headers, mine = proxied.get("/")
    assert status == 200 and mine in proxied.replicas
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert {"Secure", "HttpOnly"} <= set(headers["set-cookie"].split("; "))
    cookie = f"dasbor_salinan={mine}"
    for path in ("/", "/opd", "/_stcore/health", "/"):
        assert "dasbor_salinan" not in proxied.get(path, cookie)[1]["set-cookie"]
    assert not proxied.get("/aset/gaya.css")[1]["set-cookie"]
    assert proxied.get("/metrics")[0] == 404
    plain = http.client.HTTPConnection("localhost", proxied.proxy.plain)
    plain.request("GET", "/opd?tahun=2021")
    moved = plain.getresponse()
    assert moved.getheader("Location") == f"https://localhost:{proxied.proxy.port}/opd?tahun=2021"
    plain.close()

    _check_other_names(proxied)
    trusting = context_options("desktop") | {"ignore_https_errors": True}
    reader = new_context(**trusting).new_page()
    reader.goto(f"https://localhost:{proxied.proxy.port}/pertumbuhan?opd=Dinkes")
    settle(reader)
    hers = _serving(reader)
    reader.evaluate("window.sama = true")

    before = {server.health()[1]["versi_data"] for server in proxied.replicas.values()}
    assert len(before) == 1
    publish(proxied.data)
    until(lambda: _one_version_but(before, proxied))

    os.killpg(proxied.replicas[hers].process.pid, signal.SIGKILL)
    other = ({*proxied.replicas} - {hers}).pop()
    until(lambda: proxied.get("/_stcore/health", f"dasbor_salinan={hers}")[2] == other)
    until(lambda: _serving(reader) == other)  # the page asks again by itself
    settle(reader)
    menu(reader).get_by_role("link", name="OPD", exact=True).click()
    expect(reader.locator(".stApp h1")).to_have_text("Dinkes: 7 inovasi pada 2023")
    expect(reader).to_have_url(re.compile(r"/opd\?opd=Dinkes$"))
    assert reader.evaluate("window.sama")  # never loaded anew: she went on


def _check_other_names(site: Site) -> None:
    """Whoever asks for another name gets nothing of ours, and is led nowhere."""
    named = f"localhost:{site.proxy.port}"
    for host in ("evil.example", "127.0.0.1", "localhost.evil.example", "localhost:9999", "", "_"):
        told = [_raw(site, "/opd", host, secure) for secure in (True, False)]
        told.append(_raw(site, f"https://{host}/opd", named, secure=True))
        redirect = [answer for answer in told if "evil" in answer.lower()]
        assert not redirect, told
        assert all("nginx/" not in answer and "Welcome" not in answer for answer in told)
        assert told[0].split()[1] in ("421", "400"), told[0]
        if "localhost:" not in host:  # to our own name any port of the plain side leads
            assert told[1].split()[1] in ("421", "400"), told[1]
    assert _raw(site, "/opd", named, secure=True).split()[1] == "200"
    moved = _raw(site, "//evil.example/%2e%2e", "localhost", secure=False)
    assert f"Location: https://{named}//evil.example" in moved


def _raw(site: Site, target: str, host: str, secure: bool) -> str:
    """The head of the answer; TLS is always asked for under our own name."""
    port = site.proxy.port if secure else site.proxy.plain
    with socket.create_connection(("localhost", port), 20) as plain:
        line = site.proxy.trust.wrap_socket(plain, server_hostname="localhost") if secure else plain
        line.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while b"\r\n\r\n" not in answer and (part := line.recv(65536)):
            answer += part
        if secure:
            line.close()
    return answer.decode("latin-1").partition("\r\n\r\n")[0]


def _one_version_but(before: set[str], site: Site) -> bool:
    now = {server.health()[1]["versi_data"] for server in site.replicas.values()}
    return len(now) == 1 and now != before
