"""Workbooks in other formats: ``.xls``, ``.xlsb``, ``.ods``. Read by calamine, sheet by sheet."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dasbor.gate.reading.marks import MOST_MERGED, Marks
from dasbor.gate.reading.ods_marks import marks_of
from dasbor.gate.reading.small import Numbered
from dasbor.gate.reading.style_xml import plain_moment, plain_number


def worksheets(content: bytes) -> Iterator[tuple[str, Marks, Iterator[Numbered]]]:
    """Name, marks and rows of every worksheet, hidden ones last."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book = load_workbook(io.BytesIO(content))
    told = marks_of(content)
    found = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    for one in sorted(found, key=lambda one: one.visible != SheetVisibleEnum.Visible):
        sheet = book.get_sheet_by_name(one.name)
        merged = (sheet.merged_cell_ranges or [])[:MOST_MERGED]
        blocks = tuple((top + 1, left, low + 1, right) for (top, left), (low, right) in merged)
        marks = told.get(one.name) or Marks(merged=blocks)
        marks.hidden, marks.blind = one.visible != SheetVisibleEnum.Visible, True
        yield one.name, marks, _rows(sheet)


def _rows(sheet: Any) -> Iterator[Numbered]:
    """The rows that hold anything, numbered as a spreadsheet does."""
    if sheet.start is None:
        return
    top, left = sheet.start
    for row, values in enumerate(sheet.to_python(), start=top + 1):
        texts = [value if value.__class__ is str else _text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield row, (*[""] * left, *texts)


def _text(value: Any) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return plain_number(float(value))
        case datetime():
            return plain_moment(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)


def load() -> None:
    """Import what reads them."""
    import python_calamine  # noqa: F401
