"""A text file as records: its encoding, its separator, and quotes that do not close."""

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dasbor.data.inspection import DELIMITERS
from dasbor.gate.model import Unreadable

if TYPE_CHECKING:
    from _csv import Reader

HEAD = 128 * 1024
CHUNK = 1024 * 1024
SAMPLE = 100  # records from which the separator is told
MAX_BREAKS = 200  # lines within one cell; a longer cell is a quote that does not close
MAX_BROKEN = 5_000
WIDE = 8  # more columns than this make a separator no likelier

_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*')
_BACKSLASH_QUOTE = re.compile(r'\\"')
_TOLERATED = frozenset("\t\n\r\f\v\x1a\x85")  # \x1a ends a DOS file
_DAMAGED = (
    "Berkas ini bukan teks dan bukan buku kerja Excel; mungkin rusak saat disalin. "
    "Buka di aplikasi asalnya, lalu ekspor ulang sebagai .xlsx atau “CSV UTF-8”."
)


@dataclass(frozen=True)
class Encoding:
    """How bytes become text; ``repairs`` when some of them are damaged."""

    name: str
    repairs: bool = False


@dataclass(frozen=True)
class Dialect:
    """How a line becomes cells."""

    delimiter: str
    escape: str | None = None

    def reader(self, lines: Iterable[str]) -> "Reader":
        """The records of the lines; raises ``csv.Error`` where quotes do not fit."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar=self.escape,
            doublequote=self.escape is None,
            strict=True,
        )


def load() -> None:
    """Import the codecs that text may turn out to need."""
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        codecs.lookup(name)


# --- encoding ---------------------------------------------------------------------------------


def encoding_of(content: bytes) -> Encoding:
    """The encoding of a text file.

    Raises:
        Unreadable: when the content is no text.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(content, Encoding("utf-16", repairs=True))
    if b"\x00" in content:
        return _checked(content, Encoding(_utf16_without_mark(content), repairs=True))
    try:
        for _ in _decoded(content, "strict"):
            pass
    except UnicodeDecodeError:
        return _checked(content, Encoding(_nearest(content), repairs=True))
    return _checked(content, Encoding("utf-8-sig"))


def open_text(content: bytes, encoding: Encoding) -> io.TextIOWrapper:
    """The file as a stream of lines, line ends as they are."""
    errors = "replace" if encoding.repairs else "strict"
    return io.TextIOWrapper(io.BytesIO(content), encoding.name, errors, newline="")


def _utf16_without_mark(content: bytes) -> str:
    """Told by where the zero bytes of Latin letters stand."""
    head = content[:HEAD]
    first, second = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if second > 0.4 * half and first < 0.05 * half:
        return "utf-16-le"
    if first > 0.4 * half and second < 0.05 * half:
        return "utf-16-be"
    raise Unreadable(_DAMAGED)


def _nearest(content: bytes) -> str:
    """UTF-8 all the same when more of its letters beyond ASCII are sound than damaged."""
    sound = damaged = 0
    for text in _decoded(content, "replace"):
        broken = text.count("\ufffd")
        damaged += broken
        sound += len(text) - len(text.encode("ascii", "ignore")) - broken
    return "utf-8-sig" if sound > damaged else "cp1252"


def _decoded(content: bytes, errors: str) -> Iterator[str]:
    """The content as UTF-8, in pieces: as one text a large file would fill the memory."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors)
    view = memoryview(content)
    for start in range(0, len(view), CHUNK):
        yield decoder.decode(view[start : start + CHUNK], start + CHUNK >= len(view))


def _checked(content: bytes, encoding: Encoding) -> Encoding:
    head = open_text(content, encoding).read(4096)
    controls = sum(1 for c in head if (c < " " or "\x7f" <= c < "\xa0") and c not in _TOLERATED)
    if controls > len(head) / 50:
        raise Unreadable(_DAMAGED)
    return encoding


# --- separator --------------------------------------------------------------------------------


def dialect_of(head: str) -> Dialect:
    """The separator that cuts the first records most evenly, or the one Excel's ``sep=`` names."""
    if named := _SEPARATOR_LINE.match(head):
        return Dialect(named[1])
    lines = list(io.StringIO(head, newline=""))
    escapes = (None, "\\") if _BACKSLASH_QUOTE.search(head) else (None,)
    candidates = [Dialect(mark, escape) for escape in escapes for mark in DELIMITERS]
    return max(candidates, key=lambda dialect: _evenness(lines, dialect))


def _evenness(lines: list[str], dialect: Dialect) -> float:
    """Share of records of the usual width, squared, times that width up to ``WIDE``.

    A decimal comma cuts evenly too, but in two; a comma within titles cuts in many, unevenly.
    """
    widths = _widths(lines, dialect)
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return float((count / len(widths)) ** 2 * min(width, WIDE))


def _widths(lines: list[str], dialect: Dialect) -> list[int]:
    """Cells per record; 0 for a record whose quotes do not fit the separator."""
    reader = dialect.reader(iter(lines))
    widths: list[int] = []
    while len(widths) < SAMPLE:
        try:
            if record := next(reader):
                widths.append(len(record))
        except StopIteration:
            break
        except csv.Error:
            widths.append(0)
    return widths


# --- records ----------------------------------------------------------------------------------


def records(stream: io.TextIOBase, dialect: Dialect) -> Iterator[list[str]]:
    """The records of a text file; a line whose quotes do not close is cut as it stands.

    Without that, one stray quote would swallow the rows below it into a single cell.

    Raises:
        Unreadable: when very many lines are like that.
    """
    sound = 0
    reader = dialect.reader(stream)
    try:
        for record in reader:
            if reader.line_num - sound > MAX_BREAKS:
                break
            sound = reader.line_num
            yield record
        else:
            return
    except csv.Error:
        pass
    stream.seek(0)
    for _ in islice(stream, sound):
        pass
    yield from _records_with_stray_quotes(stream, dialect)


def _records_with_stray_quotes(stream: io.TextIOBase, dialect: Dialect) -> Iterator[list[str]]:
    """The same line by line, ten times as slow: what did not fit is read a second time."""
    lines = _Lines(stream)
    broken = 0
    while True:
        try:
            for record in dialect.reader(lines.feed()):
                lines.taken.clear()
                yield record
        except csv.Error:
            pass
        if not lines.taken:
            return
        broken += 1
        if broken > MAX_BROKEN:
            raise Unreadable(
                f"Tanda kutip tidak ditutup pada lebih dari {MAX_BROKEN} baris. "
                "Ekspor ulang berkasnya sebagai .xlsx."
            )
        yield _cut(lines.give_back_all_but_first(), dialect.delimiter)


class _Lines:
    """Lines of a stream that can be handed out a second time."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def feed(self) -> Iterator[str]:
        """Lines until the end, or until one record has taken too many."""
        while len(self.taken) < MAX_BREAKS:
            line = self._again.popleft() if self._again else self._stream.readline()
            if not line:
                return
            self.taken.append(line)
            yield line

    def give_back_all_but_first(self) -> str:
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        self.taken = []
        return first


def _cut(line: str, delimiter: str) -> list[str]:
    return [_unquoted(cell) for cell in line.rstrip("\r\n").split(delimiter)]


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if quoted else cell
