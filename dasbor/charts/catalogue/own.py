"""The quick chart of an analyst's own answer."""

from dataclasses import replace

from dasbor.charts.description import COLOURS, Chart
from dasbor.charts.kinds import Kind
from dasbor.narrative.sentence import UNFILLED
from dasbor.questions.result import Result

MOST = 60  # marks that can still be told apart


def own(result: Result, x: str, y: str, kind: Kind, series: str = "") -> Chart:
    """One value ``y`` per ``x``, or per ``x`` and ``series``, as asked.

    Raises ``ValueError`` when it cannot be drawn so.
    """
    result = _named(result, {x, series})
    keys = _keys(result, x, series)
    if len(set(keys)) < len(keys):
        by = f"{x}, {series}" if series else x
        raise ValueError(f"“{by}” berulang: kelompokkan dulu dengan GROUP BY {by}.")
    named, groups = len({a for a, _ in keys}), len({b for _, b in keys})
    if named > MOST or groups > COLOURS:
        many = f"{named}, batasnya {MOST}" if named > MOST else f"{groups} seri, batasnya {COLOURS}"
        raise ValueError(f"Terlalu banyak untuk satu gambar: {many}.")
    title = f"{y} menurut {x}" + (f" dan {series}" if series else "")
    known = {row[x] for row in result.known(y)}
    return Chart(
        key="kueri_sendiri",
        kind=kind,
        result=result,
        x=x,
        y=y,
        series=series,
        title=title,
        alt=f"Kueri sendiri: {title}, {named} nilai; angkanya ada pada tabel.",
        missing={key: "Kosong" for key, _ in keys if key not in known},
    )


def _named(result: Result, groups: set[str]) -> Result:
    """The answer with a word for a group that is not filled in: what it counts is there too."""
    at = [place for place, column in enumerate(result.columns) if column.name in groups]
    rows = (
        tuple(UNFILLED if n in at and v is None else v for n, v in enumerate(row))
        for row in result.rows
    )
    return replace(result, rows=tuple(rows))


def _keys(result: Result, x: str, series: str) -> list[tuple[object, object]]:
    groups = result.values(series) if series else [""] * len(result.rows)
    return list(zip(result.values(x), groups, strict=True))
