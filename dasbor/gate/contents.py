"""What is in force of a dataset, as a file to look at, change and load again.

Columns bear their labels and entries of lists their names, as on screen; a name that two entries
share gives way to the code.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dasbor.data.contract import Contract
from dasbor.data.sourcing import everything
from dasbor.data.store import Store
from dasbor.gate import spoken
from dasbor.gate.cleaning.rejects import workbook
from dasbor.gate.values import shown


def years(contract: Contract, store: Store) -> list[int]:
    """The years that a yearly dataset has rows of."""
    rows = store.rows(f"select distinct tahun from {everything(contract)} order by 1 desc")
    return [year for (year,) in rows]


def as_workbook(contract: Contract, store: Store, year: int | None = None) -> bytes:
    """The rows in force (of a year) as a workbook of text cells; only a header without rows."""
    return workbook("Data", lines(contract, store, year))


def lines(contract: Contract, store: Store, year: int | None = None) -> Iterator[list[str]]:
    """The header in words, then the rows, each cell as a text."""
    yield [column.label for column in contract.columns]
    names = {column: _alone(labels) for column, labels in spoken.labels(store, contract).items()}
    columns = ", ".join(column.name for column in contract.columns)
    where = f"where tahun = {year}" if year else ""
    for row in store.each(f"select {columns} from {everything(contract)} {where}"):
        pairs = zip(contract.columns, row, strict=True)
        yield [_cell(value, names.get(column.name, {})) for column, value in pairs]


def entries(contract: Contract, store: Store) -> list[dict[str, str]]:
    """Everything in force as it is kept: codes, by column."""
    names = [column.name for column in contract.columns]
    rows = store.rows(f"select {', '.join(names)} from {everything(contract)}")
    return [dict(zip(names, map(plain, row), strict=True)) for row in rows]


def _alone(labels: Mapping[str, str]) -> dict[str, str]:
    """The names that only one entry has, and that stand for themselves in a list of several."""
    common = Counter(name.casefold() for name in labels.values())
    return {
        code: name
        for code, name in labels.items()
        if common[name.casefold()] == 1 and ";" not in name
    }


def _cell(value: Any, names: Mapping[str, str]) -> str:
    return plain(spoken.said(value, names))


def plain(value: Any) -> str:
    """A value as the gate reads it back."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        written = f"{Decimal(repr(value)):f}"  # 1e+12 is no number to the gate
        return written.removesuffix(".0").replace(".", ",")
    return shown(value)
