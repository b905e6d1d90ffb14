"""Charts of the yearly registers of innovations."""

from dasbor import narrative
from dasbor.charts.catalogue.years import QUIET, breaks, pale_years, reasons
from dasbor.charts.description import Chart
from dasbor.city import say
from dasbor.format_id import number, percent
from dasbor.questions.result import Result


def totals(result: Result, target: int | None = None) -> Chart:
    """Innovations per year of the register, with breaks and gaps marked."""
    title = str(narrative.growth(result))
    notes = [f"{note}." for note in (narrative.pace(result), narrative.gaps(result)) if note]
    return Chart(
        key="total_per_tahun",
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        title=title,
        alt=" ".join([f"{title}.", *notes]),
        missing=reasons(result, "jumlah"),
        pale=pale_years(result),
        breaks=breaks(result),
        above={
            row["tahun"]: percent(row["naik_persen"], 0, signed=True)
            for row in result.records()
            if row["naik_persen"] is not None
        },
        columns=("tahun", "jumlah", "naik", "naik_persen", "keterangan"),
        target=(target, f"Target Anda: {number(target)}") if target else None,
    )


def new_and_continued(result: Result, totals: Result | None = None) -> Chart:
    """New and continued innovations per year; breaks and part-years are those of ``totals``."""
    title = str(narrative.split(result))
    said = "Kolom bertumpuk per tahun: baru dan lanjutan."
    return _in_parts("baru_dan_lanjutan", result, "keadaan", totals, title, said)


def breakdown(result: Result, what: str, totals: Result | None = None) -> Chart:
    """Innovations per year by form, kind, stage, initiator or field."""
    title = str(narrative.largest_part(result, what))
    said = f"Kolom bertumpuk per tahun menurut {what}."
    return _in_parts(f"rincian_{what}", result, "rincian", totals, title, said)


def _in_parts(
    key: str, result: Result, series: str, totals: Result | None, title: str, said: str
) -> Chart:
    """Stacked columns per year; ``said`` is their alternative text after the title."""
    return Chart(
        key=key,
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        series=series,
        pale=pale_years(totals) if totals else {},
        breaks=breaks(totals) if totals else frozenset(),
        missing=reasons(result, "jumlah"),
        quiet=QUIET,
        title=title,
        alt=f"{title}. {said}",
    )


def in_index_application(result: Result) -> Chart:
    """Innovations registered in the application of the index per year, with what was aimed at."""
    title = str(narrative.registered_for_index(result))
    return Chart(
        key="terdaftar_indeks",
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        title=title,
        alt=f"{title}. Kolom per tahun; {say('ukuran lain daripada daftar inovasi kota.')}",
        missing=reasons(result, "jumlah"),
        pale=pale_years(result),
        breaks=breaks(result),
    )
