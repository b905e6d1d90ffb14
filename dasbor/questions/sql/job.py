"""One question of an analyst on its way: waiting, running in a child process, done or cancelled."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dasbor import metrics, settings
from dasbor.data.sandbox.limits import Limits
from dasbor.data.sandbox.process import Child, Ended
from dasbor.data.sandbox.turns import NOBODY, NotNow, Turns, Who
from dasbor.questions.sql import guard, words
from dasbor.questions.sql.words import Trouble

SECONDS = 10  # of the clock and of the processor
ROWS = 10_000
BYTES = 4_000_000  # of the reply, as JSON
TEXT = 20_000  # characters of a statement
OWN = "kueri_sendiri"
MEMORY = 400 * 2**20  # bytes beyond what an idle child has mapped
TURNS = Turns(places=2, patience=30.0)  # children at once; the others wait, in seconds
NO_TURN = {"batal": words.CANCELLED, "lama": words.BUSY, "penuh": words.FULL}
WORK = "dasbor.questions.sql.child"


@dataclass(frozen=True)
class Offer:
    """What a child may read: the store file, and the names it may use in it."""

    store: Path
    tables: frozenset[str]
    macros: frozenset[str] = frozenset()
    table_macros: frozenset[str] = frozenset()
    columns: frozenset[tuple[str, str]] = frozenset()

    def names(self, sql: str) -> words.Names:
        """What a misspelt name may have meant: a column only of a table that is spoken of."""
        return {
            "Tabel": self.tables | self.table_macros,
            "Kolom": [column for table, column in self.columns if table in sql.lower()],
            "Fungsi": guard.FUNCTIONS | self.macros,
        }


@dataclass(frozen=True)
class Answer:
    """What came back: columns as (name, DuckDB type), rows, the public tables that were read.

    ``cut`` is "" for all rows, "baris" when the cap on rows was reached, "besar" that on bytes.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    read: tuple[str, ...]
    cut: str
    seconds: float


class Job:
    """A statement that runs beside the server, when ``who`` has the turn.

    ``outcome`` is there once ``done``.

    Raises ``RuntimeError`` when questions of analysts are switched off on this server.
    """

    def __init__(self, sql: str, offer: Offer, seconds: int = SECONDS, who: Who = NOBODY) -> None:
        if not settings.sql_open():
            raise RuntimeError(words.CLOSED)
        self.sql, self._offer, self._seconds, self._who = sql, offer, seconds, who
        self.outcome: Answer | Trouble | None = None
        self.running = False
        self._done, self._stop, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._child: Child | None = None
        threading.Thread(target=self._work, daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether the outcome is there."""
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> Answer | Trouble | None:
        """The outcome, or nothing when it is not there within so many seconds."""
        self._done.wait(seconds)
        return self.outcome

    def cancel(self) -> None:
        """Stop waiting or running at once; the child is killed."""
        self._stop.set()
        with self._lock:
            if self._child:
                self._child.kill()

    def _work(self) -> None:
        try:
            self.outcome = self._in_turn()
            if isinstance(self.outcome, Answer):
                metrics.questions.labels(OWN).observe(self.outcome.seconds)
        except Exception:
            self.outcome = Trouble(words.BROKEN)
            raise
        finally:
            self.running = False
            self._done.set()

    def _in_turn(self) -> Answer | Trouble:
        if len(self.sql) > TEXT:
            return Trouble(words.LONG.format(most=TEXT))
        try:
            with TURNS.turn(self._who, self._stop.is_set):
                return self._run()
        except NotNow as no:
            return Trouble(NO_TURN[no.why])

    def _run(self) -> Answer | Trouble:
        limits = Limits(MEMORY, self._seconds, 2 * BYTES)
        with Child(WORK, self._request(), limits, self.sql.encode(errors="replace")) as child:
            with self._lock:
                self._child = child
            if self._stop.is_set():
                return Trouble(words.CANCELLED)
            self.running = True
            try:
                [reply] = child.frames()
            except Ended as end:
                return self._ended(end)
        return _outcome(json.loads(reply), self.sql, self._offer.names(self.sql))

    def _ended(self, end: Ended) -> Trouble:
        if self._stop.is_set():
            return Trouble(words.CANCELLED)
        if end.why == "waktu":
            return Trouble(words.TIME.format(seconds=self._seconds))
        return Trouble(words.MEMORY if end.why == "memori" else words.BROKEN)

    def _request(self) -> dict[str, Any]:
        offer = self._offer
        return {
            "store": str(offer.store),
            "tables": sorted(offer.tables),
            "macros": sorted(offer.macros),
            "table_macros": sorted(offer.table_macros),
            "rows": ROWS,
            "bytes": BYTES,
        }


def _outcome(said: Mapping[str, Any], sql: str, names: words.Names) -> Answer | Trouble:
    if "refused" in said:
        return words.refusal(said["refused"], said["name"], sql, said["position"], names)
    if "error" in said:
        return words.error(said["error"], sql, said["shift"], names)
    if "unsound" in said:
        return Trouble(words.UNSOUND)
    return Answer(
        tuple((name, kind) for name, kind in said["columns"]),
        tuple(map(tuple, said["rows"])),
        tuple(said["read"]),
        said["cut"],
        said["seconds"],
    )
