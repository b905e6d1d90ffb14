"""Rows that are no data: numbers and units of columns, totals anywhere, notes and signatures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dasbor.gate.reading.draft import Rows
from dasbor.gate.reading.small import Cells, Numbered, beginning, filled, is_number

TAIL = 30  # last rows among which notes and signatures are looked for
LABELLED = 8  # columns in which the word of a total is looked for
TOTAL, NOTE = "baris jumlah", "catatan di bawah tabel"

_TOTAL = re.compile(
    r"\W*(?:(?:grand|sub)[\s-]*)?(?:total|jumlah|rata\s*-?\s*rata)\b", re.IGNORECASE
)
_HEADS = frozenset(("gra", "sub", "tot", "jum", "rat"))
_BARE_TOTAL = re.compile(
    _TOTAL.pattern + r"(?:\s(?:total|jumlah|umum|semua|keseluruhan|seluruhnya|inovasi|opd|baris))*"
    r"\W*[\d.,]{0,12}\s*(?:inovasi|buah|data|baris|judul)?\W*",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    _TOTAL.pattern + r"[^\d]{0,80}[:=]\s*[\d.,]{1,12}\s*(?:inovasi|buah|data|baris|judul)?\W*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(?:keterangan|catatan|sumber|dicetak|diunduh|mengetahui|menyetujui|nip|ttd|tanda tangan"
    r"|kepala (?:badan|dinas|bidang|bagian|sub)|sekretaris|walikota|wali kota|an\.|a\.n\.|plt\.?"
    r"|\*|[\w .]{3,40}, *\d{1,2} [a-z]{3,9} \d{4}\W*$)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[(\[].{1,40}[)\]]|skor|poin|persen|%|orang|buah|unit|rupiah|rp|ribu rupiah|juta rupiah|tahun"
    r"|hari|bulan|teks|angka|tanggal|[dhmytb]{2,4}([-/.])[dhmbyt]{2,4}\1[dhmyt]{2,4}",
    re.IGNORECASE,
)


def numbers_columns(cells: Cells) -> bool:
    """Whether a row only counts the columns: ``(1) (2) (3) …``."""
    counted = [cell.strip().strip("().") for cell in cells if cell.strip()]
    wide = len(counted) >= max(3, len(cells) - 1)
    return wide and counted == [str(i) for i in range(1, len(counted) + 1)]


def names_units(cells: Cells) -> bool:
    """Whether a row only says in what the columns are measured: ``(teks) … (0–111)``."""
    said = [cell.strip() for cell in cells if cell.strip()]
    units = len(said) > 1 or (bool(said) and said[0][0] in "([")
    return units and all(_UNIT.fullmatch(cell) for cell in said)


def totals(rows: Rows, width: int) -> Iterator[int]:
    """The places of rows that add up others, wherever they stand."""
    columns = map(rows.column, range(min(width, LABELLED)))
    texts = set().union(*(beginning(column, _HEADS) for column in columns))
    labels = {text for text in texts if _TOTAL.match(text)}
    if labels:
        numbered = _usual(rows)[:1] == (True,)
        for at, (_, cells) in enumerate(rows):
            aside = numbered and not cells[0].strip()
            if not labels.isdisjoint(cells[:LABELLED]) and is_total(cells, width, aside):
                yield at


def is_total(cells: Cells, width: int, aside: bool = False) -> bool:
    """Whether a row adds up others: a label, and beside it little but numbers.

    ``aside``: its first cell is blank, which rows of data fill.
    """
    said = [cell.strip() for cell in cells if cell.strip()]
    label = next((cell for cell in said if _TOTAL.match(cell)), "")
    if not label or width < 2:
        return False
    others = [*said]
    others.remove(label)
    words = [cell for cell in others if not is_number(cell)]
    if _BARE_TOTAL.fullmatch(label) or (_COUNTED.fullmatch(label) and not _numbered(said)):
        return len(words) < 2 and not (words and _numbered(said))
    few = (aside and bool(others)) or len(said) <= width / 2
    return said[0] == label and not words and few and len(label) <= 60


def _numbered(said: Sequence[str]) -> bool:
    """Whether a row has a running number in front, as rows of data have."""
    return is_number(said[0]) and len(said) > 1


def tail(rows: Sequence[Numbered], width: int, total: int) -> int:
    """How many rows at the end are notes or signatures below the table.

    ``total`` is the row of the last total, 0 without one: what stands below it is no data.
    """
    anchor = 0
    usual = _usual(rows)
    for back in range(1, min(TAIL, len(rows)) + 1 if width > 2 else 1):
        row, cells = rows[-back]
        if filled(cells) > 2 or _pattern(cells) == usual:
            break
        apart = filled(cells) == 1 and back < len(rows) and rows[-back - 1][0] < row - 1
        if _is_note(cells) or row > total > 0 or (anchor and apart):
            anchor = back
    return anchor


def _usual(rows: Sequence[Numbered]) -> tuple[bool, ...]:
    """Which columns are filled in most rows of data, which fill more than notes do."""
    first = [cells for _, cells in rows[:200]]
    most = max(map(filled, first), default=0)
    patterns = Counter(_pattern(cells) for cells in first if filled(cells) * 2 > most)
    return patterns.most_common(1)[0][0] if patterns else ()


def _pattern(cells: Cells) -> tuple[bool, ...]:
    return tuple(bool(cell.strip()) for cell in cells)


def _is_note(cells: Cells) -> bool:
    label, *others = [cell.strip() for cell in cells if cell.strip()]
    alone = not others or label.endswith(":") or bool(_NOTE.match(others[0]))
    return alone and bool(_NOTE.match(label))
