"""Key figures, each with its own words on date, source and certainty."""

from html import escape

from dasbor import format_id, narrative
from dasbor.charts import catalogue, svg
from dasbor.documents.content import Ask
from dasbor.documents.markup import (
    card,
    details,
    example_badge,
    formula,
    milestones,
    notes,
    source_line,
)
from dasbor.questions.result import Result


def front(ask: Ask) -> tuple[str, str, str]:
    """The three cards of the front page, its first picture and the sheet."""
    return (
        offices(ask("berapa_inovasi_per_opd")),
        posyantek(ask("berapa_kelurahan_ikut_posyantek")),
        index(ask("berapa_skor_iid_per_tahun")),
    )


def offices(ranking: Result) -> str:
    """Offices with and without innovations on the latest register."""
    counts = ranking.values("jumlah")
    having = sum(1 for count in counts if count)
    year = ranking.values("tahun")[0] if ranking else ""
    idle = [row["singkatan"] for row in ranking.records() if not row["jumlah"]]
    named = idle and not ranking.illustrative  # invented rows blame nobody
    value = f"{having} dari {len(counts)}" if ranking else format_id.MISSING
    words = f"perangkat daerah punya inovasi pada {year}" if ranking else "belum ada register"
    more = details(f"{len(idle)} belum punya", f"<p>{escape(format_id.listing(idle))}.</p>")
    return card(
        "Perangkat daerah",
        value,
        words,
        example_badge(ranking),
        (more if named else "") + _foot(ranking, "opd", "Lihat OPD"),
    )


def posyantek(participation: Result) -> str:
    """Kelurahan in the latest Posyantek assessment, one dot each."""
    known = [row for row in participation.records() if row["ikut"] is not None]
    if not known:
        return card("Posyantek", format_id.MISSING, str(narrative.posyantek(participation)))
    last = known[-1]
    dots = '<i class="ikut"></i>' * last["ikut"] + "<i></i>" * (last["semua"] - last["ikut"])
    return card(
        "Posyantek",
        f"{last['ikut']} dari {last['semua']}",
        f"kelurahan ikut penilaian {last['tahun']} ({format_id.percent(last['ikut_persen'])})",
        example_badge(participation),
        f'<div class="titik" aria-hidden="true">{dots}</div>'
        + _foot(participation, "posyantek", "Lihat Posyantek"),
    )


def index(scores: Result) -> str:
    """The index from its first to its latest published score."""
    known = [row for row in scores.records() if row["skor"] is not None]
    if not known:
        return card("Indeks Inovasi Daerah", format_id.MISSING, str(narrative.index(scores)))
    values = [format_id.number(row["skor"], 2) for row in (known[0], known[-1])]
    years = [str(row["tahun"]) for row in (known[0], known[-1])]
    last, chart = known[-1], catalogue.index(scores)
    predicate = f", predikat {last['predikat']}" if last["predikat"] else ""
    return card(
        "Indeks Inovasi Daerah",
        " → ".join(dict.fromkeys(values)),
        f"skor {' → '.join(dict.fromkeys(years))}{predicate}",
        "",
        svg.draw(chart, 320, 190) + milestones(chart) + _foot(scores, "indeks", "Lihat Indeks"),
    )


def rank(ranking: Result, code: str) -> str:
    """Where one office stands among all offices of the latest register, and its share."""
    office = next((row for row in ranking.records() if row["kode"] == code), None)
    if not office:
        return card("Peringkat", format_id.MISSING, "Belum ada register dalam saringan ini")
    share = format_id.percent(office["bagian_persen"])
    return card(
        "Peringkat",
        f"{office['peringkat']} dari {len(ranking.rows)}",
        f"{format_id.number(office['jumlah'])} inovasi pada register {office['tahun']},"
        f" {share} dari seluruh kota",
        example_badge(ranking),
        source_line(ranking) + formula(ranking),
    )


def streak(matrix: Result) -> str:
    """The years in a row in which one office met the target."""
    last = next((row for row in matrix.records() if row["terakhir"]), None)
    words = str(narrative.compliance(matrix))
    return card(
        "Satu OPD Satu Inovasi",
        narrative.streak(last) if last else format_id.MISSING,
        f"beruntun. {words}." if last and last["beruntun"] else f"{words}.",
        example_badge(matrix),
        source_line(matrix) + formula(matrix),
    )


def _foot(result: Result, page: str, words: str, marked: str = "") -> str:
    link = f'<p class="lanjut"><a href="./{page}" target="_self">{escape(words)}</a></p>'
    return source_line(result) + marked + details("Catatan", notes(result), formula(result)) + link
