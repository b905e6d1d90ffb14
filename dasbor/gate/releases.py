"""Releases: every published version kept whole, one of them in force, each undone byte for byte.

Below ``<data folder>/.terbitan/``, plain files only:

    isi/<sha256>        every content once, never changed: published files, uploads, findings
    versi/000001.json   what one version consists of, who published it, when and why
    KINI                number of the version in force; empty or absent: the data folder itself
    jejak.jsonl         audit trail, each line sealed and chained to the one before
    kunci               held by the one who is writing

Written in the order contents → manifest → audit line → ``KINI``, each whole and durable before
the next: whatever interrupts a publication leaves the earlier version in force. Readers take no
lock; they follow ``KINI`` to files that never change.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from typing import Any

from dasbor.gate.durable import intact, is_scratch, lock, opened, put, settle, sha256, write

FOLDER = ".terbitan"
PUBLISHED, RESTORED, ABANDONED = "terbit", "pulih", "batal"
LEFTOVER_SECONDS = 3600
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_SEAL = ', "sidik": "{}"}}'
_SEAL_LENGTH = len(_SEAL.format("0" * 64))
Keep = Callable[[bytes], str]


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


@dataclass(frozen=True)
class Original:
    """The file as the operator uploaded it; its content is kept under its hash."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Release:
    """One version. From ``dataset`` on, a restored version is what the old one was."""

    number: int
    time: datetime
    by: str
    reason: str
    action: str
    previous: int
    restored: int | None = None
    dataset: str = ""
    years: tuple[int, ...] = ()
    original: Original | None = None
    findings: str = ""  # hash of the kept content, like ``files``
    choices: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)  # in the data folder at that time, or ""


