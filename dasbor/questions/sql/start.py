"""What an analyst starts from: the names on offer, the shipped questions as text; the answer."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from dasbor.data.checks import literal
from dasbor.data.schema import FOUNDATIONS, OWN_MACROS, needed_by
from dasbor.data.store import Store
from dasbor.questions.answers import Answers
from dasbor.questions.query import Query, ResultColumn
from dasbor.questions.result import Result
from dasbor.questions.sql.job import OWN, Answer, Offer

# Tables the store keeps of itself that are public; "versi" and "temuan" (paths, raw cells) are not.
OPEN_SYSTEM_TABLES = frozenset(
    {"kontrak", "kolom", "hitungan", "berkas", "batas_kelurahan", "menunggu_sumber"}
)
NUMBERS = re.compile(r"(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(.*\))$")
_CREATED = re.compile(
    r"^create (table|macro) (?:if not exists )?(\w+)(?:\([^)]*\) as( table)?)?", re.MULTILINE
)
_PARAMETER = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\$(\w+)")


def offer(store: Store) -> Offer:
    """What a child may read of this store."""
    contracts = {name for (name,) in store.rows("select dataset from kontrak")}
    foundations = [path.read_text(encoding="utf-8") for path in FOUNDATIONS]
    made = [m for sql in foundations if needed_by(sql) <= contracts for m in _CREATED.findall(sql)]
    return Offer(
        store.path or Path(),
        frozenset(contracts | OPEN_SYSTEM_TABLES | {n for kind, n, _ in made if kind == "table"}),
        OWN_MACROS | {name for kind, name, table in made if kind == "macro" and not table},
        frozenset(name for kind, name, table in made if kind == "macro" and table),
        frozenset(store.rows("select dataset, kolom from kolom")),
    )


def text(query: Query, values: Mapping[str, Any]) -> str:
    """A shipped question that stands alone: its head comment, its parameters as values.

    A parameter without a value is ``null`` (not restricted), a choice its first.
    """

    def filled(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        choices = query.choices.get(name)
        given = values.get(name)
        return _literal(choices[0] if choices and given not in choices else given)

    return _PARAMETER.sub(filled, query.sql).strip() + "\n"


def _literal(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]" if value else "null"
    if value is None:
        return "null"
    if isinstance(value, str):
        return literal(value)
    return str(value)


def result(answers: Answers, sql: str, answer: Answer) -> Result:
    """An answer of a child as a ``Result``: named columns."""
    query = Query(
        OWN,
        "Kueri sendiri",
        "menurut kuerinya",
        tuple(_datasets(answers, answer.read)),
        (),
        {},
        tuple(_columns(answer.columns)),
        {},
        sql,
    )
    return answers.counted_elsewhere(query, answer.rows)


def _datasets(answers: Answers, read: Collection[str]) -> Iterator[str]:
    """The datasets behind the tables and macros read: of the foundation's, all of them."""
    contracts = [name for (name,) in answers.store.rows("select dataset from kontrak order by 1")]
    known = {*contracts, *OPEN_SYSTEM_TABLES}
    everything = bool(set(read) - known)
    return (name for name in contracts if everything or name in read)


def _columns(columns: Collection[tuple[str, str]]) -> Iterator[ResultColumn]:
    """Columns with names that differ; a number is DOUBLE or BIGINT, all else text."""
    taken: set[str] = set()
    for name, kind in columns:
        own, n = name, 2
        while own in taken:
            own, n = f"{name}_{n}", n + 1
        taken.add(own)
        whole = "INT" in kind and "INTERVAL" not in kind
        number = ("BIGINT" if whole else "DOUBLE") if NUMBERS.match(kind) else "VARCHAR"
        yield ResultColumn(own, "BOOLEAN" if kind == "BOOLEAN" else number, own)
