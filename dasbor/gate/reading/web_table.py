"""A web page as records: many applications call their HTML table ``.xls``."""

from html.parser import HTMLParser

from dasbor.gate.model import Unreadable
from dasbor.gate.reading.layout import MAX_COLUMNS

MAX_SPAN_ROWS = 1_000


class _Tables(HTMLParser):
    """Every table of a page; a cell over several rows or columns leaves blanks there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.found.append(self._open[-1].rows)
        elif self._open and tag == "tr":
            self._open[-1].next_row()
        elif self._open and tag in ("td", "th"):
            spans = dict(attrs)
            self._open[-1].next_cell(_span(spans, "rowspan"), _span(spans, "colspan"))
        elif self._open and tag in ("br", "p", "div", "li"):
            self._open[-1].write("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == "table":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].write(data)


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._below: dict[int, int] = {}  # column -> rows further down that a cell above covers
        self._cell: int | None = None

    def next_row(self) -> None:
        self.rows.append([])
        self._cell = None

    def next_cell(self, down: int, across: int) -> None:
        if not self.rows:
            self.next_row()
        row = self.rows[-1]
        while self._below.get(len(row)):
            self._below[len(row)] -= 1
            row.append("")
        self._cell = len(row)
        across = min(across, MAX_COLUMNS + 1 - len(row))
        if across < 1:
            raise Unreadable(f"Tabel pada halaman web ini melebihi {MAX_COLUMNS} kolom.")
        for column in range(self._cell, self._cell + across):
            self._below[column] = down - 1
        row += [""] * across

    def write(self, text: str) -> None:
        if self._cell is not None:
            self.rows[-1][self._cell] += text


def _span(attributes: dict[str, str | None], name: str) -> int:
    value = (attributes.get(name) or "1").strip()
    return min(int(value), MAX_SPAN_ROWS) if value.isdecimal() and len(value) < 6 else 1


def tables(page: str) -> list[list[list[str]]]:
    """The tables of a page as rows of cells, in the order they begin."""
    parser = _Tables()
    parser.feed(page)
    parser.close()
    return [[[cell.strip() for cell in row] for row in rows] for rows in parser.found]
