"""Two replicas behind the shipped nginx: readers stay, news reaches both, one may die."""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import context_options, menu, settle
from tests.e2e.server import Server, free_port, publish
from tests.world import found_city

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "pasang" / "dasbor.conf.template"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PATIENCE = 30.0
MAIN = """daemon off; pid @/nginx.pid; worker_processes 1; error_log @/galat.log;
events {} http { access_log off; client_body_temp_path @/a; proxy_temp_path @/b;
fastcgi_temp_path @/c; uwsgi_temp_path @/d; scgi_temp_path @/e; include @/dasbor.conf; }
"""


@dataclass
class Site:
    """The proxy's port, the replicas behind it by the name in the cookie, their data folder."""

    port: int
    plain: int
    replicas: dict[str, Server]
    data: Path
    trust: ssl.SSLContext

    def get(self, path: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
        """Status, headers and the replica that the answer's cookie names, else the given one."""
        line = http.client.HTTPSConnection("localhost", self.port, context=self.trust, timeout=20)
        line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = line.getresponse()
        answer.read()
        line.close()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        headers["set-cookie"] = "\n".join(answer.headers.get_all("set-cookie", []))
        return answer.status, headers, _replica(headers["set-cookie"], cookie)


def _replica(told: str, cookie: str) -> str:
    """The replica that the proxy names anew, else the one the cookie names."""
    found = re.search(r"dasbor_salinan=(\d)", told)
    return found[1] if found else cookie.rpartition("=")[2]


@pytest.fixture
def proxied(server: Callable[..., Server], tmp_path: Path) -> Iterator[Site]:
    """The shipped configuration with ports of this machine in it, and a certificate of its own."""
    if not NGINX:
        if os.environ.get("WAJIB_PERAMBAN") == "1":
            pytest.fail("nginx wajib ada (WAJIB_PERAMBAN=1): apt install nginx-light")
        pytest.skip("nginx tidak ada: apt install nginx-light")
    data = found_city(tmp_path / "data")
    replicas = {name: server(data=data, env={"DASBOR_PROKSI": "ya"}) for name in ("1", "2")}
    port, plain = free_port(), free_port()
    _configure(tmp_path, port, plain, replicas)
    here = [NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    subprocess.run([*here, "-t"], check=True, capture_output=True)
    nginx = subprocess.Popen(here)
    site = Site(
        port, plain, replicas, data, ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    )
    try:
        _until(lambda: site.get("/healthz")[0] == 200)
        yield site
    finally:
        nginx.terminate()
        nginx.wait(10)


def _configure(folder: Path, port: int, plain: int, replicas: dict[str, Server]) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    values = {
        "NAMA": "localhost", "PORTA_HTTPS": str(port), "PORTA_HTTP": str(plain),
        "AKHIRAN_HTTPS": f":{port}", "SERTIFIKAT": str(folder / "cert.pem"),
        "KUNCI": str(folder / "key.pem"),
        **{f"SALINAN_{n}": s.site_url.removeprefix("http://") for n, s in replicas.items()},
    }  # fmt: skip
    filled = re.sub(r"\$\{([A-Z_0-9]+)\}", lambda m: values[m[1]], TEMPLATE.read_text("utf-8"))
    (folder / "dasbor.conf").write_text(filled, "utf-8")
    (folder / "nginx.conf").write_text(MAIN.replace("@", str(folder)), "utf-8")


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("tidak tercapai dalam waktunya")


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
    plain = http.client.HTTPConnection("localhost", proxied.plain)
    plain.request("GET", "/opd?tahun=2021")
    moved = plain.getresponse()
    assert moved.getheader("Location") == f"https://localhost:{proxied.port}/opd?tahun=2021"
    plain.close()

    _check_other_names(proxied)
    trusting = context_options("desktop") | {"ignore_https_errors": True}
    reader = new_context(**trusting).new_page()
    reader.goto(f"https://localhost:{proxied.port}/pertumbuhan?opd=Dinkes")
    settle(reader)
    hers = _serving(reader)
    reader.evaluate("window.sama = true")

    before = {server.health()[1]["versi_data"] for server in proxied.replicas.values()}
    assert len(before) == 1
    publish(proxied.data)
    _until(lambda: _one_version_but(before, proxied))

    os.killpg(proxied.replicas[hers].process.pid, signal.SIGKILL)
    other = ({*proxied.replicas} - {hers}).pop()
    _until(lambda: proxied.get("/_stcore/health", f"dasbor_salinan={hers}")[2] == other)
    _until(lambda: _serving(reader) == other)  # the page asks again by itself
    settle(reader)
    menu(reader).get_by_role("link", name="OPD", exact=True).click()
    expect(reader.locator(".stApp h1")).to_have_text("Dinkes: 7 inovasi pada 2023")
    expect(reader).to_have_url(re.compile(r"/opd\?opd=Dinkes$"))
    assert reader.evaluate("window.sama")  # never loaded anew: she went on


def _check_other_names(site: Site) -> None:
    """Whoever asks for another name gets nothing of ours, and is led nowhere."""
    named = f"localhost:{site.port}"
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
    port = site.port if secure else site.plain
    with socket.create_connection(("localhost", port), 20) as plain:
        line = site.trust.wrap_socket(plain, server_hostname="localhost") if secure else plain
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
