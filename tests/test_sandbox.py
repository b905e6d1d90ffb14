"""Limited processes and turns: everything that runs away is stopped, and everybody has a turn."""

import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dasbor.data.sandbox.limits import Limits
from dasbor.data.sandbox.process import Child, Ended
from dasbor.data.sandbox.turns import NotNow, Turns, Who

WORK = "tests.test_sandbox"
SMALL = Limits(memory=100 * 2**20, seconds=2, reply=1_000_000)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows hanya punya batas waktu")


def prepare(request: dict[str, Any]) -> Any:
    """The work of the processes below: this module is loaded in them too."""
    return globals()[f"_{request['what']}"]


def _echo(content: bytes) -> Iterable[bytes]:
    return [b"a", b"", content]


def _memory(_: bytes) -> Iterator[bytes]:
    held = [bytes(range(256)) * 4096 * (n + 1) for n in range(1000)]
    yield str(len(held)).encode()


def _time(_: bytes) -> Iterator[bytes]:
    while True:
        pass


def _sleep(_: bytes) -> Iterator[bytes]:
    yield b"mulai"
    time.sleep(60)


def _large(_: bytes) -> Iterator[bytes]:
    while True:
        yield bytes(100_000)


def _falls(_: bytes) -> Iterator[bytes]:
    yield b"mulai"
    os.abort()


def _opens(_: bytes) -> Iterator[bytes]:
    for path in ("/etc/hostname", __file__):
        try:
            yield Path(path).read_bytes()
        except OSError:
            yield b"tertutup"


def test_what_goes_in_comes_out_whole() -> None:
    content = bytes(range(256)) * 1000
    with Child(WORK, {"what": "echo"}, SMALL, content) as child:
        assert list(child.frames()) == [b"a", content]


@pytest.mark.parametrize(
    ("what", "why"),
    [("memory", "memori"), ("time", "waktu"), ("sleep", "waktu"), ("large", "besar"),
     ("falls", "rusak")],
)  # fmt: skip
def test_what_runs_away_is_stopped_and_says_why(what: str, why: str) -> None:
    if what == "memory" and sys.platform != "linux":
        pytest.skip("hanya Linux membatasi alamat memori")
    with Child(WORK, {"what": what}, SMALL) as child, pytest.raises(Ended) as end:
        list(child.frames())
    assert end.value.why == why
    assert child.process.returncode is not None


def test_a_limited_process_opens_nothing() -> None:
    with Child(WORK, {"what": "opens"}, SMALL) as child:
        assert list(child.frames()) == [b"tertutup"] * 2


def test_who_waits_may_leave_and_the_process_ends_with_it() -> None:
    class Left(Exception):
        pass

    def leave() -> None:
        raise Left

    began = time.monotonic()
    with pytest.raises(Left), Child(WORK, {"what": "sleep"}, SMALL) as child:
        list(child.frames(leave))
    assert child.process.returncode is not None
    assert time.monotonic() - began < 60


# --- turns ------------------------------------------------------------------------------------


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def order_of(turns: Turns, *asking: Who) -> list[Who]:
    """In which order those get a turn who ask one after the other while all places are taken."""
    served: list[Who] = []
    begun = threading.Semaphore(0)

    def ask(who: Who) -> None:
        begun.release()
        with turns.turn(who):
            served.append(who)

    threads = []
    for who in asking:
        threads.append(threading.Thread(target=ask, args=(who,)))
        waiting = len(turns._waiting)
        threads[-1].start()
        begun.acquire()
        while len(turns._waiting) == waiting:
            time.sleep(0.001)
    for one in list(turns._running):
        turns._leave(one)
    for thread in threads:
        thread.join(10)
    return served


def test_first_come_first_served() -> None:
    turns = Turns(places=1, patience=10)
    turns._ask(Who("x", "x"))
    asking = [Who(f"s{n}", f"a{n}") for n in range(5)]
    assert order_of(turns, *asking) == asking


def test_who_asked_much_lately_comes_after_the_others_and_is_forgiven() -> None:
    clock = Clock()
    turns = Turns(places=1, patience=1000, clock=clock)
    heavy, neighbour, other = Who("h", "a"), Who("n", "a"), Who("o", "b")
    busy = turns._ask(heavy)
    clock.now = 10
    turns._leave(busy)
    turns._ask(Who("x", "x"))
    assert order_of(turns, heavy, neighbour, other) == [other, neighbour, heavy]
    clock.now = 100
    turns._ask(Who("x", "x"))
    assert order_of(turns, heavy, neighbour, other) == [heavy, neighbour, other]


def test_the_last_place_is_for_another_address() -> None:
    turns = Turns(places=2, patience=0)
    turns._ask(Who("a1", "a"))
    with pytest.raises(NotNow) as no, turns.turn(Who("a2", "a")):
        pass
    assert no.value.why == "lama"
    with turns.turn(Who("b1", "b")):
        assert len(turns._running) == 2


def test_one_running_and_one_waiting_per_session_and_not_too_many_per_address() -> None:
    turns = Turns(places=1, patience=10, per_address=3, queue=4)
    turns._ask(Who("s", "a"))
    turns._ask(Who("s", "a"))
    for who, refused in (
        (Who("s", "a"), True),
        (Who("s2", "a"), False),
        (Who("s3", "a"), False),
        (Who("s4", "a"), True),  # three of this address wait
        (Who("t", "b"), False),
        (Who("u", "c"), True),  # four wait
    ):
        if refused:
            with pytest.raises(NotNow, match="penuh"):
                turns._ask(who)
        else:
            turns._ask(who)
