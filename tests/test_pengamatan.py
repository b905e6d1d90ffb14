"""Log and metrics: what whoever looks after the server gets, and what nobody gets to see there."""

import ast
import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import Counter, Histogram
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dasbor import metrics, server
from dasbor.app import endpoints
from dasbor.data import versions
from dasbor.server import logs, monitor
from tests.world import ROOT, world

TEXT = (ROOT / "docs" / "pengamatan.md").read_text("utf-8")
SOURCES = [ROOT / "app.py", *sorted((ROOT / "dasbor").rglob("*.py"))]
SAMPLE = re.compile(r'([a-z_][a-z0-9_]*)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*)\})? (\S+)')


def extras() -> Iterator[tuple[str, set[str]]]:
    """Event and fields of everything our modules hand to the log, read from their dictionaries."""
    for path in SOURCES:
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _of(function)


def _of(function: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """The keys of a dictionary called ``facts`` belong to every event of the function."""
    nodes = list(ast.walk(function))
    given = [n.value for n in nodes if isinstance(n, ast.Assign) and _name(n) == "facts"]
    facts = {_text(key) for d in given if isinstance(d, ast.Dict) for key in d.keys}
    for one in (node for node in nodes if isinstance(node, ast.Dict)):
        said = dict(zip(map(_text, one.keys), map(_text, one.values), strict=True))
        if event := said.get("event"):
            yield event, (facts | set(said)) - {"event", ""}


def _name(assignment: ast.Assign) -> str:
    return ast.unparse(assignment.targets[0])


def _text(node: ast.AST | None) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def families(text: str) -> dict[str, str]:
    """Metric -> type, every line checked against the text format 0.0.4."""
    kinds: dict[str, str] = {}
    seen: set[str] = set()
    name = ""
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("# HELP "):
            name = line.split()[2]
            assert name not in kinds and len(line.split(" ", 3)[3]) > 10
        elif line.startswith("# TYPE "):
            _, _, said, kinds[name] = line.split()
            assert said == name
        else:
            found = SAMPLE.fullmatch(line)
            assert found, line
            float(found[3])
            series = line.rpartition(" ")[0]
            assert series not in seen
            seen.add(series)
            suffix = found[1].removeprefix(name)
            allowed = {"_bucket", "_sum", "_count"} if kinds[name] == "histogram" else {""}
            assert suffix in allowed, line
    return kinds


# -- metrics ---------------------------------------------------------------------------------------


def test_the_answer_is_the_text_format_and_every_metric_is_documented() -> None:
    kinds = families(endpoints.figures())
    assert {kinds[name] for name in kinds} == {"counter", "gauge", "histogram"}
    for name, kind in kinds.items():
        assert name.startswith(("dasbor_", "process_")) and f"`{name}`" in TEXT, name
        assert (kind == "counter") == name.endswith("_total"), name
        assert kind != "histogram" or name.endswith("_seconds")
    named = set(re.findall(r"`((?:dasbor|process)_[a-z_]+)`", TEXT))
    assert named == set(kinds)


def count(instrument: Counter | Histogram, *values: str) -> float:
    """What was counted for these values of the labels; for a histogram: how many were timed."""
    suffix = "_count" if isinstance(instrument, Histogram) else "_total"
    return sum(
        sample.value
        for family in instrument.collect()
        for sample in family.samples
        if sample.name.endswith(suffix) and tuple(sample.labels.values()) == values
    )


def test_known_values_start_at_zero_and_labels_are_escaped() -> None:
    for outcome in (metrics.BUILT, metrics.FAILED):
        assert f'dasbor_gudang_dibangun_total{{hasil="{outcome}"}} ' in endpoints.figures()
    metrics.count_error('a"b\\c\nd')
    said = endpoints.figures()
    assert 'dasbor_galat_total{peristiwa="a\\"b\\\\c\\nd"} 1.0\n' in said
    assert "_created" not in said
    families(said)


def test_two_servers_of_one_process_answer_the_same_figures() -> None:
    before = count(metrics.requests, "halaman", "2xx")
    for _ in range(2):
        endpoints.count_request("halaman", "2xx", 0.01)
        route = server.build_metrics(endpoints.figures, metrics.MEDIA_TYPE)
        answer = TestClient(Starlette(routes=[route])).get("/metrics")
        assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        families(answer.text)
    assert f'{{bagian="halaman",status="2xx"}} {before + 2}' in answer.text


def test_a_question_is_timed_once_and_remembered_after(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = world({})
    name = "berapa_inovasi_per_tahun"
    timed, remembered = count(metrics.questions, name), count(metrics.remembered)
    monkeypatch.setattr("dasbor.questions.answers.SLOW", -1.0)
    answers.ask(name)
    answers.ask(name)
    assert count(metrics.questions, name) == timed + 1
    assert count(metrics.remembered) > remembered
    slow = [r for r in caplog.records if r.__dict__.get("event") == "kueri_lambat"]
    assert name in {r.__dict__["pertanyaan"] for r in slow}


def test_a_build_and_what_is_served_are_told(
    unbuilt: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built = count(metrics.builds, metrics.BUILT)
    with caplog.at_level(logging.INFO, "dasbor"):
        publisher = versions.Publisher(unbuilt, unbuilt.parent / "gudang")
        version = publisher.current().version
        (unbuilt / "inovasi_2021.csv").write_text("bukan,register\n1,2\n", "utf-8")
        assert publisher.fresh().fallback
    said = [(r.__dict__.get("event"), r.__dict__.get("versi_data")) for r in caplog.records]
    assert ("gudang_dibangun", version) in said and ("versi_disajikan", version) in said
    assert said[-1] == ("cadangan_disajikan", version)
    assert count(metrics.builds, metrics.BUILT) == built + 2


# -- who may read ----------------------------------------------------------------------------------

LOCAL = {"host": "127.0.0.1:8501"}
WATCHED = ("/metrics", "/_stcore/metrics")


def client(
    peer: tuple[str, int] = ("127.0.0.1", 5000), seen: list[tuple[str, str, float]] | None = None
) -> TestClient:
    heard = [] if seen is None else seen
    inside = Starlette(
        routes=[
            server.build_metrics(lambda: "x 1\n", metrics.MEDIA_TYPE),
            Route("/_stcore/metrics", lambda _: PlainTextResponse("streamlit")),
            Route("/opd", lambda _: PlainTextResponse("halaman")),
            Route("/api/v1", lambda _: PlainTextResponse("penuh", 429)),
        ]
    )
    app = monitor.Watch(inside, ["opd"], lambda *facts: heard.append(facts))
    return TestClient(app, client=peer)


def may(headers: dict[str, str], peer: tuple[str, int] = ("127.0.0.1", 5000)) -> bool:
    answers = {client(peer).get(path, headers=headers).status_code for path in WATCHED}
    assert answers in ({200}, {403})
    return answers == {200}


SEEMS_LOCAL = [
    *({"host": host} for host in ("127.0.0.1:8501", "localhost", "[::1]:8501", "localhost.")),
    *({"host": "127.0.0.1", name: "127.0.0.1"} for name in ("x-forwarded-for", "x-real-ip")),
]


@pytest.mark.parametrize("headers", SEEMS_LOCAL)
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "10.0.0.7"])
def test_who_seems_to_be_on_this_machine_may_not_read(headers: dict[str, str], peer: str) -> None:
    assert not may(headers, (peer, 5000))


def test_only_the_token_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not may(LOCAL | {"authorization": "Bearer"}) and not may(LOCAL | {"authorization": ""})
    monkeypatch.setenv("DASBOR_METRICS_TOKEN", "rahasia")
    far = {"host": "dasbor.contoh.go.id", "x-forwarded-for": "10.0.0.7"}
    assert may(far | {"authorization": "Bearer rahasia"}, ("10.0.0.1", 5000))
    for wrong in ("Bearer Rahasia", "Bearer", "rahasia", "Basic rahasia"):
        assert not may(far | {"authorization": wrong})
    assert not may(LOCAL)  # this machine needs it too


def test_open_to_all_when_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_METRICS", "terbuka")
    assert may({"host": "dasbor.contoh.go.id"}, ("10.0.0.7", 5000))


def test_requests_are_counted_by_kind_and_a_flood_is_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[tuple[str, str, float]] = []
    visitor = client(seen=heard)
    visitor.get("/opd?nama=ani%40contoh.id")
    for _ in range(20):
        visitor.get("/api/v1")
    visitor.get("/rahasia-ani@contoh.id")
    kinds = [(section, status) for section, status, _ in heard]
    assert kinds == [("halaman", "2xx"), *[("data_terbuka", "4xx")] * 20, ("lain", "4xx")]
    refusals = [r for r in caplog.records if r.__dict__.get("event") == "ditolak"]
    assert len(refusals) == 1 and "ani" not in caplog.text


# -- log -------------------------------------------------------------------------------------------


def line(logger: str, words: str, *values: object, **facts: Any) -> dict[str, Any]:
    """One record as the JSON line it becomes."""
    error = facts.pop("exc_info", None)
    record = logging.getLogger(logger).makeRecord(
        logger, logging.ERROR, "x.py", 1, words, values, error, extra=facts
    )
    written = logs.JsonLines().format(record)
    assert "\n" not in written
    said: dict[str, Any] = json.loads(written)
    return said


def test_a_line_has_what_happened_and_no_person() -> None:
    said = line(
        "dasbor.gate",
        "Ani <ani@contoh.id> %s",
        "dari 10.1.2.3",
        event="terbit",
        nomor=3,
        oleh="Ani",
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", said.pop("time"))
    assert said == {"level": "error", "event": "terbit", "logger": "dasbor.gate", "nomor": 3}


def test_an_error_tells_where_but_not_its_words() -> None:
    try:
        try:
            raise KeyError("ani@contoh.id")
        except KeyError as inner:
            raise ValueError("Ani tinggal di 10.1.2.3") from inner
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    said = line("dasbor.server", "Gagal", exc_info=info, event="galat_halaman", rujukan="ab12")
    assert said["galat"]["jenis"] == "ValueError" and said["galat"]["sebab"] == "KeyError"
    assert said["galat"]["di"][0].startswith("tests/test_pengamatan.py:")
    assert said["rujukan"] == "ab12" and "ani" not in json.dumps(said).casefold()


def test_a_place_does_not_name_the_folders_of_a_user() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    *_, last = line("dasbor.server", "Gagal", exc_info=info, event="x")["galat"]["di"]
    assert last.startswith("json/decoder.py:")
    packaged = line("dasbor.server", "Gagal", exc_info=_from_a_package(), event="x")["galat"]["di"]
    assert packaged[-1].startswith("starlette/")


def _from_a_package() -> Any:
    try:
        Route("tanpa-garis", PlainTextResponse)
    except AssertionError as error:
        return type(error), error, error.__traceback__


def test_other_libraries_are_quoted_without_their_values() -> None:
    said = line("uvicorn.error", '%s - "WebSocket %s" [accepted]', ("10.0.0.1", 1), "/?nama=ani")
    assert said["event"] == "pustaka" and said["pesan"] == '%s - "WebSocket %s" [accepted]'
    words = "Dari ani.b@contoh.go.id di 10.0.0.1:80, fe80::1:2, GET /opd?nama=ani habis"
    masked = line("streamlit.x", words)["pesan"]
    assert masked == "Dari <surel> di <alamat>, <alamat>, GET /opd?<isi> habis"


def test_every_event_and_field_is_known_and_documented() -> None:
    found = list(extras())
    assert len(found) > 12
    for event, fields in found:
        assert f"`{event}`" in TEXT, event
        assert fields <= set(logs.FIELDS), event
    assert all(f"`{field}`" in TEXT for field in logs.FIELDS)
    used = {field for _, fields in found for field in fields}
    assert used == set(logs.FIELDS)


def test_nothing_is_logged_without_an_event() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
                assert "extra" in {word.arg for word in node.keywords}, f"{path}:{node.lineno}"


PROBE = """
import logging, warnings
from streamlit.logger import get_logger
from dasbor.server import write_logs
counted = []
logging.getLogger("uvicorn.access").addHandler(logging.StreamHandler())
early = get_logger("streamlit.dahulu")
write_logs(counted.append); write_logs(counted.append)
get_logger("streamlit.kemudian").warning("dari %s", "10.0.0.1")
early.warning("dari %s", "10.0.0.1"); early.info("tak penting")
logging.getLogger("uvicorn.access").warning('10.0.0.1 "GET /?nama=ani"')
others = logging.getLogger("uvicorn.error")
others.warning('%s - "WebSocket %s" [accepted]', "10.0.0.1:5", "/_stcore/stream?nama=ani")
warnings.warn("usang")
log = logging.getLogger("dasbor.server")
log.info("siap", extra={"event": "siap"})
log.error("gagal", extra={"event": "galat_halaman", "rujukan": "ab12"})
print(counted)
"""


FORGED = """
import logging
from streamlit.logger import get_logger, update_formatter
from dasbor.server import write_logs
early = get_logger("streamlit.dahulu")
write_logs(lambda _: None)
update_formatter()
sent = "x\\n2026-11-30 00:00:00.000 PALSU\\r\\x1b[31m\\u2028PALSU" + "y" * 1_000_000
for one in (early, get_logger("streamlit.kemudian"), logging.getLogger("pustaka.lain")):
    one.warning("Tidak ada bagian %s", sent)
try:
    raise ValueError(sent)
except ValueError:
    early.exception("Gagal")
    logging.getLogger("dasbor.server").exception("Gagal", extra={"event": "galat_halaman"})
"""


def probed(probe: str = PROBE, **environment: str) -> tuple[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=ROOT,
        env={"PATH": "", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip(), done.stderr.splitlines()


def test_every_line_is_json_whoever_writes_it() -> None:
    counted, lines = probed(DASBOR_LOG="json")
    said = [json.loads(text) for text in lines]
    assert [(one["event"], one["level"]) for one in said] == [
        *[("pustaka", "warning")] * 3,
        ("siap", "info"),
        ("galat_halaman", "error"),
    ]
    assert counted == "['galat_halaman']" and "10.0.0.1" not in "".join(lines)


def test_without_it_the_log_is_for_people_as_before() -> None:
    counted, lines = probed()
    assert "ani" not in "".join(lines)
    assert lines[-1] == "gagal" and "siap" not in lines
    assert counted == "['galat_halaman']"


@pytest.mark.parametrize("form", ["teks", "json"])
def test_what_a_browser_sends_makes_no_line_of_its_own_and_no_long_one(form: str) -> None:
    _, lines = probed(FORGED, DASBOR_LOG=form)
    text = "\n".join(lines)
    assert max(map(len, lines)) < 1_000 and not {"\x1b", "\r", "\u2028"} & {*text}
    assert not [line for line in lines if line.startswith(("2026-11-30 00:00", "PALSU"))]
    assert text.count("Tidak ada bagian") == 3
    assert text.replace("raise ValueError", "").count("ValueError") == 2  # 3.14 cites the source


def test_the_handler_writes_to_the_error_output_of_the_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = io.StringIO()
    monkeypatch.setenv("DASBOR_LOG", "")
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    server.write_logs(metrics.count_error)
    logging.getLogger("dasbor.uji").warning("kata", extra={"event": "x"})
    assert written.getvalue() == "kata\n"
    server.write_logs(metrics.count_error)
