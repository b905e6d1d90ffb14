"""Sources that a file names and the list lacks: they join the list, so that its word stays.

Emptying such a cell, or putting the city's own register in its place, would give a figure a source
that never said it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dasbor.data.checks import SOURCED
from dasbor.data.contract import Contract
from dasbor.data.inspection import WARNS, Finding
from dasbor.format_id import listing, number
from dasbor.gate.model import Match, Sheet
from dasbor.gate.references import Names, References
from dasbor.gate.values import MISSING, brief, tidy

SOURCES = "sumber"
LONGEST = 60  # letters of a key


@dataclass(frozen=True)
class Source:
    """An entry for the list of sources; ``day`` as people write it, it may be a year."""

    key: str
    title: str
    publisher: str = ""
    day: str = ""


def key_of(title: str) -> str:
    """What a source is called in data: ``Buku Praktik Baik 2019`` -> ``buku-praktik-baik-2019``."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:LONGEST].strip("-") or "sumber"


def unheard(
    sheet: Sheet, match: Match, contract: Contract, references: References
) -> tuple[Source, ...]:
    """The sources that cells of the sheet name and nobody recorded yet."""
    known = references.names.get(SOURCES)
    if known is None or contract.name == SOURCES:
        return ()
    naming = {c.name: c for c in contract.columns if c.reference and c.reference[0] == SOURCES}
    texts: dict[str, None] = {}
    for at, name in enumerate(match.columns):
        if column := naming.get(name or ""):
            cells = dict.fromkeys(row[at] for _, row in sheet.rows if at < len(row))
            for cell in cells:
                parts = cell.split(";") if column.many else [cell]
                texts |= dict.fromkeys(tidy(part)[0] for part in parts)
    new = (text for text in texts if text.casefold() not in MISSING and not known.keys(text))
    return tuple(Source(key_of(text), text) for text in new)


def knowing(references: References, sources: Iterable[Source]) -> References:
    """The same lists, with these sources in the one of sources."""
    known = references.names.get(SOURCES)
    if known is None or not (new := tuple(sources)):
        return references
    written = [pair for one in new for pair in ((one.title, one.key), (one.key, one.key))]
    labels = {one.key: one.title for one in new} | dict(known.labels)
    names = Names((*known.written, *written), labels)
    return replace(references, names={**references.names, SOURCES: names})


def used(
    sources: Iterable[Source], contract: Contract, columns: Mapping[str, Sequence[Any]]
) -> tuple[Source, ...]:
    """Those that accepted rows refer to."""
    naming = [c.name for c in contract.columns if c.reference and c.reference[0] == SOURCES]
    named = {
        part for name in naming for value in set(columns.get(name, ())) for part in _keys(value)
    }
    return tuple({one.key: one for one in sources if one.key in named}.values())


def _keys(value: Any) -> list[str]:
    return value.split(";") if isinstance(value, str) else []


def rows_of(sources: Sequence[Source], contract: Contract) -> dict[str, list[Any]]:
    """Entries of the list of sources, by column of its contract."""
    said = {"sumber": "key", "judul": "title", "penerbit": "publisher", "tanggal": "day"}
    return {
        column.name: [
            getattr(one, said[column.name]) or None if column.name in said else None
            for one in sources
        ]
        for column in contract.columns
    }


def waiting(
    contract: Contract, columns: Mapping[str, Sequence[Any]], file: str
) -> Iterable[Finding]:
    """That rows will not be shown before they have a source and a grade; of figures only."""
    if contract.illustrative:  # the source of a register stands in its passport
        return
    needed = [c for c in contract.columns if c.name in SOURCED and c.needed_when]
    lacking = {
        c.label.casefold(): sum(
            value is None and one is not None
            for value, one in zip(columns[c.name], columns[c.needed_when[0]], strict=True)
        )
        for c in needed
        if columns and c.needed_when
    }
    if most := max(lacking.values(), default=0):
        names = listing([name for name, rows in lacking.items() if rows])
        yield Finding(
            WARNS,
            file,
            f"{number(most)} baris tanpa {names}: tersimpan, tetapi belum tampil di halaman mana"
            " pun.",
            f"Isi {names}; sampai itu barisnya menunggu di Sumber & Mutu.",
            column=needed[0].name,
            rule="menunggu_sumber",
        )


def told(sources: Sequence[Source], file: str) -> Iterable[Finding]:
    """That the list of sources grows, and by what."""
    if sources:
        names = listing([f"“{brief(one.title)}”" for one in sources[:5]])
        more = f" dan {number(len(sources) - 5)} lain" if len(sources) > 5 else ""
        yield Finding(
            WARNS,
            file,
            f"sumber yang belum tercatat ditambahkan ke daftar sumber: {names}{more}.",
            "Bila itu sumber yang sudah ada, betulkan sebutannya; bila baru, lengkapi penerbit dan"
            " tanggalnya dengan memuat sumber.csv.",
            column=SOURCES,
            rule="sumber_baru",
        )
