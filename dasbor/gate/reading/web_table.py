"""A web page as records: many applications call their HTML table ``.xls``."""

from typing import Any

from dasbor.gate.model import Unreadable
from dasbor.gate.reading.layout import MAX_COLUMNS
from dasbor.gate.reading.marks import Block

LARGEST = 16 * 1024 * 1024  # bytes of a page
MAX_SPAN_ROWS = 1_000
MAX_TABLES, MAX_CELLS = 200, 4_000_000
BREAKS = ("br", "p", "div", "li")


Found = tuple[list[list[str]], tuple[Block, ...]]  # rows of cells, and what spans several


class _Tables:
    """Every table of a page; a cell over several rows or columns leaves blanks there.

    Told of by lxml, which reads on where Python's own parser begins anew at every stray mark.
    """

    def __init__(self) -> None:
        self._found: list[_Table] = []
        self._open: list[_Table] = []
        self._cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table":
            if len(self._found) == MAX_TABLES:
                raise Unreadable(f"Halaman web ini memuat lebih dari {MAX_TABLES} tabel.")
            self._open.append(_Table())
            self._found.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].next_row()
        elif self._open and tag in ("td", "th"):
            spans = _span(attributes, "rowspan"), _span(attributes, "colspan")
            self._cells += self._open[-1].next_cell(*spans)
            if self._cells > MAX_CELLS:
                raise Unreadable("Tabel pada halaman web ini terlalu besar untuk sebuah daftar.")
        elif self._open and tag in BREAKS:
            self._open[-1].write("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._open and tag == "table":
            self._open.pop()

    def data(self, text: str) -> None:
        """Words between the marks."""
        if self._open:
            self._open[-1].write(text)

    def close(self) -> "list[Found]":
        """The tables found."""
        return [table.finished() for table in self._found]


class _Table:
    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._below: dict[int, int] = {}  # column -> rows further down that a cell above covers
        self._cell: int | None = None
        self._words: list[str] = []  # of the open cell
        self._merged: list[Block] = []

    def next_row(self) -> None:
        self._finish_cell()
        self._rows.append([])

    def next_cell(self, down: int, across: int) -> int:
        """Open a cell; how many it and those left of it have taken."""
        self._finish_cell()
        if not self._rows:
            self.next_row()
        row = self._rows[-1]
        before = len(row)
        while self._below.get(len(row)):
            self._below[len(row)] -= 1
            row.append("")
        self._cell = len(row)
        across = min(across, MAX_COLUMNS + 1 - len(row))
        if across < 1:
            raise Unreadable(f"Tabel pada halaman web ini melebihi {MAX_COLUMNS} kolom.")
        for column in range(self._cell, self._cell + across):
            self._below[column] = down - 1
        if down > 1 or across > 1:
            top = len(self._rows)
            self._merged.append((top, self._cell, top + down - 1, self._cell + across - 1))
        row += [""] * across
        return len(row) - before

    def write(self, text: str) -> None:
        if self._cell is not None:
            self._words.append(text)

    def finished(self) -> Found:
        self._finish_cell()
        return self._rows, tuple(self._merged)

    def _finish_cell(self) -> None:
        if self._cell is not None:
            self._rows[-1][self._cell] = "".join(self._words).strip()
        self._cell, self._words = None, []


def _span(attributes: dict[str, str], name: str) -> int:
    value = (attributes.get(name) or "1").strip()
    return min(int(value), MAX_SPAN_ROWS) if value.isdecimal() and len(value) < 6 else 1


def load() -> None:
    """Import what reads pages."""
    _parser()


def _parser() -> Any:
    from lxml import etree  # only in a process that reads files

    return etree.HTMLParser(target=_Tables(), no_network=True, huge_tree=False)


def tables(page: str) -> list[Found]:
    """The tables of a page as rows of cells with their spans, in the order they begin."""
    parser = _parser()
    parser.feed(page)
    found: list[Found] = parser.close()
    return found
