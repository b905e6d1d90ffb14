"""The words of a text in order, as they are compared with those of the record."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from dasbor.format_id import number
from dasbor.questions.claims.numbers import Figure, Sentence

Phrase = tuple[str, ...]
Token = tuple[str, int, int]  # a word, number or sign as it is compared, and where it stands
FIGURE, CITY, HOLDER = "#", "@", "@@"
_FILLERS = frozenset({  # words that say nothing about a figure beyond that it is there
    *("ada", "adalah", "ialah", "yaitu", "yakni", "tercatat", "terdata", "tercantum", "sebanyak"),
    *("sejumlah", "sebesar", "mencapai", "berjumlah", "jumlah", "ini", "itu", "sudah", "telah"),
    *("bahwa", "juga"),
})  # fmt: skip
RELATIONS = frozenset({"di", "ke", "dari", "dan", "untuk", "oleh", "dengan", "per"})
_SAME = {"pada": "di", "dalam": "di", "serta": "dan", "hingga": "sampai"}
_WORD = r"[a-z]+(?:-[a-z]+)*"
_SUFFIX = re.compile(r"(?<=[a-z]{4})(?:nya|pun)$")
_SILENT = re.compile(r"\b(?:yang|(?<!per )tahun(?=\s+(?:19|20)\d\d\b))\b")
_HARMLESS = frozenset(".,;:()[]!?…/\"'“”‘’-–—")
_MINUS = r"(?<![\w–-])-(?=\d|$)"  # a figure below zero


@dataclass(frozen=True)
class Spoken:
    """A sentence around one figure: its tokens without those that say nothing."""

    sentence: Sentence
    figure: Figure
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> Phrase:
        """The tokens as they are compared; the figure is ``FIGURE``."""
        return tuple(word for word, _, _ in self.tokens)

    @cached_property
    def at(self) -> int:
        """Where the figure stands."""
        return self.words.index(FIGURE)

    def occurs(self, phrases: Iterable[Phrase]) -> list[range]:
        """Where the words of any of these phrases stand side by side."""
        return [
            range(n, n + len(phrase))
            for phrase in phrases
            for n, word in enumerate(self.words)
            if word == phrase[0] and self.words[n : n + len(phrase)] == phrase
        ]

    def quoted(self, places: Collection[int]) -> tuple[str, ...]:
        """The tokens at these places as written, those side by side as one."""
        runs: list[tuple[int, int]] = []
        for n in sorted(places):
            _, start, end = self.tokens[n]
            runs.append((runs.pop()[0] if n - 1 in places else start, end))
        return tuple(dict.fromkeys(self.sentence.text[start:end] for start, end in runs))


def in_order(text: str | None, city: str) -> Phrase:
    """The words of a text of the record, as those of a sentence are compared."""
    found = _between((text or "").lower(), 0, None, city)
    return tuple(word for word, _, _ in found if word not in _FILLERS)


def spoken(sentence: Sentence, figure: Figure, city: str) -> Spoken:
    """A sentence around one of its figures; ``city`` is the full name of its own city.

    Between the figure and what it counts nothing is passed over: "187 kata inovasi".
    """
    kept: list[Token] = []
    for token in _tokens(sentence, figure, city):
        if token[0] not in _FILLERS or (kept and kept[-1][0] == FIGURE):
            kept.append(token)
    return Spoken(sentence, figure, tuple(kept))


def _tokens(sentence: Sentence, figure: Figure, city: str) -> Iterator[Token]:
    """All tokens; a figure is one, however it is written."""
    text, end = sentence.text.lower(), 0
    for one in sentence.figures:
        yield from _between(text, end, one.start, city)
        yield FIGURE if one is figure else number(one.value), one.start, one.end
        end = one.end
    yield from _between(text, end, None, city)


def _between(text: str, start: int, end: int | None, city: str) -> Iterator[Token]:
    text = _SILENT.sub(lambda word: " " * len(word[0]), text)
    for found in _pattern(city).finditer(text, start, len(text) if end is None else end):
        word = _SUFFIX.sub("", found[0])
        word = (HOLDER if found["has"] else CITY) if found["city"] else _SAME.get(word, word)
        if word not in _HARMLESS or found["minus"]:
            yield word, *found.span()


@cache
def _pattern(city: str) -> re.Pattern[str]:
    """A token; the city's name is one, with what kind it is or without, as is that it has some."""
    kind, _, short = map(re.escape, city.lower().partition(" "))
    own = rf"(?:{kind}\s+)?{short}" if short else kind
    who = rf"(?:(?:pemerintah|pemkot|pemkab)\s+)?{own}|{kind}|kita|kami|pemkot|pemkab"
    has = rf"(?:{who})\s+(?:(?:telah|sudah)\s+)?(?P<has>punya|memiliki|mempunyai|mencatat)"
    named = rf"(?P<city>\b(?:{has}|{own})\b)"
    return re.compile(rf"{named}|(?P<minus>{_MINUS})|{_WORD}|\d+(?:[.,]\d+)*|\S")
