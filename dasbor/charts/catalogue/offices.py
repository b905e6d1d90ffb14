"""Charts of the offices: ranking, years, fields of government, one office."""

from collections.abc import Sequence
from dataclasses import replace

from dasbor import narrative
from dasbor.charts import gaps
from dasbor.charts.catalogue.years import breaks, pale_years, reasons, until
from dasbor.charts.description import Chart
from dasbor.charts.parts import Mark
from dasbor.questions.provenance import PART_YEAR
from dasbor.questions.result import Result

NAMED = {"Disebut": Mark("●", "baik")}


def named(result: Result, facts: Result) -> Chart:
    """The offices that sources name, by year; an empty cell says nothing of an office.

    ``facts`` say for what they are named. A year between in which nobody is named has its column.
    """
    years = result.values("tahun")
    between = range(min(years, default=0), max(years, default=0))
    return Chart(
        key="opd_disebut",
        kind="matriks",
        result=result,
        x="singkatan",
        y="disebut",
        series="tahun",
        title=str(narrative.named(facts)),
        alt=f"{narrative.named(facts)}. Petak OPD kali tahun; petak kosong berarti tidak disebut.",
        marks=NAMED,
        missing={year: gaps.NOBODY_NAMED for year in between if year not in years},
        counted=facts,
    )


def office(result: Result, name: str) -> Chart:
    """Innovations of one office per year."""
    return Chart(
        key="profil_opd",
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        title=str(narrative.said(f"Inovasi {name} per tahun", result)),
        alt=f"Inovasi {name} per tahun.",
        missing=reasons(result, "jumlah"),
        pale=pale_years(result),
        breaks=breaks(result),
    )


def on_one_scale(charts: Sequence[Chart]) -> list[Chart]:
    """The same charts with one scale, so that they can be compared; only their values are drawn."""
    plain = [replace(c, result=replace(c.result, targets=(), events=())) for c in charts]
    whole = max((chart.peak for chart in plain), default=0)
    return [replace(chart, whole=whole) for chart in plain]


def ranking(result: Result) -> Chart:
    """Offices of the master list by number of innovations, the zeros included."""
    title = str(narrative.leaders(result))
    none = narrative.without_innovation(result)
    return Chart(
        key="peringkat_opd",
        kind="batang",
        result=result,
        x="singkatan",
        y="jumlah",
        title=title,
        alt=f"{title}. {none or narrative.leaders(result)}.",
    )


def matrix(result: Result) -> Chart:
    """Offices by year: a number, a zero, or a gap."""
    idle = narrative.never(result)
    counted = {row["tahun"] for row in result.known("jumlah")}
    return Chart(
        key="opd_per_tahun",
        kind="matriks",
        result=result,
        x="singkatan",
        y="jumlah",
        series="tahun",
        title=str(idle),
        alt=f"{idle}. Petak OPD kali tahun; petak kosong berarti belum ada data.",
        missing={
            row["tahun"]: row["keterangan"]
            for row in result.records()
            if row["keterangan"] == "Belum ada data"
        },
        pale={
            origin.year: until(result, {"tahun": origin.year})
            for origin in result.origins
            if origin.period == PART_YEAR and origin.year in counted
        },
    )


def fields(result: Result) -> Chart:
    """Innovations by field of government, the zeros included."""
    title = str(narrative.fields(result))
    named = zip(result.rows, result.values("urusan"), strict=True)  # none of an office that is gone
    result = replace(result, rows=tuple(row for row, field in named if field))
    return Chart(
        key="per_urusan",
        kind="batang",
        result=result,
        x="urusan",
        y="jumlah",
        title=title,
        alt=f"{title}.",
    )
