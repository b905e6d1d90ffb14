"""A file's bytes as tables of records. What it is, its content says, not its name.

Only ever called in a limited process (``child``): formats are read by libraries that trust them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dasbor.data.separator import dialect_of
from dasbor.format_id import number
from dasbor.gate.model import Unreadable
from dasbor.gate.reading import text_file, web_table, workbook
from dasbor.gate.reading.marks import Marks
from dasbor.gate.reading.small import Numbered

LONGEST_CELL = 32_767  # letters: Excel keeps no more in a cell
LONGEST_NAME = 100  # of a sheet: Excel keeps 31
ACCEPTED = "Unggah berkas .xlsx, .xls, .ods, atau .csv."
_BOUNDARIES = (
    "JSON yang diterima hanya batas untuk peta: GeoJSON berjenis FeatureCollection, satu fitur"
    " Polygon atau MultiPolygon tiap baris wilayah.csv, dengan properti kode."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SIGNATURES = {
    b"%PDF": "Berkas ini PDF. Minta tabelnya dalam bentuk .xlsx, atau salin ke Excel.",
    b"\x89PNG": "Berkas ini gambar.",
    b"\xff\xd8\xff": "Berkas ini gambar.",
    b"GIF8": "Berkas ini gambar.",
    b"Rar!": "Berkas ini arsip RAR. Ekstrak dahulu.",
    b"7z\xbc\xaf": "Berkas ini arsip 7z. Ekstrak dahulu.",
    b"\x1f\x8b": "Berkas ini arsip GZIP. Ekstrak dahulu.",
    b"{\\rtf": "Berkas ini dokumen RTF. Salin tabelnya ke Excel.",
    b"SQLite format 3": "Berkas ini basis data SQLite. Ekspor tabelnya ke CSV.",
    b"PAR1": "Berkas ini Parquet. Ekspor tabelnya ke CSV.",
}
_PAGE = re.compile(r"<(?:html|table|!doctype html|head|body|meta)\b", re.IGNORECASE)
_WEB = re.compile(r"<(?:html|!doctype html)\b", re.IGNORECASE)  # in what calls itself XML
_JSON = re.compile(r'(?:\[\s*)?\{\s*["}]|\[\s*\[')
_SQL = re.compile(
    r"^[ \t]{0,9}(?:INSERT INTO|CREATE TABLE|DROP TABLE)\b", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Room:
    """What the tables of one file may hold together; blank rows cost nothing.

    ``cells`` counts blanks within rows too, ``text`` characters.
    """

    cells: int
    text: int
    advice: str = ""


@dataclass(frozen=True)
class Table:
    """One table of a file: its name in it, how its text was read, its rows that hold anything.

    Rows come with their number, from 1. What ``marks`` say of rows is whole once they are read.
    """

    name: str
    encoding: str
    delimiter: str
    rows: Iterable[Numbered]
    marks: Marks = field(default_factory=Marks)


def tables(content: bytes, room: Room) -> Iterator[Table]:
    """The tables of a file. The records of one must be read before the next is asked for.

    Raises:
        Unreadable: when the file cannot be used, with what to do about it.
    """
    if not content.strip():
        raise Unreadable("Berkas kosong. Periksa apakah ekspornya selesai, lalu unggah lagi.")
    _refuse_foreign(content)
    used = _Used(room)
    for table in _found(content):
        yield replace(table, rows=used.within(table.rows))


def _found(content: bytes) -> Iterator[Table]:
    if content.startswith((*_ZIP, _OLE)):
        reader = workbook.old_sheets if content.startswith(_OLE) else workbook.sheets
        for title, marks, rows in reader(content):
            yield Table(title[:LONGEST_NAME], "", "", rows, marks)
    else:
        yield from _text(content)


class _Used:
    """How much of the room the tables so far have taken."""

    def __init__(self, room: Room) -> None:
        self._room, self._cells, self._text = room, 0, 0

    def within(self, rows: Iterable[Numbered]) -> Iterator[Numbered]:
        for row, record in rows:
            lengths = list(map(len, record))
            if max(lengths, default=0) > LONGEST_CELL:
                raise _long_cell(row, lengths)
            self._cells += len(lengths)
            self._text += sum(lengths)
            if self._cells > self._room.cells or self._text > self._room.text:
                raise Unreadable(
                    f"Isi berkas ini lebih dari {number(self._room.cells)} sel, atau teksnya"
                    f" lebih dari {number(self._room.text)} huruf. Bagi per tahun."
                    f" {self._room.advice}".strip()
                )
            yield row, record


def _long_cell(row: int, lengths: Sequence[int]) -> Unreadable:
    """No register has such a cell, and whoever compares or shows it would work for minutes."""
    longest = max(lengths)
    return Unreadable(
        f"Baris {number(row)}, sel ke-{lengths.index(longest) + 1} berisi"
        f" {number(longest)} huruf; satu sel memuat paling banyak {number(LONGEST_CELL)}"
        " huruf. Mungkin tanda kutipnya tidak ditutup, atau isi berkas lain ikut tersalin."
        " Betulkan sel itu, lalu unggah lagi."
    )


def _refuse_foreign(content: bytes) -> None:
    if content.startswith(_OLE):
        if _PROTECTED in content:
            raise Unreadable(
                "Buku kerja ini dilindungi kata sandi. Buka sandinya di Excel, lalu simpan ulang "
                "sebagai .xlsx."
            )
        if not any(name in content for name in _OLD_BOOKS):
            raise Unreadable(
                "Berkas ini dokumen Office lama (.doc atau .ppt), bukan buku kerja. Salin tabelnya"
                " ke Excel, simpan sebagai .xlsx."
            )
    for signature, message in _SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"{message} {ACCEPTED}")


def _text(content: bytes) -> Iterator[Table]:
    encoding = text_file.encoding_of(content)
    with text_file.open_text(content, encoding) as stream:
        head = stream.read(text_file.HEAD)
    start = head[:4096].lstrip()
    if (_WEB if start.startswith("<?xml") else _PAGE).search(start) and start.startswith("<"):
        yield from _web_page(content)
        return
    _refuse_foreign_text(head)
    dialect = dialect_of(head)
    with text_file.open_text(content, encoding) as stream:
        marks = Marks()
        rows = _numbered(text_file.records(stream, dialect))
        rows = _in_letters(rows, marks) if encoding.mixed else rows
        yield Table("", encoding.name, dialect.delimiter, rows, marks)


def _in_letters(rows: Iterable[Numbered], marks: Marks) -> Iterator[Numbered]:
    for row, record in rows:
        letters = text_file.letters(record)
        if letters:
            marks.mixed.add(row)
        yield row, letters or record


def _numbered(records: Iterable[Sequence[str]]) -> Iterator[Numbered]:
    """The rows that hold anything; of blank ones at the end the last, which tells how many."""
    row = last = 0
    for row, record in enumerate(records, start=1):
        if any(record):
            last = row
            yield row, tuple(record)
    if row > last:
        yield row, ()


def _refuse_foreign_text(head: str) -> None:
    start = head.lstrip()
    if start.startswith("<?xml"):
        kind = "XML. Buka di Excel, lalu simpan ulang sebagai .xlsx."
    elif _JSON.match(start):
        kind = f"JSON, bukan tabel. {ACCEPTED} {_BOUNDARIES}"
    elif _SQL.search(head):
        kind = "perintah SQL. Ekspor tabelnya sebagai CSV dari aplikasi basis datanya."
    else:
        return
    raise Unreadable(f"Berkas ini berisi {kind}")


def _web_page(content: bytes) -> Iterator[Table]:
    encoding = text_file.encoding_of(content)
    if len(content) > web_table.LARGEST:
        raise Unreadable(
            f"Halaman web ini lebih besar dari {web_table.LARGEST // 1024**2} MB. Buka di Excel,"
            " lalu simpan ulang sebagai .xlsx."
        )
    with text_file.open_text(content, encoding) as stream:
        found = web_table.tables(stream.read())
    if not found:
        raise Unreadable(
            "Berkas ini halaman web tanpa tabel, mungkin halaman masuk aplikasi. Masuk dahulu ke "
            "aplikasi asalnya, ulangi ekspornya, lalu simpan sebagai .xlsx."
        )
    for i, (rows, merged) in enumerate(found, start=1):
        name = f"Tabel {i}" if len(found) > 1 else ""
        yield Table(name, encoding.name, "", _numbered(rows), Marks(merged=merged))
