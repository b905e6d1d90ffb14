"""The store: one read-only DuckDB file, asked through one cursor a call.

Tables come from the contracts; beside them the store knows its own files (``SYSTEM_TABLES``). All
of it is public: what is not lies beside the file (``build_notes``).
"""

import contextlib
import copy
import errno
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from dasbor import city, format_id, settings
from dasbor.data.build_notes import BuildNotes, read_notes
from dasbor.data.checks import literal
from dasbor.data.contract import REGISTER, Column, Contract
from dasbor.data.inspection import Finding
from dasbor.data.wording import said_in

Connection = duckdb.DuckDBPyConnection
StoreError = duckdb.Error
ROWS_AT_ONCE = 200
ROWS_STREAMED = 20_000
FOUNDATIONS = tuple(sorted(settings.QUERIES.glob("_*.sql")))
# Without what stands on the rows one by one, which takes a fourth of the time of a build.
BY_ROW = "jelajah_inovasi"
COUNTING = tuple(path for path in FOUNDATIONS if BY_ROW not in path.read_text(encoding="utf-8"))
SCRATCH = "dasbor-parquet-"  # begins what is made beside the stores for a moment
FORMAT = "12"  # raise it when what the store writes changes
ENGINE = f"duckdb {duckdb.__version__}"
# What does not fit is put on the disk, not into memory: readers and the operator's file share it.
MEMORY, LITTLE_MEMORY = "1GB", "384MB"
READ_ONLY = {
    "memory_limit": LITTLE_MEMORY,  # blocks that were read once would fill the machine otherwise
    "async_threads": "1",  # of eight, each would reserve an arena of memory of its own
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}
# Where samples lie among the rows, the facts stand beside them in a schema of their own.
FACTS, EVERYTHING = "fakta", "main"
OWN_MACROS = frozenset({"tahun_ini", "nama_kota", "hitung_contoh"})  # beside the foundations'
IS_DIVIDED = "select 1 from duckdb_schemas() where schema_name = ? and not internal"
GIVEN_TABLES = """select table_name, estimated_size < 100_000 from duckdb_tables()
where database_name = current_database() and schema_name = current_schema() and not temporary"""
HAD = """select dataset from berkas where sha256 is not null union
select h.dataset from hitungan h join angka_publikasi p using (ukuran) where p.nilai is not null"""
MOST_PARSED = 1000  # texts, of which a build has some hundreds
_PARSED: dict[str, list[duckdb.Statement]] = {}
SAMPLES = "asal is not distinct from 'contoh'"
THREADS = "2"
# Bytes; below, dividing a question among processors costs more than it saves: many readers ask.
WORTH_SHARING = 64 * 2**20
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


class Store:
    """An open store. Reads are safe from any thread: one connection, one cursor a call.

    ``findings`` are those of the *present* input, also when ``fallback`` says that an earlier,
    sound version is being served instead. ``damaged`` tells that a read met a broken file.

    Where samples lie among the rows it answers without them, as if they had never been loaded;
    ``with_samples`` is the same store with all rows, None where there are no samples.
    """

    def __init__(
        self,
        connection: Connection,
        notes: BuildNotes,
        findings: Sequence[Finding] | None = None,
        fallback: bool = False,
        path: Path | None = None,
    ) -> None:
        self._connection, self.path = connection, path
        self.version, self._built, self.bases = notes.version, notes.built, notes.bases
        self.findings = notes.findings if findings is None else tuple(findings)
        self.fallback = fallback
        self.damaged = False
        self._parsed: dict[str, duckdb.Statement] = {}  # the texts of the program, some dozens
        self.with_samples: Store | None = None
        self._schema = ""
        if connection.execute(IS_DIVIDED, [FACTS]).fetchone():
            self.with_samples = copy.copy(self)
            self._schema, self.with_samples._schema = FACTS, EVERYTHING

    @property
    def built(self) -> datetime:
        """When it was built, on the clocks of the city."""
        return city.city().local(self._built)

    @property
    def fallback_words(self) -> str:
        """That an earlier version is shown, and of when; empty when it is the present one."""
        if not self.fallback:
            return ""
        return f"Yang tampil ialah versi data terakhir yang sehat ({format_id.day(self.built)})."

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one SELECT."""
        return self.table(sql, parameters)[1]

    def table(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Column names and rows of one SELECT."""
        with self._noticing():
            cursor = self._cursor()
            if sql not in self._parsed:  # which takes a fourth of the time of a short answer
                [self._parsed[sql]] = cursor.extract_statements(sql)
            cursor.execute(self._parsed[sql], dict(parameters or {}))
            return tuple(item[0] for item in cursor.description or ()), cursor.fetchall()

    def page(
        self, sql: str, parameters: Mapping[str, Any], start: int, most: int
    ) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Column names and some of the rows of one SELECT; the others are not even looked for."""
        with self._noticing():
            some = f"select * from (\n{sql}\n) limit {most} offset {start}"
            cursor = self._cursor().execute(some, dict(parameters))
            return tuple(item[0] for item in cursor.description or ()), cursor.fetchall()

    def each(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of one SELECT one by one, for those that would not fit into the memory."""
        with self._noticing():
            cursor = self._cursor().execute(sql, dict(parameters or {}))
            while some := cursor.fetchmany(ROWS_STREAMED):
                yield from some

    def _cursor(self) -> Connection:
        """A cursor that sees the facts, or all rows; it does not inherit it from its connection."""
        cursor = self._connection.cursor()
        return cursor.execute(f"use {self._schema}") if self._schema else cursor

    @contextlib.contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except StoreError as flaw:
            self.damaged = self.damaged or means_damage(flaw)
            raise

    def close(self) -> None:
        """Let go of the file; the store cannot be asked any more."""
        self._connection.close()

    def rows_per_dataset(self) -> dict[str, int]:
        """Rows in use per dataset, for the health report."""
        return dict(
            self.rows(
                "select dataset, sum(baris)::bigint from berkas where dipakai group by 1 order by 1"
            )
        )


