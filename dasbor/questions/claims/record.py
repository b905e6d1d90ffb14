"""What the ledger has to lay beside a figure: published figures, and what follows from two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dasbor.format_id import day, number, percent
from dasbor.questions.claims.numbers import COUNT, PERCENT, RUPIAH, TIMES
from dasbor.questions.claims.words import (
    FIGURE,
    FILLERS,
    RELATIONS,
    TO,
    Phrase,
    in_order,
    literally,
)
from dasbor.questions.result import Result

PUBLISHED, RIVAL, WORKED_OUT = "terbit", "angka lain yang terbit", "dihitung dari dua angka terbit"
LEAST_MULTIPLE = 1.5  # below it nothing has become a multiple
_UP, _RISE = ("naik", "meningkat", "bertambah", "tumbuh"), ("kenaikan", "peningkatan")
_DOWN, _FALL = ("turun", "menurun", "berkurang"), ("penurunan",)
_NOT = ("tidak", "belum")
Row = dict[str, Any]
Used = Mapping[tuple[str, int], Row]  # measure and year -> the figure in use


@dataclass(frozen=True)
class Entry:
    """A figure of the record: value, kind, standing, the words for it, and the ledger's rows.

    ``names`` are the ways to say in full what it measures, in order; ``unit`` what it counts. The
    years are those that a sentence may name and say no more than the record. ``phrases`` cover
    where they are said as they are, ``needs`` too: without one of them a sentence speaks of
    something else. ``limits`` belong to the figure ("sampai 20 Juni", "lebih dari"), each with the
    phrases that say it.
    """

    value: float
    kind: str
    standing: str
    words: str
    measure: str
    years: tuple[int, ...]
    names: tuple[Phrase, ...]
    unit: Phrase
    rows: tuple[Row, ...]
    phrases: tuple[Phrase, ...] = ()
    needs: tuple[Phrase, ...] = ()
    limits: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)

    @cached_property
    def orders(self) -> tuple[Phrase, ...]:
        """The orders in which its words may stand: its names, also after its unit."""
        others = (name for name in self.names if not set(self.unit) & set(name))
        return *self.names, self.unit, *((*self.unit, *name) for name in others)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words that say what a number counts: 14 what?"""
        if self.unit[-1:] == ("ke",):
            return self.named  # "juara 3 TTG": an order, nothing is counted
        money = self.unit[1:2] if self.kind == RUPIAH else ()
        return frozenset(word for order in self.orders for word in order[:1]).union(money)

    @cached_property
    def named(self) -> frozenset[str]:
        """All words for what it measures."""
        return frozenset(word for order in self.orders for word in order)


def entries(ledger: Result) -> list[Entry]:
    """All that the answer to ``angka_mana_untuk_memeriksa_klaim`` has to say."""
    rows = [row for row in ledger.records() if row["nilai"] is not None]
    used = {(row["kode"], row["tahun"]): row for row in rows if row["dipakai"]}
    return [*(_published(row, used) for row in rows), *_changes(used), *_parts(used)]


def _published(row: Row, used: Used) -> Entry:
    value, called = number(row["nilai"]), row["sebutan"] or ""
    said = called if value in called.split() else value  # "lebih dari 100"
    whose = "" if row["dipakai"] else f" menurut {row['penerbit'] or 'penerbit lain'}"
    whole = used.get((row["bagian_dari"], row["tahun"]))
    said_so = *map(literally, (row["lingkup"], called)), _of(whole), *_moved(row, used)
    return Entry(
        row["nilai"],
        RUPIAH if _is_money(row) else COUNT,
        PUBLISHED if row["dipakai"] else RIVAL,
        f"{row['ukuran']} {row['tahun']}: {said}{_part_year(row)}{whose}",
        row["kode"],
        (row["tahun"],),
        _names(row),
        in_order(row["satuan"]),
        (row,),
        tuple(filter(None, said_so)),
        limits=_limits(row),
    )


def _of(whole: Row | None) -> Phrase:
    return (FIGURE, "dari", number(whole["nilai"])) if whole else ()


def _moved(row: Row, used: Used) -> Iterator[Phrase]:
    """What may be said of a change before the figure: "naik 187" is not "naik menjadi 187"."""
    before = used.get((row["kode"], row["tahun_sebelumnya"]))
    if before and row["dipakai"] and row["naik_persen"]:
        for way in _UP if row["naik_persen"] > 0 else _DOWN:
            yield way, "menjadi", FIGURE
            yield way, "dari", number(before["nilai"]), "menjadi", FIGURE
    if in_order(row["satuan"])[-1:] == ("ke",):
        yield "ke", FIGURE
        yield "ke", "-", FIGURE


