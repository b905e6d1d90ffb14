"""Whose turn it is, when more ask than may run: in the order they came, heavy users last.

Of several places the last one is kept for addresses that have asked little lately and have nothing
running: however many windows somebody opens, the others come through. Nobody holds more than one
place and one place in the queue per session.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

LATELY = 60.0  # seconds
LIGHT = 3.0  # seconds of work lately that still count as little
LOOK = 0.25  # seconds between two looks whether the one who waits is still there


@dataclass(frozen=True)
class Who:
    """Who asks: the session and the address; an empty one is nobody's in particular."""

    session: str = ""
    address: str = ""


NOBODY = Who()


class NotNow(Exception):
    """No turn: given up by the one who waits, too long a wait, or too many in the queue."""

    def __init__(self, why: Literal["batal", "lama", "penuh"]) -> None:
        super().__init__(why)
        self.why = why


@dataclass(eq=False)
class _Asked:
    who: Who
    turn: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0


class Turns:
    """So many places at once, and a queue before them.

    ``patience`` is in seconds; ``queue`` and ``per_address`` are how many may wait, in all and of
    one address.
    """

    def __init__(
        self,
        places: int,
        patience: float,
        queue: int = 32,
        per_address: int = 16,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._places, self.patience = places, patience
        self._queue, self._per_address, self._clock = queue, per_address, clock
        self._lock = threading.Lock()
        self._waiting: list[_Asked] = []
        self._running: list[_Asked] = []
        self._used: deque[tuple[float, Who, float]] = deque()  # end, who, seconds

    @contextmanager
    def turn(self, who: Who, given_up: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """A place for as long as the context lasts. ``given_up`` may also raise.

        Raises:
            NotNow: when there is none.
        """
        asked = self._ask(who)
        try:
            self._wait(asked, given_up)
            yield
        finally:
            self._leave(asked)

    def _ask(self, who: Who) -> _Asked:
        asked = _Asked(who)
        with self._lock:
            same = [one.who for one in self._waiting if _same(one.who.address, who.address)]
            mine = [one for one in self._waiting if _same(one.who.session, who.session)]
            if len(self._waiting) >= self._queue or len(same) >= self._per_address or mine:
                raise NotNow("penuh")
            self._waiting.append(asked)
            self._call()
        return asked

    def _wait(self, asked: _Asked, given_up: Callable[[], bool]) -> None:
        end = self._clock() + self.patience
        while not asked.turn.wait(LOOK):
            if given_up():
                raise NotNow("batal")
            if self._clock() >= end:
                raise NotNow("lama")

    def _leave(self, asked: _Asked) -> None:
        with self._lock:
            if asked in self._running:
                self._running.remove(asked)
                now = self._clock()
                self._used.append((now, asked.who, now - asked.began))
            else:
                self._waiting.remove(asked)
            self._call()

    def _call(self) -> None:
        """Give free places to those whose turn it is. Only with the lock."""
        while len(self._running) < self._places and (chosen := self._next()):
            self._waiting.remove(chosen)
            chosen.began = self._clock()
            self._running.append(chosen)
            chosen.turn.set()

    def _next(self) -> _Asked | None:
        last = self._places > 1 and len(self._running) == self._places - 1
        free = [one for one in self._waiting if not self._busy(one.who.session, "session")]
        if last:
            free = [
                one
                for one in free
                if not self._weight(one.who) and not self._busy(one.who.address, "address")
            ]
        return min(free, key=lambda one: self._weight(one.who), default=None)  # the first of them

    def _busy(self, name: str, kind: Literal["session", "address"]) -> bool:
        return any(_same(getattr(one.who, kind), name) for one in self._running)

    def _weight(self, who: Who) -> int:
        """0 for who asked little lately, 1 when only the address asked much, 2 the session."""
        while self._used and self._used[0][0] < self._clock() - LATELY:
            self._used.popleft()
        session = sum(s for _, one, s in self._used if _same(one.session, who.session))
        address = sum(s for _, one, s in self._used if _same(one.address, who.address))
        return 2 if session > LIGHT else int(address > LIGHT)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other
