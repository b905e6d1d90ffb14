"""The limited process itself: one line says what to do, then come the foreign bytes.

Its work is a module whose ``prepare(request)`` loads all that will be needed and gives a function;
only that, called when the limits are in force, sees the bytes. What it yields are the frames of
the reply, each after its length; an empty one is the end.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from dasbor.data.sandbox import limits

LENGTH = 4  # bytes in front of a frame
END = bytes(LENGTH)
Answer = Callable[[bytes], Iterable[bytes]]


def main() -> None:
    """Do the one thing asked for, and be gone."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing a library prints gets into the reply
    try:
        for frame in _frames():
            out.write(len(frame).to_bytes(LENGTH, "big"))
            out.write(frame)
        out.write(END)
        out.flush()
    except MemoryError:
        os._exit(limits.OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 - its end says it
        os._exit(1)
    os._exit(0)  # nothing to clean up, and a collector could need memory that is not there


def _frames() -> Iterable[bytes]:
    task: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    most = limits.Limits(**task["limits"])
    limits.watch(most)
    answer: Answer = import_module(task["work"]).prepare(task["request"])
    limits.apply(most)
    return (frame for frame in answer(sys.stdin.buffer.read()) if frame)
