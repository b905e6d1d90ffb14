"""Who gets the reports. Beside the published data, never among it: an address is personal."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dasbor.data.releases import atomic
from dasbor.data.releases.audit import AuditTrail

FOLDER, LIST, TRAIL, LOCK = ".kiriman", "penerima.json", "jejak.jsonl", "kunci"
MOST = 100
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
ADDED, REMOVED = "penerima ditambah", "penerima dihapus"


class NotAnAddress(ValueError):
    """Something that cannot be on the list; the words say why."""


class Addresses:
    """The list below a data folder, with a trail of who changed it; the trail holds no address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self._trail = AuditTrail(self.folder / TRAIL)

    def all(self) -> list[str]:
        """The addresses in the order of the alphabet."""
        try:
            kept = json.loads((self.folder / LIST).read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return sorted(filter(ADDRESS.fullmatch, map(str, kept.get("penerima", []))))

    def add(self, address: str, by: str) -> None:
        """Raises ``NotAnAddress`` for what is none, for one that is there, and when it is full."""
        address = address.strip().lower()
        known = self.all()
        if not ADDRESS.fullmatch(address):
            raise NotAnAddress("Tulis satu alamat surel, misalnya nama@kota.go.id.")
        if address in known or len(known) >= MOST:
            reason = "sudah ada di daftar" if address in known else f"melebihi {MOST} penerima"
            raise NotAnAddress(f"Alamat itu {reason}.")
        self._keep([*known, address], by, ADDED, address)

    def remove(self, address: str, by: str) -> None:
        """Take an address off the list: it stands nowhere any more."""
        self._keep([one for one in self.all() if one != address], by, REMOVED, address)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """The right to send and to change the list. Raises ``OSError`` where another has it."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        flags = atomic.os.O_RDWR | atomic.os.O_CREAT
        with atomic.opened(self.folder / LOCK, flags) as file:
            atomic.lock(file, wait=False)
            yield

    def _keep(self, addresses: list[str], by: str, action: str, address: str) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        atomic.put(self.folder / LIST, atomic.json_bytes({"penerima": addresses}))
        self._trail.append(by, action, None, "", masked(address))


def masked(address: str) -> str:
    """An address for logs and trails: who knows it recognises it, who does not cannot use it."""
    name, _, host = address.partition("@")
    return f"{name[:1]}…@{host}"
