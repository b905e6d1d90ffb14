"""What charts over years have in common: gaps, breaks, part-years, and groups in the background."""

from typing import Any

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
            pale[row["tahun"]] = "tahun berjalan"
        elif not row["ukuran"]:
            pale[row["tahun"]] = "ukuran belum dicatat"
        elif row["ukuran"] != measures[-1]:
            pale[row["tahun"]] = "ukuran lain"
    return pale
