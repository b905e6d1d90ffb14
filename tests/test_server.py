"""The server around Streamlit: what a browser, a monitor or a stranger gets over HTTP."""

import gc
import gzip
import inspect
import json
import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import brotli
import plotly
import pytest
import streamlit
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import runtime
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

import app as entry
from dasbor import settings
from dasbor.charts import catalogue
from dasbor.data import versions
from dasbor.documents import page
from dasbor.questions.answers import Answers
from dasbor.server import (
    First,
    Site,
    build_middleware,
    build_routes,
    capacity,
    chunks,
    compress,
    lifespan,
    script_error_handler,
)
from dasbor.server.compress import Asset, accepted_encodings
from dasbor.server.page_shell import FirstPicture
from dasbor.server.upload import PREFIX
from dasbor.server.upload_store import FORM, Purpose, uploads

STREAMLIT = Path(streamlit.__file__).parent / "static"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PAGES = sorted(path.stem for path in settings.PAGES.glob("*.py"))
THEME = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
TRANSLATION = (settings.ROOT / "dasbor" / "server" / "translate.js").read_text("utf-8")
SITE = Site("Judul <kota>", "Uraian", "p {}", frozenset({"satu", "dua"}), "satu", STREAMLIT, PLOTLY)
FIGURE = r'<script type="application/json" class="gambar-data" data-kunci="\w+">'
Links = list[tuple[str, str]]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The real app, started as uvicorn would."""
    with TestClient(entry.app, follow_redirects=False) as running:
        yield running


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_stranger_cannot_send_files_to_the_real_app(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{PREFIX}sesi/berkas", files={"file": b"x"})
    assert answer.status_code == 403
    assert "Muat ulang halaman" in answer.text and answer.headers["cache-control"] == "no-store"


def test_behind_the_door_streamlit_answers_itself(client: TestClient) -> None:
    uploads.admit("sesi-uji", Purpose(bytes=1024, files=1, together=4 * FORM, per_address=4 * FORM))
    try:
        [given] = runtime.get_instance()._uploaded_file_mgr.get_upload_urls("sesi-uji", ["x"])
        answer = client.put(given.upload_url, files={"file": b"x"})
        assert "Muat ulang" not in answer.text  # it asks for its own token first
    finally:
        uploads.leave("sesi-uji")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1.evil:80"])
def test_a_session_for_a_foreign_page_is_refused_and_nobody_outside_is_asked(
    client: TestClient, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda *a, **_: asked.append(a))
    monkeypatch.setattr("requests.get", lambda *a, **_: asked.append(a))
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect("/_stcore/stream", headers={"Origin": origin}),
    ):
        pass
    assert closed.value.code == 1008 and not asked


def test_a_message_that_comes_in_is_short_however_uvicorn_was_started(client: TestClient) -> None:
    assert client.get("/healthz").status_code
    assert uvicorn.Config(entry.app, ws_max_size=200_000_000).ws_max_size == capacity.MESSAGE
    assert uvicorn.Config(entry.app, ws_max_size=1_000).ws_max_size == 1_000


def small_client(
    health: Callable[[], Mapping[str, object]] = dict,
    canonical: Callable[[Links], Links] = lambda pairs: pairs,
    picture: FirstPicture = lambda *_: First(),
    base: str = "",
    documents: Mapping[str, Callable[[Mapping[str, list[str]], str], str]] | None = None,
) -> TestClient:
    """Our routes and middleware with given functions, around a stand-in for Streamlit."""
    streamlit_itself = Mount(base or "/", app=PlainTextResponse("streamlit"))
    site = replace(SITE, base=base)
    app = Starlette(
        routes=[
            Route("/rusak", broken),
            *build_routes(site, health, picture, documents or {}),
            streamlit_itself,
        ],
        middleware=build_middleware(site, canonical),
    )
    return TestClient(app, follow_redirects=False)


def broken(_request: Any) -> None:
    raise RuntimeError("rahasia dapur")


# -- page shell ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", *(f"/{page}" for page in PAGES if page != "ringkasan")])
def test_every_page_answers_with_the_indonesian_shell(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert '<html lang="id">' in answer.text
    assert answer.text.split("</head>")[0].count("<title>") == 1
    assert answer.text.split("<title>")[1].split("</title>")[0].endswith("Inovasi Kota Cilegon")


def test_shell_loads_only_files_of_this_server_and_they_exist(client: TestClient) -> None:
    html = client.get("/").text
    found = re.findall(r'(?:src|href)="([^"]+)"', html)
    addresses = [one for one in found if not one.startswith("https://wa.me/")]  # a way out
    assert len(addresses) > 10
    for at, address in enumerate(addresses):
        own = unescape(address).removeprefix("./").removeprefix(f"{client.base_url}/")
        assert own != address or address.startswith(("?", "#")), address
        reader = TestClient(entry.app, client=(f"192.0.2.{at}", 5000))  # nobody asks all at once
        assert reader.get(f"/{own}").status_code == 200, address


def test_shell_has_our_head_and_nothing_inline_or_english() -> None:
    html = small_client().get("/dua").text
    assert "<title>Judul &lt;kota&gt;</title>" in html
    assert '<meta name="description" content="Uraian" />' in html
    assert 'src="./aset/translate.js?v=' in html
    assert html.index('src="./aset/start.js?v=') < html.index('type="module"')
    assert 'href="./aset/gaya.css?v=' in html
    assert '<div id="root"></div>' in html
    assert "<script>" not in html  # the CSP would refuse it
    for word in ("SourceSans", "favicon.png", "service-desc", "You need to enable", "Streamlit</t"):
        assert word not in html
    assert html.startswith("<!--\n Copyright (c) Streamlit Inc.")  # Apache 2.0, section 4


def test_charts_of_the_first_picture_come_with_their_figures(client: TestClient) -> None:
    for path, charts in (("/", 0), ("/indeks", 0), ("/pertumbuhan", 3), ("/opd", 3)):
        shell = client.get(path).text
        figures = [json.loads(text.split("</script>")[0]) for text in re.split(FIGURE, shell)[1:]]
        assert len(figures) == charts
        assert all(one[mode]["data"] for one in figures for mode in ("light", "dark"))
        scripts = re.findall(r'<script[^>]* src="./aset/([\w.]+)', shell)
        assert scripts and "plotly.min.js" not in scripts  # only when a reader reaches for one


def test_parts_that_every_page_needs_are_asked_for_with_the_page(client: TestClient) -> None:
    for path in ("/", "/opd"):
        head = client.get(path).text.split("</head>")[0]
        asked = re.findall(r'<link rel="modulepreload" crossorigin href="./static/js/(.+?)">', head)
        assert len(asked) == len(set(asked))
        parts = {name.split(".")[0] for name in asked}
        assert set(chunks.EVERYWHERE) <= parts  # each is still called so by this Streamlit
    assert chunks.preloads(STREAMLIT, ["TidakAda"]) == ""


def test_words_of_the_data_cannot_leave_the_figure_they_are_in() -> None:
    chart = replace(
        catalogue.totals(Answers(versions.current()).ask("berapa_inovasi_per_tahun")),
        alt="</script><script>alert(1)</script>",
    )
    block = page.figure(chart)
    assert (
        block.count("<") == 2 and "alert(1)" in json.loads(re.split(FIGURE, block)[1][:-9])["alt"]
    )


def test_a_page_says_its_finding_before_the_app_is_there(client: TestClient) -> None:
    for path in ("/", "/pertumbuhan", "/opd", "/posyantek"):
        first = client.get(path).text.split('id="awal"')[1].split('<div id="root">')[0]
        assert "<h1>" in first and 'class="gambar"' in first and "Sumber" in first
        first = re.sub(f"{FIGURE}.*?</script>", "", first)
        assert not re.search(r"<script|\son\w+=|\bNone\b|\bnan\b", first)


def test_the_first_picture_follows_the_link_and_the_data(client: TestClient) -> None:
    whole = client.get("/pertumbuhan")
    part = client.get("/pertumbuhan?tahun=2021&tahun=2022")
    assert ">249<" in whole.text and ">249<" not in part.text and "2021–2022" in part.text
    assert whole.headers["etag"] != part.headers["etag"]
    assert client.get("/pertumbuhan").headers["etag"] == whole.headers["etag"]


def test_a_phone_gets_narrower_pictures_with_the_same_letters(client: TestClient) -> None:
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari"}
    for path in ("/pertumbuhan", "/gambar/opd"):
        large, small = (
            set(re.findall(r'<svg class="gambar" viewBox="0 0 (\d+) ', client.get(path, **at).text))
            for at in ({}, {"headers": phone})
        )
        assert small == {"340"} and large <= {"940", "480", "470"} and "940" in large


@pytest.mark.parametrize("query", ["?tahun=abc", "?opd=<script>alert(1)</script>", "?opd="])
def test_a_link_that_means_nothing_opens_the_page_without_a_picture(
    client: TestClient, query: str
) -> None:
    answer = client.get(f"/opd{query}")
    assert answer.status_code == 200 and "alert(1)" not in answer.text
    assert '<div id="root"></div>' in answer.text and 'id="awal"' not in answer.text


def test_a_picture_that_fails_does_not_keep_the_page_closed() -> None:
    def breaks(*_: object) -> First:
        raise RuntimeError("rusak")

    answer = small_client(picture=breaks).get("/dua")
    assert answer.status_code == 200 and "rusak" not in answer.text and "<h1>" not in answer.text


def test_an_open_app_gets_the_same_picture_alone(client: TestClient) -> None:
    for name, link in (("", ""), ("opd", ""), ("pertumbuhan", "?tahun=2021&tahun=2022")):
        alone = client.get(f"/gambar/{name}{link}")
        shell = client.get(f"/{name}{link}").text
        around, picture = alone.text.split('<div class="isi"', 1)
        assert (
            f'{around}<div id="awal" class="awal" role="main"><div class="isi"{picture}</div>'
            in shell
        )
        assert alone.headers["cache-control"] == "no-store"
    for without in ("opd?opd=Dinkes&opd=entah", "kelola_data"):
        alone = client.get(f"/gambar/{without}").text
        assert 'class="saringan"' in alone or "kelola" in without
        assert "<nav" in alone and 'class="isi"' not in alone
    for nonsense in ("/gambar/entah", "/gambar/opd/lagi", "/gambar/../app.py"):
        assert client.get(nonsense).status_code == 404


def test_home_page_under_its_own_name_leads_to_the_root(client: TestClient) -> None:
    answer = client.get("/ringkasan?tahun=2021&tahun=2022")
    assert (answer.status_code, answer.headers["location"]) == (307, "./?tahun=2021&tahun=2022")
    assert client.get("/ringkasan").headers["location"] == "./"


def test_shell_is_revalidated_by_etag(client: TestClient) -> None:
    first = client.get("/pertumbuhan")
    again = client.get("/pertumbuhan", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_unknown_page_gets_the_app_but_says_404(client: TestClient) -> None:
    known = client.get("/pertumbuhan")
    answer = client.get("/apa-saja", headers={"If-None-Match": known.headers["etag"]})
    assert answer.status_code == 404
    assert '<div id="root"></div>' in answer.text and 'id="awal"' not in answer.text


@pytest.mark.parametrize("path", ["/a/b", "/iklan.txt", "/index.html", "/opd/_stcore/health"])
def test_nonsense_is_404_not_the_app(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/_stcore/host-config", "/manifest.json", "/favicon.png"]
)
def test_streamlit_answers_its_own_paths(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "text/html" not in answer.headers["content-type"]


@pytest.mark.parametrize("path", ["/media/x.png", "/component/x", "/auth/login", "/oauth2callback"])
def test_reserved_paths_are_left_to_streamlit(path: str) -> None:
    assert small_client().get(path).text == "streamlit"


def test_slash_at_the_end_is_left_to_streamlit(client: TestClient) -> None:
    answer = client.get("/pertumbuhan/")
    assert (answer.status_code, answer.headers["location"]) == (301, "/pertumbuhan")


# -- below a prefix -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/kota/dua", 200, None),
        ("/kota/healthz", 200, None),
        ("/healthz", 200, None),  # for monitors that look at the machine itself
        ("/kota/satu?x=1", 307, "./?x=1"),
        ("/", 307, "/kota/"),
        ("/kota?x=1", 307, "/kota/?x=1"),
        ("/dua", 404, None),
        ("/kota-lain/dua", 404, None),
        ("/kota/a/b", 404, None),
        ("//jahat.example/kota/", 404, None),
    ],
)
def test_every_address_is_below_the_prefix(path: str, status: int, location: str | None) -> None:
    answer = small_client(base="/kota").get(f"http://testserver{path}")
    assert (answer.status_code, answer.headers.get("location")) == (status, location)
    assert answer.headers["x-content-type-options"] == "nosniff"
    if status == 404:
        assert '<a href="/kota/">' in answer.text


def test_old_links_and_streamlits_paths_keep_the_prefix() -> None:
    client = small_client(canonical=lambda _: [("opd", "Dinkes")], base="/kota")
    assert client.get("/kota/dua?opd=dinkes").headers["location"] == "/kota/dua?opd=Dinkes"
    for path in ("/kota/_stcore/health", "/kota/auth/login", "/kota/dua/"):
        assert client.get(path).text == "streamlit"
    assert client.get("/_stcore/health").status_code == 404
    script = f"/static/js/{biggest_script().name}"
    assert client.get(f"/kota{script}").status_code == 200
    assert client.get(script).status_code == 404


# -- compressed files ----------------------------------------------------------------------------


def biggest_script() -> Path:
    return max((STREAMLIT / "static" / "js").glob("index.*.js"), key=lambda p: p.stat().st_size)


def raw(client: TestClient, path: str, encoding: str) -> tuple[bytes, Mapping[str, str]]:
    with client.stream("GET", path, headers={"Accept-Encoding": encoding}) as answer:
        return b"".join(answer.iter_raw()), answer.headers


@pytest.mark.parametrize(
    ("accepted", "expected", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_streamlit_files_are_compressed(
    client: TestClient, accepted: str, expected: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    script = biggest_script()
    body, headers = raw(client, f"/static/js/{script.name}", accepted)
    assert headers.get("content-encoding") == expected
    assert unpack(body) == script.read_bytes()
    assert int(headers["content-length"]) == len(body)
    assert expected is None or len(body) < script.stat().st_size / 2
    assert headers["vary"] == "Accept-Encoding"
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert headers["content-type"].startswith("text/javascript")


def test_each_encoding_has_its_own_etag_and_304(client: TestClient) -> None:
    path = f"/static/js/{biggest_script().name}"
    tags = {encoding: raw(client, path, encoding)[1]["etag"] for encoding in ("br", "gzip", "*")}
    assert len(set(tags.values())) == 3
    same = {"Accept-Encoding": "br", "If-None-Match": tags["br"]}
    other = {"Accept-Encoding": "br", "If-None-Match": tags["gzip"]}
    assert client.get(path, headers=same).status_code == 304
    assert client.get(path, headers=other).status_code == 200


def test_head_of_a_file_has_headers_only(client: TestClient) -> None:
    answer = client.head(f"/static/js/{biggest_script().name}")
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) > 10_000


def test_a_missing_file_is_404_and_never_kept(client: TestClient) -> None:
    for path in ("/static/js/tidak-ada.js", "/static/../streamlit/config.py", "/aset/tidak-ada"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["cache-control"] == "no-store"
    assert client.post(f"/static/js/{biggest_script().name}").status_code == 405


def test_a_large_file_in_use_is_packed_tighter_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compress, "LARGE", 1000)
    monkeypatch.setattr(compress, "AFTER", 0.05)
    text = PLOTLY.read_bytes()[:200_000]
    asset = Asset(lambda: text, "text/plain", "no-cache")
    client = TestClient(Starlette(routes=[Route("/x", asset.respond)]))
    body, headers = raw(client, "/x", "br")
    until = time.monotonic() + 30
    while (later := raw(client, "/x", "br"))[0] == body and time.monotonic() < until:
        time.sleep(0.05)
    assert len(later[0]) < len(body) and later[1]["etag"] == headers["etag"]
    assert brotli.decompress(later[0]) == text


def test_a_file_is_read_and_compressed_once_even_for_simultaneous_readers() -> None:
    reads: list[int] = []

    def read() -> bytes:
        reads.append(1)
        time.sleep(0.1)  # long enough for the others to come and find it half done
        return b"a" * 1000

    asset = Asset(read, "text/plain", "no-cache")
    client = TestClient(Starlette(routes=[Route("/x", asset.respond)]))
    with ThreadPoolExecutor(4) as readers:
        bodies = list(readers.map(lambda _: client.get("/x").text, range(4)))
    assert bodies == ["a" * 1000] * 4
    assert len(reads) == 1


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br", {"gzip", "deflate", "br"}),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", {"br", "gzip", "*"}),
        ("br; q=0, gzip;q=0.000", set()),
        ("GZIP;q=0.05", {"gzip"}),
        ("", {""}),
    ],
)
def test_accept_encoding_is_understood(header: str, expected: set[str]) -> None:
    assert accepted_encodings(header) == expected


def test_our_files_are_kept_for_good_only_under_a_versioned_address(client: TestClient) -> None:
    assert "immutable" in client.get("/aset/translate.js?v=1").headers["cache-control"]
    assert client.get("/aset/translate.js").headers["cache-control"] == "no-cache"
    font = client.get("/aset/inter-latin.woff2")
    assert font.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in font.headers


def test_the_font_is_one_address_everywhere_and_stands_in_for_streamlits(
    client: TestClient,
) -> None:
    first = THEME["fontFaces"][0]["url"]
    assert f'rel="preload" href="{first}"' in client.get("/").text
    source_sans = next((STREAMLIT / "static" / "media").glob("SourceSansVF-Upright.*"))
    answer = client.get(f"/static/media/{source_sans.name}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"../../{first[2:]}")
    for face in THEME["fontFaces"]:
        assert client.get(face["url"][1:]).headers["cache-control"].startswith("public, immutable")


# -- security ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tidak-ada",
        "/healthz",
        "/unduh/x.csv",
        "/_stcore/health",
        "/static/x",
        "/aset/gaya.css",
    ],
)
def test_security_headers_are_on_every_answer(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe-inline" not in policy["script-src"]
    assert not re.search(r"https?:|\*", headers["content-security-policy"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


def test_a_broken_request_tells_a_reference_and_no_secret(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = small_client().get("/rusak")
    assert answer.status_code == 500
    assert "rahasia" not in answer.text
    assert "content-security-policy" in answer.headers
    reference = answer.text.split()[-1]
    assert reference in caplog.text
    assert "rahasia dapur" in caplog.text


# -- health --------------------------------------------------------------------------------------


def test_health_of_the_real_app(client: TestClient) -> None:
    answer = client.get("/healthz")
    report = answer.json()
    assert (answer.status_code, report["status"]) == (200, "ok")
    assert answer.headers["cache-control"] == "no-store"
    assert report["versi"]
    assert report["versi_data"]
    assert report["baris"]["inovasi"] > 0
    head = client.head("/healthz")
    assert (head.status_code, head.content) == (200, b"")


def test_health_is_503_with_the_reason_when_nothing_can_be_served() -> None:
    answer = small_client(health=lambda: {"versi": "1", "alasan": "Folder data kosong."}).get(
        "/healthz"
    )
    assert answer.status_code == 503
    assert answer.json() == {"status": "gagal", "versi": "1", "alasan": "Folder data kosong."}


def test_health_answers_while_every_thread_of_the_others_is_busy() -> None:
    go_on, busy = threading.Event(), threading.Semaphore(0)

    def wait(*_: object) -> str:
        busy.release()
        go_on.wait(60)
        return "selesai"

    with small_client(documents={"lembar": wait}) as visitor, ThreadPoolExecutor(60) as others:
        waiting = [others.submit(visitor.get, "/lembar") for _ in range(60)]
        try:
            for _ in range(40):  # as many as the pool has
                assert busy.acquire(timeout=60)
            assert visitor.get("/healthz").status_code == 200
        finally:
            go_on.set()
        assert {one.result().status_code for one in waiting} == {200}


def test_one_check_is_for_all_who_wait() -> None:
    go_on, checks = threading.Event(), []

    def health() -> dict[str, object]:
        checks.append(1)
        go_on.wait(60)
        return {"versi": "1"}

    with small_client(health=health) as visitor, ThreadPoolExecutor(20) as monitors:
        waiting = [monitors.submit(visitor.get, "/healthz") for _ in range(20)]
        while not checks:
            time.sleep(0.01)
        go_on.set()
        assert {one.result().status_code for one in waiting} == {200}
    assert len(checks) < 20


def test_health_is_503_when_the_check_itself_breaks() -> None:
    answer = small_client(health=lambda: broken(None) or {}).get("/healthz")
    assert answer.status_code == 503
    assert "rahasia" not in answer.text


# -- downloads -----------------------------------------------------------------------------------


def test_real_download_carries_its_source(client: TestClient) -> None:
    address = "/unduh/berapa_inovasi_per_tahun.csv?tahun=2021&tahun=2023&gaya=keterangan"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content.startswith("\ufeff# ".encode())
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment")
    same = {"If-None-Match": answer.headers["etag"]}
    assert client.get(str(answer.url), headers=same).status_code == 304
    assert client.get("/unduh/..%2Fapp.csv").status_code in (400, 404)
    assert client.get("/unduh/_inovasi.csv").status_code == 404
    assert client.get("/unduh/berapa_inovasi_per_tahun.csv?opd=Negeri+Dongeng").status_code == 400


# -- canonical links -----------------------------------------------------------------------------


def test_a_typed_link_is_rewritten_on_the_real_app(client: TestClient) -> None:
    answer = client.get("/opd?opd=dinkes&tahun=2021-2023")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/opd?opd=Dinkes&tahun=2021&tahun=2023"
    assert client.get(answer.headers["location"]).status_code == 200


def shout(pairs: Links) -> Links:
    return [(name, value.upper()) for name, value in pairs if value]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/dua?a=x%20y&a=z", "/dua?a=X+Y&a=Z"),
        ("/?a=x", "/?a=X"),
        ("/dua?a=", "/dua"),
        ("/dua?a=//jahat.example", "/dua?a=%2F%2FJAHAT.EXAMPLE"),
    ],
)
def test_redirects_stay_on_the_same_path(path: str, location: str) -> None:
    answer = small_client(canonical=shout).get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, location)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/dua?a=X", "/dua", "/entah?a=x", "//jahat.example/?a=x"])
def test_canonical_or_foreign_addresses_are_not_redirected(path: str) -> None:
    assert small_client(canonical=shout).get(f"http://testserver{path}").status_code != 307


@pytest.mark.parametrize(
    "canonical",
    [lambda pairs: [*pairs, ("a", "lagi")], lambda pairs: broken(None) or pairs],
    ids=["never settles", "breaks"],
)
def test_a_bad_rewrite_neither_loops_nor_breaks_the_page(
    canonical: Callable[[Links], Links],
) -> None:
    assert small_client(canonical=canonical).get("/dua?a=x").status_code == 200


@pytest.mark.parametrize("path", ["/dua", "/unduh/opd.csv", "/entah"])
def test_an_endless_query_is_refused(path: str) -> None:
    client = small_client()
    answer = client.get(f"{path}?opd={'x' * 4093}")
    assert answer.status_code in (400, 414)  # to a program it is a question like any other
    assert "Alamat terlalu panjang" in answer.text
    assert "terlalu panjang" not in client.get(f"{path}?opd={'x' * 4092}").text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/%2e%2e/%2e%2e/etc/passwd", 400, "alamat_tidak_terbaca"),
        ("/api/v1/kueri/x%00.json", 400, "alamat_tidak_terbaca"),
        (f"/api/v1/?opd={'x' * 5000}", 400, "alamat_terlalu_panjang"),
    ],
)
def test_below_api_also_streamlits_refusals_are_json(
    client: TestClient, path: str, status: int, code: str
) -> None:
    for method in ("GET", "HEAD"):
        refused = client.request(method, path)
        assert refused.status_code == status
        assert refused.headers["content-type"].startswith("application/json")
        assert "content-security-policy" in refused.headers
    told = client.get(path).json()["galat"]
    assert told["kode"] == code and "Bad Request" not in told["pesan"]


# -- start and errors ----------------------------------------------------------------------------


def test_start_warms_up_and_freezes_what_stays() -> None:
    calls: list[str] = []
    app = Starlette(lifespan=lifespan(lambda: calls.append("hangat")))
    with TestClient(app):
        assert calls == ["hangat"]
        assert gc.get_freeze_count() > 0


def test_no_message_waits_for_the_one_before_to_be_acknowledged() -> None:
    with socket.socket() as listening:  # as `streamlit run` opens its own
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with TestClient(Starlette(lifespan=lifespan(lambda: None))):
            assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_kept_theme_is_the_one_streamlit_reads() -> None:
    with TestClient(Starlette(lifespan=lifespan(lambda: None))):
        ours = app_session._populate_theme_msg
        theirs = inspect.unwrap(ours)
        assert ours is not theirs
        for section in ("theme", "theme.light", "theme.dark", "theme.sidebar"):
            read, kept, again = (CustomThemeConfig() for _ in range(3))
            theirs(read, section)
            ours(kept, section)
            ours(again, section)
            assert read == kept == again and (section == "theme.sidebar") != bool(read.ByteSize())


def test_the_server_starts_without_data(caplog: pytest.LogCaptureFixture) -> None:
    with TestClient(Starlette(lifespan=lifespan(lambda: broken(None)))):
        assert "Data belum dapat disiapkan" in caplog.text


def test_a_broken_page_shows_a_reference_that_the_log_explains(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown: list[str] = []
    with caplog.at_level(logging.ERROR):
        assert script_error_handler(shown.append)(ValueError("rahasia dapur")) is True
    assert "rahasia" not in shown[0]
    reference = re.search(r"\*\*([0-9a-f]{8})\*\*", shown[0])
    assert reference
    assert reference[1] in caplog.text
    assert "ValueError: rahasia dapur" in caplog.text


def test_settings_are_found_from_any_folder(tmp_path: Path) -> None:
    code = (
        "import app, streamlit.config as c;"
        "print(c.get_option('runner.postScriptGC'), c.get_option('client.showErrorDetails'),"
        " c.get_option('browser.gatherUsageStats'), c.get_option('client.toolbarMode'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(settings.ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "none", "False", "viewer"]


# -- translation ---------------------------------------------------------------------------------


def dictionary() -> dict[str, str]:
    found = re.search(r"const KAMUS = (\{.*?\n  \});", TRANSLATION, re.DOTALL)
    assert found
    pairs: list[tuple[str, str]] = json.loads(found[1], object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs)), "a word twice"
    return dict(pairs)


def test_every_word_of_the_dictionary_is_said_by_streamlit() -> None:
    unused = ("Plotly", "DeckGl", "elk", "GraphViz", "ECharts", "chunk-", "cytoscape", "katex")
    scripts = (STREAMLIT / "static" / "js").glob("*.js")
    said = "".join(p.read_text("utf-8") for p in scripts if not p.name.startswith(unused))
    server = STREAMLIT.parent / "runtime" / "backend_operation_handler.py"
    said += server.read_text("utf-8")  # a few words come from there
    assert [w for w in dictionary() if not any(f"{q}{w}{q}" in said for q in "`\"'")] == []


def test_a_translation_is_never_translated_again() -> None:
    words = dictionary()
    assert [word for word in words.values() if word in words] == []
