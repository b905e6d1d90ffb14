"""Rejected rows as a file of their own, to correct and load again."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from dasbor.gate.model import Cleaned, Outlines
from dasbor.gate.values import brief

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


def told(account: Cleaned | Outlines) -> list[dict[str, Any]]:
    """Rejected rows as they are told on screen and kept: row, title, reasons; persons masked."""
    if isinstance(account, Outlines):
        return []
    title = account.match.columns.index("judul") if "judul" in account.match.columns else None
    return [
        {
            "baris": row.row,
            "judul": brief(row.cells[title])
            if title is not None and title < len(row.cells)
            else "",
            "alasan": list(row.reasons),
        }
        for row in account.rejected
    ]


def rejects_xlsx(cleaned: Cleaned) -> bytes:
    """The same as a workbook of text cells: nothing in it is turned into a number or a date."""
    text = io.StringIO(rejects_csv(cleaned).decode("utf-8-sig"), newline="")
    return workbook("Ditolak", csv.reader(text, delimiter=cleaned.sheet.delimiter or ","))


def workbook(name: str, lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of texts as a workbook with one sheet; the first line is its header."""
    import xlsxwriter  # only for an operator

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, text = book.add_worksheet(name), book.add_format({"num_format": "@"})
        for at, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell, text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _not_a_formula(cell: str) -> str:
    runs = cell.startswith(("=", "+", "@")) or (len(cell) > 1 and cell[0] == "-")
    return f"'{cell}" if runs else cell
