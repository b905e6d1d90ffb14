"""The story a meeting is told: few slides in order, each with what to say and what will be asked.

Every slide states facts only. A picture needs at least three values; with fewer the finding is
told in words, or the figures stand in a table with their sources.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from dasbor import format_id, narrative
from dasbor.charts import Chart, catalogue, gaps, grid, scale
from dasbor.charts.shortening import in_words
from dasbor.city import city, say
from dasbor.documents.meeting.ledger import (
    LEDGER,
    PARTICIPATION,
    SCORES,
    TOTALS,
    Figure,
    Row,
    brief,
    figures,
    whole_city,
)
from dasbor.documents.view import View
from dasbor.narrative import Sentence, hearing
from dasbor.narrative.meeting import Question
from dasbor.questions import provenance
from dasbor.questions.certainty import graded
from dasbor.questions.filters import CHOICES
from dasbor.questions.result import Result

LEAST = 3  # values that make a picture
MOST_ROWS, MOST_BARS, MOST_ASKED, MOST_WORDS = 8, 12, 3, 120  # words: of the notes of a slide
SAY, ASKED, WHERE = "Pokok bicara", "Pertanyaan yang mungkin muncul", "Dari mana angkanya"
PEERS, RIVALS = "berapa_skor_iid_daerah_lain", "angka_mana_yang_bertentangan"
WON = ("kompetisi", "penghargaan", "predikat")
ABROAD = ("nasional", "provinsi")  # the levels whose awards a meeting hears of

SOURCES = ("Sumber", "Menurut")  # columns
EACH_ROW = "Sumber tiap angka ada pada barisnya."
UNJUDGED = "Belum dapat dinilai: jumlah inovasi tiap OPD belum terbit"
JUDGED_BY = "Yang dinilai: punya inovasi pada tahun itu, apa pun bentuk dan urusannya"
Notes = tuple[tuple[str, tuple[str, ...]], ...]  # headings and what stands below them


@dataclass(frozen=True)
class Slide:
    """One slide: what it belongs to, what it states, and what shows it.

    Of ``chart``, ``table`` (its head and rows) and ``lines`` at least one is there.
    """

    name: str
    title: str
    notes: Notes
    chart: Chart | None = None
    table: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    foot: tuple[str, ...] = ()
    opening: bool = False


def told(view: View) -> tuple[Slide, ...]:
    """The slides between title and decisions: of the city, or of the chosen offices."""
    parts = (
        (_offices, _office_awards, _own_growth, _rule, _figures, _growth, _index, _peers)
        if view.filters.opd
        else (_figures, _growth, _index, _peers, _ranking, _posyantek, _lab, _awards, _rivals)
    )
    return tuple(slide for part in parts for slide in part(view) if _tells(slide))


def _tells(slide: Slide) -> bool:
    """Whether a slide has more to say than its title."""
    return bool(slide.chart or slide.table or slide.figures or {*slide.lines} - {f"{slide.title}."})


def subject(view: View) -> str:
    """Whom the story is about when offices are chosen: one by its full name; empty for the city."""
    chosen = view.filters.opd
    if len(chosen) == 1:
        rows = view.ask("pilihan_saringan_apa_saja").records()
        named = {row["label"]: row["nama"] for row in rows if row["saringan"] == "opd"}
        return str(named.get(chosen[0], chosen[0]))
    return format_id.listing(list(chosen)) if len(chosen) <= MOST_ASKED else f"{len(chosen)} OPD"


def about(chart: Chart) -> list[str]:
    """What nobody may have to ask for: gaps, what is pale, the reader's target."""
    silent = [str(place) for place, why in chart.missing.items() if why == gaps.NOBODY_NAMED]
    empty = format_id.listing([str(p) for p, why in chart.missing.items() if str(p) not in silent])
    parts = [
        f"Kosong, bukan nol: {empty}" if empty else "",
        f"{format_id.listing(silent)}: {gaps.NOBODY_NAMED}" if silent else "",
        _pale(chart) if chart.traits.cells else "",
        chart.target[1] if chart.target else "",
    ]
    return list(filter(None, parts))


