"""An answer as one archive: CSV, XLSX and Parquet, with a README that says what they are.

The same answer of the same data version gives the same bytes.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dasbor.city import City
from dasbor.data.parquet import parquet
from dasbor.documents import export
from dasbor.questions import provenance
from dasbor.questions.query import ResultColumn
from dasbor.questions.result import Result

MOST_ROWS = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_LICENCE = "Lisensi data belum ditetapkan pemilik data."
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows
SHEET_ROWS_WIDE = 200  # rows that are looked at for the width of a column
DATATYPES = {
    "BIGINT": "integer",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "dateTime",
    "VARCHAR": "string",
}
COLUMN_WIDE = 28  # of a table of words
HOW_TO_READ = """\
Isi arsip
  data.csv      RFC 4180: UTF-8 dengan koma dan titik desimal, baris pertama nama kolom. Sel teks
                yang dapat dijalankan lembar kerja sebagai rumus didahului tanda petik tunggal.
  data.csv-metadata.json
                tipe, satuan, sumber, dan catatan tiap kolom CSV (CSV on the Web).
  data.xlsx     lembar Data (nama kolom yang sama) dan Keterangan; teks disimpan sebagai teks.
  data.parquet  nama kolom dan tipe tetap, untuk pandas, DuckDB, R, dan sejenisnya.
Sel kosong berarti belum diketahui, bukan nol. Kolom kedudukan menyebut bagaimana angka pada baris
itu berdiri: terbit, dihitung dari yang terbit, perkiraan, atau contoh (angka karangan)."""


class TooMany(ValueError):
    """More rows than an archive takes; the words reach the reader."""


def licence(city: City) -> str:
    """Under which licence the data may be used, or that their owner has not said."""
    return f"Lisensi data: {city.licence}." if city.licence else NO_LICENCE


def check(rows: int) -> None:
    """Raises ``TooMany`` above ``MOST_ROWS`` rows."""
    if rows > MOST_ROWS:
        raise TooMany(f"Lebih dari {MOST_ROWS} baris: persempit saringannya.")


def pack(result: Result, city: City) -> bytes:
    """The answer as a ZIP file; whoever has not got its rows yet asks ``check`` before."""
    files = {
        **plain_csv(result, city, "data.csv"),
        "data.xlsx": workbook(result, city),
        "data.parquet": _parquet(result, city),
    }
    readme = "\r\n".join(about(result, city, files)).encode("utf-8-sig")
    return zipped({"README.txt": readme, **files})


def about(result: Result, city: City, files: Mapping[str, bytes]) -> list[str]:
    """The lines of the README: question, definition, source, caveats, columns, hashes."""
    hashes = [f"  {name}  {hashlib.sha256(body).hexdigest()}" for name, body in files.items()]
    return [
        *export.head(result, city.name),
        f"Jumlah baris: {len(result.rows)}",
        licence(city),
        "",
        *HOW_TO_READ.splitlines(),
        "",
        "Kolom",
        *_columns(result),
        "",
        "Sidik SHA-256",
        *hashes,
        "",
    ]


def _columns(result: Result) -> list[str]:
    """What each column is: name, type, label, unit."""
    return [
        f"  {column.name} ({column.type}): {column.label}"
        + (f", {column.unit}" if column.unit else "")
        for column in result.query.in_files
    ]


def described(result: Result, city: City, address: str) -> dict[str, Any]:
    """What a plain CSV at an address does not say itself, as CSV on the Web metadata."""
    source = provenance.of(result)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "url": address,
        "dc:title": result.query.question,
        "dc:description": f"Satu baris: {result.query.grain}.",
        "dc:source": source.line,
        "dc:license": licence(city),
        "dc:hasVersion": result.version,
        "notes": [{"keterangan": note} for note in source.notes],
        "tableSchema": {"columns": [_described(column) for column in result.query.in_files]},
    }


def _described(column: ResultColumn) -> dict[str, str]:
    told = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.label,
        "datatype": DATATYPES[column.type],
    }
    return told | ({"dc:description": f"satuan: {column.unit}"} if column.unit else {})


def plain_csv(result: Result, city: City, name: str) -> dict[str, bytes]:
    """The answer as a plain CSV of that name, and beside it what that does not say itself."""
    about = json.dumps(described(result, city, name.rpartition("/")[2]), ensure_ascii=False)
    content = b"".join(export.in_style(export.PLAIN, result, result.rows, city.name))
    return {name: content, f"{name}-metadata.json": about.encode()}


def workbook(result: Result, city: City) -> bytes:
    """The answer as XLSX: a sheet of rows, a sheet of words; no cell is a formula."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    book.set_properties({"title": result.query.question, "created": datetime(*EPOCH)})
    sheet = book.add_worksheet("Data")
    bold = book.add_format({"bold": True})
    rows = list(result.in_files())
    for at, column in enumerate(result.query.in_files):
        sheet.write_string(0, at, column.name, bold)
        sheet.set_column(at, at, _width(column.name, rows, at))
    for line, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            write(sheet, line, at, value)
    sheet.freeze_panes(1, 0)
    words = [*export.head(result, city.name), licence(city), "", "Kolom", *_columns(result)]
    words_sheet(book, words)
    book.close()
    return buffer.getvalue()


