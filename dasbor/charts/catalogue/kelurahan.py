"""Charts of the kelurahan and their part in Posyantek."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dasbor import narrative
from dasbor.charts import tiles
from dasbor.charts.catalogue.years import QUIET, reasons
from dasbor.charts.description import Area, Cell, Chart, Layout, Mark
from dasbor.questions.result import Result

STATUS = {
    "Ikut": Mark("●", "baik"),
    "Tidak ikut": Mark("○", "tenang"),
    "Belum ada data": Mark("?", "tenang"),
}


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


def places(result: Result, boundaries: Result | None = None) -> Chart:
    """Every kelurahan at its place, with its status; outlines where ``boundaries`` has them."""
    title = str(narrative.places(result))
    records = list(result.records())
    names = {row["kode"]: row["kelurahan"] for row in records}
    return Chart(
        key="posyantek_peta",
        kind="peta",
        result=result,
        x="kode",
        y="status",
        marks=STATUS,
        title=title,
        alt=f"{title}. Peta kelurahan menurut kecamatan; isinya sama dengan tabel.",
        names=lambda code: names.get(code, str(code)),
        columns=("kelurahan", "kecamatan", "tahun", "status", "asal"),
        layout=Layout(
            cells=_cells(records),
            regions={row["kode"]: row["kecamatan"] for row in records},
            areas=_areas(boundaries) if boundaries else {},
        ),
    )


def _cells(records: Iterable[Mapping[str, Any]]) -> Mapping[str, Cell]:
    """The tile of each kelurahan; one without a centre point goes to the middle of the others."""
    records = list(records)
    known = [row for row in records if None not in (row["lintang"], row["bujur"])]

    def spot(row: Mapping[str, Any]) -> tuple[float, float]:
        if None not in (row["lintang"], row["bujur"]):
            return row["lintang"], row["bujur"]
        beside = [r for r in known if r["kecamatan"] == row["kecamatan"]] or known
        count = len(beside) or 1
        return sum(r["lintang"] for r in beside) / count, sum(r["bujur"] for r in beside) / count

    return tiles.place((row["kode"], row["kecamatan"] or "", *spot(row)) for row in records)


def _areas(boundaries: Result) -> Mapping[str, Area]:
    """The outlines, or nothing when a single one is missing."""
    rows = list(boundaries.records())
    if not all(row["batas"] for row in rows):
        return {}
    return {row["kode"]: Area.of(json.loads(row["batas"])) for row in rows}
