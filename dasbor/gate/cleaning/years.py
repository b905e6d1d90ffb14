"""The register year of every row: chosen for the whole file, or read from a column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dasbor.data.contract import Contract
from dasbor.format_id import number
from dasbor.gate.account import Account
from dasbor.gate.values import MISSING, YEARS, Flaw, parse_year, shown


@dataclass(frozen=True)
class YearChoice:
    """Where the year of the register comes from: one year for the whole file, or a column."""

    year: int | None = None
    column: str = "tahun"  # or tanggal_penerapan, tanggal_input; used when there is no year

    def __str__(self) -> str:
        return f"{self.year} untuk seluruh berkas" if self.year else f"menurut {self.column}"


def years_of(
    account: Account,
    contract: Contract,
    columns: Mapping[str, list[Any]],
    source: int | None,
    choice: YearChoice,
) -> list[Any]:
    """The register year of every row; rows without one are rejected."""
    if choice.year:
        years: list[Any] = [choice.year] * len(account.numbers)
    else:
        found = columns.get(choice.column) or [None] * len(account.numbers)
        years = [getattr(value, "year", value) for value in found]
        if coarser := next((c.coarser for c in contract.columns if c.name == choice.column), ""):
            kept = [re.search("[0-9]{4}$", text or "") for text in columns[coarser]]
            years = [
                year or (int(found[0]) if found else None)
                for year, found in zip(years, kept, strict=True)
            ]
    if source is not None and (choice.year or choice.column != "tahun"):
        _overrule(account, contract, account.texts(source), years)
    elif source is None and years:
        reason = f"tahun daftar {choice}, pada {number(len(years))} baris"
        account.changed += 1
        account.change("tahun", reason, 0, "", shown(years[0]))
    label = next((c.label for c in contract.columns if c.name == choice.column), choice.column)
    cure = f"Isi kolom {label}, atau pilih satu tahun untuk seluruh berkas."
    absent = Flaw("tahun", f"tahun daftar tidak diketahui karena {label} kosong.", cure)
    strange = Flaw("tahun", "tahun daftar tidak masuk akal.", cure)
    done = account.flagged.get(choice.column, set()) if not choice.year else set()
    account.flag(
        contract.column("tahun"),
        (
            (at, shown(year), absent if year is None else strange)
            for at, year in enumerate(years)
            if year not in YEARS and at not in done
        ),
    )
    return years


def _overrule(
    account: Account, contract: Contract, texts: Sequence[str], years: Sequence[int | None]
) -> None:
    """The choice holds where the file says another year; a text that is none rejects the row."""
    reason = "tahun daftar menurut pilihan operator"
    cure = "Betulkan baris itu, atau abaikan kolom tahun pada pemetaan."
    shifted = Flaw("tahun", "bukan tahun; mungkin pemisah di dalam teks menggeser sel.", cure)
    strange = []
    for at, (text, year) in enumerate(zip(texts, years, strict=True)):
        if text.strip() != str(year) and text.strip().casefold() not in MISSING:
            if parse_year(text.strip()).value is None:
                strange.append((at, text, shifted))
                continue
            account.changed += 1
            account.change("tahun", reason, at, text, shown(year))
    account.flag(contract.column("tahun"), strange)
