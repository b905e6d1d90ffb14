"""Innovations that seem to be in an earlier register under another number: proposed, then decided.

An innovation that moved to another office, or whose title was written a little differently, gets a
number of its own and counts as new. Which pairs are one is the operator's decision, kept as data.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dasbor.data.store import Store
from dasbor.format_id import percent
from dasbor.gate.references import REGISTER
from dasbor.gate.similar import SIMILAR, counted, nearest, told_apart
from dasbor.gate.values import words

DECISIONS = "lanjutan"  # the dataset, and the word in it for "the same"
OTHER = "inovasi lain"
COMPARED = 4_000_000  # pairs of titles of two registers: about two seconds
MOST = 20_000  # innovations of a register that are looked at


class Entry(NamedTuple):
    """An innovation in the register of a year."""

    year: int
    number: str
    title: str
    office: str


class Pair(NamedTuple):
    """Two entries of neighbouring registers that may be one innovation."""

    later: Entry
    earlier: Entry
    share: float  # percent of letters of the titles


class Found(NamedTuple):
    """The pairs, and how many innovations were too many to be compared."""

    pairs: Sequence[Pair]
    left_out: int


def in_force(store: Store) -> Found:
    """What is proposed of the registers that are served, without what was decided before."""
    years = [y for (y,) in store.rows(f"select distinct tahun from {REGISTER} order by 1")]
    return _of_years(store, {year: _entries(store, year) for year in years})


def of_rows(rows: Iterable[Entry], store: Store, more: int = 0) -> Found:
    """What is proposed of the rows of a file, held against the registers before them.

    ``more`` is how many rows the file has beside these.
    """
    by_year: dict[int, list[Entry]] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(row)
    known = [year for (year,) in store.rows(f"select distinct tahun from {REGISTER} order by 1")]
    before = {
        last: _entries(store, last)
        for year in by_year
        if (last := max((one for one in known if one < year), default=None)) is not None
        and last not in by_year
    }
    found = _of_years(store, {**before, **by_year}, set(by_year))
    return found._replace(left_out=found.left_out + (more if before else 0))


def _entries(store: Store, year: int) -> list[Entry]:
    rows = store.rows(
        f"select tahun, id, judul, opd from {REGISTER}"
        " where tahun = $tahun and asal is distinct from 'contoh' order by id limit $banyak",
        {"tahun": year, "banyak": MOST},
    )
    return [Entry(year, number or "", title or "", office or "")
            for year, number, title, office in rows]  # fmt: skip


def _of_years(
    store: Store, by_year: Mapping[int, Sequence[Entry]], wanted: Collection[int] = ()
) -> Found:
    told = decided(store)
    pairs: list[Pair] = []
    left_out = 0
    for before, year in pairwise(sorted(year for year, rows in by_year.items() if rows)):
        if wanted and year not in wanted:
            continue
        new, gone = _unmatched(by_year[year], by_year[before])
        if len(new) * len(gone) > COMPARED:
            shared = _titles(new) & _titles(gone)
            left_out += len(_titles(new) - shared)
            new = [entry for entry in new if words(entry.title) in shared]
        pairs += _alike(new, gone, told)
    return Found(pairs, left_out)


def decided(store: Store) -> set[tuple[str, str]]:
    """The pairs of numbers that somebody has decided about, either way."""
    if not store.rows("select 1 from kontrak where dataset = $nama", {"nama": DECISIONS}):
        return set()
    return set(store.rows(f"select nomor, nomor_terdahulu from {DECISIONS}"))


def _unmatched(later: Iterable[Entry], earlier: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries whose numbers only one of the two registers has."""
    one, two = list(later), list(earlier)
    ours, theirs = {e.number for e in one}, {e.number for e in two}
    return [e for e in one if e.number not in theirs], [e for e in two if e.number not in ours]


def _titles(entries: Iterable[Entry]) -> set[str]:
    return {words(entry.title) for entry in entries}


def _alike(
    new: Sequence[Entry], gone: Sequence[Entry], told: Collection[tuple[str, str]]
) -> Iterator[Pair]:
    """For each new entry the gone one most alike: the same title, then the same office."""
    groups: dict[tuple[str, ...], dict[str, list[Entry]]] = {}
    for entry in gone:
        plain = words(entry.title)
        groups.setdefault(counted(plain), {}).setdefault(plain, []).append(entry)
    for entry in new:
        plain = words(entry.title)
        group = groups.get(counted(plain), {})
        offers = [
            Pair(entry, other, share)
            for title, share in _near(plain, group)
            if title == plain or not told_apart(plain, title)
            for other in group[title]
            if (entry.number, other.number) not in told
        ]
        if offers:
            yield max(offers, key=lambda one: (one.share >= 100, _stays(one), one.share))


def _near(title: str, group: Mapping[str, object]) -> Sequence[tuple[str, float]]:
    return [(title, 100.0)] if title in group else nearest(title, list(group), SIMILAR)


def _stays(pair: Pair) -> bool:
    return pair.later.office == pair.earlier.office


def said(pair: Pair, offices: Mapping[str, str]) -> str:
    """“mungkin lanjutan 2023-017 “Jemput Bola” dari Dinas Sosial pada 2023 (judul sama)”."""
    earlier = pair.earlier
    of = f" dari {offices.get(earlier.office, earlier.office)}"
    named = f"{earlier.number} “{earlier.title}”{of} pada {earlier.year}"
    return f"mungkin lanjutan {named} ({why(pair)})"


def why(pair: Pair) -> str:
    """What speaks for it: “judul sama, OPD lain”."""
    title = "judul sama" if pair.share >= 100 else f"judul {percent(pair.share, 0)} mirip"
    return title if _stays(pair) else f"{title}, OPD lain"
