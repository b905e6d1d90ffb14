"""What a limited process may use. On Windows only the clock of the parent remains."""

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 77  # exit status of a child that noticed it by itself
STANDARD_FILES = 3


@dataclass(frozen=True)
class Limits:
    """Of one process: memory and reply in bytes, time in seconds of clock and processor.

    ``memory`` comes on top of what the process has mapped when it is ready to begin. ``files``
    are descriptors beside the three it talks through: without any it can open nothing. It can
    never write a file.
    """

    memory: int
    seconds: int
    reply: int
    files: int = 0


def watch(limits: Limits) -> None:
    """End this process when its time is over, also when the parent is no more."""
    if sys.platform != "win32":
        signal.alarm(limits.seconds + 1)


def apply(limits: Limits) -> None:
    """Hand the keys to the operating system: time, memory, files, no core."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):  # when memory is short this process goes, not the server
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    most = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: STANDARD_FILES + limits.files,  # those already open stay open
    }
    with contextlib.suppress(OSError, ValueError):  # not on macOS, where the rest has to do
        mapped = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most[resource.RLIMIT_AS] = mapped * resource.getpagesize() + limits.memory
    for kind, value in most.items():
        with contextlib.suppress(OSError, ValueError):
            # A second more for the processor: its signal then says so, where a kill would not.
            resource.setrlimit(kind, (value, value + (kind == resource.RLIMIT_CPU)))
    os.nice(10)  # readers of the pages go first
