"""Rows as a Parquet file, written by DuckDB."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dasbor import settings
from dasbor.data.checks import literal
from dasbor.data.schema import insert
from dasbor.data.store import LITTLE_MEMORY, connect

SCRATCH = "dasbor-parquet-"  # begins what is made beside the stores for a moment


def parquet(
    columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]], about: Mapping[str, str]
) -> bytes:
    """Rows as a Parquet file: ``columns`` name -> DuckDB type, ``about`` goes into its metadata.

    DuckDB can write to a file only, so one is made in a scratch folder and read back.
    """
    with TemporaryDirectory(prefix=SCRATCH, dir=settings.store_folder()) as scratch:
        path = Path(scratch) / "data.parquet"
        with connect(Path(":memory:"), LITTLE_MEMORY) as connection:
            kinds = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            connection.execute(f"create table isi ({kinds})")
            insert(connection, "isi", rows)
            facts = ", ".join(f"{key}: {literal(value)}" for key, value in about.items())
            connection.execute(
                f"copy isi to {literal(str(path))}"
                f" (format parquet, compression zstd, kv_metadata {{{facts}}})"
            )
        return path.read_bytes()
