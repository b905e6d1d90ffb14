"""Cells that the file shows as one over several rows: each of these rows has their text."""

from collections.abc import Iterator

from dasbor.gate.model import Filled
from dasbor.gate.reading.draft import Draft
from dasbor.gate.reading.marks import Block, Marks


def fill_down(draft: Draft, marks: Marks) -> Iterator[Filled]:
    """Give the rows of a table the texts that are merged over them, and tell each one."""
    inside = [block for block in marks.merged if _is_of(block, draft)]
    if not inside:
        return
    places = {row: at for at, row in enumerate(draft.rows.numbers)}
    cells = draft.rows.cells
    for top, left, low, _ in inside:
        column = left - draft.left
        text = cells[places[top]][column] if top in places else ""
        for row in range(top + 1, min(low, draft.last) + 1) if text.strip() else ():
            at = places.get(row)
            if at is not None and not cells[at][column].strip():
                cells[at] = (*cells[at][:column], text, *cells[at][column + 1 :])
                yield Filled(row, column, text)


def _is_of(block: Block, draft: Draft) -> bool:
    top, left, low, _ = block
    return draft.row < top < low and draft.left <= left < draft.left + draft.width


def across(draft: Draft, marks: Marks) -> frozenset[int]:
    """The rows with a cell over most of the table: headings, whatever they say."""
    return frozenset(
        top
        for top, left, low, right in marks.merged
        if top == low and top > draft.row and (right - left + 1) * 2 > draft.width
    )
