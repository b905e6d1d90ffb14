"""Words for a meeting: what is likely asked, and the decisions that the figures ask for."""

from collections.abc import Iterator, Mapping
from typing import Any

from dasbor.city import say
from dasbor.format_id import listing, lowered, number, years
from dasbor.narrative.sentence import among, at, chosen, within
from dasbor.questions import provenance
from dasbor.questions.headlines import judged
from dasbor.questions.result import Result

Question = tuple[str, str]  # a question and its answer


def likely_questions(
    result: Result, missing: Mapping[Any, str], pale: Mapping[Any, str]
) -> list[Question]:
    """What listeners ask of a picture, with answers from the answer itself: gaps, breaks, source.

    ``missing`` and ``pale`` are those of the picture, per category.
    """
    return [*_about_gaps(missing), *_about_breaks(pale), *_about_origin(result)]


def _about_gaps(missing: Mapping[Any, str]) -> Iterator[Question]:
    if missing:
        reasons = "; ".join(f"{category}: {reason}" for category, reason in missing.items())
        yield (
            f"Mengapa {listing([str(category) for category in missing])} kosong?",
            f"Belum ada datanya, bukan nol. {reasons}.",
        )


def _about_breaks(pale: Mapping[Any, str]) -> Iterator[Question]:
    if pale:
        named = [f"{category} ({word})" for category, word in pale.items()]
        yield (
            "Bolehkah semua tahun dibandingkan?",
            f"Tidak langsung: {listing(named)} digambar pucat karena berbeda dari tahun lain.",
        )


def _about_origin(result: Result) -> Iterator[Question]:
    source = provenance.of(result)
    if source.line:
        yield "Dari mana angkanya, dan per kapan?", f"{source.line}."
    if source.notes:
        yield "Apa yang dihitung?", " ".join(source.notes)


def decisions(
    ranking: Result, participation: Result, totals: Result, scores: Result, rivals: Result
) -> list[str]:
    """What the meeting may decide, counted from the figures."""
    return [
        *_for_index(scores),
        *_for_offices(ranking, totals),
        *_for_kelurahan(participation),
        *_for_data(totals),
        *_for_rivals(rivals, totals),
    ]


def decisions_of(who: str, totals: Result) -> list[str]:
    """What the meeting may decide about some offices: what of theirs is not known."""
    gaps = [row["tahun"] for row in totals.records() if row["jumlah"] is None]
    last = totals.known("jumlah")[-1:]
    idle = [
        f"Tindak lanjut untuk {who}: tanpa inovasi pada {at(totals, r['tahun'])}"
        for r in last
        if not r["jumlah"]
    ]
    asked = [f"Penyerahan daftar inovasi {years(gaps)} oleh {who}"] if gaps else []
    return [*asked, *idle]


def _for_index(scores: Result) -> Iterator[str]:
    for last in scores.known("skor")[-1:]:
        if last["jarak"]:
            way = f"{number(last['jarak'], 2)} poin lagi ke {last['berikutnya']}"
            yield f"Langkah menutup jarak indeks: {way}"


def _for_offices(ranking: Result, totals: Result) -> Iterator[str]:
    """Of the latest year that has a number: of an older register there is nothing left to do."""
    latest = max((row["tahun"] for row in totals.known("jumlah")), default=None)
    idle = [row for row in ranking.records() if not row["jumlah"] and row["tahun"] == latest]
    if idle:
        year, who = at(ranking, idle[0]["tahun"]), f"OPD{chosen(ranking)}"
        scope = within(ranking, "bentuk", "urusan")
        yield f"Tindak lanjut untuk {len(idle)} {who} tanpa inovasi{scope} pada {year}"


def _for_kelurahan(participation: Result) -> Iterator[str]:
    known = participation.known("ikut")
    if known and (absent := judged(known[-1]) - known[-1]["ikut"]):
        year = known[-1]["tahun"]
        who = say(f"{number(absent)} kelurahan")
        yield f"Ajakan bagi {who} yang tidak ikut penilaian Posyantek {year}"


def _for_data(totals: Result) -> Iterator[str]:
    gaps = [row["tahun"] for row in totals.records() if row["jumlah"] is None]
    if gaps and not among(totals):  # of a part of the city nothing is published anyway
        yield f"Penerbitan jumlah inovasi {years(gaps)}, yang belum terbit"


def _for_rivals(rivals: Result, totals: Result) -> Iterator[str]:
    first, last = (totals.parameters.get(name) for name in ("tahun_dari", "tahun_sampai"))
    asked = [
        row
        for row in rivals.records()
        if (first is None or row["tahun"] >= first) and (last is None or row["tahun"] <= last)
    ]
    for row in asked[:1]:
        both = f"{number(row['dipakai'])} atau {number(row['tandingan'])}"
        yield f"Penetapan angka resmi {lowered(row['ukuran'])} {row['tahun']}: {both}"
