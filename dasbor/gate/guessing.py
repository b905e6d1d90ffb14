"""Columns that no header names exactly: told by words that mean the same, or by what they hold.

A guess is proposed, never taken in silence: cleaning warns of it, and the page asks.
"""

from collections.abc import Iterator, Mapping, Sequence

from dasbor.data.contract import Column, Contract
from dasbor.data.headers import called, plain
from dasbor.gate.model import Sheet
from dasbor.gate.similar import share
from dasbor.gate.values import MISSING, PERSONAL_HEADER, compact, words

Lists = Mapping[str, frozenset[str]]  # list -> its spellings, as ``compact`` writes them
SAMPLE = 300  # rows looked at
ALIKE, HELD = 90.0, 0.6  # percent of letters; share of the texts of a column
_MEANS = {
    "tgl": "tanggal", "tggl": "tanggal", "tg": "tanggal", "waktu": "tanggal", "tahap": "tahapan",
    "implementasi": "penerapan", "diterapkan": "penerapan", "diinput": "input", "nm": "nama",
    "organisasi": "perangkat", "kategori": "jenis", "pemprakarsa": "inisiator",
}  # fmt: skip
_SPARE = frozenset(("daerah", "kota", "kabupaten", "pemerintah", "pemerintahan", "resmi", "dan"))
_SPARE_ALSO = _SPARE | {"nama", "inovasi", "data", "isian", "unit", "pemilik", "asal", "yang"}
_TITLE = frozenset(("judul", "nama", "inovasi", "daerah", "gagasan", "proposal", "program"))


def guess(
    sheet: Sheet, contract: Contract, columns: Sequence[str | None], lists: Lists
) -> dict[int, str]:
    """Position -> column, for headers that fill none and columns that none fills."""
    free = [column for column in contract.columns if column.name not in columns]
    offers = sorted(
        ((-score, at, column.name) for at, word in enumerate(sheet.header)
         if not columns[at] and word.strip() and not PERSONAL_HEADER.fullmatch(words(word))
         for column in free for score in _scores(sheet, at, word, column, lists)),
    )  # fmt: skip
    found: dict[int, str] = {}
    for _, at, name in offers:
        if at not in found and name not in found.values():
            found[at] = name
    return found


def _scores(sheet: Sheet, at: int, word: str, column: Column, lists: Lists) -> Iterator[float]:
    """How sure it is that a header fills a column; nothing when it is not."""
    names = [name for kind in called(column) for name in kind]
    parts = [part for part in word.replace(" atau ", "/").split("/") if part.strip()]
    means = [_meanings(part) for part in parts]
    for name in names:
        for stage, theirs in enumerate(_meanings(name)):
            if theirs and any(mine[stage] == theirs for mine in means):
                yield 99.0 - stage
    if column.name == "judul" and (said := set(plain(word).split())) <= _TITLE and said - {"nama"}:
        yield 97.0
    if (alike := max((share(plain(word), name) for name in names), default=0.0)) >= ALIKE:
        yield alike
    if (held := _held(sheet, at, column, lists)) >= HELD:
        yield 90.0 * held


def _meanings(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that count, with few left out, and with all that often come along."""
    said = frozenset(_MEANS.get(word, word) for word in plain(text).split())
    return said - _SPARE, said - _SPARE_ALSO


def _held(sheet: Sheet, at: int, column: Column, lists: Lists) -> float:
    """The share of a column's texts that the list of a column of the contract has."""
    known = lists.get(column.reference[0]) if column.reference else None
    if column.allowed:
        known = frozenset(map(compact, column.allowed))
    if not known:
        return 0.0
    texts = {cells[at].strip() for _, cells in sheet.rows[:SAMPLE] if at < len(cells)}
    said = [text.partition("(")[0] for text in texts if text.casefold() not in MISSING]
    if any(text.replace(".", "").isdecimal() for text in said):  # a running number fits any code
        return 0.0
    if not said or (len(said) < 2 and len(sheet.rows) > 1):
        return 0.0
    return sum(compact(text) in known for text in said) / len(said)
