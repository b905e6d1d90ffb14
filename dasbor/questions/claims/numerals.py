"""Numbers that are written in letters: "seratus delapan puluh tujuh" is 187."""

import re
from collections.abc import Iterator

_NAMES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_UNITS = {word: value for value, word in enumerate(_NAMES)}
TO_TEN = {word: value for word, value in _UNITS.items() if value} | {"sepuluh": 10}
_TENS = {"puluh": 10, "ratus": 100}
_LARGE = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}
_ONE = re.compile(r"\bse(?=puluh|belas|ratus|ribu|juta)")  # "seratus" is one hundred
_WORD = rf"(?:{'|'.join(_UNITS)}|(?:se)?(?:belas|puluh|ratus|ribu|juta)|miliar)"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:[ -]+{_WORD})*(?!\w)", re.IGNORECASE)
LEAST = 10  # a smaller number in letters is as often no number: "satu sama lain"


def runs(text: str) -> Iterator[tuple[int, int, int]]:
    """The numbers that are written in letters: where they start and end, and their value."""
    for run in _RUN.finditer(text):
        value = _value(re.split(r"[ -]+", _ONE.sub("satu ", run[0].lower())))
        if value is not None:
            yield *run.span(), value


def _value(words: list[str]) -> int | None:
    """The number that the words say, ``None`` where they say none: "ribu", "dua tiga"."""
    whole = part = 0
    unit: int | None = None
    for word in words:
        if word in _UNITS and unit is None:
            unit = _UNITS[word]
        elif word in _LARGE and (part or unit):
            whole, part, unit = whole + (part + (unit or 0)) * _LARGE[word], 0, None
        elif unit is None or word in _UNITS or word in _LARGE:
            return None
        else:
            part, unit = part + (unit + 10 if word == "belas" else unit * _TENS[word]), None
    return whole + part + (unit or 0)
