"""Files that are whole or not there: written beside their place, made durable, then moved there.

Also the lock of those who write, on both families of operating systems.
"""

import contextlib
import glob
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

OWNERS = 0o600  # what is kept here may name people

if sys.platform == "win32":
    import msvcrt

    def lock(file: int, *, wait: bool) -> None:
        """Lock an open file; without waiting raises ``OSError`` when somebody holds it."""
        # Windows also keeps others from *reading* what is locked: lock a byte beyond the text.
        os.lseek(file, 1 << 30, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: int, *, wait: bool) -> None:
        """Lock an open file; without waiting raises ``OSError`` when somebody holds it."""
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def opened(path: Path, flags: int, mode: int = OWNERS) -> Iterator[int]:
    """A file descriptor, closed in the end. What may be made here is never somebody's link."""
    if flags & os.O_CREAT:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    file = os.open(path, flags | getattr(os, "O_BINARY", 0), mode)
    try:
        yield file
    finally:
        os.close(file)


def put(path: Path, content: bytes, mode: int = OWNERS) -> None:
    """Write a file so that readers meet the old one or the new one, also after a power cut."""
    scratch = path.with_name(f"tmp-{os.getpid()}-{path.name}")
    scratch.unlink(missing_ok=True)  # of an earlier process of that number
    try:
        with opened(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode) as file:
            write(file, content)
        scratch.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise
    settle(path.parent)


def sweep(path: Path) -> None:
    """Remove what writes of that file left that were killed; only where one writes at a time."""
    for left in path.parent.glob(f"tmp-*-{glob.escape(path.name)}"):
        with contextlib.suppress(OSError):
            left.unlink()


def write(file: int, content: bytes) -> None:
    """Write everything to a descriptor, and make it durable."""
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[os.write(file, remaining) :]
    os.fsync(file)


def json_bytes(value: Mapping[str, Any], indent: int | None = None) -> bytes:
    """What is to be written, as JSON."""
    # A file name may hold bytes that are no text; JSON can say them as \udcXX.
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


def settle(path: Path) -> None:
    """Make a whole file, or the names in a folder, durable.

    Windows sees to names by itself and opens no folders; of a file it asks that it may be written.
    """
    folder = path.is_dir()
    if folder and sys.platform == "win32":
        return
    with opened(path, os.O_RDONLY if folder else os.O_RDWR) as file:
        os.fsync(file)


def intact(path: Path) -> bool:
    """Whether a file is what its name, a hash, says."""
    try:
        return sha256(path) == path.name
    except OSError:
        return False


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_scratch(path: Path) -> bool:
    """Whether a file was left by a write that did not end."""
    return path.name.startswith("tmp-")
