"""What the limited process does for the gate: a file's tables, as frames of JSON.

``["meja", name, encoding, delimiter, hidden, merged, hidden columns, blind]`` begins a table,
``["baris", [row, …], [[cell, …], …]]`` are rows of it, ``["tanda", hidden, struck, mixed rows]``
ends it; ``["tolak", words]`` says why there is nothing more.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from dasbor.data.sandbox.child import Answer
from dasbor.gate.model import Unreadable
from dasbor.gate.reading import foreign, text_file, web_table, workbook

BATCH = 2_000  # rows of a frame
TABLE, ROWS, MARKS, REFUSED = "meja", "baris", "tanda", "tolak"


def prepare(request: Mapping[str, Any]) -> Answer:
    """Load every library now: no file opens once the limits are in force."""
    room = foreign.Room(**request["room"])
    for module in (text_file, web_table, workbook):
        module.load()

    def answer(content: bytes) -> Iterator[bytes]:
        try:
            for table in foreign.tables(content, room):
                yield from _told(table)
        except Unreadable as words:
            yield _frame(REFUSED, str(words))

    return answer


def _told(table: foreign.Table) -> Iterator[bytes]:
    marks, rows = table.marks, iter(table.rows)
    before = (marks.hidden, marks.merged, sorted(marks.columns), marks.blind)
    yield _frame(TABLE, table.name, table.encoding, table.delimiter, *before)
    while batch := list(islice(rows, BATCH)):
        yield _frame(ROWS, *zip(*batch, strict=True))
    yield _frame(MARKS, *(runs.bounds() for runs in (marks.rows, marks.struck, marks.mixed)))


def _frame(*parts: Any) -> bytes:
    return json.dumps(parts, ensure_ascii=False).encode(errors="surrogatepass")
