"""An export that is killed halfway: the old file or the new one, and the next one works."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dasbor.documents.meeting import files
from tests.tahan.test_gudang import run

OLD, NEW = b"lama" * 9_000, b"baru" * 9_000


@pytest.mark.skipif(sys.platform == "win32", reason="fork hanya ada di POSIX")
def test_killed_at_any_step_of_an_export(tmp_path: Path) -> None:
    done = run("kill_exports", tmp_path, module="tests.tahan.test_bahan")
    assert done.returncode == 0, done.stderr[-2000:]
    outcomes = done.stdout.split()
    assert outcomes[0] == "lama" and outcomes[-1] == "baru" and set(outcomes) == {"lama", "baru"}
    files.write(tmp_path / "rapat.pptx", lambda: NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["rapat.pptx"], "nothing is left"


def kill_exports(folder: Path) -> None:
    """One export after the other, each killed one step later, the last one not at all."""
    place = folder / "rapat.pptx"
    for nth in range(100):
        place.write_bytes(OLD)
        child = os.fork()
        if not child:
            kill_at(nth)
            files.write(place, lambda: NEW)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print({OLD: "lama", NEW: "baru"}[place.read_bytes()])  # noqa: T201
        if ended == 0:
            return


def kill_at(nth: int) -> None:
    """Die before the nth change on the disk, or halfway through a write."""
    steps, write = iter(range(1_000)), os.write

    def step(real: Callable[..., object]) -> Callable[..., object]:
        def instead(*args: object, **more: object) -> object:
            if next(steps) == nth:
                os.kill(os.getpid(), 9)
            return real(*args, **more)

        return instead

    def half(file: int, content: bytes) -> int:
        if next(steps) == nth:
            write(file, bytes(content)[: len(content) // 2])
            os.kill(os.getpid(), 9)
        return write(file, content)

    for name in ("replace", "unlink"):
        setattr(Path, name, step(getattr(Path, name)))
    os.fsync = step(os.fsync)  # type: ignore[assignment]
    os.write = half  # type: ignore[assignment]
