"""The kinds of charts: what each is, and what a renderer has to have for every one of them.

A new kind is a word in ``Kind`` and in ``PerKind``, its ``TRAITS``, and an entry in the ``KINDS``
of each renderer (svg, plotly, pptx, xlsx); mypy names every one that is still missing.
"""

from dataclasses import dataclass
from typing import Generic, Literal, TypedDict, TypeVar, get_args

Kind = Literal["kolom", "batang", "garis", "matriks", "peta", "penggaris", "titik"]
ALL: tuple[Kind, ...] = get_args(Kind)
T = TypeVar("T")


class PerKind(TypedDict, Generic[T]):
    """One entry for every kind: a literal without one of them is an error to mypy."""

    kolom: T
    batang: T
    garis: T
    matriks: T
    peta: T
    penggaris: T
    titik: T


@dataclass(frozen=True)
class LeftOut:
    """A kind that a renderer does not draw, and what stands there ``instead``."""

    instead: str


@dataclass(frozen=True)
class Traits:
    """What others ask of a kind.

    Attributes:
        name: what readers call it.
        years: it may stand over years, with their targets and events.
        rows: its categories lie one below the other, so it can go on on another page.
        joined: its groups are lines of their own; else they are piled up.
        cells: its groups are columns of cells, told by their heads rather than by a legend.
        plain: one number per category is all it needs.
    """

    name: str
    years: bool = False
    rows: bool = False
    joined: bool = False
    cells: bool = False
    plain: bool = False


TRAITS: PerKind[Traits] = {
    "kolom": Traits("Kolom", years=True, plain=True),
    "batang": Traits("Batang", rows=True, plain=True),
    "garis": Traits("Garis", years=True, joined=True, plain=True),
    "matriks": Traits("Matriks", rows=True, cells=True),
    "peta": Traits("Peta"),
    "penggaris": Traits("Penggaris", rows=True),
    "titik": Traits("Titik"),
}
