"""What went wrong with the releases, and its cure, in Indonesian."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

FOLDER = ".terbitan"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_CURES = {
    "KINI": "Tulis di dalamnya nomor versi terakhir menurut jejak.jsonl.",
    "jejak.jsonl": "Bandingkan dengan cadangan dan cari tahu siapa yang mengubahnya.",
}


class ReleaseError(RuntimeError):
    """The version in force has not changed; the message is Indonesian and says what to do."""


class NoSpace(ReleaseError):
    """The disk or the quota is full."""


class ReadOnly(ReleaseError):
    """The data folder may not be written to."""


class Busy(ReleaseError):
    """Somebody else is publishing at this moment."""


class Outdated(ReleaseError):
    """Another version was published since the operator looked at the preview."""


class Damaged(ReleaseError):
    """A file of the releases is missing or is not what it was."""


class UnknownVersion(ReleaseError):
    """No finished version has this number."""


class NoReason(ReleaseError):
    """A publication or an undo without a reason."""


def damaged(path: Path, what: str) -> Damaged:
    """What is the matter with a file of the releases, named without the folders above them."""
    place = path.as_posix().rpartition(f"/{FOLDER}/")[2]
    cure = _CURES.get(place, "Pulihkan berkas itu dari cadangan.")
    return Damaged(f"{FOLDER}/{place} {what}. {cure}")


@contextlib.contextmanager
def explaining() -> Iterator[None]:
    """Inside, an ``OSError`` becomes the ``ReleaseError`` that says what to do about it."""
    try:
        yield
    except OSError as error:
        raise _explained(error) from error


def _explained(error: OSError) -> ReleaseError:
    if error.errno in FULL:
        return NoSpace(
            "Ruang simpan penuh, jadi tidak ada yang tersimpan; versi yang berlaku tidak"
            " berubah. Kosongkan ruang di tempat folder data, lalu coba lagi."
        )
    if error.errno in _CLOSED:
        return ReadOnly(
            "Folder data tidak boleh ditulisi, jadi tidak ada yang tersimpan. Minta pengelola"
            " server memberi hak tulis pada folder data."
        )
    if isinstance(error, FileNotFoundError):
        return ReleaseError("Folder data tidak ditemukan. Periksa DASBOR_DATA, lalu coba lagi.")
    return ReleaseError(
        f"Penyimpanan gagal ({error.strerror}). Periksa riwayat versi, lalu coba lagi."
    )
