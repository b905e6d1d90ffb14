"""Sentences to the operator: which file would put real rows under a page."""

from collections.abc import Sequence
from typing import Any

from dasbor.format_id import listing, years
from dasbor.narrative.sentence import Sentence, said
from dasbor.questions.result import Origin, Result

LEDGER = "muat angka_publikasi.csv lewat Kelola Data"


def to_load(result: Result, needs: Result) -> list[Sentence]:
    """One sentence per dataset behind an answer that lacks years.

    ``needs`` is the answer to ``berkas_apa_yang_dibutuhkan`` for these datasets.
    """
    found = []
    for need in needs.records():
        behind = [origin for origin in result.origins if origin.dataset == need["dataset"]]
        found.append(_absent(need, behind) or missing(need))
    return [said(text, needs) for text in found if text]


def missing(need: dict[str, Any]) -> str:
    """Which file fills a dataset that has no row at all; empty when it has some."""
    return "" if need["baris"] else f"Belum ada datanya; {_file(need, [])}"


def to_publish(result: Result) -> str:
    """Which figures of the ledger are still to come; for an answer that quotes published ones."""
    absent = [origin.year for origin in result.origins if origin.published is None]
    if result.origins and not absent:
        return ""
    when = f" untuk {years(absent)}" if absent else ""
    measures = listing(list(result.query.measures))
    return f"Belum ada angka terbit{when}; bila ada, {LEDGER} (ukuran: {measures})"


def _absent(need: dict[str, Any], behind: Sequence[Origin]) -> str:
    absent = [origin.year for origin in behind if not origin.rows]
    return f"Belum ada datanya untuk {years(absent)}; {_file(need, absent)}" if absent else ""


def _file(need: dict[str, Any], of: list[int]) -> str:
    name, needed = need["berkas"], f"kolom wajib: {need['kolom_wajib']}"
    if len(of) == 1:
        name = name.replace("{tahun}", str(of[0]))
    elif of:
        needed = f"tahun {years(of)}; {needed}"
    verb, place = ("muat", "lewat Kelola Data") if need["dimuat"] else ("isi", "di folder data")
    return f"{verb} {name} {place} ({needed})"