def _pale(chart: Chart) -> str:
    """What to know of columns before they are compared, where no renderer has room for it."""
    alike: dict[str, list[str]] = {}
    for group, word in chart.pale.items():
        alike.setdefault(word, []).append(str(group))
    return "; ".join(f"{format_id.listing(groups)}: {word}" for word, groups in alike.items())


# --- the slides --------------------------------------------------------------------------------


def _figures(view: View) -> Iterator[Slide]:
    whole = whole_city(view)
    totals, scores = whole.ask(TOTALS), whole.ask(SCORES)
    said = [narrative.growth(totals), narrative.gaps(totals), narrative.distance(scores)]
    asked = [*hearing.silence(totals), *_registered(whole, totals)]
    notes = _notes(said, asked, totals)
    found, where = figures(view), say("Seluruh kota") if view.filters.opd else "Ringkasan"
    lines = tuple(f"{sentence}." for sentence in said if sentence)
    yield Slide(where, "Angka pokok", notes, lines=lines, figures=found)


def _growth(view: View) -> Iterator[Slide]:
    totals = _known(view, TOTALS, "jumlah")
    said = [narrative.growth(totals), narrative.gaps(totals)]
    asked = [*_registered(view, totals), *hearing.silence(totals)]
    yield _picture(view, "Pertumbuhan", catalogue.totals(totals), said, asked)


def _own_growth(view: View) -> Iterator[Slide]:
    """The years of the chosen offices, where their registers are known."""
    totals = view.ask(TOTALS)
    if totals.known("jumlah"):
        chart = catalogue.totals(totals)
        yield _picture(view, subject(view), chart, [narrative.growth(totals)], [])


def _index(view: View) -> Iterator[Slide]:
    whole = whole_city(view)
    scores, bands = whole.ask(SCORES), whole.ask("apa_batas_predikat_iid_tiap_edisi")
    if scores.known("skor"):
        said = [narrative.distance(scores), *narrative.other_editions(scores, bands)]
        asked = hearing.last_of_all(whole.ask(PEERS))
        chart = catalogue.index_within_limits(scores, bands)
        yield _picture(view, "Indeks Inovasi Daerah", chart, said, asked)


def _peers(view: View) -> Iterator[Slide]:
    """The latest year in which the city stands beside others."""
    everything = view.ask(PEERS)
    by_year = (
        view.ask(PEERS, tahun_dari=year, tahun_sampai=year)
        for year in sorted(set(everything.values("tahun")), reverse=True)
    )
    beside = (r for r in by_year if len(r.rows) >= LEAST and not all(_foreign(r)))
    for result in islice(beside, 1):
        said, asked = [narrative.peers(result)], hearing.last_of_all(everything)
        yield _picture(view, "Daerah lain", catalogue.peers(result), said, asked)


def _foreign(result: Result) -> Iterator[bool]:
    own = city().name
    return (name != own for name in result.values("daerah"))


def _ranking(view: View) -> Iterator[Slide]:
    """The first offices of a real register; the rest is counted."""
    ranking = view.ask("berapa_inovasi_per_opd")
    if len(ranking.rows) < LEAST:
        return
    whole = catalogue.ranking(ranking)
    first = replace(ranking, rows=ranking.rows[:MOST_BARS])
    chart = replace(whole, key=f"{whole.key}_teratas", result=first)
    rest = len(ranking.rows) - MOST_BARS
    foot = [f"{rest} OPD lain tidak digambar"] if rest > 0 else []
    said = [narrative.without_innovation(ranking), narrative.concentration(ranking)]
    yield _picture(view, "OPD", chart, said, [], foot)


def _posyantek(view: View) -> Iterator[Slide]:
    participation, ledger = view.ask(PARTICIPATION), view.ask(LEDGER)
    published = view.ask("angka_kelurahan_mana_yang_terbit")
    if participation.known("ikut"):
        said = narrative.posyantek(participation)
        rivals = hearing.contradicted(view.ask(RIVALS), published.values("ukuran"), 1)
        asked = [*rivals, *hearing.money(ledger)]
        yield _picture(view, "Posyantek", catalogue.taking_part(participation), [said], asked)


