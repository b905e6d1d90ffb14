"""Make a data folder of a backup: beside its place, checked, then there in one step."""

import os
import shutil
from pathlib import Path
from zipfile import ZipFile

from dasbor.city import FILE, city
from dasbor.data.backup import sealed
from dasbor.data.backup.errors import BackupError, broken, explaining
from dasbor.data.backup.sealed import Contents, Entry
from dasbor.data.backup.take import is_running
from dasbor.data.releases import Releases
from dasbor.data.releases.atomic import opened, settle

SCRATCH = ".dasbor-pulih-"


def give_back(backup: Path, folder: Path) -> Contents:
    """Put a backup back as a data folder that is not there yet, or empty.

    Raises:
        BackupError: nothing was put back; the folder is what it was.
    """
    if not backup.is_file():
        raise BackupError(f"Berkas cadangan {backup} tidak ditemukan.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BackupError(f"{folder} bukan folder. Beri --ke dengan nama folder baru.")
    if folder.is_dir() and any(folder.iterdir()):
        with explaining(str(folder)):
            raise _in_the_way(backup, folder)
    with explaining(str(folder.parent)):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent)
        sealed.check_seal(backup)
        scratch = folder.parent / f"{SCRATCH}{os.getpid()}"
        try:
            scratch.mkdir(mode=0o700)
            contents = _unpack(backup, scratch)
            _move(scratch, folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        settle(folder.parent)
    return contents


def _in_the_way(backup: Path, folder: Path) -> BackupError:
    """Why nothing goes into a folder that holds something; another city is said first."""
    sealed.check_seal(backup)
    with sealed.opened(backup) as archive:
        sealed.contents_of(archive)
        theirs = sealed.city_of(archive)
    ours = city(folder).name if (folder / FILE).is_file() else ""
    if theirs and ours and theirs.casefold() != ours.casefold():
        return BackupError(
            f"Cadangan itu dari {theirs[:80]}, sedangkan {folder} berisi data {ours}; tidak ada"
            " yang dipulihkan. Pakai cadangan daerah itu sendiri, atau beri --ke FOLDER yang baru."
        )
    return BackupError(
        f"Folder {folder} sudah berisi, dan cadangan tidak menimpa apa pun. Hentikan dasbor,"
        " pindahkan folder itu, lalu ulangi; atau beri --ke FOLDER yang baru."
    )


def _sweep(parent: Path) -> None:
    """What restores left here that were killed."""
    for left in parent.glob(f"{SCRATCH}*"):
        number = left.name.removeprefix(SCRATCH)
        if number.isdigit() and not is_running(int(number)) and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _unpack(backup: Path, scratch: Path) -> Contents:
    with sealed.opened(backup) as archive:
        contents = sealed.contents_of(archive)
        needed = sum(entry.size for entry in contents.files)
        if needed > shutil.disk_usage(scratch).free:
            words = f"Ruang simpan di {scratch.parent} kurang dari {needed / 2**20:.0f} MB."
            raise BackupError(f"{words} Kosongkan ruang, lalu ulangi.")
        for entry in contents.files:
            _file(archive, entry, scratch)
    for root, _, _ in os.walk(scratch):
        settle(Path(root))
    if problems := Releases(scratch).verify():
        raise broken(f"tidak lengkap ({problems[0]})")
    return contents


def _file(archive: ZipFile, entry: Entry, scratch: Path) -> None:
    path = scratch / entry.name
    secret = 0o700 if not entry.mode & 0o077 else 0o755
    for parent in reversed(path.relative_to(scratch).parents):
        (scratch / parent).mkdir(mode=secret, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with opened(path, flags, 0o600) as number:
        for part in sealed.pieces(archive, entry):
            remaining = memoryview(part)
            while remaining:
                remaining = remaining[os.write(number, remaining) :]
        os.fsync(number)
    path.chmod(entry.mode | 0o600)


def _move(scratch: Path, folder: Path) -> None:
    scratch.chmod(folder.stat().st_mode & 0o777 if folder.is_dir() else 0o750)
    if os.name == "nt" and folder.is_dir():
        folder.rmdir()  # elsewhere an empty folder gives way in the same step
    scratch.rename(folder)
