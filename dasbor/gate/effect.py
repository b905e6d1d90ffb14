"""What a publication would change: rows and key figures of two versions, side by side."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dasbor import format_id
from dasbor.build import build
from dasbor.contract import Contract
from dasbor.query import Answers
from dasbor.store import Store, open_file

SHOWN_ROWS = 200


@dataclass(frozen=True)
class Figure:
    """A key figure before and after, as readers see it."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the publication moves it."""
        return self.before != self.after


@dataclass(frozen=True)
class Rows:
    """How the rows of one dataset and year change, by key; ``examples`` are capped."""

    dataset: str
    year: int | None
    new: int
    gone: int
    changed: int
    examples: tuple[tuple[str, str, str], ...]  # (what happens, key, what it says)


@dataclass(frozen=True)
class Effect:
    """Everything a reader would see differently."""

    figures: tuple[Figure, ...]
    rows: tuple[Rows, ...]

    @property
    def nothing(self) -> bool:
        """Whether both versions say the same."""
        return not self.rows and not any(figure.changed for figure in self.figures)


@contextmanager
def temporary_store(folder: Path, overlay: Mapping[str, Path]) -> Iterator[Store]:
    """A store of a version that is not in force, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="dasbor-", ignore_cleanup_errors=True) as scratch:
        target = Path(scratch) / "pratinjau.duckdb"
        build(folder, target, "pratinjau", overlay)
        store = open_file(target)
        try:
            yield store
        finally:
            store.close()


def compare(before: Store, after: Store, contracts: Mapping[str, Contract]) -> Effect:
    """The effect of going from one store to another."""
    labels = figures(before) | figures(after)
    old, new = figures(before), figures(after)
    return Effect(
        tuple(
            Figure(label, old.get(label, format_id.MISSING), new.get(label, format_id.MISSING))
            for label in labels
        ),
        tuple(
            rows
            for contract in contracts.values()
            if contract.yearly
            for rows in _changed_years(before, after, contract)
        ),
    )


def figures(store: Store) -> dict[str, str]:
    """The key figures of a store: what the front page says, in words ready to print."""
    asked = Answers(store)
    found: dict[str, str] = {}
    for row in asked.ask("berapa_inovasi_per_tahun").records():
        found[f"Inovasi {row['tahun']}"] = format_id.number(row["jumlah"])
    ranking = asked.ask("berapa_inovasi_per_opd").values("jumlah")
    found["OPD dengan inovasi (register terakhir)"] = (
        f"{sum(1 for count in ranking if count)} dari {len(ranking)}"
    )
    for row in asked.ask("berapa_kelurahan_ikut_posyantek").records():
        found[f"Kelurahan ikut Posyantek {row['tahun']}"] = format_id.number(row["ikut"])
    [(rows, illustrative)] = store.rows(
        "select coalesce(sum(baris), 0), coalesce(sum(baris_contoh), 0) from berkas where dipakai"
        " and tahun is not null"
    )
    found["Baris register dan penilaian"] = format_id.number(rows)
    found["Di antaranya data contoh"] = format_id.number(illustrative)
    return found


def _changed_years(before: Store, after: Store, contract: Contract) -> Iterator[Rows]:
    years = {
        year
        for store in (before, after)
        for (year,) in store.rows(f"select distinct tahun from {contract.name}")
    }
    for year in sorted(years):
        old, new = _by_key(before, contract, year), _by_key(after, contract, year)
        found = [
            *(("baru", key, new[key]) for key in new if key not in old),
            *(("hilang", key, old[key]) for key in old if key not in new),
            *(("berubah", key, new[key]) for key in new if key in old and old[key] != new[key]),
        ]
        if found:
            count = Counter(what for what, *_ in found)
            examples = tuple((what, key, _words(values)) for what, key, values in found)
            yield Rows(
                contract.name,
                year,
                new=count["baru"],
                gone=count["hilang"],
                changed=count["berubah"],
                examples=examples[:SHOWN_ROWS],
            )


def _by_key(store: Store, contract: Contract, year: int) -> dict[str, tuple[object, ...]]:
    key = " || ' / ' || ".join(f"{name}::varchar" for name in contract.key)
    rows = store.rows(f"select {key}, * from {contract.name} where tahun = $year", {"year": year})
    return {row[0]: row[1:] for row in rows}


def _words(values: tuple[object, ...]) -> str:
    return " · ".join(format_id.cell(value) for value in values if value not in (None, ""))[:160]