def _lab(view: View) -> Iterator[Slide]:
    stages, plan = view.ask("berapa_ide_lab_per_tahap"), view.ask("rencana_lab_apa_yang_terlambat")
    ideas = view.ask("berapa_ide_lab_menjadi_inovasi")
    if not stages.known("semua"):
        return
    said, asked = narrative.reached(stages), hearing.fate_of_ideas(ideas, view.ask(LEDGER))
    if stages.known("sampai"):
        yield _picture(view, "Lab Inovasi", catalogue.lab_stages(stages), [said], asked)
        return
    rows = [
        [r["kegiatan"], r["keadaan"], format_id.day(r["selesai"]) or "", r["sumber"] or ""]
        for r in plan.records()
    ]
    head = ["Kegiatan", "Keadaan", "Rencana selesai", "Sumber"]
    notes = _notes([said], asked, stages)
    yield Slide("Lab Inovasi", str(said), notes, table=_cut(head, rows), foot=_source(stages))


def _awards(view: View) -> Iterator[Slide]:
    everything = view.ask("penghargaan_apa_saja", tingkat="semua")
    rows = [r for r in everything.known("jenis") if r["jenis"] in WON and r["tingkat"] in ABROAD]
    if not rows:
        return
    title = f"{len(rows)} penghargaan, kejuaraan, dan predikat nasional dan provinsi tercatat"
    notes = _notes([narrative.levels(everything), narrative.unrecorded(everything)], [], everything)
    cells = [[str(r["tahun"]), r["nama"], r["hasil"], r["sumber"] or ""] for r in rows]
    head = ["Tahun", "Nama", "Hasil", "Sumber"]
    yield Slide("Penghargaan", title, notes, table=_cut(head, cells), foot=(EACH_ROW,))


def _rivals(view: View) -> Iterator[Slide]:
    rivals = view.ask(RIVALS)
    if not rivals:
        return
    number = format_id.number
    rows = [
        [
            *(str(r["tahun"]), r["ukuran"], number(r["dipakai"]), r["sumber_dipakai"] or ""),
            *(number(r["tandingan"]), r["sumber_tandingan"] or ""),
        ]
        for r in rivals.records()
    ]
    title = f"{len(rows)} angka bertentangan: yang dipakai dan yang lain"
    said = ["Keduanya disimpan; bedanya belum dijelaskan penerbitnya"]
    notes = _notes(said, hearing.contradicted(rivals, most=MOST_ASKED), rivals)
    head = ["Tahun", "Ukuran", "Dipakai", "Menurut", "Angka lain", "Menurut"]
    yield Slide("Angka yang bertentangan", title, notes, table=_cut(head, rows))


def _offices(view: View) -> Iterator[Slide]:
    """What sources say of the chosen offices by name; that there is nothing."""
    who, facts = subject(view), view.ask("fakta_apa_tentang_opd")
    if not facts:
        line = f"Belum ada sumber terbit yang menyebut {who} dengan nama"
        others = narrative.named(whole_city(view).ask("berapa_opd_disebut_sumber"))
        lines = ("Tidak disebut bukan berarti tidak punya inovasi.", f"{others}.")
        yield Slide(who, line, _notes([line], [], facts), lines=lines)
        return
    rows = [
        [str(r["tahun"]), r["fakta"], r["nama"] or "", r["penerbit"] or "", graded(r["kepastian"])]
        for r in facts.records()
    ]
    title = f"{who} disebut {len(rows)} kali oleh sumber terbit"
    notes = _notes([title, "Yang tidak disebut bukan berarti tidak ada"], [], facts)
    head = ["Tahun", "Disebut sebagai", "Nama inovasi", "Sumber", "Kepastian"]
    yield Slide(who, title, notes, table=_cut(head, rows))


def _office_awards(view: View) -> Iterator[Slide]:
    won = view.ask("penghargaan_apa_saja", tingkat="semua")
    rows = [
        [str(r["tahun"]), r["nama"], r["hasil"], r["peserta"] or "", r["sumber"] or ""]
        for r in won.known("jenis")
        if r["opd"]
    ]
    if rows:
        title = f"{len(rows)} penghargaan dan kejuaraan {subject(view)} tercatat"
        head = ["Tahun", "Nama", "Hasil", "Inovasi atau peserta", "Sumber"]
        notes = _notes([title], [], won)
        yield Slide("Penghargaan", title, notes, table=_cut(head, rows))


