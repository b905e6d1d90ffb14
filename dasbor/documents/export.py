"""Answers as files that say where they come from."""

import csv
import io
import re
from collections.abc import Iterable

from dasbor.charts.spreadsheet import safe
from dasbor.questions import provenance
from dasbor.questions.result import Result

_BEGINS_IN_NOTE = re.compile(r"(?<=[,;])(?=[=+@＝＋＠]|[-－]\S)")


def to_csv(result: Result, city: str, more: Iterable[str] = ()) -> bytes:
    """UTF-8 CSV with BOM: ``#`` lines with question, source, caveats, ``more``, then the data.

    Text that a spreadsheet would run as a formula is written with an apostrophe before it, also
    in the ``#`` lines, which quote what stood in a link.
    """
    return _file(result, [*head(result, city), *more])


def own_to_csv(result: Result, city: str, more: Iterable[str] = ()) -> bytes:
    """The answer to a reader's own query: its head quotes the query, the marks and ``more``."""
    lines = [f"{city}: kueri sendiri, bukan angka terbit"]
    lines += [provenance.EXAMPLE_NOTE] if result.illustrative else []
    lines += [f"Tabel: {', '.join(result.query.data)}"] if result.query.data else []
    lines += [*more, f"Versi data: {result.version}", "Kueri:"]
    return _file(result, [*lines, *(f"  {line}" for line in result.query.sql.splitlines())])


def _file(result: Result, lines: Iterable[str]) -> bytes:
    buffer = io.StringIO()
    notes = (_BEGINS_IN_NOTE.sub("'", " ".join(line.split())) for line in lines)
    buffer.writelines(f"# {note}\r\n" for note in notes)
    writer = csv.writer(buffer)
    writer.writerow([safe(column.label) for column in result.columns])
    writer.writerows([safe(value) for value in row] for row in result.rows)
    return buffer.getvalue().encode("utf-8-sig")


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
