"""The rows of one worksheet of an ``.xlsx``, streamed: its cost follows what is in it.

Nearly every row is written in one way, which one expression reads; others go to a parser of XML.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.parsers import expat

from dasbor.gate.model import UNVALUED, Unreadable
from dasbor.gate.reading.layout import MAX_COLUMNS
from dasbor.gate.reading.marks import MOST_MERGED, Block, Marks
from dasbor.gate.reading.row_shape import COLUMNS, FORMULA, INLINE, ROW, Cell, Shape, plain
from dasbor.gate.reading.small import Numbered
from dasbor.gate.reading.style_xml import Styles, as_text, refuse_entities

PIECE = 1024 * 1024
LONGEST_ROW = 64 * 1024 * 1024  # bytes
LAST_ROW = 1_048_576
ROW_END = "</row>"

Told = tuple[str, tuple[str, ...], bool]  # attributes of a row, its texts, struck through

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?'
    rf"(?:/>|>({FORMULA})?(?:<v>([^<]*)</v>|<v/>|{INLINE})?</c>)"
)
_ROW = re.compile(ROW)
_NUMBER = re.compile(r"""\br=["']([0-9]{1,7})["']""")
_HIDDEN = re.compile(r"""\bhidden=["'](?:1|true)["']""")
_START = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_COLUMN = re.compile(r"<(?:\w+:)?col\b[^>]*>")
_MERGED = re.compile(
    r"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)


class Worksheet:
    """One worksheet part: what is known before its rows, then the rows."""

    def __init__(
        self, book: zipfile.ZipFile, part: str, styles: Styles, texts: Sequence[str]
    ) -> None:
        self._book, self._part, self._styles, self._texts = book, part, styles, texts
        self.marks = Marks()
        self._shape = Shape(styles, texts)
        self._plain = True  # neither another encoding nor a prefix before every name

    def look(self) -> None:
        """Find merged ranges and hidden columns, which stand behind and before the rows."""
        head, tail = self._ends()
        self._plain = not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not (
            (start := _START.search(head)) is None or start[1]
        )
        hidden = {
            at
            for column in _COLUMN.findall(head.decode("utf-8", "replace"))
            if _HIDDEN.search(column)
            for at in _span(column)
        }
        self.marks.columns = frozenset(hidden)
        self.marks.merged = tuple(_blocks(tail.decode("utf-8", "replace")))

    def rows(self) -> Iterator[Numbered]:
        """The rows that hold anything, numbered as a spreadsheet does."""
        last = 0
        with self._book.open(self._part) as stream:
            pieces = self._rows_of_text(stream) if self._plain else map(self._told, _parsed(stream))
            for count, (attributes, texts, struck) in enumerate(pieces):
                if count == LAST_ROW:
                    raise Unreadable("Lembar ini memuat lebih banyak baris daripada lembar Excel.")
                number = _NUMBER.search(attributes)
                row = int(number[1]) if number else last + 1
                row = row if last < row <= LAST_ROW else last + 1
                last = row
                if texts:
                    if "hidden" in attributes and _HIDDEN.search(attributes):
                        self.marks.rows.add(row)
                    if struck:
                        self.marks.struck.add(row)
                    yield row, texts

    # --- cells --------------------------------------------------------------------------------

    def _told(self, row: tuple[str, Sequence[Cell]]) -> Told:
        attributes, cells = row
        return attributes, self._texts_of(cells), self._is_struck(cells)

    def _texts_of(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        """The texts of a row up to its last filled cell."""
        texts: list[str] = []
        for letters, style, kind, formula, value, inline in cells:
            text = self._text(style, kind, formula, value, inline)
            if text:
                # A cell too far out has its row refused: no blanks up to there are made.
                at = min(COLUMNS[letters], MAX_COLUMNS) if letters else len(texts)
                if at == len(texts):
                    texts.append(text)
                elif at > len(texts):
                    texts.extend([""] * (at - len(texts)))
                    texts.append(text)
                else:
                    texts[at] = text
        return tuple(texts)

    def _text(self, style: str, kind: str, formula: str, value: str, inline: str) -> str:
        if kind == "s":
            return self._texts[int(value)] if value else ""
        if inline or kind in ("str", "inlineStr"):
            return plain(inline or value)
        if not value:
            return UNVALUED if formula else ""
        return as_text(value, kind, style, self._styles)

    def _is_struck(self, cells: Sequence[Cell]) -> bool:
        if not self._styles.struck:
            return False
        filled = [style for _, style, _, _, value, inline in cells if value or inline]
        struck = sum(style in self._styles.struck for style in filled)
        return struck * 2 > len(filled)

    # --- pieces of the part -------------------------------------------------------------------

    def _ends(self) -> tuple[bytes, bytes]:
        """What stands before the rows and behind them."""
        head, tail = b"", b""
        with self._book.open(self._part) as stream:
            head = before = stream.read(PIECE)
            while piece := stream.read(PIECE):
                if tail:
                    tail += piece
                elif b"sheetData" in (joined := before[-64:] + piece) and (
                    end := _END.search(joined)
                ):
                    tail = joined[end.start() :]
                before = piece
        return head, tail or head

    def _rows_of_text(self, stream: Any) -> Iterator[Told]:
        rest, started = b"", False
        while piece := stream.read(PIECE):
            rest += piece
            if not started:
                if not (start := _START.search(rest)):
                    continue
                if start[2]:
                    return
                rest, started = rest[start.end() :], True
            cut = rest.rfind(b"</row>") + 6
            if cut > 6:
                yield from self._rows_of_block(rest[:cut].decode())
                rest = rest[cut:]
            elif len(rest) > LONGEST_ROW:
                raise Unreadable("Satu baris lembar ini terlalu panjang untuk sebuah daftar.")

    def _rows_of_block(self, block: str) -> Iterator[Told]:
        """Rows of whole ``<row>…</row>``; each that is written in another way is parsed."""
        at, marked = 0, "&" in block or "_x" in block
        while at < len(block):
            if quick := self._shape.read(block, at, marked):
                at, attributes, texts = quick
                yield attributes, texts, False
                continue
            end = block.index(ROW_END, at)
            piece, at = block[at:end], end + len(ROW_END)
            start = _ROW.match(piece)
            found = _CELL.findall(piece, start.end()) if start else []
            if start and len(found) == piece.count("<c ") + piece.count("<c>"):
                self._shape.learn(found)
                yield self._told((start[1], found))
            else:
                yield from map(self._told, _parsed_text(f"<x>{piece}</row></x>"))


def _parsed_text(text: str) -> Iterator[tuple[str, Sequence[Cell]]]:
    parser = _Parser()
    parser.feed(text.encode(), last=True)
    yield from parser.rows


def _parsed(stream: Any) -> Iterator[tuple[str, Sequence[Cell]]]:
    """The rows of a part with prefixed names, or in another encoding."""
    parser = _Parser()
    while piece := stream.read(PIECE):
        parser.feed(piece)
        yield from parser.rows
        parser.rows.clear()
    parser.feed(b"", last=True)


class _Parser:
    """Rows as expat tells of them, names without their prefix; texts are whole already."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Sequence[Cell]]] = []
        self._cells: list[Cell] = []
        self._cell: list[str] = []
        self._attributes, self._into, self._words = "", "", list[str]()
        self._phonetic = False
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._hear
        self._expat.EntityDeclHandler = refuse_entities

    def feed(self, piece: bytes, last: bool = False) -> None:
        """More of the text."""
        self._expat.Parse(piece, last)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._attributes = " ".join(f'{k}="{v}"' for k, v in attributes.items())
                self._cells = []
            case "c":
                letters = attributes.get("r", "").rstrip("0123456789")
                kind = attributes.get("t", "")
                self._cell = [letters, attributes.get("s", ""), kind, "", "", ""]
            case "f" | "v" | "t" as name:
                self._into, self._words = name, []
            case "rPh":
                self._phonetic = True

    def _hear(self, text: str) -> None:
        if self._into:
            self._words.append(text)

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self.rows.append((self._attributes, self._cells))
            case "c":
                self._cells.append(tuple(self._cell))  # type: ignore[arg-type]
            case "f":
                self._cell[3], self._into = "<f>", ""
            case "v":
                self._cell[4], self._into = "".join(self._words).replace("&", "&amp;"), ""
            case "t":
                if not self._phonetic:
                    self._cell[5] += "".join(self._words).replace("&", "&amp;")
                self._into = ""
            case "rPh":
                self._phonetic = False


# --- before and behind the rows ---------------------------------------------------------------


def _span(column: str) -> range:
    """The positions that one ``<col>`` speaks of."""
    found = dict(re.findall(r"""\b(min|max)=["']([0-9]{1,5})["']""", column))
    first, last = int(found.get("min", 1)), int(found.get("max", 0))
    return range(first - 1, min(last, first + 16_384))


def _blocks(tail: str) -> Iterator[Block]:
    for at, found in enumerate(_MERGED.finditer(tail)):
        if at == MOST_MERGED:
            return
        left, top, right, bottom = found.groups()
        yield int(top), COLUMNS[left], int(bottom), COLUMNS[right]
