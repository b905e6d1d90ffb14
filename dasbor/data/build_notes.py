"""What a build notes of itself, in a file beside the store: nothing of it is for the public.

Paths, rejected cells and the bases of files lie here and not among the tables, so whoever opens
the store, as the child of an analyst does, opens nothing but what everybody may see.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from dasbor.data.inspection import Finding
from dasbor.data.releases.atomic import json_bytes, opened, write

PREFIX = "catatan-"


@dataclass(frozen=True)
class BuildNotes:
    """Version, data folder, time and findings of a build; on what each file in use stands."""

    version: str
    folder: str
    built: datetime
    findings: tuple[Finding, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)


def place_of(store: Path) -> Path:
    """Where the notes of a store lie."""
    return store.with_name(f"{PREFIX}{store.name}.json")


def store_of(place: Path) -> Path:
    """The store that notes belong to."""
    return place.with_name(place.name.removeprefix(PREFIX).removesuffix(".json"))


def note(store: Path, notes: BuildNotes) -> None:
    """Write the notes of a store, for nobody but the owner to read. Raises ``OSError``."""
    content = json_bytes(asdict(notes) | {"built": notes.built.isoformat()}, indent=1)
    with opened(place_of(store), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) as file:
        write(file, content)


def read_notes(store: Path) -> BuildNotes:
    """The notes of a store. Raises ``OSError`` or ``ValueError`` when they are not sound."""
    try:
        said = json.loads(place_of(store).read_text(encoding="utf-8", errors="surrogateescape"))
        findings = tuple(Finding(**finding) for finding in said["findings"])
        built = datetime.fromisoformat(said["built"])
        return BuildNotes(said["version"], said["folder"], built, findings, dict(said["bases"]))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"{place_of(store).name}: {wrong}") from wrong
