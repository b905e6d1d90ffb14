"""Accepted rows as the CSVs of the data folder, written column-wise: a million rows in seconds."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from dasbor.data.contract import Contract


def files(
    contract: Contract,
    columns: Mapping[str, Sequence[Any]],
    kept: Mapping[str, Sequence[Any]] | None = None,
) -> dict[str, bytes]:
    """File name -> CSV: one file a year, or one file in all; no file without rows.

    ``kept`` are rows in force that stay; they come first.
    """
    names = [column.name for column in contract.columns]
    rows = chain.from_iterable(
        zip(*(_texts(contract, name, part[name]) for name in names), strict=True)
        for part in (kept, columns)
        if part
    )
    year_of = itemgetter(names.index("tahun")) if contract.yearly else lambda _: None
    buffers: dict[Any, io.TextIOWrapper] = {}
    for year, part in groupby(rows, year_of):
        if year not in buffers:
            buffers[year] = io.TextIOWrapper(io.BytesIO(), "utf-8", "replace", newline="")
            csv.writer(buffers[year], lineterminator="\n").writerow(names)
        csv.writer(buffers[year], lineterminator="\n").writerows(part)
    return {
        contract.file.replace("{tahun}", str(year)): _content(buffer)
        for year, buffer in buffers.items()
    }


def header(contract: Contract) -> bytes:
    """A file without rows."""
    return ",".join(column.name for column in contract.columns).encode() + b"\n"


def to_fill_in(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table that a person goes on with: Excel reads its letters right."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(chain([head], rows))
    return buffer.getvalue().encode("utf-8-sig")


def _texts(contract: Contract, name: str, values: Sequence[Any]) -> Iterable[Any]:
    """The values as the writer takes them; it knows all but yes and no."""
    if contract.column(name).type != "ya_tidak":
        return values
    words = {True: "ya", False: "tidak", None: None}
    return map(words.__getitem__, values)


def _content(buffer: io.TextIOWrapper) -> bytes:
    buffer.flush()
    binary = buffer.detach()
    assert isinstance(binary, io.BytesIO)  # noqa: S101 as made above
    return binary.getvalue()
