"""HTML of the programme pages: the stages of the Lab Inovasi, the line of awards, the Award.

Plain lists and tables with small drawn shapes: they read without colour, on a phone and on paper.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dasbor import format_id, narrative
from dasbor.charts import Chart
from dasbor.city import say
from dasbor.documents import foot, markup
from dasbor.documents.markup import NOTHING, list_items, paragraph, scrolled
from dasbor.html import Html, attributes, format_html, format_html_join, join_html
from dasbor.questions.certainty import graded
from dasbor.questions.result import Result

Row = Mapping[str, Any]
SHAPES = {
    "nasional": Html('<circle cx="8" cy="8" r="7"/>'),
    "provinsi": Html('<path d="M8 0 16 8 8 16 0 8z"/>'),
    "kota": Html('<rect x="1.5" y="1.5" width="13" height="13"/>'),
}
DONE, PLANNED = "terlaksana", "rencana"
STATES = {
    DONE: Html('<circle cx="8" cy="8" r="7"/>'),
    PLANNED: Html('<circle cx="8" cy="8" r="6" class="kosong"/>'),
}
COUNTS = {
    "tepat": "tepat waktu",
    "susulan": "selesai terlambat",
    "terlambat": "lewat rencana",
}
STAGES = (
    *("tahun", "tahap", "sampai", "semua", "sampai_persen", "lanjut", "median_lanjut"),
    *("berhenti", "median_tunggu", "terlama", "per_tanggal", "keterangan"),
)
UNKNOWN = Html('<path d="M2 8h12" class="kosong"/>')
UNSTATED = Html('<circle cx="8" cy="8" r="6" class="kosong"/>')


def lab_stages(funnel: Result, chart: Chart, page: str) -> Html:
    """The five stages with their definitions, how many ideas came, and how long they wait."""
    head = markup.heading(str(narrative.state(funnel)), 2) + markup.example_badge(funnel)
    return _part(head, markup.as_sample(stages(funnel), funnel), _foot(funnel, chart, page, STAGES))


def award_line(awards: Result, heading: str, gaps: bool = True) -> Html:
    """Every entry under its year, with source and certainty of its own."""
    table = markup.result_table(awards)
    below = foot.of_table(awards, table=table)
    return _part(markup.heading(heading, 2), timeline(awards, gaps), below)


def awards_of_office(awards: Result) -> Html:
    """The entries that name one office; that there are none, when there are none."""
    heading = "Penghargaan, lomba, dan pameran"
    if any(awards.values("jenis")):
        return award_line(awards, heading, gaps=False)
    none = paragraph("Belum ada catatan dalam saringan ini yang menyebut OPD ini.", "pengantar")
    return markup.wrap(markup.heading(heading, 2), none, kind="bagian")


def lab_plan(plan: Result, heading: str, columns: tuple[str, ...]) -> Html:
    """What was planned for the ideas and what became of it, by the date of the plan."""
    runs = groupby(plan.records(), key=lambda row: (row["tahun"], row["selesai"]))
    several = len(set(plan.values("tahun"))) > 1
    items = list_items(_planned(list(run), several) for _, run in runs)
    line = format_html('<ol class="linimasa tanggal">{}</ol>', items)
    below = foot.of_table(plan, table=markup.result_table(plan, columns))
    return _part(markup.heading(heading, 2), line, below)


def _planned(rows: Sequence[Row], several: bool) -> Html:
    """What was to end on one day, of one cohort."""
    date = format_id.day(rows[0]["selesai"]) if rows[0]["selesai"] else "Tanpa tanggal"
    head = _subheading(f"Angkatan {rows[0]['tahun']}: {date}" if several else date)
    return head + format_html("<ul>{}</ul>", list_items(map(_step, rows)))


def _step(row: Row) -> Html:
    counted = [f"{format_id.number(row[n])} ide {w}" for n, w in COUNTS.items() if row[n]]
    state = format_html("{} {}", _drawn(STATES.get(row["keadaan"], UNKNOWN)), row["keadaan"])
    source = ", ".join(filter(None, [row["sumber"], graded(row["kepastian"])]))
    said = [row["keterangan"], f"sumber: {source}" if source else ""]
    return join_html(
        [
            paragraph(state, "jenis"),
            paragraph(format_html("<b>{}</b>", row["kegiatan"]), "hasil"),
            *map(paragraph, counted),
            paragraph("; ".join(filter(None, said)), "sumber"),
        ]
    )


def award_participants(categories: Result, chart: Chart, page: str, rivals: bool) -> Html:
    """The Inovasi Award by category; the contradicting figures beside it on request."""
    conflict = narrative.rival_count(categories)
    words = paragraph(f"{conflict}.", "pengantar") if conflict else NOTHING
    return markup.wrap(
        words, participants(categories, rivals), _foot(categories, chart, page), kind="program"
    )


def _part(head: Html, *parts: Html) -> Html:
    return markup.wrap(markup.block("judul-gambar", head), *parts, kind="program")


def _foot(result: Result, chart: Chart, page: str, columns: tuple[str, ...] = ()) -> Html:
    table = markup.result_table(result, columns)
    return foot.of_chart(chart, page, markup.events(result), table=table)


def stages(funnel: Result) -> Html:
    """The stages one below the other, one list per cohort: how many came, how long they wait."""
    cohorts = groupby(funnel.records(), key=lambda row: row["tahun"])
    several = len(set(funnel.values("tahun"))) > 1
    what = "ide contoh" if funnel.sample else "ide"  # no number to quote without its word
    return join_html(_cohort(year, list(rows), several, what) for year, rows in cohorts)


def _cohort(year: int, rows: Sequence[Row], named: bool, what: str) -> Html:
    head = _subheading(f"Angkatan {year}") if named else NOTHING
    if rows[0]["sampai"] is None:
        return head + paragraph(f"{rows[0]['keterangan']}.")
    reached = join_html(_stage(row, row is rows[-1], what) for row in rows)
    return format_html('{}<ol class="tahap">{}</ol>', head, reached)


def _stage(row: Row, last: bool, what: str) -> Html:
    count = f"{format_id.number(row['sampai'])} dari {format_id.number(row['semua'])} {what}"
    return format_html(
        '<li><p class="nama"><b>{}. {}</b> {}</p>{}<p class="ukur"><b>{}</b> {}</p></li>',
        *(row["urutan"], row["tahap"], row["definisi"], _bar(row["sampai"], row["semua"])),
        *(count, _waits(row, last)),
    )


def _waits(row: Row, last: bool) -> str:
    parts = []
    if last:
        return "tahap terakhir" if row["berhenti"] else ""
    if row["lanjut"]:
        days = _days("setelah median", row["median_lanjut"])
        parts.append(f"{format_id.number(row['lanjut'])} sudah lanjut{days}")
    if row["berhenti"]:
        days = _days("menunggu median", row["median_tunggu"])
        longest = f", terlama {format_id.number(row['terlama'])}" if row["terlama"] else ""
        words = f"{format_id.number(row['berhenti'])} masih di sini{days}{longest if days else ''}"
        parts.append(words)
    return " · ".join(parts)


def _days(words: str, median: float | None) -> str:
    if not median:  # unknown, or on the very same day
        return ""
    return f", {words} {format_id.number(median, 0 if median == int(median) else 1)} hari"


def _bar(value: float | None, most: float | None) -> Html:
    """A bar that needs no words: these stand beside it."""
    width = 100 * (value or 0) / most if most else 0
    return format_html(
        '<svg class="bilah" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="10" class="alas"/><rect width="{:.1f}" height="10"/></svg>',
        width,
    )


def _subheading(text: str) -> Html:
    return format_html('<p class="sub" role="heading" aria-level="3">{}</p>', text)


def timeline(awards: Result, gaps: bool = True) -> Html:
    """Years down, the latest on top; level as shape and word; empty years said to be so.

    Without ``gaps`` they are left out: for one office among many an empty year says nothing.
    """
    rows = (row for row in awards.records() if gaps or row["jenis"])
    runs = groupby(rows, key=lambda row: row["tahun"] if row["jenis"] else row["catatan"])
    items = list_items(_run_of_years(list(run)) for _, run in runs)
    return format_html('<ol class="linimasa">{}</ol>', items)


def _run_of_years(rows: Sequence[Row]) -> Html:
    """One year with its entries, or neighbouring ones of which the same is said instead."""
    head = _subheading(format_id.years(sorted({row["tahun"] for row in rows})))
    if rows[0]["jenis"] is None:
        return head + paragraph(rows[0]["catatan"], "sepi")
    return head + format_html("<ul>{}</ul>", list_items(map(_award, rows)))


def _award(row: Row) -> Html:
    level = (
        row["tingkat"] if row["tingkat"] in {*SHAPES, say("kota")} else "tingkat tidak dinyatakan"
    )
    kind = f"{row['jenis'].capitalize()} · {level}"
    who = "; ".join(filter(None, (row["peserta"], row["opd"])))
    return join_html(
        [
            paragraph(format_html("{} {}", shape(row["tingkat"]), kind), "jenis"),
            paragraph(format_html("<b>{}</b>", row["hasil"]), "hasil"),
            paragraph(row["nama"]),
            paragraph(who) if who else NOTHING,
            paragraph(_origin(row), "sumber"),
            paragraph(f"Catatan: {row['catatan']}.", "sumber") if row["catatan"] else NOTHING,
        ]
    )


def _origin(row: Row) -> str:
    """When, by whom, from which source, how certain."""
    date = format_id.day(row["tanggal"]) if row["tanggal"] else ""
    if row["dasar_tahun"] == "berita":
        date = f"berita {date}, tahun kegiatannya tidak disebut" if date else "menurut tahun berita"
    host = f"penyelenggara: {row['penyelenggara']}" if row["penyelenggara"] else ""
    source = f"Sumber: {row['sumber']}"
    if row["tanggal_sumber"]:
        source += f", {format_id.day(row['tanggal_sumber'])}"
    return " · ".join(filter(None, (date, host, source, graded(row["kepastian"]))))


def shape(level: str) -> Html:
    """The small drawn mark of a level; the word always stands beside it."""
    return _drawn(SHAPES.get("kota" if level == say("kota") else level, UNSTATED))


def _drawn(mark: Html) -> Html:
    return format_html('<svg class="bentuk" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', mark)


def participants(categories: Result, rivals: bool) -> Html:
    """Participants per category, the figures in use beside those of another publisher."""
    rows = list(categories.records())
    several = len({row["tahun"] for row in rows}) > 1
    sides = [("peserta", "sumber", "kepastian")]
    if rivals:
        sides.append(("tandingan", "sumber_tandingan", "kepastian_tandingan"))
    most = max((row[side[0]] or 0 for row in rows for side in sides if not row["semua"]), default=0)
    words = ("Dipakai", "Penerbit lain")
    heads = (_head(word, rows, side) for word, side in zip(words, sides, strict=False))
    body = (_category(row, [side[0] for side in sides], most, several) for row in rows)
    table = format_html(
        '<table class="banding"><caption>{}</caption><thead><tr><th scope="col">Kategori</th>{}'
        "</tr></thead><tbody>{}</tbody></table>",
        *(categories.query.question, join_html(heads), join_html(body)),
    )
    return scrolled("Peserta Inovasi Award", table, "gulir sempit")


def _head(word: str, rows: Sequence[Row], side: tuple[str, str, str]) -> Html:
    names = dict.fromkeys(
        ", ".join(filter(None, [row[side[1]], graded(row[side[2]])]))
        for row in rows
        if row[side[1]]
    )
    return format_html('<th scope="col">{}: {}</th>', word, "; ".join(names))


def _category(row: Row, columns: Sequence[str], most: float, dated: bool) -> Html:
    cells = format_html_join(
        "<td><b>{}</b>{}</td>",
        (
            (format_id.number(row[name]), NOTHING if row["semua"] else _bar(row[name], most))
            for name in columns
        ),
    )
    name = "Semua kategori" if row["semua"] else row["kategori"][:1].upper() + row["kategori"][1:]
    name += f" ({row['tahun']})" if dated else ""
    kind = attributes({"class": "semua" if row["semua"] else None})
    return format_html('<tr{}><th scope="row">{}</th>{}</tr>', kind, name, cells)
