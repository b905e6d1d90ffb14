"""Sentences on the Lab Inovasi: how far ideas came, where they wait, what is late."""

from typing import Any

from dasbor.format_id import day, listing, number, percent
from dasbor.narrative.sentence import GONE, Sentence, among, none_yet, said, within
from dasbor.questions.result import Result


def reached(stages: Result) -> Sentence:
    """How many ideas the latest cohort has, and how many came to the last stage by which date."""
    known = stages.known("semua")
    if not known:
        if among(stages) and any(row["keterangan"] not in GONE for row in stages.records()):
            return said(f"Berapa ide Lab Inovasi{among(stages)} belum terbit", stages)
        return none_yet("ide Lab Inovasi", stages)
    last = max(known, key=lambda row: (row["tahun"], row["urutan"]))
    if not last["semua"]:
        return said(f"Tidak ada ide Lab Inovasi {last['tahun']}{within(stages)}", stages)
    text = f"{number(last['semua'])} ide{among(stages)} lahir di Lab Inovasi {last['tahun']}"
    if last["sampai"] is None:
        return said(f"{text}; sampai tahap mana belum terbit", stages, year=last["tahun"])
    text += f", {number(last['sampai'])} sampai tahap {last['tahap']}"
    text += f" per {day(last['per_tanggal'])}" if last["per_tanggal"] else ""
    return said(text, stages)


def state(stages: Result) -> Sentence:
    """As of which date the rows say where the ideas stand; the published count has its own date."""
    dates = [row["per_tanggal"] for row in stages.known("per_tanggal")]
    if not dates:
        return said("Belum ada ide yang keadaannya tercatat", stages)
    return said(f"Sampai tahap mana, per {day(max(dates))}", stages)


def waiting(stages: Result) -> Sentence | None:
    """The stage before the last one at which most ideas stand, and how long they wait there."""
    rows = [row for row in _latest(stages, "sampai")[:-1] if row["median_tunggu"] is not None]
    if not rows:
        return None
    most = max(rows, key=lambda row: row["berhenti"])
    scope = among(stages)
    same = [row["tahap"] for row in rows if row["berhenti"] == most["berhenti"]]
    if not most["berhenti"]:
        return said(f"Tidak ada ide{scope} yang menunggu per {day(most['per_tanggal'])}", stages)
    if len(same) > 1:
        text = (
            f"Sama banyak menunggu{scope} di tahap {listing(same)}: masing-masing"
            f" {number(most['berhenti'])} ide per {day(most['per_tanggal'])}"
        )
        return said(text, stages)
    text = (
        f"Paling banyak menunggu{scope} di tahap {most['tahap']}: {number(most['berhenti'])} ide,"
        f" median {number(most['median_tunggu'])} hari per {day(most['per_tanggal'])}"
    )
    return said(text, stages)


def overdue(plan: Result) -> Sentence | None:
    """How many ideas have passed a planned end without having finished the stage."""
    rows = _latest(plan, "terlambat")
    if not rows:
        return None
    late = [row for row in rows if row["terlambat"]]
    as_of = day(rows[0]["per_tanggal"])
    if not late:
        return said(f"Tidak ada ide{among(plan)} yang melewati rencana per {as_of}", plan)
    parts = [
        f"{number(row['terlambat'])} ide belum selesai {row['kegiatan']} yang direncanakan sampai"
        f" {day(row['selesai'])}"
        for row in late
    ]
    return said(f"Per {as_of}{among(plan)}, {listing(parts)}", plan)


def planned(plan: Result) -> Sentence:
    """As of which date ideas are compared with the plan."""
    if not plan:
        return none_yet("rencana Lab Inovasi", plan)
    dates = [row["per_tanggal"] for row in plan.known("per_tanggal")]
    when = f", per {day(max(dates))}" if dates else ""
    return said(f"Rencana dan keterlambatan{when}", plan)


def registered(ideas: Result) -> Sentence:
    """How many ideas of the latest cohort became registered innovations; never added to them."""
    rows = [row for row in ideas.records() if row["ide"]]
    if not rows:
        return none_yet("ide untuk dicocokkan dengan daftar inovasi", ideas)
    last = max(rows, key=lambda row: row["tahun"])
    of = f"dari {number(last['ide'])} ide{among(ideas)} ({last['tahun']})"
    if last["terdaftar"] is None:
        return said(f"Berapa {of} menjadi inovasi terdaftar belum diketahui", ideas)
    text = (
        f"{number(last['terdaftar'])} {of} menjadi inovasi terdaftar,"
        f" {percent(last['terdaftar_persen'])}; ide tidak dijumlahkan dengan inovasi"
    )
    return said(text, ideas)


def _latest(result: Result, column: str) -> list[dict[str, Any]]:
    """The rows of the latest cohort that have a value in ``column``."""
    known = result.known(column)
    year = max((row["tahun"] for row in known), default=None)
    return [row for row in known if row["tahun"] == year]
