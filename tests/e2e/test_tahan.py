"""One real server and whatever a hall, a bad line or a stranger may do to it: readers go on."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.e2e.server import Server, free_port, publish
from tests.e2e.session import PATIENCE, Session, Shown
from tests.world import found_city

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
SECRET = "hanya-untuk-uji-hanya-untuk-uji-0123456789"
SECRETS = f"""
[auth]
redirect_uri = "ALAMAT/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dasbor"
client_secret = "uji"
server_metadata_url = "http://127.0.0.1:PORTA/.well-known/openid-configuration"

[auth.diam]
client_id = "dasbor"
client_secret = "uji"
server_metadata_url = "http://127.0.0.1:DIAM/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder, for this server alone."""
    return found_city(tmp_path_factory.mktemp("tahan") / "data")


@pytest.fixture(scope="module")
def running(data: Path, city_stores: Path) -> Iterator[Server]:
    """The app with a log-in whose provider is away, on a store folder where starts were killed."""
    folder = data.parent
    env = {"DASBOR_DATA": str(data), "DASBOR_GUDANG": str(folder / "gudang")}
    env |= {"DASBOR_PENYUNTING": "ani@cilegon.go.id"}
    for seconds in (1.2, 2.4):
        killed_at_the_start(folder, env, seconds)
    with socket.create_server(("127.0.0.1", 0)) as mute:  # takes calls and never answers
        secrets = SECRETS.replace("PORTA", str(free_port()))
        secrets = secrets.replace("DIAM", str(mute.getsockname()[1]))
        with few_files_at_first():
            server = Server.start(ROOT, folder, env, 200, city_stores, secrets)
        yield server
        server.stop()


