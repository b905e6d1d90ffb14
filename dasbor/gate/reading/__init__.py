"""Reading any sensible file into sheets, in a limited process; here they are laid out.

``foreign`` tells what a file is and hands its records over, ``child`` is the process in which that
happens, ``layout`` makes tables of the records.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from dasbor.data.sandbox.limits import Limits
from dasbor.data.sandbox.process import Child, Ended
from dasbor.data.sandbox.turns import NOBODY, NotNow, Turns, Who
from dasbor.gate.model import Sheet, Unreadable
from dasbor.gate.reading.child import MARKS, REFUSED, TABLE
from dasbor.gate.reading.foreign import ACCEPTED, Room, Table
from dasbor.gate.reading.layout import Origin, Progress, lay_out
from dasbor.gate.reading.marks import Marks, Runs
from dasbor.gate.reading.small import Numbered

WORK = "dasbor.gate.reading.child"
TURNS = Turns(
    places=1, patience=90.0, queue=8, per_address=4
)  # in the server; the shell is a process of its own
MB = 2**20
ENDS = {
    "waktu": "Membaca berkas ini lebih lama dari {seconds} detik, jadi dihentikan.",
    "memori": "Isi berkas ini terlalu besar untuk sebuah daftar.",
    "besar": "Isi berkas ini terlalu besar untuk sebuah daftar.",
    "rusak": "Berkas ini tidak dapat dibaca; pembacanya berhenti sendiri.",
}
AGAIN = "Simpan lembar daftarnya saja sebagai .xlsx atau “CSV UTF-8”, lalu unggah lagi."


@dataclass(frozen=True)
class Size:
    """How large a file may be, what is in it, and the process that reads it."""

    largest: int  # bytes
    room: Room
    limits: Limits


UPLOADED = Size(
    64 * MB,
    Room(
        1_000_000, 24_000_000, "Yang lebih besar dimuat dari terminal: python -m dasbor terbitkan."
    ),
    Limits(memory=600 * MB, seconds=60, reply=96 * MB),
)
AT_HAND = Size(  # a file on this machine, read for whoever sits at it
    1024 * MB, Room(64_000_000, 2**30), Limits(memory=2048 * MB, seconds=900, reply=2**31)
)


def read(
    name: str,
    content: bytes,
    known: frozenset[str] = frozenset(),
    progress: Progress = None,
    size: Size = UPLOADED,
    who: Who = NOBODY,
    beat: Callable[[], object] = lambda: None,
) -> list[Sheet]:
    """The tables of a file, one per worksheet that holds anything.

    ``known`` are words headers are made of (see ``matching.known_words``); ``progress`` hears the
    row it is at, every 20.000 rows. ``beat`` is called while there is nothing to hear, and ends
    the work when it raises.

    Raises:
        Unreadable: when the file cannot be used, with what to do about it.
    """
    try:
        with (
            TURNS.turn(who, lambda: bool(beat())),
            Child(WORK, {"room": asdict(size.room)}, size.limits, content) as child,
        ):
            return sheets(name, _tables(child.frames(beat)), known, progress)
    except NotNow as no:
        raise Unreadable("Berkas lain sedang dibaca. Tunggu sebentar, lalu ulangi.") from no
    except Ended as end:
        words = ENDS[end.why].format(seconds=size.limits.seconds)
        raise Unreadable(f"{words} {AGAIN}") from end


def sheets(
    name: str, tables: Iterable[Table], known: frozenset[str], progress: Progress
) -> list[Sheet]:
    """The tables laid out. Raises ``Unreadable`` when there is none."""
    found: list[Sheet] = []
    for t in tables:
        origin = Origin(name, t.name, t.encoding, t.delimiter)
        found += lay_out(origin, t.rows, known, progress, t.marks)
    if not found:
        raise Unreadable(f"Tidak ada tabel di dalam berkas ini. {ACCEPTED}")
    return found


def _tables(frames: Iterable[bytes]) -> Iterator[Table]:
    """What the process says, as tables; each must be read before the next is asked for."""
    said = (json.loads(frame.decode(errors="surrogatepass")) for frame in frames)
    for kind, *facts in said:
        if kind == REFUSED:
            raise Unreadable(facts[0])
        assert kind == TABLE  # noqa: S101 - our own process speaks
        label, encoding, delimiter, hidden, merged, columns, blind = facts
        marks = Marks(hidden, tuple(map(tuple, merged)), frozenset(columns), blind)
        yield Table(label, encoding, delimiter, _rows(said, marks), marks)


def _rows(said: Iterator[list[Any]], marks: Marks) -> Iterator[Numbered]:
    """The rows of one table, then what its file says of them."""
    for kind, *facts in said:
        if kind == REFUSED:
            raise Unreadable(facts[0])
        if kind == MARKS:
            marks.rows, marks.struck, marks.mixed = map(Runs, facts)
            return
        yield from zip(*facts, strict=True)
