"""A tiny world for a test: tables as CSV text, typed by the contracts, asked like the real one."""

import csv
import importlib
import inspect
import json
import pkgutil
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from dasbor.charts import Chart
from dasbor.charts.catalogue.years import reasons
from dasbor.city import city, now
from dasbor.data.build_notes import BuildNotes, place_of
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.schema import create_tables, finish
from dasbor.data.store import EVERYTHING, Connection, Store
from dasbor.questions.answers import Answers
from dasbor.questions.query import registry
from dasbor.questions.result import Origin, Result

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "data"
CITY = ROOT / "tests" / "kota"  # frozen for ever, so that what is expected of it stays true
CONTRACTS = read_contracts(CITY)  # in the words of a kota
NO_YEAR = 0  # the current one: axes of years end with the data
SMALL = ("angka_publikasi", "bentuk", "inovasi", "opd", "opd_alias", "sumber", "ukuran", "unit")
GATE_ALSO = ("bentuk_alias", "kepastian", "posyantek", "urusan", "wilayah", "wilayah_alias")
GATE_ALSO += ("lanjutan", "nilai_alias", "unit_alias", "urusan_alias")
OF_UNITS = "berapa_inovasi_per_unit", "inovasi_kelurahan_apa_saja"  # the city's rows name none
WAITING = {"baris": "BIGINT", "tahun": "BIGINT"}
BOUNDARIES = {"kode": "VARCHAR", "batas": "VARCHAR"}
FILES = {"tahun": "BIGINT", "baris": "BIGINT", "baris_contoh": "BIGINT", "dipakai": "BOOLEAN"}


