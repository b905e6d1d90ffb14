"""Numbers that are written in letters: "seratus delapan puluh tujuh" is 187."""

import re
from collections.abc import Iterator

_NAMES = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_UNITS = {word: value for value, word in enumerate(_NAMES)}
TO_TEN = {word: value for value, word in enumerate(_NAMES[1:11], start=1)}
_WORD = rf"(?:{'|'.join(_UNITS)}|seratus|seribu|sejuta|belas|puluh|ratus|ribu|juta|miliar)"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:[ -]+{_WORD})*(?!\w)", re.IGNORECASE)
_SMALL = {"seratus": 100, "sepuluh": 10, "sebelas": 11}
_LARGE = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}
LEAST = 10  # a smaller number in letters is as often no number: "satu sama lain"


def runs(text: str) -> Iterator[tuple[int, int, int]]:
    """The numbers that are written in letters: where they start and end, and their value."""
    for run in _RUN.finditer(text):
        value = _value(re.split(r"[ -]+", run[0].lower()))
        if value is not None:
            yield *run.span(), value


def _value(words: list[str]) -> int | None:
    """The number that the words say, ``None`` where they say none: "ribu", "dua tiga"."""
    whole = part = 0
    unit: int | None = None
    for word in words:
        if word in ("seribu", "sejuta"):
            whole += 10**3 if word == "seribu" else 10**6
        elif word in _SMALL:
            part += _SMALL[word]
        elif word in _UNITS:
            if unit is not None:
                return None
            unit = _UNITS[word]
        elif word in _LARGE:
            if not (part or unit):
                return None
            whole, part, unit = whole + (part + (unit or 0)) * _LARGE[word], 0, None
        elif unit is None:
            return None
        else:
            part += unit + 10 if word == "belas" else unit * (10 if word == "puluh" else 100)
            unit = None
    return whole + part + (unit or 0)
