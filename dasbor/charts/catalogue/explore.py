"""The charts of the analyst's bench: two groups and one measure, two selections side by side."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dasbor import format_id, narrative
from dasbor.charts.catalogue.years import breaks, pale_years, reasons
from dasbor.charts.description import Chart
from dasbor.questions.result import Result

SIDES = ("Pilihan ini", "Pembanding")


def pivot(result: Result, down: str, across: str, average: bool = False) -> Chart:
    """Cells of two groups, or bars of one; a count, or the mean of the known maturity."""
    measure = narrative.MEAN if average else "jumlah"
    title = str(narrative.pivoted(result, down, across, measure))
    return Chart(
        key="pivot",
        kind="matriks" if across else "batang",
        result=result,
        x="baris",
        y=measure,
        series="kolom" if across else "",
        title=title,
        alt=f"{title}. Petak baris kali kolom; petak kosong berarti tidak ada barisnya.",
        decimals=1 if average else None,
    )


def compared(first: Result, second: Result, group: str, years: Result) -> tuple[Chart, Chart]:
    """Two selections counted by one group: the same labels, in one order, on one scale.

    ``years`` has every year of the registers: a comparison by year has its gaps and part-years.
    """
    sides = [dict(zip(s.values("baris"), s.values("jumlah"), strict=True)) for s in (first, second)]
    by_year = group == "tahun"
    gaps = _by_label(reasons(years, "jumlah")) if by_year else {}
    labels = list(map(str, years.values("tahun"))) if by_year else _largest_first(*sides)
    one, two = (
        Chart(
            key=f"banding_{number}",
            kind="kolom" if by_year else "batang",
            result=_aligned(result, {n: None if n in gaps else counts.get(n, 0) for n in labels}),
            x="baris",
            y="jumlah",
            title=f"{SIDES[number]}: {format_id.number(sum(counts.values()))} baris",
            alt=f"{SIDES[number]} menurut {group}; angkanya ada pada tabel.",
            columns=("baris", "jumlah"),
            missing=gaps,
            pale=_by_label(pale_years(years)) if by_year else {},
            breaks=frozenset(map(str, breaks(years))) if by_year else frozenset(),
            whole=max([1, *sides[0].values(), *sides[1].values()]),
        )
        for number, (result, counts) in enumerate(zip((first, second), sides, strict=True))
    )
    return one, two


def _largest_first(one: Mapping[str, int], two: Mapping[str, int]) -> list[str]:
    return sorted({**one, **two}, key=lambda n: (-max(one.get(n, 0), two.get(n, 0)), n))


def _by_label(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(year): text for year, text in words.items()}


def _aligned(result: Result, counts: Mapping[str, int | None]) -> Result:
    """An answer of these counts alone, one row per label."""
    names = [column.name for column in result.columns]
    rows = ({"baris": label, "jumlah": count} for label, count in counts.items())
    return replace(result, rows=tuple(tuple(row.get(name) for name in names) for row in rows))
