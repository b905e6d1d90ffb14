"""Sentences on the yearly registers of innovations: growth, gaps, parts."""

from collections.abc import Sequence
from typing import Any

from dasbor.format_id import MISSING, day, listing, number, percent, years
from dasbor.narrative.sentence import (
    FEW_NAMES,
    UNFILLED,
    Sentence,
    among,
    at,
    none_yet,
    said,
    verb,
    within,
    year_words,
)
from dasbor.questions.result import Result

LISTED = 4  # counts one after the other that a heading bears
UNTOLD = "Belum dapat dipisahkan"  # neither new nor going on, as far as can be told
A_MULTIPLE = 1.5  # from here on "times as many" says more than the counts


def growth(totals: Result) -> Sentence:
    """The growth of the yearly register, guarded against breaks, gaps and part-years."""
    known = totals.known("jumlah")
    if not known:
        return none_yet("jumlah inovasi yang terbit", totals)
    last, scope = known[-1], among(totals)
    if len(known) < 2 or last["naik"] is None:
        text = f"{number(last['jumlah'])} inovasi tercatat{scope} pada {year_words(last)}"
        return said(text + _beside(known), totals)
    when = f"{year_words(known[-2])} dan {year_words(last)}"
    if not last["naik"] and not last["jumlah"]:
        return said(f"Belum ada inovasi tercatat{scope} pada {when}", totals)
    if not last["naik"]:
        return said(f"Inovasi{scope} tetap {number(last['jumlah'])} pada {when}", totals)
    rate = percent(last["naik_persen"], signed=True)
    change = "" if rate in (MISSING, percent(0)) else f", {rate}"
    text = (
        f"Inovasi{scope} {verb(last['naik'])} dari {_dated(known[-2])}"
        f" menjadi {number(last['jumlah'])} pada {year_words(last)}{change}"
    )
    return said(text, totals)


def headline(totals: Result) -> Sentence:
    """The latest number in the fewest words; what it is compared with stands in ``growth``."""
    known = totals.known("jumlah")
    if not known:
        return growth(totals)
    last, scope = known[-1], among(totals)
    if len(known) < 2 or not last["naik"]:
        when = f"pada {year_words(last)}"
        if last["tahun_berjalan"] and last["per_tanggal"]:
            when = f"sampai {day(last['per_tanggal'])}"
        beside = "" if last["tahun_berjalan"] else _beside(known)
        return said(f"{number(last['jumlah'])} inovasi tercatat{scope} {when}{beside}", totals)
    before = f"{number(known[-2]['jumlah'])} ({known[-2]['tahun']})"
    change = f"{verb(last['naik'])} dari {before}"
    return said(f"{number(last['jumlah'])} inovasi{scope} pada {last['tahun']}, {change}", totals)


def _beside(known: Sequence[dict[str, Any]]) -> str:
    """What may be said of the year before where a part-year forbids to call it a rise or a fall."""
    before, last = known[-2] if len(known) > 1 else None, known[-1]
    if not before or before["tahun"] != last["tahun"] - 1 or not _same_measure(before, last):
        return ""
    if before["tahun_berjalan"]:
        return f"; {_dated(before)} belum dapat dibandingkan"
    if not last["tahun_berjalan"]:
        return ""
    more, whole = last["jumlah"] - before["jumlah"], f"sepanjang {before['tahun']}"
    if more > 0:
        return f", sudah {number(more)} lebih banyak daripada {whole}"
    return f"; belum dapat dibandingkan dengan {number(before['jumlah'])} {whole}"


def _dated(row: dict[str, Any]) -> str:
    return f"{number(row['jumlah'])} ({year_words(row, ', ')})"


