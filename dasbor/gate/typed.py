"""Entries that were typed instead of loaded: they become a file, and go the way of every file.

So they meet the same checks, effect, reason, version and undo; nothing is written per dataset.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from dasbor.data.contract import Column, Contract
from dasbor.gate.model import Refused

LONGEST_KEY = 40
NAMING = ("judul", "nama", "hasil", "kelurahan", "label")  # what a key is made of, the first said
Entry = Mapping[str, str]


def offered(contracts: Iterable[Contract]) -> list[Contract]:
    """The datasets that can be kept up entry by entry: all but registers, which come as files."""
    found = [one for one in contracts if not one.like and not _numbered(one)]
    return sorted(found, key=lambda one: (not one.routine, one.title))


def _numbered(contract: Contract) -> bool:
    """Whether it is a register with a number for each row of a year."""
    return contract.yearly and "id" in contract.key


def as_file(contract: Contract, entries: Sequence[Entry], taken: Iterable[str]) -> bytes:
    """The entries as a CSV with a header in words; a key that nobody typed is made up.

    Raises:
        Refused: when an obligatory column is empty, by its label.
    """
    written, used = io.StringIO(), set(taken)
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column.label for column in contract.columns)
    for entry in entries:
        full = {**entry, **_made(contract, entry, used)}
        lacks = [c.label for c in contract.columns if c.required and not full.get(c.name)]
        if lacks:
            raise Refused(f"Belum diisi: {', '.join(lacks)}.")
        writer.writerow(full.get(column.name, "") for column in contract.columns)
    return written.getvalue().encode()


def makes(contract: Contract, column: Column) -> bool:
    """Whether a column is a key without a meaning of its own, to be left to the program."""
    plain = column.type == "teks" and column.reference is None and not column.allowed
    return contract.key == (column.name,) and plain


def _made(contract: Contract, entry: Entry, used: set[str]) -> dict[str, str]:
    keys = [c.name for c in contract.columns if makes(contract, c) and not entry.get(c.name)]
    if not keys:
        return {}
    said = next((entry[name] for name in NAMING if entry.get(name)), contract.name)
    words = " ".join(filter(None, [said, entry.get("tahun", "")]))
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:LONGEST_KEY].strip("-")
    key, number = plain, 2
    while key in used:
        key, number = f"{plain}-{number}", number + 1
    used.add(key)
    return {keys[0]: key}


def changed(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows that are new or say something else; rows that are gone are not taken away."""
    known = {tuple(row) for row in before}
    rows = ([str(cell or "").strip() for cell in row] for row in after)
    return [row for row in rows if any(row) and tuple(row) not in known]
