"""An uploaded file: read, and what it may hold."""

import gc
import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dasbor import format_id
from dasbor.data import boundaries
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.inputs import MEMORY
from dasbor.data.releases import Releases
from dasbor.data.sandbox.turns import NOBODY, Who
from dasbor.gate import matching, reading
from dasbor.gate.guessing import Lists
from dasbor.gate.joined import join
from dasbor.gate.model import Match, Sheet, Unreadable

LARGEST_UPLOAD = reading.UPLOADED.largest
NOTHING: Mapping[str, str] = {}
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Opened:
    """A file that was read: its sheets, and for each the datasets it may hold, best first.

    A file with boundaries has no sheets. When several sheets hold the same dataset, the last one
    is all of them together, and ``joined`` says which. ``typed`` is one that came from a form.
    """

    name: str
    content: bytes
    sheets: tuple[Sheet, ...]
    matches: tuple[tuple[Match, ...], ...]
    joined: tuple[int, ...] = ()
    typed: bool = False

    @property
    def outlines(self) -> bool:
        """Whether it holds boundaries."""
        return not self.sheets

    def best(self) -> int:
        """The number of the sheet that fits best; the first one when none fits."""
        fits = [i for i, found in enumerate(self.matches) if found and found[0].certain]
        return fits[0] if fits else next((i for i, found in enumerate(self.matches) if found), 0)

    def others(self, sheet: int) -> tuple[int, ...]:
        """The numbers of sheets with rows that are not taken when this one is."""
        real = range(len(self.sheets) - bool(self.joined))
        taken = self.joined if self.joined and sheet == len(self.sheets) - 1 else (sheet,)
        return tuple(i for i in real if i not in taken and self.sheets[i].rows)


def open_upload(
    name: str,
    content: bytes,
    folder: Path,
    progress: Progress = lambda _: None,
    size: reading.Size = reading.UPLOADED,
    who: Who = NOBODY,
    mapped: Mapping[str, str] = NOTHING,
) -> Opened:
    """Read a file and find out what it may hold. Raises ``Unreadable``.

    ``progress`` is called often; it ends the work when it raises. ``mapped`` says of headers which
    column they fill.
    """
    if len(content) > size.largest:
        limit = format_id.number(size.largest // 1024**2)
        raise Unreadable(f"Berkas lebih besar dari {limit} MB. Bagi per tahun, muat satu-satu.")
    if boundaries.recognised(content):
        return Opened(name, content, (), ())
    contracts = read_contracts(folder)
    known = matching.known_words(contracts) | mapped.keys()
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
    return _matched(name, content, heard, folder, contracts, mapped)


def _matched(
    name: str,
    content: bytes,
    heard: Sequence[Sheet],
    folder: Path,
    contracts: Mapping[str, Contract],
    mapped: Mapping[str, str],
) -> Opened:
    """The sheets with what they may hold, and all together where several hold the same."""
    offered = {one: contract for one, contract in contracts.items() if not contract.like}
    memory = {**matching.remembered(folder / MEMORY), **matching.told(mapped, offered)}
    lists = _lists(folder, offered)

    def matched(sheet: Sheet) -> tuple[Match, ...]:
        return tuple(matching.match(sheet, offered, memory, lists))

    opened = Opened(name, content, tuple(heard), tuple(map(matched, heard)))
    if len(alike := _alike(opened)) < 2:
        return opened
    together = join([opened.sheets[i] for i in alike])
    sheets, matches = (*opened.sheets, together), (*opened.matches, matched(together))
    return replace(opened, sheets=sheets, matches=matches, joined=alike)


def _lists(folder: Path, contracts: Mapping[str, Contract]) -> Lists:
    """The spellings of every list that a register refers to, as they are in force."""
    published = Releases(folder).overlay()
    named = {c.reference[0] for one in contracts.values() if one.routine
             for c in one.columns if c.reference}  # fmt: skip
    files = {f"{name}{kind}": f"{name}{kind}.csv" for name in named for kind in ("", "_alias")}
    paths = {name: published.get(file, folder / file) for name, file in files.items()}
    found = matching.spellings(paths)
    return {name: found[name] | found[f"{name}_alias"] for name in named}


def _alike(opened: Opened) -> tuple[int, ...]:
    """The sheets that a person sees and that hold the same dataset as the best one."""
    best = opened.matches[opened.best()]
    pairs = enumerate(zip(opened.sheets, opened.matches, strict=True))
    same = ((i, sheet) for i, (sheet, found) in pairs
            if best and found and found[0].like(best[0]))  # fmt: skip
    return tuple(i for i, sheet in same if sheet.rows and not sheet.secret)


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
