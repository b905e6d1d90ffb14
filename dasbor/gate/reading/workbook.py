"""A workbook as numbered records, everything as the text a person would read in the cell."""

import codecs
import io
import zipfile
from collections.abc import Iterator
from typing import TypeVar

from dasbor.gate.model import Unreadable
from dasbor.gate.reading import open_xml, other_book
from dasbor.gate.reading.layout import MAX_COLUMNS
from dasbor.gate.reading.marks import Marks
from dasbor.gate.reading.small import Numbered

Part = TypeVar("Part")
Sheets = Iterator[tuple[str, Marks, Iterator[Numbered]]]
_XML = (".xml", ".rels", ".bin")

MAX_PARTS = 4_000
MAX_UNPACKED = 1_536 * 1024 * 1024
MAX_TEXTS = 384 * 1024 * 1024  # shared texts are held in memory
MAX_OTHER = 32 * 1024 * 1024  # of any part but sheets and texts that is read: styles, relations …
SUSPECT = 64 * 1024 * 1024
MAX_RATIO = 200  # workbooks shrink to a tenth or a thirtieth, bombs to a thousandth

_SAVE_AGAIN = "Buka di Excel atau LibreOffice, lalu simpan ulang sebagai .xlsx."
_OTHER_BOOKS = ("xl/workbook.bin", "content.xml")
_OTHER_ZIPS = {
    "word/document.xml": "Berkas ini dokumen Word. Salin tabelnya ke Excel, simpan sebagai .xlsx.",
    "ppt/presentation.xml": "Berkas ini salindia PowerPoint. Salin tabelnya ke Excel, simpan "
    "sebagai .xlsx.",
}
_PLAIN_ZIP = "Berkas ini arsip ZIP, bukan buku kerja Excel. Ekstrak dahulu, lalu unggah isinya."
_DAMAGED = f"Buku kerja ini rusak atau terpotong. {_SAVE_AGAIN}"


def sheets(content: bytes) -> Sheets:
    """Name, marks and rows of every worksheet, hidden ones last.

    The rows of a sheet must be read before the next sheet is asked for.

    Raises:
        Unreadable: when it is no workbook, is damaged, or unpacks to something enormous.
    """
    parts = _check_archive(content)
    if open_xml.BOOK in parts:
        found: Sheets = ((name, s.marks, s.rows()) for name, s in open_xml.worksheets(content))
    else:
        found = other_book.worksheets(content)
    return _each(found)


def old_sheets(content: bytes) -> Sheets:
    """The same of a workbook as Excel kept it before 2007. Raises ``Unreadable``."""
    return _each(other_book.worksheets(content))


def load() -> None:
    """Import what reads workbooks."""
    codecs.lookup("cp437")  # of names in archives
    other_book.load()


def _each(found: Sheets) -> Sheets:
    for name, marks, rows in _guarded(found):
        yield name, marks, _guarded(_narrow(name, rows))


def _guarded(parts: Iterator[Part]) -> Iterator[Part]:
    try:
        yield from parts
    except (Unreadable, MemoryError):
        raise
    except Exception as flaw:  # the readers fail in as many ways as files do
        raise Unreadable(_DAMAGED) from flaw


def _narrow(name: str, rows: Iterator[Numbered]) -> Iterator[Numbered]:
    for row, cells in rows:
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(
                f"Lembar “{name[:100]}” memakai lebih dari {MAX_COLUMNS} kolom. "
                "Hapus yang bukan bagian tabel, lalu simpan ulang."
            )
        yield row, cells


def _most(part: str) -> int:
    """How large a part may be, by what it is."""
    if "/worksheets/" in part:
        return MAX_UNPACKED
    return MAX_TEXTS if "sharedstrings" in part.lower() else MAX_OTHER


def _check_archive(content: bytes) -> frozenset[str]:
    """Refuse what is no workbook, or one that would fill the memory, before unpacking any of it.

    Gives the names of its parts.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as flaw:
        raise Unreadable(_DAMAGED) from flaw
    sizes = {part.filename: part.file_size for part in parts}
    if len(sizes) < len(parts) or len(parts) > MAX_PARTS:
        raise Unreadable(_DAMAGED)
    if not sizes.keys() & {open_xml.BOOK, *_OTHER_BOOKS}:
        others = (message for name, message in _OTHER_ZIPS.items() if name in sizes)
        raise Unreadable(next(others, _PLAIN_ZIP))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(f"Buku kerja ini dilindungi kata sandi. Buka sandinya. {_SAVE_AGAIN}")
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > max(SUSPECT, MAX_RATIO * part.compress_size) for part in parts)
    heavy = any(size > _most(name) for name, size in sizes.items() if name.endswith(_XML))
    if bomb or heavy or unpacked > MAX_UNPACKED:
        raise Unreadable(
            "Isi buku kerja ini terlalu besar untuk sebuah daftar. "
            "Simpan lembar daftarnya saja sebagai “CSV UTF-8”."
        )
    return frozenset(sizes)
