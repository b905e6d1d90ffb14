"""A tiny world for a test: tables as CSV text, typed by the contracts, asked like the real one."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dasbor.contract import Contract, read_contracts
from dasbor.query import Answers
from dasbor.store import Store

AKAR = Path(__file__).resolve().parents[1]
KONTRAK = read_contracts(AKAR / "data")
BERKAS = {"tahun": "BIGINT", "baris": "BIGINT", "baris_contoh": "BIGINT", "dipakai": "BOOLEAN"}


def table(text: str) -> list[dict[str, str]]:
    """CSV text to rows; blanks around cells only make the columns line up."""
    rows = list(csv.reader(text.strip().splitlines(), skipinitialspace=True))
    head, *body = [[cell.strip() for cell in row] for row in rows]
    return [dict(zip(head, row, strict=True)) for row in body]


def columns(text: str) -> list[str]:
    """The header of CSV text."""
    return [word.strip() for word in text.strip().splitlines()[0].split(",")]


def value(text: str, kind: str) -> Any:
    """A cell as a value of a DuckDB type; an empty one is missing."""
    readers = {
        "BIGINT": int,
        "DOUBLE": float,
        "DATE": date.fromisoformat,
        "TIMESTAMP": datetime.fromisoformat,
        "BOOLEAN": {"ya": True, "tidak": False}.__getitem__,
    }
    return readers.get(kind, str)(text) if text else None


def typed(text: str, types: Mapping[str, str]) -> list[dict[str, Any]]:
    """CSV text to rows of typed values."""
    return [{key: value(cell, types[key]) for key, cell in row.items()} for row in table(text)]


def world(given: Mapping[str, str], contracts: Mapping[str, Contract] = KONTRAK) -> Answers:
    """The questions, put to a store of the given tables. Rows need only the columns that matter."""
    return Answers(Store.in_memory(contracts, {name: _rows(name, t) for name, t in given.items()}))


def _rows(name: str, text: str) -> Iterable[Mapping[str, Any]]:
    if name == "berkas":
        return typed(text, dict.fromkeys(columns(text), "VARCHAR") | BERKAS)
    return typed(text, {column.name: column.sql_type for column in KONTRAK[name].columns})
