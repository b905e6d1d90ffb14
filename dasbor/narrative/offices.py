"""Sentences on the offices: who delivers, who does not, in which fields."""

from typing import Any

from dasbor.format_id import listing, lowered, number, percent
from dasbor.narrative.sentence import (
    FEW_NAMES,
    Sentence,
    all_of,
    among,
    at,
    chosen,
    none_yet,
    over,
    said,
    within,
)
from dasbor.questions.result import Result

PARTS = ("bentuk", "urusan")  # filters by which an office may have none, yet others
SEVERAL = 3  # offices; fewer are told by name in their profile
UNFILED = "tidak diisi"  # the group of innovations without a field of government


def without_innovation(ranking: Result) -> Sentence | None:
    """How many offices of the master list have none, and who, when they are few."""
    if not ranking:
        return None
    rows = list(ranking.records())
    if len(rows) == 1:
        return leaders(ranking)
    idle = [row["singkatan"] for row in rows if not row["jumlah"]]
    year = at(ranking, rows[0]["tahun"])
    scope = within(ranking, *PARTS)
    who = f"OPD{chosen(ranking)}"
    if idle:
        names = f": {listing(idle)}" if len(idle) <= FEW_NAMES else ""
        text = f"{len(idle)} dari {len(rows)} {who} belum punya inovasi{scope} pada {year}"
        text += names
    else:
        text = f"{all_of(len(rows), who)} punya inovasi{scope} pada {year}"
    return said(text, ranking)


def leaders(ranking: Result) -> Sentence:
    """Who has the most; whoever shares the first place is said to share it."""
    everyone = list(ranking.records())
    rows = [row for row in everyone if row["jumlah"]]
    if not everyone:
        return none_yet("OPD dengan inovasi", ranking)
    year, scope = at(ranking, everyone[0]["tahun"]), among(ranking)
    if len(everyone) == 1:
        name = everyone[0]["singkatan"]
        count = number(everyone[0]["jumlah"] or 0)
        return said(f"{name}: {count} inovasi{within(ranking, *PARTS)} pada {year}", ranking)
    if not rows:
        text = f"Tidak ada OPD dengan inovasi{scope} pada {year}"
        return said(text, ranking)
    top = [row["singkatan"] for row in rows if row["jumlah"] == rows[0]["jumlah"]]
    count = f"{number(rows[0]['jumlah'])} inovasi pada {year}"
    if len(top) == 1:
        return said(f"{top[0]} paling banyak{scope}: {count}", ranking)
    who = listing(top) if len(top) <= FEW_NAMES else f"{len(top)} OPD"
    return said(f"{who} sama banyak{scope}, masing-masing {count}", ranking)


def compared(by_year: Result) -> Sentence:
    """What a few chosen offices have in the latest year with data, each by name, never added up."""
    known = by_year.known("jumlah")
    if not known:
        return none_yet("jumlah inovasi per OPD", by_year)
    last = max(row["tahun"] for row in known)
    rows = [row for row in known if row["tahun"] == last]
    scope, year = within(by_year, *PARTS), at(by_year, last)
    if len(rows) > FEW_NAMES:
        most = max(row["jumlah"] for row in rows)
        least = min(row["jumlah"] for row in rows)
        span = number(most) if most == least else f"{number(least)}–{number(most)}"
        return said(f"{len(rows)} OPD terpilih: {span} inovasi{scope} pada {year}", by_year)
    named = listing([f"{row['singkatan']} {number(row['jumlah'])}" for row in rows])
    return said(f"{named} inovasi{scope} pada {year}", by_year)


def concentration(ranking: Result) -> Sentence | None:
    """The share of the first five offices, when there are clearly more offices than these."""
    counts = sorted((row["jumlah"] or 0 for row in ranking.records()), reverse=True)
    total = sum(counts)
    if len(counts) <= 2 * len(counts[:5]) or not total:
        return None
    share = percent(100 * sum(counts[:5]) / total)
    text = f"Lima OPD teratas memegang {share} dari {number(total)} inovasi"
    when = at(ranking, ranking.values("tahun")[0])
    return said(f"{text}{among(ranking)} pada {when}", ranking)


def never(matrix: Result) -> Sentence:
    """Which offices have no innovation in any year that has data."""
    counts: dict[str, list[int]] = {}
    rows = matrix.known("jumlah")
    for row in rows:
        counts.setdefault(row["singkatan"], []).append(row["jumlah"])
    if not counts:
        return none_yet("jumlah inovasi per tahun", matrix)
    idle = [name for name, numbers in counts.items() if not any(numbers)]
    scope, when = within(matrix, *PARTS), over(matrix, [row["tahun"] for row in rows])
    who = f"OPD{chosen(matrix)}"
    ever = "pernah " if len({row["tahun"] for row in rows}) > 1 else ""
    if not idle:
        text = f"Setiap {who} {ever}punya inovasi{scope} pada {when}"
        return said(text, matrix)
    names = f": {listing(idle)}" if len(idle) <= FEW_NAMES else ""
    text = f"{len(idle)} {who} tanpa inovasi{scope} pada {when}{names}"
    return said(text, matrix)


def fields(domains: Result) -> Sentence:
    """How many fields of government have innovations, and which the basic services lack."""
    rows = [row for row in domains.known("jumlah") if row["kelompok"] != UNFILED]
    if not rows:
        return none_yet("urusan dengan inovasi", domains)
    year, scope = at(domains, rows[0]["tahun"]), among(domains)
    if not any(row["jumlah"] for row in rows):
        return said(f"Tidak ada urusan dengan inovasi{scope} pada {year}", domains)
    filled = sum(1 for row in rows if row["jumlah"])
    basic = [row for row in rows if row["pelayanan_dasar"]]
    covered = sum(1 for row in basic if row["jumlah"])
    text = f"{filled} dari {len(rows)} urusan punya inovasi{scope} pada {year}"
    if basic:
        text += f", termasuk {covered} dari {len(basic)} urusan pelayanan dasar"
    return said(text, domains)


def named(facts: Result) -> Sentence:
    """How many offices sources name, and for what: the latest of each kind, of several if any."""
    latest: dict[str, dict[str, Any]] = {}
    for row in facts.records():
        latest.setdefault(row["fakta"], row)
    parts = [
        f"{number(row['jumlah'])} pada {row['tahun']} ({lowered(row['fakta'])})"
        for row in [r for r in latest.values() if r["jumlah"] >= SEVERAL] or [*latest.values()][:2]
    ]
    if not parts:
        return none_yet("sumber yang menyebut OPD", facts)
    return said(f"OPD{chosen(facts)} yang disebut sumber: {listing(parts)}", facts)
