"""What changed in figures between two published versions, read off the published files.

The ledger is compared figure by figure, a register by how many real rows it has: samples are no
figures, and their coming and going is no news. A figure that waits for its source is none yet.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from dasbor import format_id
from dasbor.data.releases import Damaged, Release, Releases
from dasbor.documents.record.about import About
from dasbor.questions.standing import SAMPLE_ROWS

LEDGER = "angka_publikasi.csv"
SOURCED = ("sumber", "kepastian")  # without either a figure waits
MOST_VERSIONS = 50
Row = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """One figure before and after; ``None``: there was none, or is none any more."""

    figure: str
    year: str
    before: float | None
    after: float | None
    unit: str = ""
    rival: bool = False  # not the one in use, but what another publisher says

    @property
    def words(self) -> str:
        """The change in one line."""
        before, after = (
            "belum terbit" if value is None else format_id.number(value)
            for value in (self.before, self.after)
        )
        what = f"{self.figure} {self.year}".strip() + (" menurut penerbit lain" * self.rival)
        return f"{what}: {before} → {after} {self.unit}".strip()


@dataclass(frozen=True)
class Edition:
    """A published version and what changed with it."""

    number: int
    time: datetime
    changes: tuple[Change, ...]


def editions(folder: Path) -> list[Edition]:
    """The versions of a data folder, the latest first; those before the latest fifty are left out.

    Who published and why is not said: that is for the trail, not for the public.
    """
    releases = Releases(folder)
    history = releases.history()
    known = {release.number: release for release in history}
    return [
        Edition(
            release.number,
            release.time,
            tuple(_changes(releases, folder, known.get(release.previous), release)),
        )
        for release in history[:MOST_VERSIONS]
    ]


def _changes(
    releases: Releases, folder: Path, before: Release | None, after: Release
) -> Iterator[Change]:
    old = before.files if before else {}
    for name in sorted({*old, *after.files}):
        shas = old.get(name), after.files.get(name)
        if shas[0] == shas[1]:
            continue
        rows = [_rows(releases, folder, name, sha) for sha in shas]
        yield from _of_ledger(*rows) if name == LEDGER else _of_register(name, *rows)


def _rows(releases: Releases, folder: Path, name: str, sha: str | None) -> tuple[Row, ...]:
    """The rows of a published file; of one that is not published those of the data folder."""
    try:
        if sha:
            return _read(releases.content(sha))
        return _read((folder / name).read_bytes())
    except (Damaged, OSError):
        return ()


@lru_cache(maxsize=64)
def _read(content: bytes) -> tuple[Row, ...]:
    text = content.decode("utf-8-sig", errors="replace")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return tuple(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def _of_ledger(before: tuple[Row, ...], after: tuple[Row, ...]) -> Iterator[Change]:
    old, new = ({_key(row): row for row in rows} for rows in (before, after))
    for key in sorted({*old, *new}):
        was, now = _value(old.get(key)), _value(new.get(key))
        if was != now:
            row = new.get(key) or old[key]
            measure, year = row.get("ukuran") or "", row.get("tahun") or ""
            yield Change(measure, year, was, now, rival=row.get("dipakai") == "tidak")


def _key(row: Row) -> tuple[str, str]:
    return row.get("id") or "", row.get("ukuran") or ""


def _value(row: Row | None) -> float | None:
    if any((row or {}).get(name) == "" for name in SOURCED):
        return None
    try:
        return float((row or {}).get("nilai") or "")
    except ValueError:
        return None


def _of_register(name: str, before: tuple[Row, ...], after: tuple[Row, ...]) -> Iterator[Change]:
    counts = [sum(row.get("asal") not in SAMPLE_ROWS for row in rows) for rows in (before, after)]
    if counts[0] != counts[1]:
        old, new = (count or None for count in counts)
        yield Change(name.removesuffix(".csv").replace("_", " "), "", old, new, "baris")


def named(found: list[Edition], about: About) -> list[Edition]:
    """The same with the names that readers know instead of codes."""
    rows = about.asked.ask("ukuran_apa_saja").records()
    names = {row["kode"]: (row["ukuran"], row["satuan"] or "") for row in rows}

    def told(change: Change) -> Change:
        label, unit = names.get(change.figure, (change.figure, change.unit))
        return replace(change, figure=label, unit=unit)

    return [Edition(e.number, e.time, tuple(map(told, e.changes))) for e in found]


def as_feed(about: About, found: list[Edition]) -> dict[str, Any]:
    """The versions as JSON."""
    return {
        "judul": f"Perubahan angka, {about.title}",
        "versi_data": about.version,
        "terbitan": [
            {
                "nomor": edition.number,
                "waktu": edition.time.isoformat(),
                "perubahan": [
                    {
                        "angka": change.figure,
                        "tahun": int(change.year) if change.year.isdecimal() else None,
                        "semula": change.before,
                        "menjadi": change.after,
                        "satuan": change.unit or None,
                        "kalimat": change.words,
                    }
                    for change in edition.changes
                ],
            }
            for edition in found
        ],
    }


def as_atom(about: About, found: list[Edition]) -> str:
    """The same as an Atom feed, an entry for each version."""
    here = about.at("api/v1/perubahan.atom")
    updated = found[0].time.isoformat() if found else about.built
    author = escape(f"{about.city.office} {about.city.name}")
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">',
            f"<title>{escape(f'Perubahan angka, {about.title}')}</title>",
            f"<id>{escape(here)}</id><updated>{updated}</updated>",
            f"<author><name>{author}</name></author>",
            f'<link rel="self" href="{escape(here)}"/>',
            f'<link rel="alternate" href="{escape(about.at("sumber_mutu"))}"/>',
            *(_entry(about, edition) for edition in found),
            "</feed>",
        ]
    )


def _entry(about: About, edition: Edition) -> str:
    lines = [change.words for change in edition.changes] or ["Tidak ada angka yang berubah."]
    title = f"Versi {edition.number}: {len(edition.changes)} angka berubah"
    return (
        f"<entry><title>{escape(title)}</title>"
        f"<id>{escape(about.at(f'api/v1/perubahan.atom#v{edition.number}'))}</id>"
        f"<updated>{edition.time.isoformat()}</updated>"
        f'<link rel="alternate" href="{escape(about.at("sumber_mutu"))}"/>'
        f'<content type="text">{escape(chr(10).join(lines))}</content></entry>'
    )
