"""The official export in small: one sheet ``Data`` of 19 columns, every cell a text."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook

from dasbor.data.belonging import OWN_SOURCE
from dasbor.gate import service
from dasbor.gate.passport import Passport

HEADER = (
    "No", "Judul Inovasi", "Pemda", "Admin OPD", "Inisiator", "Nama Inisiator", "Bentuk Inovasi",
    "Jenis", "Asta Cipta", "Urusan Utama", "Urusan lain yang beririsan", "Kematangan",
    "Tahapan Inovasi", "Tanggal Input", "Tanggal Penerapan", "Tanggal Pengembangan", "Koordinat",
    "Video", "Link Video",
)  # fmt: skip
PERSON = "Siti Rahayu Contohwati"
ACCOUNT = "siti_rahayu"
USUAL = {
    "Pemda": "Kota Cilegon",
    "Admin OPD": f"Dinas Kesehatan ({ACCOUNT})",
    "Inisiator": "OPD",
    "Nama Inisiator": PERSON,
    "Bentuk Inovasi": "Inovasi pelayanan publik",
    "Jenis": "Digital",
    "Asta Cipta": "-",
    "Urusan Utama": "Kesehatan",
    "Urusan lain yang beririsan": "Pendidikan, Perhubungan",
    "Kematangan": "85.00",
    "Tahapan Inovasi": "Penerapan",
    "Tanggal Input": "12-03-2021",
    "Tanggal Penerapan": "05-01-2021",
    "Tanggal Pengembangan": "-",
    "Koordinat": "-6.01, 106.05",
    "Video": "-",
    "Link Video": "null",
}


def export_workbook(*rows: Mapping[str, str], judul: Sequence[str] = HEADER) -> bytes:
    """A workbook: a title row, the header, these rows on top of the usual ones, a totals row."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    sheet.append(["DATA INOVASI DAERAH KOTA CILEGON"])
    sheet.append(list(judul))
    for number, row in enumerate(rows, start=1):
        cells = USUAL | {"No": str(number)} | dict(row)
        sheet.append([cells[HEADER[at]] for at in range(len(judul))])
    sheet.append(["Jumlah", str(len(rows))])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def innovation(title: str, **cells: str) -> dict[str, str]:
    """One row; column names with ``_`` for blanks: ``Admin_OPD="Dinas Sosial"``."""
    return {"Judul Inovasi": title} | {name.replace("_", " "): text for name, text in cells.items()}


def sourced(*sheet: Any) -> Passport:
    """What a sheet lets one expect, with the source that an operator chooses where it is asked."""
    offer = service.offered(*sheet)
    preset = offer.preset()
    return replace(preset, source=OWN_SOURCE) if offer.lacks_source(preset) else preset
