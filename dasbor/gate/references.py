"""What cleaning looks things up in: the lists of the version in force, and its registers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dasbor.city import City, city
from dasbor.data.store import Store
from dasbor.gate.offices import Offices
from dasbor.gate.similar import nearest
from dasbor.gate.values import compact, words

REGISTER = "inovasi"
NEAR, NEAR_AS_A_START = 80.0, 40.0  # percent; "Perumahan Rakyat" is far from its full name
APART = 6.0  # percent between the nearest and the next: "Pertahanan" is as near to two urusan
SHORTEST_START = 6  # letters
SPELLED = ("nama", "kelurahan", "singkatan", "label", "judul")  # columns that name an entry
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
        for text, key in self.written:
            if spelled := compact(text):
                keys.setdefault(spelled, {})[key] = None
        object.__setattr__(self, "spellings", {text: tuple(found) for text, found in keys.items()})

    def keys(self, text: str) -> tuple[str, ...]:
        """The keys of entries written so, case and punctuation forgiven; several = ambiguous."""
        return self.spellings.get(compact(text), ())

    def near(self, text: str) -> tuple[str, float] | None:
        """The key of the entry most alike and its share; nothing when none is near or two are."""
        asked = compact(text[:200])
        longer = [spelling for spelling in self.spellings if spelling.startswith(asked)]
        least = NEAR_AS_A_START if len(asked) >= SHORTEST_START and longer else NEAR
        found: dict[str, float] = {}
        for text, share in nearest(asked, longer if least < NEAR else list(self.spellings), least):
            for key in self.spellings[text]:
                found.setdefault(key, share)
        shares = [*found.values(), 0.0, 0.0]
        return next(iter(found.items())) if shares[0] - shares[1] >= APART else None

    def question(self, text: str) -> str:
        """``Maksud Anda “Pendidikan” (kemiripan 91 %)?``, or nothing when nothing is near."""
        if not (found := self.near(text)):
            return ""
        return f" Maksud Anda “{self.labels[found[0]]}” (kemiripan {found[1]:.0f} %)?"


Titles = Mapping[int, Mapping[tuple[str, str], str]]


@dataclass(frozen=True)
class References:
    """What cleaning looks things up in: the lists, and the registers known so far.

    ``titled`` finds among the registers what bears one of some titles: per year (OPD, title in
    plain words) -> id, of real rows only; ``highest`` is the highest running number in use per
    year, illustrative rows included: an id of theirs would make a new innovation look like a
    continued one. ``choices`` are other words for what a column of the contract offers: per
    column (word, choice).
    """

    names: Mapping[str, Names]
    districts: Mapping[str, str] = field(default_factory=dict)  # code of a kelurahan -> kecamatan
    parents: Mapping[str, str] = field(default_factory=dict)  # unit -> the office it is below
    villages: Mapping[str, str] = field(default_factory=dict)  # unit -> code of the kelurahan it is
    bps: Mapping[str, str] = field(default_factory=dict)  # code of BPS -> code of the ministry
    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    titled: Callable[[Iterable[str | None]], Titles] = lambda _: {}
    highest: Mapping[int, int] = field(default_factory=dict)
    city: City = field(default_factory=City)

    @cached_property
    def offices(self) -> Offices:
        """The offices and units, by the ways people write their names."""
        none = Names((), {})
        villages = self.names.get("wilayah", none).labels
        return Offices(
            self.names.get("opd", none).written,
            self.names.get("unit", none).written,
            self.parents,
            [(villages[code], district) for code, district in self.districts.items()],
            self.city,
        )


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
    titled, highest = _registers(store)

    def pairs(table: str, key: str, value: str) -> dict[str, str]:
        """What belongs to what, of the rows that say both."""
        if not {key, value} <= set(tables.get(table, ())):
            return {}
        both = f"{key} is not null and {value} is not null"
        return dict(store.rows(f"select {key}, {value} from {table} where {both}"))

    return References(
        names,
        districts=pairs("wilayah", "kode", "kecamatan"),
        parents=pairs("unit", "unit", "induk"),
        villages=pairs("unit", "unit", "kelurahan"),
        bps=pairs("wilayah", "kode_bps", "kode"),
        choices=_choices(store) if "nilai_alias" in tables else {},
        titled=titled,
        highest=highest,
        city=city(),
    )


def _choices(store: Store) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for column, alias, choice in store.rows("select kolom, alias, nilai from nilai_alias"):
        found.setdefault(column, []).append((alias, choice))
    return {column: tuple(pairs) for column, pairs in found.items()}


def _names(store: Store, dataset: str, columns: Sequence[str], aliases: bool) -> Names:
    key = columns[0]
    spelled = [c for c in SPELLED if c in columns and c != key]
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
    highest = (store.with_samples or store).rows(
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
    ready = store.rows("select 1 from duckdb_tables() where table_name = 'jelajah_inovasi'")
    register = (
        "jelajah_inovasi"
        if ready
        else f"(select *, {ALIKE.format('judul')} as teks from {REGISTER})"
    )
    rows = store.rows(
        f"select tahun, opd, judul, id from {register} where asal is distinct from 'contoh'"
        f" and teks in (select {ALIKE.format('t')} from unnest($titles) u(t)) order by tahun, id",
        {"titles": list(wanted)},
    )
    plain = set(map(words, wanted)) if rows else ()
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
