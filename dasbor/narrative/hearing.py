"""What a meeting asks of the figures, and what the ledger answers; nothing where it is silent."""

from collections.abc import Collection
from typing import Any

from dasbor.city import city
from dasbor.format_id import compact, day, listing, lowered, number, years
from dasbor.narrative.lab import registered
from dasbor.narrative.meeting import Question
from dasbor.narrative.scores import LEAST_RANKED
from dasbor.narrative.sentence import year_words
from dasbor.questions.certainty import graded
from dasbor.questions.result import Result

RESULTS_OF_LAB = "inovasi_hasil_lab"
MONEY = ("anggaran_pengembangan_inovasi", "anggaran_inovasi_per_kelurahan")


def only_registered(totals: Result, registered: Result) -> list[Question]:
    """Why fewer stand in the application of the index than are recorded in the very year."""
    recorded, entered = _last(totals, "jumlah"), _last(registered, "jumlah")
    if not recorded or not entered or entered["tahun"] != recorded["tahun"]:
        return []
    if entered["jumlah"] >= recorded["jumlah"]:
        return []
    count = number(entered["jumlah"])
    asked = f"{number(recorded['jumlah'])} tercatat, mengapa hanya {count} di aplikasi indeks?"
    aims = [t for t in registered.targets if t.year == entered["tahun"]]
    aim = f" dari target {number(aims[0].value)}" if aims else ""
    told = f"{count}{aim} sudah didaftarkan pada {year_words(entered)}; ukurannya lain."
    return [(asked, f"{told} Sebab selisihnya tidak disebut sumber.")]


def silence(totals: Result) -> list[Question]:
    """Why there is nothing after the last figure."""
    last = _last(totals, "jumlah")
    if not last:
        return []
    gaps = [row["tahun"] for row in totals.records() if row["tahun"] > last["tahun"]]
    if not gaps:
        return []
    since = day(last["per_tanggal"]) if last["per_tanggal"] else str(last["tahun"])
    told = f"Jumlah {years(gaps)} belum terbit; yang terakhir {number(last['jumlah'])}."
    return [(f"Mengapa tidak ada angka sesudah {since}?", told)]


def last_of_all(peers: Result) -> list[Question]:
    """Why the city came last in a year, among the regions on record."""
    found = []
    for own in (row for row in peers.records() if row["daerah"] == city().name):
        if own["banyak"] < LEAST_RANKED or own["urutan"] != own["banyak"]:
            continue
        others = [r for r in peers.records() if r["tahun"] == own["tahun"] and r is not own]
        ahead = min(
            (r for r in others if not r["rata_rata"] and r["daerah"] != own["daerah"]),
            key=lambda row: row["skor"],
        )
        asked = f"Mengapa terakhir dari {own['banyak']} daerah pada {own['tahun']}?"
        told = f"Skor {number(own['skor'], 2)}; terdekat {ahead['daerah']}"
        scope = "Hanya daerah yang angkanya tercatat, bukan peringkat resmi"
        found.append((asked, f"{told} {number(ahead['skor'], 2)}. {scope}."))
    return found


def contradicted(rivals: Result, measures: Collection[str] = (), most: int = 2) -> list[Question]:
    """Which of two figures holds: of some measures, else of any."""
    told = []
    asked_of = [r for r in rivals.records() if not measures or r["ukuran"] in measures]
    for row in asked_of[:most]:
        used, other = number(row["dipakai"]), number(row["tandingan"])
        asked = f"{used} atau {other} ({lowered(row['ukuran'])} {row['tahun']})?"
        kept = _by(row["sumber_dipakai"], row["kepastian_dipakai"])
        rival = _by(row["sumber_tandingan"], row["kepastian_tandingan"])
        told.append((asked, f"Dipakai {used} menurut {kept}; {other} menurut {rival}."))
    return told


def _by(publisher: str | None, certainty: str | None) -> str:
    grade = f"({graded(certainty)})" if certainty else ""
    return " ".join(filter(None, [publisher or "sumber yang tidak tercatat", grade]))


def fate_of_ideas(ideas: Result, ledger: Result) -> list[Question]:
    """What became of the ideas of the Lab."""
    rows = [row for row in ideas.records() if row["ide"]]
    if not rows:
        return []
    count = number(max(rows, key=lambda row: row["tahun"])["ide"])
    told = f"{registered(ideas)}."
    for row in _figures(ledger, RESULTS_OF_LAB):
        word = row["sebutan"] or number(row["nilai"])
        source = _by(row["penerbit"], row["kepastian"])
        told += f" Lab disebut menghasilkan {word} inovasi ({row['tahun']}, {source})."
    return [(f"Apa hasil {count} ide itu?", told)]


def money(ledger: Result) -> list[Question]:
    """For what the sums are that sources name."""
    rows = [row for code in MONEY for row in _figures(ledger, code)]
    sums = dict.fromkeys(f"Rp{compact(row['nilai'])}" for row in rows)
    if not rows:
        return []
    told = [f"{row['lingkup']} ({_by(row['penerbit'], row['kepastian'])})" for row in rows]
    answer = f"Menurut sumber: {'; '.join(told)}. Tidak untuk dikalikan."
    return [(f"{listing(list(sums))} untuk apa?", answer)]


def _figures(ledger: Result, code: str) -> list[dict[str, Any]]:
    """The figures in use of one measure."""
    known = ledger.known("nilai")
    return [row for row in known if row["kode"] == code and row["dipakai"]]


def _last(result: Result, column: str) -> dict[str, Any] | None:
    known = result.known(column)
    return known[-1] if known else None
