"""From records to a table: where the header is, which rows are no data, every row accounted for.

Knows nothing of file formats: CSV, workbook and web page hand their records over alike.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import overload

from dasbor.data.headers import GROUP, plain
from dasbor.data.personal import masked
from dasbor.format_id import number as grouped
from dasbor.gate.model import Sheet, Skipped, Unreadable

Cells = tuple[str, ...]
Progress = Callable[[int], None] | None

HEAD = 60  # filled rows within which the header must be
TAIL = 15  # last rows among which totals and footnotes are looked for
BATCH = 20_000
MAX_ROWS = 2_000_000
MAX_COLUMNS = 256
DISTINCT = 8_192  # a column with more different texts is not worth interning
BLANK = "baris kosong"

_TOTAL = re.compile(
    r"\W*(?:(?:grand|sub)[\s-]*)?(?:total|jumlah|rata\s*-?\s*rata)\b", re.IGNORECASE
)
_BARE_TOTAL = re.compile(
    _TOTAL.pattern + r"(?: (?:keseluruhan|seluruhnya|inovasi))?\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"[\d.,%\s()-]*\d[\d.,%\s()-]*(?:inovasi|buah|data|baris)?\s*", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"\W*(?:keterangan|catatan|sumber|dicetak|mengetahui|menyetujui|nip)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Origin:
    """Where records come from, as the sheet will say it."""

    file: str
    name: str = ""
    encoding: str = ""
    delimiter: str = ""


class Rows(Sequence[tuple[int, Cells]]):
    """Numbered rows, kept lean: a million of them cost their cells and little more."""

    def __init__(self) -> None:
        self._numbers = array("L")
        self._cells: list[Cells] = []

    def add(self, number: int, cells: Cells) -> None:
        """Append a row."""
        self._numbers.append(number)
        self._cells.append(cells)

    def pop(self) -> tuple[int, Cells]:
        """Take the last row away."""
        return self._numbers.pop(), self._cells.pop()

    def __len__(self) -> int:
        return len(self._cells)

    @overload
    def __getitem__(self, index: int) -> tuple[int, Cells]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, Cells]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, Cells] | list[tuple[int, Cells]]:
        if isinstance(index, slice):
            return list(zip(self._numbers[index], self._cells[index], strict=True))
        return self._numbers[index], self._cells[index]

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        return zip(self._numbers, self._cells, strict=True)


@dataclass
class _Table:
    """A table while it is filled; ``furniture`` are rows to be skipped wherever they come again."""

    header: Cells
    row: int
    width: int
    furniture: dict[Cells, str]
    rows: Rows = field(default_factory=Rows)
    skipped: list[Skipped] = field(default_factory=list)

    def skip(self, row: int, cells: Iterable[str], reason: str) -> None:
        self.skipped.append(Skipped(row, _excerpt(cells), reason))

    def skip_blank(self, row: int) -> None:
        """A blank row lengthens the run of those directly above it."""
        above = self.skipped[-1] if self.skipped else None
        if above and above.reason == BLANK and above.last == row - 1:
            self.skipped[-1] = Skipped(above.row, "", BLANK, above.rows + 1)
        else:
            self.skip(row, (), BLANK)


def lay_out(
    origin: Origin,
    records: Iterable[Sequence[str]],
    known: frozenset[str] = frozenset(),
    progress: Progress = None,
) -> Sheet | None:
    """Make a sheet of the records of a file; ``None`` when there is nothing but blanks.

    Rows are numbered as they come, from 1. ``known`` are words headers are made of.

    Raises:
        Unreadable: when the table is larger than any register.
    """
    stream = iter(records)
    head = _head(stream)
    table = _frame(head, frozenset(map(plain, known)), grid=not origin.delimiter)
    if table is None:
        return None
    _fill(table, chain(islice(head, table.row, None), stream), progress)
    _skip_tail(table)
    return Sheet(
        file=origin.file,
        name=origin.name,
        header_row=table.row,
        header=table.header,
        rows=table.rows,
        skipped=tuple(sorted(table.skipped, key=lambda skipped: skipped.row)),
        encoding=origin.encoding,
        delimiter=origin.delimiter,
    )


# --- the header -------------------------------------------------------------------------------


def _head(stream: Iterator[Sequence[str]]) -> list[Cells]:
    """The first records, as many as hold ``HEAD`` rows that are not blank."""
    head: list[Cells] = []
    filled = 0
    for record in stream:
        head.append(tuple(record))
        filled += _filled(record) > 0
        if filled == HEAD:
            break
        if len(head) > MAX_ROWS:
            raise _too_long()
    return head


def _frame(head: list[Cells], known: frozenset[str], grid: bool) -> _Table | None:
    """The empty table: its header, and what stands above it skipped.

    The header of a text file says how wide a row is; in a ``grid`` a column may have no name.
    """
    at = _header_index(head, known)
    if at is None:
        return None
    parent: Cells = ()
    if at and _two_row_header(head[at - 1], head[at]):  # the lower row has the known words
        at -= 1
    if at + 1 < len(head) and _two_row_header(head[at], head[at + 1]):
        parent, at = head[at], at + 1
    width = max(map(_used, head[at:])) if grid else len(head[at])
    width = max(width, len(parent))
    if width > MAX_COLUMNS:
        raise Unreadable(
            f"Baris judul memuat {width} kolom, lebih dari {MAX_COLUMNS}. "
            "Sisakan kolom yang berisi data, lalu simpan ulang."
        )
    words = _fit(head[at], width)
    header = _combined(_fit(parent, width), words) if parent else words
    table = _Table(tuple(" ".join(word.split()) for word in header), at + 1, width, {})
    table.furniture[words] = "judul kolom berulang"
    _skip_above(table, head[:at], parent)
    return table


def _header_index(head: list[Cells], known: frozenset[str]) -> int | None:
    """The row with most known words, else the first that fills most of the table's width."""
    filled = [_filled(row) for row in head]
    if not any(filled):
        return None
    hits = [sum(plain(cell) in known for cell in row if cell and known) for row in head]
    if max(hits) >= 2:
        return hits.index(max(hits))
    most = max(filled)
    return next(i for i, count in enumerate(filled) if count * 2 > most)


