"""The server's side of a limited process: started, heard, and ended in any case."""

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Literal

from dasbor import settings
from dasbor.city import city
from dasbor.data.sandbox import limits
from dasbor.data.sandbox.child import LENGTH
from dasbor.data.sandbox.limits import Limits

START = "from dasbor.data.sandbox.child import main; main()"
BEAT = 0.25  # seconds between two words to whoever waits
PIECE = 1024 * 1024
# exit status of a child that the operating system stopped for its time (signals XCPU and ALRM)
OUT_OF_TIME = {-24, -14}
Why = Literal["waktu", "memori", "besar", "rusak"]


class Ended(Exception):
    """The process ended before its reply: time, memory, a reply too large, or it broke."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class Child:
    """One limited process. A context: whatever happens, it is gone at the end.

    ``work`` names the module that does it, ``request`` is our own and plain, ``content`` foreign.
    """

    def __init__(
        self, work: str, request: Mapping[str, Any], most: Limits, content: bytes = b""
    ) -> None:
        self._limits, self._content = most, content
        self._late = threading.Event()
        task = {"work": work, "limits": asdict(most), "request": request}
        self._task = json.dumps(task).encode() + b"\n"
        self.process = _start()
        self._clock = threading.Timer(most.seconds + 1, self._stop)
        self._clock.daemon = True
        self._clock.start()

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self._clock.cancel()
        self.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def kill(self) -> None:
        """End it now. From any thread, at any time."""
        with contextlib.suppress(OSError):
            self.process.kill()

    def frames(self, beat: Callable[[], object] = lambda: None) -> Iterator[bytes]:
        """The reply, frame by frame. ``beat`` is called often, and may raise to end it all.

        Raises:
            Ended: when the process ends before its reply does.
        """
        pipe = _Pipe(self.process, beat)
        pipe.feed(self._task, self._content)
        room = self._limits.reply
        while length := int.from_bytes(self._whole(pipe, LENGTH), "big"):
            room -= length
            if room < 0:
                raise Ended("besar")
            yield self._whole(pipe, length)

    def _whole(self, pipe: "_Pipe", length: int) -> bytes:
        found = pipe.read(length)
        if len(found) < length:
            raise Ended(self._why())
        return found

    def _stop(self) -> None:
        self._late.set()
        self.kill()

    def _why(self) -> Why:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        status = self.process.poll()
        if self._late.is_set() or status in OUT_OF_TIME:
            return "waktu"
        return "memori" if status == limits.OUT_OF_MEMORY else "rusak"


class _Pipe:
    """Both ends of the talk; whoever waits hears a beat."""

    def __init__(self, process: "subprocess.Popen[bytes]", beat: Callable[[], object]) -> None:
        assert process.stdin and process.stdout  # noqa: S101 - both are pipes
        self._to, self._from, self._beat = process.stdin, process.stdout, beat
        self._next = time.monotonic() + BEAT
        self._poll = None
        if sys.platform != "win32":  # there a pipe cannot be waited for
            self._poll = select.poll()
            self._poll.register(self._from, select.POLLIN)

    def feed(self, *parts: bytes) -> None:
        """Hand everything over; a child that no longer listens will say why by its end."""
        with contextlib.suppress(OSError):
            for part in parts:
                view = memoryview(part)
                for start in range(0, len(view), PIECE):
                    self._to.write(view[start : start + PIECE])
                    self._tick()
            self._to.close()

    def read(self, length: int) -> bytes:
        """So many bytes, or fewer at the end."""
        parts, left = [], length
        while left:
            while self._poll and not self._poll.poll(BEAT * 1000):
                self._tick()
            self._tick()
            if not (part := os.read(self._from.fileno(), min(left, PIECE))):
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _tick(self) -> None:
        if (now := time.monotonic()) >= self._next:
            self._next = now + BEAT
            self._beat()


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-s", "-P", "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.ROOT,
        env=_environment(),
        start_new_session=True,
        bufsize=0,
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
        "MALLOC_ARENA_MAX": "1",
        "TZ": city().zone_name,
    }
