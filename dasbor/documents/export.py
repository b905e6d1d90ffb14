"""Answers as files that say where they come from."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dasbor.charts.spreadsheet import safe
from dasbor.questions import provenance
from dasbor.questions.listing import Listing
from dasbor.questions.result import Result

ROWS_OF_A_PART = 5_000

_BEGINS_IN_NOTE = re.compile(r"(?<=[,;])(?=[=+@＝＋＠]|[-－]\S)")


def to_csv(result: Result, city: str, more: Iterable[str] = ()) -> bytes:
    """UTF-8 CSV with BOM: ``#`` lines with question, source, caveats, ``more``, then the data.

    Text that a spreadsheet would run as a formula is written with an apostrophe before it, also
    in the ``#`` lines, which quote what stood in a link.
    """
    return b"".join(_parts(result, [*head(result, city), *more], result.rows))


def in_parts(listing: Listing, city: str, more: Iterable[str] = ()) -> Iterator[bytes]:
    """The same file of all rows of a listing, never more than a part of it at a time."""
    return _parts(listing.passport, [*head(listing.passport, city), *more], listing.each())


def own_to_csv(result: Result, city: str, more: Iterable[str] = ()) -> bytes:
    """The answer to a reader's own query: its head quotes the query, the marks and ``more``."""
    lines = [f"{city}: kueri sendiri, bukan angka terbit"]
    lines += [provenance.EXAMPLE_NOTE] if result.sample else []
    lines += [f"Tabel: {', '.join(result.query.data)}"] if result.query.data else []
    lines += [*more, f"Versi data: {result.version}", "Kueri:"]
    lines += [f"  {line}" for line in result.query.sql.splitlines()]
    return b"".join(_parts(result, lines, result.rows))


def _parts(
    result: Result, lines: Iterable[str], rows: Iterable[tuple[Any, ...]]
) -> Iterator[bytes]:
    buffer = io.StringIO()
    notes = (_BEGINS_IN_NOTE.sub("'", " ".join(line.split())) for line in lines)
    buffer.writelines(f"# {note}\r\n" for note in notes)
    writer = csv.writer(buffer)
    writer.writerow([safe(column.label) for column in result.columns])
    remaining, encoding = iter(rows), "utf-8-sig"
    while some := list(islice(remaining, ROWS_OF_A_PART)):
        writer.writerows([safe(value) for value in row] for row in some)
        yield buffer.getvalue().encode(encoding)
        buffer.seek(0)
        buffer.truncate()
        encoding = "utf-8"
    if encoding == "utf-8-sig":  # no rows at all
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
