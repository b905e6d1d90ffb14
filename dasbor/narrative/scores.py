"""Sentences on the index: limits of the editions, distances, peers, and what an estimate says.

Predicates are those of the source or of the limits of the edition; a limit that is unknown is
said to be unknown. Whatever rests on the formula calls itself an estimate.
"""

from typing import Any

from dasbor.city import city
from dasbor.format_id import listing, lowered, number, years
from dasbor.narrative.sentence import Sentence, among, at, none_yet, said
from dasbor.questions.certainty import graded
from dasbor.questions.result import Result

TOP = "Sangat Inovatif"
WEAK = "Lemah"
LEAST_RANKED = 3  # a place among fewer regions says nothing


def distance(scores: Result) -> Sentence:
    """The latest score, its predicate, and how far the next one is when its limit is known."""
    known = scores.known("skor")
    if not known:
        return none_yet("skor IID terbit", scores)
    last = known[-1]
    text = f"Skor IID {number(last['skor'], 2)} pada {last['tahun']}"
    text += f", {last['predikat']}" if last["predikat"] else ", predikatnya belum diketahui"
    if last["jarak"] is not None:
        way = f"{number(last['jarak'], 2)} poin lagi ke {last['berikutnya']}"
        text += f"; {way} ({number(last['batas'], 2)})"
    elif last["berikutnya"]:
        text += f"; batas {last['berikutnya']} belum diketahui"
    return said(text, scores, year=last["tahun"])


def unscored(scores: Result, owed: Result) -> Sentence:
    """That no score is published within the filters, and by whom it is to be."""
    who = [row["oleh"] for row in owed.records() if row["kode"] == "skor_iid" and row["oleh"]]
    text = str(none_yet("skor IID terbit", scores))
    return said(f"{text}; yang menerbitkan: {who[0]}" if who else text, scores, owed)


def way_up(row: dict[str, Any]) -> str:
    """How far a score is from the next predicate; nothing where its limit is unknown."""
    if row["jarak"] is None:
        return ""
    return f"kurang {number(row['jarak'], 2)} ke {row['berikutnya']}"


def certainty(scores: Result) -> Sentence | None:
    """How sure the latest score and the limit it is compared with are."""
    known = scores.known("skor")
    if not known:
        return None
    last = known[-1]
    grade = graded(last["kepastian"])
    parts = [f"kepastian skor {last['tahun']}: {grade}"] if grade else []
    if last["jarak"] is not None and last["kepastian_batas"]:
        limit = f"kepastian batas {last['berikutnya']} edisi {last['tahun']}"
        parts.append(f"{limit}: {graded(last['kepastian_batas'])}")
    if last["asal_predikat"]:
        parts.append(f"predikat {last['asal_predikat']}")
    text = "; ".join(parts)
    return said(text[0].upper() + text[1:], scores) if text else None


def limits(bands: Result) -> Sentence:
    """How the limit of the highest predicate changed, and which limits are unknown."""
    rows = list(bands.records())
    if not rows:
        return none_yet("batas predikat yang diketahui", bands)
    editions: dict[float, list[int]] = {}
    for row in rows:
        if row["predikat"] == TOP and row["diketahui"]:
            editions.setdefault(row["bawah"], []).append(row["tahun"])
    parts = [f"{number(low, 2)} (edisi {years(when)})" for low, when in editions.items()]
    text = f"Batas {TOP}: {', lalu '.join(parts)}" if parts else f"Batas {TOP} belum diketahui"
    open_years = sorted({row["tahun"] for row in rows if not row["diketahui"]})
    if open_years:
        names = listing([row["predikat"] for row in rows if row["tahun"] == open_years[-1]
                         and not row["diketahui"]])  # fmt: skip
        text += f"; batas antara {names.replace(' atau ', ' dan ')} edisi {years(open_years)}"
        text += " belum diketahui"
    return said(text, bands)


