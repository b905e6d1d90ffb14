"""The charts of the product, each described once: pages, decks and sheets draw from here."""

from typing import Any

from dasbor import narrative
from dasbor.charts.description import Chart
from dasbor.format_id import number
from dasbor.query import Result

LONGEST_NAME = 30
QUIET = frozenset(
    {"Lanjutan", "Tidak ikut", "Belum diketahui", "Belum dapat dipisahkan", "Tidak diisi"}
)


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
        missing=_reasons(result, "jumlah"),
        pale=_pale_years(result),
        columns=("tahun", "jumlah", "naik", "naik_persen", "keterangan"),
        target=(target, f"Target {number(target)}") if target else None,
    )


def office(result: Result, name: str) -> Chart:
    """Innovations of one office per year."""
    return Chart(
        key="profil_opd",
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        title=f"Inovasi {name} per tahun",
        alt=f"Inovasi {name} per tahun register.",
        missing=_reasons(result, "jumlah"),
        pale=_pale_years(result),
    )


def _reasons(result: Result, column: str) -> dict[Any, str]:
    return {
        row["tahun"]: row["keterangan"] or "Belum ada data"
        for row in result.records()
        if row[column] is None
    }


def _pale_years(result: Result) -> dict[Any, str]:
    """Part-years, and years counted by another measure than the latest or by an unknown one."""
    known = [row for row in result.records() if row["jumlah"] is not None]
    measures = [row["ukuran"] for row in known if row["ukuran"]]
    pale = {}
    for row in known:
        if row["tahun_berjalan"]:
            pale[row["tahun"]] = "tahun berjalan"
        elif not row["ukuran"]:
            pale[row["tahun"]] = "ukuran belum dicatat"
        elif row["ukuran"] != measures[-1]:
            pale[row["tahun"]] = "ukuran lain"
    return pale


def new_and_continued(result: Result, totals: Result | None = None) -> Chart:
    """New and continued innovations per year; breaks and part-years are those of ``totals``."""
    title = str(narrative.split(result))
    return Chart(
        key="baru_dan_lanjutan",
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        series="keadaan",
        pale=_pale_years(totals) if totals else {},
        missing=_reasons(result, "jumlah"),
        quiet=QUIET,
        title=title,
        alt=f"{title}. Kolom bertumpuk per tahun: baru dan lanjutan.",
    )


def breakdown(result: Result, what: str, totals: Result | None = None) -> Chart:
    """Innovations per year by form, kind, stage, initiator or field."""
    title = str(narrative.largest_part(result, what))
    return Chart(
        key=f"rincian_{what}",
        kind="kolom",
        result=result,
        x="tahun",
        y="jumlah",
        series="rincian",
        pale=_pale_years(totals) if totals else {},
        missing=_reasons(result, "jumlah"),
        quiet=QUIET,
        title=title,
        alt=f"{title}. Kolom bertumpuk per tahun menurut {what}.",
    )


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
    return Chart(
        key="opd_per_tahun",
        kind="matriks",
        result=result,
        x="singkatan",
        y="jumlah",
        series="tahun",
        title=str(idle),
        alt=f"{idle}. Petak perangkat daerah kali tahun; petak kosong berarti belum ada data.",
        missing={
            row["tahun"]: row["keterangan"]
            for row in result.records()
            if row["keterangan"] == "Belum ada data"
        },
    )


def fields(result: Result) -> Chart:
    """Innovations by field of government, the zeros included."""
    title = str(narrative.fields(result))
    return Chart(
        key="per_urusan",
        kind="batang",
        result=result,
        x="urusan",
        y="jumlah",
        title=title,
        alt=f"{title}.",
        names=_short,
    )


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
        missing=_reasons(result, "ikut"),
    )


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
        missing=_reasons(result, "skor"),
        decimals=2,
    )


def _short(name: str) -> str:
    """A long official name cut for an axis; the table below the chart has it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip(' ,')}…"
