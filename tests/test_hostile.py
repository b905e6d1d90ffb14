"""Files made to fill the memory or the time of whoever opens them: refused, and nothing is felt.

What is measured is the process that asks, as the server would; the one that reads may grow.
"""

import io
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from dasbor.data import boundaries
from dasbor.data.sandbox.limits import Limits
from dasbor.documents.meeting import office
from dasbor.documents.meeting.briefing import Refused
from dasbor.gate import reading
from dasbor.gate.model import Unreadable

MOST = 100 * 2**20  # bytes that the asking process may grow by
STATM = Path("/proc/self/statm")
MASTER, SHEET = "ppt/slideMasters/slideMaster1.xml", "xl/worksheets/sheet1.xml"
RELATIONS = "ppt/_rels/presentation.xml.rels"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FOOT = b"</sheetData></worksheet>"
MILLION = 1_000_000

pytestmark = pytest.mark.skipif(not STATM.exists(), reason="memori dibaca dari /proc")


@contextmanager
def calm() -> Iterator[None]:
    """This process grows by less than ``MOST`` at any moment."""

    def resident() -> int:
        return int(STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")

    before, peak, over = resident(), 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.01):
            peak = max(peak, resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
    assert peak - before < MOST


def repacked(content: bytes, part: str, *pieces: bytes, **more: bytes) -> bytes:
    """An Office file with one part made of pieces, and further parts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as written:
            for piece in pieces:
                written.write(piece)
        for name, data in more.items():
            new.writestr(f"ppt/media/{name}.bin", data)
    return file.getvalue()


def read(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(part)


def deck() -> bytes:
    file = io.BytesIO()
    Presentation().save(file)
    return file.getvalue()


def master(*pieces: bytes, **more: bytes) -> bytes:
    """A presentation with something before the end of its master."""
    own = read(deck(), MASTER)
    start, end = own.split(b"</p:sldMaster>")
    return repacked(deck(), MASTER, start, *pieces, b"</p:sldMaster>", end, **more)


def relations(count: int) -> bytes:
    start, end = read(deck(), RELATIONS).split(b"</Relationships>")
    one = b'<Relationship Id="x%d" Type="http://a/b" Target="slides/s%d.xml"/>'
    pieces = b"".join(one % (n, n) for n in range(count))
    return repacked(deck(), RELATIONS, start, pieces, b"</Relationships>", end)


def entities() -> bytes:
    bomb = b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 1000 + b'">'
    for before, after in zip("abcdefg", "bcdefgh", strict=True):
        bomb += f'<!ENTITY {after} "{f"&{before};" * 10}">'.encode()
    return repacked(deck(), MASTER, bomb + b"]><a>&h;</a>")


DECKS: dict[str, Callable[[], bytes]] = {
    "many elements": lambda: master(*[b"<a/>" * MILLION] * 20),
    "elements below the size of a part": lambda: master(b"<a/>" * (2 * MILLION)),
    "deep elements": lambda: master(b"<a>" * 200_000),
    "many relations": lambda: relations(100_000),
    "one huge blob": lambda: master(blob=bytes(150 * 2**20)),
    "many parts": lambda: master(**{f"x{n}": b"" for n in range(5_000)}),
    "entities": entities,
    "larger than a template": lambda: bytes(office.LARGEST + 1),
    "no archive": lambda: b"PK\x03\x04" + os.urandom(10_000),
}


@pytest.mark.parametrize("name", DECKS)
def test_a_template_that_runs_away_is_refused(name: str) -> None:
    content = DECKS[name]()
    with calm(), pytest.raises(Refused, match="Templat tidak dapat dipakai"):
        office.check(content)


def test_a_template_of_many_attributes_and_shapes_is_felt_by_nobody() -> None:
    attributes = b" ".join(b'x%d=""' % n for n in range(100_000))
    for content in (master(b"<a ", attributes, b"/>"), master(b"<a/>" * 200_000)):
        with calm():
            office.check(content)


# --- registers --------------------------------------------------------------------------------


def sheet(*pieces: bytes) -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return repacked(file.getvalue(), SHEET, HEAD, *pieces, FOOT)


def texts() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    many = b"<sst>" + b"<si><t>x</t></si>" * (4 * MILLION) + b"</sst>"
    return repacked(file.getvalue(), "xl/sharedStrings.xml", many)


REGISTERS: dict[str, Callable[[], bytes]] = {
    "rows without a size": lambda: sheet(*[b"<row><c/></row>" * MILLION] * 6),
    "one endless row": lambda: sheet(b"<row>", *[b"<c/>" * MILLION] * 15, b"</row>"),
    "a cell below the world": lambda: sheet(b'<row r="999999999"><c r="A999999999"/></row>'),
    "many shared texts": texts,
    "one endless line": lambda: b"judul,opd\n" + b"a," * (12 * MILLION),
    "rows beyond the room": lambda: b"judul,opd\n" + b"a,b\n" * (8 * MILLION),
    "quotes that do not close": lambda: b"judul,opd\n" + b'"a,b\n' * (5 * MILLION),
    "a long text": lambda: b"judul,opd\n" + (b'"' + b"x" * 100_000 + b'",b\n') * 300,
    "tables in tables": lambda: b"<html>" + b"<table><tr><td>" * 30_000,
    "a page of cells": lambda: b"<table>" + b"<tr><td colspan=200 rowspan=900>x" * 40_000,
    "a page too large": lambda: b"<table>" + b"<tr><td>" * (3 * MILLION),
    "larger than an upload": lambda: bytes(reading.UPLOADED.largest + 1),
}


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_that_runs_away_is_refused(name: str) -> None:
    content = REGISTERS[name]()
    quick = replace(reading.UPLOADED, limits=replace(reading.UPLOADED.limits, seconds=20))
    with calm(), pytest.raises(Unreadable):
        reading.read("berkas", content, size=quick)


def test_a_page_that_used_to_take_its_square_is_read_at_once() -> None:
    with calm():
        [found] = reading.read("berkas.xls", b"<table><tr><td>a" + b"<!--" * 60_000)
    assert found.header[0].startswith("a")


def test_a_cell_of_many_pieces_is_refused_at_once() -> None:
    with calm(), pytest.raises(Unreadable, match="sel ke-1"):
        reading.read("berkas.xls", b"<table><tr><td>" + b"<br>a" * 600_000)


def test_a_cell_in_the_last_row_costs_no_memory() -> None:
    text = b'<c t="inlineStr"><is><t>%s</t></is></c>'
    rows = [b"<row>" + text % b"judul" + text % b"opd" + b"</row>"] * 2
    content = sheet(*rows, b'<row r="1048576"><c r="B1048576"><v>1</v></c></row>')
    with calm():
        [found] = reading.read("berkas.xlsx", content)
    assert found.rows_skipped >= 1_048_573 and len(found.skipped) < 5


def test_who_leaves_ends_the_work() -> None:
    class Left(Exception):
        pass

    beats = 0

    def leave() -> None:
        nonlocal beats
        beats += 1
        if beats > 3:
            raise Left

    content = sheet(*[b"<row><c/></row>" * MILLION] * 2)
    with pytest.raises(Left):
        reading.read("berkas.xlsx", content, beat=leave)
    assert not reading.TURNS._running


# --- boundaries -------------------------------------------------------------------------------

OPENING = b'{"type":"FeatureCollection","features":['


@pytest.mark.parametrize(
    "content",
    [OPENING + b"[" * (4 * MILLION), OPENING + b"[]," * MILLION + b"1]}",
     OPENING + b"9" * (4 * MILLION) + b"]}", OPENING + b" " * (6 * MILLION)],
    ids=["deep", "many", "a long number", "large"],
)  # fmt: skip
def test_boundaries_that_run_away_are_refused(content: bytes) -> None:
    assert boundaries.recognised(content)
    with calm():
        drawn, found = boundaries.examine(content, {"36.72.01.1001": None})
    assert not drawn and found


def test_every_reader_of_foreign_files_has_limits() -> None:
    for limits in (reading.UPLOADED.limits, reading.AT_HAND.limits, office.LIMITS,
                   boundaries.LIMITS):  # fmt: skip
        assert isinstance(limits, Limits)
        assert 0 < limits.memory <= 2**31 and 0 < limits.seconds <= 900
