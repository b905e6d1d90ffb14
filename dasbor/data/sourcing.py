"""Figures without a source or a grade are set aside while a file is read: no question sees them.

Which rows state a figure, the contract says: ``wajib_bila`` of its columns ``sumber`` and
``kepastian``. The rows of ``menunggu_sumber`` tell readers what waits, and for what; whole they lie
in a schema of their own, since whoever adds to a file must not lose them.
"""

from collections.abc import Iterable, Mapping

from dasbor.data.checks import SOURCED, lacks, literal, text_of, typed_rows
from dasbor.data.contract import Column, Contract
from dasbor.data.inspection import DataFile
from dasbor.data.schema import again
from dasbor.data.store import Connection

WAITING = "tertunda"  # the schema
YEARS = ("tahun", "edisi")
TOLD_APART = frozenset({*SOURCED, *YEARS, "catatan"})


def take_in(connection: Connection, file: DataFile, loaded: frozenset[str]) -> None:
    """Put the rows behind ``mentah`` into their table, and aside those that lack what they need.

    ``loaded`` are the datasets in the store that can be referred to.
    """
    contract = file.contract
    as_in_file = "" if contract.yearly else " order by mentah.baris"  # of large ones it would cost
    if not (needed := _needed(contract)):
        again(connection, f"insert into {contract.name} {typed_rows(contract)}{as_in_file}")
        return
    lacking = {c.label.lower(): lacks(contract, c, loaded) for c in needed}
    waits = " or ".join(f"({condition})" for condition in lacking.values())
    kept = f"{typed_rows(contract)} where not coalesce({waits}, false){as_in_file}"
    again(connection, f"insert into {contract.name} {kept}")
    told = f"mentah.baris, {_year(file)}, {_key(contract)}, {_words(contract)}"
    if contract.yearly:
        told = f"null, {_year(file)}, null, count(*) || ' baris'"
    again(
        connection,
        f"insert into menunggu_sumber select {literal(file.name)}, {literal(contract.name)},"
        f" {told}, {_missing(lacking)} from mentah where {waits}"
        f"{' group by all' if contract.yearly else ''}",
    )
    told = f"select 1 from menunggu_sumber where berkas = {literal(file.name)}"
    if connection.execute(told).fetchone():  # of large files it would cost
        late = f"{typed_rows(contract)} where {waits}{as_in_file}"
        connection.execute(f"insert into {WAITING}.{contract.name} {late}")


def set_up(connection: Connection, contracts: Iterable[Contract]) -> None:
    """Empty tables for what will wait."""
    connection.execute(f"create schema {WAITING}")
    for contract in filter(_needed, contracts):
        like = f"from {contract.name} limit 0"
        connection.execute(f"create table {WAITING}.{contract.name} as {like}")


def everything(contract: Contract) -> str:
    """What stands behind FROM for all rows in force, those that wait last, in their order."""
    late = f" union all from {WAITING}.{contract.name}" if _needed(contract) else ""
    return f"(from {contract.name}{late})"


def _needed(contract: Contract) -> list[Column]:
    return [c for c in contract.columns if c.name in SOURCED and c.needed_when]


def _year(file: DataFile) -> str:
    years = [column for column in file.contract.columns if column.name in YEARS]
    return f"try_cast({text_of(years[0])} as bigint)" if years else "null"


def _key(contract: Contract) -> str:
    """By what other files may name a row that waits: so they are not refused for it."""
    return text_of(contract.column(contract.key[0])) if len(contract.key) == 1 else "null"


def _words(contract: Contract) -> str:
    """What a row states, in the words of its contract."""
    columns = [c for c in contract.columns if c.name not in TOLD_APART]
    parts = ", ".join(f"{literal(f'{c.label}: ')} || {text_of(c)}" for c in columns)
    return f"concat_ws('; ', {parts})"


def _missing(lacking: Mapping[str, str]) -> str:
    parts = (f"case when {when} then {literal(what)} end" for what, when in lacking.items())
    return f"concat_ws(' dan ', {', '.join(parts)})"
