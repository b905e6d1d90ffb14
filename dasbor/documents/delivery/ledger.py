"""What was sent to whom: a line before, a line after, so that nothing goes out twice.

An address stands in it only as a hash. A delivery that began and never ended, since the machine
stopped, may have arrived: it counts as sent, and is told.
"""

import hashlib
from pathlib import Path

from dasbor.data.releases.audit import AuditTrail
from dasbor.documents.delivery.addresses import FOLDER

BOOK = "buku.jsonl"
BEGUN, SENT, FAILED, UNSURE = "mulai", "terkirim", "gagal", "tidak pasti"
PROGRAM = "dasbor"


class Ledger:
    """The deliveries of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._trail = AuditTrail(folder / FOLDER / BOOK)

    def state(self, message: str) -> str:
        """The last that is known of a message: one of the words above; empty for a new one."""
        return self._states().get(message, "")

    def note(self, message: str, state: str, version: int, reason: str = "") -> None:
        """One more line, durable before anything follows it."""
        self._trail.append(PROGRAM, state, version, reason, {"pesan": message})

    def last_version(self, address: str) -> int:
        """The latest version that an address has been told of; 0 for none."""
        mark = mark_of(address)
        versions = [
            entry.get("versi") or 0
            for entry in self._trail.entries()
            if entry.get("tindakan") == SENT and mark in str(entry.get("rincian"))
        ]
        return max(versions, default=0)

    def last(self, address: str) -> tuple[str, str]:
        """How the latest delivery to an address stands, and when that was noted."""
        mark = mark_of(address)
        for entry in reversed(self._trail.entries()):
            if mark in str(entry.get("rincian")):
                return str(entry["tindakan"]), str(entry["waktu"])
        return "", ""

    def _states(self) -> dict[str, str]:
        return {
            entry["rincian"]["pesan"]: entry["tindakan"]
            for entry in self._trail.entries()
            if isinstance(entry.get("rincian"), dict)
        }


def mark_of(address: str) -> str:
    """What stands for an address."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def message_id(occasion: str, address: str, domain: str) -> str:
    """The Message-ID of one report to one address: the same whenever it is tried again."""
    return f"<{occasion}.{mark_of(address)}@{domain}>"
