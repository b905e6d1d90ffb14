"""What a chart is described with besides its columns: marks, bands, names, and words beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

UNKNOWN_LIMIT = "batas belum diketahui"
Tone = Literal["baik", "awas", "tenang"]


class Mark(NamedTuple):
    """How a word in a cell looks: a shape beside the word, and a tone for whoever sees colour."""

    symbol: str
    tone: Tone


class Aside(NamedTuple):
    """A last column of words in a matrix: its heading, and the words per ``x``."""

    heading: str
    words: Mapping[Any, str]


@dataclass(frozen=True)
class Band:
    """A zone of values with a name, behind the marks of one ``x``; not ``known``: open limits."""

    low: float
    high: float
    label: str
    level: int
    known: bool = True

    @property
    def name(self) -> str:
        """The words for a legend."""
        return self.label if self.known else UNKNOWN_LIMIT


class Among(NamedTuple):
    """Of how many a count is, by column, and what filled and empty dots stand for."""

    column: str
    filled: str
    empty: str


@dataclass(frozen=True)
class Names:
    """Short names written out by value; others are called what they are."""

    known: Mapping[Any, str]

    def __call__(self, value: Any) -> str:
        """The name of a value."""
        return self.known.get(value, str(value))
