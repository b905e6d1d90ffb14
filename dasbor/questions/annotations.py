"""What a reader should know beside the numbers of a year: targets set for it, events in it.

Both are datasets (``target.csv``, ``catatan_peristiwa.csv``); an answer over years carries those
of the measures it is about, so every picture of it can draw them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dasbor import format_id
from dasbor.city import say
from dasbor.questions.certainty import graded

TARGETS_QUERY, EVENTS_QUERY = "target_apa_saja", "peristiwa_apa_saja"
DATASETS = {TARGETS_QUERY: "target", EVENTS_QUERY: "catatan_peristiwa"}


@dataclass(frozen=True)
class Target:
    """A level that was stated for one measure and year, in the unit of the measure."""

    year: int
    value: float
    unit: str
    measure: str
    scope: str
    publisher: str
    certainty: str
    note: str

    @property
    def words(self) -> str:
        """What it is, for whom, who says so: one line for a list."""
        scope = "" if self.scope == say("kota") else f" ({self.scope})"
        text = f"Target {self.year}{scope}: {format_id.number(self.value)} {self.unit}".rstrip()
        return f"{text}, {format_id.lowered(self.measure)}" + _foot(
            self.publisher, self.certainty, self.note
        )


@dataclass(frozen=True)
class Event:
    """Something that happened in a year, on a day or days where the source names them."""

    year: int
    day: date | None
    last_day: date | None
    title: str
    publisher: str
    certainty: str
    note: str

    @property
    def when(self) -> str:
        """The day, the days, or only the year."""
        return format_id.days(self.day, self.last_day) if self.day else str(self.year)

    @property
    def words(self) -> str:
        """When, what, who says so: one line for a list."""
        return f"{self.when}: {self.title}" + _foot(self.publisher, self.certainty, self.note)


def _foot(publisher: str, certainty: str, note: str) -> str:
    source = f"Sumber: {publisher}" if publisher else "Sumber tidak tercatat"
    told = ", ".join(filter(None, [source, graded(certainty)]))
    return f". {told}" + (f"; {note}" if note else "")


def targets(
    rows: Iterable[Mapping[str, Any]], data: Iterable[str], measures: Iterable[str]
) -> tuple[Target, ...]:
    """The targets of these datasets and measures among the rows of ``TARGETS_QUERY``."""
    return tuple(
        Target(
            row["tahun"], row["nilai"], row["satuan"] or "", row["ukuran"], row["lingkup"],
            row["penerbit"] or "", row["kepastian"] or "", row["catatan"] or "",
        )
        for row in rows
        if row["dataset"] in data or row["kode"] in measures
    )  # fmt: skip


def events(
    rows: Iterable[Mapping[str, Any]], data: Iterable[str], measures: Iterable[str]
) -> tuple[Event, ...]:
    """The events of these datasets and measures among the rows of ``EVENTS_QUERY``, each once."""
    found = {
        row["id"]: Event(
            row["tahun"], row["tanggal"], row["tanggal_akhir"], row["judul"],
            row["penerbit"] or "", row["kepastian"] or "", row["catatan"] or "",
        )
        for row in rows
        if row["dataset"] in data or row["kode"] in measures
    }  # fmt: skip
    return tuple(found.values())


def applies(target: Target, parameters: Mapping[str, Any]) -> bool:
    """Whether a target may be compared with an answer under these filters.

    One of the city only with the whole city, one of each office only with a single office, and
    none with a part of the innovations.
    """
    if parameters.get("bentuk") or parameters.get("urusan"):
        return False
    offices = parameters.get("opd") or []
    return not offices if target.scope == say("kota") else len(offices) == 1
