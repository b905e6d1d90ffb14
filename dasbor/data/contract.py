"""Contracts: what one row of a dataset is, read from ``data/kontrak/*.toml``.

A contract is written for the data owner; the store builds its tables, its checks and its
labels from it and from nothing else. They belong to the program, whichever data folder is served;
a folder may add its own in its ``kontrak/``.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dasbor import settings
from dasbor.city import TERMS, Terms, city

PASSPORTS = "paspor_register"  # the dataset that says what each register counts, and its source
KIND = "kota"  # the value that stands for the level of the government itself
REGISTER = "inovasi"  # the dataset that every government has, be it still empty
MADE_LATER = frozenset({"asal", "sumber"})  # columns that cleaning fills in
MADE_OR_CHOSEN = MADE_LATER | {"id", "tahun"}  # of a yearly file; the year by the operator
SQL_TYPES = {
    "teks": "VARCHAR",
    "bulat": "BIGINT",
    "desimal": "DOUBLE",
    "tanggal": "DATE",
    "ya_tidak": "BOOLEAN",
}

_LIKE = re.compile(r'^seperti\s*=\s*"(\w+)"', re.MULTILINE)
LINE = "baris"  # beside the columns of a file while it is checked: the row it stands in


class ContractError(ValueError):
    """A contract that cannot be used; the message is Indonesian and names the file."""


@dataclass(frozen=True)
class Column:
    """One column: its name in the store, its words for readers, and what a value must satisfy."""

    name: str
    label: str
    meaning: str = ""
    type: str = "teks"
    required: bool = False
    allowed: tuple[str, ...] = ()
    reference: tuple[str, str] | None = None  # (dataset, column)
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    unique: bool = False  # beside the key: a name that stands for one row on axes and in filters
    aliases: tuple[str, ...] = ()
    many: bool = False  # several values of the reference, separated by semicolons
    needed_when: tuple[str, str] | None = None  # (column, value): warned of when empty; "" = any
    limits_of: str = ""  # column whose reference table has the limits (min, maks) of this value
    coarser: str = ""  # a date: the text column for a month or a year that comes instead of a day
    years_away: int | None = None  # a date: not in the future, at most so far from the row's year

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the column."""
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class Count:
    """Published measures that can be counted from the rows: all, or those with column = value."""

    measures: tuple[str, ...]
    column: str = ""
    value: str = ""
    main: bool = False