class Releases:
    """The published versions of one data folder. Reading never writes, not even the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = folder / FOLDER
        self._contents, self._versions = self._root / "isi", self._root / "versi"
        self._pointer, self._trail = self._root / "KINI", self._root / "jejak.jsonl"

    # --- reading ------------------------------------------------------------------------------

    def current(self) -> Release | None:
        """The version in force; ``None`` while only the data folder itself is. May be damaged."""
        number = self._number_in_force()
        return self._release(number) if number else None

    def history(self) -> list[Release]:
        """Every version that was in force at some time, newest first; damaged ones are left out.

        A manifest ``KINI`` never pointed to is an unfinished publication and no version: it is
        either newer than the version in force or declared abandoned in the trail.
        """
        current = self._number_in_force()
        abandoned = self._abandoned()
        versions = reversed(self._readable().values())
        return [v for v in versions if v.number <= current and v.number not in abandoned]

    def overlay(self, number: int | None = None) -> dict[str, Path]:
        """What to read instead of the files of the same name in the data folder.

        Of the version in force, or of a given one; 0 is the data folder alone.

        Raises:
            Damaged: when a file of the version is missing.
            UnknownVersion: when no finished version has this number.
        """
        release = self.current() if number is None else self._version(number) if number else None
        paths = {name: self._content(sha) for name, sha in release.files.items()} if release else {}
        for path in paths.values():
            if not path.is_file():
                raise _damaged(path, "hilang")
        return paths

    def content(self, sha: str) -> bytes:
        """A kept content by its hash.

        Raises:
            Damaged: when it is missing or is not what it was.
        """
        content = _read(self._content(sha))
        if hashlib.sha256(content).hexdigest() != sha:
            raise _damaged(self._content(sha), "isinya berubah")
        return content

    def audit(self) -> list[dict[str, Any]]:
        """The lines of the audit trail, oldest first; ``verify`` says of broken ones."""
        entries = []
        for line in self._lines():
            with contextlib.suppress(ValueError):
                entry = json.loads(line)
                entries += [entry] if isinstance(entry, dict) else []
        return entries

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
        with self._writing(by):
            before = self.current()
            _check_expected(before.number if before else 0, expected or 0)
            with self._keeping() as keep:
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
            return self._bring_into_force(release)

    def restore(self, number: int, by: str, reason: str) -> Release:
        """A new version with the files of an old one; 0 goes back to the data folder alone.

        Raises:
            ReleaseError: nothing was restored; the subclass and the message say why.
        """
        reason = _given(reason)
        with self._writing(by):
            stamp = self._stamp(by, reason, RESTORED)
            old = self._version(number) if number else Release(**stamp)
            for sha in old.files.values():
                self.content(sha)
            release = replace(old, **stamp, restored=number)
            return self._bring_into_force(release)

    def record(self, by: str, action: str, detail: Mapping[str, Any] | str = "") -> None:
        """Add to the audit trail what changes no version: a refused attempt, a log-in."""
        with _explaining():
            self._make_folders()
            self._append(by, action, None, "", detail)

    # --- verifying ----------------------------------------------------------------------------

    def verify(self) -> list[str]:
        """What is missing, damaged or tampered with, each with its cure. Reads everything."""
        parts = (self._manifest_problems, self._pointer_problems, self._content_problems,
                 self._chain_problems, self._unsaid_versions)  # fmt: skip
        found: list[str] = []
        for part in parts:
            try:
                found.extend(part())
            except Damaged as problem:
                found.append(str(problem))
        return list(dict.fromkeys(found))

    # What is written first is read last here: a publication under way is no problem.

    def _manifest_problems(self) -> Iterator[str]:
        for number in sorted({*self._numbers(), self._number_in_force()} - {0}):
            try:
                self._release(number)
            except Damaged as problem:
                yield str(problem)

    def _pointer_problems(self) -> Iterator[str]:
        at_least = max((release.previous for release in self._readable().values()), default=0)
        if self._number_in_force() < at_least:
            problem = f"hilang atau mundur, padahal versi {at_least} pernah berlaku"
            yield str(_damaged(self._pointer, problem))

    def _content_problems(self) -> Iterator[str]:
        wanted = {sha for release in self._readable().values() for sha in _hashes(release)}
        there = {path.name for path in self._contents.glob("*") if not is_scratch(path)}
        for sha in sorted(wanted - there):
            yield str(_damaged(self._contents / sha, "hilang"))
        for sha in sorted(there):
            if not intact(self._contents / sha):
                yield str(_damaged(self._contents / sha, "isinya berubah"))

    def _chain_problems(self) -> Iterator[str]:
        before = ""
        for row, line in enumerate(self._lines(), 1):
            body = line[:-_SEAL_LENGTH] + b"}"
            if _sealed(body) != line:
                yield str(_damaged(self._trail, f"baris {row}: isinya diubah"))
            elif not body.endswith(f'"sebelum": "{before}"}}'.encode()):
                yield str(
                    _damaged(self._trail, f"baris {row}: baris sebelumnya diubah atau hilang")
                )
            before = hashlib.sha256(line).hexdigest()

    def _unsaid_versions(self) -> Iterator[str]:
        versions = self.history()
        said = {
            entry.get("versi"): detail.get("manifes")
            for entry in self.audit()
            if isinstance(detail := entry.get("rincian"), dict)
        }
        for number in (release.number for release in versions):
            if number not in said:
                yield str(_damaged(self._trail, f"tidak menyebut versi {number}"))
            elif said[number] != sha256(self._manifest(number)):
                yield str(_damaged(self._manifest(number), "berbeda dari yang tercatat di jejak"))

    # --- pieces -------------------------------------------------------------------------------

    def _manifest(self, number: int) -> Path:
        return self._versions / f"{number:06d}.json"

    def _content(self, sha: str) -> Path:
        if not re.fullmatch("[0-9a-f]{64}", sha):
            raise Damaged(f"“{sha}” bukan sidik isi. Pulihkan {FOLDER} dari cadangan.")
        return self._contents / sha

    def _number_in_force(self) -> int:
        try:
            text = self._pointer.read_bytes().strip()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise _damaged(self._pointer, "tidak terbaca") from error
        if text and not text.isdigit():
            raise _damaged(self._pointer, "bukan nomor versi")
        return int(text or b"0")

    def _numbers(self) -> list[int]:
        names = (path.name for path in self._versions.glob("*.json"))
        return sorted(int(m[1]) for name in names if (m := re.fullmatch(r"(\d{6,})\.json", name)))

    def _release(self, number: int) -> Release:
        path = self._manifest(number)
        try:
            release = _from_manifest(json.loads(_read(path)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged(path, "rusak") from error
        if release.number != number:
            raise _damaged(path, f"berisi versi {release.number}")
        return release

    def _readable(self) -> dict[int, Release]:
        found = {}
        for number in self._numbers():
            with contextlib.suppress(Damaged):
                found[number] = self._release(number)
        return found

    def _version(self, number: int) -> Release:
        known = {release.number: release for release in self.history()}
        if number not in known:
            choices = ", ".join(map(str, sorted(known))) or "belum ada"
            raise UnknownVersion(
                f"Versi {number} tidak ada. Pilih salah satu: {choices}; atau 0 untuk kembali ke"
                " folder data saja."
            )
        return known[number]

    def _stamp(self, by: str, reason: str, action: str) -> dict[str, Any]:
        current = self._number_in_force()
        return {
            "number": max([current, *self._numbers()]) + 1,
            "time": datetime.now(UTC).replace(microsecond=0),
            "by": by,
            "reason": reason,
            "action": action,
            "previous": current,
        }

    def _base(self, names: Iterable[str]) -> dict[str, str]:
        paths = {name: self.folder / name for name in names}
        return {name: sha256(path) if path.is_file() else "" for name, path in paths.items()}

    @contextlib.contextmanager
    def _keeping(self) -> Iterator[Keep]:
        """Keep contents; on failure those that were not there before go, to give the room back."""
        new: list[Path] = []

        def keep(content: bytes) -> str:
            sha = hashlib.sha256(content).hexdigest()
            path = self._contents / sha
            if not intact(path):
                new.extend([] if path.exists() else [path])
                put(path, content)
            return sha

        try:
            yield keep
        except BaseException:
            for path in new:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            raise

    def _bring_into_force(self, release: Release) -> Release:
        self._account_for_unfinished(release)
        manifest = _json(_to_manifest(release), indent=1)
        put(self._manifest(release.number), manifest)
        detail = {
            "manifes": hashlib.sha256(manifest).hexdigest(),
            "dataset": release.dataset,
            "tahun": list(release.years),
            "dari": release.restored,
        }
        self._append(release.by, release.action, release.number, release.reason, detail)
        put(self._pointer, f"{release.number}\n".encode())
        return release

    def _account_for_unfinished(self, release: Release) -> None:
        """The trail may already speak of a version that was interrupted: say that it never was."""
        unfinished = {number for number in self._numbers() if number > release.previous}
        for number in sorted(unfinished - self._abandoned() if unfinished else ()):
            self._append(release.by, ABANDONED, number, "", "Penerbitan tidak selesai.")

    def _abandoned(self) -> set[int]:
        return {e.get("versi", 0) for e in self.audit() if e.get("tindakan") == ABANDONED}

    # --- the audit trail ----------------------------------------------------------------------

    def _lines(self) -> list[bytes]:
        """The finished lines; what an interrupted writer left behind the last one is no line."""
        try:
            return self._trail.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _damaged(self._trail, "tidak terbaca") from error

    def _append(
        self,
        by: str,
        action: str,
        version: int | None,
        reason: str,
        detail: Mapping[str, Any] | str,
    ) -> None:
        new = not self._trail.exists()
        with opened(self._trail, os.O_RDWR | os.O_CREAT | os.O_APPEND) as file:
            lock(file, wait=True)
            lines = self._lines()
            os.ftruncate(file, sum(len(line) + 1 for line in lines))
            entry = {
                "waktu": datetime.now(UTC).isoformat(timespec="seconds"),
                "oleh": by,
                "tindakan": action,
                "versi": version,
                "alasan": reason,
                "rincian": detail if isinstance(detail, str) else dict(detail),
                "sebelum": hashlib.sha256(lines[-1]).hexdigest() if lines else "",
            }
            write(file, _sealed(_json(entry)) + b"\n")
        if new:
            settle(self._root)

    # --- the writers' lock --------------------------------------------------------------------

    @contextlib.contextmanager
    def _writing(self, by: str) -> Iterator[None]:
        """Alone among the writers, with what earlier ones left behind swept away."""
        with _explaining():
            self._make_folders()
            with opened(self._root / "kunci", os.O_RDWR | os.O_CREAT) as file:
                try:
                    lock(file, wait=False)
                except (BlockingIOError, PermissionError):
                    raise self._busy() from None
                os.ftruncate(file, 0)
                os.lseek(file, 0, os.SEEK_SET)
                write(file, f"{by} sejak {datetime.now(UTC):%H.%M} UTC".encode("utf-8", "replace"))
                self._sweep()
                for problem in self._pointer_problems():
                    raise Damaged(problem)
                try:
                    yield
                finally:
                    os.ftruncate(file, 0)

    def _busy(self) -> Busy:
        holder = ""
        with contextlib.suppress(OSError):
            holder = (self._root / "kunci").read_text("utf-8", "replace")
        return Busy(
            f"Sedang ada penerbitan lain oleh {holder or 'operator lain'}."
            " Tunggu sampai selesai, lihat kembali pratinjaunya, lalu coba lagi."
        )

    def _make_folders(self) -> None:
        for folder in (self._root, self._contents, self._versions):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                settle(folder.parent)

    def _sweep(self) -> None:
        for folder in (self._root, self._contents, self._versions):
            for path in filter(is_scratch, folder.iterdir()):
                with contextlib.suppress(OSError):
                    if time.time() - path.stat().st_mtime > LEFTOVER_SECONDS:
                        path.unlink()


# --- manifests --------------------------------------------------------------------------------


def _to_manifest(release: Release) -> dict[str, Any]:
    original = release.original
    return {
        "nomor": release.number,
        "waktu": release.time.isoformat(),
        "oleh": release.by,
        "alasan": release.reason,
        "tindakan": release.action,
        "dari": release.restored,
        "dataset": release.dataset,
        "tahun": list(release.years),
        "asli": original
        and {"nama": original.name, "sha256": original.sha256, "ukuran": original.size},
        "temuan": release.findings,
        "pilihan": dict(release.choices),
        "berkas": dict(release.files),
        "dasar": dict(release.base),
        "sebelumnya": release.previous,
    }


def _from_manifest(said: Mapping[str, Any]) -> Release:
    original = said["asli"]
    return Release(
        number=said["nomor"],
        time=datetime.fromisoformat(said["waktu"]),
        by=said["oleh"],
        reason=said["alasan"],
        action=said["tindakan"],
        dataset=said["dataset"],
        years=tuple(said["tahun"]),
        original=original and Original(original["nama"], original["sha256"], original["ukuran"]),
        findings=said["temuan"],
        choices=dict(said["pilihan"]),
        files=dict(said["berkas"]),
        base=dict(said["dasar"]),
        previous=int(said["sebelumnya"]),
        restored=said["dari"],
    )


def _hashes(release: Release) -> set[str]:
    original = release.original.sha256 if release.original else ""
    return {sha for sha in (*release.files.values(), release.findings, original) if sha}


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


# --- contents and lines ----------------------------------------------------------------------


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _damaged(path, "hilang") from None
    except OSError as error:
        raise _damaged(path, "tidak terbaca") from error


def is_content(path: Path) -> bool:
    """Whether a path is that of a kept content, which must be what its name says."""
    return path.parent.name == "isi" and path.parent.parent.name == FOLDER


def _sealed(body: bytes) -> bytes:
    """A line of the trail with its own hash at the end: also an edited last line shows."""
    return body[:-1] + _SEAL.format(hashlib.sha256(body).hexdigest()).encode()


def _json(value: Mapping[str, Any], indent: int | None = None) -> bytes:
    # A file name may hold bytes that are no text; JSON can say them as \udcXX.
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


# --- what went wrong, in Indonesian -----------------------------------------------------------

_CURES = {
    "KINI": "Tulis di dalamnya nomor versi terakhir menurut jejak.jsonl.",
    "jejak.jsonl": "Bandingkan dengan cadangan dan cari tahu siapa yang mengubahnya.",
}


def _damaged(path: Path, what: str) -> Damaged:
    place = path.as_posix().rpartition(f"/{FOLDER}/")[2]
    cure = _CURES.get(place, "Pulihkan berkas itu dari cadangan.")
    return Damaged(f"{FOLDER}/{place} {what}. {cure}")


@contextlib.contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _explained(error) from error


def _explained(error: OSError) -> ReleaseError:
    if error.errno in _FULL:
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
