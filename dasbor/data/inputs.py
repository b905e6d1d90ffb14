"""What a store is built from: the files of the data folder, and over them the published version.

A name in the data folder (``inovasi_2023.csv``, ``kontrak/opd.toml``) stands for one file; the
version in force of ``releases`` may put another content behind it.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from dasbor.data.contract import contract_files
from dasbor.data.releases import Releases
from dasbor.data.releases.atomic import sha256

HIDDEN, CONTRACTS = "tertutup/", "kontrak/"
BOUNDARIES = "batas_kelurahan.geojson"  # optional: the true outlines, for the map only
MEMORY = "alias_kolom.csv"  # the gate's corrections of headers: no data
Inputs = dict[str, Path]
Signature = tuple[tuple[str, str, int, int], ...]


def inputs(folder: Path, overlay: Mapping[str, Path] | None = None) -> Inputs:
    """Every input by its name in the data folder, sorted by name.

    Files that a published version covers are listed too, under ``HIDDEN``: nobody reads them, but
    a change to them makes a new store, which says so.

    ``overlay`` stands for another version than the one in force: published or only proposed.
    """
    if overlay is None:
        overlay = Releases(folder).overlay()
    own = [*folder.glob("*.[cC][sS][vV]"), *folder.glob("*.toml"), folder / BOUNDARIES]
    files = {path.name: path for path in own if path.exists()}
    files |= {f"{CONTRACTS}{name}": path for name, path in contract_files(folder).items()}
    files.pop(MEMORY, None)
    hidden = {f"{HIDDEN}{name}": path for name, path in files.items() if name in overlay}
    return dict(sorted((files | dict(overlay) | hidden).items()))


def signature(files: Inputs) -> Signature:
    """Name, path, size in bytes and time of change (ns) of every file: cheap to compare."""
    entries = []
    for name, path in files.items():
        with contextlib.suppress(OSError):
            facts = path.stat()
            entries.append((name, str(path), facts.st_size, facts.st_mtime_ns))
    return tuple(entries)


def hidden_edits(folder: Path) -> list[str]:
    """Files of the data folder that were changed by hand after a published version took over."""
    release = Releases(folder).current()
    return [
        name
        for name, digest in (release.base if release else {}).items()
        if (folder / name).is_file() and sha256(folder / name) != digest
    ]
