"""What a store holds: the tables of the contracts, its own, and the foundations of the questions.

It is laid down while the store is built; afterwards the file is only read (``store``).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dasbor import city, settings
from dasbor.data.checks import literal
from dasbor.data.contract import REGISTER, Column, Contract
from dasbor.data.store import EVERYTHING, FACTS, Connection, Statement
from dasbor.data.wording import said_in

ROWS_AT_ONCE = 200
FOUNDATIONS = tuple(sorted(settings.QUERIES.glob("_*.sql")))
# Without what stands on the rows one by one, which takes a fourth of the time of a build.
BY_ROW = "jelajah_inovasi"
COUNTING = tuple(path for path in FOUNDATIONS if BY_ROW not in path.read_text(encoding="utf-8"))
OWN_MACROS = frozenset({"tahun_ini", "nama_kota", "hitung_contoh"})  # beside the foundations'
GIVEN_TABLES = """select table_name, estimated_size < 100_000 from duckdb_tables()
where database_name = current_database() and schema_name = current_schema() and not temporary"""
HAD = """select dataset from berkas where sha256 is not null union
select h.dataset from hitungan h join angka_publikasi p using (ukuran) where p.nilai is not null"""
MOST_PARSED = 1000  # texts, of which a build has some hundreds
_PARSED: dict[str, list[Statement]] = {}
SAMPLES = "asal is not distinct from 'contoh'"
SYSTEM_TABLES = """
create table berkas (berkas varchar, dataset varchar, tahun bigint, baris bigint,
    baris_contoh bigint, ukuran_byte bigint, sha256 varchar, dipakai boolean,
    sumber varchar[]);
create table kontrak (dataset varchar, judul varchar, satu_baris varchar, berkas varchar,
    catatan varchar, peringatan varchar, dimuat boolean, tiap_tahun boolean, seperti varchar,
    ada boolean);
create table kolom (dataset varchar, kolom varchar, label varchar, arti varchar, tipe varchar,
    wajib boolean, satuan varchar, boleh varchar[], rujuk varchar, terkecil double,
    terbesar double);
create table menunggu_sumber (berkas varchar, dataset varchar, baris bigint, tahun bigint,
    kunci varchar, isi varchar, kurang varchar);
create table batas_kelurahan (kode varchar, batas varchar);
create table hitungan (dataset varchar, ukuran varchar, kolom varchar, nilai varchar,
    utama boolean);
"""


def create_tables(connection: Connection, contracts: Mapping[str, Contract]) -> None:
    """Empty tables of all contracts, and what the store knows of the contracts themselves."""
    connection.execute(SYSTEM_TABLES)
    for contract in contracts.values():
        columns = ", ".join(f"{c.name} {c.sql_type}" for c in contract.columns)
        connection.execute(f"create table {contract.name} ({columns})")
    every = contracts.values()
    insert(
        connection,
        "kontrak",
        [(c.name, c.title, c.grain, c.file, c.note, *_how(c), True) for c in every],
    )
    insert(
        connection,
        "kolom",
        [
            (contract.name, c.name, c.label, c.meaning, c.sql_type, c.required, *_limits(c))
            for contract in every
            for c in contract.columns
        ],
    )
    insert(
        connection,
        "hitungan",
        [
            (contract.name, measure, count.column or None, count.value or None, count.main)
            for contract in every
            for count in contract.counts
            for measure in count.measures
        ],
    )


def _how(c: Contract) -> tuple[Any, ...]:
    """What is to be said of a dataset, how it comes in, and which one it is like."""
    return c.caution or None, c.routine, c.expected, c.like or None


def _limits(column: Column) -> tuple[Any, ...]:
    """What the values of a column are measured in and held against."""
    reference = ".".join(column.reference or ()) or None
    allowed = list(column.allowed)
    return column.unit or None, allowed, reference, column.minimum, column.maximum


def insert(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of Python values, in the order of the columns of the table."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        columns = [list(column) for column in zip(*rows[start : start + ROWS_AT_ONCE], strict=True)]
        marks = ", ".join(["unnest(?)"] * len(columns))  # one list a column: cheap to pass
        connection.execute(f"insert into {table} select {marks}", columns)


def note_absent(connection: Connection) -> None:
    """Note what a government has not: no file of it, and no published figure of its rows.

    The tables are there, empty, so that every question can be asked.
    """
    had = {name for (name,) in connection.execute(HAD).fetchall()}
    connection.execute("update kontrak set ada = list_contains(?, dataset)", [[REGISTER, *had]])


def finish(
    connection: Connection,
    contracts: Mapping[str, Contract],
    year: int,
    place: city.City,
    foundations: Sequence[Path] = FOUNDATIONS,
) -> None:
    """What the questions stand on, counted once; where there are samples, also without them.

    ``year`` is the current one: until then axes of years run. ``place``: whose they are.
    """
    given = connection.execute(GIVEN_TABLES).fetchall()
    _found(connection, year, place, foundations, samples=True)
    if mixed := _with_samples(connection, contracts.values()):
        _divide(connection, given, mixed)
        _found(connection, year, place, foundations, samples=False)
        connection.execute(f"use {EVERYTHING}")


def _found(
    connection: Connection,
    year: int,
    place: city.City,
    foundations: Sequence[Path],
    samples: bool,
) -> None:
    """The foundations in the current schema; ``samples``: whether those count."""
    there = {name for (name,) in connection.execute("select dataset from kontrak").fetchall()}
    facts = {"tahun_ini": year, "nama_kota": literal(place.name), "hitung_contoh": samples}
    for name in sorted(OWN_MACROS):
        connection.execute(f"create macro {name}() as {facts[name]}")
    for path in foundations:
        sql = path.read_text(encoding="utf-8")
        if needed_by(sql) <= there:
            again(connection, said_in(sql, place.terms))


def again(connection: Connection, sql: str) -> Connection:
    """Execute what every build says in the same words: parsed once, a fourth of the time."""
    if (parsed := _PARSED.get(sql)) is None:
        parsed = connection.extract_statements(sql)
        if len(_PARSED) >= MOST_PARSED:
            _PARSED.clear()
        _PARSED[sql] = parsed
    for statement in parsed:
        connection.execute(statement)
    return connection


def _with_samples(connection: Connection, contracts: Iterable[Contract]) -> set[str]:
    """The tables that hold sample rows."""
    marked = [contract.name for contract in contracts if contract.illustrative]
    asked = (f"from {name} where {SAMPLES} limit 1" for name in marked)
    found = zip(marked, (connection.execute(sql).fetchone() for sql in asked), strict=True)
    return {name for name, row in found if row}


def _divide(
    connection: Connection, given: Iterable[tuple[str, bool]], mixed: Collection[str]
) -> None:
    """A schema that looks like this one, but for its samples; it is the current one afterwards.

    ``given`` are the tables, and whether they are small: a large one is only looked at.
    """
    connection.execute(f"create schema {FACTS}")
    for name, small in given:
        kind = "table" if small or name in mixed else "view"
        kept = f"where not {SAMPLES}" if name in mixed else ""
        connection.execute(f"create {kind} {FACTS}.{name} as from {EVERYTHING}.{name} {kept}")
    connection.execute(f"use {FACTS}")


def needed_by(foundation: str) -> set[str]:
    """The datasets without which a foundation is not made: a city may have fewer than another."""
    _, found, rest = foundation.partition("\n-- data:")
    return {name.strip() for name in rest.partition("\n")[0].split(",")} if found else set()
