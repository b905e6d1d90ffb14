"""The charts of the analyst's bench: two groups and one measure, two selections side by side."""

from dataclasses import replace

from dasbor import format_id, narrative
from dasbor.charts.description import Chart
from dasbor.query import Result

SIDES = ("Pilihan ini", "Pembanding")


def pivot(result: Result, down: str, across: str, average: bool = False) -> Chart:
    """Cells of two groups, or bars of one; a count, or the mean of the known maturity."""
    title = str(narrative.pivoted(result, down, across))
    measure = "rata_kematangan" if average else "jumlah"
    return Chart(
        key="pivot",
        kind="matriks" if across else "batang",
        result=result,
        x="baris",
        y=measure,
        series="kolom" if across else "",
        title=f"{title} (rata-rata kematangan)" if average else title,
        alt=f"{title}. Petak baris kali kolom; petak kosong berarti tidak ada barisnya.",
        decimals=1 if average else None,
    )


def compared(first: Result, second: Result, group: str) -> tuple[Chart, Chart]:
    """Two selections counted by one group: the same labels, in one order, on one scale."""
    sides = [
        dict(zip(side.values("baris"), side.values("jumlah"), strict=True))
        for side in (first, second)
    ]
    labels = sorted({**sides[0], **sides[1]}, key=lambda label: _place(label, sides, group))
    peak = max([1, *sides[0].values(), *sides[1].values()])
    one, two = (
        Chart(
            key=f"banding_{number}",
            kind="kolom" if group == "tahun" else "batang",
            result=_aligned(result, labels, counts),
            x="baris",
            y="jumlah",
            title=f"{name}: {format_id.number(sum(counts.values()))} baris",
            alt=f"{name}, {len(labels)} batang; angkanya ada pada tabel.",
            columns=("baris", "jumlah"),
            whole=peak,
        )
        for number, (name, result, counts) in enumerate(
            zip(SIDES, (first, second), sides, strict=True)
        )
    )
    return one, two


def _place(label: str, sides: list[dict[str, int]], group: str) -> tuple[int, str]:
    """Years in their order, other labels with the largest count first."""
    return (0 if group == "tahun" else -max(side.get(label, 0) for side in sides), label)


def _aligned(result: Result, labels: list[str], counts: dict[str, int]) -> Result:
    """A count per label in this order: what a selection has nothing of is zero."""
    names = [column.name for column in result.columns]
    rows = [{"baris": label, "jumlah": counts.get(label, 0)} for label in labels]
    return replace(result, rows=tuple(tuple(row.get(name) for name in names) for row in rows))
