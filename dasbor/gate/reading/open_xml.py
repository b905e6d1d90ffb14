"""An ``.xlsx`` workbook, also one saved as “Strict Open XML”: its worksheets, hidden ones last."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from dasbor.gate.reading.sheet_xml import Worksheet
from dasbor.gate.reading.style_xml import shared_texts, styles_of, tree

BOOK = "xl/workbook.xml"


def worksheets(content: bytes) -> Iterator[tuple[str, Worksheet]]:
    """Name and worksheet of every sheet that holds cells; charts hold none."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = tree(book.read(BOOK))
        related = _related(book)
        parts = {kind: part for kind, part in related.values() if kind != "worksheet"}
        properties = root.find("{*}workbookPr")
        dates = "0" if properties is None else properties.get("date1904", "0")
        styles = styles_of(_read(book, parts.get("styles")), dates in ("1", "true"))
        texts: list[str] = []
        if (shared := parts.get("sharedStrings")) in book.namelist():
            with book.open(str(shared)) as stream:
                texts = shared_texts(stream)
        found = [*root.iterfind("{*}sheets/{*}sheet")]
        for sheet in sorted(found, key=_hidden):
            kind, part = related.get(_relation(sheet), ("", ""))
            if kind == "worksheet" and part in book.namelist():
                worksheet = Worksheet(book, part, styles, texts)
                worksheet.look()
                worksheet.marks.hidden = _hidden(sheet)
                yield sheet.get("name", ""), worksheet


def _hidden(sheet: Tree.Element) -> bool:
    return sheet.get("state", "visible") != "visible"


def _relation(sheet: Tree.Element) -> str:
    return next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")


def _related(book: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """Relation -> kind and name of the part, whichever way the target is written."""
    root = tree(book.read("xl/_rels/workbook.xml.rels"))
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/"),
        )
        for relation in root
    }


def _read(book: zipfile.ZipFile, part: str | None) -> bytes:
    return book.read(part) if part and part in book.namelist() else b""
