"""Where the header of a table is, of one to three rows, and the words it gives the columns."""

from collections.abc import Sequence

from dasbor.data.headers import GROUP, plain
from dasbor.gate.reading.marks import Block
from dasbor.gate.reading.small import Cells, Numbered, filled, fit, is_number, used

DEEPEST = 3  # rows of a header


def header_rows(
    head: Sequence[Numbered], known: frozenset[str], merged: Sequence[Block]
) -> range | None:
    """The places in ``head`` that the header takes; ``None`` when there is nothing but blanks."""
    at = _likeliest([cells for _, cells in head], known)
    if at is None:
        return None
    told = _merged_downwards(head, at, merged)
    for rows in (*told, *_around(at, len(head))):
        numbers = [head[i][0] for i in rows]
        if numbers == [*range(numbers[0], numbers[0] + len(rows))] and _is_header(
            [head[i][1] for i in rows], rows in told
        ):
            return rows
    return range(at, at + 1)


def _likeliest(head: Sequence[Cells], known: frozenset[str]) -> int | None:
    """The row with most known words, else the first that fills most of the table's width."""
    counts = [filled(row) for row in head]
    if not any(counts):
        return None
    hits = [known_in(row, known) for row in head]
    if max(hits) >= 2:
        return hits.index(max(hits))
    most = max(counts)
    return next(i for i, count in enumerate(counts) if count * 2 > most)


def known_in(cells: Cells, known: frozenset[str]) -> int:
    """How many cells hold a word that headers are made of."""
    return sum(plain(cell) in known for cell in cells if cell and known)


def _merged_downwards(head: Sequence[Numbered], at: int, merged: Sequence[Block]) -> list[range]:
    """The rows over which the first cell of the header is merged, as the file says."""
    row = head[at][0]
    places = {number: i for i, (number, _) in enumerate(head)}
    return [
        range(places[top], places[low] + 1)
        for top, _, low, _ in merged
        if top <= row <= low and 0 < low - top < DEEPEST and {top, low} <= places.keys()
    ][:1]


def _around(at: int, most: int) -> list[range]:
    found = []
    for depth in range(DEEPEST, 1, -1):
        found += [range(first, first + depth) for first in range(at - depth + 1, at + 1)]
    return [rows for rows in found if rows.start >= 0 and rows.stop <= most]


def _is_header(rows: Sequence[Cells], told: bool) -> bool:
    """Whether the lower rows only name the columns below the groups of the upper ones.

    A group is a filled cell with blanks to its right. The first column must be merged downwards,
    which no row of data looks like; where the file tells so, a group may be one column wide.
    """
    width = max(map(used, rows))
    grid = [[bool(cell.strip()) for cell in fit(row, width)[:width]] for row in rows]
    top, *lower = grid
    if not top[0] or any(row[0] for row in lower) or any(used(row) < 2 for row in rows[1:]):
        return False
    if any(map(is_number, (cell for row in rows[1:] for cell in row))):
        return False
    if not any(row[i] and not top[i] for row in lower for i in range(width)):
        return False
    named = all(any(row[i] for row in grid) for i in range(max(map(used, rows[1:]))))
    return told or (named and all(_below_groups(grid, depth) for depth in range(1, len(grid))))


def _below_groups(grid: Sequence[Sequence[bool]], depth: int) -> bool:
    """Whether every cell of a row stands in a gap, or below a cell with a gap to its right."""
    above = grid[:depth]
    for i, mark in enumerate(grid[depth]):
        over = next((row for row in reversed(above) if row[i]), None)
        if mark and over and (i + 1 == len(over) or over[i + 1]):
            return False
    return True


def combined(rows: Sequence[Cells]) -> Cells:
    """``Tanggal`` over ``Input``, ``Penerapan`` -> ``Tanggal: Input``, ``Tanggal: Penerapan``."""
    words: list[str] = []
    groups = [""] * len(rows)
    for i in range(len(rows[0])):
        cells = [row[i].strip() for row in rows]
        for depth, cell in enumerate(cells):
            if cell:
                groups[depth:] = [cell, *[""] * (len(rows) - depth - 1)]
        lowest = max((depth for depth, cell in enumerate(cells) if cell), default=None)
        words.append("" if lowest is None else _label(groups[:lowest], rows[lowest][i]))
    return tuple(" ".join(word.split()) for word in words)


def _label(groups: Sequence[str], word: str) -> str:
    return GROUP.join([*filter(None, groups), word.strip()])
