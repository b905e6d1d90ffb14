"""Headline figures that the front page and papers state alike."""

from typing import Any

from dasbor.questions.result import Result


def offices(ranking: Result) -> str:
    """How many of the listed offices have innovations, as ``26 dari 34``."""
    counts = ranking.values("jumlah")
    return f"{sum(map(bool, counts))} dari {len(counts)}"


def kelurahan(participation: Result) -> str:
    """How many kelurahan took part in the latest assessment that is known, as ``42 dari 43``."""
    last = participation.known("ikut")[-1]
    return f"{last['ikut']} dari {judged(last)}"


def of_those_known(row: dict[str, Any]) -> str:
    """Words beside a count of kelurahan when of some it is not known whether they took part."""
    return " yang diketahui" if judged(row) < row["semua"] else ""


def judged(row: dict[str, Any]) -> int:
    """Of how many kelurahan it is known whether they took part: who is unknown is not absent."""
    return int(row["semua"] if row["diketahui"] is None else row["diketahui"])
