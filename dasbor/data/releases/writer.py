"""Whoever writes releases: alone, after those whose writing was interrupted, leaving no rest."""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dasbor import city
from dasbor.data.releases import manifest
from dasbor.data.releases.atomic import intact, is_scratch, lock, opened, put, settle, write
from dasbor.data.releases.audit import ABANDONED
from dasbor.data.releases.errors import Busy, explaining
from dasbor.data.releases.manifest import Release
from dasbor.data.releases.reader import Shelf

LEFTOVER_SECONDS = 3600
PRIVATE = 0o700
Keep = Callable[[bytes], str]


# --- alone ------------------------------------------------------------------------------------


@contextlib.contextmanager
def alone(shelf: Shelf, by: str) -> Iterator[None]:
    """Alone among the writers, with what earlier ones left behind swept away.

    Raises:
        ReleaseError: ``Busy``, ``Damaged``, or what an ``OSError`` inside means.
    """
    with explaining():
        make_folders(shelf)
        with opened(shelf.lock, os.O_RDWR | os.O_CREAT) as file:
            try:
                lock(file, wait=False)
            except (BlockingIOError, PermissionError):
                raise _busy(shelf.lock) from None
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
            write(file, f"{by} sejak {city.hour(city.now())}".encode("utf-8", "replace"))
            _sweep(shelf)
            shelf.check_pointer()
            try:
                yield
            finally:
                os.ftruncate(file, 0)


def _busy(held: Path) -> Busy:
    holder = ""
    with contextlib.suppress(OSError):
        holder = held.read_text("utf-8", "replace")
    return Busy(
        f"Sedang ada penerbitan lain oleh {holder or 'operator lain'}."
        " Tunggu sampai selesai, lihat kembali pratinjaunya, lalu coba lagi."
    )


def make_folders(shelf: Shelf) -> None:
    """The folders of the releases, durably there, for their owner alone. Raises ``OSError``."""
    for folder in (shelf.root, shelf.contents, shelf.versions):
        if not folder.is_dir():
            folder.mkdir(PRIVATE, exist_ok=True)
            settle(folder.parent)
        elif folder.stat().st_mode & 0o077:  # made by an earlier version
            with contextlib.suppress(PermissionError):  # by another user
                folder.chmod(PRIVATE)


def _sweep(shelf: Shelf) -> None:
    for folder in (shelf.root, shelf.contents, shelf.versions):
        for path in filter(is_scratch, folder.iterdir()):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > LEFTOVER_SECONDS:
                    path.unlink()


# --- a version, in this order -----------------------------------------------------------------


@contextlib.contextmanager
def keeping(shelf: Shelf) -> Iterator[Keep]:
    """Keep contents; on failure those that were not there before go, to give the room back."""
    new: list[Path] = []

    def keep(content: bytes) -> str:
        sha = hashlib.sha256(content).hexdigest()
        path = shelf.contents / sha
        if not intact(path):
            new.extend([] if path.exists() else [path])
            put(path, content)
        return sha

    try:
        yield keep
    except BaseException:
        for path in new:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def bring_into_force(shelf: Shelf, release: Release) -> None:
    """Manifest, audit line, pointer: a version whose contents are kept becomes the one."""
    _account_for_unfinished(shelf, release)
    content = manifest.written(release)
    put(shelf.manifest(release.number), content)
    detail = {
        "manifes": hashlib.sha256(content).hexdigest(),
        "dataset": release.dataset,
        "tahun": list(release.years),
        "dari": release.restored,
    }
    shelf.trail.append(release.by, release.action, release.number, release.reason, detail)
    put(shelf.pointer, f"{release.number}\n".encode())


def _account_for_unfinished(shelf: Shelf, release: Release) -> None:
    """The trail may already speak of a version that was interrupted: say that it never was."""
    unfinished = {number for number in shelf.numbers() if number > release.previous}
    for number in sorted(unfinished - shelf.trail.abandoned() if unfinished else ()):
        shelf.trail.append(release.by, ABANDONED, number, "", "Penerbitan tidak selesai.")
