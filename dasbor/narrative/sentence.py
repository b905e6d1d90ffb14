"""What every sentence is made of: the rows that are known, and the words that guard them."""

from dataclasses import dataclass, field
from typing import Any

from dasbor.format_id import day_and_month, listing, lowered, years
from dasbor.questions.filters import CHOICES
from dasbor.questions.provenance import PART_YEAR
from dasbor.questions.result import Result

NARROWING = ("tahun_dari", "tahun_sampai", *CHOICES)
UNFILLED = "Tidak diisi"  # the group of innovations that do not say
GONE = ("OPD ini tidak ada pada tahun itu", "Unit belum atau tidak lagi ada")
FEW_NAMES = 6  # longer lists of names are counted instead


@dataclass(frozen=True)
class Sentence:
    """One statement and the queries it was read from.

    ``results`` are the answers themselves, so that a page can show and hand out the numbers;
    ``year`` is the one all its numbers are of, where it is only one.
    """

    text: str
    basis: tuple[str, ...]
    results: tuple[Result, ...] = field(default=(), compare=False, repr=False)
    year: int | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


def said(text: str, *results: Result, year: int | None = None) -> Sentence:
    """A statement read from answers. Of samples nothing is ever stated, only what is asked."""
    if any(result.sample for result in results):
        text = f"Peragaan: {lowered(results[0].query.question)}"
    return Sentence(text, tuple(result.query.name for result in results), results, year)


def none_yet(what: str, result: Result) -> Sentence:
    """That there is nothing of it so far, within the filters where there are some.

    There may be all of it, only no such office in those years.
    """
    if result.parameters.get("opd") and _is_gone(result):
        return said("OPD terpilih tidak ada pada tahun itu", result)
    return said(f"Belum ada {what}{within(result)}", result)


def _is_gone(result: Result) -> bool:
    if not result:  # of a list of offices
        return any(origin.rows for origin in result.origins)
    return any(row.get("keterangan") in GONE for row in result.records())


def within(result: Result, *filters: str) -> str:
    """Words for a statement that holds only within some filters, or any: none when none is set."""
    narrowed = any(result.parameters.get(name) for name in filters or NARROWING)
    return " dalam saringan ini" if narrowed else ""


def among(result: Result) -> str:
    """Words for a statement on several offices when filters choose which, or what of theirs."""
    return within(result, *CHOICES)


def chosen(result: Result) -> str:
    """What offices are called that a filter chooses: not all of the city."""
    return " terpilih" if result.parameters.get("opd") else ""


def all_of(count: int, what: str) -> str:
    """``Semua 34 OPD``; of two Indonesian says ``Kedua``."""
    return f"Kedua {what}" if count == 2 else f"Semua {count} {what}"


def year_words(row: dict[str, Any], separator: str = " (") -> str:
    """A year, and that it is a part of one: ``2023 (sampai 20 Juni)`` or ``2023, sampai …``."""
    if not row.get("tahun_berjalan"):
        return str(row["tahun"])
    until = row.get("per_tanggal")
    words = f"sampai {day_and_month(until)}" if until else "belum setahun penuh"
    return f"{row['tahun']}{separator}{words}{')' if separator == ' (' else ''}"


def at(result: Result, year: int) -> str:
    """A year of an answer, with how far it goes when its register is of a part of the year."""
    part = [o.as_of for o in result.origins if o.year == year and o.period == PART_YEAR]
    cut = (r for r in result.records() if r.get("tahun") == year and r.get("tahun_berjalan"))
    part += [row.get("per_tanggal") for row in cut]
    until = max(filter(None, part), default=None)
    return year_words({"tahun": year, "tahun_berjalan": bool(part), "per_tanggal": until})


def over(result: Result, several: list[int]) -> str:
    """Years of an answer: ``2021–2023``, and which of them is a part of one."""
    if len(set(several)) == 1:
        return at(result, several[0])
    parts = [at(result, year) for year in sorted(set(several))]
    whole = years(several)
    cut = [part for part in parts if " (" in part]
    return f"{whole} ({listing([part.replace(' (', ' ')[:-1] for part in cut])})" if cut else whole


def verb(change: float) -> str:
    """The word for a change of that sign."""
    return "naik" if change > 0 else "turun" if change < 0 else "tetap"
