"""Sentences on published figures: the index, and the ledger itself."""

from dasbor.format_id import number
from dasbor.narrative.sentence import Sentence, none_yet, said, verb
from dasbor.questions.result import Result


def index(scores: Result) -> Sentence:
    """From the first to the last known score of the index; predicates only as published."""
    known = scores.known("skor")
    if not known:
        return none_yet("skor IID terbit", scores)
    first, last = known[0], known[-1]
    predicate = f", {last['predikat']}" if last["predikat"] else ""
    if first is last:
        text = f"Skor IID {number(last['skor'], 2)} pada {last['tahun']}{predicate}"
    else:
        text = (
            f"Skor IID {verb(last['skor'] - first['skor'])} dari {number(first['skor'], 2)}"
            f" ({first['tahun']}) menjadi {number(last['skor'], 2)} ({last['tahun']}){predicate}"
        )
        if last["skor"] == first["skor"]:
            when = f"pada {first['tahun']} dan {last['tahun']}"
            text = f"Skor IID sama, {number(last['skor'], 2)}, {when}{predicate}"
    return said(text, scores)


def ledger(figures: Result, rivals: Result) -> Sentence:
    """How many published figures there are, and how many are contradicted."""
    known = [row for row in figures.records() if row["nilai"] is not None and row["dipakai"]]
    publishers = {row["penerbit"] for row in known if row["penerbit"]}
    text = (
        f"{number(len(known))} angka terbit dari {number(len(publishers))} penerbit dipakai;"
        f" {number(len(rivals.rows))} angka bertentangan dengan penerbit lain"
    )
    return said(text, figures)
