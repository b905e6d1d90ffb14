"""The file of a backup: a ZIP whose last bytes are the hash of all that come before them.

Any program opens it. ``ISI.json`` in it lists every file with size, hash and permissions.
"""

import hashlib
import json
import os
import re
import stat
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from dasbor import city
from dasbor.data.backup.errors import BackupError, broken

LIST = "ISI.json"
FORMAT = 1
PART = 1024 * 1024
LONGEST_LIST = 16 * 1024 * 1024  # some 70,000 files; parsed it costs eighteen times as much
LONGEST_CITY = 64 * 1024
_SEAL = b"sha256:"
_TAIL = 2 + len(_SEAL) + 64  # length of the comment of a ZIP, and the comment
_ODD = re.compile(r'[\x00-\x1f\\:*?"<>|]')
_BAD = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error),
)


@dataclass(frozen=True)
class Entry:
    """One file of a backup."""

    name: str
    size: int
    sha256: str
    mode: int


@dataclass(frozen=True)
class Contents:
    """What a backup says of itself: when, which version was in force, head of the trail, files."""

    time: str
    version: int
    head: str
    files: tuple[Entry, ...]
    format: int = FORMAT


def add(archive: zipfile.ZipFile, name: str, source: BinaryIO, mode: int) -> Entry:
    """Copy a stream into the archive, piece by piece."""
    info = zipfile.ZipInfo(name)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, (stat.S_IFREG | mode) << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as target:
        while part := source.read(PART):
            digest.update(part)
            size += len(part)
            target.write(part)
    return Entry(name, size, digest.hexdigest(), mode)


def finish(archive: zipfile.ZipFile, contents: Contents) -> None:
    """The list, as the last file of the archive."""
    said = asdict(contents) | {"files": [asdict(entry) for entry in contents.files]}
    archive.writestr(LIST, json.dumps(said, ensure_ascii=True, indent=1))


def seal(path: Path) -> str:
    """Put the hash of a finished archive at its end; returns it. Raises ``OSError``."""
    with path.open("r+b") as file:
        file.seek(-2, os.SEEK_END)
        length = file.tell()
        digest = _hash(file, length)
        file.seek(length)
        file.write(struct.pack("<H", len(_SEAL) + 64) + _SEAL + digest.encode())
        file.flush()
        os.fsync(file.fileno())
    return digest


def _hash(file: BinaryIO, length: int) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while length and (part := file.read(min(PART, length))):
        digest.update(part)
        length -= len(part)
    return digest.hexdigest()


def check_seal(path: Path) -> None:
    """Raises ``BackupError`` when one bit is not what was written, ``OSError`` when unreadable."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size <= _TAIL:
            raise broken("bukan cadangan dasbor atau terpotong")
        file.seek(size - _TAIL)
        tail = file.read(_TAIL)
        if not tail.startswith(struct.pack("<H", len(_SEAL) + 64) + _SEAL):
            raise broken("bukan cadangan dasbor atau terpotong")
        if _hash(file, size - _TAIL).encode() != tail[2 + len(_SEAL) :]:
            raise broken("rusak: sidiknya tidak cocok")


def opened(path: Path) -> zipfile.ZipFile:
    """The archive. Raises ``BackupError`` when it is none."""
    try:
        return zipfile.ZipFile(path)
    except _BAD as error:
        raise broken("bukan cadangan dasbor atau rusak") from error


def contents_of(archive: zipfile.ZipFile) -> Contents:
    """What the archive says of itself, and has. Raises ``BackupError``."""
    try:
        if archive.getinfo(LIST).file_size > LONGEST_LIST:
            raise broken("berisi daftar yang terlalu besar")
        said = json.loads(archive.read(LIST))
        contents = _contents(said)
    except BackupError:  # itself a RuntimeError: its words are the better ones
        raise
    except _BAD as error:
        raise broken("tidak punya daftar isi yang utuh") from error
    names = [entry.name for entry in contents.files]
    if strange := next((name for name in names if not _is_plain(name)), None):
        raise broken(f"memuat nama yang tidak aman ({ascii(strange)[:60]})")
    if len({name.casefold() for name in names}) < len(names):
        raise broken("memuat dua berkas bernama sama")
    if sorted([*names, LIST]) != sorted(archive.namelist()):
        raise broken("isinya tidak sama dengan daftarnya")
    if not names:
        raise broken("kosong: tidak memuat satu berkas pun")
    if city.FILE not in names:
        raise broken(f"bukan dari folder data dasbor: {city.FILE} tidak ada di dalamnya")
    return contents


def city_of(archive: zipfile.ZipFile) -> str:
    """The name of the city the backup is of; "" when it does not say."""
    try:
        if archive.getinfo(city.FILE).file_size > LONGEST_CITY:
            return ""
        name = tomllib.loads(archive.read(city.FILE).decode("utf-8-sig")).get("nama")
    except _BAD:
        return ""
    return name.strip() if isinstance(name, str) else ""


def _contents(said: Any) -> Contents:
    if said["format"] != FORMAT:
        raise broken("dari dasbor yang lain versinya")
    entries = [
        Entry(str(one["name"]), int(one["size"]), str(one["sha256"]), int(one["mode"]) & 0o777)
        for one in said["files"]
    ]
    head, version = str(said["head"]), int(said["version"])
    return Contents(str(said["time"]), version, head, tuple(entries))


def _is_plain(name: str) -> bool:
    """Whether a name stays inside whatever folder it is put into, on any operating system."""
    parts = name.split("/")
    within = not PurePosixPath(name).is_absolute() and all(p.strip(" .") for p in parts)
    return within and not _ODD.search(name) and len(name) < 1000


def pieces(archive: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
    """A file of the archive, piece by piece; no more than listed. Raises ``BackupError``."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(entry.name) as source:
            while part := source.read(PART):
                size += len(part)
                if size > entry.size:
                    raise broken(f"rusak: {entry.name} lebih besar dari yang tercatat")
                digest.update(part)
                yield part
    except BackupError:  # itself a RuntimeError: its words are the better ones
        raise
    except _BAD as error:
        raise broken(f"rusak pada {entry.name}") from error
    if (size, digest.hexdigest()) != (entry.size, entry.sha256):
        raise broken(f"rusak: {entry.name} tidak cocok dengan sidiknya")
