"""Charts of the kelurahan and their part in Posyantek."""

from dasbor import narrative
from dasbor.charts.catalogue.years import QUIET, reasons
from dasbor.charts.description import Chart
from dasbor.query import Result


def districts(result: Result) -> Chart:
    """Kelurahan that take part and that do not, per kecamatan."""
    title = str(narrative.by_district(result))
    return Chart(
        key="posyantek_kecamatan",
        kind="batang",
        result=result,
        x="kecamatan",
        y="jumlah",
        series="status",
        quiet=QUIET,
        title=title,
        alt=f"{title}. Batang bertumpuk per kecamatan: ikut, tidak ikut.",
    )


def participation(result: Result) -> Chart:
    """Kelurahan taking part per year."""
    title = str(narrative.trend(result))
    return Chart(
        key="posyantek_tahun",
        kind="kolom",
        result=result,
        x="tahun",
        y="ikut",
        title=title,
        alt=f"{title}. {narrative.posyantek(result)}.",
        missing=reasons(result, "ikut"),
    )