def _two_row_header(parent: Cells, child: Cells) -> bool:
    """Whether ``child`` only names the columns below the groups of ``parent``.

    A group is a filled cell with blanks to its right. The first column must be merged downwards,
    which no row of data looks like.
    """
    width = max(len(parent), len(child))
    above, below = _marks(parent, width), _marks(child, width)
    if not (above[0] and not below[0]) or _used(child) < 2:
        return False
    gaps = [not mark for mark in above]
    groups = [above[i] and i + 1 < width and gaps[i + 1] for i in range(width)]
    inside = all(gaps[i] or groups[i] for i in range(width) if below[i])
    named = all(below[i] for i in range(width) if gaps[i] and i < _used(child))
    words = not any(map(_is_number, child))
    return inside and named and words and any(gaps[i] and below[i] for i in range(width))


def _marks(cells: Cells, width: int) -> list[bool]:
    return [bool(cell.strip()) for cell in _fit(cells, width)]


def _combined(parent: Cells, child: Cells) -> Cells:
    """``Tanggal`` over ``Input``, ``Penerapan`` -> ``Tanggal: Input``, ``Tanggal: Penerapan``."""
    header, group = [], ""
    for above, below in zip(parent, child, strict=True):
        group = above.strip() or group
        header.append(f"{group}{GROUP}{below.strip()}" if below.strip() else above)
    return tuple(header)


def _skip_above(table: _Table, above: list[Cells], parent: Cells) -> None:
    for i, cells in enumerate(above, start=1):
        if not _filled(cells):
            table.skip_blank(i)
            continue
        reason = "judul di atas tabel"
        if cells is parent:
            reason = "bagian atas judul kolom dua baris"
        elif cells[0].strip().lower().startswith("sep="):
            reason = "penanda pemisah dari Excel"
        table.skip(i, cells, reason)
        if cells is parent or _filled(cells) < _filled(table.header):
            table.furniture.setdefault(_fit(cells, table.width), f"{reason}, berulang")


# --- the rows ---------------------------------------------------------------------------------


def _fill(table: _Table, stream: Iterator[Cells | Sequence[str]], progress: Progress) -> None:
    seen: list[dict[str, str] | None] = [{} for _ in range(table.width)]
    first = table.row + 1
    below_header, furniture, add = True, table.furniture, table.rows.add
    while batch := list(islice(stream, BATCH)):
        if first + len(batch) > MAX_ROWS:
            raise _too_long()
        for row, cells in enumerate(_interned(batch, table.width, seen), start=first):
            if below_header or not cells[0].strip() or cells in furniture:
                below_header = _place(table, row, cells, below_header)
            else:  # nearly every row, hence without a call
                add(row, cells)
        first += len(batch)
        if progress:
            progress(first - 1)


