"""The store: one read-only DuckDB file, asked through one cursor a call.

What it holds is laid down by ``schema``. All of it is public: what is not lies beside the file
(``build_notes``).
"""

import contextlib
import copy
import errno
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from dasbor import city, format_id
from dasbor.data.build_notes import BuildNotes, read_notes
from dasbor.data.inspection import Finding

Connection = duckdb.DuckDBPyConnection
Statement = duckdb.Statement
StoreError = duckdb.Error
ROWS_STREAMED = 20_000
FORMAT = "12"  # raise it when what the store writes changes
ENGINE = f"duckdb {duckdb.__version__}"
# What does not fit is put on the disk, not into memory: readers and the operator's file share it.
MEMORY, LITTLE_MEMORY = "1GB", "384MB"
THREADS = "2"
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
IS_DIVIDED = "select 1 from duckdb_schemas() where schema_name = ? and not internal"
# Bytes; below, dividing a question among processors costs more than it saves: many readers ask.
WORTH_SHARING = 64 * 2**20


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
        self._parsed: dict[str, Statement] = {}  # the texts of the program, some dozens
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
