"""The shipped nginx configuration with the ports of this machine in it, checked and run."""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e.server import free_port
from tests.world import ROOT

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PATIENCE = 30.0
MAIN = """daemon off; pid @/nginx.pid; worker_processes 1; error_log @/galat.log;
events {} http { access_log off; client_body_temp_path @/a; proxy_temp_path @/b;
fastcgi_temp_path @/c; uwsgi_temp_path @/d; scgi_temp_path @/e; include @/pasang/*.conf; }
"""


@dataclass
class Proxy:
    """The ports of a running nginx, with and without TLS, and who vouches for its certificate."""

    port: int
    plain: int
    trust: ssl.SSLContext = field(repr=False)

    @property
    def url(self) -> str:
        """Its address, without slash at the end."""
        return f"https://localhost:{self.port}"

    def get(
        self, path: str, headers: Mapping[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of one request."""
        line = http.client.HTTPSConnection("localhost", self.port, context=self.trust, timeout=20)
        try:
            line.request("GET", path, headers=dict(headers or {}))
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            line.close()


def need_nginx() -> str:
    """Where nginx is; without it the test is skipped, or fails where browsers are a must."""
    if not NGINX and os.environ.get("WAJIB_PERAMBAN") == "1":
        pytest.fail("nginx wajib ada (WAJIB_PERAMBAN=1): apt install nginx-light")
    if not NGINX:
        pytest.skip("nginx tidak ada: apt install nginx-light")
    return NGINX


def replicas(first: str, second: str) -> str:
    """The shipped file for two replicas of one government, at these addresses."""
    text = (ROOT / "pasang" / "salinan.conf.template").read_text("utf-8")
    return text.replace("${SALINAN_1}", first).replace("${SALINAN_2}", second)


def governments(addresses: Mapping[str, str]) -> str:
    """The shipped file for several governments, each at its address; the first is the default."""
    text = (ROOT / "pasang" / "daerah.conf").read_text("utf-8")
    line = re.compile(r'^ +"~\^/([\w-]+)\(/\|\$\)" +([\d.:]+);$', re.MULTILINE)
    shipped = [(found[1], found[2]) for found in line.finditer(text)]
    assert len(shipped) >= len(addresses)
    for (name, address), (ours, other) in zip(shipped, addresses.items(), strict=False):
        text = text.replace(f"/{name}(", f"/{ours}(").replace(f" {address};", f" {other};")
    return text


@contextmanager
def running(folder: Path, whereto: str) -> Iterator[Proxy]:
    """nginx as it is shipped; ``whereto`` says which process a request goes to."""
    nginx = need_nginx()
    port, plain = free_port(), free_port()
    _certify(folder)
    values = {
        "NAMA": "localhost", "PORTA_HTTPS": str(port), "PORTA_HTTP": str(plain),
        "AKHIRAN_HTTPS": f":{port}", "SERTIFIKAT": str(folder / "cert.pem"),
        "KUNCI": str(folder / "key.pem"),
    }  # fmt: skip
    shipped = (ROOT / "pasang" / "dasbor.conf.template").read_text("utf-8")
    filled = re.sub(r"\$\{([A-Z_0-9]+)\}", lambda m: values[m[1]], shipped)
    (folder / "pasang").mkdir()
    (folder / "pasang" / "dasbor.conf").write_text(filled, "utf-8")
    (folder / "pasang" / "tujuan.conf").write_text(whereto, "utf-8")
    (folder / "nginx.conf").write_text(MAIN.replace("@", str(folder)), "utf-8")
    here = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*here, "-t"], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(here)
    proxy = Proxy(port, plain, ssl.create_default_context(cafile=str(folder / "cert.pem")))
    try:
        until(lambda: bool(proxy.get("/healthz")))
        yield proxy
    finally:
        process.terminate()
        process.wait(10)


def _certify(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def until(holds: Callable[[], bool]) -> None:
    """Return when it holds; connections that break meanwhile are tried again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("tidak tercapai dalam waktunya")
