"""Sentences from answers, by rule. No sentence about data that is not there.

Every sentence names the questions it rests on (``basis``), so a page can show them. Illustrative
rows never name an office or a place: nobody shall be praised or blamed for invented numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dasbor.format_id import day_and_month, listing, number, percent, years
from dasbor.query import Result

FEW_NAMES = 6
UNFILED = "tidak diisi"  # the group of innovations without a field of government


@dataclass(frozen=True)
class Sentence:
    """One statement, the queries it was read from, and whether illustrative rows are behind it."""

    text: str
    basis: tuple[str, ...]
    illustrative: bool = False

    def __str__(self) -> str:
        return self.text


def growth(totals: Result) -> Sentence:
    """The growth of the yearly register, guarded against breaks, gaps and part-years."""
    known = _known(totals, "jumlah")
    if not known:
        return _sentence("Belum ada register inovasi dalam saringan ini", totals)
    last = known[-1]
    count = number(last["jumlah"])
    if last["naik"] is None:
        return _sentence(f"{count} inovasi tercatat pada {_year(last)}", totals)
    before = known[-2]
    if not last["naik"]:
        return _sentence(f"Inovasi tetap {count} pada {_year(before)} dan {_year(last)}", totals)
    change = f", {percent(last['naik_persen'], signed=True)}" if last["naik_persen"] else ""
    text = (
        f"Inovasi {_verb(last['naik'])} dari {number(before['jumlah'])} ({_year(before, ', ')})"
        f" menjadi {count} pada {_year(last)}{change}"
    )
    return _sentence(text, totals)


def span(totals: Result) -> Sentence | None:
    """How many times the first count the last one is, over the years with one measure."""
    known = _known(totals, "jumlah")
    same = [row for row in known if row["ukuran"] == known[-1]["ukuran"] and row["jumlah"]]
    if len(same) < 2 or same[-1]["jumlah"] <= same[0]["jumlah"]:
        return None
    first, last = same[0], same[-1]
    text = (
        f"Inovasi menjadi {number(last['jumlah'] / first['jumlah'], 1)} kali lipat:"
        f" {number(first['jumlah'])} ({_year(first, ', ')}) →"
        f" {number(last['jumlah'])} ({_year(last, ', ')})"
    )
    return _sentence(text, totals)


def pace(totals: Result) -> Sentence | None:
    """Whether growth is speeding up or slowing, when two growth rates are known in a row."""
    rates = _known(totals, "naik_persen")
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
        return _sentence(f"{text} belum dapat dibandingkan", totals)
    word = "berbalik" if rise * fall < 0 else "melambat" if fall < rise else "makin cepat"
    return _sentence(f"Laju tahunan {word}: {rates_said}", totals)


def gaps(totals: Result) -> Sentence | None:
    """Which years have no number, so that nobody reads the gap as zero."""
    missing = [row["tahun"] for row in totals.records() if row["jumlah"] is None]
    if not missing:
        return None
    text = f"Belum ada data untuk {years(missing)}: kosong, bukan nol"
    return Sentence(text, (totals.query.name,))


def without_innovation(ranking: Result) -> Sentence | None:
    """How many offices of the master list have none, and who, when they are few."""
    if not ranking:
        return None
    rows = list(ranking.records())
    if len(rows) == 1:
        return leaders(ranking)
    idle = [row["singkatan"] for row in rows if not row["jumlah"]]
    year = rows[0]["tahun"]
    scope = _scope(ranking)
    if idle:
        named = len(idle) <= FEW_NAMES and not ranking.illustrative
        names = f": {listing(idle)}" if named else ""
        text = (
            f"{len(idle)} dari {len(rows)} perangkat daerah belum punya inovasi{scope} pada {year}"
        )
        text += names
    else:
        text = f"Semua {len(rows)} perangkat daerah punya inovasi{scope} pada {year}"
    return _sentence(text, ranking)


def leaders(ranking: Result) -> Sentence:
    """Who has the most, and how concentrated the innovations are."""
    rows = [row for row in ranking.records() if row["jumlah"]]
    if not rows:
        return _sentence("Belum ada perangkat daerah dengan inovasi dalam saringan ini", ranking)
    top = [row["singkatan"] for row in rows if row["jumlah"] == rows[0]["jumlah"]]
    count, year = number(rows[0]["jumlah"]), rows[0]["tahun"]
    if len(ranking.rows) == 1:
        text = f"{top[0]}: {count} inovasi pada {year}"
    elif ranking.illustrative:
        text = f"Terbanyak pada satu perangkat daerah: {count} inovasi ({year})"
    elif len(top) > FEW_NAMES:
        text = f"{len(top)} perangkat daerah sama banyak, masing-masing {count} inovasi ({year})"
    else:
        text = f"{listing(top)} paling banyak: {count} inovasi pada {year}"
    return _sentence(text, ranking)


def concentration(ranking: Result) -> Sentence | None:
    """The share of the first five offices, when there are clearly more offices than these."""
    counts = sorted((row["jumlah"] for row in ranking.records()), reverse=True)
    total = sum(counts)
    if len(counts) <= 2 * len(counts[:5]) or not total:
        return None
    share = percent(100 * sum(counts[:5]) / total)
    text = f"Lima perangkat daerah teratas memegang {share} dari {number(total)} inovasi"
    return _sentence(text, ranking)


def posyantek(participation: Result) -> Sentence:
    """How many kelurahan take part in the latest assessment, and what that does not mean."""
    known = _known(participation, "ikut")
    if not known:
        return _sentence("Belum ada data penilaian Posyantek dalam saringan ini", participation)
    last = known[-1]
    text = (
        f"{number(last['ikut'])} dari {number(last['semua'])} kelurahan"
        f" ({percent(last['ikut_persen'])}) ikut penilaian Posyantek {last['tahun']}"
    )
    return _sentence(text, participation)


def trend(participation: Result) -> Sentence:
    """Participation over the years, or that there is only one year so far."""
    known = _known(participation, "ikut")
    if len(known) < 2:
        if not known:
            return posyantek(participation)
        return _sentence(
            f"Baru satu penilaian yang ada datanya: {known[0]['tahun']}", participation
        )
    first, last = known[0], known[-1]
    text = (
        f"Kelurahan yang ikut {_verb(last['ikut'] - first['ikut'])} dari {number(first['ikut'])}"
        f" ({first['tahun']}) menjadi {number(last['ikut'])} ({last['tahun']})"
    )
    return _sentence(text, participation)


def by_district(districts: Result) -> Sentence:
    """Which kecamatan have no kelurahan taking part, else the one with the largest share."""
    rows = [row for row in districts.records() if row["status"] == "Ikut"]
    if not rows:
        return _sentence("Belum ada data penilaian per kecamatan dalam saringan ini", districts)
    none = [row["kecamatan"] for row in rows if not row["jumlah"]]
    year = rows[0]["tahun"]
    if not none:
        text = f"Setiap kecamatan punya kelurahan yang ikut pada {year}"
    elif districts.illustrative or len(none) > FEW_NAMES:
        text = f"{len(none)} dari {len(rows)} kecamatan tanpa kelurahan yang ikut pada {year}"
    else:
        text = f"Tanpa kelurahan yang ikut pada {year}: Kecamatan {listing(none)}"
    return _sentence(text, districts)


def index(scores: Result) -> Sentence:
    """From the first to the last known score of the index; predicates only as published."""
    known = _known(scores, "skor")
    if not known:
        return _sentence("Belum ada skor IID terbit dalam saringan ini", scores)
    first, last = known[0], known[-1]
    predicate = f", {last['predikat']}" if last["predikat"] else ""
    if first is last:
        text = f"Skor IID {number(last['skor'], 2)} pada {last['tahun']}{predicate}"
    else:
        text = (
            f"Skor IID {_verb(last['skor'] - first['skor'])} dari {number(first['skor'], 2)}"
            f" ({first['tahun']}) menjadi {number(last['skor'], 2)} ({last['tahun']}){predicate}"
        )
    return _sentence(text, scores)


def split(states: Result) -> Sentence:
    """How many of the latest year are new and how many continue."""
    rows = [row for row in _known(states, "jumlah") if row["keadaan"]]
    if not rows:
        return _sentence("Belum ada register inovasi dalam saringan ini", states)
    year = max(row["tahun"] for row in rows)
    parts = {row["keadaan"]: row["jumlah"] for row in rows if row["tahun"] == year}
    words = [f"{number(count)} {state.lower()}" for state, count in parts.items()]
    return _sentence(f"Pada {year}: {listing(words)}", states)


def largest_part(parts: Result, what: str) -> Sentence:
    """The largest part of the latest year in a breakdown, e.g. by ``bentuk``."""
    rows = [row for row in _known(parts, "jumlah") if row["rincian"]]
    if not rows:
        return _sentence("Belum ada register inovasi dalam saringan ini", parts)
    year = max(row["tahun"] for row in rows)
    latest = [row for row in rows if row["tahun"] == year]
    total = sum(row["jumlah"] for row in latest)
    largest = max(latest, key=lambda row: row["jumlah"])
    share = percent(100 * largest["jumlah"] / total)
    text = f"Menurut {what}, {largest['rincian']} terbanyak: {share} dari register {year}"
    return _sentence(text, parts)


def never(matrix: Result) -> Sentence:
    """Which offices have no innovation in any year that has data."""
    counts: dict[str, list[int]] = {}
    for row in _known(matrix, "jumlah"):
        counts.setdefault(row["singkatan"], []).append(row["jumlah"])
    if not counts:
        return _sentence("Belum ada register inovasi dalam saringan ini", matrix)
    idle = [name for name, numbers in counts.items() if not any(numbers)]
    scope = _scope(matrix)
    if not idle:
        text = f"Setiap perangkat daerah pernah punya inovasi{scope} dalam tahun-tahun ini"
        return _sentence(text, matrix)
    named = len(idle) <= FEW_NAMES and not matrix.illustrative
    names = f": {listing(idle)}" if named else ""
    text = f"{len(idle)} perangkat daerah tanpa inovasi{scope} di semua tahun{names}"
    return _sentence(text, matrix)


def ledger(figures: Result, rivals: Result) -> Sentence:
    """How many published figures there are, and how many are contradicted."""
    known = [row for row in figures.records() if row["nilai"] is not None and row["dipakai"]]
    sources = {source for source in figures.values("sumber") if source}
    text = (
        f"{number(len(known))} angka terbit dipakai, dari {number(len(sources))} penerbit,"
        f" {number(len(rivals.rows))} di antaranya punya tandingan"
    )
    return _sentence(text, figures)


def fields(domains: Result) -> Sentence:
    """How many fields of government have innovations, and which the basic services lack."""
    rows = [row for row in domains.records() if row["kelompok"] != UNFILED]
    if not any(row["jumlah"] for row in rows):
        return _sentence("Belum ada urusan dengan inovasi dalam saringan ini", domains)
    filled = sum(1 for row in rows if row["jumlah"])
    basic = [row for row in rows if row["pelayanan_dasar"]]
    covered = sum(1 for row in basic if row["jumlah"])
    text = f"{filled} dari {len(rows)} urusan punya inovasi pada {rows[0]['tahun']}"
    if basic:
        text += f", termasuk {covered} dari {len(basic)} urusan pelayanan dasar"
    return _sentence(text, domains)


def _sentence(text: str, result: Result) -> Sentence:
    return Sentence(text, (result.query.name,), result.illustrative)


def _scope(result: Result) -> str:
    """Words for a statement that holds only for some forms or fields of government."""
    narrowed = any(result.parameters.get(name) for name in ("bentuk", "urusan"))
    return " dalam saringan ini" if narrowed else ""


def _known(result: Result, column: str) -> Sequence[dict[str, Any]]:
    return [row for row in result.records() if row[column] is not None]


def _year(row: dict[str, Any], separator: str = " (") -> str:
    """A year, and that it is a part-year: ``2023 (tahun berjalan)`` or ``2023, tahun berjalan``."""
    if not row["tahun_berjalan"]:
        return str(row["tahun"])
    until = f" s.d. {day_and_month(row['per_tanggal'])}" if row.get("per_tanggal") else ""
    return f"{row['tahun']}{separator}tahun berjalan{until}{')' if separator == ' (' else ''}"


def _verb(change: float) -> str:
    return "naik" if change > 0 else "turun" if change < 0 else "tetap,"
