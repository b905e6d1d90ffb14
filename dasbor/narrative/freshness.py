"""Sentences on how old the last figures are, and on what is owed: news of years ago says so."""

from collections.abc import Collection
from datetime import date
from typing import Any

from dasbor.city import today
from dasbor.format_id import ISO_DATE, MONTHS, lowered
from dasbor.narrative.sentence import Sentence, said
from dasbor.questions.result import Result


def freshness(owed: Result, *measures: str) -> Sentence | None:
    """As of when the last figures are, of these measures or all, the oldest first, with their age.

    ``owed`` is the answer to ``angka_mana_yang_belum_terbit``.
    """
    last = [_dated(row) for row in _of(owed, "tahun", measures)]
    if not last:
        return None
    return said(f"Angka terakhir: {' · '.join(last)}", owed)


def owed(owed: Result, *measures: str) -> Sentence | None:
    """Which years of which figures are still to be published, and by whom."""
    by_publisher: dict[str, list[str]] = {}
    for row in _of(owed, "belum", measures):
        named = f"{lowered(row['ukuran'])} {row['belum']}"
        by_publisher.setdefault(row["oleh"], []).append(named)
    if not by_publisher:
        return None
    for row in owed.records():  # of no year at all
        if row["tahun"] is None and row["oleh"] and (not measures or row["kode"] in measures):
            by_publisher.setdefault(row["oleh"], []).append(lowered(row["ukuran"]))
    parts = [f"{'; '.join(named)} (oleh {who})" for who, named in by_publisher.items()]
    return said(f"Belum terbit: {'; '.join(parts)}", owed)


def _of(owed: Result, known: str, measures: Collection[str]) -> list[dict[str, Any]]:
    rows = (row for row in owed.known(known) if row["ukuran"] and row["oleh"])
    return [row for row in rows if not measures or row["kode"] in measures]


def _dated(row: dict[str, Any]) -> str:
    """A figure with its own date; without one with its year, and when its source appeared."""
    what, when = lowered(row["ukuran"]), row["per_tanggal"]
    if when is not None and when.year >= row["tahun"]:
        return f"{what} {_month(when)} ({age(when, today())})"
    if not ISO_DATE.fullmatch(row["terbit"] or ""):
        return f"{what} {row['tahun']}"
    when = date.fromisoformat(row["terbit"])
    return f"{what} {row['tahun']} (terbit {_month(when)}, {age(when, today())})"


def _month(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {when.year}"


def age(then: date, now: date) -> str:
    """How long ago in whole years and months: ``3 tahun 5 bulan lalu``."""
    months = 12 * (now.year - then.year) + now.month - then.month - (now.day < then.day)
    if months < 1:
        return "kurang dari sebulan lalu"
    years, rest = divmod(months, 12)
    parts = [f"{years} tahun"] * bool(years) + [f"{rest} bulan"] * bool(rest)
    return f"{' '.join(parts)} lalu"