def _same_measure(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one["ukuran"] is not None and one["ukuran"] == other["ukuran"]


def span(totals: Result) -> Sentence | None:
    """How many times the first count the last one is, over the years with one measure.

    A part-year is no measure of a year: with one among them the counts are only listed, as it may
    be above the last. Below one and a half times, a multiple says less than the rise itself.
    """
    known = totals.known("jumlah")
    same = [row for row in known if _same_measure(row, known[-1]) and row["jumlah"]]
    if len(same) < 2 or same[-1] is not known[-1]:
        return None
    first, last, scope = same[0], same[-1], among(totals)
    if any(row["tahun_berjalan"] for row in same):
        counts = [_dated(row) for row in same[-LISTED:]]
        return said(f"Tercatat{scope} {', '.join(counts)}", totals)
    times = last["jumlah"] / first["jumlah"]
    if times < A_MULTIPLE:
        return None
    text = f"Inovasi{scope} menjadi {number(times, 1)} kali lipat: {_dated(first)} → {_dated(last)}"
    return said(text, totals)


def pace(totals: Result) -> Sentence | None:
    """Whether a rise or a fall is speeding up, when two yearly rates are known in a row."""
    rates = totals.known("naik_persen")
    if len(rates) < 2 or rates[-1]["tahun"] - rates[-2]["tahun"] != 1:
        return None
    before, last = rates[-2]["naik_persen"], rates[-1]["naik_persen"]
    shown = [percent(rate, signed=True) for rate in (before, last)]
    if shown[0] == shown[1]:
        return None
    text = (
        f"{_tempo(before, last)}{among(totals)}: {shown[0]} pada {rates[-2]['tahun']},"
        f" lalu {shown[1]} pada {rates[-1]['tahun']}"
    )
    return said(text, totals)


def _tempo(before: float, last: float) -> str:
    """The word for two different rates in a row: of one sign they are compared by size."""
    if before * last < 0:
        return f"Berbalik {verb(last)}"
    if not before:
        return f"Mulai {verb(last)}"
    moving = "Kenaikan" if before > 0 else "Penurunan"
    if not last:
        return f"{moving} berhenti"
    return f"{moving} {'makin cepat' if abs(last) > abs(before) else 'melambat'}"


def gaps(totals: Result) -> Sentence | None:
    """Which years have no number, so that nobody reads the gap as zero."""
    missing = [row["tahun"] for row in totals.records() if row["jumlah"] is None]
    if not missing:
        return None
    text = f"Belum terbit{among(totals)} untuk {years(missing)}: kosong, bukan nol"
    return said(text, totals)


def split(states: Result) -> Sentence:
    """How many of the latest year are new and how many continue."""
    latest = _latest(states)
    if not latest:
        return none_yet("daftar inovasi", states)
    year, parts = latest[0]["tahun"], [row for row in latest if row["keadaan"]]
    if not any(row["jumlah"] for row in parts):
        return said(f"Tidak ada inovasi pada {at(states, year)}{within(states)}", states)
    if {row["keadaan"] for row in parts} == {UNTOLD}:
        count = f"{number(parts[0]['jumlah'])} inovasi{among(states)} pada {at(states, year)}"
        return said(f"{count}: yang baru dan yang lanjutan belum dapat dipisahkan", states)
    words = [f"{number(row['jumlah'])} {row['keadaan'].lower()}" for row in parts]
    text = f"Pada {at(states, year)}{among(states)}: {listing(words)}"
    notes = {row["keterangan"] or "" for row in latest}
    if any("sebelumnya yang belum setahun penuh" in note for note in notes):
        text += f", dibandingkan dengan {year - 1} yang belum setahun penuh"
    return said(text, states)


def largest_part(parts: Result, what: str) -> Sentence:
    """The largest part of the latest year in a breakdown, e.g. by ``bentuk``; a tie has no winner.

    What is not filled in is no part that could be the largest: its share is said beside.
    """
    latest = _latest(parts)
    if not latest:
        return none_yet("daftar inovasi", parts)
    year, total = latest[0]["tahun"], sum(row["jumlah"] for row in latest)
    if not total:
        return said(f"Tidak ada inovasi pada {at(parts, year)}{within(parts)}", parts)
    whole = f"dari {number(total)} inovasi{among(parts)} pada {at(parts, year)}"
    filled = [row for row in latest if row["rincian"] not in (None, UNFILLED) and row["jumlah"]]
    empty = total - sum(row["jumlah"] for row in filled)
    if not filled:
        return said(f"Menurut {what}: tidak satu pun {whole} sudah diisi", parts)
    most = max(row["jumlah"] for row in filled)
    top = [row["rincian"] for row in filled if row["jumlah"] == most]
    text = (
        f"Menurut {what}, {_first(top, what)}: {_share(top)}{percent(100 * most / total)} {whole}"
    )
    text += f"; {percent(100 * empty / total)} belum diisi" if empty else ""
    return said(text, parts)


def _first(top: list[str], what: str) -> str:
    if len(top) == 1:
        return f"{top[0]} terbanyak"
    named = listing(top) if len(top) <= FEW_NAMES else f"{len(top)} {what}"
    return f"{named} sama banyak"


def _share(top: list[str]) -> str:
    return "masing-masing " if len(top) > 1 else ""


def _latest(result: Result) -> list[dict[str, Any]]:
    """The rows of the latest year that has a register; one without an innovation counts too."""
    known = result.known("jumlah")
    year = max((row["tahun"] for row in known), default=None)
    return [row for row in known if row["tahun"] == year]
