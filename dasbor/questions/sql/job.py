"""One question of an analyst on its way: waiting, running in a child process, done or cancelled."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dasbor import metrics, settings
from dasbor.questions.sql import words
from dasbor.questions.sql.words import Trouble

SECONDS = 10  # of the clock and of the processor
ROWS = 10_000
BYTES = 4_000_000  # of the reply, as JSON
TEXT = 20_000  # characters of a statement
OWN = "kueri_sendiri"
PLACES = threading.BoundedSemaphore(2)  # children at once; the others wait
PATIENCE = 15  # seconds in the queue
START = "from dasbor.questions.sql.child import main; main()"
# exit status of a child that the operating system stopped for its time (signals XCPU and ALRM)
OUT_OF_TIME = {-24, -14}


@dataclass(frozen=True)
class Offer:
    """What a child may read: the store file, and the names it may use in it."""

    store: Path
    tables: frozenset[str]
    macros: frozenset[str] = frozenset()
    table_macros: frozenset[str] = frozenset()


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
    """A statement that runs beside the server. ``outcome`` is there once ``done``.

    Raises ``RuntimeError`` when questions of analysts are switched off on this server.
    """

    def __init__(self, sql: str, offer: Offer, seconds: int = SECONDS) -> None:
        if not settings.sql_open():
            raise RuntimeError(words.CLOSED)
        self.sql, self._offer, self._seconds = sql, offer, seconds
        self.outcome: Answer | Trouble | None = None
        self.running = False
        self._done, self._stop, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
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
        if not _wait_for(PLACES, PATIENCE, self._stop.is_set):
            return Trouble(words.CANCELLED if self._stop.is_set() else words.BUSY)
        try:
            return self._run()
        finally:
            PLACES.release()

    def _run(self) -> Answer | Trouble:
        late = threading.Event()
        with self._lock:
            if self._stop.is_set():
                return Trouble(words.CANCELLED)
            child = self._child = _start()
        self.running = True

        def stop() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(self._seconds + 1, stop)
        clock.start()
        try:
            reply = _converse(child, self._request())
        finally:
            clock.cancel()
            child.kill()
            status = child.wait()
        if self._stop.is_set():
            return Trouble(words.CANCELLED)
        if late.is_set() or status in OUT_OF_TIME:
            return Trouble(words.TIME.format(seconds=self._seconds))
        return _outcome(reply, self.sql)

    def _request(self) -> bytes:
        offer = self._offer
        request = {
            "sql": self.sql,
            "store": str(offer.store),
            "tables": sorted(offer.tables),
            "macros": sorted(offer.macros),
            "table_macros": sorted(offer.table_macros),
            "seconds": self._seconds,
            "rows": ROWS,
            "bytes": BYTES,
        }
        return json.dumps(request).encode()


def _wait_for(places: threading.Semaphore, patience: float, given_up: Callable[[], bool]) -> bool:
    """A place in the queue's turn, unless the reader gives up or patience ends."""
    end = time.monotonic() + patience
    while not given_up() and time.monotonic() < end:
        if places.acquire(timeout=0.1):
            return True
    return False


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-s", "-P", "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.ROOT,
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> Mapping[str, str]:
    """Nothing of the server's: where libraries lie, one thread each, and what Windows needs."""
    paths = [str(settings.ROOT), *(path for path in sys.path if path)]
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TZ": "Asia/Jakarta",
    }


def _converse(child: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Hand over the request and read the reply, never more than it may be."""
    assert child.stdin and child.stdout  # noqa: S101 - both are pipes
    with contextlib.suppress(OSError):
        child.stdin.write(request)
        child.stdin.close()
    reply = child.stdout.read(2 * BYTES)
    child.stdout.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=1)
    return reply


def _outcome(reply: bytes, sql: str) -> Answer | Trouble:
    try:
        said = json.loads(reply)
    except ValueError:  # the child fell over
        return Trouble(words.BROKEN)
    if "refused" in said:
        return words.refusal(said["refused"], said["name"], sql, said["position"])
    if "error" in said:
        return words.error(said["error"], sql)
    return Answer(
        tuple((name, kind) for name, kind in said["columns"]),
        tuple(map(tuple, said["rows"])),
        tuple(said["read"]),
        said["cut"],
        said["seconds"],
    )
