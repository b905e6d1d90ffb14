"""What the ledger has to lay beside a figure: published figures, and what follows from two.

Each entry brings the sentences that the record itself would say of it (``sayings``). Only what
reads as one of them is covered; so a word that narrows, widens or denies needs no list of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from dasbor.format_id import day, number, percent
from dasbor.questions.claims.numbers import COUNT, PERCENT, RUPIAH
from dasbor.questions.claims.words import CITY, FIGURE, HOLDER, RELATIONS, Phrase, in_order
from dasbor.questions.result import Result

PUBLISHED, RIVAL, WORKED_OUT = "terbit", "angka lain yang terbit", "dihitung dari dua angka terbit"
_PLACES = frozenset({"kota", "kabupaten", "kecamatan", "daerah", "pemda"})
Row = dict[str, Any]
Pair = tuple[Row, Row]
Told = tuple[float, str, str]  # value, kind, words
Parts = Mapping[str, Phrase]
Names = tuple[Phrase, ...]
Limits = dict[str, Names]

# Patterns of sentences. "#" is the figure; the capital letters are those of ``_Record.parts``.
# "# U O R" is "14 kelurahan dari 43 ikut penilaian", "P # Q" is "target satu inovasi per OPD".
_COUNTED = "# N|# X N|P # Q|N #|N # U|# W R|# U O R|W # R|W # N|N # W|N # O"
_RANKED = "N #|N U ke #|U ke # R|U # R"
_MOVING, _MOVE = "N V #|N V # U|V # N", "V N #|V # N|# V N"
_UP, _RISE = ("naik", "meningkat", "bertambah", "tumbuh"), ("kenaikan", "peningkatan")
_DOWN, _FALL = ("turun", "menurun", "berkurang"), ("penurunan",)
_MOVED = "V menjadi #|V dari B menjadi #|V dari B di Z menjadi #|V dari B U menjadi #"
_MOVED += "|V dari B U di Z menjadi #"
_SINCE = "dari B menjadi A|dari Z|sejak Z|Z Y|Z ke Y|dari Z ke Y|dari Z sampai Y"
_BESIDES = "Y|di Y|K|di K|H|S|di S|untuk S|di D|per D|C|predikat C|dengan predikat C"


@dataclass(frozen=True, eq=False)
class Entry:
    """A figure of the record: value, kind, the words for it, standing, and the ledger's rows.

    ``sayings`` are the sentences for it, ``FIGURE`` where it stands; ``named`` the words for what
    it measures. ``extras`` may be said besides and say no more than the record; ``limits`` belong
    to the figure ("sampai 20 Juni", its year), each with the phrases that say it.
    """

    value: float
    kind: str
    words: str
    standing: str
    measure: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    named: frozenset[str]
    sayings: Names
    extras: Names
    limits: Limits


@lru_cache(4)
def entries(ledger: Result, city: str) -> tuple[Entry, ...]:
    """All that the answer to ``angka_mana_untuk_memeriksa_klaim`` has to say."""
    return tuple(_Record(ledger, city).entries())


class _Record:
    """The rows of the ledger, and the words of one city for them."""

    def __init__(self, ledger: Result, city: str) -> None:
        self.rows = [row for row in ledger.records() if row["nilai"] is not None]
        self.used = {(row["kode"], row["tahun"]): row for row in self.rows if row["dipakai"]}
        self.city = city

    def entries(self) -> Iterator[Entry]:
        yield from map(self.published, self.rows)
        for row in self.used.values():
            before, whole = self.before(row), self.whole(row)
            if before and row["naik_persen"]:
                yield from self.changes(before, row)
            if whole and whole["nilai"]:
                yield from self.shares(row, whole)

    def before(self, row: Row) -> Row | None:
        return self.used.get((row["kode"], row["tahun_sebelumnya"]))

    def whole(self, row: Row) -> Row | None:
        """The figure of the same year that this one is a part of."""
        return self.used.get((row["bagian_dari"], row["tahun"]))

    def words(self, text: str | None) -> Phrase:
        return in_order(text, self.city)

    def names(self, row: Row) -> Names:
        """What a measure is called in full: by its name, or by its code ("skor IID")."""
        return self.words(row["ukuran"]), self.words(row["kode"].replace("_", " "))

    def unit(self, row: Row) -> Phrase:
        """What is counted; of an order ("juara ke-") and of money what is left beside that."""
        words = self.words(row["satuan"])
        return tuple(w for w in words if w.isalpha() and w not in {"rupiah", "ke"})

    def parts(self, row: Row, name: Phrase) -> Parts:
        """What the letters of a pattern stand for."""
        unit, scope, called = self.unit(row), self.words(row["lingkup"]), self.words(row["sebutan"])
        date = self.words(day(row["per_tanggal"])) if row["per_tanggal"] else ()
        first = name.index(unit[0]) if unit and unit[0] in name else 0
        whole, before = self.whole(row), self.before(row)
        out_of = ("dari", number(whole["nilai"]), *self.unit(whole)) if whole else scope
        of_some = out_of[:1] == ("dari",) and "".join(out_of[1:2]).isdigit()
        parts = {
            "N": name, "P": name[:first], "Q": name[first:] if first else (),
            "R": name[len(unit) :] if name[: len(unit)] == unit else name,
            "U": unit, "X": () if set(unit) & set(name) else unit,
            "W": out_of if of_some else (), "O": out_of[:2] if of_some else (),
            "S": () if of_some or set(scope) <= set(name) else scope,
            "C": called if called and called[-1].isalpha() else (),
            "D": date[:2] if date[2:] == (str(row["tahun"]),) else date,
            "Y": (str(row["tahun"]),), "A": (number(row["nilai"]),),
        }  # fmt: skip
        if not _PLACES.intersection(unit):  # it is one of them, not their number
            parts |= {"K": (CITY,), "H": (HOLDER,)}
        if before and row["dipakai"]:
            parts |= {"Z": (str(before["tahun"]),), "B": (number(before["nilai"]),)}
        return parts

    def say(self, patterns: str, row: Row, names: Names = (), **more: Phrase) -> Names:
        """The patterns in the words for a row, those of which no letter stands for nothing."""
        given = [{**self.parts(row, name), **more} for name in names or self.names(row)[:1]]
        return tuple(
            tuple(chain(*(parts.get(word, (word,)) for word in words)))
            for parts in given
            for words in map(str.split, patterns.split("|"))
            if all(parts.get(word) for word in words if word.isupper())
        )

    def published(self, row: Row) -> Entry:
        value, called, names = number(row["nilai"]), row["sebutan"] or "", self.names(row)
        said = called if value in called.split() else value  # "lebih dari 100"
        whose = "" if row["dipakai"] else f" menurut {row['penerbit'] or 'penerbit lain'}"
        patterns = _RANKED if (row["satuan"] or "").endswith("ke-") else _COUNTED
        rise = row["naik_persen"] or 0
        ways = (_UP if rise > 0 else _DOWN) if row["dipakai"] and rise else ()
        moved = (self.say(_MOVED, row, V=(way,)) for way in ways)
        words = f"{row['ukuran']} {row['tahun']}: {said}{_part_year(row)}{whose}"
        return Entry(
            row["nilai"], RUPIAH if _is_money(row) else COUNT, words,
            PUBLISHED if row["dipakai"] else RIVAL, row["kode"], (row["tahun"],), (row,),
            self.named(row), (*self.say(patterns, row, names), *self.as_whole(row)),
            (*self.say(_BESIDES, row), *chain.from_iterable(moved)), self.limits(row),
        )  # fmt: skip

    def named(self, row: Row) -> frozenset[str]:
        return frozenset(chain(*self.names(row), self.unit(row))) - RELATIONS

    def as_whole(self, row: Row) -> Iterator[Phrase]:
        """The sentences of its parts, seen from the whole: 43 in "14 dari 43"."""
        value = number(row["nilai"])
        for part in (part for part in self.used.values() if self.whole(part) is row):
            swap = {FIGURE: number(part["nilai"]), value: FIGURE}
            for saying in self.say(_COUNTED, part, self.names(part)):
                if value in saying:
                    yield tuple(swap.get(word, word) for word in saying)

    def limits(self, row: Row) -> Limits:
        """What belongs to the figure, with the phrases that say it."""
        value, called, limits = number(row["nilai"]), row["sebutan"] or "", _in_year(row)
        if value in called.split():
            around = tuple(FIGURE if word == value else word for word in self.words(called))
            limits = {called.replace(value, "").strip(): (around,), **limits}
        if row["cakupan_waktu"] == "tahun berjalan" and row["per_tanggal"]:
            until = self.say("sampai D|per D", row)
            limits[f"sampai {day(row['per_tanggal'])}"] = until
        return limits

    def changes(self, before: Row, row: Row) -> Iterator[Entry]:
        """Growth between two whole years of one measure, as the ledger's question works it out."""
        rise, difference = row["naik_persen"], row["nilai"] - before["nilai"]
        names, (ways, nouns) = self.names(row), (_UP, _RISE) if rise > 0 else (_DOWN, _FALL)
        said = *((_MOVING, way) for way in ways), *((_MOVE, noun) for noun in nouns)
        sayings = [self.say(patterns, row, names, V=(verb,)) for patterns, verb in said]
        head, more = (
            f"{row['ukuran']} {before['tahun']}–{row['tahun']}",
            self.say(_SINCE, row),
        )
        moves = [(abs(rise), PERCENT, f"{head}: {percent(rise, signed=True)}")]
        if not _is_money(row):
            moves += [(abs(difference), COUNT, f"{head}: {number(difference, signed=True)}")]
        for told in moves:
            yield self.worked_out((before, row), told, tuple(chain(*sayings)), more)

    def shares(self, row: Row, whole: Row) -> Iterator[Entry]:
        """A part in percent of its whole, and the rest, both published for one year."""
        part, every, names = row["nilai"], whole["nilai"], self.names(row)
        share, rest = 100 * part / every, every - part
        head, pair = f"{row['ukuran']} {row['tahun']}", f"{number(part)} dari {number(every)}"
        difference = f"{number(every)} − {number(part)} = {number(rest)}"
        denied = tuple((*name[:1], no, *name[1:]) for name in names for no in ("tidak", "belum"))
        for told, by, more in (
            ((share, PERCENT, f"{head}: {pair} = {percent(share)}"), names, self.say("A O", row)),
            ((rest, COUNT, f"Sisanya, {head}: {difference}"), denied, ()),
        ):
            yield self.worked_out((whole, row), told, self.say(_COUNTED, row, by), more)

    def worked_out(self, rows: Pair, told: Told, said: Names, more: Names) -> Entry:
        row, years = rows[1], tuple(sorted({row["tahun"] for row in rows}))
        return Entry(
            *told, WORKED_OUT, row["kode"], years, rows, self.named(row), said,
            (*self.say(_BESIDES, row), *more), _in_year(row),
        )  # fmt: skip


def _in_year(row: Row) -> Limits:
    return {f"tahun {row['tahun']}": ((str(row["tahun"]),),)}


def _is_money(row: Row) -> bool:
    return (row["satuan"] or "").startswith("rupiah")


def _part_year(row: Row) -> str:
    until = day(row["per_tanggal"]) if row["per_tanggal"] else "tanggal yang tidak disebut"
    return f" (sampai {until})" if row["cakupan_waktu"] == "tahun berjalan" else ""