def connect(path: Path, memory: str = MEMORY) -> Connection:
    """A writable connection to a store file that is being built, within a limit of memory.

    It does not wait for the disk: who puts the file into use does (``releases.durable.settle``).
    """
    return duckdb.connect(
        str(path), config={"memory_limit": memory, "threads": THREADS, "fsync_mode": "NONE"}
    )


def read_only(path: Path) -> Connection:
    """A locked connection to a store file: in one process all must be alike, says the engine."""
    alone = {"threads": "1"} if path.stat().st_size < WORTH_SHARING else {}
    return duckdb.connect(str(path), read_only=True, config={**READ_ONLY, **alone})


def open_file(
    path: Path, findings: Sequence[Finding] | None = None, fallback: bool = False
) -> Store:
    """Open a built store read-only and locked. Raises ``StoreError`` when it is not sound.

    Without ``findings`` those of its own build are read from its notes.
    """
    if not path.exists():
        raise StoreError(f"{path.name} tidak ada")
    return Store(read_only(path), notes_of(path), findings, fallback, path)


def notes_of(path: Path) -> BuildNotes:
    """The notes beside a store file. Raises ``StoreError`` when they are not sound."""
    try:
        return read_notes(path)
    except (OSError, ValueError) as flaw:
        raise StoreError(f"Catatan {path.name} tidak terbaca: {flaw}") from flaw


def is_whole(path: Path) -> bool:
    """Whether every block of a store file can be read: DuckDB checks each against its checksum."""
    try:
        with read_only(path) as connection:
            names = "select schema_name, table_name from duckdb_tables()"
            tables = (f'"{of}"."{name}"' for of, name in connection.execute(names).fetchall())
            looks = " union all ".join(f"select max(hash(t)) from {table} t" for table in tables)
            connection.execute(looks).fetchall()
    except (StoreError, OSError):
        return False
    return True


def means_damage(flaw: Exception) -> bool:
    """Whether an error is of the file, or of an engine that let go of it, not of the question."""
    kinds = (
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.SerializationException,
        duckdb.ConnectionException,
    )
    return isinstance(flaw, kinds) or (
        isinstance(flaw, StoreError) and "Corrupt database" in str(flaw)
    )


def quotes_cells(flaw: BaseException) -> bool:
    """Whether the words of an error may repeat what stands in a file: not for a log."""
    return isinstance(flaw, (duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError))


def lacks_memory(flaw: BaseException) -> bool:
    """Whether there was not enough memory, for Python or for DuckDB."""
    return isinstance(flaw, (MemoryError, duckdb.OutOfMemoryException)) and not lacks_space(flaw)


def lacks_space(flaw: BaseException) -> bool:
    """Whether the disk or the quota is full."""
    full = isinstance(flaw, OSError) and flaw.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return full or (isinstance(flaw, StoreError) and "No space left" in str(flaw))


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


def parquet(
    columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]], about: Mapping[str, str]
) -> bytes:
    """Rows as a Parquet file: ``columns`` name -> DuckDB type, ``about`` goes into its metadata.

    DuckDB can write to a file only, so one is made in a scratch folder and read back.
    """
    with TemporaryDirectory(prefix=SCRATCH, dir=settings.store_folder()) as scratch:
        path = Path(scratch) / "data.parquet"
        with duckdb.connect(config={"memory_limit": LITTLE_MEMORY}) as connection:
            kinds = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            connection.execute(f"create table isi ({kinds})")
            insert(connection, "isi", rows)
            facts = ", ".join(f"{key}: {literal(value)}" for key, value in about.items())
            connection.execute(
                f"copy isi to {literal(str(path))}"
                f" (format parquet, compression zstd, kv_metadata {{{facts}}})"
            )
        return path.read_bytes()
