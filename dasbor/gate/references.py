"""What cleaning looks things up in: the lists of the version in force, and its registers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dasbor.city import City, city
from dasbor.data.store import Store
from dasbor.gate.similar import nearest
from dasbor.gate.values import compact, words

REGISTER = "inovasi"
# As teks_cari of queries/_jelajah.sql has it; what the store keeps ready there is used where it is.
ALIKE = "coalesce(trim(regexp_replace(lower(strip_accents({})), '[^a-z0-9]+', ' ', 'g')), '')"


@dataclass(frozen=True)
class Names:
    """What a list calls its entries: every spelling with its key, and a label per key."""

    written: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        keys: dict[str, dict[str, None]] = {}
        for text, key in filter(lambda pair: compact(pair[0]), self.written):
            keys.setdefault(compact(text), {})[key] = None
        object.__setattr__(self, "spellings", {text: tuple(found) for text, found in keys.items()})

    def keys(self, text: str) -> tuple[str, ...]:
        """The keys of entries written so, case and punctuation forgiven; several = ambiguous."""
        return self.spellings.get(compact(text), ())

    def question(self, text: str) -> str:
        """``Maksud Anda “Dinas Kesehatan” (kemiripan 91 %)?``, or nothing when nothing is near."""
        asked = compact(text[:200])
        longer = [spelling for spelling in self.spellings if spelling.startswith(asked)]
        least = 40 if longer else 65  # "Dinas Kependudukan" is far from its full name
        if not (found := nearest(asked, longer or list(self.spellings), least)):
            return ""
        spelling, share = found
        label = self.labels[self.spellings[spelling][0]]
        return f" Maksud Anda “{label}” (kemiripan {share:.0f} %)?"


Titles = Mapping[int, Mapping[tuple[str, str], str]]


@dataclass(frozen=True)
class References:
    """What cleaning looks things up in: the lists, and the registers known so far.

    ``titled`` finds among the registers what bears one of some titles: per year (OPD, title in
    plain words) -> id, of real rows only; ``highest`` is the highest running number in use per
    year, illustrative rows included: an id of theirs would make a new innovation look like a
    continued one.
    """

    names: Mapping[str, Names]
    districts: Mapping[str, str] = field(default_factory=dict)  # code of a kelurahan -> kecamatan
    titled: Callable[[Iterable[str | None]], Titles] = lambda _: {}
    highest: Mapping[int, int] = field(default_factory=dict)
    city: City = field(default_factory=City)


def references(store: Store) -> References:
    """Everything to look up, from the version in force. The first column of a list is its key."""
    tables: dict[str, list[str]] = {}
    for dataset, column in store.rows(
        "select k.dataset, k.kolom from kolom k join kontrak d using (dataset)"
        " where not contains(d.berkas, '{tahun}') order by k.rowid"
    ):
        tables.setdefault(dataset, []).append(column)
    names = {
        dataset: _names(store, dataset, columns, f"{dataset}_alias" in tables)
        for dataset, columns in tables.items()
        if not dataset.endswith("_alias")
    }
    districts: dict[str, str] = {}
    if "wilayah" in tables:
        districts = dict(store.rows("select kode, kecamatan from wilayah"))
    return References(names, districts, *_registers(store), city())


def _names(store: Store, dataset: str, columns: Sequence[str], aliases: bool) -> Names:
    key = columns[0]
    spelled = [c for c in ("nama", "kelurahan", "singkatan") if c in columns and c != key]
    chosen = ", ".join(f"{column}::varchar" for column in (key, *spelled))
    written, labels = [], {}
    for code, *others in store.rows(f"select {chosen} from {dataset}"):
        written += [(text, code) for text in (code, *others) if text]
        labels[code] = (others or [code])[0] or code
    if aliases:
        written += store.rows(f"select alias, {key}::varchar from {dataset}_alias")
    return Names(tuple((text, code) for text, code in written if code in labels), labels)


def _registers(store: Store) -> tuple[Callable[[Iterable[str | None]], Titles], dict[int, int]]:
    if not store.rows("select 1 from kontrak where dataset = $nama", {"nama": REGISTER}):
        return lambda _: {}, {}
    highest = store.rows(
        f"select left(id, 4)::bigint, max(substr(id, 6)::bigint) from {REGISTER}"
        " where regexp_full_match(id, '[0-9]{4}-[0-9]{1,9}') group by 1"
    )

    def titled(titles: Iterable[str | None]) -> Titles:
        found: dict[int, dict[tuple[str, str], str]] = {}
        for year, opd, title, key in rows_titled(store, titles):
            found.setdefault(year, {}).setdefault((opd or "", title), key)
        return found

    return titled, dict(highest)


def rows_titled(
    store: Store, titles: Iterable[str | None]
) -> Iterator[tuple[int, str | None, str, str]]:
    """Year, OPD, title in plain words and id of the real rows that bear one of some titles.

    The store looks for what reads alike, of which few are left to be held against each other.
    """
    wanted = {title or "" for title in titles}
    plain = {words(title) for title in wanted}
    ready = store.rows("select 1 from duckdb_tables() where table_name = 'jelajah_inovasi'")
    register = (
        "jelajah_inovasi"
        if ready
        else f"(select *, {ALIKE.format('judul')} as teks from {REGISTER})"
    )
    rows = store.rows(
        f"select tahun, opd, judul, id from {register} where asal is distinct from 'contoh'"
        f" and teks in (select {ALIKE.format('t')} from unnest($titles) u(t)) order by tahun, id",
        {"titles": sorted(wanted)},
    )
    for year, opd, title, key in rows:
        if (said := words(title or "")) in plain:
            yield year, opd, said, key


def highest_numbers(ids: Iterable[str | None]) -> dict[int, int]:
    """Per year the highest running number among ids like 2022-017."""
    highest: dict[int, int] = {}
    for key in ids:
        if key and (found := re.fullmatch(r"([0-9]{4})-([0-9]{1,9})", key)):
            year, running = int(found[1]), int(found[2])
            highest[year] = max(highest.get(year, 0), running)
    return highest
