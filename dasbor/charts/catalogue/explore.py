"""The chart of the analyst's bench: two groups and one measure, as the reader chose them."""

from dasbor import narrative
from dasbor.charts.description import Chart
from dasbor.query import Result


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
