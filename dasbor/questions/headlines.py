"""Headline figures that the front page, papers and the gate state alike."""

from dasbor.questions.result import Result


def offices(ranking: Result) -> str:
    """How many of the listed offices have innovations, as ``26 dari 34``."""
    counts = ranking.values("jumlah")
    return f"{sum(map(bool, counts))} dari {len(counts)}"


def kelurahan(participation: Result) -> str:
    """How many kelurahan took part in the latest assessment that is known, as ``42 dari 43``."""
    last = participation.known("ikut")[-1]
    return f"{last['ikut']} dari {last['semua']}"
