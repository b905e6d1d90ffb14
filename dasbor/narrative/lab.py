"""Sentences on the Lab Inovasi: how far ideas came, where they wait, what is late."""

from typing import Any

from dasbor.format_id import day, listing, number, percent
from dasbor.narrative.sentence import Sentence, none_yet, said, within
from dasbor.questions.result import Origin, Result

DATASET = "lab_inovasi"


def reached(stages: Result) -> Sentence:
    """How many ideas the latest cohort has, and how many came to the last stage by which date.

    The number of ideas is published; a stage that only illustrative rows reach makes no headline,
    nor does the share of an office among illustrative rows.
    """
    rows = _latest(stages, "sampai")
    if not rows:
        return _without_rows(stages)
    last = rows[-1]
    if stages.illustrative:
        text = f"{_invented(stages, last)}, yang tampil data contoh"
    elif not last["semua"]:
        text = f"Tidak ada ide Lab Inovasi {last['tahun']}{within(stages)}"
    else:
        text = f"{_born(last['semua'], last['tahun'])}, {number(last['sampai'])} sampai tahap"
        text += f" {last['tahap']}"
        text += f" per {day(last['per_tanggal'])}" if last["per_tanggal"] else ""
    return said(text, stages)


def _born(ideas: float, year: int) -> str:
    return f"{number(ideas)} ide lahir di Lab Inovasi {year}"


def _without_rows(stages: Result) -> Sentence:
    """What is published of the city's ideas stays true while nobody knows their stages."""
    known = _published(stages)
    if not known or known.published is None or stages.parameters.get("opd"):
        return none_yet("ide Lab Inovasi", stages)
    born = _born(known.published, known.year)
    return said(f"{born}; sampai tahap mana belum ada datanya", stages)


def _invented(stages: Result, last: dict[str, Any]) -> str:
    if stages.parameters.get("opd"):
        return f"Ide Lab Inovasi {last['tahun']} menurut perangkat daerah belum ada datanya"
    return f"{_born(last['semua'], last['tahun'])}; sampai tahap mana belum ada datanya"


def state(stages: Result) -> Sentence:
    """As of which date the rows say where the ideas stand; the published count has its own date."""
    dates = [row["per_tanggal"] for row in stages.known("per_tanggal")]
    if not dates:
        return said("Belum ada ide yang keadaannya tercatat", stages)
    return said(f"Sampai tahap mana, per {day(max(dates))}", stages)


def published_ideas(stages: Result) -> Sentence | None:
    """What a source says of the ideas, while the stages after it are illustrative or unknown."""
    origin = _published(stages)
    if origin is None or (origin.rows and not origin.illustrative_rows):
        return None
    when = f" per {day(origin.as_of)}" if origin.as_of else ""
    later = "contoh" if origin.illustrative_rows else "belum ada datanya"
    scope = " se-kota" if stages.parameters.get("opd") else ""
    text = (
        f"{number(origin.published)} ide{scope} terbit{when} ({origin.publisher}, kepastian"
        f" {origin.certainty}); tahap sesudahnya {later}"
    )
    return said(text, stages)


def _published(stages: Result) -> Origin | None:
    """Where the latest published number of ideas comes from."""
    behind = (o for o in stages.origins if o.dataset == DATASET and o.published is not None)
    return max(behind, key=lambda one: one.year, default=None)


def waiting(stages: Result) -> Sentence | None:
    """The stage before the last one at which most ideas stand, and how long they wait there."""
    rows = [row for row in _latest(stages, "sampai")[:-1] if row["median_tunggu"] is not None]
    if not rows:
        return None
    most = max(rows, key=lambda row: row["berhenti"])
    same = [row["tahap"] for row in rows if row["berhenti"] == most["berhenti"]]
    if not most["berhenti"]:
        return said(f"Tidak ada ide yang menunggu per {day(most['per_tanggal'])}", stages)
    if len(same) > 1:
        text = (
            f"Sama banyak menunggu di tahap {listing(same)}: masing-masing"
            f" {number(most['berhenti'])} ide per {day(most['per_tanggal'])}"
        )
        return said(text, stages)
    text = (
        f"Paling banyak menunggu di tahap {most['tahap']}: {number(most['berhenti'])} ide,"
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
        return said(f"Tidak ada ide yang melewati rencana per {as_of}", plan)
    parts = [
        f"{number(row['terlambat'])} ide belum selesai {row['kegiatan']} yang direncanakan sampai"
        f" {day(row['selesai'])}"
        for row in late
    ]
    return said(f"Per {as_of}, {listing(parts)}", plan)


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
        return none_yet("ide untuk dicocokkan dengan register", ideas)
    last = max(rows, key=lambda row: row["tahun"])
    if last["terdaftar"] is None:
        text = (
            f"Berapa dari {number(last['ide'])} ide ({last['tahun']}) menjadi inovasi terdaftar"
            " belum diketahui: ide contoh tidak dipasangkan dengan register nyata, dan sebaliknya"
        )
        return said(text, ideas)
    text = (
        f"{number(last['terdaftar'])} dari {number(last['ide'])} ide ({last['tahun']}) menjadi"
        f" inovasi terdaftar, {percent(last['terdaftar_persen'])}; ide tidak dijumlahkan dengan"
        " inovasi"
    )
    return said(text, ideas)


def _latest(result: Result, column: str) -> list[dict[str, Any]]:
    """The rows of the latest cohort that have a value in ``column``."""
    known = result.known(column)
    year = max((row["tahun"] for row in known), default=None)
    return [row for row in known if row["tahun"] == year]