@contextlib.contextmanager
def few_files_at_first() -> Iterator[None]:
    """What is started meanwhile may open 200 files: too few for fifty sessions, if it stays so."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


def killed_at_the_start(folder: Path, env: dict[str, str], seconds: float) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = [f"--server.port={free_port()}", "--server.headless=true"]
    with (folder / "terbunuh.log").open("wb") as log:
        process = subprocess.Popen(
            command + options, cwd=ROOT, env=os.environ | env, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def get(server: Server, target: str) -> tuple[int, str]:
    """Status and text of an address, sent as it stands: nothing is quoted or tidied here.

    Of what a browser would not draw, only the status.
    """
    with contextlib.closing(HTTPConnection(host(server), timeout=PATIENCE)) as line:
        line._validate_path = lambda _: None  # type: ignore[attr-defined]
        line.request("GET", target)
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        assert answer.headers["X-Content-Type-Options"] == "nosniff" or answer.status == 400
        return answer.status, text if "html" in answer.headers.get("Content-Type", "") else ""


def host(server: Server) -> str:
    return urlsplit(server.site_url).netloc


def check_readers_go_on(server: Server) -> None:
    """Health, the HTML of a page, a session, a download: all as ever."""
    status, report = server.health()
    assert (status, report["status"]) == (200, "ok")
    assert get(server, "/pertumbuhan")[0] == 200
    assert get(server, "/unduh/berapa_inovasi_per_tahun.csv")[0] == 200
    with Session(server.site_url) as session:
        shown = session.open("pertumbuhan")
        assert shown.sound and shown.version == report["versi_data"][:8]


# --- a publication in front of a full hall ----------------------------------------------------


def test_fifty_sessions_see_one_whole_version_or_the_other(running: Server, data: Path) -> None:
    """Every session asks again and again while the shell publishes; nobody meets an error."""
    before = running.health()[1]["versi_data"][:8]
    published, seen = threading.Event(), defaultdict(set)
    with ThreadPoolExecutor(50) as hall:
        readers = [hall.submit(read_on, running, published, seen) for _ in range(50)]
        try:
            publish(data)
        finally:
            published.set()
        last = {reader.result(timeout=4 * PATIENCE) for reader in readers}
    after = running.health()[1]["versi_data"][:8]
    assert set(seen) == {before, after} and before != after
    assert {version: len(pages) for version, pages in seen.items()} == {before: 1, after: 1}
    assert last == {after}


def read_on(server: Server, published: threading.Event, seen: dict[str, set[str]]) -> str:
    """Ask until the new version is shown; returns what was shown last."""
    with Session(server.site_url) as session:
        first, until = "", time.monotonic() + PATIENCE
        while True:
            shown = session.open("opd")
            assert shown.sound, (shown.status, shown.exceptions, shown.text[-2000:])
            seen[shown.version].add(without_figures_of_time(shown))
            first = first or shown.version
            if shown.version != first or (published.is_set() and time.monotonic() > until):
                return shown.version
            time.sleep(1)


def without_figures_of_time(shown: Shown) -> str:
    return hashlib.sha256(shown.text.encode()).hexdigest()


# --- what links may hold ----------------------------------------------------------------------

MARK = "<img src=x onerror=alert(1)>"
NAMES = [
    "tahun", "opd", "bentuk", "urusan", "edisi", "tingkat", "tandingan", "halaman", "slide",
    "kueri", "kalimat", "sql", "kelurahan", "peta", "biaya", "aturan", "cari", "hal", "urut",
    "kolom", "banding", "tampilan", "target", "judul", "gambar", "inovasi", "profil", "rincian",
    "jenis", "skor", "terap", "lembar", "baris", "golongan", "tahun_dari", "tahun_sampai",
]  # fmt: skip
HOSTILE = [
    f"\"'>{MARK}<script>alert(1)</script>",
    "../../../../etc/passwd",
    "' or '1'='1'; drop table inovasi; --",
    "a\x00b\x1b[31m\r\nSet-Cookie: jahat=1\x7f\u202e",
    "9" * 60,
    "-1e999",
    '=HYPERLINK("http://x.y")',
    "",
    "|".join(["Dinkes,a;b"] * 6),
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_page_breaks_on_a_link_or_says_it_unquoted(value: str, running: Server) -> None:
    """Every parameter that any page knows, at once, on every page: as HTML and as a session."""
    query = "&".join(f"{name}={quote(value)}" for name in NAMES)
    with Session(running.site_url) as session:
        for page in PAGES:
            status, text = get(running, f"/{page}?{query}")
            assert status in (200, 307) and MARK not in text and "\nSet-Cookie" not in text, page
            shown = session.open("" if page == "ringkasan" else page, query)
            assert shown.sound, (page, shown.exceptions, shown.text[-500:])
            assert MARK not in shown.text and "<script>alert" not in shown.text, page


OWN = [
    "/lembar?{q}", "/unduh/inovasi_mana_yang_dicari.csv?{q}", "/unduh/{v}.csv",
    "/unduh/data.zip?{q}",
    "/unduh/berapa_inovasi_per_tahun.csv?tahun_dari={v}", "/aset/{v}", "/aset/..%2f..%2fapp.py",
    "/healthz?{q}", "/api/v1/?{q}", "/api/v1/kueri/{v}.json", "/{v}", "/static/{v}", "/media/{v}",
    "/_stcore/health?{q}", "/metrics?{q}", "/_stcore/upload_file/{v}/{v}",
    "/component/{v}/index.html",
]  # fmt: skip


def test_our_own_addresses_answer_in_words(running: Server) -> None:
    for value in HOSTILE:
        query = "&".join(f"{name}={quote(value)}" for name in NAMES)
        for address in OWN:
            target = address.format(q=query, v=quote(value, safe=""))
            status, text = get(running, target)
            assert status < 500, (target, status, text)
            assert MARK not in text and "<script>alert" not in text, target
    check_readers_go_on(running)


def test_no_page_breaks_on_a_list_without_end(running: Server) -> None:
    """More than any address bar sends; a websocket takes it."""
    many = "&".join(f"{name}=Dinkes{n}" for name in NAMES for n in range(100))
    long = f"kalimat={'249+inovasi+' * 9_000}&cari={'air+' * 9_000}&biaya={'1.' * 9_000}"
    with Session(running.site_url) as session:
        for page in PAGES:
            for query in (many, long):
                shown = session.open("" if page == "ringkasan" else page, query)
                assert shown.sound, (page, shown.exceptions, shown.text[-500:])


@pytest.mark.parametrize("length", [5_000, 70_000, 2_000_000])
def test_an_endless_address_is_refused(length: int, running: Server) -> None:
    for target in (
        f"/{'a' * length}",
        f"/opd?opd={'a' * length}",
        f"/lembar?{'a=1&' * (length // 4)}",
    ):
        try:
            status, _ = get(running, target)
        except (OSError, HTTPException):  # cut off while it was still talking
            continue
        assert status in (400, 404, 414, 431), (target[:9], status)
    check_readers_go_on(running)


# --- what is no request at all ----------------------------------------------------------------

UPGRADE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: %s\r\nSec-WebSocket-Key: %s\r\n\r\n"
)
KEY = base64.b64encode(b"0123456789abcdef")
WELCOME = UPGRADE % (b"13", KEY)
MALFORMED = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS at a plain door
    b"\x00" * 64, b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"get / http/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
    b"GET /%zz%00%u0041 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET //evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0",
    b"CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n", b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 3_000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a=b;" * 900 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nRange: bytes=0-,0-,0-,5-1\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    UPGRADE % (b"99", KEY), UPGRADE % (b"13", b"x"),
    UPGRADE.replace(b"/_stcore/stream", b"/opd") % (b"13", KEY),
    WELCOME + b"\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff",  # a frame of 2^64 bytes
    WELCOME + b"\x82\x85\x00\x00\x00\x00hello",
    WELCOME + b"\x81\x85\x00\x00\x00\x00\xff\xfe\xfd\xfc\xfb",
    WELCOME + b"\x82\x05hello", WELCOME + b"\xf3\x80\x00\x00\x00\x00",
    WELCOME + b"\x88\x80\x00\x00\x00\x00",
    WELCOME + b"\x89\xfe\x01\x00\x00\x00\x00\x00" + b"p" * 256, b"GET /healthz HTTP/1.1\r\nHo",
]  # fmt: skip


KEPT = 3 * 128 + 50  # files of the sessions that Streamlit keeps for those who come back


def test_ten_thousand_malformed_requests_leave_no_trace(running: Server) -> None:
    chance = random.Random(4)
    before = open_files(running)
    for turn in range(10_000):
        raw = bytearray(MALFORMED[turn % len(MALFORMED)])
        if turn >= 2 * len(MALFORMED):  # first as they stand, then with a byte changed
            raw[chance.randrange(min(len(raw), 200))] = chance.randrange(256)
        throw(running, bytes(raw), answer=turn % 50 == 0)
    check_readers_go_on(running)
    assert open_files(running) <= before + KEPT, "connections are let go"
    assert "Kesalahan" not in running.log(), "none of them reached a page of ours"


def throw(server: Server, raw: bytes, answer: bool) -> None:
    name, _, port = host(server).partition(":")
    with (
        contextlib.suppress(OSError),
        socket.create_connection((name, int(port)), PATIENCE) as line,
    ):
        line.settimeout(0.2)
        line.sendall(raw)
        if answer:
            line.recv(100)


def open_files(server: Server) -> int:
    folder = Path(f"/proc/{server.process.pid}/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


# --- slow ones --------------------------------------------------------------------------------


def test_slow_clients_keep_nobody_waiting(running: Server) -> None:
    """Sixty that never finish their request, that read byte by byte, or that never read at all."""
    name, _, port = host(running).partition(":")
    with contextlib.ExitStack() as at_the_end:
        lines = [
            at_the_end.enter_context(socket.create_connection((name, int(port)), PATIENCE))
            for _ in range(60)
        ]
        for line in lines:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            line.sendall(b"GET /static/js/x HTTP/1.1\r\n")
        script = biggest_script()
        for line in lines[20:40]:
            line.sendall(f"Host: x\r\n\r\nGET /static/js/{script} HTTP/1.1\r\n".encode())
            line.sendall(b"Host: x\r\n\r\n")
        mute = [at_the_end.enter_context(Session(running.site_url)) for _ in range(10)]
        for session in mute:
            for _ in range(5):
                session.ask("opd")
        for turn in range(3):
            for line in lines[:20]:
                line.sendall(b"X")  # one byte more of a header that never ends
            for line in lines[20:40]:
                line.recv(1)
            check_readers_go_on(running)
            time.sleep(0.2 * turn)
    check_readers_go_on(running)


def biggest_script() -> str:
    import streamlit

    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return max(folder.glob("*.js"), key=lambda path: path.stat().st_size).name


# --- the provider of the log-in is away -------------------------------------------------------


def test_a_provider_that_is_away_is_told_kindly_and_readers_go_on(running: Server) -> None:
    status, text = get(running, f"/auth/login?provider={ticket('default')}")
    assert status == 503
    assert "Penyedia login tidak menjawab" in text and "error" not in text.lower()
    assert re.search(r'href="\.\./"', text) and 'lang="id"' in text
    for strange in ("x", "", ticket("lain")):
        status, text = get(running, f"/auth/login?provider={strange}")
        assert status in (302, 303, 307, 503) and "Authentication" not in text
    status, text = get(running, "/oauth2callback?state=x&code=y&error=%3Cscript%3E")
    assert status in (302, 303, 307) and "<script>" not in text
    with Session(running.site_url) as session:
        assert "Masuk lebih dulu" in session.open("kelola_data").text
    check_readers_go_on(running)


def test_a_provider_that_never_answers_is_given_up_and_holds_nobody(running: Server) -> None:
    with ThreadPoolExecutor(8) as tried:
        targets = [f"/auth/login?provider={ticket('diam')}"] * 8
        waiting = [tried.submit(get, running, target) for target in targets]
        check_readers_go_on(running)
        for one in waiting:
            status, text = one.result(PATIENCE)
            assert status == 503 and "Penyedia login tidak menjawab" in text


def ticket(provider: str) -> str:
    """What the button “Masuk” puts into the address: the provider's name, signed by the server."""
    head = encoded({"alg": "HS256"})
    body = encoded({"provider": provider, "exp": int(time.time()) + 60})
    seal = hmac.new(SECRET.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{base64.urlsafe_b64encode(seal).rstrip(b'=').decode()}"


def encoded(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
