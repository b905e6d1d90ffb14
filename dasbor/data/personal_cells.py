"""Cells of a file that hold personal data, masked before anything else looks at them."""

import re
from collections.abc import Iterator

from dasbor.data.checks import has_dictionary, literal
from dasbor.data.contract import Column
from dasbor.data.inspection import REFUSES, WARNS, DataFile, Finding
from dasbor.data.personal import KEY_RULE, RULE, masked, personal_kind
from dasbor.data.schema import insert
from dasbor.data.store import Connection

# For DuckDB: all that ``personal`` would find, and more. It is compiled for every query, so what
# is dear to compile stays out: a class of Unicode, repeated. Foreign digits lie in the last range.
SUSPECT = (
    r"(?:^|[^0-9])(?:0|6[^A-Za-z0-9]*2)(?:[^A-Za-z0-9]*[0-9]){8}"
    r"|[0-9](?:[^A-Za-z0-9]*[0-9]){15}|[@＠﹫]|[\[({]\s?(?i:at)\s?[\])}]"
    r"|[\x{660}-\x{1FFF}\x{2C00}-\x{10FFFF}]"
)
_FRACTION = re.compile(r"-?[0-9]+[.,][0-9]+")
SHOWN = 20  # rows a column
IN_NUMBERS = ("NIK", "NIP")  # that no figure of a city looks like; a phone number may be an amount
CURE = "Hapus data pribadinya dari berkas itu; yang tampil sudah disamarkan."
KEY_CURE = "Hapus data pribadinya, dan periksa apakah kolomnya bergeser."


def mask(connection: Connection, file: DataFile) -> list[Finding]:
    """Mask the cells of the file behind ``mentah``, and say in which rows.

    A key or a figure cannot be masked: such a file is refused.
    """
    columns = [column for column in file.contract.columns if _takes_any(column)]
    # In most files there is nobody: one look at all columns, with a letter between two cells.
    cells = ", ".join(["'x'", *(column.name for column in columns)])
    there = f"select 1 from isi_berkas where {_suspect(f'concat_ws({cells})')} limit 1"
    if not columns or not connection.execute(there).fetchone():
        return []
    return [finding for column in columns for finding in _mask(connection, file, column)]


def _takes_any(column: Column) -> bool:
    """Whether more passes there than what is listed, or a date."""
    return column.type not in ("tanggal", "ya_tidak", "teks") or (
        column.type == "teks" and not has_dictionary(column)
    )


def _suspect(text: str) -> str:
    return f"regexp_matches({text}, {literal(SUSPECT)})"


def _mask(connection: Connection, file: DataFile, column: Column) -> Iterator[Finding]:
    name = column.name
    suspects = connection.execute(
        f"select distinct {name} from isi_berkas where {_suspect(name)}"
    ).fetchall()
    kinds = {text: kind for (text,) in suspects if (kind := _kind(text, column))}
    if not kinds:
        return
    connection.execute("create or replace temp table samaran (isi varchar, ganti varchar)")
    insert(connection, "samaran", [(text, masked(text)) for text in kinds])
    places = connection.execute(
        f"select baris, {name} from mentah where {name} in (select isi from samaran)"
        f" order by baris limit {SHOWN}"
    ).fetchall()
    fixed = name in file.contract.key or column.unique or column.type != "teks"
    grade, rule, cure = (REFUSES, KEY_RULE, KEY_CURE) if fixed else (WARNS, RULE, CURE)
    for row, text in places:
        yield Finding(grade, file.name, f"memuat {kinds[text]}.", cure, row, name, rule=rule)
    connection.execute(f"update isi_berkas set {name} = ganti from samaran where {name} = isi")


def _kind(text: str, column: Column) -> str:
    if column.type != "teks" and _FRACTION.fullmatch(text.strip()):
        return ""
    kind = personal_kind(text)
    if column.type == "teks" or kind in IN_NUMBERS or text.strip().startswith("0"):
        return kind
    return ""
