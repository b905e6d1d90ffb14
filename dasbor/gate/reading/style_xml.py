"""What the cells of an ``.xlsx`` are told by beside the sheet: shared texts, dates, strikes."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as Tree
from xml.parsers import expat

from dasbor.gate.model import Unreadable

PIECE = 1024 * 1024
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NO_PART_OF_A_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "off")


@dataclass(frozen=True)
class Styles:
    """Numbers of cell styles, as texts: those of dates, those struck through; the epoch."""

    dates: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    since_1904: bool = False


def styles_of(part: bytes, since_1904: bool) -> Styles:
    """The styles of a workbook from its ``styles.xml``; empty ones without."""
    if not part:
        return Styles(since_1904=since_1904)
    root = tree(part)
    formats = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/*")}
    dated = {key for key, code in formats.items() if _is_date(code)}
    dated |= {str(key) for key in _DATES if str(key) not in formats}
    struck = {str(i) for i, font in enumerate(root.iterfind("{*}fonts/*")) if _strikes(font)}
    cells = [*root.iterfind("{*}cellXfs/*")]
    return Styles(
        frozenset(str(i) for i, cell in enumerate(cells) if cell.get("numFmtId") in dated),
        frozenset(str(i) for i, cell in enumerate(cells) if cell.get("fontId") in struck),
        since_1904,
    )


def tree(part: bytes) -> Tree.Element:
    """A small part as a tree; a part that declares entities is refused."""
    if b"<!DOCTYPE" in part[:PIECE] or b"<!ENTITY" in part:
        refuse_entities()
    return Tree.fromstring(part)  # noqa: S314 - in a limited process, entities refused


def _is_date(code: str) -> bool:
    """Whether a format shows days or hours; “General” and colours are no part of a date."""
    first = _NO_PART_OF_A_DATE.sub("", code.split(";")[0].casefold())
    return re.search(r"[dmyhs]", first) is not None and first != "general"


def _strikes(font: Tree.Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in _OFF


# --- shared texts -----------------------------------------------------------------------------


def shared_texts(stream: Any) -> list[str]:
    """The texts that cells refer to by number, without their readings in another script."""
    texts = _Texts()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = texts.start, texts.end
    parser.CharacterDataHandler = texts.hear
    parser.EntityDeclHandler = refuse_entities
    while piece := stream.read(PIECE):
        parser.Parse(piece)
    parser.Parse(b"", True)
    return texts.found


class _Texts:
    """Shared texts as expat tells of them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._inside = self._reading = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "t":
            self._inside = not self._reading
        elif name == "rPh":
            self._reading = True

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._reading = False
        elif name == "si":
            text = "".join(self._words)
            self.found.append(_unescaped(text) if "_x" in text else text)
            self._words.clear()

    def hear(self, text: str) -> None:
        """Words of an element."""
        if self._inside:
            self._words.append(text)


def refuse_entities(*_: object) -> None:
    """No workbook declares entities; who does so wants to fill the memory."""
    raise Unreadable("Buku kerja ini memuat perintah XML yang tidak diterima. Simpan ulang.")


def escaped(text: str) -> str:
    """A text as XML writes it: its entities, and the marks Excel has for what XML cannot hold."""
    return _unescaped(html.unescape(text))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


# --- values -----------------------------------------------------------------------------------


def as_text(value: str, kind: str, style: str, styles: Styles) -> str:
    """A stored value as a person reads it: whole numbers without a point, dates as ISO."""
    match kind:
        case "b":
            return "TRUE" if value in ("1", "true") else "FALSE"
        case "e":
            return html.unescape(value)
        case "d":
            return _iso(value)
    if style and style in styles.dates:
        return _moment(value, styles.since_1904)
    return value if value.isdecimal() and (value[0] != "0" or value == "0") else _number(value)


def _iso(value: str) -> str:
    day, _, clock = value.rstrip("Z").partition("T")
    return day if clock in ("", "00:00", "00:00:00", "00:00:00.000") else f"{day} {clock[:8]}"


def _number(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return plain_number(number)


def plain_number(number: float) -> str:
    """A number without a spare point, with at most fifteen digits as Excel keeps them."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}"


@lru_cache(maxsize=65_536)
def _moment(value: str, since_1904: bool) -> str:
    """The day, the time, or both that a number stands for; Excel's 29 February 1900 is kept."""
    try:
        serial = float(value)
        span = timedelta(seconds=round(serial * 86_400))
        if 0 <= serial < 1 and span < timedelta(1):
            return (datetime.min + span).time().isoformat()
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        early = timedelta(0 < serial < 60 and not since_1904)
        return plain_moment(start + early + span)
    except (ValueError, OverflowError):
        return _number(value)


def plain_moment(moment: datetime) -> str:
    """A day without a midnight that nobody wrote."""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="seconds")
