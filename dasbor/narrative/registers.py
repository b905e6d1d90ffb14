"""Sentences on the yearly registers of innovations: growth, gaps, parts."""

from dasbor.format_id import listing, number, percent, years
from dasbor.narrative.sentence import (
    Sentence,
    certain,
    none_yet,
    said,
    verb,
    within,
    year_words,
)
from dasbor.questions.result import Result

LISTED = 4  # counts one after the other that a heading bears


def growth(totals: Result) -> Sentence:
    """The growth of the yearly register, guarded against breaks, gaps and part-years."""
    known = totals.known("jumlah")
    if not known:
        return none_yet("register inovasi", totals)
    last = known[-1]
    count = number(last["jumlah"])
    if last["naik"] is None or len(known) < 2:
        return said(f"{count} inovasi tercatat pada {year_words(last)}", totals)
    before = known[-2]
    if not last["naik"] and not last["jumlah"]:
        words = f"Belum ada inovasi tercatat pada {year_words(before)} dan {year_words(last)}"
        return said(words, totals)
    if not last["naik"]:
        return said(
            f"Inovasi tetap {count} pada {year_words(before)} dan {year_words(last)}", totals
        )
    change = f", {percent(last['naik_persen'], signed=True)}" if last["naik_persen"] else ""
    text = (
        f"Inovasi {verb(last['naik'])} dari {number(before['jumlah'])} ({year_words(before, ', ')})"
        f" menjadi {count} pada {year_words(last)}{change}"
    )
    return said(text, totals)


def span(totals: Result) -> Sentence | None:
    """How many times the first count the last one is, over the years with one measure.

    A part-year is no measure of a year: with one at either end the counts are only listed.
    """
    known = totals.known("jumlah")
    same = [row for row in known if row["ukuran"] == known[-1]["ukuran"] and row["jumlah"]]
    if len(same) < 2:
        return None
    first, last = same[0], same[-1]
    if first["tahun_berjalan"] or last["tahun_berjalan"]:
        counts = [f"{number(row['jumlah'])} ({year_words(row, ', ')})" for row in same[-LISTED:]]
        return said(f"Tercatat {', '.join(counts)}", totals)
    if last["jumlah"] <= first["jumlah"]:
        return None
    text = (
        f"Inovasi menjadi {number(last['jumlah'] / first['jumlah'], 1)} kali lipat:"
        f" {number(first['jumlah'])} ({year_words(first, ', ')}) →"
        f" {number(last['jumlah'])} ({year_words(last, ', ')})"
    )
    return said(text, totals)


def pace(totals: Result) -> Sentence | None:
    """Whether growth is speeding up or slowing, when two growth rates are known in a row."""
    rates = totals.known("naik_persen")
    if len(rates) < 2 or rates[-1]["tahun"] - rates[-2]["tahun"] != 1:
        return None
    before, last = rates[-2], rates[-1]
    if last["naik_persen"] == before["naik_persen"]:
        return None
    rise, fall = before["naik_persen"], last["naik_persen"]
    rates_said = f"{percent(rise, signed=True)} pada {before['tahun']}, lalu"
    rates_said += f" {percent(fall, signed=True)} pada {last['tahun']}"
    partial = [row["tahun"] for row in totals.records() if row["tahun_berjalan"]]
    if compared := [year for year in partial if before["tahun"] - 1 <= year <= last["tahun"]]:
        text = f"Laju tahunan {rates_said}; {years(compared)} belum setahun penuh, jadi keduanya"
        return said(f"{text} belum dapat dibandingkan", totals)
    word = "berbalik" if rise * fall < 0 else "melambat" if fall < rise else "makin cepat"
    return said(f"Laju tahunan {word}: {rates_said}", totals)


def gaps(totals: Result) -> Sentence | None:
    """Which years have no number, so that nobody reads the gap as zero."""
    missing = [row["tahun"] for row in totals.records() if row["jumlah"] is None]
    if not missing:
        return None
    text = f"Belum ada data untuk {years(missing)}: kosong, bukan nol"
    return certain(text, totals)


def split(states: Result) -> Sentence:
    """How many of the latest year are new and how many continue."""
    rows = [row for row in states.known("jumlah") if row["keadaan"]]
    if not rows:
        return none_yet("register inovasi", states)
    year = max(row["tahun"] for row in rows)
    parts = {row["keadaan"]: row["jumlah"] for row in rows if row["tahun"] == year}
    words = [f"{number(count)} {state.lower()}" for state, count in parts.items()]
    partial = any("berjalan" in (row["keterangan"] or "") for row in rows if row["tahun"] == year)
    when = f"{year} (tahun berjalan)" if partial else str(year)
    return said(f"Pada {when}: {listing(words)}", states)


def largest_part(parts: Result, what: str) -> Sentence:
    """The largest part of the latest year in a breakdown, e.g. by ``bentuk``."""
    rows = [row for row in parts.known("jumlah") if row["rincian"]]
    if not rows:
        return none_yet("register inovasi", parts)
    year = max(row["tahun"] for row in rows)
    latest = [row for row in rows if row["tahun"] == year]
    total = sum(row["jumlah"] for row in latest)
    if not total:
        return said(f"Tidak ada inovasi pada register {year}{within(parts)}", parts)
    largest = max(latest, key=lambda row: row["jumlah"])
    share = percent(100 * largest["jumlah"] / total)
    text = f"Menurut {what}, {largest['rincian']} terbanyak: {share} dari register {year}"
    return said(text, parts)
