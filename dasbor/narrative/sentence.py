"""What every sentence is made of: the rows that are known, and the words that guard them."""

from dataclasses import dataclass, field
from typing import Any

from dasbor.format_id import day_and_month
from dasbor.questions.filters import CHOICES
from dasbor.questions.result import Result

NARROWING = ("tahun_dari", "tahun_sampai", *CHOICES)
FEW_NAMES = 6  # longer lists of names are counted instead


@dataclass(frozen=True)
class Sentence:
    """One statement, the queries it was read from, and whether illustrative rows are behind it.

    ``results`` are the answers themselves, so that a page can show and hand out the numbers.
    """

    text: str
    basis: tuple[str, ...]
    illustrative: bool = False
    results: tuple[Result, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


def said(text: str, result: Result) -> Sentence:
    """A statement read from one answer."""
    return Sentence(text, (result.query.name,), result.illustrative, (result,))


def none_yet(what: str, result: Result) -> Sentence:
    """That there is nothing of it so far, within the filters where there are some."""
    return said(f"Belum ada {what}{within(result)}", result)


def certain(text: str, *results: Result) -> Sentence:
    """A statement that holds whether or not rows are illustrative: on gaps, rules, ledger rows."""
    return Sentence(text, tuple(result.query.name for result in results), False, results)


def within(result: Result, *filters: str) -> str:
    """Words for a statement that holds only within some filters, or any: none when none is set."""
    narrowed = any(result.parameters.get(name) for name in filters or NARROWING)
    return " dalam saringan ini" if narrowed else ""


def among(result: Result) -> str:
    """Words for a statement on several offices when filters choose which, or what of theirs."""
    return within(result, *CHOICES)


def all_of(count: int, what: str) -> str:
    """``Semua 34 perangkat daerah``; of two Indonesian says ``Kedua``."""
    return f"Kedua {what}" if count == 2 else f"Semua {count} {what}"


def year_words(row: dict[str, Any], separator: str = " (") -> str:
    """A year, and that it is a part-year: ``2023 (tahun berjalan)`` or ``2023, tahun berjalan``."""
    if not row.get("tahun_berjalan"):
        return str(row["tahun"])
    until = f" s.d. {day_and_month(row['per_tanggal'])}" if row.get("per_tanggal") else ""
    return f"{row['tahun']}{separator}tahun berjalan{until}{')' if separator == ' (' else ''}"


def verb(change: float) -> str:
    """The word for a change of that sign."""
    return "naik" if change > 0 else "turun" if change < 0 else "tetap"
