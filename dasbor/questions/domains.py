"""Which values a parameter of a question knows: those its head declares, looked up in the data.

The head of a query says it of every parameter that is neither a filter nor a date::

    -- nilai baris, kolom: tahun, opd, bentuk
    -- nilai jenis: dari inovasi.jenis
    -- nilai urut_kolom: baris, jumlah, dari urut_pivot.lajur
    -- nilai inovasi: 0 sampai 100000
    -- nilai spd: 0 sampai rumus_iid.maks_spd
    -- nilai tingkat_spd: pasangan indikator_iid.nomor dengan 0 sampai 3
    -- nilai cari: kata

``dari``: what the contract allows in that column, else what stands in it; of a number with limits
the limits. ``sampai``: an end is a number, or the largest value of a column. ``pasangan``: text
such as ``12:3;6:1``, each key from a column. ``kata``: text with a
letter or a number that can be looked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from dasbor.format_id import listing, number
from dasbor.questions.answers import Answers
from dasbor.questions.query import Query

WORDS, TEXT = "kata", "VARCHAR"
MOST_NAMED = 45  # choices that a refusal names; of more it says where the list is
_SEARCHED = re.compile("[0-9A-Za-z]")
_COLUMN = r"([a-z_]+)\.([a-z_0-9]+)"
_FROM = re.compile(rf"dari {_COLUMN}")
_RANGE = re.compile(r"(\S+) sampai (\S+)")
_PAIRS = re.compile(rf"pasangan {_COLUMN} dengan (\d+) sampai (\d+)")
_KEPT: WeakKeyDictionary[Answers, dict[tuple[str, str], "Domain"]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Domain:
    """The values of one parameter: ``values`` in their spelling, or all between two ends.

    ``keys``: the values are pairs of such a key and a whole number between the ends. ``words``:
    text to be looked for. Nothing at all: any text.
    """

    values: tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None
    keys: tuple[str, ...] | None = None
    words: bool = False

    def spelled(self, name: str, text: str) -> str:
        """A value as the data spell it.

        Raises:
            ValueError: when it is not one of the domain; the words name what is.
        """
        if self.keys is not None:
            return self._pairs(name, text)
        if self.values is None:
            self._check(name, text)
            return text
        known = {value.casefold(): value for value in self.values}
        if (found := known.get(text.casefold())) is None:
            raise ValueError(f"Parameter {name} harus {self.said()}.")
        return found

    def said(self, kind: str = "") -> str:
        """What a value may be, in words; ``kind`` what it is wherever its ends lie."""
        if self.values is not None:
            return f"salah satu dari: {offered(self.values)}"
        if self.words:
            return "memuat huruf Latin atau angka"
        bounded = self.keys is None and (self.least, self.most) != (None, None)
        return f"{kind} {self.span}".strip() if bounded else kind

    def _check(self, name: str, text: str) -> None:
        bounded = (self.least, self.most) != (None, None)
        if (self.words and not searchable(text)) or (
            bounded and not _least(self) <= float(text.replace(",", ".")) <= _most(self)
        ):
            raise ValueError(f"Parameter {name} harus {self.said()}.")

    def _pairs(self, name: str, text: str) -> str:
        for pair in text.split(";"):
            key, _, level = pair.partition(":")
            whole = level.isascii() and level.isdecimal()
            if not (
                key in (self.keys or ()) and whole and _least(self) <= int(level) <= _most(self)
            ):
                words = (
                    f"Parameter {name} berbentuk nomor:tingkat;nomor:tingkat, tingkat {self.span}"
                )
                raise ValueError(f"{words}, nomor salah satu dari: {offered(self.keys or ())}.")
        return text

    @property
    def empty(self) -> bool:
        """Whether the data have none of its values."""
        return () in (self.values, self.keys)

    @property
    def span(self) -> str:
        """The ends in words."""
        ends = [None if end is None else number(end) for end in (self.least, self.most)]
        if None not in ends:
            return f"antara {ends[0]} dan {ends[1]}"
        return f"paling sedikit {ends[0]}" if ends[0] else f"paling banyak {ends[1]}"


ANY = Domain()


def searchable(text: str) -> bool:
    """Whether there is anything in a text that a search looks for."""
    return bool(_SEARCHED.search(text))


def _least(domain: Domain) -> float:
    return float("-inf") if domain.least is None else domain.least


def _most(domain: Domain) -> float:
    return float("inf") if domain.most is None else domain.most


def offered(values: tuple[str, ...]) -> str:
    """The choices for a refusal: all of them, or the first and how many there are."""
    if not values:
        return "belum ada satu pun di data ini"
    if len(values) <= MOST_NAMED:
        return listing(list(values))
    return f"{', '.join(values[:MOST_NAMED])}, … ({len(values)} pilihan)"


def of(asked: Answers, query: Query) -> Mapping[str, Domain]:
    """The domain of each parameter of a question, by its name; filters and dates have none."""
    fixed = {name: Domain(values) for name, values in query.choices.items()}
    return fixed | {name: domain(asked, text) for name, text in query.domains.items()}


def domain(asked: Answers, declared: str) -> Domain:
    """The domain that a head declares. Raises ``ValueError`` when it cannot be understood."""
    if declared == WORDS:
        return Domain(words=True)
    if found := _PAIRS.fullmatch(declared):
        table, column, least, most = found.groups()
        return Domain(None, int(least), int(most), _present(asked, table, column))
    if found := _RANGE.fullmatch(declared):
        least, most = (_end(asked, text) for text in found.groups())
        return Domain(None, least, most)
    if found := _FROM.fullmatch(declared):
        kept, key = _KEPT.setdefault(asked, {}), (found[1], found[2])
        if key not in kept:
            kept[key] = _from_column(asked, *key)
        return kept[key]
    values = tuple(word.strip() for word in declared.split(","))
    if values[:-1] and _FROM.fullmatch(values[-1]):
        values, more = values[:-1], domain(asked, values[-1]).values or ()
        return Domain((*values, *more))
    if len(values) < 2 or not all(re.fullmatch(r"[a-z_ ]+", value) for value in values):
        raise ValueError(f"nilai “{declared}” tidak dikenal")
    return Domain(values)


def _end(asked: Answers, text: str) -> float | None:
    if found := re.fullmatch(_COLUMN, text):
        values = [float(value) for value in _present(asked, *found.groups())]
        return max(values, default=None)
    return float(text)


def _from_column(asked: Answers, table: str, column: str) -> Domain:
    contract = asked.store.rows(
        "select boleh, wajib, tipe, terkecil, terbesar from kolom"
        " where dataset = $tabel and kolom = $kolom",
        {"tabel": table, "kolom": column},
    )
    if not contract:
        return Domain(_present(asked, table, column))
    [(allowed, required, kind, least, most)] = contract
    if kind == "DOUBLE":
        return Domain(None, least, most)
    values = tuple(allowed) or _present(asked, table, column)
    return Domain((*values, *_unfilled(asked)) if kind == TEXT and not required else values)


def _unfilled(asked: Answers) -> tuple[str, ...]:
    """The word for a cell without a value, which can be chosen like one."""
    there = "select 1 from duckdb_functions() where function_name = 'tanpa_isi'"
    return asked.store.rows("select tanpa_isi()")[0] if asked.store.rows(there) else ()


def _present(asked: Answers, table: str, column: str) -> tuple[str, ...]:
    """The values in a column of the data, each once; none where the city has no such data."""
    there = "select 1 from duckdb_columns() where table_name = $tabel and column_name = $kolom"
    if not asked.store.rows(there, {"tabel": table, "kolom": column}):
        return ()
    found: list[tuple[Any, ...]] = asked.store.rows(
        f"select distinct {column} from {table} where {column} is not null order by all"
    )
    return tuple(str(value) for (value,) in found)
