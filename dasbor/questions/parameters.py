"""The parameters of a question as a link gives them, each read as the head of the question says.

Pages, files and programs read them here and nowhere else. The filters of every page, which a link
spells in its own way, are read by ``filters``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from dasbor.questions import domains
from dasbor.questions.answers import Answers
from dasbor.questions.domains import Domain
from dasbor.questions.filters import CHOICES
from dasbor.questions.query import Query

YEARS = ("tahun_dari", "tahun_sampai")
FILTERS = (*YEARS, *CHOICES)
LONGEST = 200  # letters of one value
# No control characters, and none that are invisible or turn the direction of what follows.
SIGN = r"[^\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
PLAIN = f"^{SIGN}+$"
_PLAIN, _HALF = re.compile(PLAIN), re.compile("[\ud800-\udfff]")  # half a letter is none
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,20}([.,]\d{1,20})?(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


class Repeated(ValueError):
    """Several values for a parameter that takes one."""


def given(asked: Answers, query: Query, link: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The parameters that a link gives this question beside the filters; others are left alone.

    Raises:
        ValueError: in Indonesian, when a value cannot be what the question declares; it names the
            values that can.
    """
    known = domains.of(asked, query)
    return {
        name: _value(query, name, list(link[name]), known.get(name, domains.ANY))
        for name in query.parameters
        if name in link and name not in FILTERS
    }


def _value(query: Query, name: str, texts: list[str], domain: Domain) -> Any:
    declared = query.parameters[name]
    if len(texts) > 1 and not declared.many:
        raise Repeated(f"Parameter {name} diberikan berulang.")
    values = [_read(name, declared.kind, text, domain) for text in texts]
    return values if declared.many else values[0]


def _read(name: str, kind: str, text: str, domain: Domain) -> Any:
    checked(name, text)
    wanted, reader = _READERS[kind]
    try:
        value = reader(text)
    except ValueError:
        raise ValueError(f"Nilai {name} harus {domain.said(wanted)}.") from None
    spelled = domain.spelled(name, str(value))
    return spelled if kind == "teks" else value


def checked(name: str, text: str) -> str:
    """A value that somebody can have meant. Raises ``ValueError`` for any other."""
    if len(text) > LONGEST or not _PLAIN.fullmatch(text) or _HALF.search(text):
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
