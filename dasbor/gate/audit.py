"""What the audit trail hears beside publications: who came, opened, took away, was refused.

Nothing here keeps anybody from working: a trail that cannot be written to is told to the log. The
log hears what was done, never by whom: that is for the trail alone.
"""

import logging
import threading
import time
from pathlib import Path

from dasbor.data.releases import ReleaseError, Releases

ENTERED, LEFT, TURNED_AWAY = "masuk", "keluar", "akses ditolak"
OPENED, TAKEN, REFUSED = "buka berkas", "unduh berkas asli", "penerbitan ditolak"
ONCE_IN_SECONDS = 600.0
REMEMBERED = 1_000

log = logging.getLogger("dasbor.gate")
_lock = threading.Lock()
_said: dict[tuple[str, ...], float] = {}


def note(folder: Path, by: str, action: str, detail: str = "") -> None:
    """Add a line to the trail of a data folder."""
    try:
        Releases(folder).record(by, action, detail)
    except ReleaseError as flaw:
        facts = {"event": "jejak_tidak_tertulis", "tindakan": action}
        log.error("Jejak tidak tertulis (%s): %s", action, flaw, extra=facts)
    else:
        log.info("Jejak: %s", action, extra={"event": "jejak", "tindakan": action})


def note_once(folder: Path, by: str, action: str, detail: str = "") -> None:
    """The same, but not again within ten minutes: a page runs at every touch of a widget."""
    key, now = (str(folder), by, action, detail), time.monotonic()
    with _lock:
        if now - _said.get(key, -ONCE_IN_SECONDS) < ONCE_IN_SECONDS:
            return
        if len(_said) >= REMEMBERED:
            _said.clear()
        _said[key] = now
    note(folder, by, action, detail)


def words(detail: object) -> str:
    """The detail of a line as a reader sees it; hashes of a publication are not for reading."""
    return detail if isinstance(detail, str) else ""
