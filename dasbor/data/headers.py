"""Which column of a contract a header fills: by its name, its label, an alias, or a shorter form.

The data folder and the gate read headers alike: what an operator may load may also lie there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from dasbor.data.contract import Column, Contract

GROUP = ": "  # between the two rows of a two-row header: "Tanggal: Penerapan"
IGNORE = ""

_MARKS = re.compile(r"\((?:wajib|opsional|required|optional)\)", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
Remembered = Mapping[tuple[str, str], str]
Words = tuple[frozenset[str], frozenset[str], frozenset[str]]


def plain(word: str) -> str:
    """A header word as it is compared: case, punctuation, “*” and “(wajib)” do not count."""
    word = (word if word.isascii() else unicodedata.normalize("NFKC", word)).casefold()
    word = _MARKS.sub(" ", word) if "(" in word else word
    return _NOT_WORD.sub(" ", word).strip()


def named(words: Iterable[str]) -> tuple[str, ...]:
    """How the column of a name is headed: ``desa``, ``nama desa``."""
    words = tuple(words)
    return (*words, *(f"nama {word}" for word in words))


def fill(
    header: Iterable[str], contract: Contract, remembered: Remembered | None = None
) -> tuple[str | None, ...]:
    """Per header the column of the contract that it fills; no column is filled twice.

    The keys of ``remembered`` hold headers as ``plain`` writes them.
    """
    words = tuple(header)
    words_of = {column.name: called(column) for column in contract.columns}
    memory = {
        word: column
        for (dataset, word), column in (remembered or {}).items()
        if dataset == contract.name and (column in words_of or column == IGNORE)
    }
    offers = sorted(
        (rank, i, column)
        for i, word in enumerate(words)
        for rank, column in _offers(word, words_of, memory)
    )
    filled: dict[int, str] = {}
    for _, i, column in offers:
        if i not in filled and (column == IGNORE or column not in filled.values()):
            filled[i] = column
    return tuple(filled.get(i) or None for i in range(len(words)))


def _offers(
    word: str, words_of: Mapping[str, Words], memory: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """The columns a header may fill, with ranks: lower wins."""
    whole = plain(word)
    if not whole:
        return
    if whole in memory:
        yield 0, memory[whole]
        return
    for shortness, form in enumerate([whole, *_shorter_forms(word)]):
        for column, kinds in words_of.items():
            for kind, words in enumerate(kinds, start=1):
                if form in words:
                    yield shortness * len(kinds) + kind, column


@lru_cache(maxsize=4096)
def called(column: Column) -> Words:
    """What a column is called: its name, its label, its aliases."""
    named = ((column.name,), (column.label,), column.aliases)
    name, label, aliases = (frozenset(map(plain, words)) for words in named)
    return name, label, aliases


def _shorter_forms(word: str) -> list[str]:
    """“Kematangan (0–111)” without the bracket, “Data: Judul” without its group or groups.

    Of three rows also without the middle one: “Tanggal: Pelaksanaan: Penerapan”.
    """
    parts = word.split(GROUP)
    inner = [plain(GROUP.join(parts[at:])) for at in range(1, len(parts))]
    ends = [plain(f"{part} {parts[-1]}") for part in parts[:-2]]
    return [plain(_BRACKETS.sub(" ", word)), *(inner or [plain(word)]), *ends]