def of_one_answer(room: ModuleType, kind: str) -> set[str]:
    """The functions of a package that make a ``kind`` of one answer and nothing else."""
    found = set()
    for part in pkgutil.iter_modules(room.__path__):
        module = importlib.import_module(f"{room.__name__}.{part.name}")
        for name, made in vars(module).items():
            if name.startswith("_") or getattr(made, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(made) and kind in str(inspect.signature(made).return_annotation):
                takes = inspect.signature(made).parameters.values()
                needed = [one.annotation for one in takes if one.default is one.empty]
                found |= {name} if needed == [Result] else set()
    return found


def named_in(table: Iterable[Callable[..., Any]]) -> set[str]:
    """The names of functions in a table, also of those that a lambda calls."""
    return {name for one in table for name in (one.__name__, *one.__code__.co_names)}


def each_of(cases: Mapping[str, Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """A test of every case in one go, as a test each would cost more; all that fail are named."""

    assert cases

    def decorate(check: Callable[[Any], None]) -> Callable[[], None]:
        def test() -> None:
            flaws = {}
            for name, case in cases.items():
                try:
                    check(case)
                except (Exception, pytest.fail.Exception) as flaw:  # noqa: BLE001 - all are told
                    flaw.add_note(f"kasus: {name}")
                    flaws[name] = flaw
            if flaws:
                raise BaseExceptionGroup(", ".join(flaws), list(flaws.values()))

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return decorate


def table(text: str) -> list[dict[str, str]]:
    """CSV text to rows; blanks around cells do not count, cells left out at the end are empty."""
    rows = list(csv.reader(text.strip().splitlines(), skipinitialspace=True))
    head, *body = [[cell.strip() for cell in row] for row in rows]
    assert all(len(row) <= len(head) for row in body), text
    return [dict(zip_longest(head, row, fillvalue="")) for row in body]


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


def world(
    given: Mapping[str, str], contracts: Mapping[str, Contract] = CONTRACTS, year: int = NO_YEAR
) -> Answers:
    """The questions, put to a store of the given tables. Rows need only the columns that matter."""
    connection = duckdb.connect()
    create_tables(connection, contracts)
    return Answers(filled(connection, contracts, given, year))


def filled(
    connection: Connection,
    contracts: Mapping[str, Contract],
    given: Mapping[str, str],
    year: int = NO_YEAR,
) -> Store:
    """A store of a few given rows, in tables that are there and empty, in the ``year``."""
    for name, text in given.items():
        rows = list(_rows(name, text))
        by_column = [[row[column] for row in rows] for column in rows[0]] if rows else []
        marks = ", ".join(["unnest(?)"] * len(by_column))
        if rows:
            connection.execute(
                f"insert into {name} ({', '.join(rows[0])}) select {marks}", by_column
            )
    for contract in contracts.values():
        if contract.yearly and "berkas" not in given:
            example = "count(*) filter (asal = 'contoh')" if contract.illustrative else "0"
            connection.execute(
                "insert into berkas (berkas, dataset, tahun, baris, baris_contoh, dipakai)"
                f" select 'uji', '{contract.name}', tahun, count(*), {example}, true"
                f" from {contract.name} group by tahun"
            )
    finish(connection, contracts, year, city())
    return Store(connection, BuildNotes("contoh", "", now()))


class Stage:
    """A connection with all tables, empty again after each world that is put on it."""

    def __init__(self, contracts: Mapping[str, Contract] = CONTRACTS) -> None:
        self._connection, self._contracts = duckdb.connect(), contracts
        create_tables(self._connection, contracts)

    @contextmanager
    def world(self, given: Mapping[str, str], year: int = NO_YEAR) -> Iterator[Answers]:
        """The questions, put to a store of the given tables until the block ends."""
        self._connection.begin()
        try:
            yield Answers(filled(self, self._contracts, given, year))
        finally:
            self._connection.rollback()
            self._connection.execute(f"use {EVERYTHING}")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """No cursor of its own, which would not see what is not committed."""
        return self._connection

    def execute(self, *statement: Any) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(*statement)

    def extract_statements(self, sql: str) -> list[duckdb.Statement]:
        return self._connection.extract_statements(sql)


def _rows(name: str, text: str) -> Iterable[Mapping[str, Any]]:
    if name == "berkas":
        return typed(text, dict.fromkeys(columns(text), "VARCHAR") | FILES)
    if name == "menunggu_sumber":
        return typed(text, dict.fromkeys(columns(text), "VARCHAR") | WAITING)
    if name == "batas_kelurahan":
        return typed(text, BOUNDARIES)
    return typed(text, {column.name: column.sql_type for column in CONTRACTS[name].columns})


def answer(name: str, text: str = "", sample: bool = False, **parameters: Any) -> Result:
    """An answer as if the store had given these rows; columns that do not matter are missing."""
    query = registry()[name]
    types = {column.name: column.type for column in query.columns}
    rows = [
        tuple(row.get(column.name) for column in query.columns)
        for row in (typed(text, types) if text else [])
    ]
    return Result(query, parameters, tuple(rows), (), "uji", sample=sample)


def score_line(scores: Result) -> Chart:
    """A line with its gaps, as a reader of Jelajah can draw one."""
    return Chart(
        key="skor",
        kind="garis",
        result=scores,
        x="tahun",
        y="skor",
        title="Skor tiap tahun",
        alt="Skor tiap tahun.",
        missing=reasons(scores, "skor"),
        decimals=2,
    )


def origin(**facts: Any) -> Origin:
    """A passport of one register year with one row, or with the given facts."""
    plain = {"dataset": "inovasi", "year": 2022, "rows": 1, "illustrative_rows": 0}
    return Origin(**{**dict.fromkeys(Origin.__annotations__), **plain, **facts})


def lend_stores(original: Path, target: Path) -> Path:
    """A new store folder with the store of another: it is named after what went into it."""
    target.mkdir()
    shutil.copy(original / "CURRENT", target)
    [path] = original.glob(
        f"gudang-{json.loads((target / 'CURRENT').read_text('utf-8'))['versi']}.*"
    )
    (target / path.name).hardlink_to(path)
    shutil.copy(place_of(path), target)
    return target


def found_city(target: Path) -> Path:
    """A new data folder: the files of the frozen city; contracts are those of the product."""
    return shutil.copytree(CITY, target)


def invented(data: Path) -> Path:
    """The same folder with samples in place of all rows of its registers."""
    for path in data.glob("*_20??.csv"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("publikasi,register-bappeda", "contoh,"), "utf-8")
    return data


def copy_part(target: Path, datasets: Iterable[str], years: Iterable[int]) -> Path:
    """A new data folder of some datasets of the city; yearly files and figures of some years."""
    (target / "kontrak").mkdir(parents=True)
    shutil.copy(CITY / "kota.toml", target)
    named = {str(year) for year in years}
    for dataset in datasets:
        shutil.copy(SHIPPED / "kontrak" / f"{dataset}.toml", target / "kontrak")
        for path in CITY.glob(f"{dataset}.csv"):
            shutil.copy(path, target)
        for year in named:
            for path in CITY.glob(f"{dataset}_{year}.csv"):
                shutil.copy(path, target)
    head, *ledger = (CITY / "angka_publikasi.csv").read_text("utf-8").splitlines(True)
    kept = [line for line in ledger if line.split(",")[1] in named]
    (target / "angka_publikasi.csv").write_text("".join([head, *kept]), "utf-8")
    return target
