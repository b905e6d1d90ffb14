"""Where the places of a map lie: in cells of a tile map, and as true outlines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

Cell = tuple[int, int]  # (column from the west, row from the north)


@dataclass(frozen=True)
class Area:
    """A true outline in whole units of a drawing (x to the east, y to the south).

    ``rings`` are flat lists x, y, x, y, … closed by their first point; ``middle`` is where a mark
    or a name goes.
    """

    rings: tuple[tuple[int, ...], ...]
    middle: tuple[int, int]

    @classmethod
    def of(cls, drawn: Mapping[str, Any]) -> Self:
        """From an outline as the store keeps it."""
        return cls(tuple(map(tuple, drawn["cincin"])), tuple(drawn["titik"]))


@dataclass(frozen=True)
class Layout:
    """Where the places of a ``peta`` lie: worked out here, so that every renderer draws alike.

    Attributes:
        cells: the cell of each place in a tile map.
        regions: the region each place belongs to; in cells its places lie side by side.
        areas: the true outline of each place; empty unless the data folder has them.
    """

    cells: Mapping[Any, Cell]
    regions: Mapping[Any, str]
    areas: Mapping[Any, Area] = field(default_factory=dict)

    @property
    def size(self) -> Cell:
        """Columns and rows of the tile map."""
        return (
            max((column for column, _ in self.cells.values()), default=-1) + 1,
            max((row for _, row in self.cells.values()), default=-1) + 1,
        )
