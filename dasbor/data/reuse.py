"""What an earlier store already holds of the same input: taken from there, not read again.

A file stands on its bytes, its contract, what writes the store, and the files it refers to. When
none of these has changed since a store was built in which it was used, its rows are the same.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dasbor.data.checks import WARNING_RULES, literal
from dasbor.data.contract import PASSPORTS, Contract
from dasbor.data.inspection import DataFile
from dasbor.data.store import ENGINE, FORMAT, Connection, notes_of

Counted = tuple[int, int, list[str] | None]  # rows, of these illustrative, sources of the others


def basis_of(
    connection: Connection, file: DataFile, digest: str, usable: Mapping[str, Sequence[str]]
) -> str:
    """The hash of all that the rows of a file depend on; empty when it cannot be read.

    ``digest`` is the hash of its bytes, ``usable`` are the datasets it could refer to, with the
    bases of their files; what passports say of it lies in the store by then.
    """
    if not digest:
        return ""
    parts = [FORMAT, ENGINE, repr(file.contract), file.delimiter, digest]
    for name in sorted(_referred(file.contract)):
        parts += [name, *usable.get(name, ("tidak ada",))]
    if file.contract.illustrative:
        parts += [PASSPORTS, *map(str, _sourced(connection, file) if PASSPORTS in usable else ())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _referred(contract: Contract) -> set[str]:
    datasets = {column.reference[0] for column in contract.columns if column.reference}
    return datasets | {f"{name}_alias" for name in datasets}


def _sourced(connection: Connection, file: DataFile) -> list[int]:
    """The years of a register of which a passport names the source: all that rows ask of one.

    Those of a file for one year are of that year, or it is refused.
    """
    rows = connection.execute(
        f"select distinct tahun from {PASSPORTS} where dataset = ? and sumber is not null"
        " and tahun = coalesce(?, tahun) order by 1",
        [file.contract.name, file.year],
    ).fetchall()
    return [year for (year,) in rows]


class Earlier:
    """A store that was built before, beside the one being built; without a file it holds nothing.

    Raises ``StoreError`` when the file is not sound.
    """

    def __init__(self, connection: Connection, path: Path | None) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], Counted] = {}
        if path and path.exists():
            notes = notes_of(path)
            warned = {finding.file for finding in notes.findings if finding.rule in WARNING_RULES}
            connection.execute(f"attach {literal(str(path))} as lama (read_only)")
            self._known = {
                (name, notes.bases[name]): (rows, illustrative, sources)
                for name, rows, illustrative, sources in connection.execute(
                    "select berkas, baris, baris_contoh, sumber from lama.berkas"
                ).fetchall()
                if name in notes.bases and name not in warned
            }

    def take(self, file: DataFile, basis: str) -> Counted | None:
        """Copy the rows of a file that is the same there; None when there is no such file."""
        counted = self._known.get((file.name, basis))
        if counted:
            where = f" where tahun = {file.year}" if file.year else ""
            table = file.contract.name
            self._connection.execute(f"insert into {table} from lama.{table}{where}")
        return counted
