"""The published versions of a data folder: looked at, published, gone back to, verified."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path, PureWindowsPath
from typing import Any

from dasbor import city
from dasbor.data.releases import verify as soundness
from dasbor.data.releases.atomic import sha256
from dasbor.data.releases.errors import NoReason, Outdated, ReleaseError, damaged, explaining
from dasbor.data.releases.manifest import Original, Release
from dasbor.data.releases.reader import Shelf
from dasbor.data.releases.writer import Keep, alone, bring_into_force, keeping, make_folders

PUBLISHED, RESTORED, TAKEN_BACK = "terbit", "pulih", "pulih sebagian"


class Releases:
    """The published versions of one data folder. Reading never writes, not even the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._shelf = folder, Shelf(folder)

    # --- reading ------------------------------------------------------------------------------

    def current(self) -> Release | None:
        """The version in force; ``None`` while only the data folder itself is. May be damaged."""
        number = self._shelf.in_force()
        return self._shelf.release(number) if number else None

    def history(self) -> list[Release]:
        """Every version that was in force at some time, newest first; damaged ones are left out."""
        return self._shelf.history()

    def overlay(self, number: int | None = None) -> dict[str, Path]:
        """What to read instead of the files of the same name in the data folder.

        Of the version in force, or of a given one; 0 is the data folder alone.

        Raises:
            Damaged: when a file of the version is missing.
            UnknownVersion: when no finished version has this number.
        """
        if number is None:
            release = self.current()
        else:
            release = self._shelf.version(number) if number else None
        files = release.files if release else {}
        paths = {name: self._shelf.place(sha) for name, sha in files.items()}
        for path in paths.values():
            if not path.is_file():
                raise damaged(path, "hilang")
        return paths

    def content(self, sha: str) -> bytes:
        """A kept content by its hash.

        Raises:
            Damaged: when it is missing or is not what it was.
        """
        return self._shelf.content(sha)

    def audit(self) -> list[dict[str, Any]]:
        """The lines of the audit trail, oldest first; ``verify`` says of broken ones."""
        return self._shelf.trail.entries()

    def head(self) -> str:
        """The head of the audit trail, to be kept elsewhere."""
        return self._shelf.trail.head()

    def departs_from(self, head: str) -> str:
        """Why the audit trail does not go on from a head kept elsewhere, "" when it does."""
        return self._shelf.trail.departs_from(head)

    def verify(self) -> list[str]:
        """What is missing, damaged or tampered with, each with its cure. Reads everything."""
        return soundness.problems(self._shelf)

    # --- writing ------------------------------------------------------------------------------

    def publish(
        self,
        files: Mapping[str, bytes],
        *,
        dataset: str,
        years: Iterable[int],
        original: tuple[str, bytes],
        findings: bytes,
        by: str,
        reason: str,
        choices: Mapping[str, str],
        expected: int | None,
    ) -> Release:
        """Publish files on top of those of the version in force.

        ``expected`` is the version the operator previewed against; ``None`` or 0: the data folder.

        Raises:
            ReleaseError: nothing was published; the subclass and the message say why.
        """
        _check_names(files)
        reason = _given(reason)
        with alone(self._shelf, by):
            before = self.current()
            _check_expected(before.number if before else 0, expected or 0)
            with keeping(self._shelf) as keep:
                release = Release(
                    **self._stamp(by, reason, PUBLISHED),
                    dataset=dataset,
                    years=tuple(years),
                    original=_original(*original, keep),
                    findings=keep(findings),
                    choices=dict(choices),
                    files={**(before.files if before else {}), **_kept(files, keep)},
                    base={**(before.base if before else {}), **self._base(files)},
                )
            bring_into_force(self._shelf, release)
        return release

    def restore(self, number: int, by: str, reason: str) -> Release:
        """A new version with the files of an old one; 0 goes back to the data folder alone.

        Raises:
            ReleaseError: nothing was restored; the subclass and the message say why.
        """
        reason = _given(reason)
        with alone(self._shelf, by):
            stamp = self._stamp(by, reason, RESTORED)
            old = self._shelf.version(number) if number else Release(**stamp)
            for sha in old.files.values():
                self.content(sha)
            release = replace(old, **stamp, restored=number)
            bring_into_force(self._shelf, release)
        return release

    def take_back(
        self,
        files: Mapping[str, bytes | None],
        *,
        dataset: str,
        years: Iterable[int],
        by: str,
        reason: str,
        what: str,
        expected: int,
    ) -> Release:
        """A new version in which some files are what they were; None: as in the data folder.

        ``what`` says it in words, ``expected`` is the version the operator previewed against.

        Raises:
            ReleaseError: nothing was taken back; the subclass and the message say why.
        """
        _check_names(files)
        reason = _given(reason)
        with alone(self._shelf, by):
            before = self.current()
            _check_expected(before.number if before else 0, expected)
            kept = dict(before.files if before else {})
            base = dict(before.base if before else {})
            with keeping(self._shelf) as keep:
                for name, content in files.items():
                    kept.pop(name, None)
                    base.pop(name, None)
                    if content is not None:
                        kept[name] = keep(content)
                        base |= self._base([name])
                release = Release(
                    **self._stamp(by, reason, TAKEN_BACK),
                    dataset=dataset,
                    years=tuple(years),
                    choices={"cara": what},
                    files=kept,
                    base=base,
                )
            bring_into_force(self._shelf, release)
        return release

    def record(self, by: str, action: str, detail: Mapping[str, Any] | str = "") -> None:
        """Add to the audit trail what changes no version: a refused attempt, a log-in."""
        with explaining():
            make_folders(self._shelf)
            self._shelf.trail.append(by, action, None, "", detail)

    def _stamp(self, by: str, reason: str, action: str) -> dict[str, Any]:
        current = self._shelf.in_force()
        return {
            "number": max([current, *self._shelf.numbers()]) + 1,
            "time": city.now().astimezone(UTC).replace(microsecond=0),
            "by": by,
            "reason": reason,
            "action": action,
            "previous": current,
        }

    def _base(self, names: Iterable[str]) -> dict[str, str]:
        paths = {name: self.folder / name for name in names}
        return {name: sha256(path) if path.is_file() else "" for name, path in paths.items()}


def _original(name: str, content: bytes, keep: Keep) -> Original:
    return Original(PureWindowsPath(name).name, keep(content), len(content))


def _kept(files: Mapping[str, bytes], keep: Keep) -> dict[str, str]:
    return {name: keep(content) for name, content in files.items()}


# --- what is asked ----------------------------------------------------------------------------


def _given(reason: str) -> str:
    if not reason.strip():
        raise NoReason("Alasan belum diisi. Tulis mengapa versi ini diterbitkan atau dipulihkan.")
    return reason.strip()


def _check_names(names: Collection[str]) -> None:
    if not names:
        raise ReleaseError("Tidak ada berkas untuk diterbitkan. Pilih berkasnya lebih dulu.")
    for name in names:
        if not re.fullmatch(r"\w[\w.-]*", name):
            raise ReleaseError(
                f"Nama berkas “{name}” tidak dapat dipakai. Pakai nama tanpa folder dan tanpa"
                " spasi, misalnya inovasi_2024.csv."
            )


def _check_expected(current: int, expected: int) -> None:
    if current != expected:
        raise Outdated(
            f"Pratinjau ini dibuat terhadap versi {expected}, sedangkan sekarang berlaku versi"
            f" {current}. Buka kembali pratinjaunya, periksa perubahannya, lalu terbitkan lagi."
        )
