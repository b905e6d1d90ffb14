"""Which dataset a sheet holds, and which of its columns fills which column of the contract."""

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dasbor.data.contract import MADE_LATER, MADE_OR_CHOSEN, Contract
from dasbor.data.headers import IGNORE, Remembered, called, fill, plain
from dasbor.gate.guessing import Headers, Lists, guess
from dasbor.gate.model import Match, Sheet
from dasbor.gate.values import compact

NO_LISTS: Lists = {}
NO_NAMES = frozenset(("", "ya", "tidak"))  # what stands in the first columns of lists beside these
NAMING = 3  # first columns of a list, which name its entries
MEMORY = ("dataset", "judul", "kolom")  # columns of the file of remembered corrections


def match(
    sheet: Sheet,
    contracts: Mapping[str, Contract],
    remembered: Remembered | None = None,
    lists: Lists = NO_LISTS,
) -> list[Match]:
    """The datasets a sheet may hold, best first; empty when nothing fits.

    A dataset fits when half of its obligatory columns are there; a list that others refer to only
    when all headers are its own, or the file bears its name. ``remembered`` corrections,
    (dataset, header) -> column or "" for none, win over every name and alias. Headers that no
    name tells are guessed, also by what their column holds of the spellings in ``lists``.
    """
    memory = {(name, plain(word)): column for (name, word), column in (remembered or {}).items()}
    fits, headers = [], Headers(sheet)
    for contract in contracts.values():
        columns = fill(sheet.header, contract, memory)
        named = sheet.file == contract.file
        if not (contract.routine or named or _its_own(sheet, contract, columns)):
            continue
        told = {
            at for at, word in enumerate(sheet.header) if (contract.name, plain(word)) in memory
        }
        guesses = guess(headers, contract, columns, lists) if contract.routine else {}
        guesses = {at: found for at, found in guesses.items() if at not in told}
        filled = tuple(
            guesses[at].column if at in guesses else name for at, name in enumerate(columns)
        )
        if points := _points(contract, filled):
            rank = (named, points, -len(guesses), contract.yearly)
            likely = frozenset(at for at, found in guesses.items() if not found.meant)
            lacking = frozenset(obligatory(contract)) - set(filled)
            found = Match(contract.name, filled, False, frozenset(guesses), lacking, likely)
            fits.append((rank, found))
    fits.sort(key=lambda fit: fit[0], reverse=True)
    ranks = [rank for rank, _ in fits]
    return [
        replace(found, certain=_sure(contracts[found.dataset], found) and ranks.count(rank) == 1)
        for rank, found in fits
    ]


def told(
    mapped: Mapping[str, str], contracts: Mapping[str, Contract]
) -> dict[tuple[str, str], str]:
    """What the operator says of headers, as corrections of every dataset with such a column."""
    return {
        (contract.name, header): name
        for contract in contracts.values()
        for header, name in mapped.items()
        if name == IGNORE or name in contract.labels
    }


def known_words(contracts: Mapping[str, Contract]) -> frozenset[str]:
    """Every word a header may be made of, for the reader to tell the header row by."""
    return frozenset(
        word
        for contract in contracts.values()
        for column in contract.columns
        for words in called(column)
        for word in words
    )


def obligatory(contract: Contract) -> tuple[str, ...]:
    """The columns a file must bring; some are made or chosen later."""
    spared = MADE_OR_CHOSEN if contract.yearly else MADE_LATER if contract.maintained else ()
    return tuple(c.name for c in contract.columns if c.required and c.name not in spared)


def recognisable(contract: Contract) -> tuple[str, ...]:
    """The columns that tell a file of a dataset from others where it has to bring none."""
    return tuple(c.name for c in contract.columns if c.name not in MADE_OR_CHOSEN)


# --- scoring ----------------------------------------------------------------------------------


def _points(contract: Contract, columns: tuple[str | None, ...]) -> int:
    """Columns found, obligatory ones twice, those missing against; 0 when the dataset fits not.

    Counting only what is found would call every file with a “Bentuk” a table of bentuk.
    """
    needed = obligatory(contract) or recognisable(contract)
    found = sum(name in columns for name in needed)
    if not found or found * 2 < len(needed):
        return 0
    missing = len(needed) - found
    return max(1, sum(map(bool, columns)) + found - 2 * missing)


def _its_own(sheet: Sheet, contract: Contract, columns: tuple[str | None, ...]) -> bool:
    """Whether a sheet has the columns of a list and no others, as its own file has."""
    pairs = zip(sheet.header, columns, strict=True)
    return _complete(contract, columns) and all(column for word, column in pairs if word.strip())


def _sure(contract: Contract, match: Match) -> bool:
    """Whether no obligatory column is missing or guessed."""
    told = [None if at in match.guessed else name for at, name in enumerate(match.columns)]
    return _complete(contract, tuple(told))


def _complete(contract: Contract, columns: tuple[str | None, ...]) -> bool:
    found = set(columns) - {None}
    return set(obligatory(contract)) <= found and len(found) >= min(2, len(contract.columns))


# --- memory -----------------------------------------------------------------------------------


def remember(path: Path, dataset: str, header: str, column: str) -> None:
    """Keep a correction: this header fills that column from now on ("" for none).

    One short line in one write, so that operators at the same time lose nothing of each other's.
    """
    if remembered(path).get((dataset, plain(header))) == column:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow((dataset, plain(header), column))
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    with open(descriptor, "rb+", buffering=0) as file:  # noqa: PTH123 opened by descriptor
        file.write(_start(file) + line.getvalue().encode())
        os.fsync(descriptor)


def _start(file: io.FileIO) -> bytes:
    """What must come before a new line: the header, or an end to a line cut short."""
    if not file.seek(0, os.SEEK_END):
        return (",".join(MEMORY) + "\n").encode()
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def spellings(paths: Mapping[str, Path]) -> Lists:
    """What the entries of a list are called, from its files; a file that is not there has none."""
    found = {}
    for name, path in paths.items():
        text = path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""
        rows = csv.reader(text.splitlines()[1:])
        found[name] = frozenset(compact(cell) for row in rows for cell in row[:NAMING]) - NO_NAMES
    return found


def remembered(path: Path) -> dict[tuple[str, str], str]:
    """The corrections kept so far, later ones winning; nothing when there is no such file."""
    try:
        text = path.read_text("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return {}
    rows = [row for row in csv.reader(text.splitlines()) if len(row) == len(MEMORY)]
    return {(row[0], plain(row[1])): row[2] for row in rows if tuple(row) != MEMORY}
