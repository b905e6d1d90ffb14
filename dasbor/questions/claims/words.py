"""The words of a text in order, as they stand around a figure.

A number says what the words beside it say: "73 aplikasi indeks" are not 73 innovations in one,
though the record knows each of the words. So names are compared in order, never as bags of words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dasbor.format_id import number
from dasbor.questions.claims.numbers import COUNT, Figure, Sentence

Phrase = tuple[str, ...]
FIGURE, CITY = "#", "@@"
FILLERS = frozenset({  # words that say nothing about a figure beyond that it is there
    *("ada", "adalah", "ialah", "yaitu", "yakni", "tercatat", "mencatat", "terdata", "tercantum"),
    *("sebanyak", "sejumlah", "sebesar", "mencapai", "berjumlah", "jumlah", "yang", "ini", "itu"),
    *("kota", "pemerintah", "pemkot", "kita", "kami", "sudah", "telah", "punya", "memiliki"),
    *("mempunyai", "bahwa", "juga", "kata", "ujar", "katanya"),
})  # fmt: skip
_HAVE = frozenset({"punya", "memiliki", "mempunyai"})
_NOUNS = _HAVE | {"kota", "pemerintah", "pemkot", "kata", "jumlah"}  # "187 kota": cities
RELATIONS = frozenset({"di", "ke", "dari", "dan", "untuk", "oleh", "dengan"})
TO = frozenset({"sampai", "hingga", "per"})
_SAME = {"pada": "di", "dalam": "di", "serta": "dan"}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TOKEN = re.compile(rf"{_WORD.pattern}|\d+(?:[.,]\d+)*|\S")
_OF_A_YEAR = re.compile(r"tahun(?=\s+(?:19|20)\d\d\b)")
_HARMLESS = frozenset(".,;:()[]!?…/\"'“”‘’-–—")
_MINUS = re.compile(r"(?<![\w–-])-$")
_BESIDE = re.compile(r"\s*[-–—:]?\s*|\s+/\s+")  # between two numbers that are one: "70–79", "2 187"
_SUFFIX = re.compile(r"(?:nya|lah|pun)$")


@dataclass(frozen=True)
class Token:
    """A word, number or sign: as it is compared, and where it stands."""

    word: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is no number and no sign."""
        return self.word[0].isalpha()


@dataclass(frozen=True)
class Spoken:
    """A sentence around one figure: its tokens without fillers, and those that no record covers.

    ``strange`` are signs, numbers glued to the figure ("70–79"), "dari" and the like before it.
    """

    sentence: Sentence
    figure: Figure
    tokens: tuple[Token, ...]
    at: int  # where the figure stands
    others: frozenset[int]  # where other figures do
    strange: frozenset[int]

    @cached_property
    def words(self) -> frozenset[str]:
        """All words that say something, in no order."""
        return frozenset(t.word for t in self.tokens if t.is_word) - RELATIONS

    @property
    def years(self) -> frozenset[str]:
        """The years that the sentence names, as they are written."""
        return frozenset(map(str, self.sentence.years))

    def belongs(self, place: int, figure: int) -> bool:
        """Whether what stands beside another figure is its relation, or what that counts."""
        word = self.tokens[place].word if 0 <= place < len(self.tokens) else ""
        if place < figure:
            return word in RELATIONS - {"dan"}
        return word[:1].isalpha() and word not in RELATIONS

    def at_words(self, words: Collection[str]) -> set[int]:
        """Where any of these words stand."""
        return {n for n, token in enumerate(self.tokens) if token.is_word and token.word in words}

    def occurs(self, phrase: Phrase) -> set[int]:
        """Where the tokens of a phrase stand, each time it is said as it is.

        Right after the figure a scope would say what is counted: "57 pejabat eselon II".
        """
        said, long = self._said, len(phrase)
        starts = [n for n, w in enumerate(said) if w == phrase[0] and said[n : n + long] == phrase]
        if phrase[0] not in RELATIONS | TO:
            starts = [n for n in starts if n != self.at + 1]
        return {n + k for n in starts for k in range(long)}

    @cached_property
    def _said(self) -> Phrase:
        return tuple(token.word for token in self.tokens)

    def quoted(self, places: Collection[int]) -> tuple[str, ...]:
        """The tokens at these places as written, those side by side as one."""
        runs: list[tuple[int, int]] = []
        for n in sorted(places):
            token = self.tokens[n]
            alone = self.years.intersection({token.word, self.tokens[n - 1].word})
            joined = n - 1 in places and not alone
            start = runs.pop()[0] if joined else token.start
            runs.append((start, token.end))
        return tuple(dict.fromkeys(self.sentence.text[start:end] for start, end in runs))


