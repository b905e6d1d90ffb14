"""Charts of the index."""

from dasbor import narrative
from dasbor.charts.catalogue.years import reasons
from dasbor.charts.description import Chart
from dasbor.query import Result


def index(result: Result) -> Chart:
    """The score of the index per year, gaps as gaps."""
    title = str(narrative.index(result))
    return Chart(
        key="skor_iid",
        kind="garis",
        result=result,
        x="tahun",
        y="skor",
        title=title,
        alt=f"{title}. Tahun tanpa angka terbit dibiarkan kosong.",
        missing=reasons(result, "skor"),
        decimals=2,
    )
