"""Key figures, each with its own words on date, source and certainty."""

from collections.abc import Mapping

from dasbor import format_id, narrative
from dasbor.charts import catalogue, svg
from dasbor.documents.foot import of_table
from dasbor.documents.markup import (
    NOTHING,
    address,
    card,
    details,
    formula,
    milestones,
    notes,
    onward,
    paragraph,
    source_line,
)
from dasbor.documents.view import View
from dasbor.html import Html, format_html, join_html
from dasbor.questions import headlines
from dasbor.questions.result import Result

Link = Mapping[str, object]


def front(view: View) -> tuple[Html, Html, Html]:
    """The three cards of the front page and the sheet, each with the way to its page."""
    ranking = view.ask("berapa_inovasi_per_opd")
    named = view.ask("berapa_opd_disebut_sumber")
    return (
        offices(ranking, view.link) if ranking else named_offices(named, view.link),
        posyantek(view.ask("berapa_kelurahan_ikut_posyantek"), view.link),
        index(view.ask("berapa_skor_iid_per_tahun"), view.link),
    )


def offices(ranking: Result, link: Link | None = None) -> Html:
    """Offices with and without innovations on the latest register, which has a row of each."""
    year = narrative.at(ranking, ranking.values("tahun")[0])
    idle = [row["singkatan"] for row in ranking.records() if not row["jumlah"]]
    value = headlines.offices(ranking)
    words = f"perangkat daerah{narrative.among(ranking)} punya inovasi pada {year}"
    more = details(f"{len(idle)} belum punya", paragraph(f"{format_id.listing(idle)}."))
    foot = _foot(ranking, address("opd", link), "Lihat OPD")
    return card("Perangkat daerah", value, words, join_html([more if idle else NOTHING, foot]))


def named_offices(facts: Result, link: Link | None = None) -> Html:
    """What sources say of offices while nobody has published who has how many innovations."""
    said = paragraph(f"{narrative.named(facts)}.")
    foot = _foot(facts, address("opd", link), "Lihat OPD")
    unknown = "jumlah per perangkat daerah belum terbit"
    return card("Perangkat daerah", format_id.MISSING, unknown, join_html([said, foot]))


def posyantek(participation: Result, link: Link | None = None) -> Html:
    """Kelurahan in the latest Posyantek assessment, one dot each."""
    known = participation.known("ikut")
    if not known:
        return card("Posyantek", format_id.MISSING, str(narrative.posyantek(participation)))
    last = known[-1]
    dots = Html('<i class="ikut"></i>') * last["ikut"]
    judged = headlines.judged(last)
    dots += Html("<i></i>") * (judged - last["ikut"])
    drawn = format_html('<div class="titik" aria-hidden="true">{}</div>', dots)
    return card(
        "Posyantek",
        headlines.kelurahan(participation),
        f"kelurahan{headlines.of_those_known(last)} ikut penilaian {last['tahun']}"
        f" ({format_id.percent(last['ikut_persen'])})",
        drawn + _foot(participation, address("posyantek", link), "Lihat Posyantek", last["tahun"]),
    )


def index(scores: Result, link: Link | None = None) -> Html:
    """The index from its first to its latest published score."""
    known = scores.known("skor")
    if not known:
        return card("Indeks Inovasi Daerah", format_id.MISSING, str(narrative.index(scores)))
    values = [format_id.number(row["skor"], 2) for row in (known[0], known[-1])]
    years = [str(row["tahun"]) for row in (known[0], known[-1])]
    last, chart = known[-1], catalogue.index(scores)
    foot = _foot(scores, address("indeks", link), "Lihat Indeks")
    predicate = f", predikat {last['predikat']}" if last["predikat"] else ""
    return card(
        "Indeks Inovasi Daerah",
        " → ".join(dict.fromkeys(values)),
        f"skor {' → '.join(dict.fromkeys(years))}{predicate}",
        join_html([svg.draw(chart, 320, 190), milestones(chart), foot]),
    )


def rank(ranking: Result, code: str) -> Html:
    """Where one office stands among all offices of the latest register, and its share."""
    office = next((row for row in ranking.records() if row["kode"] == code), None)
    if not office:
        none = "Tidak ada pada daftar perangkat daerah register ini"
        words = none if ranking else str(narrative.leaders(ranking))
        return card("Peringkat", format_id.MISSING, words)
    share = format_id.percent(office["bagian_persen"])
    level = ranking.values("peringkat").count(office["peringkat"]) - 1
    tied = f", sama banyak dengan {level} perangkat daerah lain" if level else ""
    return card(
        "Peringkat",
        f"{office['peringkat']} dari {len(ranking.rows)}",
        f"{format_id.number(office['jumlah'])} inovasi pada register"
        f" {narrative.at(ranking, office['tahun'])}, {share} dari seluruh kota{tied}",
        of_table(ranking),
    )


def streak(matrix: Result) -> Html:
    """The years in a row in which one office met the target."""
    last = next((row for row in matrix.records() if row["terakhir"]), None)
    words = str(narrative.compliance(matrix))
    return card(
        "Satu OPD Satu Inovasi",
        narrative.streak(last) if last else format_id.MISSING,
        f"beruntun. {words}." if last and last["beruntun"] else f"{words}.",
        of_table(matrix),
    )


def _foot(result: Result, way: str, words: str, year: int | None = None) -> Html:
    fold = details("Catatan", notes(result, year), formula(result))
    return join_html([source_line(result, year), fold, onward(way, words)])
