"""The matrix of "one office, one innovation": which office meets the target in which year."""

from collections.abc import Iterator
from typing import Any

from dasbor import narrative
from dasbor.charts.catalogue.years import until
from dasbor.charts.description import Chart
from dasbor.charts.parts import Aside, Mark
from dasbor.questions.result import Result

MARKS = {
    "Ya": Mark("●", "baik"),
    "Belum": Mark("○", "awas"),
    "Tidak ada OPD": Mark("–", "tenang"),
    "Tanpa data": Mark("·", "tenang"),
}


def compliance(result: Result) -> Chart:
    """Offices by year: met, not met, no such office, no register; and the years in a row."""
    title = str(narrative.compliance(result))
    rows = list(result.records())
    streaks = {row["singkatan"]: narrative.streak(row) for row in rows if row["terakhir"]}
    return Chart(
        key="satu_opd_satu_inovasi",
        kind="matriks",
        result=result,
        x="singkatan",
        y="status",
        series="tahun",
        title=title,
        alt=f"{title}. Tabel OPD kali tahun dengan kata Ya, Belum, atau Tanpa data.",
        missing={r["tahun"]: r["keterangan"] for r in rows if r["status"] == "Tanpa data"},
        pale={
            row["tahun"]: ", ".join(words) for row in rows if (words := list(_remarks(result, row)))
        },
        marks=MARKS,
        aside=Aside("Beruntun", streaks) if streaks else None,
    )


def _remarks(result: Result, row: dict[str, Any]) -> Iterator[str]:
    """What to know of a year before its verdicts are read."""
    if row["status"] == "Tanpa data":
        return
    if row["tahun_berjalan"]:
        yield until(result, row)
    if row["ukuran_lain"]:
        yield "hitungan lain"
    if not row["aturan_berlaku"]:
        yield "sebelum aturan"
