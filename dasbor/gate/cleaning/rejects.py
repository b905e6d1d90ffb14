"""Rejected rows as a file of their own, to correct and load again."""

import csv
import io

from dasbor.gate.model import Cleaned

REASON_COLUMN = "alasan_ditolak"


def rejects_csv(cleaned: Cleaned) -> bytes:
    """The rejected rows as a file to correct and load again: the reasons, then the original.

    A cell that a spreadsheet would run gets an apostrophe, which ``tidy`` takes away again.
    """
    header = cleaned.sheet.header
    again = header[:1] == (REASON_COLUMN,)  # a reject of a reject: the new reasons replace the old
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=cleaned.sheet.delimiter or ",")
    writer.writerow([REASON_COLUMN, *map(_not_a_formula, header[again:])])
    for rejected in cleaned.rejected:
        cells = map(_not_a_formula, rejected.cells[again:])
        writer.writerow([" | ".join(rejected.reasons), *cells])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _not_a_formula(cell: str) -> str:
    runs = cell.startswith(("=", "+", "@")) or (len(cell) > 1 and cell[0] == "-")
    return f"'{cell}" if runs else cell
