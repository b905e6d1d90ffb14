"""Entries that were typed instead of loaded: they become a file, and go the way of every file.

So they meet the same checks, effect, reason, version and undo; nothing is written per dataset.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dasbor.data.contract import Column, Contract
from dasbor.gate.cleaning.cells import reader
from dasbor.gate.model import Refused
from dasbor.gate.references import References
from dasbor.gate.sources import SOURCES
from dasbor.gate.values import brief

LONGEST_KEY = 40
NAMING = ("judul", "nama", "hasil", "kelurahan", "label")  # what a key is made of, the first said
DOUBTS = ("angka_ragu", "huruf_rusak")  # what is taken all the same, and told
UNLISTED = "Tulis seperti di daftarnya, atau tambahkan dulu entri itu di sana."
LAST = (
    "Entri terakhir tidak dapat dihapus di sini. Bila terlanjur terbit, pulihkan versi sebelumnya"
    " pada Riwayat terbitan."
)
Entry = Mapping[str, str]


def offered(contracts: Iterable[Contract]) -> list[Contract]:
    """The datasets that can be kept up entry by entry: all but registers, which come as files."""
    found = [one for one in contracts if not one.like and not _numbered(one)]
    return sorted(found, key=lambda one: (not one.routine, one.title))


def _numbered(contract: Contract) -> bool:
    """Whether it is a register with a number for each row of a year."""
    return contract.yearly and "id" in contract.key


@dataclass(frozen=True)
class Sent:
    """Entries as a file; ``whole``: they are all that is to stay (of their years)."""

    name: str
    content: bytes
    whole: bool


def sent(
    contract: Contract, before: Sequence[Entry], after: Sequence[Entry], known: References
) -> Sent | None:
    """What is to be handed on when ``before`` is to become ``after``; nothing when they are alike.

    What is new or says something else is added to what is in force. Where an entry is gone, or
    bears another key, all that is to stay takes its place.

    Raises:
        Refused: in the words of the labels, when an entry cannot stand so.
    """
    was = {tuple(entry.items()) for entry in before}
    changed = [entry for entry in after if tuple(entry.items()) not in was]
    keys = [_key(contract, entry) for entry in after]
    gone = [entry for entry in before if _key(contract, entry) not in keys]
    if not (changed or gone):
        return None
    for entry in changed:
        _check(contract, entry, keys, known)
    years = {entry["tahun"] for entry in (*changed, *gone)} if contract.yearly else set()
    entries = [e for e in after if not years or e["tahun"] in years] if gone else changed
    left = {entry["tahun"] for entry in entries} if contract.yearly else set()
    if gone and (not entries or years - left):
        raise Refused(LAST)
    taken = {entry[contract.key[0]] for entry in before}
    name = contract.file.replace("{tahun}", min(years, default=""))
    return Sent(name, _as_file(contract, entries, taken), bool(gone))


def _key(contract: Contract, entry: Entry) -> tuple[str, ...]:
    return tuple(entry[name].casefold() for name in contract.key)


def _check(
    contract: Contract, entry: Entry, keys: Sequence[tuple[str, ...]], known: References
) -> None:
    """Raises ``Refused`` where a value is missing or none, or the entry is there already."""
    made = [column.name for column in contract.columns if makes(contract, column)]
    if lacks := [c.label for c in contract.columns
                 if c.required and c.name not in made and not entry[c.name]]:  # fmt: skip
        raise Refused(f"Belum diisi: {', '.join(lacks)}.")
    for column in contract.columns:
        flaw = reader(column, known)(entry[column.name]).flaw
        grows = column.reference and column.reference[0] == SOURCES  # a new one joins the list
        if flaw and flaw.rule not in DOUBTS and not (flaw.unknown and grows):
            said = f"{column.label} “{brief(entry[column.name])}”: {flaw.message}"
            raise Refused(f"{said} {UNLISTED if flaw.unknown else flaw.cure}")
    key = _key(contract, entry)
    if all(key) and keys.count(key) > 1:
        said = " · ".join(entry[name] for name in contract.key)
        raise Refused(f"Entri {said} sudah ada. Ubah yang sudah ada, atau betulkan yang baru.")


def _as_file(contract: Contract, entries: Sequence[Entry], taken: Iterable[str]) -> bytes:
    """The entries as a CSV with a header in words; a key that nobody typed is made up."""
    written, used = io.StringIO(), set(taken)
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column.label for column in contract.columns)
    for entry in entries:
        full = {**entry, **_made(contract, entry, used)}
        writer.writerow(full[column.name] for column in contract.columns)
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
