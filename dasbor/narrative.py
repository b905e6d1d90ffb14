"""Sentences from answers, by rule. No sentence about data that is not there.

Every sentence names the questions it rests on (``basis``), so a page can show them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dasbor.format_id import listing, number, percent, years
from dasbor.query import Result

FEW_NAMES = 6


@dataclass(frozen=True)
class Sentence:
    """One statement and the names of the queries it was read from."""

    text: str
    basis: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def growth(totals: Result) -> Sentence:
    """The growth of the yearly register, guarded against breaks, gaps and part-years."""
    known = _known(totals, "jumlah")
    basis = (totals.query.name,)
    if not known:
        return Sentence("Belum ada register inovasi dalam saringan ini", basis)
    last = known[-1]
    count, year = number(last["jumlah"]), last["tahun"]
    if last["naik"] is None:
        return Sentence(f"{count} inovasi tercatat pada {year}", basis)
    before = number(last["jumlah"] - last["naik"])
    verb = _verb(last["naik"])
    part = " (tahun berjalan)" if last["tahun_berjalan"] else ""
    change = f", {percent(last['naik_persen'], signed=True)}" if last["naik_persen"] else ""
    text = f"Inovasi {verb} dari {before} ({year - 1}) menjadi {count} pada {year}{part}{change}"
    return Sentence(text, basis)


def pace(totals: Result) -> Sentence | None:
    """Whether growth is speeding up or slowing, when two growth rates are known in a row."""
    rates = [row for row in _known(totals, "naik_persen")]
    if len(rates) < 2 or rates[-1]["tahun"] - rates[-2]["tahun"] != 1:
        return None
    before, last = rates[-2], rates[-1]
    if last["naik_persen"] == before["naik_persen"]:
        return None
    word = "melambat" if last["naik_persen"] < before["naik_persen"] else "makin cepat"
    text = (
        f"Laju tahunan {word}: {percent(before['naik_persen'], signed=True)} pada {before['tahun']},"
        f" lalu {percent(last['naik_persen'], signed=True)} pada {last['tahun']}"
    )
    if last["tahun_berjalan"]:
        text += ", yang belum setahun penuh sehingga belum dapat dibandingkan langsung"
    return Sentence(f"{text}.", (totals.query.name,))


def gaps(totals: Result) -> Sentence | None:
    """Which years have no number, so that nobody reads the gap as zero."""
    missing = [row["tahun"] for row in totals.records() if row["jumlah"] is None]
    if not missing:
        return None
    text = f"Untuk {years(missing)} belum ada angka terbit: kosong, bukan nol."
    return Sentence(text, (totals.query.name,))


def without_innovation(ranking: Result) -> Sentence | None:
    """How many offices of the master list have none, and who, when they are few."""
    if not ranking:
        return None
    rows = list(ranking.records())
    idle = [row["singkatan"] for row in rows if not row["jumlah"]]
    year = rows[0]["tahun"]
    basis = (ranking.query.name,)
    if not idle:
        return Sentence(f"Semua {len(rows)} perangkat daerah punya inovasi pada {year}.", basis)
    names = f": {listing(idle)}" if len(idle) <= FEW_NAMES else ""
    text = f"{len(idle)} dari {len(rows)} perangkat daerah belum punya inovasi pada {year}{names}."
    return Sentence(text, basis)


def leaders(ranking: Result) -> Sentence:
    """Who has the most, and how concentrated the innovations are."""
    rows = [row for row in ranking.records() if row["jumlah"]]
    basis = (ranking.query.name,)
    if not rows:
        return Sentence("Belum ada perangkat daerah dengan inovasi dalam saringan ini", basis)
    top = [row["singkatan"] for row in rows if row["jumlah"] == rows[0]["jumlah"]]
    count, year = number(rows[0]["jumlah"]), rows[0]["tahun"]
    if len(top) > FEW_NAMES:
        text = f"{len(top)} perangkat daerah sama banyak, masing-masing {count} inovasi ({year})"
    else:
        text = f"{listing(top)} paling banyak: {count} inovasi pada {year}"
    return Sentence(text, basis)


def concentration(ranking: Result, top: int = 5) -> Sentence | None:
    """The share of the first few offices, when there are clearly more offices than these."""
    counts = sorted((row["jumlah"] for row in ranking.records()), reverse=True)
    total = sum(counts)
    if len(counts) <= 2 * top or not total:
        return None
    share = percent(100 * sum(counts[:top]) / total)
    text = f"Lima perangkat daerah teratas memegang {share} dari {number(total)} inovasi."
    return Sentence(text, (ranking.query.name,))


def posyantek(participation: Result) -> Sentence:
    """How many kelurahan take part in the latest assessment, and what that does not mean."""
    known = _known(participation, "ikut")
    basis = (participation.query.name,)
    if not known:
        return Sentence("Belum ada data penilaian Posyantek dalam saringan ini", basis)
    last = known[-1]
    text = (
        f"{number(last['ikut'])} dari {number(last['semua'])} kelurahan"
        f" ({percent(last['ikut_persen'])}) ikut penilaian Posyantek {last['tahun']}"
    )
    return Sentence(text, basis)


def by_district(districts: Result) -> Sentence:
    """Which kecamatan have no kelurahan taking part, else the one with the most."""
    rows = list(districts.records())
    basis = (districts.query.name,)
    if not rows:
        return Sentence("Belum ada data penilaian per kecamatan dalam saringan ini", basis)
    none = [row["kecamatan"] for row in rows if not row["ikut"]]
    year = rows[0]["tahun"]
    if none:
        text = f"Kecamatan {listing(none)} tanpa kelurahan yang ikut pada {year}"
    else:
        best = max(rows, key=lambda row: row["ikut"] / row["semua"])
        text = (
            f"Setiap kecamatan terwakili pada {year}; {best['kecamatan']} paling aktif:"
            f" {best['ikut']} dari {best['semua']} kelurahan"
        )
    return Sentence(text, basis)


def index(scores: Result) -> Sentence:
    """From the first to the last known score of the index; predicates only as published."""
    known = _known(scores, "skor")
    basis = (scores.query.name,)
    if not known:
        return Sentence("Belum ada skor IID terbit dalam saringan ini", basis)
    first, last = known[0], known[-1]
    predicate = f", {last['predikat']}" if last["predikat"] else ""
    if first is last:
        text = f"Skor IID {number(last['skor'], 2)} pada {last['tahun']}{predicate}"
    else:
        text = (
            f"Skor IID {_verb(last['skor'] - first['skor'])} dari {number(first['skor'], 2)}"
            f" ({first['tahun']}) menjadi {number(last['skor'], 2)} ({last['tahun']}){predicate}"
        )
    return Sentence(text, basis)


def split(states: Result) -> Sentence:
    """How many of the latest year are new and how many continue."""
    rows = list(states.records())
    basis = (states.query.name,)
    if not rows:
        return Sentence("Belum ada register inovasi dalam saringan ini", basis)
    year = max(row["tahun"] for row in rows)
    parts = {row["keadaan"]: row["jumlah"] for row in rows if row["tahun"] == year}
    words = [f"{number(count)} {state.lower()}" for state, count in parts.items()]
    return Sentence(f"Pada {year}: {listing(words)}", basis)


def largest_part(parts: Result, what: str) -> Sentence:
    """The largest part of the latest year in a breakdown, e.g. by ``bentuk``."""
    rows = list(parts.records())
    basis = (parts.query.name,)
    if not rows:
        return Sentence("Belum ada register inovasi dalam saringan ini", basis)
    year = max(row["tahun"] for row in rows)
    latest = [row for row in rows if row["tahun"] == year]
    total = sum(row["jumlah"] for row in latest)
    largest = max(latest, key=lambda row: row["jumlah"])
    share = percent(100 * largest["jumlah"] / total)
    text = f"Menurut {what}, {largest['rincian']} terbanyak: {share} dari register {year}"
    return Sentence(text, basis)


def fields(domains: Result) -> Sentence:
    """How many fields of government have innovations, and which the basic services lack."""
    rows = list(domains.records())
    basis = (domains.query.name,)
    if not any(row["jumlah"] for row in rows):
        return Sentence("Belum ada urusan dengan inovasi dalam saringan ini", basis)
    filled = sum(1 for row in rows if row["jumlah"])
    basic = [row for row in rows if row["pelayanan_dasar"]]
    covered = sum(1 for row in basic if row["jumlah"])
    text = f"{filled} dari {len(rows)} urusan punya inovasi pada {rows[0]['tahun']}"
    if basic:
        text += f", termasuk {covered} dari {len(basic)} urusan pelayanan dasar"
    return Sentence(text, basis)


def _known(result: Result, column: str) -> Sequence[dict[str, Any]]:
    return [row for row in result.records() if row[column] is not None]


def _verb(change: float) -> str:
    return "naik" if change > 0 else "turun" if change < 0 else "tetap,"
