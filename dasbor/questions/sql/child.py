"""What the limited process does for the SQL page: one statement against the store.

DuckDB's own limits leak (a string of 2 GB, a recursion, a list as long as the memory), therefore
time, memory and files are limited by the operating system (``data.sandbox``), before the statement
is looked at.
"""

import datetime
import decimal
import json
import math
import re
import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from dasbor.data.sandbox.child import Answer
from dasbor.questions.sql import guard

LOCKED = {  # in this order: the last ones close what the first ones set
    "threads": "1",
    "memory_limit": "256MB",
    "temp_directory": "",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "errors_as_json": "true",
    "lock_configuration": "true",
}
CELL = 2_000  # characters of one value
AT_ONCE = 500  # rows
_BLANK = r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*"
EXPLAIN = re.compile(
    rf"{_BLANK}explain\b(?:{_BLANK}analyze\b)?(?!{_BLANK}\()", re.IGNORECASE | re.DOTALL
)
CATALOGUE = (
    "select table_name from duckdb_tables() union select view_name from duckdb_views()"
    " union select schema_name from duckdb_schemas() union select database_name from"
    " duckdb_databases()"
)
WARM_UP = "select date '2020-01-01', today(), 1.5::decimal(9, 1), uuid(), interval 1 day, 'x'::blob"


def prepare(request: Mapping[str, Any]) -> Answer:
    """Open the store, lock it, and know what may be named: then comes the statement."""
    connection = duckdb.connect(request["store"], read_only=True)
    for name, value in LOCKED.items():
        connection.execute(f"set {name} = '{value}'")
    connection.execute(WARM_UP).fetchall()  # loads what is loaded late: no file opens after this
    names = {name.lower() for (name,) in connection.execute(CATALOGUE).fetchall()}
    tables = frozenset(request["tables"])
    permitted = guard.Permitted(
        tables,
        frozenset(request["macros"]),
        frozenset(request["table_macros"]),
        frozenset(names - tables),
    )

    def answer(sql: bytes) -> Iterator[bytes]:
        yield json.dumps(_answer(connection, sql.decode(), request, permitted)).encode()

    return answer


def _answer(
    connection: Any, sql: str, request: Mapping[str, Any], permitted: guard.Permitted
) -> dict[str, Any]:
    try:
        read = _checked(connection, sql, permitted)
        return {"read": sorted(read), **_rows(connection, sql, request)}
    except guard.Refused as no:
        return {"refused": no.rule, "name": no.name, "position": no.position}
    except duckdb.Error as flaw:
        return {"error": str(flaw)}


def _checked(connection: Any, sql: str, permitted: guard.Permitted) -> set[str]:
    """The tables a statement reads. Raises ``Refused`` unless it is one allowed SELECT."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise guard.Refused("banyak" if statements else "kosong")
    kind = statements[0].type
    if kind not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise guard.Refused("bukan_select", kind.name.lower())
    asked, skipped = sql, 0
    if kind == duckdb.StatementType.EXPLAIN:
        opening = EXPLAIN.match(sql)
        if not opening:
            raise guard.Refused("bukan_select", "explain")
        skipped = len(sql[: opening.end()].encode())
        asked = sql[opening.end() :]
    [(text,)] = connection.execute("select json_serialize_sql(?)", [asked]).fetchall()
    tree = json.loads(text)
    if tree["error"] or len(tree["statements"]) != 1:
        raise guard.Refused("bukan_select", kind.name.lower())
    try:
        return guard.check(tree, permitted)
    except guard.Refused as no:
        place = None if no.position is None else no.position + skipped
        raise guard.Refused(no.rule, no.name, place) from None


def _rows(connection: Any, sql: str, request: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and rows of the statement, up to the caps on rows and on characters."""
    began = time.monotonic()
    cursor = connection.execute(sql)
    columns = [[item[0], str(item[1])] for item in cursor.description]
    for name, kind in columns:
        if "TIME ZONE" in kind:  # Python would need another library to read it
            raise guard.Refused("zona", name)
    rows: list[list[Any]] = []
    room, cut = request["bytes"], ""
    while not cut and (some := cursor.fetchmany(AT_ONCE)):
        for row in some:
            if len(rows) >= request["rows"]:
                cut = "baris"
                break
            plain = [_plain(value) for value in row]
            room -= len(json.dumps(plain))
            if room < 0:
                cut = "besar"
                break
            rows.append(plain)
    return {"columns": columns, "rows": rows, "cut": cut, "seconds": time.monotonic() - began}


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is not a number, a truth or a date is text, cut when long."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"({len(value)} bita)"
    if not isinstance(value, str | uuid.UUID | datetime.timedelta):
        value = _nested(value)
    text = str(value)
    return text if len(text) <= CELL else f"{text[:CELL]}…"


def _nested(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(str(_plain(item)) for item in value[:CELL])}]"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in list(value.items())[:CELL])
    return str(value)
