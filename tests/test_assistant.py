"""What an assistant gets: figures with all that belongs to them, no samples, nothing else."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import anyio
import pytest
import uvicorn
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dasbor import settings
from dasbor.city import City
from dasbor.documents import assistant, content
from dasbor.documents.assistant import TOOLS, call, load_protocol
from dasbor.documents.assistant import passport as passports
from dasbor.documents.open_data import Refused
from dasbor.documents.record.about import About
from dasbor.questions.answers import Answers
from dasbor.questions.query import Query, registry
from dasbor.questions.standing import SAMPLE_ROWS, Standing
from dasbor.server.api import Buckets, build_api
from tests.world import ROOT, each_of

HERE = "https://inovasi.contoh.go.id"
QUERIES = registry()


def about(asked: Answers) -> About:
    return About(asked, City("Kota Cilegon", "Cilegon"), HERE)


def usual(query: Query) -> dict[str, Any]:
    return {key: values[0] for key, values in query.choices.items()}


def asked(of: Answers, name: str, **parameter: Any) -> dict[str, Any]:
    return call(about(of), "tanya", {"nama": name, "parameter": parameter})


def numbers(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (cell for cell in row.values() if isinstance(cell, dict))


# --- the tools --------------------------------------------------------------------------------


def test_every_question_is_answered_with_its_passport(city: Answers) -> None:
    for query in QUERIES.values():
        told = asked(city, query.name, **usual(query))
        assert told["pertanyaan"] == query.question and told["versi_data"]
        assert told["tautan"].startswith(HERE) and told["rumus"].startswith(f"{HERE}/rumus?")
        named = {column.name for column in query.columns}
        for row in told["baris"]:
            assert set(row) == named
            for cell in numbers(row):
                assert cell["kedudukan"] in set(Standing)
                assert (cell["nilai"] is None) == (cell["kedudukan"] == Standing.ABSENT)
        json.dumps(told, default=str)


def test_a_sample_is_never_given_as_a_figure(demonstrated: Answers) -> None:
    """Whatever is asked: where all rows are samples, their counts are not known."""
    for query in QUERIES.values():
        told = asked(demonstrated, query.name, **usual(query))
        for row in told["baris"]:
            assert row.get("asal") not in SAMPLE_ROWS, query.name
            assert all(cell["kedudukan"] != Standing.SAMPLE for cell in numbers(row)), query.name
        if "inovasi" in query.data and not told["baris"]:
            said = " ".join(told["yang_tidak_diketahui"])
            assert "baris contoh tidak diberikan" in said, query.name
    with pytest.raises(Refused, match="tidak dikenal"):
        asked(demonstrated, "inovasi_apa_saja", contoh="ya")


def test_what_is_not_known_is_said(city: Answers) -> None:
    told = asked(city, "berapa_skor_iid_per_tahun", tahun=[2022, 2025])
    values = {row["tahun"]: row["skor"] for row in told["baris"]}
    assert values[2022]["nilai"] == 37.06 and values[2022]["kedudukan"] == "terbit"
    assert values[2023]["nilai"] is None
    said = " ".join(told["yang_tidak_diketahui"])
    assert "2023:" in said and "2024:" in said and "tanggal datanya tidak dinyatakan" in said
    assert told["tautan"] == f"{HERE}/rumus?kueri=berapa_skor_iid_per_tahun&tahun=2022&tahun=2025"
    [origin] = [one for one in told["asal_usul"] if one["tahun"] == 2022]
    assert origin["kepastian"] and origin["penerbit"] and origin["definisi"]


def test_a_rival_comes_along(city: Answers) -> None:
    rivals = list(city.ask("angka_mana_yang_bertentangan").records())
    assert rivals
    codes = {row["ukuran"]: row["kode"] for row in city.ask("ukuran_apa_saja").records()}
    for rival in rivals:
        given = {"ukuran": codes[rival["ukuran"]], "tahun": rival["tahun"]}
        told = call(about(city), "angka_terbit", given)
        others = {other["nilai"] for one in told["angka"] for other in one["tandingan"]}
        assert rival["tandingan"] in others


def test_a_page_of_the_menu_stands_behind_its_questions(city: Answers) -> None:
    pages = passports.pages(city)
    assert set(pages.values()) <= set(content.PAGES)
    counted = asked(city, "berapa_inovasi_per_tahun", tahun=[2021, 2023], opd="Dinkes")
    assert counted["tautan"] == f"{HERE}/pertumbuhan?tahun=2021&tahun=2023&opd=dinkes"
    told = asked(city, "apa_indikator_spd", edisi=2026)
    assert told["tautan"] == f"{HERE}/rumus?kueri=apa_indikator_spd&edisi=2026"


def test_a_question_keeps_its_page_where_that_only_demonstrates(
    city: Answers, demonstrated: Answers
) -> None:
    assert passports.pages(demonstrated).items() >= passports.pages(city).items()


def test_the_figures_of_a_text_are_laid_beside_the_ledger(city: Answers) -> None:
    text = "Pada 2022 tercatat 187 inovasi, dan 999 inovasi pada 2023."
    told = call(about(city), "angka_dalam_teks", {"teks": text})
    first, second = told["bilangan"]
    assert "sama dengan" in first["kata_catatan"][0] and first["sumber"]
    assert "Tidak ada angka terbit sebesar ini" in second["kata_catatan"][0]
    assert "cocok" not in json.dumps(told)


def test_questions_are_found_by_words(city: Answers) -> None:
    every = call(about(city), "daftar_pertanyaan", {})
    assert {one["nama"] for one in every["pertanyaan"]} == set(city.offered) <= set(QUERIES)
    some = call(about(city), "daftar_pertanyaan", {"cari": "skor IID tiap tahun"})
    assert 0 < some["jumlah"] < 10
    assert all(set(one) >= {"parameter", "wajib", "kolom"} for one in some["pertanyaan"])


REFUSED = {
    "unknown tool": ("hapus_semua", {}),
    "unknown argument": ("tanya", {"nama": "apa_arti_kepastian", "sql": "select 1"}),
    "no question": ("tanya", {}),
    "unknown question": ("tanya", {"nama": "_inovasi"}),
    "path": ("tanya", {"nama": "../../data/kota.toml"}),
    "unknown parameter": ("tanya", {"nama": "apa_arti_kepastian", "parameter": {"opd": "x"}}),
    "unknown value": ("tanya", {"nama": "berapa_inovasi_per_opd", "parameter": {"opd": "Foo"}}),
    "choice left out": ("tanya", {"nama": "berapa_per_rincian"}),
    "nested": ("tanya", {"nama": "berapa_inovasi_per_opd", "parameter": {"opd": {"a": 1}}}),
    "no mapping": ("tanya", {"nama": "apa_arti_kepastian", "parameter": [1]}),
    "too many rows": ("tanya", {"nama": "apa_arti_kepastian", "batas": 10_000}),
    "truth as number": ("tanya", {"nama": "apa_arti_kepastian", "batas": True}),
    "unknown measure": ("angka_terbit", {"ukuran": "laba"}),
    "year in words": ("angka_terbit", {"tahun": "dua ribu"}),
    "no text": ("angka_dalam_teks", {"teks": ""}),
    "endless text": ("angka_dalam_teks", {"teks": "1 " * 5000}),
}


def test_what_cannot_be_asked_is_refused_in_words(city: Answers) -> None:
    for case, (name, given) in REFUSED.items():
        with pytest.raises(Refused) as no:
            call(about(city), name, given)
        assert len(str(no.value)) > 20 and "select" not in str(no.value), case


@each_of({tool.name: tool for tool in TOOLS})
def test_a_tool_says_what_it_takes(tool: assistant.Tool) -> None:
    assert tool.words.endswith(".") and tool.title
    assert set(tool.arguments["required"]) <= set(tool.arguments["properties"])
    assert all(one["description"] for one in tool.arguments["properties"].values())


# --- a real client ----------------------------------------------------------------------------


async def conversation(client: Client) -> None:
    async with client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        given = {"nama": "berapa_skor_iid_per_tahun", "parameter": {"tahun": 2022}}
        told = await client.call_tool("tanya", given)
        [row] = told.structured_content["baris"]
        assert not told.is_error and row["skor"]["nilai"] == 37.06
        assert json.loads(told.content[0].text) == told.structured_content
        refused = await client.call_tool("tanya", {"nama": "hapus"})
        assert refused.is_error and "tidak dikenal" in refused.content[0].text


@contextmanager
def served(app: Any) -> Iterator[str]:
    """An application on a port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def mounted(city: Answers) -> Starlette:
    manager = load_protocol().over_http(lambda: about(city))

    def none(*_asked: object) -> Any:
        raise AssertionError

    routes = build_api(none, beside={"mcp": manager.asgi_app})
    return Starlette(routes=routes, lifespan=lambda _app: manager.run())


