"""Sentences of the analyst's bench: how many are listed, what a pivot shows."""

from dasbor.format_id import number
from dasbor.narrative.sentence import Sentence, said
from dasbor.questions.result import Result
from dasbor.questions.selection import NAMES


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
    if len(inside) == 1:
        return said(f"{number(found)} inovasi pada register {inside[0]}", counts)
    return said(f"{number(found)} baris inovasi pada {len(inside)} register tahunan", counts)


def pivoted(pivot: Result, down: str, across: str) -> Sentence:
    """What a table of two groups counts, and its largest cell when rows are real."""
    named = [
        NAMES[group] if group == "opd" else NAMES[group].lower()
        for group in (down, across)
        if group
    ]
    words = " dan ".join(dict.fromkeys(named))
    text = f"Inovasi menurut {words}"
    rows = list(pivot.records())
    if rows:
        top = max(rows, key=lambda row: row["jumlah"])
        place = ", ".join(dict.fromkeys([top["baris"], *([top["kolom"]] if across else [])]))
        text += f": terbanyak {number(top['jumlah'])} pada {place}"
    return said(text, pivot)
