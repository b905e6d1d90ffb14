"""Reading any sensible file into sheets. What it is, its content says, not its name."""

import re
from collections.abc import Iterator

from dasbor.gate.model import Sheet, Unreadable
from dasbor.gate.reading import text_file, web_table, workbook
from dasbor.gate.reading.layout import Origin, Progress, lay_out

ACCEPTED = "Unggah berkas .xlsx atau .csv."
_BOUNDARIES = (
    "JSON yang diterima hanya batas kelurahan: GeoJSON berjenis FeatureCollection, satu fitur"
    " Polygon atau MultiPolygon per kelurahan dengan properti kode."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
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
_JSON = re.compile(r'(?:\[\s*)?\{\s*["}]|\[\s*\[')
_SQL = re.compile(
    r"^[ \t]{0,9}(?:INSERT INTO|CREATE TABLE|DROP TABLE)\b", re.IGNORECASE | re.MULTILINE
)


def read(
    name: str,
    content: bytes,
    known: frozenset[str] = frozenset(),
    progress: Progress = None,
) -> list[Sheet]:
    """The tables of a file, one per worksheet that holds anything.

    ``known`` are words headers are made of (see ``matching.known_words``); ``progress`` hears the
    row it is at, every 20.000 rows.

    Raises:
        Unreadable: when the file cannot be used, with what to do about it.
    """
    if not content.strip():
        raise Unreadable("Berkas kosong. Periksa apakah ekspornya selesai, lalu unggah lagi.")
    _refuse_foreign(content)
    found = _workbook if content.startswith(_ZIP) else _text
    sheets = [sheet for sheet in found(name, content, known, progress) if sheet]
    if not sheets:
        raise Unreadable(f"Tidak ada tabel di dalam berkas ini. {ACCEPTED}")
    return sheets


def _refuse_foreign(content: bytes) -> None:
    if content.startswith(_OLE):
        if _PROTECTED in content:
            raise Unreadable(
                "Buku kerja ini dilindungi kata sandi. Buka sandinya di Excel, lalu simpan ulang "
                "sebagai .xlsx."
            )
        raise Unreadable(
            "Berkas ini berformat Excel lama (.xls). Simpan ulang sebagai .xlsx di Excel."
        )
    for signature, message in _SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"{message} {ACCEPTED}")


def _workbook(
    name: str, content: bytes, known: frozenset[str], progress: Progress
) -> Iterator[Sheet | None]:
    for title, records in workbook.sheets(content):
        yield lay_out(Origin(name, title), records, known, progress)


def _text(
    name: str, content: bytes, known: frozenset[str], progress: Progress
) -> Iterator[Sheet | None]:
    encoding = text_file.encoding_of(content)
    with text_file.open_text(content, encoding) as stream:
        head = stream.read(text_file.HEAD)
    if head.lstrip().startswith("<") and _PAGE.search(head[:4096]):
        yield from _web_page(name, content, known, progress)
        return
    _refuse_foreign_text(head)
    dialect = text_file.dialect_of(head)
    origin = Origin(name, "", encoding.name, dialect.delimiter)
    with text_file.open_text(content, encoding) as stream:
        yield lay_out(origin, text_file.records(stream, dialect), known, progress)


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


def _web_page(
    name: str, content: bytes, known: frozenset[str], progress: Progress
) -> Iterator[Sheet | None]:
    encoding = text_file.encoding_of(content)
    with text_file.open_text(content, encoding) as stream:
        found = web_table.tables(stream.read())
    if not found:
        raise Unreadable(
            "Berkas ini halaman web tanpa tabel, mungkin halaman masuk aplikasi. Masuk dahulu ke "
            "aplikasi asalnya, ulangi ekspornya, lalu simpan sebagai .xlsx."
        )
    for i, rows in enumerate(found, start=1):
        title = f"Tabel {i}" if len(found) > 1 else ""
        yield lay_out(Origin(name, title, encoding.name), rows, known, progress)
