"""What cleaning looks things up in: the lists of the version in force, and its registers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dasbor.city import City, city
from dasbor.data.store import Store
from dasbor.gate.similar import nearest
from dasbor.gate.values import compact, words

REGISTER = "inovasi"


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


@dataclass(frozen=True)
class References:
    """What cleaning looks things up in: the lists, and the registers known so far.

    ``titles`` holds per year (OPD, title in plain words) -> id, of real rows only; ``highest``
    the highest running number in use per year, illustrative rows included: an id of theirs would
    make a new innovation look like a continued one.
    """

    names: Mapping[str, Names]
    districts: Mapping[str, str] = field(default_factory=dict)  # code of a kelurahan -> kecamatan
    titles: Mapping[int, Mapping[tuple[str, str], str]] = field(default_factory=dict)
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


def _registers(
    store: Store,
) -> tuple[dict[int, dict[tuple[str, str], str]], dict[int, int]]:
    titles: dict[int, dict[tuple[str, str], str]] = {}
    if not store.rows("select 1 from kontrak where dataset = $nama", {"nama": REGISTER}):
        return titles, {}
    for year, opd, title, key in store.rows(
        f"select tahun, opd, judul, id from {REGISTER} where asal is distinct from 'contoh'"
        " order by tahun, id"
    ):
        titles.setdefault(year, {}).setdefault((opd or "", words(title or "")), key)
    found = store.rows(f"select distinct id from {REGISTER}")
    return titles, highest_numbers(key for (key,) in found)


def highest_numbers(ids: Iterable[str | None]) -> dict[int, int]:
    """Per year the highest running number among ids like 2022-017."""
    highest: dict[int, int] = {}
    for key in ids:
        if key and (found := re.fullmatch(r"([0-9]{4})-([0-9]{1,9})", key)):
            year, running = int(found[1]), int(found[2])
            highest[year] = max(highest.get(year, 0), running)
    return highest