@dataclass(frozen=True)
class Contract:
    """One dataset: ``file`` holds ``{tahun}`` when there is one file a year."""

    name: str
    title: str
    grain: str
    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    counts: tuple[Count, ...] = ()
    note: str = ""
    caution: str = ""  # what everything counted along this list has to say of it
    expected: bool = False  # every year owes one: axes of years run to the current one
    maintained: bool = False  # one file in all, yet an operator loads it like a yearly one
    like: str = ""  # the dataset whose columns it shares: the same register by another measure

    @property
    def routine(self) -> bool:
        """Whether files of it come in as a matter of course; the others are lists they refer to."""
        return self.yearly or self.maintained

    @property
    def yearly(self) -> bool:
        """Whether the dataset comes as one file a year."""
        return "{tahun}" in self.file

    @property
    def illustrative(self) -> bool:
        """Whether rows can be marked as illustrative (column ``asal``)."""
        return any(column.name == "asal" for column in self.columns)

    @property
    def labels(self) -> dict[str, str]:
        """What readers call the columns, by name."""
        return {column.name: column.label for column in self.columns}

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` when there is none."""
        return next((c for c in self.columns if c.name == name), None) or _missing(self, name)

    def year_of(self, file_name: str) -> int | None:
        """``inovasi_2023.csv`` -> 2023; ``None`` when the name is not one of this dataset's."""
        head, _, tail = self.file.partition("{tahun}")
        middle = file_name.removeprefix(head).removesuffix(tail)
        if file_name == f"{head}{middle}{tail}" and re.fullmatch("[0-9]{4}", middle):
            return int(middle)
        return None

    def has(self, file_name: str) -> bool:
        """Whether that is a file of this dataset."""
        return file_name == self.file or self.year_of(file_name) is not None


def _missing(contract: Contract, name: str) -> Column:
    raise KeyError(f"{contract.name}.{name}")


def contract_files(folder: Path) -> dict[str, Path]:
    """The contracts in force by file name: those of the program, over them the folder's own."""
    places = (settings.CONTRACTS, folder / "kontrak")
    return {path.name: path for place in places for path in sorted(place.glob("*.toml"))}


def own_contracts(folder: Path) -> list[str]:
    """The files of a folder that stand in for a contract of the program."""
    if (folder / "kontrak").resolve() == settings.CONTRACTS.resolve():
        return []
    program = {path.name for path in settings.CONTRACTS.glob("*.toml")}
    return sorted(program & {path.name for path in (folder / "kontrak").glob("*.toml")})


def read_contracts(folder: Path) -> dict[str, Contract]:
    """All contracts for a data folder by dataset name, referenced datasets before referring ones.

    Raises:
        ContractError: when one of them is unusable.
    """
    files = contract_files(folder)
    read = (_worded(read_contract(path, files), city(folder).terms) for path in files.values())
    contracts = {contract.name: contract for contract in read}
    for contract in contracts.values():
        _check_references(contract, contracts)
    return _references_first(contracts)


@lru_cache(maxsize=128)
def _worded(contract: Contract, terms: Terms) -> Contract:
    """Its words for readers in the terms of a government; of names only a further alias."""
    if terms == TERMS["kota"]:
        return contract
    say = terms.say
    columns = tuple(
        replace(
            column,
            label=say(column.label),
            meaning=say(column.meaning),
            unit=say(column.unit),
            aliases=tuple(dict.fromkeys((*column.aliases, *map(say, column.aliases)))),
            allowed=tuple(dict.fromkeys(terms.kind if v == KIND else v for v in column.allowed)),
        )
        for column in contract.columns
    )
    return replace(
        contract,
        title=say(contract.title),
        grain=say(contract.grain),
        note=say(contract.note),
        caution=say(contract.caution),
        columns=columns,
    )


def _check_references(contract: Contract, contracts: Mapping[str, Contract]) -> None:
    for column in contract.columns:
        if column.reference:
            dataset, key = column.reference
            target = contracts.get(dataset)
            if target and key not in {c.name for c in target.columns}:
                raise ContractError(
                    f"Kontrak {contract.name}.toml tidak dapat dipakai: kolom {column.name}"
                    f" merujuk {dataset}.{key} yang tidak ada."
                )


def read_contract(path: Path, others: Mapping[str, Path] | None = None) -> Contract:
    """One contract file; it may be as one of ``others``.

    Raises:
        ContractError: naming the file and the flaw.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found = _LIKE.search(text)
        like = (others or {})[f"{found[1]}.toml"].read_text(encoding="utf-8") if found else ""
        return _parsed(text, like)
    except KeyError as missing:
        said = f"isi `{missing.args[0]}` belum ada"
        raise ContractError(f"Kontrak {path.name} tidak dapat dipakai: {said}") from missing
    except (OSError, ValueError, TypeError, AttributeError) as flaw:
        raise ContractError(f"Kontrak {path.name} tidak dapat dipakai: {flaw}") from flaw


@lru_cache(maxsize=128)
def _parsed(text: str, like: str) -> Contract:
    """The contract of a text; its columns are those of ``like`` when it is as another one is."""
    columns = {"kolom": tomllib.loads(like)["kolom"]} if like else {}
    return _contract(columns | tomllib.loads(text))


def _contract(raw: Mapping[str, Any]) -> Contract:
    columns = tuple(_column(item) for item in raw["kolom"])
    names = [c.name for c in columns]
    key = tuple(raw["kunci"])
    counts = tuple(_count(item) for item in raw.get("hitungan", ()))
    needed = [*key, *(count.column for count in counts if count.column)]
    needed += ["tahun"] if "{tahun}" in raw["berkas"] else []
    needed += [name for column in columns for name in _named_by(column)]
    if unknown := [name for name in needed if name not in names]:
        raise ValueError(f"kolom ini disebut tetapi tidak ada: {', '.join(dict.fromkeys(unknown))}")
    if len(set(names)) < len(names):
        raise ValueError("ada nama kolom yang kembar")
    if ("{tahun}" in raw["berkas"] or raw.get("muat")) and not set(names) - MADE_OR_CHOSEN:
        made = ", ".join(sorted(MADE_OR_CHOSEN))
        raise ValueError(f"berkasnya tidak akan pernah dikenali: perlu satu kolom selain {made}")
    if LINE in names:
        raise ValueError(f"kolom tidak boleh bernama {LINE}: itu nomor baris pada berkasnya")
    return Contract(
        name=_identifier(raw["nama"]),
        title=raw["judul"],
        grain=raw["satu_baris"],
        file=raw["berkas"],
        key=key,
        columns=columns,
        counts=counts,
        note=raw.get("catatan", ""),
        caution=raw.get("peringatan", ""),
        expected=raw.get("tiap_tahun", False),
        maintained=raw.get("muat", False),
        like=raw.get("seperti", ""),
    )


def _column(raw: Mapping[str, Any]) -> Column:
    if (kind := raw.get("tipe", "teks")) not in SQL_TYPES:
        raise ValueError(f"tipe {kind!r} tidak dikenal; pilihannya {', '.join(SQL_TYPES)}")
    dataset, _, column = raw.get("rujuk", "").partition(".")
    condition, _, value = (part.strip() for part in raw.get("wajib_bila", "").partition("="))
    return Column(
        name=_identifier(raw["nama"]),
        label=raw["label"],
        meaning=raw.get("arti", ""),
        type=kind,
        required=raw.get("wajib", False),
        allowed=tuple(raw.get("nilai", ())),
        reference=(dataset, column) if dataset else None,
        minimum=_limit(raw, "min"),
        maximum=_limit(raw, "maks"),
        unit=raw.get("satuan", ""),
        unique=raw.get("unik", False),
        aliases=tuple(raw.get("alias", ())),
        many=raw.get("banyak", False),
        needed_when=(condition, value) if condition else None,
        limits_of=raw.get("rentang_menurut", ""),
        coarser=raw.get("ketelitian", ""),
        years_away=raw.get("paling_jauh_tahun"),
    )


def _named_by(column: Column) -> list[str]:
    """The other columns of the same contract that a column speaks of."""
    names = [column.needed_when[0]] if column.needed_when else []
    names += [other for other in (column.limits_of, column.coarser) if other]
    return names + (["tahun"] if column.years_away is not None else [])


def _limit(raw: Mapping[str, Any], key: str) -> float | None:
    value = raw.get(key)
    if value is not None and not isinstance(value, (int, float)):
        raise ValueError(f"{key} pada kolom {raw['nama']} bukan angka")
    return value


def _count(raw: Mapping[str, Any]) -> Count:
    return Count(
        measures=tuple(raw["ukuran"]),
        column=raw.get("kolom", ""),
        value=raw.get("nilai", ""),
        main=raw.get("utama", False),
    )


def _identifier(name: str) -> str:
    if not (name.isascii() and name.isidentifier() and name == name.lower()):
        raise ValueError(f"nama {name!r} harus huruf kecil, angka, atau garis bawah")
    return name


def _references_first(contracts: Mapping[str, Contract]) -> dict[str, Contract]:
    ordered: dict[str, Contract] = {}

    def place(name: str, path: tuple[str, ...]) -> None:
        if name in ordered or name in path or name not in contracts:
            return
        if contracts[name].illustrative:
            place(PASSPORTS, (*path, name))
        for column in contracts[name].columns:
            if column.reference:
                place(column.reference[0], (*path, name))
                place(f"{column.reference[0]}_alias", (*path, name))
        ordered[name] = contracts[name]

    for name in contracts:
        place(name, ())
    return ordered
