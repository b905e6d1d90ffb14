"""What an ``.ods`` says of its cells that calamine does not tell: merged, hidden, filtered."""

import io
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from dasbor.gate.reading.marks import MOST_MERGED, Block, Marks, Runs
from dasbor.gate.reading.style_xml import refuse_entities

CONTENT = "content.xml"
PIECE = 1024 * 1024
MOST_UNSEEN = 2_000_000  # rows; none lies below
UNSEEN = ("collapse", "filter")


def marks_of(content: bytes) -> dict[str, Marks]:
    """Name of a sheet -> what is said of its cells; nothing when it is no such workbook."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if CONTENT not in book.namelist():
            return {}
        tables, parser = _Tables(), expat.ParserCreate()
        parser.StartElementHandler = tables.start
        parser.EntityDeclHandler = refuse_entities
        with book.open(CONTENT) as stream:
            while piece := stream.read(PIECE):
                parser.Parse(piece)
    return {name: table.marks() for name, table in tables.found.items()}


class _Table:
    """One table while it is told; rows count from 1, columns from 0."""

    def __init__(self) -> None:
        self.row = self.next_row = 1
        self.column = self.next_column = 0
        self.merged: list[Block] = []
        self.columns: set[int] = set()
        self.unseen: list[int] = []  # first, last, first, last …

    def marks(self) -> Marks:
        """All that was told."""
        return Marks(
            merged=tuple(self.merged), columns=frozenset(self.columns), rows=Runs(self.unseen)
        )


class _Tables:
    """The tables of a workbook as expat tells of them."""

    def __init__(self) -> None:
        self.found: dict[str, _Table] = {}
        self._table = _Table()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        table, said = self._table, {k.rpartition(":")[2]: v for k, v in attributes.items()}
        unseen = said.get("visibility") in UNSEEN
        match tag.rpartition(":")[2]:
            case "table":
                self._table = self.found[said.get("name", "")] = _Table()
            case "table-column":
                first = table.next_column
                table.next_column += int(said.get("number-columns-repeated", 1))
                if unseen:
                    table.columns.update(range(first, min(table.next_column, first + 16_384)))
            case "table-row":
                table.row, table.column = table.next_row, 0
                table.next_row += int(said.get("number-rows-repeated", 1))
                if unseen and table.row < MOST_UNSEEN:
                    table.unseen += (table.row, min(table.next_row - 1, MOST_UNSEEN))
            case "table-cell" | "covered-table-cell":
                low = table.row + int(said.get("number-rows-spanned", 1)) - 1
                right = table.column + int(said.get("number-columns-spanned", 1)) - 1
                if (low, right) > (table.row, table.column) and len(table.merged) < MOST_MERGED:
                    table.merged.append((table.row, table.column, low, right))
                table.column += int(said.get("number-columns-repeated", 1))