def in_order(text: str | None) -> Phrase:
    """The words of a text in order, as they are compared."""
    return tuple(_SAME.get(word, word) for word in _WORD.findall((text or "").lower()))


def literally(text: str | None) -> Phrase:
    """All tokens of a text, for a phrase that counts only as it is written."""
    found = (_SAME.get(t, t) for t in _TOKEN.findall((text or "").lower()))
    return tuple(token for token in found if token not in FILLERS)


def stem(word: str, known: Collection[str]) -> str:
    """A word as the record knows it: "kelurahannya" is "kelurahan"."""
    return word if word in known else _SUFFIX.sub("", word)


def spoken(sentence: Sentence, figure: Figure, city: str) -> Spoken:
    """A sentence around one of its figures; the name of its own ``city`` is no word."""
    own, nothing = frozenset(in_order(city)), Token(" ", 0, 0)
    tokens: list[Token] = []
    for token, after in pairwise([*_tokens(sentence, figure), nothing]):
        before = tokens[-1] if tokens else nothing
        counted = before.word == FIGURE and token.word in _NOUNS | own
        owned = before.is_word and token.word in _HAVE and after.word == FIGURE
        if token.word in own and not counted:
            tokens.append(replace(token, word=CITY))
        elif counted or owned or token.word not in FILLERS:
            tokens.append(token)
    at = next(n for n, token in enumerate(tokens) if token.word == FIGURE)
    figures = {one.start: one for one in sentence.figures}
    others = {n: figures[t.start] for n, t in enumerate(tokens) if t.start in figures and n != at}
    strange = {n for n, token in enumerate(tokens) if _is_sign(token.word)}
    strange |= _glued(tokens, at, others, sentence.text) | _related(
        tokens, at, others, figure.value
    )
    return Spoken(sentence, figure, tuple(tokens), at, frozenset(others), frozenset(strange))


def _tokens(sentence: Sentence, figure: Figure) -> Iterator[Token]:
    """All tokens; a figure is one, however it is written."""
    text = _OF_A_YEAR.sub(lambda year: " " * len(year[0]), sentence.text.lower())
    end = 0
    for one in sentence.figures:
        yield from _between(text, end, one.start)
        yield Token(FIGURE if one is figure else number(one.value), one.start, one.end)
        end = one.end
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        yield Token(_SAME.get(found[0], found[0]), *found.span())


def _is_sign(word: str) -> bool:
    """Whether a sign changes what a figure says: "> 187", "½ dari 187"."""
    plain = word in _HARMLESS or word == FIGURE or (word.isascii() and word.isalnum())
    return len(word) == 1 and not plain


def _glued(tokens: list[Token], at: int, others: Iterable[int], text: str) -> set[int]:
    """A minus before the figure, and other figures with nothing but a dash between."""
    glued = {at - 1} if _MINUS.search(text[: tokens[at].start]) else set()
    for other in others:
        first, last = sorted([at, other])
        if _BESIDE.fullmatch(text[tokens[first].end : tokens[last].start]):
            glued |= set(range(first, last + 1)) - {at}
    return glued


def _related(tokens: list[Token], at: int, others: Mapping[int, Figure], whole: float) -> set[int]:
    """A relation before the figure makes another of it ("dari 79"), but not in "14 dari 43"."""
    before = [token.word for token in tokens[max(at - 2, 0) : at]]
    if before == ["ke", "-"]:
        return {at - 2}
    part = others.get(at - 2)
    if before[-1:] == ["dari"] and part and part.kind == COUNT and part.value <= whole:
        return set()
    return {at - 1} if set(before[-1:]) & RELATIONS - {"dan"} else set()
