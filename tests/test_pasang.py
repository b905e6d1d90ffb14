"""The shipped installation: its numbers are those of the one table they are derived from."""

import json
import re
import threading
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dasbor import format_id
from dasbor.app.uploads import REGISTER, TEMPLATE
from dasbor.server import capacity
from dasbor.server.upload_store import MB
from tests import proxy
from tests.world import ROOT

INSTALLATION = ROOT / "pasang"


def number(file: str, pattern: str) -> list[int]:
    """The numbers that a shipped file sets for something, each once."""
    text = (INSTALLATION / file).read_text("utf-8")
    found = sorted({int(one) for one in re.findall(pattern, text)})
    assert found, (file, pattern)
    return found


@pytest.mark.parametrize(
    ("file", "pattern", "wanted"),
    [
        ("dasbor@.service", r"TasksMax=(\d+)", capacity.TASKS),
        ("compose.yaml", r"pids_limit: (\d+)", capacity.TASKS),
        ("dasbor@.service", r"LimitNOFILE=(\d+)", capacity.FILES),
        ("dasbor@.service", r"MemoryMax=(\d+)M", capacity.MEMORY_MB),
        ("compose.yaml", r"mem_limit: (\d{4,})m", capacity.MEMORY_MB),
        ("compose.yaml", r"/tmp:size=(3\d+)m", capacity.SPOOL_MB),
        ("nginx.conf", r"worker_connections (\d+);", capacity.PROXY_CONNECTIONS),
        ("nginx.conf", r"worker_rlimit_nofile (\d+);", capacity.PROXY_FILES),
        ("dasbor.conf.template", r"limit_conn dasbor_\w+ (\d+);", capacity.PROXY_PER_ADDRESS),
        ("dasbor.conf.template", r"rate=(\d+)r/s", capacity.PROXY_RATE),
        ("dasbor.conf.template", r"burst=(\d+)", capacity.PROXY_BURST),
        ("dasbor.conf.template", r"client_max_body_size (6\d)m", REGISTER.bytes // MB + 1),
    ],
)  # fmt: skip
def test_a_shipped_limit_follows_from_the_sessions(file: str, pattern: str, wanted: int) -> None:
    assert number(file, pattern) == [wanted]


def test_files_of_both_kinds_of_container_are_the_ones_of_the_table() -> None:
    limits = number("compose.yaml", r"nofile: (\d+)")
    assert limits == [capacity.FILES, capacity.PROXY_FILES]


def test_the_table_says_the_same() -> None:
    table = (ROOT / "docs" / "skala.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d.]+)[^|]* \|", table, re.MULTILINE))
    for name, wanted in {
        "Sesi terbuka": capacity.SESSIONS,
        "Sesi dari satu alamat": capacity.PER_ADDRESS,
        "Satu pesan dari peramban": capacity.MESSAGE // 1024,
        "Halaman dikerjakan bersamaan": capacity.PAGES,
        "Tugas (utas dan proses)": capacity.TASKS,
        "Berkas terbuka": capacity.FILES,
        "Memori (MB)": capacity.MEMORY_MB,
        "Sambungan nginx": capacity.PROXY_CONNECTIONS,
        "Berkas nginx": capacity.PROXY_FILES,
        "Sambungan dari satu alamat": capacity.PROXY_PER_ADDRESS,
        "Permintaan dari satu alamat": capacity.PROXY_RATE,
    }.items():
        assert rows[name] == format_id.number(wanted), name
    assert f"lonjakan {format_id.number(capacity.PROXY_BURST)}" in table
    for purpose, word in ((TEMPLATE, "templat"), (REGISTER, "daftar")):
        assert f"{word} paling besar {purpose.bytes // MB} MB" in table
        assert f"bersama {purpose.together // MB} MB" in table


def test_what_is_kept_fits_into_what_the_table_has_room_for() -> None:
    assert (TEMPLATE.together + REGISTER.together) // MB == capacity.UPLOADS_MB
    assert (TEMPLATE.together + REGISTER.together) // MB <= capacity.SPOOL_MB


def test_streamlit_takes_as_much_as_the_largest_purpose() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert tomllib.loads(text)["server"]["maxUploadSize"] == REGISTER.bytes // MB


# --- several governments behind one proxy --------------------------------------------------------

GOVERNMENTS = ("antah", "antah-satu", "antah-dua")


@contextmanager
def telling(name: str) -> Iterator[str]:
    """A process that says who it is and what it was asked; its address."""

    class Told(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"siapa": name, "alamat": self.path, **self.headers}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Told) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def test_each_government_answers_below_its_own_name(tmp_path: Path) -> None:
    with ExitStack() as at_the_end:
        behind = {name: at_the_end.enter_context(telling(name)) for name in GOVERNMENTS}
        site = at_the_end.enter_context(proxy.running(tmp_path, proxy.governments(behind)))

        def told(path: str, **headers: str) -> dict[str, str]:
            status, answer, body = site.get(path, headers)
            assert status == 200 and "set-cookie" not in answer
            return dict(json.loads(body))

        for path, wanted in {
            "/antah": "antah",
            "/antah/opd?opd=Dinas%20A%2FB": "antah",
            "/antah-satu/": "antah-satu",
            "/antah-satu/_stcore/stream": "antah-satu",
            "/antah-dua/_stcore/upload_file/1": "antah-dua",
            "/": "antah",
            "/antahan/": "antah",
            "/lain/antah-satu/": "antah",
        }.items():
            assert (told(path)["siapa"], told(path)["alamat"]) == (wanted, path)
        heard = told("/antah-dua/_stcore/stream", Upgrade="websocket", **{"X-Forwarded-For": "1.2"})
        assert heard["Upgrade"] == "websocket" and heard["Connection"] == "upgrade"
        assert heard["X-Forwarded-For"] == "127.0.0.1"
        assert site.get("/antah-satu/metrics")[0] == 404


def test_two_replicas_are_a_sound_configuration(tmp_path: Path) -> None:
    with (
        telling("satu") as one,
        telling("dua") as two,
        proxy.running(tmp_path, proxy.replicas(one, two)) as site,
    ):
        status, headers, body = site.get("/opd")
        number = {"satu": "1", "dua": "2"}[json.loads(body)["siapa"]]
        assert status == 200 and f"dasbor_salinan={number};" in headers["set-cookie"]


def test_units_of_one_government_take_its_settings_last() -> None:
    """What stands in the file of a government comes before what holds for all."""
    for kind in ("dasbor@", "dasbor-kiriman@", "dasbor-cadangan@"):
        unit = (INSTALLATION / f"{kind}.service").read_text("utf-8")
        assert re.findall("^EnvironmentFile=-(.+)$", unit, re.MULTILINE) == [
            "/etc/dasbor/lingkungan",
            "/etc/dasbor/lingkungan-%i",
        ]
        assert not re.search(r"^ExecStart=.*--server\.(port|baseUrlPath)", unit, re.MULTILINE)
