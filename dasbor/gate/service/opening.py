"""An uploaded file: read, and what it may hold."""

import gc
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dasbor import format_id
from dasbor.data import boundaries
from dasbor.data.contract import read_contracts
from dasbor.data.inputs import MEMORY
from dasbor.data.sandbox.turns import NOBODY, Who
from dasbor.gate import cleaning, matching, reading
from dasbor.gate.model import Match, Sheet, Unreadable

LARGEST_UPLOAD = reading.UPLOADED.largest
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Opened:
    """A file that was read: its sheets, and for each the datasets it may hold, best first.

    A file with boundaries has no sheets.
    """

    name: str
    content: bytes
    sheets: tuple[Sheet, ...]
    matches: tuple[tuple[Match, ...], ...]

    @property
    def outlines(self) -> bool:
        """Whether it holds boundaries."""
        return not self.sheets

    def best(self) -> int:
        """The number of the sheet that fits best; the first one when none fits."""
        fits = [i for i, found in enumerate(self.matches) if found and found[0].certain]
        return fits[0] if fits else next((i for i, found in enumerate(self.matches) if found), 0)


def open_upload(
    name: str,
    content: bytes,
    folder: Path,
    progress: Progress = lambda _: None,
    size: reading.Size = reading.UPLOADED,
    who: Who = NOBODY,
) -> Opened:
    """Read a file and find out what it may hold. Raises ``Unreadable``.

    ``progress`` is called often; it ends the work when it raises.
    """
    if len(content) > size.largest:
        limit = format_id.number(size.largest // 1024**2)
        raise Unreadable(f"Berkas lebih besar dari {limit} MB. Bagi per tahun, muat satu-satu.")
    if boundaries.recognised(content):
        return Opened(name, content, (), ())
    contracts = read_contracts(folder)
    known = matching.known_words(contracts)
    with uncollected:
        heard = reading.read(
            name,
            content,
            known,
            lambda row: progress(f"membaca baris {row}"),
            size,
            who,
            lambda: progress("membaca berkas"),
        )
    memory = matching.remembered(folder / MEMORY)
    offered = {one: contract for one, contract in contracts.items() if not contract.like}
    matches = tuple(tuple(matching.match(sheet, offered, memory)) for sheet in heard)
    return Opened(name, content, tuple(heard), matches)


def corrects(sheet: Sheet) -> bool:
    """Whether a sheet is a file of rejects that comes back corrected."""
    return sheet.header[:1] == (cleaning.REASON_COLUMN,)


def fingerprint(opened: Opened) -> str:
    """Name, size and hash of a file, as the trail says it."""
    size, digest = len(opened.content), hashlib.sha256(opened.content).hexdigest()
    return f"{opened.name}, {format_id.number(size)} bita, sidik {digest[:12]}"


class _Uncollected:
    """While a file is worked on nobody looks for garbage among its millions of lasting objects.

    They are in no cycles, and looking at them again and again costs a fifth of the time.
    """

    def __init__(self) -> None:
        self._lock, self._inside = threading.Lock(), 0

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            gc.disable()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.enable()


uncollected = _Uncollected()