def _rule(view: View) -> Iterator[Slide]:
    """The yearly target, and whether the chosen offices meet it: or that nobody can tell."""
    targets = view.ask("apa_target_inovasi_per_opd")
    matrix = view.ask("opd_mana_memenuhi_target", tampil="semua")
    if targets:
        known = bool(narrative.latest(matrix))
        judged = narrative.compliance(matrix) if known else UNJUDGED
        said = [narrative.target(targets), judged, narrative.longest_streak(matrix), JUDGED_BY]
        notes = _notes(said, [], targets)
        lines = tuple(f"{sentence}." for sentence in said[1:] if sentence)
        name = "Satu OPD Satu Inovasi"
        feet = (
            *_source(targets),
            *(_source(matrix, narrative.latest(matrix)[0]["tahun"]) if known else ()),
        )
        yield Slide(name, str(said[0]), notes, lines=lines, foot=feet)


# --- the parts of a slide ----------------------------------------------------------------------


def _known(view: View, question: str, column: str) -> Result:
    """The answer within the filters where it has a value, else that of the whole city."""
    own = view.ask(question)
    return own if own.known(column) and not view.filters.opd else whole_city(view).ask(question)


def _registered(view: View, totals: Result) -> list[Question]:
    return hearing.only_registered(totals, view.ask("berapa_terdaftar_di_aplikasi_indeks"))


def _picture(
    view: View,
    name: str,
    chart: Chart,
    said: Sequence[Sentence | None],
    asked: Sequence[Question],
    foot: Iterable[str] = (),
) -> Slide:
    """A picture where it has values enough, else its sentences and the few values."""
    scope = _scope(view, chart.result)
    below = (" · ".join([*scope, *about(chart), *foot]), *_source(chart.result))
    notes, count = _notes(said, asked, chart.result), values(chart)
    made = partial(Slide, name, chart.title, notes, foot=tuple(filter(None, below)))
    if count >= LEAST:
        return made(chart=chart)
    few = [in_words(chart)] if count > 1 else []
    return made(lines=(*(f"{s}." for s in said if s), *few))


def values(chart: Chart) -> int:
    """How many values a picture shows, lines of limits and targets and dots among them."""
    if told := scale.dots(chart):
        return told[1]
    cells = [chart.value(x, group) for x in chart.categories for group in chart.groups]
    levels = [len({*row} - {None}) for _, row in grid.levels(chart)]
    return len([cell for cell in cells if cell is not None]) + sum(levels)


def _scope(view: View, result: Result) -> list[str]:
    """That an answer is of the whole city while the meeting is about a part of it."""
    narrowed = any(view.filters.narrows(name, view.options) for name in CHOICES)
    of_part = any(result.parameters.get(name) for name in CHOICES)
    return [say("Seluruh kota")] if narrowed and not of_part else []


def _source(result: Result, year: int | None = None) -> tuple[str, ...]:
    line = provenance.of(result, year).line
    return (line,) if line else ()


def _cut(head: Row, rows: Sequence[Row]) -> tuple[Row, ...]:
    """A table of so many rows that it can be read; what is left out is counted."""
    rows = [
        [brief(cell) if over in SOURCES else cell for over, cell in zip(head, row, strict=True)]
        for row in rows
    ]
    rest = len(rows) - MOST_ROWS
    if rest <= 0:
        return (head, *rows)
    last = ["", f"{rest + 1} lainnya", *[""] * (len(head) - 2)]
    return (head, *rows[: MOST_ROWS - 1], last)


def _notes(
    said: Sequence[Sentence | str | None], asked: Sequence[Question], result: Result
) -> Notes:
    """What to say, what will be asked, where from: as much as the presenter can take in."""
    say = [f"{one}." for one in said if one]
    source = provenance.of(result)
    where = " · ".join(filter(None, [source.source, source.certainty])) or EACH_ROW
    told = [f"{question} {answer}" for question, answer in asked[:MOST_ASKED]]
    while words([SAY, ASKED, WHERE, *say, *told, where]) > MOST_WORDS and (told or len(say) > 1):
        (told or say).pop()
    return ((SAY, tuple(say)), (ASKED, tuple(told)), (WHERE, (where,)))


def words(lines: Iterable[str]) -> int:
    """How many words these are."""
    return sum(len(line.split()) for line in lines)