def _limits(row: Row) -> dict[str, tuple[Phrase, ...]]:
    """What belongs to the figure, with the phrases that say it."""
    value, called = number(row["nilai"]), row["sebutan"] or ""
    limits: dict[str, tuple[Phrase, ...]] = {}
    if value in called.split():
        around = called.replace(value, "").strip()
        limits[around] = (tuple(FIGURE if t == value else t for t in literally(called)),)
    if row["cakupan_waktu"] == "tahun berjalan" and row["per_tanggal"]:
        date = day(row["per_tanggal"])
        limits[f"sampai {date}"] = tuple(literally(f"{to} {date}") for to in TO)
    return limits


def _names(row: Row) -> tuple[Phrase, ...]:
    """What a measure is called in full: by its name, or by its code ("skor IID")."""
    called = in_order(row["ukuran"]), in_order(row["kode"].replace("_", " "))
    return tuple(tuple(word for word in name if word not in FILLERS) for name in called)


def _is_money(row: Row) -> bool:
    return (row["satuan"] or "").startswith("rupiah")


def _part_year(row: Row) -> str:
    if row["cakupan_waktu"] != "tahun berjalan":
        return ""
    until = f"sampai {day(row['per_tanggal'])}" if row["per_tanggal"] else "sampai tanggal yang"
    return f" ({until}{'' if row['per_tanggal'] else ' tidak disebut'})"


def _changes(used: Used) -> Iterator[Entry]:
    """Growth between two whole years of one measure, as the ledger's question works it out."""
    for row in used.values():
        before = used.get((row["kode"], row["tahun_sebelumnya"]))
        if before is None or row["naik_persen"] is None:
            continue
        rise, difference = row["naik_persen"], row["nilai"] - before["nilai"]
        yield _change(before, row, rise, PERCENT, percent(rise, signed=True))
        if not _is_money(row):
            yield _change(before, row, difference, COUNT, number(difference, signed=True))
        if row["nilai"] >= LEAST_MULTIPLE * before["nilai"] > 0:
            times = row["nilai"] / before["nilai"]
            yield _change(before, row, times, TIMES, f"{number(times, 2)} kali")


def _change(before: Row, row: Row, value: float, kind: str, said: str) -> Entry:
    ways, nouns = (_UP, _RISE) if value > 0 else (_DOWN, _FALL)
    needs = *((way, FIGURE) for way in ways), *((noun,) for noun in nouns)
    return Entry(
        abs(value), kind, WORKED_OUT,
        f"{row['ukuran']} {before['tahun']}–{row['tahun']}: {said}",
        row["kode"], (before["tahun"], row["tahun"]), _names(row), in_order(row["satuan"]),
        (before, row), needs=needs,
    )  # fmt: skip


def _parts(used: Used) -> Iterator[Entry]:
    """A part in percent of its whole, and the rest, where both are published for one year."""
    for row in used.values():
        whole = used.get((row["bagian_dari"], row["tahun"]))
        if whole and whole["nilai"]:
            yield from _part(row, whole)


def _part(row: Row, whole: Row) -> Iterator[Entry]:
    part, every = row["nilai"], whole["nilai"]
    share, rest = 100 * part / every, every - part
    head, pair = f"{row['ukuran']} {row['tahun']}", f"{number(part)} dari {number(every)}"
    difference = f"{number(every)} − {number(part)} = {number(rest)}"
    told = (
        (share, PERCENT, f"{head}: {pair} = {percent(share)}", ()),
        (rest, COUNT, f"Sisanya, {head}: {difference}", tuple(_denied(row))),
    )
    for value, kind, words, needs in told:
        yield Entry(
            value, kind, WORKED_OUT, words, row["kode"], (row["tahun"],), _names(row),
            in_order(row["satuan"]), (row, whole), (_of(whole),), needs=needs,
        )  # fmt: skip


def _denied(row: Row) -> Iterator[Phrase]:
    """How a sentence says that what it counts is the rest: "kelurahan yang tidak ikut"."""
    for name in _names(row):
        verb = next((word for word in name[1:] if word not in RELATIONS), "")
        yield from ((word, verb) for word in _NOT)
