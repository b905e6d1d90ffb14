"""Columns that no header names exactly: told by words that mean the same, or by what they hold.

A guess is proposed, never taken in silence: cleaning warns of it, and one by likeness alone is
published only when the operator agrees to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import NamedTuple

from dasbor.data.contract import Column, Contract
from dasbor.data.headers import called, plain
from dasbor.gate.model import Sheet
from dasbor.gate.similar import share
from dasbor.gate.values import MISSING, PERSONAL_HEADER, compact, words

Meanings = tuple[frozenset[str], frozenset[str]]
Lists = Mapping[str, frozenset[str]]  # list -> its spellings, as ``compact`` writes them
SAMPLE = 300  # rows looked at
ALIKE, HELD = 90.0, 0.6  # percent of letters; share of the texts of a column
MEANT = 97.0  # the score of words that mean the same; likeness, in letters or contents, has less
TITLE, BARE_TITLE = "judul", "nama"  # of what, the columns beside it tell
ENOUGH = 3
_MEANS = {
    "tgl": "tanggal", "tggl": "tanggal", "tg": "tanggal", "waktu": "tanggal", "tahap": "tahapan",
    "implementasi": "penerapan", "diterapkan": "penerapan", "diinput": "input", "nm": "nama",
    "organisasi": "perangkat", "kategori": "jenis", "pemprakarsa": "inisiator",
}  # fmt: skip
_SPARE = frozenset(("daerah", "kota", "kabupaten", "pemerintah", "pemerintahan", "resmi", "dan"))
_SPARE_ALSO = _SPARE | frozenset(
    ("nama", "inovasi", "data", "isian", "unit", "pemilik", "asal", "yang", "mulai")
)
_TITLE = frozenset(("judul", "nama", "inovasi", "daerah", "gagasan", "proposal", "program"))


@dataclass(frozen=True)
class Header:
    """A header that fills no column: as it is compared, what it means, and what is said below."""

    plain: str
    means: Sequence[Meanings]
    said: Sequence[str]


class Guess(NamedTuple):
    """The column that a header may fill, and whether its words say so."""

    column: str
    meant: bool


class Headers:
    """The headers of a sheet, each looked at once for all contracts."""

    def __init__(self, sheet: Sheet) -> None:
        self.words = sheet.header
        self.at = cache(partial(_header, sheet))


def guess(
    headers: Headers, contract: Contract, columns: Sequence[str | None], lists: Lists
) -> dict[int, Guess]:
    """By position, for headers that fill no column and columns that none fills."""
    free = [column for column in contract.columns if column.name not in columns]
    offers = sorted(
        ((-score, at, column.name) for at, word in enumerate(headers.words)
         if not columns[at] and word.strip() and not PERSONAL_HEADER.fullmatch(words(word))
         for column in free for score in _scores(headers.at(at), column, lists)),
    )  # fmt: skip
    found: dict[int, Guess] = {}
    for score, at, name in offers:
        if at not in found and all(name != other.column for other in found.values()):
            found[at] = Guess(name, -score >= MEANT)
    told = {name for name in columns if name} | {one.column for one in found.values()}
    bare = [at for at, word in enumerate(headers.words) if plain(word) == BARE_TITLE]
    if TITLE not in told and TITLE in contract.labels and len(told) >= ENOUGH and bare:
        found.setdefault(bare[0], Guess(TITLE, False))
    return found


def _header(sheet: Sheet, at: int) -> Header:
    word = sheet.header[at]
    parts = [part for part in word.replace(" atau ", "/").split("/") if part.strip()]
    return Header(plain(word), list(map(_meanings, parts)), _said(sheet, at))


def _scores(header: Header, column: Column, lists: Lists) -> Iterator[float]:
    """How sure it is that a header fills a column; nothing when it is not."""
    names = [name for kind in called(column) for name in kind]
    for theirs in _meant(column):
        for stage, words_of in enumerate(theirs):
            if words_of and any(mine[stage] == words_of for mine in header.means):
                yield 99.0 - stage
    if column.name == TITLE and (said := set(header.plain.split())) <= _TITLE and said - {"nama"}:
        yield MEANT
    if column.name == TITLE and TITLE in header.plain.split():
        yield MEANT - 1
    if (alike := max((share(header.plain, name) for name in names), default=0.0)) >= ALIKE:
        yield min(alike, MEANT - 1)
    if (held := _held(header.said, column, lists)) >= HELD:
        yield 90.0 * held


@lru_cache(maxsize=4096)
def _meant(column: Column) -> Sequence[Meanings]:
    """What each of the words for a column means."""
    return [_meanings(name) for kind in called(column) for name in kind]


def _meanings(text: str) -> Meanings:
    """The words that count, with few left out, and with all that often come along."""
    said = frozenset(_MEANS.get(word, word) for word in plain(text).split())
    return said - _SPARE, said - _SPARE_ALSO


def _held(said: Sequence[str], column: Column, lists: Lists) -> float:
    """The share of these texts that the list of a column of the contract has."""
    known = lists.get(column.reference[0]) if column.reference else None
    if column.allowed:
        known = _choices(column)
    return sum(text in known for text in said) / len(said) if known and said else 0.0


@lru_cache(maxsize=4096)
def _choices(column: Column) -> frozenset[str]:
    return frozenset(map(compact, column.allowed))


def _said(sheet: Sheet, at: int) -> list[str]:
    """The different texts below a header as ``compact`` writes them; none where they tell nothing.

    A running number fits any code, and one text says little of many rows.
    """
    texts = {cells[at].strip() for _, cells in sheet.rows[:SAMPLE] if at < len(cells)}
    said = [text.partition("(")[0] for text in texts if text.casefold() not in MISSING]
    numbers = any(text.replace(".", "").isdecimal() for text in said)
    few = len(said) < 2 and len(sheet.rows) > 1
    return [] if numbers or few else list(map(compact, said))