def other_editions(scores: Result, bands: Result) -> list[Sentence]:
    """Known scores that the latest edition with known limits would call by another name."""
    latest = max((row["tahun"] for row in bands.records() if row["diketahui"]), default=None)
    found = []
    for row in scores.known("skor"):
        name = _predicate(row["skor"], bands, latest)
        if row["tahun"] != latest and row["predikat"] and name and name != row["predikat"]:
            text = (
                f"Skor {number(row['skor'], 2)} ({row['tahun']}) disebut {row['predikat']}; menurut"
                f" batas edisi {latest} skor yang sama akan disebut {name}"
            )
            found.append(said(text, scores, bands))
    return found


def _predicate(score: float, bands: Result, edition: int | None) -> str:
    inside = (
        row["predikat"]
        for row in bands.records()
        if row["tahun"] == edition and row["diketahui"] and row["bawah"] <= score <= row["atas"]
    )
    return next(inside, "")


def peers(scores: Result) -> Sentence:
    """The city among the regions on record for the latest year."""
    year = max(scores.values("tahun"), default=None)
    rows = [row for row in scores.records() if row["tahun"] == year]
    own = next((row for row in rows if row["daerah"] == city().name), None)
    if not rows:
        return none_yet("angka pembanding", scores)
    average = next((row for row in rows if row["rata_rata"]), None)
    mean: float | None = average["skor"] if average else None
    if own is None:
        text = f"Skor {city().name} {year} belum diketahui"
        text += f"; rata-rata nasional {number(mean, 2)}" if mean is not None else ""
        return said(text, scores)
    text = f"{city().name} {number(own['skor'], 2)} pada {year}"
    if own["banyak"] >= LEAST_RANKED:
        text += f": urutan ke-{own['urutan']} dari {own['banyak']} daerah yang angkanya ada"
        level = [r for r in rows if not r["rata_rata"] and r["skor"] == own["skor"]]
        text += f", sama dengan {len(level) - 1} daerah lain" if len(level) > 1 else ""
    if mean is not None:
        text += f"; {_against(own['skor'] - mean)} rata-rata nasional ({number(mean, 2)})"
    return said(text, scores)


def elsewhere(figures: Result) -> Sentence:
    """How far the figures of other governments lie apart: one measure, one year; nobody's rank.

    They are of different days, and each is what its government says of itself.
    """
    rows = list(figures.records())
    known = sorted(figures.known("nilai"), key=lambda row: row["nilai"])
    if not known:
        return none_yet("angka daerah lain", figures)
    first, last = known[0], known[-1]
    decimals = 0 if all(row["nilai"] == int(row["nilai"]) for row in known) else 2
    text = (
        f"{first['ukuran'] or 'Angka pokok'} {first['tahun']}: {number(first['nilai'], decimals)}"
    )
    text += f" sampai {number(last['nilai'], decimals)}" if last["nilai"] > first["nilai"] else ""
    text += f" di {len(known)} daerah" if len(known) > 1 else f" di {first['daerah']}"
    if part := sum(row["tahun_berjalan"] for row in known):
        text += f" ({part} di antaranya belum setahun penuh)"
    if left := len(rows) - len(known):
        text += f"; {left} daerah lain belum ada angkanya"
    return said(text, figures, year=first["tahun"])


def _against(difference: float) -> str:
    if number(abs(difference), 2) == number(0, 2):
        return "sama dengan"
    side = "di atas" if difference > 0 else "di bawah"
    return f"{number(abs(difference), 2)} poin {side}"


def national(reports: Result) -> Sentence:
    """How many governments report to the index, and how many innovations, first to last."""
    rows = list(reports.records())
    if not rows:
        return none_yet("angka pelaporan nasional", reports)
    first, last = rows[0], rows[-1]
    text = (
        f"Secara nasional {number(last['pemda'])} pemerintah daerah melaporkan"
        f" {number(last['inovasi'])} inovasi pada {last['tahun']}"
    )
    if first is not last:
        text += f", {number(first['pemda'])} melaporkan {number(first['inovasi'])}"
        text += f" pada {first['tahun']}"
    return said(text, reports)