def _place(table: _Table, row: int, cells: Cells, below_header: bool) -> bool:
    """Put a row where it belongs; whether the next one is still directly below a header."""
    if not cells[0].strip() and not any(map(str.strip, cells)):
        table.skip_blank(row)
        return below_header
    if reason := table.furniture.get(cells):
        table.skip(row, cells, reason)
        return True
    if below_header and _numbers_columns(cells):
        table.skip(row, cells, "baris nomor kolom")
        return True
    table.rows.add(row, cells)
    return False


def _numbers_columns(cells: Cells) -> bool:
    """Whether a row only counts the columns: ``(1) (2) (3) …``."""
    counted = [cell.strip().strip("().") for cell in cells if cell.strip()]
    wide = len(counted) >= max(3, len(cells) - 1)
    return wide and counted == [str(i) for i in range(1, len(counted) + 1)]


def _interned(
    batch: list[Sequence[str]], width: int, seen: list[dict[str, str] | None]
) -> Iterator[Cells]:
    """The rows at their width, equal texts of a column held once.

    By column and in batches, because one call for 20.000 cells costs a tenth of 20.000 calls.
    """
    rows = [row if len(row) == width else _fit(row, width) for row in batch]
    columns = []
    for i, column in enumerate(islice(zip(*rows, strict=False), width)):
        known = seen[i]
        columns.append(column if known is None else tuple(map(known.setdefault, column, column)))
        if known is not None and len(known) > DISTINCT:
            seen[i] = None
    for row, cells in zip(rows, zip(*columns, strict=True), strict=True):
        yield cells if len(row) == width else tuple(row)


def _fit(cells: Sequence[str], width: int) -> Cells:
    """Padded to the width; what is longer keeps its surplus unless that is blank."""
    used = _used(cells)
    return tuple(cells[: max(used, width)]) + ("",) * (width - len(cells))


# --- below the table --------------------------------------------------------------------------


def _skip_tail(table: _Table) -> None:
    """Skip the totals at the end of the table, and the notes below them."""
    anchor = None
    for back in range(1, min(TAIL, len(table.rows)) + 1):
        _, cells = table.rows[-back]
        if _is_total(cells, table.width) or _is_footnote(cells, table.width):
            anchor = back
        elif _filled(cells) > 2 or table.width < 4:
            break
    for _ in range(anchor or 0):
        row, cells = table.rows.pop()
        total = _is_total(cells, table.width)
        table.skip(row, cells, "baris jumlah" if total else "catatan di bawah tabel")


def _is_total(cells: Cells, width: int) -> bool:
    label, *others = [cell.strip() for cell in cells if cell.strip()]
    if not (_TOTAL.match(label) and all(map(_is_number, others))):
        return False
    few = len(others) + 1 <= width / 2 and len(label) <= 60
    return width > 1 and (few or bool(_BARE_TOTAL.fullmatch(label)))


def _is_footnote(cells: Cells, width: int) -> bool:
    label, *others = [cell.strip() for cell in cells if cell.strip()]
    alone = not others or (len(others) == 1 and label.endswith(":"))
    return width >= 4 and alone and bool(_FOOTNOTE.match(label))


# --- small things -----------------------------------------------------------------------------


def _is_number(cell: str) -> bool:
    return len(cell) < 40 and bool(_NUMBER.fullmatch(cell))


def _filled(cells: Iterable[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _used(cells: Sequence[str]) -> int:
    """The width of a row without the blanks at its end."""
    return next((i for i in range(len(cells), 0, -1) if cells[i - 1].strip()), 0)


def _excerpt(cells: Iterable[str]) -> str:
    """What a skipped row says, short, without numbers and addresses that belong to a person."""
    text = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
    return masked(text[:2000])[:120]


def _too_long() -> Unreadable:
    return Unreadable(
        f"Berkas memuat lebih dari {grouped(MAX_ROWS)} baris. "
        "Hapus baris kosong di bawah tabel atau bagi berkasnya per tahun."
    )
