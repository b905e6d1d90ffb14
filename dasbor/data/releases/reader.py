"""What lies below the folder of the releases, read: contents, manifests, which one is in force."""

import contextlib
import hashlib
import re
from pathlib import Path

from dasbor.data.releases import manifest
from dasbor.data.releases.audit import AuditTrail
from dasbor.data.releases.errors import FOLDER, Damaged, UnknownVersion, damaged
from dasbor.data.releases.manifest import Release

CONTENTS = "isi"


def is_content(path: Path) -> bool:
    """Whether a path is that of a kept content, which must be what its name says."""
    return path.parent.name == CONTENTS and path.parent.parent.name == FOLDER


class Shelf:
    """The files of the releases of one data folder. Nothing here writes."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / FOLDER
        self.contents, self.versions = self.root / CONTENTS, self.root / "versi"
        self.pointer, self.lock = self.root / "KINI", self.root / "kunci"
        self.trail = AuditTrail(self.root / "jejak.jsonl")

    # --- versions -----------------------------------------------------------------------------

    def in_force(self) -> int:
        """The number of the version in force; 0 while only the data folder itself is."""
        try:
            text = self.pointer.read_bytes().strip()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise damaged(self.pointer, "tidak terbaca") from error
        if text and not text.isdigit():
            raise damaged(self.pointer, "bukan nomor versi")
        return int(text or b"0")

    def check_pointer(self) -> None:
        """Raises ``Damaged`` when a later version was in force before: nothing goes back."""
        at_least = max((release.previous for release in self.readable().values()), default=0)
        if self.in_force() < at_least:
            problem = f"hilang atau mundur, padahal versi {at_least} pernah berlaku"
            raise damaged(self.pointer, problem)

    def manifest(self, number: int) -> Path:
        """Where the manifest of a version lies."""
        return self.versions / f"{number:06d}.json"

    def numbers(self) -> list[int]:
        """The numbers of all manifests, also of publications that did not end."""
        names = (path.name for path in self.versions.glob("*.json"))
        return sorted(int(m[1]) for name in names if (m := re.fullmatch(r"(\d{6,})\.json", name)))

    def release(self, number: int) -> Release:
        """What a manifest says. Raises ``Damaged``."""
        path = self.manifest(number)
        try:
            release = manifest.read(_read(path))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged(path, "rusak") from error
        if release.number != number:
            raise damaged(path, f"berisi versi {release.number}")
        return release

    def readable(self) -> dict[int, Release]:
        """What the manifests say that are no damaged ones, by number."""
        found = {}
        for number in self.numbers():
            with contextlib.suppress(Damaged):
                found[number] = self.release(number)
        return found

    def history(self) -> list[Release]:
        """Every version that was in force at some time, newest first; damaged ones are left out.

        A manifest ``KINI`` never pointed to is an unfinished publication and no version: it is
        either newer than the version in force or declared abandoned in the trail.
        """
        current = self.in_force()
        abandoned = self.trail.abandoned()
        versions = reversed(self.readable().values())
        return [v for v in versions if v.number <= current and v.number not in abandoned]

    def version(self, number: int) -> Release:
        """One of the history. Raises ``UnknownVersion``."""
        known = {release.number: release for release in self.history()}
        if number not in known:
            choices = ", ".join(map(str, sorted(known))) or "belum ada"
            raise UnknownVersion(
                f"Versi {number} tidak ada. Pilih salah satu: {choices}; atau 0 untuk kembali ke"
                " folder data saja."
            )
        return known[number]

    # --- contents -----------------------------------------------------------------------------

    def place(self, sha: str) -> Path:
        """Where a content of that hash lies. Raises ``Damaged`` when it is no hash."""
        if not re.fullmatch("[0-9a-f]{64}", sha):
            raise Damaged(f"“{sha}” bukan sidik isi. Pulihkan {FOLDER} dari cadangan.")
        return self.contents / sha

    def content(self, sha: str) -> bytes:
        """A kept content by its hash.

        Raises:
            Damaged: when it is missing or is not what it was.
        """
        content = _read(self.place(sha))
        if hashlib.sha256(content).hexdigest() != sha:
            raise damaged(self.place(sha), "isinya berubah")
        return content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise damaged(path, "hilang") from None
    except OSError as error:
        raise damaged(path, "tidak terbaca") from error
