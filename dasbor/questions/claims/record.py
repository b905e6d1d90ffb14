"""What the ledger has to lay beside a figure: published figures, and what follows from two."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dasbor.format_id import day, number, percent
from dasbor.questions.claims.numbers import COUNT, PERCENT, RUPIAH, TIMES
from dasbor.questions.result import Result

PUBLISHED, RIVAL, WORKED_OUT = "terbit", "angka lain yang terbit", "dihitung dari dua angka terbit"
LEAST_MULTIPLE = 1.5  # below it nothing has become a multiple
UP = frozenset({"naik", "meningkat", "bertambah", "tumbuh", "kenaikan", "peningkatan"})
DOWN = frozenset({"turun", "menurun", "berkurang", "penurunan"})
NOTHING: frozenset[str] = frozenset()
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
OTHERS = frozenset({"tidak", "belum", "sisanya"})
Row = dict[str, Any]
Used = Mapping[tuple[str, int], Row]  # measure and year -> the figure in use


@dataclass(frozen=True)
class Entry:
    """A figure of the record: value, kind, standing, the words for it, and the ledger's rows.

    ``names`` are the ways to say in full what it measures, ``named`` all their words; ``covers``
    and ``years`` are those that a sentence may use and still say no more than the record;
    ``phrases`` are words that cover only all together (the scope of a figure). Without a word of
    ``needs`` a sentence speaks of something else.
    """

    value: float
    kind: str
    standing: str
    words: str
    measure: str
    years: frozenset[int]
    names: tuple[tuple[str, ...], ...]
    named: frozenset[str]
    covers: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    rows: tuple[Row, ...]
    needs: frozenset[str] = NOTHING


def entries(ledger: Result) -> list[Entry]:
    """All that the answer to ``angka_mana_untuk_memeriksa_klaim`` has to say."""
    rows = [row for row in ledger.records() if row["nilai"] is not None]
    used = {(row["kode"], row["tahun"]): row for row in rows if row["dipakai"]}
    return [*map(_published, rows), *_changes(used), *_parts(used)]


def words_in(text: str | None) -> frozenset[str]:
    """The words of a text in lower case, without numbers and signs."""
    return frozenset(_WORD.findall((text or "").lower()))


def _published(row: Row) -> Entry:
    change = row["naik_persen"] or 0
    ways = (UP if change > 0 else DOWN) if change else ()
    moved = tuple(frozenset({way, "menjadi"}) for way in ways)  # "naik 187" is not "naik menjadi"
    return Entry(
        row["nilai"],
        RUPIAH if _is_money(row) else COUNT,
        PUBLISHED if row["dipakai"] else RIVAL,
        f"{row['ukuran']} {row['tahun']}: {number(row['nilai'])}{_part_year(row)}{_whose(row)}",
        row["kode"],
        frozenset({row["tahun"]}),
        _names(row),
        _named(row),
        _named(row),
        (*moved, *filter(None, (words_in(row["lingkup"]), words_in(row["sebutan"])))),
        (row,),
    )


def _names(row: Row) -> tuple[tuple[str, ...], ...]:
    """What a measure is called in full: by its name, or by its code ("skor IID")."""
    return tuple(_WORD.findall(row["ukuran"].lower())), tuple(row["kode"].split("_"))


def _named(row: Row) -> frozenset[str]:
    """The words for a measure: its name, its unit and its code."""
    return words_in(row["satuan"]).union(*_names(row))


def _is_money(row: Row) -> bool:
    return (row["satuan"] or "").startswith("rupiah")


def _whose(row: Row) -> str:
    return "" if row["dipakai"] else f" menurut {row['penerbit'] or 'penerbit lain'}"


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
    words = f"{row['ukuran']} {before['tahun']}–{row['tahun']}: {said}"
    named = _named(row)
    covers = named | (UP if value > 0 else DOWN) | {"persen", "kali", "lipat"}
    years = frozenset({before["tahun"], row["tahun"]})
    rows = (before, row)
    size, names = abs(value), _names(row)
    return Entry(
        size, kind, WORKED_OUT, words, row["kode"], years, names, named, covers, (), rows
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
    both = _named(row) | _named(whole)
    told = (
        (share, PERCENT, f"{head}: {pair} = {percent(share)}", both | {"persen"}, NOTHING),
        (rest, COUNT, f"Sisanya, {head}: {difference}", both | OTHERS, OTHERS),
    )
    years = frozenset({row["tahun"]})
    for value, kind, words, covers, needs in told:
        yield Entry(
            value, kind, WORKED_OUT, words, row["kode"], years, _names(row), _named(row), covers,
            (), (row, whole), needs,
        )  # fmt: skip
