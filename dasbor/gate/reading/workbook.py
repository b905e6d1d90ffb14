"""An Excel workbook as records, everything as the text a person would read in the cell."""

import codecs
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, TypeVar

from dasbor.gate.model import Unreadable
from dasbor.gate.reading.layout import MAX_COLUMNS, Cells

Part = TypeVar("Part")
_XML = (".xml", ".rels")

MAX_PARTS = 4_000
MAX_UNPACKED = 1_536 * 1024 * 1024
MAX_TEXTS = 384 * 1024 * 1024  # shared texts are held in memory
MAX_OTHER = 32 * 1024 * 1024  # of any part but sheets and texts that is read: styles, relations …
SUSPECT = 64 * 1024 * 1024
MAX_RATIO = 200  # workbooks shrink to a tenth or a thirtieth, bombs to a thousandth

_SAVE_AGAIN = "Buka di Excel atau LibreOffice, lalu simpan ulang sebagai .xlsx."
_OTHER_ZIPS = {
    "content.xml": f"Berkas ini berformat OpenDocument. {_SAVE_AGAIN}",
    "xl/workbook.bin": f"Berkas ini berformat Excel biner (.xlsb). {_SAVE_AGAIN}",
    "word/document.xml": "Berkas ini dokumen Word. Salin tabelnya ke Excel, simpan sebagai .xlsx.",
    "ppt/presentation.xml": "Berkas ini salindia PowerPoint. Salin tabelnya ke Excel, simpan "
    "sebagai .xlsx.",
}
_PLAIN_ZIP = "Berkas ini arsip ZIP, bukan buku kerja Excel. Ekstrak dahulu, lalu unggah isinya."
_DAMAGED = f"Buku kerja Excel ini rusak atau terpotong. {_SAVE_AGAIN}"


def sheets(content: bytes) -> Iterator[tuple[str, Iterator[Cells]]]:
    """Name and records of every worksheet, hidden ones last.

    The records of a sheet must be read before the next sheet is asked for.

    Raises:
        Unreadable: when it is no workbook, is damaged, or unpacks to something enormous.
    """
    _check_archive(content)
    return _guarded(_sheets(content))


def load() -> None:
    """Import what reads workbooks, and keep it from reading more than it is asked for."""
    from openpyxl.worksheet import _read_only

    codecs.lookup("cp437")  # of names in archives
    warnings.filterwarnings("ignore", module="openpyxl")  # about styles it does not know
    # It looks for the stated size, and where there is none builds a tree of the whole sheet.
    _read_only.ReadOnlyWorksheet._get_size = lambda _: None


def _guarded(parts: Iterator[Part]) -> Iterator[Part]:
    try:
        yield from parts
    except Unreadable:
        raise
    except Exception as flaw:  # openpyxl fails in as many ways as files do
        raise Unreadable(_DAMAGED) from flaw


def _sheets(content: bytes) -> Iterator[tuple[str, Iterator[Cells]]]:
    from openpyxl import load_workbook  # only in a process that reads files

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
            yield sheet.title, _guarded(_records(sheet))
    finally:
        book.close()


def _records(sheet: Any) -> Iterator[Cells]:
    """Rows cut after their last value."""
    width = 1
    for values in sheet.iter_rows(values_only=True):
        if not values:  # one of perhaps a million between a table and a stray cell
            yield ()
            continue
        if values[width:].count(None) < len(values) - width:
            width = max(i for i, value in enumerate(values, start=1) if value is not None)
        if width > MAX_COLUMNS:
            raise Unreadable(
                f"Lembar “{sheet.title[:100]}” memakai lebih dari {MAX_COLUMNS} kolom. "
                "Hapus yang bukan bagian tabel, lalu simpan ulang."
            )
        yield tuple([v if v.__class__ is str else _text(v) for v in values[:width]])


def _text(value: Any) -> str:
    """A value as a person would read it: whole numbers without a point, dates as ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _most(part: str) -> int:
    """How large a part may be, by what it is."""
    if "/worksheets/" in part:
        return MAX_UNPACKED
    return MAX_TEXTS if "sharedstrings" in part.lower() else MAX_OTHER


def _check_archive(content: bytes) -> None:
    """Refuse what is no workbook, or one that would fill the memory, before unpacking any of it."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as flaw:
        raise Unreadable(_DAMAGED) from flaw
    sizes = {part.filename: part.file_size for part in parts}
    if len(sizes) < len(parts) or len(parts) > MAX_PARTS:
        raise Unreadable(_DAMAGED)
    if "xl/workbook.xml" not in sizes:
        others = (message for name, message in _OTHER_ZIPS.items() if name in sizes)
        raise Unreadable(next(others, _PLAIN_ZIP))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(f"Buku kerja ini dilindungi kata sandi. Buka sandinya. {_SAVE_AGAIN}")
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > max(SUSPECT, MAX_RATIO * part.compress_size) for part in parts)
    heavy = any(size > _most(name) for name, size in sizes.items() if name.endswith(_XML))
    if bomb or heavy or unpacked > MAX_UNPACKED:
        raise Unreadable(
            "Isi buku kerja ini terlalu besar untuk sebuah register. "
            "Simpan lembar registernya saja sebagai “CSV UTF-8”."
        )
