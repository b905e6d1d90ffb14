"""Sentences on "one office, one innovation": who meets the target, for how long, by which rule."""

from typing import Any

from dasbor.format_id import MISSING, day, listing, lowered, number, percent, years
from dasbor.narrative.sentence import FEW_NAMES, Sentence, all_of, at, chosen, none_yet, over, said
from dasbor.questions.result import Result

JUDGED = ("Ya", "Belum")


def latest(matrix: Result) -> list[dict[str, Any]]:
    """The rows of the latest year with a register, of the offices judged there."""
    return [row for row in matrix.records() if row["terakhir"] and row["status"] in JUDGED]


def compliance(matrix: Result) -> Sentence:
    """How many offices meet the target in the latest year with a register."""
    rows = latest(matrix)
    if not rows:
        return none_yet("daftar inovasi atau target yang dapat dinilai", matrix)
    met = [row for row in rows if row["status"] == "Ya"]
    least, year = number(rows[0]["target"]), at(matrix, rows[0]["tahun"])
    who = f"OPD{chosen(matrix)}"
    what = f"punya paling sedikit {least} inovasi pada {year}"
    if len(rows) == 1:
        name = rows[0]["singkatan"]
        return said(f"{name} {'sudah' if met else 'belum'} {what}", matrix)
    if len(met) == len(rows):
        return said(f"{all_of(len(rows), who)} {what}", matrix)
    idle = [row["singkatan"] for row in rows if row["status"] == "Belum"]
    named = len(idle) <= FEW_NAMES
    names = f"; belum: {listing(idle)}" if named else ""
    return said(f"{len(met)} dari {len(rows)} {who} {what}{names}", matrix)


def longest_streak(matrix: Result) -> Sentence | None:
    """The longest run of years, how many offices share it, and what it passes over or includes."""
    rows = latest(matrix)
    runs = [row["beruntun"] for row in rows]
    if not runs or max(runs) < 2:
        return None
    count = runs.count(max(runs))
    offices = f"OPD{chosen(matrix)}"
    who = lowered(all_of(count, offices)) if count == len(runs) > 1 else f"{count} {offices}"
    longest = [row["singkatan"] for row in rows if row["beruntun"] == max(runs)]
    met = _runs(matrix)
    counted = [row for name in longest for row in met[name]]
    begun = not all(row["aturan_berlaku"] for row in counted)
    early = ", termasuk tahun sebelum aturan" if begun else ""
    part = {row["tahun"] for row in counted if row["tahun_berjalan"]}
    early += "".join(f", termasuk {at(matrix, year)}" for year in sorted(part))
    span = range(min((row["tahun"] for row in counted), default=0), rows[0]["tahun"])
    unknown = {r["tahun"] for r in matrix.records() if r["status"] == "Tanpa data"} & {*span}
    over = f", melewati {years(sorted(unknown))} yang belum ada daftarnya" if unknown else ""
    return said(f"Beruntun terpanjang {max(runs)} tahun{early}{over}, dicapai {who}", matrix)


def never_met(matrix: Result) -> Sentence | None:
    """How many offices have met the target in no year with a register."""
    rows = latest(matrix)
    never = [row for row in rows if not row["terpenuhi"]]
    if not never or len(rows) < 2:
        return None
    judged = [row for row in matrix.records() if row["status"] in JUDGED]
    share = percent(100 * len(never) / len(rows))
    missed = "mencapai target" if any(row["target"] != 1 for row in judged) else "punya inovasi"
    when = [row["tahun"] for row in judged]
    ever = "pernah " if len(set(when)) > 1 else ""
    who = f"{len(never)} OPD{chosen(matrix)} ({share})"
    text = f"{who} belum {ever}{missed} pada {over(matrix, when)}"
    return said(text, matrix)


def before_the_rule(matrix: Result) -> Sentence | None:
    """Which years are shown although the rule did not hold yet."""
    judged = (row for row in matrix.records() if row["status"] in JUDGED)
    early = [row["tahun"] for row in judged if not row["aturan_berlaku"]]
    if not early:
        return None
    text = f"Tahun {years(early)} mendahului aturan: tampil sebagai riwayat, bukan pelanggaran"
    return said(text, matrix)


def begun_before_the_rule(matrix: Result) -> frozenset[str]:
    """The offices (``singkatan``) whose present run includes years before the rule held."""
    return frozenset(
        name for name, run in _runs(matrix).items() if not all(r["aturan_berlaku"] for r in run)
    )


def _runs(matrix: Result) -> dict[str, list[dict[str, Any]]]:
    """The years that make up the present run of each office (``singkatan``), latest first."""
    left = {row["singkatan"]: row["beruntun"] for row in latest(matrix)}
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in left}
    met = [row for row in matrix.records() if row["status"] == "Ya" and not row["ukuran_lain"]]
    for row in sorted(met, key=lambda row: row["tahun"], reverse=True):
        run = runs.get(row["singkatan"], [])
        if len(run) < left.get(row["singkatan"], 0):
            run.append(row)
    return runs


def not_yet(matrix: Result) -> str:
    """What a heading adds when the latest register is a part-year: absence is no failure yet."""
    part = [row["tahun"] for row in latest(matrix) if row["tahun_berjalan"]]
    if not part:
        return ""
    dates = [origin.as_of for origin in matrix.origins if origin.year == part[0] and origin.as_of]
    until = f"sampai {day(max(dates))}" if dates else f"{part[0]}, yang belum setahun penuh"
    return f": belum ada pada daftar {until}"


def target(targets: Result) -> Sentence:
    """What is expected of every office every year, since when, as the ledger has it."""
    if not targets:
        return said("Belum ada target per OPD pada buku angka terbit", targets)
    last = list(targets.records())[-1]
    text = (
        f"Aturannya: setiap OPD paling sedikit {number(last['target'])} inovasi"
        f" unggulan setiap tahun, dinyatakan {last['tahun']} dan diharapkan mulai {last['mulai']}"
    )
    return said(text, targets)


def streak(row: dict[str, Any]) -> str:
    """Years in a row of one office on its latest row: ``3 tahun``, ``1 tahun s.d. 2022``."""
    if row["status"] == "Tidak ada OPD" and not row["beruntun"]:
        return MISSING
    until = "" if row["status"] == "Ya" or not row["beruntun"] else f" s.d. {row['terpenuhi']}"
    return f"{row['beruntun']} tahun{until}"
