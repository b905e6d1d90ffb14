"""The audit trail: who did what and why, each line sealed and chained to the one before."""

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from dasbor import city
from dasbor.data.releases.atomic import json_bytes, lock, opened, settle, write
from dasbor.data.releases.errors import damaged

ABANDONED = "batal"
_SEAL = ', "sidik": "{}"}}'
_SEAL_LENGTH = len(_SEAL.format("0" * 64))


class AuditTrail:
    """One file of lines. Reading never writes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> list[dict[str, Any]]:
        """What the lines say, oldest first; broken ones are left out, ``problems`` tells them."""
        entries = []
        for line in self._lines():
            with contextlib.suppress(ValueError):
                entry = json.loads(line)
                entries += [entry] if isinstance(entry, dict) else []
        return entries

    def abandoned(self) -> set[int]:
        """The numbers that were taken by publications which never ended."""
        return {e.get("versi", 0) for e in self.entries() if e.get("tindakan") == ABANDONED}

    def append(
        self,
        by: str,
        action: str,
        version: int | None,
        reason: str,
        detail: Mapping[str, Any] | str,
    ) -> None:
        """Add a line, after cutting off what an interrupted writer left. Raises ``OSError``."""
        new = not self.path.exists()
        with opened(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND) as file:
            lock(file, wait=True)
            lines = self._lines()
            os.ftruncate(file, sum(len(line) + 1 for line in lines))
            entry = {
                "waktu": city.now().astimezone(UTC).isoformat(timespec="seconds"),
                "oleh": by,
                "tindakan": action,
                "versi": version,
                "alasan": reason,
                "rincian": detail if isinstance(detail, str) else dict(detail),
                "sebelum": hashlib.sha256(lines[-1]).hexdigest() if lines else "",
            }
            write(file, _sealed(json_bytes(entry)) + b"\n")
        if new:
            settle(self.path.parent)

    def head(self) -> str:
        """How many lines there are and the hash of the last: ``12:…``; to be kept elsewhere.

        The chain has no key: who can write the folder can seal all of it anew, and only a head
        that was kept outside shows it.
        """
        lines = self._lines()
        return f"{len(lines)}:{hashlib.sha256(lines[-1]).hexdigest() if lines else ''}"

    def departs_from(self, head: str) -> str:
        """Why the trail does not go on from a head that was kept, "" when it does."""
        count, _, digest = head.strip().partition(":")
        if not (count.isdecimal() and re.fullmatch("[0-9a-f]{64}|", digest)) or len(count) > 12:
            return "Kepala itu bukan keluaran “jejak --kepala”."
        lines = self._lines()
        if len(lines) < int(count):
            gone = int(count) - len(lines)
            return f"Jejak lebih pendek dari kepala itu: {gone} baris terakhir hilang."
        last = hashlib.sha256(lines[int(count) - 1]).hexdigest() if int(count) else ""
        if last != digest:
            return f"Baris {count} jejak bukan yang dulu: jejak ditulis ulang sesudah kepala itu."
        return ""

    def problems(self) -> Iterator[str]:
        """The lines whose seal or chain is broken."""
        before = ""
        for row, line in enumerate(self._lines(), 1):
            body = line[:-_SEAL_LENGTH] + b"}"
            if _sealed(body) != line:
                yield str(damaged(self.path, f"baris {row}: isinya diubah"))
            elif not body.endswith(f'"sebelum": "{before}"}}'.encode()):
                yield str(damaged(self.path, f"baris {row}: baris sebelumnya diubah atau hilang"))
            before = hashlib.sha256(line).hexdigest()

    def _lines(self) -> list[bytes]:
        """The finished lines; what an interrupted writer left behind the last one is no line."""
        try:
            return self.path.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise damaged(self.path, "tidak terbaca") from error


def _sealed(body: bytes) -> bytes:
    """A line of the trail with its own hash at the end: also an edited last line shows."""
    return body[:-1] + _SEAL.format(hashlib.sha256(body).hexdigest()).encode()
