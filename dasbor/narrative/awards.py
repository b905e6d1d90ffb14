"""Sentences on awards and competitions. Years without an entry are not years without awards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dasbor.city import say
from dasbor.format_id import listing, number, years
from dasbor.narrative.sentence import Sentence, among, none_yet, said
from dasbor.questions.certainty import graded
from dasbor.questions.result import Result

VISIT, AIM = "studi tiru", "sasaran"
NO_AWARDS = (AIM, VISIT)
CONTESTS, HIGHEST = ("penghargaan", "kompetisi"), "nasional"
UNNAMED = "sumber yang tidak tercatat"


def recorded(awards: Result) -> Sentence:
    """Awards and contests over which years, and how many of them of the whole country.

    Where there are none, what else is recorded.
    """
    rows = awards.known("jenis")
    if not rows:
        return none_yet("penghargaan yang tercatat", awards)
    contests = [row for row in rows if row["jenis"] in CONTESTS]
    span = years([row["tahun"] for row in contests or rows])
    counts = _counted(_kinds(contests or rows))
    text = f"{counts} tercatat {span}{among(awards)}{_of_the_country(contests)}"
    return said(text, awards)


def _of_the_country(contests: Sequence[dict[str, Any]]) -> str:
    count = sum(row["tingkat"] == HIGHEST for row in contests)
    if not count:
        return ""
    if count < len(contests):
        return f", {number(count)} di antaranya tingkat {HIGHEST}"
    return f", {'semuanya ' if count > 1 else ''}tingkat {HIGHEST}"


def kinds(awards: Result) -> Sentence | None:
    """How many entries of each kind there are."""
    counts = _kinds(awards.known("jenis"))
    if not counts:
        return None
    return said(f"Menurut jenis{among(awards)}: {_counted(counts)}", awards)


def _counted(counts: Mapping[str, int]) -> str:
    return listing([f"{number(count)} {kind}" for kind, count in counts.items()])


def _kinds(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Entries by kind, most frequent first, what is no award last."""
    counted = Counter(row["jenis"] for row in rows).most_common()
    return dict(sorted(counted, key=lambda kind: kind[0] in NO_AWARDS))


def levels(awards: Result) -> Sentence | None:
    """How the entries are spread over the levels; aims and visits, which are no awards, apart."""
    rows = awards.known("jenis")
    if not rows:
        return None
    spread = Counter(row["tingkat"] for row in rows if row["jenis"] not in NO_AWARDS)
    parts = [f"{number(count)} {_level(level)}" for level, count in spread.most_common()]
    others = Counter(row["jenis"] for row in rows if row["jenis"] in NO_AWARDS)
    parts += [f"{number(count)} {kind} yang bukan penghargaan" for kind, count in others.items()]
    return said(f"Menurut tingkat{among(awards)}: {listing(parts)}", awards)


def _level(level: str) -> str:
    return (
        f"tingkat {level}"
        if level in (say("kota"), "provinsi", HIGHEST)
        else "tanpa tingkat yang dinyatakan"
    )


def unrecorded(awards: Result) -> Sentence | None:
    """Years between the entries that have none, so that nobody reads them as years without."""
    empty = [row["tahun"] for row in awards.records() if row["jenis"] is None]
    if not empty or len(empty) == len(awards.rows):
        return None
    text = f"Tidak tercatat{among(awards)} untuk {years(empty)}: bukan berarti tanpa penghargaan"
    return said(text, awards)


def participants(categories: Result) -> Sentence:
    """The participants of the latest Inovasi Award by category, as the figures in use say."""
    parts, total = _award(categories)
    if not parts and not total:
        return none_yet("jumlah peserta Inovasi Award", categories)
    words = [f"{number(row['peserta'])} {row['kategori']}" for row in parts]
    year = (total or parts[0])["tahun"]
    head = f"{number(total['peserta'])} peserta" if total else "Peserta"
    text = f"{head} Inovasi Award {year}" + (f": {listing(words)}" if words else "")
    return said(text, categories)


def rival_count(categories: Result) -> Sentence | None:
    """That another publisher wrote other figures, both kept side by side."""
    _, total = _award(categories)
    if not total or total["tandingan"] is None:
        return None
    kept = f"{number(total['peserta'])} menurut {total['sumber'] or UNNAMED}"
    kept += _grade(total["kepastian"])
    text = (
        f"Penerbit lain, {total['sumber_tandingan'] or UNNAMED}, menulis"
        f" {number(total['tandingan'])} peserta{_grade(total['kepastian_tandingan'])};"
        f" yang dipakai {kept}, bedanya belum dijelaskan"
    )
    return said(text, categories)


def _grade(certainty: str | None) -> str:
    return f" ({graded(certainty)})" if certainty else ""


def _award(categories: Result) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The categories of the latest year, and their published total when there is one."""
    rows = categories.known("peserta")
    year = max((row["tahun"] for row in rows), default=None)
    latest = [row for row in rows if row["tahun"] == year]
    total = next((row for row in latest if row["semua"]), None)
    return [row for row in latest if not row["semua"]], total
