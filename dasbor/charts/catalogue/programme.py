"""Charts of the programme: the stages of the Lab Inovasi, the categories of the Inovasi Award."""

from dataclasses import replace

from dasbor import narrative
from dasbor.charts.description import Chart
from dasbor.questions.result import Result


def lab_stages(result: Result) -> Chart:
    """How many ideas came to each stage, per cohort when there are several."""
    title = str(narrative.reached(result))
    several = len(set(result.values("tahun"))) > 1
    return Chart(
        key="tahap_lab",
        kind="batang",
        result=result,
        x="tahap",
        y="sampai",
        series="tahun" if several else "",
        title=title,
        alt=f"{title}. Batang per tahap Lab Inovasi.",
        missing={row["tahap"]: row["keterangan"] for row in result.records() if row["keterangan"]},
    )


def award_categories(result: Result) -> Chart:
    """Participants of the Inovasi Award by category, by the figures in use."""
    title = str(narrative.participants(result))
    total = [column.name for column in result.columns].index("semua")
    return Chart(
        key="kategori_award",
        kind="batang",
        result=replace(result, rows=tuple(row for row in result.rows if not row[total])),
        x="kategori",
        y="peserta",
        title=title,
        alt=f"{title}. Batang per kategori.",
        names=lambda name: f"{name[:1].upper()}{name[1:]}",
    )
