"""Numbers of innovations: kept, recognised from the registers, or given anew."""

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dasbor.format_id import number
from dasbor.gate.account import Account
from dasbor.gate.references import References, highest_numbers
from dasbor.gate.values import words

_ROW_NUMBER = re.compile("[0-9]{1,9}")


def drop_foreign(account: Account, columns: Mapping[str, list[Any]]) -> None:
    """Numbers of rows, or of another system: as ids they would make strangers look continued."""
    ids = columns["id"]
    if foreign := {value for value in set(ids) if value and _ROW_NUMBER.fullmatch(value)}:
        columns["id"][:] = [None if value in foreign else value for value in ids]
        message = "nomor baris atau nomor aplikasi lain tidak dipakai sebagai nomor inovasi."
        cure = "Tidak perlu tindakan; nomor inovasi diberikan menurut daftar."
        account.note(message, cure, "nomor_asing", "id")


def give(account: Account, columns: Mapping[str, list[Any]], references: References) -> str:
    """Ids for rows without: the innovation's own when a register knows it, else the next number."""
    kept = [at for at in range(len(account.numbers)) if at not in account.reasons]
    years, by_year = columns["tahun"], dict[int, list[int]]()
    for year, rows in groupby(kept, years.__getitem__):
        by_year.setdefault(year, []).extend(rows)
    highest = dict(references.highest)
    for year, running in highest_numbers(columns["id"][at] for at in kept).items():
        highest[year] = max(highest.get(year, 0), running)
    nameless = [at for at in kept if not columns["id"][at]]
    titles = references.titled(columns["judul"][at] for at in nameless) if nameless else {}
    current: dict[int, dict[tuple[str, str], str]] = {}
    known = made = 0
    for year in sorted(by_year):
        before = ChainMap(current.get(year - 1, {}), dict(titles.get(year - 1, {})))
        registers = (titles.get(year, {}), before)
        if any(registers) or year < max(by_year):
            current[year], found, new = _known_ids(columns, by_year[year], registers, highest, year)
        else:
            found, new = 0, _new_ids(columns["id"], by_year[year], highest, year)
        known, made = known + found, made + new
    return f"{number(known)} dikenali dari daftar, {number(made)} baru"


def _new_ids(ids: list[Any], rows: Sequence[int], highest: dict[int, int], year: int) -> int:
    """Running numbers for rows without an id, when there is no register that might know them."""
    bare = [at for at in rows if not ids[at]]
    for running, at in enumerate(bare, start=highest.get(year, 0) + 1):
        ids[at] = f"{year}-{running:03d}"
    return len(bare)


def _known_ids(
    columns: Mapping[str, list[Any]],
    rows: Sequence[int],
    registers: Sequence[Mapping[tuple[str, str], str]],
    highest: dict[int, int],
    year: int,
) -> tuple[dict[tuple[str, str], str], int, int]:
    ids = columns["id"]
    taken = {ids[at] for at in rows if ids[at]}
    titles: dict[tuple[str, str], str] = {}
    found = made = 0
    for at in rows:
        key = (columns["opd"][at] or "", words(columns["judul"][at] or ""))
        if not ids[at]:
            past = (register.get(key) for register in registers)
            ids[at] = next((old for old in past if old and old not in taken), None)
            if ids[at]:
                found += 1
            else:
                made += 1
                highest[year] = highest.get(year, 0) + 1
                ids[at] = f"{year}-{highest[year]:03d}"
            taken.add(ids[at])
        titles.setdefault(key, ids[at])
    return titles, found, made
