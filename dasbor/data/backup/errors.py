"""What went wrong with a backup, and its cure, in Indonesian."""

import contextlib
from collections.abc import Iterator

from dasbor.data.releases.errors import FULL


class BackupError(RuntimeError):
    """Nothing was backed up or put back; the message is Indonesian and says what to do."""


def broken(what: str) -> BackupError:
    """A backup file that is not what was written."""
    return BackupError(f"Cadangan itu {what}; tidak ada yang dipulihkan. Pakai cadangan yang lain.")


@contextlib.contextmanager
def explaining(place: str) -> Iterator[None]:
    """Inside, an ``OSError`` becomes the words of what to do about it."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            words = f"Ruang simpan di {place} penuh; yang setengah jadi sudah dibuang."
            raise BackupError(f"{words} Kosongkan ruang, lalu ulangi.") from error
        name = error.filename or place
        words = f"{name}: {error.strerror or 'tidak terbaca atau tertulis'}."
        raise BackupError(f"{words} Periksa nama dan hak aksesnya, lalu ulangi.") from error
