"""What one version is, and how its manifest says it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dasbor.data.releases.atomic import json_bytes


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

    @property
    def hashes(self) -> set[str]:
        """The contents that the version needs to be whole."""
        original = self.original.sha256 if self.original else ""
        return {sha for sha in (*self.files.values(), self.findings, original) if sha}


def written(release: Release) -> bytes:
    """The manifest of a version."""
    original = release.original
    said = {
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
    return json_bytes(said, indent=1)


def read(manifest: bytes) -> Release:
    """The version that a manifest says.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: when it is none.
    """
    said = json.loads(manifest)
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
