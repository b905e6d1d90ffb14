"""What the limited process does for the SQL page: one statement against the store.

DuckDB's own limits leak (a string of 2 GB, a recursion, a list as long as the memory), therefore
time, memory and files are limited by the operating system (``data.sandbox``), before the statement
is looked at.
"""

import decimal
import json
import math
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from dasbor.data.checks import literal
from dasbor.data.sandbox.child import Answer
from dasbor.data.store import FACTS, IS_DIVIDED
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
EXACT = 2**53  # from here on a page, as a browser does, may show another number
ANALYZE = re.compile(rb"analy[sz]e\b", re.IGNORECASE)
KEPT = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|BOOLEAN")
CATALOGUE = (
    "select table_name from duckdb_tables() union select view_name from duckdb_views()"
    " union select schema_name from duckdb_schemas() union select database_name from"
    " duckdb_databases()"
)
PIVOT = re.compile(r"pivot(_wider)?\b", re.IGNORECASE)
CLAUSE = re.compile(r"(pivot|pivot_wider|on|using|group)\b", re.IGNORECASE)  # in their order
COLUMN = re.compile(r'\w+|"[^"]+"')
MOST_SPREAD = 100  # columns that a PIVOT makes of values
WARM_UP = "select now()::varchar, 1.5::decimal(9, 1), uuid(), interval 1 day, 'x'::blob"


def prepare(request: Mapping[str, Any]) -> Answer:
    """Open the store, lock it, and know what may be named: then comes the statement."""
    tables = frozenset(request["tables"])
    try:
        connection = duckdb.connect(request["store"], read_only=True)
        for name, value in LOCKED.items():
            connection.execute(f"set {name} = '{value}'")
        connection.execute(WARM_UP).fetchall()  # loads what is late: no file opens after this
        if connection.execute(IS_DIVIDED, [FACTS]).fetchone():
            connection.execute(f"use {FACTS}")
        names = {name.lower() for (name,) in connection.execute(CATALOGUE).fetchall()}
    except duckdb.Error as flaw:  # nobody's question has been looked at yet
        unsound = json.dumps({"unsound": type(flaw).__name__}).encode()
        return lambda _: iter([unsound])
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
    run = Run("")
    try:
        run = _checked(connection, sql, permitted)
        if not run.before:  # a SELECT; first only its columns are asked for
            run = replace(run, before="describe ")
            run = _told_as_text(connection, run)
            guard.check(_tree(connection, run.text), permitted)
        return {"read": sorted(run.read), **_rows(connection, run, request)}
    except guard.Refused as no:
        return {"refused": no.rule, "name": no.name, "position": no.position}
    except Elsewhere as flaw:
        return {"error": str(flaw), "shift": None}
    except duckdb.Error as flaw:
        return {"error": str(flaw), "shift": run.shift}


@dataclass(frozen=True)
class Run:
    """What runs: the text that was checked, and around it nothing but words of this program.

    ``skipped`` bytes of the reader's text come before the checked part; ``columns`` are those of
    the answer, as (name, type).
    """

    checked: str
    before: str = ""
    after: str = ""
    skipped: int = 0
    read: frozenset[str] = frozenset()
    columns: tuple[tuple[str, str], ...] = ()
    rewritten: bool = False

    @property
    def text(self) -> str:
        """What the engine gets."""
        return f"{self.before}{self.checked}{self.after}"

    @property
    def shift(self) -> int | None:
        """By how many bytes a place in ``text`` lies from the same one in the reader's text."""
        if self.rewritten:
            return None
        return self.skipped - len(self.before.encode())


def _spread(connection: Any, sql: str, permitted: guard.Permitted) -> Run:
    """A PIVOT without a list of values: the values are asked for first, then it is a SELECT.

    Both statements are held against the same lists. Raises ``Refused`` where PIVOT stands inside,
    ``Elsewhere`` for an error whose place is not in the reader's text.
    """
    try:
        return replace(_spread_out(connection, sql, permitted), rewritten=True)
    except guard.Refused as no:
        raise guard.Refused(no.rule, no.name) from None
    except duckdb.Error as flaw:
        raise Elsewhere(str(flaw)) from None


class Elsewhere(Exception):
    """An error of the engine in words that the reader did not write."""


def _spread_out(connection: Any, sql: str, permitted: guard.Permitted) -> Run:
    text, depth, places = sql.encode(), 0, []
    for at, kind in duckdb.tokenize(sql):
        rest = text[at:].decode()
        depth += {"(": 1, ")": -1}.get(rest[0], 0)
        if kind != duckdb.token_type.comment and not depth and CLAUSE.match(rest):
            places.append(at)
    begin, on, then = (*places, 0, 0, 0)[:3]
    source = PIVOT.sub("", text[begin:on].decode(), count=1)
    column = text[on + len("on") : then].decode().strip()
    if not (source.strip() and COLUMN.fullmatch(column)):
        raise guard.Refused("pivot", "pivot")
    values = f"select distinct {column} from {source} where {column} is not null order by 1"
    first = _checked(connection, f"{values} limit {MOST_SPREAD + 1}", permitted)
    rows = connection.execute(first.text).fetchall()
    if len(rows) > MOST_SPREAD:
        raise guard.Refused("pivot_lebar", str(MOST_SPREAD))
    listed = ", ".join(literal(str(value)) for (value,) in rows) or "null"
    whole = f"{text[begin:on].decode()} on {column} in ({listed}) {text[then:].decode()}"
    return _checked(connection, whole, permitted)


