"""Several tables in one sheet: side by side, or one below the other under a header of its own."""

from collections.abc import Iterator, Sequence

from dasbor.data.headers import plain
from dasbor.gate.model import Skipped
from dasbor.gate.reading.draft import BLANK, Draft, Rows
from dasbor.gate.reading.header import known_in
from dasbor.gate.reading.small import HEAD, Cells, beginning, filled, is_number, used

TITLES = 6  # rows of a title between two tables
REPEATED = "judul kolom berulang"


def apart(draft: Draft, known: frozenset[str]) -> Iterator[Draft]:
    """The tables of a sheet, from left to right and from top to bottom."""
    for beside in _side_by_side(draft, known):
        yield from _one_below_the_other(beside, known)


# --- side by side -----------------------------------------------------------------------------


def _side_by_side(draft: Draft, known: frozenset[str]) -> Iterator[Draft]:
    """A header that says two of its words again begins a second table."""
    words = [plain(word) for word in draft.header]
    starts = _starts(words, known)
    if len(starts) == 1:
        yield draft
        return
    for left, right in zip(starts, [*starts[1:], draft.width], strict=True):
        yield _part(draft, left, right)


def _starts(words: Sequence[str], known: frozenset[str]) -> list[int]:
    """Where in a header the same words begin anew."""
    first = next((i for i, word in enumerate(words) if word), 0)
    found = [first]
    for i in range(first + 1, len(words)):
        block = words[found[-1] : i]
        again = sum(word in known and word in block for word in words[i:])
        if words[i] and words[i] == words[first] and again > 1:
            found.append(i)
    return [0, *found[1:]]


def _part(draft: Draft, left: int, right: int) -> Draft:
    """The table that stands in some of the columns; the first one has the rows of all others."""
    cut, last = slice(left, right), right == draft.width
    part = Draft(
        draft.header[cut], draft.row, right - left, first=draft.first, last=draft.last, left=left,
        skipped=[*draft.skipped] if left == 0 else [], repeats=draft.repeats,
        above=[(row, cells[cut]) for row, cells in draft.above],
    )  # fmt: skip
    for row, cells in draft.rows:
        mine = cells[left:] if last else cells[cut]
        if any(map(str.strip, mine)):
            part.rows.add(row, mine)
    if left:
        part.first = draft.row
        part.skipped = [Skipped(one.row, "", BLANK, one.rows) for one in draft.skipped
                        if one.row > draft.row]  # fmt: skip
    return part


# --- one below the other ----------------------------------------------------------------------


def _one_below_the_other(draft: Draft, known: frozenset[str]) -> Iterator[Draft]:
    """Cut where the header comes again under another title, or where another header stands."""
    cuts = sorted({*_retitled(draft), *_other_headers(draft, known)})
    if not cuts:
        yield draft
        return
    ends = [*(first for first, _ in cuts[1:]), draft.last + 1]
    yield _between(draft, draft.first, cuts[0][0], draft.row)
    for (first, header), end in zip(cuts, ends, strict=True):
        yield _between(draft, first, end, header)


def _retitled(draft: Draft) -> Iterator[tuple[int, int]]:
    """(first row, header) of tables under a repeated header with a title of their own."""
    for header in draft.repeats:
        if titles := _titles(draft, header):
            yield titles[0], header


def _titles(draft: Draft, header: int) -> list[int]:
    """The rows right above a header that hold a word or two, as titles do."""
    numbers = draft.rows.numbers
    at = _place(draft.rows, header)
    found: list[int] = []
    while at and len(found) < TITLES and _is_title(draft.rows.cells[at - 1], draft.width):
        at -= 1
        found.insert(0, numbers[at])
    return found


def _is_title(cells: Cells, width: int) -> bool:
    return filled(cells) == 1 and width > 1 and not is_number(next(filter(str.strip, cells)))


def _other_headers(draft: Draft, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """(first row, header) of tables under another header: words that are nowhere a content."""
    heads = {word[:HEAD] for word in known}
    texts = [beginning(draft.rows.column(at), heads) for at in range(min(draft.width, 2))]
    words = {text for text in set().union(*texts) if plain(text) in known}
    if not words:
        return
    spoken = [(row, cells) for row, cells in draft.rows if not words.isdisjoint(cells[:2])]
    content = {
        place
        for _, cells in spoken
        if filled(cells) > 1 and not _heads(cells, known)
        for place in enumerate(cells[:2])
        if place[1] in words
    }
    for row, cells in spoken:
        if _heads(cells, known) and content.isdisjoint(enumerate(cells[:2])):
            titles = _titles(draft, row)
            yield (titles[0] if titles else row), row


def _heads(cells: Cells, known: frozenset[str]) -> bool:
    """Whether a row holds words of headers and little else."""
    count = filled(cells)
    return count > 1 and known_in(cells, known) * 5 > count * 3 and not any(map(is_number, cells))


def _place(rows: Rows, row: int) -> int:
    """How many rows stand above a row."""
    numbers = rows.numbers
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if numbers[middle] < row else (low, middle)
    return low


def _between(draft: Draft, first: int, end: int, header: int) -> Draft:
    """The table of the rows from ``first`` up to, without, ``end``; ``header`` is one of them."""
    rows = draft.rows[_place(draft.rows, first) : _place(draft.rows, end)]
    above = rows[: _place(rows, header)]
    words = next((cells for row, cells in rows if row == header), draft.header)
    mine = [one for one in draft.skipped if first <= one.row < end and one.row != header]
    part = Draft(
        words if header != draft.row else draft.header, header, draft.width, skipped=mine,
        first=first, last=end - 1, left=draft.left,
        above=draft.above if header == draft.row else [*above],
    )  # fmt: skip
    part.width = max(used(part.header), 1) if part.header is not draft.header else draft.width
    for row, cells in above if header != draft.row else ():
        part.skip(row, cells, "judul di atas tabel")
    for row, cells in rows:
        if row > header:
            part.rows.add(row, cells)
    return part
