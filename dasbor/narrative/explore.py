"""Sentences of the analyst's bench: how many are listed, what a pivot shows."""

from typing import Any

from dasbor.format_id import number
from dasbor.narrative.sentence import UNFILLED, Sentence, at, said
from dasbor.questions.result import Result
from dasbor.questions.selection import NAMES
from dasbor.questions.turning import COUNT, DISTINCT, MEAN, SHARES

# Parameters that leave nothing out unsaid.
LEVELS = ("baris", "baris_kedua", "kolom")
SPAN = {"tahun_dari", "tahun_sampai", *LEVELS, "jumlahan", "nol", "ukur", "urut_kolom", "arah"}
OF = {
    COUNT: "Inovasi",
    DISTINCT: "Inovasi berbeda",
    MEAN: "Rata-rata kematangan",
    "baris_persen": "Bagian tiap kolom dari barisnya",
    "kolom_persen": "Bagian tiap baris dari kolomnya",
    "semua_persen": "Bagian dari semua inovasi",
}


def listed(counts: Result) -> Sentence:
    """How many rows of the registers a selection lists; one innovation counts once a year."""
    rows = list(counts.records())
    found = next((row["jumlah"] for row in rows if row["saringan"] == "semua"), 0)
    if not found:
        return said("Tidak ada inovasi yang cocok dengan pilihan ini", counts)
    first = counts.parameters.get("tahun_dari") or 0
    last = counts.parameters.get("tahun_sampai") or 9999
    years = [row["label"] for row in rows if row["saringan"] == "tahun"]
    inside = [year for year in years if first <= int(year) <= last]
    scope = _fitting(counts)
    if len(inside) == 1:
        when = at(counts, int(inside[0]))
        return said(f"{number(found)} inovasi{scope} pada {when}", counts)
    text = f"{number(found)} baris inovasi{scope} pada {len(inside)} daftar tahunan"
    return said(text, counts)


def pivoted(pivot: Result, down: str, across: str, measure: str = "jumlah") -> Sentence:
    """What a table of two groups shows, and its largest cell where there is one.

    ``measure`` is the column that is looked at. What is not filled in is no group that leads.
    """
    named = [
        NAMES[group] if group == "opd" else NAMES[group].lower()
        for group in (down, across)
        if group
    ]
    text = f"{OF[measure]}{_fitting(pivot)} menurut {' dan '.join(dict.fromkeys(named))}"
    if top := _top(pivot, measure, bool(across)):
        place = ", ".join(dict.fromkeys([top["baris"], *([top["kolom"]] if across else [])]))
        if measure == MEAN:
            most = f"tertinggi {number(top[MEAN], 1)}, dari {number(top['bernilai'])} inovasi,"
        else:
            most = f"terbanyak {number(top[measure])}"
        text += f": {most} pada {place}"
    return said(text, pivot)


def _top(pivot: Result, measure: str, across: bool) -> dict[str, Any] | None:
    """The one cell with the largest value; None when several share it, or of shares."""
    groups = ("baris", "kolom") if across else ("baris",)
    values = [row for row in pivot.known(measure) if row["bagian"] == "petak"]
    known = [row for row in values if UNFILLED not in [row[g] for g in groups]]
    if measure in SHARES:
        return None
    most = max((row[measure] for row in known), default=None)
    leading = [row for row in known if row[measure] == most]
    return leading[0] if len(leading) == 1 else None


def _fitting(result: Result) -> str:
    """Words for a selection that leaves something out."""
    left_out = any(value for name, value in result.parameters.items() if name not in SPAN)
    return " yang cocok dengan pilihan" if left_out else ""
