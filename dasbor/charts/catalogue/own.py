"""The quick chart of an analyst's own answer."""

from dasbor.charts.description import Chart
from dasbor.charts.kinds import Kind
from dasbor.questions.result import Result

MOST = 60  # marks that can still be told apart


def own(result: Result, x: str, y: str, kind: Kind) -> Chart:
    """One value ``y`` per ``x``, as asked. Raises ``ValueError`` when it cannot be drawn so."""
    named = [value for value in result.values(x) if value is not None]
    if len(set(named)) < len(named):
        raise ValueError(f"“{x}” berulang: kelompokkan dulu dengan GROUP BY {x}.")
    if len(named) > MOST:
        raise ValueError(f"Terlalu banyak untuk satu gambar: {len(named)}, batasnya {MOST}.")
    title = f"{y} menurut {x}"
    return Chart(
        key="kueri_sendiri",
        kind=kind,
        result=result,
        x=x,
        y=y,
        title=title,
        alt=f"Kueri sendiri: {title}, {len(named)} nilai; angkanya ada pada tabel.",
        missing={
            key: "Kosong"
            for key, value in zip(result.values(x), result.values(y), strict=True)
            if value is None
        },
    )
