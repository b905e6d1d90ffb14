"""Anything at the doors: an answer or a refusal in words, never a trace, in bounded memory.

A short turn in the suite, always with the same examples; ``make fuzz`` looks for new ones.
"""

import io
import os
import resource
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dasbor.city import City
from dasbor.data import store
from dasbor.documents import explore_table, open_data
from dasbor.gate import reading
from dasbor.gate.model import Unreadable
from dasbor.gate.reading import child as reader
from dasbor.questions import filters, selection
from dasbor.questions.answers import Answers
from dasbor.questions.query import registry
from dasbor.questions.sql import child, guard, start

LONGER = int(os.environ.get("UJI_FUZZ", "0"))
ROOM = 1024 * 2**20  # bytes beyond what the process has when it begins
fuzzed = settings(
    max_examples=LONGER or 60,
    derandomize=not LONGER,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module", autouse=True)
def _little_memory() -> Iterator[None]:
    """No more memory than a file may take: what asks for more fails here."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    mapped = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + ROOM, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


# --- files --------------------------------------------------------------------------------------

SNIPPETS = st.sampled_from(
    [
        b"id,tahun,judul,opd\r\n", b'"', b'""', b";", b"\t", b"\r", b"\n", b"\0", b"\xef\xbb\xbf",
        b"\xff\xfe", b"<table>", b"<tr><td colspan=99999>", b"<td rowspan=99999>", b"<!--", b"<![",
        b"</table>", b"<html>", b"<?xml version='1.0'?>", b"PK\x03\x04", b"PK\x05\x06",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"2023", b"Dinkes", b"=1+1", b"&#x110000;", b"&lt;",
        b'{"type":"FeatureCollection","features":[', b"\xc3\x28", b"sep=,\n", b"%PDF-1.7",
    ]
)  # fmt: skip
BYTES = st.lists(SNIPPETS | st.binary(max_size=200), max_size=40).map(b"".join)
NAMES = st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.html", "a", "a.txt", "a.geojson"])
PARTS = ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels",
         "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "../luar", "mimetype"]  # fmt: skip


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """What calls itself a workbook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in draw(st.lists(st.sampled_from(PARTS), unique=True)):
            packed.writestr(name, draw(BYTES) * draw(st.sampled_from([1, 1, 500])))
    whole = bytearray(buffer.getvalue())
    for at in draw(st.lists(st.integers(0, len(whole) - 1), max_size=3)):
        whole[at] ^= 1 << draw(st.integers(0, 7))
    return bytes(whole)


@fuzzed
@given(NAMES, BYTES | archives())
def test_any_file_is_tables_or_a_refusal(name: str, content: bytes) -> None:
    """What the limited process does, done here: its own limits would hide what it breaks on."""
    answer = reader.prepare({"room": asdict(reading.UPLOADED.room)})
    try:
        tables = reading._tables(iter(list(answer(content))))
        found = reading.sheets(name, tables, frozenset({"judul", "opd"}), None)
        words = "" if all(sheet.header for sheet in found) else "a table without a header"
        refused = ""
    except Unreadable as refusal:
        words, refused = "", str(refusal)
    assert not words and (refused.strip() or found)


# --- links --------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "2021",
        "2021-2023",
        "9999999999999999999",
        "-1",
        "Dinkes",
        "semua",
        "",
        "'",
        "٣",
        "1e9",
        "nan",
        "9" * 5000,
    ]
) | st.text(max_size=30)
KEYS = st.sampled_from(
    ["tahun", "opd", "bentuk", "urusan", "cari", "halaman", "baris", "kolom", "urut", "batas"]
) | st.text(max_size=12)
LINKS = st.dictionaries(KEYS, st.lists(WORDS, max_size=4), max_size=6)


@fuzzed
@given(LINKS)
def test_any_link_is_filters_or_a_refusal(city: Answers, link: dict[str, list[str]]) -> None:
    choices = filters.options(city)
    kept, strange = filters.lenient(link, choices)
    assert all(isinstance(word, str) for word in strange)
    ours = {name: [str(word) for word in words] for name, words in kept.link(choices).items()}
    assert filters.from_link(ours, choices) == kept, "a link made by us is understood"
    chosen, said = selection.selection(link, choices, explore_table.known(city))
    assert chosen is not None and all(isinstance(word, str) for word in said)
    refused = ""
    try:
        filters.from_link(link, choices)
    except ValueError as refusal:
        refused = str(refusal)
    assert len(refused) < 300 and "Exceeds" not in refused


ADDRESSES = st.sampled_from(["", "v1", "v1/openapi.json", "v1/register.zip"]) | st.builds(
    "{}/{}.{}".format,
    st.sampled_from(["v1/kueri", "unduh"]),
    st.sampled_from(sorted(registry())) | st.text(max_size=8),
    st.sampled_from(["json", "csv", "zip", "exe"]),
)


@fuzzed
@given(ADDRESSES | st.text(max_size=40), st.lists(st.tuples(KEYS, WORDS), max_size=4))
def test_any_request_is_answered_or_refused(
    city: Answers, path: str, pairs: list[tuple[str, str]]
) -> None:
    try:
        said = open_data.answer(city, City("Uji"), path, pairs).media_type
    except open_data.Refused as refusal:
        said = str(refusal)
    assert said and "Traceback" not in said


# --- statements ---------------------------------------------------------------------------------

TOKENS = st.sampled_from(
    ["select", "from", "opd", "inovasi", "(", ")", "*", "'", '"', "--", "/*", "*/", "\r", "\n", ";",
     "explain", "analyze", "union all", "with x as", "1", "count(*)", "read_csv('/etc/passwd')",
     "copy", "attach", "pragma", "$$", "::int", "where", "lambda", "[1]", "{'a': 1}", "\0", "é",
     "insert into", "duckdb_settings()", "pivot", "install", "set", "from versi"]
)  # fmt: skip


@pytest.fixture(scope="module")
def door(city: Answers) -> Iterator[tuple[Any, guard.Permitted]]:
    """What the child looks at a statement with, without a process for each."""
    offer = start.offer(city.store)
    connection = store.read_only(offer.store)
    names = {name.lower() for (name,) in connection.execute(child.CATALOGUE).fetchall()}
    closed = frozenset(names - offer.tables)
    yield connection, guard.Permitted(offer.tables, offer.macros, offer.table_macros, closed)
    connection.close()


@fuzzed
@given(st.lists(TOKENS | st.text(max_size=6), max_size=25).map(" ".join))
def test_any_text_is_checked_or_refused(door: tuple[Any, guard.Permitted], sql: str) -> None:
    connection, permitted = door
    try:
        run = child._checked(connection, sql, permitted)
    except (guard.Refused, duckdb.Error):
        return
    assert run.read <= permitted.tables
