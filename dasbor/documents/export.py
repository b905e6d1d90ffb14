"""Answers as CSV: plain for programs, with notes that say where they come from, for Excel.

Plain is RFC 4180 in UTF-8: the names of the columns, then rows; a column has one type, a missing
value is an empty cell. In all forms text that a spreadsheet would run as a formula is written with
an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from dasbor.charts.spreadsheet import safe
from dasbor.questions import provenance
from dasbor.questions.listing import Row
from dasbor.questions.query import ResultColumn
from dasbor.questions.result import Result

ROWS_OF_A_PART = 5_000
PLAIN, ANNOTATED, EXCEL = "polos", "keterangan", "excel"
STYLES = (PLAIN, ANNOTATED, EXCEL)

_BEGINS_IN_NOTE = re.compile(r"(?<=[,;])(?=[=+@＝＋＠]|[-－]\S)")


def in_style(
    style: str, passport: Result, rows: Iterable[Row], city: str, more: Iterable[str] = ()
) -> Iterator[bytes]:
    """An answer in one of ``STYLES``, never more than a part of it at a time.

    ``more`` are further notes for the annotated one.
    """
    columns = passport.query.in_files
    rows = _stated(passport, rows)
    if style == ANNOTATED:
        return _annotated(columns, [*head(passport, city), *more], rows)
    if style == EXCEL:
        labels = [safe(f"{c.label} ({c.unit})" if c.unit else c.label) for c in columns]
        return _written(labels, _cells(columns, rows, _local), "utf-8-sig", ";")
    return _written([c.name for c in columns], _cells(columns, rows, _plain), "utf-8")


def _stated(passport: Result, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows as files have them: told how their numbers stand, a part at a time."""
    if passport.query.in_files == passport.columns:
        return iter(rows)
    remaining = iter(rows)
    parts = iter(lambda: tuple(islice(remaining, ROWS_OF_A_PART)), ())
    return (row for some in parts for row in replace(passport, rows=some).in_files())


def _cells(
    columns: Sequence[ResultColumn], rows: Iterable[Row], written: Callable[[Any, str], Any]
) -> Iterator[list[Any]]:
    kinds = [column.type for column in columns]
    return ([written(v, k) for v, k in zip(row, kinds, strict=True)] for row in rows)


def _plain(value: Any, kind: str) -> Any:
    """A cell of plain CSV: a column of fractions has a point in every number."""
    if value is None or isinstance(value, str):
        return safe(value)
    if kind == "BOOLEAN":
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _local(value: Any, kind: str) -> Any:
    if kind == "DOUBLE" and value is not None:
        return str(value).replace(".", ",")
    return safe(value)


def own_to_csv(result: Result) -> bytes:
    """The answer to a reader's own query as plain CSV; what it is, its file name says."""
    head = [safe(column.name) for column in result.columns]
    return b"".join(_written(head, _cells(result.columns, result.rows, _plain), "utf-8"))


def own_head(result: Result, city: str, more: Iterable[str] = ()) -> list[str]:
    """What stands in a file of a reader's own query, one line each."""
    lines = [f"{city}: kueri sendiri, bukan angka terbit"]
    lines += [provenance.EXAMPLE_NOTE] if result.sample else []
    lines += [f"Tabel: {', '.join(result.query.data)}"] if result.query.data else []
    lines += [*more, f"Versi data: {result.version}", "Kueri:"]
    return [*lines, *(f"  {line}" for line in result.query.sql.splitlines())]


def _annotated(
    columns: Iterable[ResultColumn], lines: Iterable[str], rows: Iterable[Row]
) -> Iterator[bytes]:
    notes = (_BEGINS_IN_NOTE.sub("'", " ".join(line.split())) for line in lines)
    labels = [safe(column.label) for column in columns]
    cells = ([safe(value) for value in row] for row in rows)
    above = "".join(f"# {note}\r\n" for note in notes)
    return _written(labels, cells, "utf-8-sig", above=above)


def _written(
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    encoding: str,
    delimiter: str = ",",
    above: str = "",
) -> Iterator[bytes]:
    buffer = io.StringIO()
    buffer.write(above)
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(head)
    remaining = iter(rows)
    while some := list(islice(remaining, ROWS_OF_A_PART)):
        writer.writerows(some)
        yield buffer.getvalue().encode(encoding)
        buffer.seek(0)
        buffer.truncate()
        encoding = encoding.removesuffix("-sig")
    if buffer.tell():  # no rows at all
        yield buffer.getvalue().encode(encoding)


def head(result: Result, city: str) -> list[str]:
    """What anyone who meets the file alone needs to know, one line each."""
    source = provenance.of(result)
    lines = [f"{city}: {result.query.question}", f"Satu baris: {result.query.grain}"]
    lines += [f"Saringan: {filters}"] if (filters := _filters(result)) else []
    lines += [source.line] if source.line else []
    lines += source.notes
    return [*lines, f"Versi data: {result.version}"]


def _filters(result: Result) -> str:
    given = {key: value for key, value in result.parameters.items() if value is not None}
    return "; ".join(
        f"{key} = {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in given.items()
    )
