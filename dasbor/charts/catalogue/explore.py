"""The charts of the analyst's bench: a pivot, selections side by side, the same for every group."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dasbor import format_id, narrative
from dasbor.charts.catalogue.years import breaks, pale_years, reasons
from dasbor.charts.description import Chart
from dasbor.charts.kinds import Kind
from dasbor.questions.result import Result
from dasbor.questions.turning import COUNT, MEAN, SHARES, cells

HERE, OTHER, OUTSIDE = "Pilihan ini", "Pembanding", "di luar pilihan"
ADDED_UP = frozenset({COUNT, "baris_persen", "semua_persen"})  # of which stacks make sense
MOST_GROUPS = 6  # lines or parts of a column that are still told apart


def pivot(
    result: Result, years: Result, kind: Kind = "matriks", series: Collection[str] = ()
) -> Chart:
    """Cells of two groups, or columns, bars or lines of one by the other.

    A measure that does not add up is never stacked: it stays in cells. ``series`` are the groups
    that are drawn; none means the first of them. ``years`` as for ``compared``.
    """
    down, across = result.parameters["baris"], result.parameters.get("kolom") or ""
    measure = cells(result.parameters)
    kind = _fitting(kind, measure, bool(across))
    x, group = ("baris", "kolom") if across else ("baris", "")
    if across == "tahun" and kind in ("kolom", "garis"):
        x, group = group, x
    title = str(narrative.pivoted(result, down, across, measure))
    shown = _only(result, group, series) if group and kind != "matriks" else result
    by_year, place = _years_of(result, years)
    along = bool(place) and place == (group if kind == "matriks" else x)
    return Chart(
        key="pivot",
        kind=kind,
        result=shown,
        x=x,
        y=measure,
        series=group,
        title=title,
        alt=f"{title}. {_kind_in_words(kind)}; yang kosong berarti belum ada daftarnya.",
        decimals=1 if measure in {MEAN, *SHARES} else None,
        pale=_by_label(pale_years(years)) if along else {},
        breaks=frozenset(map(str, breaks(years))) if along and place == x else frozenset(),
        missing=by_year if along else {},
    )


def _fitting(kind: Kind, measure: str, across: bool) -> Kind:
    if not across:
        return "batang" if kind == "matriks" else kind
    return "matriks" if kind in ("kolom", "batang") and measure not in ADDED_UP else kind


def _kind_in_words(kind: Kind) -> str:
    return "Petak baris kali kolom" if kind == "matriks" else "Satu tanda tiap nilai"


def _only(result: Result, column: str, chosen: Collection[str]) -> Result:
    """The rows of some groups: those chosen, else the first ones."""
    there = list(dict.fromkeys(result.values(column)))
    kept = [name for name in there if name in chosen] or there[:MOST_GROUPS]
    pairs = zip(result.rows, result.values(column), strict=True)
    return replace(result, rows=tuple(row for row, name in pairs if name in kept))


def _years_of(result: Result, years: Result) -> tuple[dict[str, str], str]:
    """Years without any value and why, and the column that holds the years; none without one."""
    asked = result.parameters
    columns = (name for name in ("baris", "kolom") if asked.get(name) == "tahun")
    if not (column := next(columns, "")):
        return {}, ""
    known = {row[column] for row in result.known("jumlah")}
    empty = {row[column]: row["keterangan"] for row in result.records()}
    told = _by_label(reasons(years, "jumlah"))
    return {y: told.get(y) or why for y, why in empty.items() if y not in known}, column


def compared(
    results: Sequence[Result], group: str, years: Result, within: Sequence[Collection[str]] = ()
) -> tuple[Chart, ...]:
    """Selections counted by one group: the same labels, in one order, on one scale.

    ``years`` has every year of the registers: a comparison by year has its gaps and part-years.
    ``within`` are the labels that each selection takes, none where all: the others are no zeros.
    """
    sides = [dict(zip(r.values("baris"), r.values("jumlah"), strict=True)) for r in results]
    by_year = group == "tahun"
    gaps = _by_label(reasons(years, "jumlah")) if by_year else {}
    for side, result in zip(sides, results, strict=True):
        told = zip(result.values("baris"), result.values("keterangan"), strict=True)
        gaps |= {n: gaps.get(n) or why for n, why in told if side[n] is None}
    labels = list(map(str, years.values("tahun"))) if by_year else _largest_first(sides)
    limits = [set(only) or {*labels} for only in within or [()] * len(sides)]
    missing = [dict.fromkeys({*labels} - only, OUTSIDE) | gaps for only in limits]
    return tuple(
        Chart(
            key=f"banding_{number}",
            kind="kolom" if by_year else "batang",
            result=_aligned(result, {n: None if n in none else side.get(n, 0) for n in labels}),
            x="baris",
            y="jumlah",
            title=f"{(name := side_name(number))}: {format_id.number(_sum(side.values()))} baris",
            alt=f"{name} menurut {group}; angkanya ada pada tabel.",
            columns=("baris", "jumlah"),
            missing=none,
            pale=_by_label(pale_years(years)) if by_year else {},
            breaks=frozenset(map(str, breaks(years))) if by_year else frozenset(),
            whole=max([1, *(_most(side.values()) for side in sides)]),
        )
        for number, (result, side, none) in enumerate(zip(results, sides, missing, strict=True))
    )


def side_name(number: int) -> str:
    """What the selections of a comparison are called: this one, then the others by number."""
    return f"{OTHER} {number}" if number else HERE


def multiples(result: Result, years: Result) -> tuple[Chart, ...]:
    """The same small columns over the years for every group down, all on one scale."""
    measure = cells(result.parameters)
    whole = max([1.0, *(row[measure] for row in result.known(measure))])
    gaps, _ = _years_of(result, years)
    groups = dict.fromkeys(result.values("baris"))
    return tuple(
        Chart(
            key=f"kecil_{number}",
            kind="kolom",
            result=_only(result, "baris", {name}),
            x="kolom",
            y=measure,
            title=str(name),
            alt=f"{name} tiap tahun; angkanya ada pada unduhan.",
            missing=gaps,
            pale={},
            breaks=frozenset(map(str, breaks(years))),
            decimals=1 if measure in {MEAN, *SHARES} else None,
            whole=whole,
        )
        for number, name in enumerate(groups)
    )


def _sum(values: Iterable[int | None]) -> int:
    return sum(value for value in values if value is not None)


def _most(values: Iterable[int | None]) -> int:
    return max((value for value in values if value is not None), default=0)


def _largest_first(sides: Sequence[Mapping[str, int]]) -> list[str]:
    labels = dict.fromkeys(label for side in sides for label in side)
    return sorted(labels, key=lambda n: (-_most(side.get(n) for side in sides), n))


def _by_label(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(year): text for year, text in words.items()}


def _aligned(result: Result, counts: Mapping[str, int | None]) -> Result:
    """An answer of these counts alone, one row per label."""
    names = [column.name for column in result.columns]
    rows = ({"baris": label, "jumlah": count} for label, count in counts.items())
    return replace(result, rows=tuple(tuple(row.get(name) for name in names) for row in rows))
