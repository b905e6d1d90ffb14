"""Where a file speaks of another year than the operator, or where a register all but vanishes."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dasbor.data.contract import Contract
from dasbor.data.inspection import WARNS, Finding
from dasbor.data.sourcing import everything
from dasbor.data.store import Store
from dasbor.format_id import listing, number
from dasbor.gate.account import by_column
from dasbor.gate.cleaning import REASON_COLUMN, YearChoice
from dasbor.gate.consents import OTHER_YEAR, SHRINKS, STAYS, YEAR_TO_COME
from dasbor.gate.effect import Effect
from dasbor.gate.model import Cleaned, Sheet
from dasbor.gate.values import brief, parse_year

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
DATES = ("tanggal_penerapan", "tanggal_input")
CURE = "Periksa pilihan tahunnya. Bila memang benar, setujui saat menerbitkan."


def of_years(cleaned: Cleaned, choice: YearChoice, today: date) -> Iterator[Finding]:
    """What in the file speaks of other years than the rows are to be published under."""
    _, columns = by_column(cleaned.rows)
    years = sorted(set(columns.get("tahun", ())))
    if not years:
        return
    chosen = listing([str(year) for year in years[:4]])
    for place, said in _names(cleaned.sheet):
        found = {int(year) for year in _YEAR.findall(said)}
        if found and not found & set(years):
            message = f"{place} “{brief(said)}” menyebut tahun lain daripada {chosen}."
            yield _finding(cleaned, message, OTHER_YEAR)
    if choice != YearChoice():
        yield from _in_column(cleaned, chosen, years)
    if choice.year:
        yield from _in_dates(cleaned, columns, choice.year)
    if later := [str(year) for year in years if year > today.year]:
        message = f"tahun {listing(later[:4])} belum tiba (sekarang {today.year})."
        yield _finding(cleaned, message, YEAR_TO_COME)


def _finding(cleaned: Cleaned, message: str, rule: str) -> Finding:
    return Finding(WARNS, cleaned.sheet.file, message, CURE, column="tahun", rule=rule)


def _names(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What a file calls itself: its name, the name of the sheet, the lines above the header."""
    yield "nama berkas", sheet.file
    yield "nama lembar", sheet.name
    for line in sheet.skipped:
        if line.row < sheet.header_row:
            yield "judul di atas tabel", line.text


def _in_column(cleaned: Cleaned, chosen: str, years: Collection[int]) -> Iterator[Finding]:
    """Rows whose own column names another year."""
    if "tahun" not in cleaned.match.columns:
        return
    at = cleaned.match.columns.index("tahun")
    texts = Counter(cells[at].strip() for _, cells in cleaned.sheet.rows if at < len(cells))
    read = {text: parse_year(text).value for text in texts if text}
    others = {text: year for text, year in read.items() if year and year not in years}
    if others:
        count = sum(texts[text] for text in others)
        said = listing(sorted({str(year) for year in others.values()})[:4])
        message = (
            f"kolom tahun menyebut {said} pada {number(count)} dari"
            f" {number(len(cleaned.sheet.rows))} baris, bukan {chosen}."
        )
        yield _finding(cleaned, message, OTHER_YEAR)


def _in_dates(
    cleaned: Cleaned, columns: Mapping[str, Sequence[Any]], year: int
) -> Iterator[Finding]:
    """Most innovations begun, or entered, after the year that they are to be of."""
    for name in DATES:
        known = [value for value in columns.get(name, ()) if value]
        later = [value for value in known if value.year > year]
        if known and len(later) * 2 > len(known):
            label = name.replace("_", " ")
            message = (
                f"{label} sesudah {year} pada {number(len(later))} dari {number(len(known))} baris"
                " yang bertanggal."
            )
            yield _finding(cleaned, message, OTHER_YEAR)


def staying(
    contract: Contract, kept: Mapping[str, Sequence[Any]], sheet: Sheet
) -> Iterable[Finding]:
    """Innovations of a year that a file does not bring, counted beside its own.

    Corrected rejects come to those that were accepted.
    """
    if "id" not in contract.key or sheet.header[:1] == (REASON_COLUMN,):
        return
    for year, rows in sorted(Counter(kept.get("tahun", ())).items()):
        yield Finding(
            WARNS,
            sheet.file,
            f"{contract.title} {year}: {number(rows)} baris yang berlaku tidak ada di berkas ini"
            " dan tetap terhitung.",
            "Bila berkas ini isi lengkap tahun itu, pilih Isi lengkap (di terminal: --ganti); bila"
            " memang menambah, setujui saat menerbitkan.",
            rule=STAYS,
        )


def shrinking(
    effect: Effect, store: Store, contracts: Mapping[str, Contract], file: str
) -> Iterable[Finding]:
    """Datasets and years that lose half of their rows or more."""
    for rows in effect.rows:
        if rows.dataset not in contracts or not rows.gone:
            continue
        where = f"where tahun = {rows.year}" if rows.year else ""
        there = everything(contracts[rows.dataset])
        [(before,)] = store.rows(f"select count(*) from {there} {where}")
        after = before + rows.new - rows.gone
        if after * 2 <= before:
            title = contracts[rows.dataset].title
            year = f" {rows.year}" if rows.year else ""
            yield Finding(
                WARNS,
                file,
                f"{title}{year} menyusut dari {number(before)} menjadi {number(after)} baris.",
                "Periksa apakah berkasnya lengkap dan tahunnya benar. Bila hanya sebagian, pilih"
                " Tambahan; bila memang menyusut, setujui saat menerbitkan.",
                rule=SHRINKS,
            )
