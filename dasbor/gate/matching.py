"""Which dataset a sheet holds, and which of its columns fills which column of the contract."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dasbor.data.contract import MADE_LATER, MADE_OR_CHOSEN, Column, Contract
from dasbor.gate.model import Match, Sheet
from dasbor.gate.reading.layout import GROUP, plain

MEMORY = ("dataset", "judul", "kolom")  # columns of the file of remembered corrections
IGNORE = ""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
Remembered = Mapping[tuple[str, str], str]
Words = tuple[set[str], set[str], set[str]]


def match(
    sheet: Sheet, contracts: Mapping[str, Contract], remembered: Remembered | None = None
) -> list[Match]:
    """The datasets a sheet may hold, best first; empty when nothing fits.

    A dataset fits when half of its obligatory columns are there. ``remembered`` corrections,
    (dataset, header) -> column or "" for none, win over every name and alias.
    """
    memory = {(name, plain(word)): column for (name, word), column in (remembered or {}).items()}
    fits = []
    for contract in contracts.values():
        columns = fill(sheet.header, contract, memory)
        if points := _points(contract, columns):
            fits.append(((points, contract.yearly), contract, columns))
    fits.sort(key=lambda fit: fit[0], reverse=True)
    ranks = [rank for rank, _, _ in fits]
    return [
        Match(contract.name, columns, _complete(contract, columns) and ranks.count(rank) == 1)
        for rank, contract, columns in fits
    ]


def fill(
    header: Iterable[str], contract: Contract, remembered: Remembered | None = None
) -> tuple[str | None, ...]:
    """Per header the column of the contract that it fills; no column is filled twice.

    The keys of ``remembered`` hold headers as ``plain`` writes them.
    """
    words = tuple(header)
    called = {column.name: _words(column) for column in contract.columns}
    memory = {
        word: column
        for (dataset, word), column in (remembered or {}).items()
        if dataset == contract.name and (column in called or column == IGNORE)
    }
    offers = sorted(
        (rank, i, column)
        for i, word in enumerate(words)
        for rank, column in _offers(word, called, memory)
    )
    filled: dict[int, str] = {}
    for _, i, column in offers:
        if i not in filled and (column == IGNORE or column not in filled.values()):
            filled[i] = column
    return tuple(filled.get(i) or None for i in range(len(words)))


def known_words(contracts: Mapping[str, Contract]) -> frozenset[str]:
    """Every word a header may be made of, for the reader to tell the header row by."""
    return frozenset(
        word
        for contract in contracts.values()
        for column in contract.columns
        for words in _words(column)
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


def _complete(contract: Contract, columns: tuple[str | None, ...]) -> bool:
    found = set(columns) - {None}
    return set(obligatory(contract)) <= found and len(found) >= min(2, len(contract.columns))


# --- words ------------------------------------------------------------------------------------


def _offers(
    word: str, called: Mapping[str, Words], memory: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """The columns a header may fill, with ranks: lower wins."""
    whole = plain(word)
    if not whole:
        return
    if whole in memory:
        yield 0, memory[whole]
        return
    for shortness, form in enumerate([whole, *_shorter_forms(word)]):
        for column, kinds in called.items():
            for kind, words in enumerate(kinds, start=1):
                if form in words:
                    yield shortness * len(kinds) + kind, column


def _words(column: Column) -> Words:
    """What a column is called: its name, its label, its aliases."""
    return {plain(column.name)}, {plain(column.label)}, set(map(plain, column.aliases))


def _shorter_forms(word: str) -> list[str]:
    """“Kematangan (0–111)” without the bracket, “Data: Judul” without its group."""
    return [plain(_BRACKETS.sub(" ", word)), plain(word.rpartition(GROUP)[2])]


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


def remembered(path: Path) -> dict[tuple[str, str], str]:
    """The corrections kept so far, later ones winning; nothing when there is no such file."""
    try:
        text = path.read_text("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return {}
    rows = [row for row in csv.reader(text.splitlines()) if len(row) == len(MEMORY)]
    return {(row[0], plain(row[1])): row[2] for row in rows if tuple(row) != MEMORY}