def words_sheet(book: Any, lines: Iterable[str]) -> None:
    """The sheet of a workbook that says what the others hold."""
    sheet = book.add_worksheet("Keterangan")
    sheet.set_column(0, 0, 110)
    for line, text in enumerate(lines):
        sheet.write_string(line, 0, text)


def one_sheet(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    patterns: Sequence[str] = (),
    strong: Collection[int] = (),
    words: Sequence[str] = (),
) -> bytes:
    """A table as XLSX: its head, its rows; no cell is a formula.

    ``patterns`` say how the numbers of a column are written, ``strong`` which rows are bold;
    ``words`` go on a sheet beside.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime(*EPOCH)})
    sheet = book.add_worksheet(title)
    sheet.set_column(0, max(0, len(head) - 1), COLUMN_WIDE)
    looks = {
        (bold, pattern): book.add_format({"bold": bold, "num_format": pattern})
        for bold in (True, False)
        for pattern in {"General", *patterns}
    }
    written = [*patterns, *["General"] * (len(head) - len(patterns))]
    for at, name in enumerate(head):
        sheet.write_string(0, at, name, looks[True, "General"])
    for line, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            write(sheet, line, at, value, looks[line in strong, written[at]])
    sheet.freeze_panes(1, 0)
    if words:
        words_sheet(book, words)
    book.close()
    return buffer.getvalue()


def write(sheet: Any, line: int, at: int, value: Any, look: Any = None) -> None:
    """One cell by the type of its value; a missing one stays empty."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value, look)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, at, value, look)
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(line, at, value, look)
    else:
        sheet.write_string(line, at, str(value), look)


def _width(label: str, rows: Sequence[Sequence[Any]], at: int) -> int:
    some: Iterable[int] = (len(str(row[at] or "")) for row in rows[:SHEET_ROWS_WIDE])
    return min(60, max(len(label), 10, *some) + 2)


def _parquet(result: Result, city: City) -> bytes:
    kinds = {column.name: column.type for column in result.query.in_files}
    facts = {
        "keterangan": "\n".join(export.head(result, city.name)),
        "lisensi": licence(city),
    }
    return parquet(kinds, list(result.in_files()), facts)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in their order as a ZIP: the same files give the same bytes, whatever the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            packed.writestr(entry, body)
    return buffer.getvalue()


def rezipped(content: bytes) -> bytes:
    """A ZIP of a library that stamps its files with the machine's clock, without the stamps."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return zipped({name: made.read(name) for name in made.namelist()})
