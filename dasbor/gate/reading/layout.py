"""From records to tables: where headers are, which rows are no data, every row accounted for.

Knows nothing of file formats: CSV, workbook and web page hand their rows over alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter

from dasbor.data.headers import plain
from dasbor.format_id import number as grouped
from dasbor.gate.model import Sheet, Unreadable
from dasbor.gate.reading import furniture, merging, several
from dasbor.gate.reading.draft import Draft
from dasbor.gate.reading.header import combined, header_rows
from dasbor.gate.reading.marks import Marks
from dasbor.gate.reading.small import Cells, Numbered, filled, fit, used

Progress = Callable[[int], None] | None

HEAD = 60  # filled rows within which the header must be
BATCH = 20_000
MAX_ROWS = 2_000_000
MAX_COLUMNS = 256
DISTINCT = 8_192  # a column with more different texts is not worth interning
NONE: frozenset[int] = frozenset()
MARKER = "penanda pemisah dari Excel"


@dataclass(frozen=True)
class Origin:
    """Where records come from, as the sheet will say it."""

    file: str
    name: str = ""
    encoding: str = ""
    delimiter: str = ""


def lay_out(
    origin: Origin,
    rows: Iterable[Numbered],
    known: frozenset[str] = frozenset(),
    progress: Progress = None,
    marks: Marks | None = None,
) -> list[Sheet]:
    """Make a sheet of every table among the rows; none when there is nothing but blanks.

    ``known`` are words headers are made of; ``marks`` is what the file says of its rows.

    Raises:
        Unreadable: when the table is larger than any register.
    """
    marks = marks or Marks()
    stream = iter(rows)
    head = _head(stream)
    words = frozenset(map(plain, known))
    draft = _frame(head, words, marks, grid=not origin.delimiter)
    if draft is None:
        return []
    draft.last = head[-1][0]
    below = islice(head, sum(row <= draft.row for row, _ in head), None)
    _fill(draft, chain(below, stream), progress)
    tables = [*several.apart(draft, words)]
    return [
        _finished(origin, table, marks, f"tabel {i}" if len(tables) > 1 else "")
        for i, table in enumerate(tables, start=1)
    ]


def _finished(origin: Origin, draft: Draft, marks: Marks, part: str) -> Sheet:
    filled_down = tuple(merging.fill_down(draft, marks))
    draft.leave_out(furniture.totals(draft.rows, draft.width), furniture.TOTAL)
    total = max((one.row for one in draft.skipped if one.reason == furniture.TOTAL), default=0)
    notes = furniture.tail(draft.rows, draft.width, total)
    draft.leave_out(range(len(draft.rows) - notes, len(draft.rows)), furniture.NOTE)
    kept = draft.rows.numbers
    told = (marks.rows, marks.struck, marks.mixed)
    hidden, struck, mixed = (frozenset(runs).intersection(kept) if runs else NONE for runs in told)
    return Sheet(
        file=origin.file,
        name=", ".join(filter(None, (origin.name, part))),
        header_row=draft.row,
        header=draft.header,
        rows=draft.rows,
        skipped=draft.account(),
        encoding=origin.encoding,
        delimiter=origin.delimiter,
        title=draft.title,
        secret=marks.hidden,
        blind=marks.blind,
        filled=filled_down,
        hidden=hidden,
        struck=struck,
        mixed=mixed,
        wide=merging.across(draft, marks),
        hidden_columns=frozenset(
            at for at in range(draft.width) if at + draft.left in marks.columns
        ),
    )


# --- the header -------------------------------------------------------------------------------


def _head(stream: Iterator[Numbered]) -> list[Numbered]:
    """The first rows, ``HEAD`` of them."""
    head = [*islice(stream, HEAD)]
    if head and head[-1][0] > MAX_ROWS:
        raise _too_long()
    return head


def _frame(head: list[Numbered], known: frozenset[str], marks: Marks, grid: bool) -> Draft | None:
    """The empty table: its header, and what stands above it skipped.

    The header of a text file says how wide a row is; in a ``grid`` a column may have no name.
    """
    places = header_rows(head, known, marks.merged)
    if places is None:
        return None
    rows = [head[at][1] for at in places]
    width = max(map(used, (cells for _, cells in head[places.start :]))) if grid else 0
    width = max(width, *map(len, rows))
    if width > MAX_COLUMNS:
        raise Unreadable(
            f"Baris judul memuat {width} kolom, lebih dari {MAX_COLUMNS}. "
            "Sisakan kolom yang berisi data, lalu simpan ulang."
        )
    words = [fit(cells, width) for cells in rows]
    draft = Draft(combined(words), head[places[-1]][0], width)
    draft.furniture[words[-1]] = several.REPEATED
    _skip_above(draft, head[: places[-1]], len(places))
    draft.above = head[: places.start]
    return draft


def _skip_above(draft: Draft, above: list[Numbered], depth: int) -> None:
    upper = {row for row, _ in above[len(above) - depth + 1 :]}
    name = "bagian atas judul kolom dua baris" if depth == 2 else "bagian atas judul kolom"
    for row, cells in above:
        if not filled(cells):
            continue
        reason = name if row in upper else "judul di atas tabel"
        if cells[0].strip().lower().startswith("sep="):
            reason = MARKER
        draft.skip(row, cells, reason)
        if row in upper or filled(cells) < filled(draft.header):
            draft.furniture.setdefault(fit(cells, draft.width), f"{reason}, berulang")


# --- the rows ---------------------------------------------------------------------------------


def _fill(draft: Draft, stream: Iterator[Numbered], progress: Progress) -> None:
    seen: list[dict[str, str] | None] = [{} for _ in range(draft.width)]
    below_header, repeated = True, {cells[0] for cells in draft.furniture}
    while batch := list(islice(stream, BATCH)):
        if (last := batch[-1][0]) > MAX_ROWS:
            raise _too_long()
        draft.last = last
        numbers, texts = zip(*batch, strict=True)
        rows = list(_interned(texts, draft.width, seen))
        first = list(map(itemgetter(0), rows))
        if not below_header and all(map(str.strip, first)) and repeated.isdisjoint(first):
            draft.rows.extend(numbers, rows)
        else:
            for row, cells in zip(numbers, rows, strict=True):
                if below_header or not cells[0].strip() or cells[0] in repeated:
                    below_header = _place(draft, row, cells, below_header)
                else:
                    draft.rows.add(row, cells)
        if progress:
            progress(last)


def _place(draft: Draft, row: int, cells: Cells, below_header: bool) -> bool:
    """Put a row where it belongs; whether the next one is still directly below a header."""
    if not cells[0].strip() and not any(map(str.strip, cells)):
        return below_header
    if len(cells) > draft.width and not any(map(str.strip, cells[: draft.width])):
        draft.skip(row, cells, "isi di luar kolom tabel")
        return below_header
    if reason := draft.furniture.get(cells):
        draft.skip(row, cells, reason)
        if reason == several.REPEATED:
            draft.repeats.append(row)
        return True
    if below_header and furniture.numbers_columns(cells):
        draft.skip(row, cells, "baris nomor kolom")
        return True
    if below_header and furniture.names_units(cells):
        draft.skip(row, cells, "baris satuan")
        return True
    draft.rows.add(row, cells)
    return False


def _interned(
    batch: Sequence[Sequence[str]], width: int, seen: list[dict[str, str] | None]
) -> Iterator[Cells]:
    """The rows at their width, equal texts of a column held once.

    By column and in batches, because one call for 20.000 cells costs a tenth of 20.000 calls.
    """
    rows = [row if len(row) == width else fit(row, width) for row in batch]
    columns = []
    for i, column in enumerate(islice(zip(*rows, strict=False), width)):
        known = seen[i]
        columns.append(column if known is None else tuple(map(known.setdefault, column, column)))
        if known is not None and len(known) > DISTINCT:
            seen[i] = None
    for row, cells in zip(rows, zip(*columns, strict=True), strict=True):
        yield cells if len(row) == width else tuple(row)


def _too_long() -> Unreadable:
    return Unreadable(
        f"Berkas memuat lebih dari {grouped(MAX_ROWS)} baris. "
        "Hapus baris kosong di bawah tabel atau bagi berkasnya per tahun."
    )
