"""What charts over years have in common: gaps, breaks, part-years, and groups in the background."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from dasbor.format_id import day_and_month
from dasbor.questions.result import Result

QUIET = frozenset(
    {"Lanjutan", "Tidak ikut", "Belum ada data", "Belum dapat dipisahkan", "Tidak diisi"}
)


def reasons(result: Result, column: str) -> dict[Any, str]:
    """Why a year has no value, per such year."""
    return {
        row["tahun"]: row["keterangan"] or "Belum ada data"
        for row in result.records()
        if row[column] is None
    }


def pale_years(result: Result) -> dict[Any, str]:
    """Part-years, and years counted by another measure than the latest or by an unknown one."""
    known = result.known("jumlah")
    measures = [row["ukuran"] for row in known if row["ukuran"]]
    pale = {}
    for row in known:
        if row["tahun_berjalan"]:
            pale[row["tahun"]] = until(result, row)
        elif not row["ukuran"]:
            pale[row["tahun"]] = "hitungan belum dicatat"
        elif row["ukuran"] != measures[-1]:
            pale[row["tahun"]] = "hitungan lain"
    return pale


def until(result: Result, row: Mapping[str, Any]) -> str:
    """How far a part-year goes: ``s.d. 20 Juni``, as far as that is recorded."""
    behind = (origin.as_of for origin in result.origins if origin.year == row["tahun"])
    day = row.get("per_tanggal") or next(filter(None, behind), None)
    kept = day_and_month(day).replace(" ", "\u00a0") if day else ""  # on one line
    return f"s.d. {kept}" if kept else "belum setahun penuh"


def breaks(result: Result) -> frozenset[Any]:
    """The years that are counted by another measure than the known year before them."""
    known = result.known("jumlah")
    return frozenset(
        row["tahun"] for before, row in pairwise(known) if row["ukuran"] != before["ukuran"]
    )
