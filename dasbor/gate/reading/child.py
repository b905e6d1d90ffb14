"""What the limited process does for the gate: a file's tables, as frames of JSON.

``["meja", name, encoding, delimiter]`` begins a table, ``["baris", [[cell, …], …]]`` are records of
it, ``["tolak", words]`` says why there is nothing more.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from dasbor.data.sandbox.child import Answer
from dasbor.gate.model import Unreadable
from dasbor.gate.reading import foreign, text_file, web_table, workbook

BATCH = 2_000  # records of a frame
TABLE, RECORDS, REFUSED = "meja", "baris", "tolak"


def prepare(request: Mapping[str, Any]) -> Answer:
    """Load every library now: no file opens once the limits are in force."""
    room = foreign.Room(**request["room"])
    for module in (text_file, web_table, workbook):
        module.load()

    def answer(content: bytes) -> Iterator[bytes]:
        try:
            for table in foreign.tables(content, room):
                yield _frame(TABLE, table.name, table.encoding, table.delimiter)
                records = iter(table.records)
                while batch := list(islice(records, BATCH)):
                    yield _frame(RECORDS, batch)
        except Unreadable as words:
            yield _frame(REFUSED, str(words))

    return answer


def _frame(*parts: Any) -> bytes:
    return json.dumps(parts, ensure_ascii=False).encode(errors="surrogatepass")