def test_a_client_over_http(city: Answers) -> None:
    with served(mounted(city)) as address:
        anyio.run(conversation, Client(f"{address}/mcp"))


def test_a_client_over_standard_streams(city_stores: Path) -> None:
    """The command itself, with the data and the store of these tests."""
    given = {name: value for name, value in os.environ.items() if name.startswith("DASBOR_")}
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "dasbor", "mcp"], cwd=ROOT, env=given
    )
    assert city_stores == settings.store_folder()
    anyio.run(conversation, Client(stdio_client(command)))


def test_the_conversation_in_the_docs_can_be_had_again(city: Answers) -> None:
    """What it asks is still understood; what it refuses is still refused."""
    text = (ROOT / "docs" / "percakapan_asisten.md").read_text("utf-8")
    turns = re.findall(r"^`(\w+)` `(\{.*\})`\n\n(```|> Ditolak)", text, re.MULTILINE)
    assert len(turns) == 10
    for tool, given, outcome in turns:
        if outcome == "```":
            assert call(about(city), tool, json.loads(given))
        else:
            with pytest.raises(Refused):
                call(about(city), tool, json.loads(given))


def test_requests_over_http_are_counted_like_all_others(
    city: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Buckets, "take", lambda *_: (False, 0, 7))
    with TestClient(mounted(city)) as client:
        refused = client.post("/mcp", json={})
    assert refused.status_code == 429 and refused.headers["retry-after"] == "7"


def test_an_endless_request_is_refused(city: Answers) -> None:
    with TestClient(mounted(city)) as client:
        assert client.post("/mcp", content=b"x" * 100_000).status_code == 413


def test_what_breaks_inside_leaves_as_a_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> About:
        raise RuntimeError("rahasia dapur")

    async def talk() -> str:
        async with Client(load_protocol().build(broken)) as client:
            return str((await client.call_tool("perubahan_angka", {})).content[0].text)

    said = anyio.run(talk)
    assert "Kode rujukan" in said and "rahasia" not in said


def test_without_the_sdk_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dasbor.documents.assistant.protocol", None)
    monkeypatch.delattr(assistant, "protocol", raising=False)
    with pytest.raises(assistant.NotInstalled, match=r"requirements-mcp\.txt"):
        load_protocol()