def starting_point(start: Result) -> Sentence:
    """Which sliders begin at a figure of the data; the others begin at an example."""
    rows = list(start.records())
    if not rows:
        return said("Belum ada titik mulai simulasi", start)
    known = [
        f"{lowered(row['label'])} {number(row['nilai'])} ({lowered(row['keterangan'])})"
        for row in rows
        if row["dari_data"]
    ]
    if not known:
        return said(f"Titik mulai andaian, bukan keadaan {city().name}", start)
    others = "" if len(known) == len(rows) else f"; yang lain andaian, bukan keadaan {city().name}"
    return said(f"Titik mulai dari data: {listing(known)}{others}", start)


def best_step(steps: Result) -> Sentence | None:
    """Which single step raises the estimate most; that none does, when that is so."""
    possible = [row for row in steps.records() if row["selisih"] is not None]
    if not possible:
        return None
    best = possible[0]
    if best["selisih"] <= 0:
        text = "Tidak satu pun langkah yang dibandingkan menaikkan perkiraan ini"
        return said(text, steps)
    same = [lowered(row["langkah"]) for row in possible if row["selisih"] == best["selisih"]]
    detail = f" ({best['rincian']})" if best["rincian"] and len(same) == 1 else ""
    text = (
        f"Di antara langkah contoh ini, yang paling menaikkan perkiraan: {listing(same)}{detail},"
        f" +{number(best['selisih'], 2)} poin"
    )
    text += f" (rumus {graded(best['kepastian'])})" if best["kepastian"] else ""
    return said(text, steps)


def report_limit(steps: Result) -> Sentence | None:
    """How mature one more report must be for the estimate not to fall."""
    now = _now(steps)
    if not now:
        return None
    limit = number(now["batas_laporan"], 1)
    if now["batas_laporan"] <= 0:
        text = "Pada keadaan ini satu laporan lagi tidak menurunkan perkiraan, selemah apa pun"
    else:
        text = (
            f"Satu laporan lagi menaikkan perkiraan bila kematangannya di atas {limit};"
            " yang lebih lemah menurunkannya"
        )
    return said(text, steps)


def _now(steps: Result) -> dict[str, Any] | None:
    return next((row for row in steps.records() if row["urutan"] == 0), None)


def weak_reports(curve: Result) -> Sentence:
    """What many weak reports do to the estimate, against as many that equal the mean."""
    weak = [row for row in curve.records() if row["mutu"] == WEAK]
    if not weak:
        return said("Belum ada rumus indeks, jadi tidak ada perkiraan", curve)
    end, lowest = weak[-1], min(weak, key=lambda row: row["selisih"])
    if lowest["selisih"] < 0:
        text = (
            f"Banyak laporan lemah dapat menurunkan indeks: {number(lowest['selisih'], 2)} poin"
            f" pada {number(lowest['inovasi'])} inovasi"
        )
        if end["selisih"] > lowest["selisih"]:
            change = number(end["selisih"], 2, signed=True)
            text += f", lalu {change} pada {number(end['inovasi'])}"
    else:
        added = end["inovasi"] - weak[0]["inovasi"]
        text = (
            f"Dengan mutu laporan ini perkiraan tidak turun:"
            f" {number(end['selisih'], 2, signed=True)} poin sesudah {number(added)} laporan lagi"
        )
    return said(text, curve)


def maturity(spread: Result) -> Sentence:
    """The mean maturity of the latest register that carries it; which rows lack it."""
    rows = [row for row in spread.records() if row["terisi"]]
    if not rows:
        return said("Belum ada daftar inovasi yang memuat kematangan", spread)
    last = max(rows, key=lambda row: row["tahun"])
    text = (
        f"Rata-rata kematangan{among(spread)} {number(last['rata_rata'], 1)} dari 111 pada"
        f" {at(spread, last['tahun'])}, dari {number(last['terisi'])} inovasi yang memuatnya"
    )
    if last["terisi"] < last["baris"]:
        text += f" di antara {number(last['baris'])}"
    return said(text, spread)
