"""All sheets of a file that hold the same dataset, as one: one sheet for every office, or year.

Rows are numbered as if the sheets stood one below the other; ``Sheet.place`` says which is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dasbor.data.headers import plain
from dasbor.gate.model import Filled, Part, Sheet, Skipped

ALL = "semua"  # the name of the sheet that all of them make
BY_NAME = "tahun menurut nama atau judul lembar"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def join(sheets: Sequence[Sheet]) -> Sheet:
    """The rows of several sheets under the columns of all of them, each row accounted for."""
    years = _years(sheets)
    header = [*dict.fromkeys(_key(word, at) for one in sheets for at, word in _columns(one))]
    names = {_key(word, at): word for one in reversed(sheets) for at, word in _columns(one)}
    lead = ("Tahun",) if years else ()
    first, offsets, parts = sheets[0], _offsets(sheets), []
    made = replace(
        first, name=ALL, header=(*lead, *(names[key] for key in header)), title="", rows=[],
        skipped=(), filled=[], hidden=frozenset(), struck=frozenset(), mixed=frozenset(),
        wide=frozenset(), hidden_columns=frozenset(),
    )  # fmt: skip
    rows, skipped, filled = [], list[Skipped](), list[Filled]()
    for at, (one, offset) in enumerate(zip(sheets, offsets, strict=True)):
        places = [header.index(_key(word, i)) + len(lead) for i, word in _columns(one)]
        year = (years[at],) if years else ()
        rows += [(row + offset, _moved(cells, places, made, year)) for row, cells in one.rows]
        skipped += [replace(s, row=s.row + offset) for s in one.skipped]
        filled += [Filled(f.row + offset, places[f.column], f.text) for f in one.filled]
        filled += [Filled(row + offset, 0, year[0], BY_NAME) for row, _ in one.rows if year]
        parts.append(Part(offset, one.name, one.title))
        if at:
            words = " | ".join(filter(None, one.header))[:120]
            skipped.append(Skipped(one.header_row + offset, words, "judul kolom lembar berikutnya"))
    hidden, struck, mixed, wide = (
        _shifted(sheets, offsets, name) for name in ("hidden", "struck", "mixed", "wide")
    )
    return replace(
        made, rows=rows, skipped=tuple(skipped), filled=filled, parts=tuple(parts),
        hidden=hidden, struck=struck, mixed=mixed, wide=wide,
    )  # fmt: skip


def _columns(sheet: Sheet) -> Iterator[tuple[int, str]]:
    return enumerate(sheet.header)


def _key(word: str, at: int) -> str:
    """Columns are the same by their word, unnamed ones by their place."""
    return plain(word) or f"#{at}"


def _moved(
    cells: Sequence[str], places: Sequence[int], made: Sheet, year: tuple[str, ...]
) -> tuple[str, ...]:
    texts = [*year, *[""] * (len(made.header) - len(year))]
    for place, cell in zip(places, cells, strict=False):
        texts[place] = cell
    return (*texts, *cells[len(places) :])


def _offsets(sheets: Sequence[Sheet]) -> list[int]:
    offsets = [0]
    for sheet in sheets[:-1]:
        offsets.append(offsets[-1] + _last(sheet))
    return offsets


def _last(sheet: Sheet) -> int:
    rows = (sheet.rows[-1][0] if sheet.rows else 0, sheet.header_row)
    return max(*rows, *(one.last for one in sheet.skipped))


def _shifted(sheets: Sequence[Sheet], offsets: Sequence[int], name: str) -> frozenset[int]:
    pairs = zip(sheets, offsets, strict=True)
    return frozenset(row + offset for one, offset in pairs for row in getattr(one, name))


def _years(sheets: Sequence[Sheet]) -> list[str]:
    """The year of each sheet when all of them say one, and not the same."""
    if any(plain(word) == "tahun" for one in sheets for word in one.header):
        return []
    said = [{*_YEAR.findall(one.name)} or {*_YEAR.findall(one.title)} for one in sheets]
    years = [years.pop() for years in said if len(years) == 1]
    return years if len(years) == len(sheets) and len(set(years)) > 1 else []
