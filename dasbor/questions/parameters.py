"""The parameters of a question as a link gives them, each read as the head of the question says.

Pages, files and programs read them here and nowhere else. The filters of every page, which a link
spells in its own way, are read by ``filters``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from dasbor.format_id import listing
from dasbor.questions.filters import CHOICES
from dasbor.questions.query import Query

YEARS = ("tahun_dari", "tahun_sampai")
FILTERS = (*YEARS, *CHOICES)
LONGEST = 200  # letters of one value
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,10})?", re.ASCII)


class Repeated(ValueError):
    """Several values for a parameter that takes one."""


def given(query: Query, link: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The parameters that a link gives this question beside the filters; others are left alone.

    Raises:
        ValueError: in Indonesian, when a value cannot be what the question declares.
    """
    return {
        name: _value(query, name, list(link[name]))
        for name in query.parameters
        if name in link and name not in FILTERS
    }


def _value(query: Query, name: str, texts: list[str]) -> Any:
    declared, choices = query.parameters[name], query.choices.get(name)
    if len(texts) > 1 and not declared.many:
        raise Repeated(f"Parameter {name} diberikan berulang.")
    values = [_read(name, declared.kind, text) for text in texts]
    if choices and not set(values) <= set(choices):
        raise ValueError(f"Parameter {name} harus salah satu dari: {listing(list(choices))}.")
    return values if declared.many else values[0]


def _read(name: str, kind: str, text: str) -> Any:
    checked(name, text)
    wanted, reader = _READERS[kind]
    try:
        return reader(text)
    except ValueError:
        raise ValueError(f"Nilai {name} harus {wanted}.") from None


def checked(name: str, text: str) -> str:
    """A value that somebody can have meant. Raises ``ValueError`` for any other."""
    if not text or len(text) > LONGEST or not text.isprintable():
        words = f"Nilai {name} kosong, lebih dari {LONGEST} huruf, atau bukan teks biasa."
        raise ValueError(words)
    return text


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "."))


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "teks": ("teks", str),
    "bulat": ("bilangan bulat", _whole),
    "angka": ("angka", _number),
    "tanggal": ("tanggal seperti 2024-12-31", lambda text: date.fromisoformat(text).isoformat()),
}
