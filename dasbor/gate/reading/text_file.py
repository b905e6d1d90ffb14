"""A text file as records: its encoding, its separator, and quotes that do not close."""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dasbor.data.separator import Dialect
from dasbor.gate.model import Unreadable

HEAD = 128 * 1024
CHUNK = 1024 * 1024
MAX_BREAKS = 200  # lines within one cell; a longer cell is a quote that does not close
MAX_BROKEN = 5_000

_TOLERATED = frozenset("\t\n\r\f\v\x1a\x85")  # \x1a ends a DOS file
_DAMAGED = (
    "Berkas ini bukan teks dan bukan buku kerja Excel; mungkin rusak saat disalin. "
    "Buka di aplikasi asalnya, lalu ekspor ulang sebagai .xlsx atau “CSV UTF-8”."
)


MIXED = "dasbor-windows-1252"  # bytes that are no UTF-8 are told apart until they are letters
_FOREIGN = 0xF700  # private letters in between: such a byte and this
_LETTERS = {
    _FOREIGN + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}
_SOUND = re.compile("[\u00a0-\u017f\u2010-\u2044\u20ac\u2122]")  # letters that people here write
_MARKED = re.compile(f"[{chr(_FOREIGN + 0x80)}-{chr(_FOREIGN + 0xFF)}]")


@dataclass(frozen=True)
class Encoding:
    """How bytes become text; ``repairs`` when some of them are damaged, ``mixed`` when from two."""

    name: str
    repairs: bool = False
    mixed: bool = False


def load() -> None:
    """Import the codecs that text may turn out to need."""
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        codecs.lookup(name)


def _foreign(flaw: UnicodeError) -> tuple[str, int]:
    assert isinstance(flaw, UnicodeDecodeError)  # noqa: S101 - only ever used to decode
    return chr(_FOREIGN + flaw.object[flaw.start]), flaw.start + 1


codecs.register_error(MIXED, _foreign)


def letters(record: Sequence[str]) -> tuple[str, ...] | None:
    """A record with its bytes of the other encoding as letters; ``None`` when it has none."""
    if not any(map(_MARKED.search, record)):
        return None
    return tuple(cell.translate(_LETTERS) for cell in record)


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
        return _checked(content, _nearest(content))
    return _checked(content, Encoding("utf-8-sig"))


def open_text(content: bytes, encoding: Encoding) -> io.TextIOWrapper:
    """The file as a stream of lines, line ends as they are."""
    errors = MIXED if encoding.mixed else "replace" if encoding.repairs else "strict"
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


def _nearest(content: bytes) -> Encoding:
    """Windows-1252, or both when letters beyond ASCII are sound UTF-8 too."""
    for text in _decoded(content, "replace"):
        if _SOUND.search(text):
            return Encoding("utf-8-sig", repairs=True, mixed=True)
    return Encoding("cp1252", repairs=True)


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
