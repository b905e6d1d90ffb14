"""Charts of the kelurahan and their part in Posyantek."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dasbor import narrative
from dasbor.charts.catalogue.years import QUIET, reasons
from dasbor.charts.description import Chart
from dasbor.charts.parts import Among, Mark
from dasbor.charts.places import Area, Cell, Layout
from dasbor.city import say
from dasbor.questions.result import Result

COLUMNS = 7  # of a tile map of which nobody said where the tiles lie
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
        alt=f"{title}. {say('Batang bertumpuk per kecamatan: ikut, tidak ikut.')}",
    )


def taking_part(result: Result) -> Chart:
    """The kelurahan of the latest assessment as dots: how many took part, of how many."""
    title = str(narrative.posyantek(result))
    known = [row["tahun"] for row in result.known("ikut")][-1:]
    place = [column.name for column in result.columns].index("tahun")
    rows = tuple(row for row in result.rows if row[place] in known)
    return Chart(
        key="posyantek_ikut",
        kind="titik",
        result=replace(result, rows=rows) if rows else result,
        x="tahun",
        y="ikut",
        among=Among("diketahui", "ikut", "tidak ikut"),
        title=title,
        alt=f"{title}. {say('Satu titik satu kelurahan.')}",
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
        alt=f"{title}. {say('Peta kelurahan menurut kecamatan; isinya sama dengan tabel.')}",
        names=lambda code: names.get(code, str(code)),
        columns=("kelurahan", "kecamatan", "tahun", "status", "asal"),
        layout=Layout(
            cells=_cells(records),
            regions={row["kode"]: row["kecamatan"] for row in records},
            areas=_areas(boundaries) if boundaries else {},
        ),
    )


def _cells(records: Iterable[Mapping[str, Any]]) -> Mapping[str, Cell]:
    """The tile of each kelurahan as the list of kelurahan has it.

    Those without one, or whose tile is taken, go below: every kecamatan from a row of its own.
    """
    cells: dict[str, Cell] = {}
    others: dict[str, list[str]] = {}
    for row in records:
        if (
            None in (row["lajur_petak"], row["baris_petak"])
            or (cell := (row["lajur_petak"] - 1, row["baris_petak"] - 1)) in cells.values()
        ):
            others.setdefault(row["kecamatan"] or "", []).append(row["kode"])
        else:
            cells[row["kode"]] = cell
    below = max((row + 1 for _, row in cells.values()), default=0)
    for _, codes in sorted(others.items()):
        cells |= {code: (at % COLUMNS, below + at // COLUMNS) for at, code in enumerate(codes)}
        below += math.ceil(len(codes) / COLUMNS)
    return cells


def _areas(boundaries: Result) -> Mapping[str, Area]:
    """The outlines, or nothing when a single one is missing."""
    rows = list(boundaries.records())
    if not all(row["batas"] for row in rows):
        return {}
    return {row["kode"]: Area.of(json.loads(row["batas"])) for row in rows}
