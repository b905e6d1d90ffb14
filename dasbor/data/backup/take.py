"""Make a backup while people publish: what changes is read at one moment, what stays afterwards."""

import contextlib
import io
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from dasbor import city
from dasbor.data.backup import sealed
from dasbor.data.backup.errors import BackupError, explaining
from dasbor.data.backup.sealed import Contents, Entry
from dasbor.data.releases import Damaged, Releases
from dasbor.data.releases.atomic import is_scratch, lock, opened, settle
from dasbor.data.releases.errors import FOLDER
from dasbor.data.releases.reader import Shelf

SCRATCH, SUFFIX = ".dasbor-cadangan-", ".zip"
PATIENCE = 60.0  # seconds until whoever publishes must have ended
ATTEMPTS = 3  # copies of a file that somebody writes meanwhile


@dataclass(frozen=True)
class Moment:
    """The releases at one moment: what changes, as bytes; what never changes, by name."""

    version: int
    head: str
    changing: dict[str, tuple[bytes, int]]  # name -> content, permissions
    kept: tuple[Path, ...]
    wanted: frozenset[str]  # hashes without which a version is not whole


def take(folder: Path, target: Path) -> tuple[Path, str]:
    """Back up a data folder into a new file; ``target`` is its name or the folder for it.

    Returns where it lies and its hash. What was written has been read back and is whole.

    Raises:
        BackupError: nothing was backed up.
        ReleaseError: the releases are damaged; what is damaged is not backed up over what is whole.
    """
    if not folder.is_dir():
        raise BackupError(f"Folder data {folder} tidak ditemukan. Periksa DASBOR_DATA.")
    if not (folder / city.FILE).is_file():
        words = f"{folder} bukan folder data: {city.FILE} tidak ada di dalamnya."
        raise BackupError(f'{words} Periksa DASBOR_DATA, atau tulis berkas itu (nama = "…").')
    if problems := Releases(folder).verify():
        raise BackupError(f"Data itu sendiri rusak, jadi tidak dicadangkan: {problems[0]}")
    place = _place(target)
    scratch = place.with_name(f"{SCRATCH}{os.getpid()}{SUFFIX}")
    with explaining(str(place.parent)):
        _sweep(place.parent)
        try:
            _write(folder, scratch)
            digest = sealed.seal(scratch)
            check(scratch)
            _name(scratch, place)
        finally:
            scratch.unlink(missing_ok=True)
        settle(place.parent)
    return place, digest


def _place(target: Path) -> Path:
    if target.suffix.lower() != SUFFIX or target.is_dir():
        with explaining(str(target)):
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = target / f"cadangan-{city.now():%Y-%m-%d-%H%M%S}{SUFFIX}"
    if target.exists():
        raise BackupError(f"{target} sudah ada. Cadangan tidak menimpa berkas; beri nama lain.")
    return target.absolute()


def _name(scratch: Path, place: Path) -> None:
    """Give a finished file its name, unless somebody has taken it meanwhile."""
    try:
        os.link(scratch, place)
    except FileExistsError:
        raise BackupError(f"{place} sudah ada. Cadangan tidak menimpa berkas; ulangi.") from None
    except (OSError, NotImplementedError):  # a file system without links
        scratch.replace(place)


def _sweep(folder: Path) -> None:
    """What backups left here that were killed."""
    for left in folder.glob(f"{SCRATCH}*{SUFFIX}"):
        number = left.name.removeprefix(SCRATCH).removesuffix(SUFFIX)
        if number.isdigit() and not is_running(int(number)):
            left.unlink(missing_ok=True)


def is_running(number: int) -> bool:
    """Whether a process of that number is there, ours or another's."""
    if os.name == "nt":
        return number == os.getpid()
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _write(folder: Path, scratch: Path) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    with opened(scratch, flags, 0o600) as number, open(number, "w+b", closefd=False) as file:
        moment = _moment(Shelf(folder))
        with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
            entries = list(_entries(archive, folder, moment))
            time_of = city.now().astimezone(UTC).isoformat(timespec="seconds")
            sealed.finish(archive, Contents(time_of, moment.version, moment.head, tuple(entries)))
        file.flush()
        os.fsync(number)


def _moment(shelf: Shelf) -> Moment:
    """The releases while nobody publishes; quickly, since whoever wants to is sent away."""
    if not shelf.root.is_dir():
        return Moment(0, "", {}, (), frozenset())
    with _alone(shelf):
        paths = [shelf.pointer, shelf.trail.path, *sorted(shelf.versions.glob("*.json"))]
        changing = {
            path.relative_to(shelf.root.parent).as_posix(): (path.read_bytes(), _mode(path))
            for path in paths
            if path.exists()
        }
        kept = tuple(p for p in sorted(shelf.contents.glob("*")) if not is_scratch(p))
        releases = shelf.readable().values()
        wanted = frozenset(sha for release in releases for sha in release.hashes)
        return Moment(shelf.in_force(), shelf.trail.head(), changing, kept, wanted)


@contextlib.contextmanager
def _alone(shelf: Shelf) -> Iterator[None]:
    with opened(shelf.lock, os.O_RDWR | os.O_CREAT, 0o600) as file:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                lock(file, wait=False)
                break
            except (BlockingIOError, PermissionError):
                if time.monotonic() > end:
                    words = "Masih ada penerbitan yang berjalan; tidak ada yang dicadangkan."
                    raise BackupError(f"{words} Ulangi sesudah penerbitan selesai.") from None
                time.sleep(0.002)
        yield


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def _entries(archive: zipfile.ZipFile, folder: Path, moment: Moment) -> Iterator[Entry]:
    for name, (content, mode) in moment.changing.items():
        yield sealed.add(archive, name, io.BytesIO(content), mode)
    for path in moment.kept:
        try:
            source = path.open("rb")
        except FileNotFoundError:  # a publication that failed has taken it back
            if path.name in moment.wanted:
                raise Damaged(f"{FOLDER}/isi/{path.name} hilang. Pulihkan dari cadangan.") from None
            continue
        with source:
            yield sealed.add(archive, path.relative_to(folder).as_posix(), source, _mode(path))
    for path in _own_files(folder):
        yield _steady(archive, folder, path)


def _own_files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        if Path(root) == folder and FOLDER in folders:
            folders.remove(FOLDER)
        for name in sorted(names):
            path = Path(root, name)
            if path.is_file() and not is_scratch(path):
                yield path


def _steady(archive: zipfile.ZipFile, folder: Path, path: Path) -> Entry:
    """A file that a person may be saving at this moment: read whole, or said to be in the way."""
    for _ in range(ATTEMPTS):
        before = path.stat()
        content = path.read_bytes()
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) == (len(content), after.st_mtime_ns):
            name = path.relative_to(folder).as_posix()
            return sealed.add(archive, name, io.BytesIO(content), before.st_mode & 0o777)
        time.sleep(0.5)
    raise BackupError(f"{path.name} sedang ditulis. Ulangi sesudah berkas itu selesai disimpan.")


def check(path: Path) -> Contents:
    """Read a whole backup. Raises ``BackupError`` when it is not what was written, ``OSError``."""
    sealed.check_seal(path)
    with sealed.opened(path) as archive:
        contents = sealed.contents_of(archive)
        for entry in contents.files:
            for _ in sealed.pieces(archive, entry):
                pass
    return contents