def _checked(connection: Any, sql: str, permitted: guard.Permitted) -> Run:
    """What may run. Raises ``Refused`` unless it is one allowed SELECT, or EXPLAIN of one.

    Where EXPLAIN ends says the engine's own scanner; and whatever it says, the text that goes on
    from there is both what is checked and what runs.
    """
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise guard.Refused("banyak" if statements else "kosong")
    kind = statements[0].type.name
    if kind == "MULTI":
        return _spread(connection, sql, permitted)
    if kind not in ("SELECT", "EXPLAIN"):
        raise guard.Refused("bukan_select", kind.lower())
    run = _part(sql, explained=kind == "EXPLAIN")
    try:
        read = guard.check(_tree(connection, run.checked), permitted)
    except guard.Refused as no:
        place = None if no.position is None else no.position + run.skipped
        raise guard.Refused(no.rule, no.name, place) from None
    return replace(run, read=frozenset(read))


def _part(sql: str, *, explained: bool) -> Run:
    """The statement in a text: without EXPLAIN before it and semicolons behind it."""
    text = sql.encode()
    tokens = [at for at, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    end = len(text)
    while tokens and text[tokens[-1] : tokens[-1] + 1] == b";":
        end = tokens.pop()
    if not explained:
        return Run(text[:end].decode())
    analyzed = ANALYZE.match(text, tokens[1]) if len(tokens) > 1 else None
    start = (*tokens, end, end)[2 if analyzed else 1]
    before = "explain analyze " if analyzed else "explain "
    return Run(text[start:end].decode(), before, skipped=start)


def _tree(connection: Any, text: str) -> Any:
    """The one SELECT that a text is, as DuckDB's parser has it."""
    [(said,)] = connection.execute("select json_serialize_sql(?)", [text]).fetchall()
    tree = json.loads(said)
    if tree["error"] or len(tree["statements"]) != 1:
        raise guard.Refused("bukan_select", "explain")
    return tree


def _told_as_text(connection: Any, run: Run) -> Run:
    """The DESCRIBE of a statement to itself, all but numbers as text, which the engine writes best.

    Python would lose what it has no value for: dates without end, times with zones.
    """
    described = connection.execute(run.text).fetchall()
    columns = tuple((name, kind) for name, kind, *_ in described)
    parts = ", ".join(_part_of_row(at, kind) for at, (_, kind) in enumerate(columns, 1))
    return replace(run, before=f"select {parts} from (\n", after="\n)", columns=columns)


def _part_of_row(at: int, kind: str) -> str:
    if KEPT.fullmatch(kind):
        return f"#{at}"
    if kind == "BLOB":
        return f"'(' || octet_length(#{at}) || ' bita)'"
    return f"left(#{at}::varchar, {CELL + 1})"


def _rows(connection: Any, run: Run, request: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and rows of the statement, up to the caps on rows and on characters."""
    began = time.monotonic()
    cursor = connection.execute(run.text)
    columns = run.columns or [(item[0], str(item[1])) for item in cursor.description]
    rows: list[list[Any]] = []
    room, cut = request["bytes"], ""
    while not cut and (some := cursor.fetchmany(AT_ONCE)):
        for row in some:
            if len(rows) >= request["rows"]:
                cut = "baris"
                break
            plain = [_plain(value) for value in row]
            room -= len(json.dumps(plain, default=str))
            if room < 0:
                cut = "besar"
                break
            rows.append(plain)
    told = [_column(kind, [row[at] for row in rows]) for at, (_, kind) in enumerate(columns)]
    return {
        "columns": [[name, kind] for (name, _), (kind, _) in zip(columns, told, strict=True)],
        "rows": list(zip(*(values for _, values in told), strict=True)),
        "cut": cut,
        "seconds": time.monotonic() - began,
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it, text cut when long; decimals are looked at by column."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | decimal.Decimal):
        return value
    text = str(value)
    return text if len(text) <= CELL else f"{text[:CELL]}…"


def _column(kind: str, values: list[Any]) -> tuple[str, list[Any]]:
    """A column as numbers where each stays what it is, in JSON and on a page; or as text."""
    numbers = [v for v in values if isinstance(v, int | decimal.Decimal)]
    if all(map(_stays, numbers)):
        decimals = kind.startswith("DECIMAL")
        return kind, [float(v) if decimals and v is not None else v for v in values]
    return "VARCHAR", [
        v if v is None else format(v, "f" if kind[0] == "D" else "d") for v in values
    ]


def _stays(number: int | decimal.Decimal) -> bool:
    if isinstance(number, int):
        return abs(number) < EXACT
    return decimal.Decimal(repr(float(number))) == number
