"""HTML of the programme pages: the stages of the Lab Inovasi, the line of awards, the Award.

Plain lists and tables with small drawn shapes: they read without colour, on a phone and on paper.
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from dasbor import format_id
from dasbor.documents.markup import scrolled
from dasbor.questions.result import Result

Row = Mapping[str, Any]
SHAPES = {
    "nasional": '<circle cx="8" cy="8" r="7"/>',
    "provinsi": '<path d="M8 0 16 8 8 16 0 8z"/>',
    "kota": '<rect x="1.5" y="1.5" width="13" height="13"/>',
}
UNSTATED = '<circle cx="8" cy="8" r="6" class="kosong"/>'


def stages(funnel: Result) -> str:
    """The stages one below the other, one list per cohort: how many came, how long they wait."""
    cohorts = groupby(funnel.records(), key=lambda row: row["tahun"])
    several = len(set(funnel.values("tahun"))) > 1
    return "".join(_cohort(year, list(rows), several) for year, rows in cohorts)


def _cohort(year: int, rows: Sequence[Row], named: bool) -> str:
    head = _subheading(f"Angkatan {year}") if named else ""
    if rows[0]["sampai"] is None:
        return f"{head}<p>{escape(str(rows[0]['keterangan']))}.</p>"
    return f'{head}<ol class="tahap">{"".join(_stage(row, row is rows[-1]) for row in rows)}</ol>'


def _stage(row: Row, last: bool) -> str:
    count = f"{format_id.number(row['sampai'])} dari {format_id.number(row['semua'])} ide"
    return (
        f'<li><p class="nama"><b>{row["urutan"]}. {escape(row["tahap"])}</b>'
        f" {escape(row['definisi'])}</p>{_bar(row['sampai'], row['semua'])}"
        f'<p class="ukur"><b>{count}</b> {_waits(row, last)}</p></li>'
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


def _bar(value: float | None, most: float | None) -> str:
    """A bar that needs no words: these stand beside it."""
    width = 100 * (value or 0) / most if most else 0
    return (
        '<svg class="bilah" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="100" height="10" class="alas"/><rect width="{width:.1f}" height="10"/></svg>'
    )


def _subheading(text: str) -> str:
    return f'<p class="sub" role="heading" aria-level="3">{escape(text)}</p>'


def timeline(awards: Result, gaps: bool = True) -> str:
    """Years down, the latest on top; level as shape and word; empty years said to be so.

    Without ``gaps`` they are left out: for one office among many an empty year says nothing.
    """
    rows = (row for row in awards.records() if gaps or row["jenis"])
    years = groupby(rows, key=lambda row: row["tahun"])
    items = "".join(f"<li>{_subheading(str(year))}{_year(list(rows))}</li>" for year, rows in years)
    return f'<ol class="linimasa">{items}</ol>'


def _year(rows: Sequence[Row]) -> str:
    if rows[0]["jenis"] is None:
        return f'<p class="sepi">{escape(rows[0]["catatan"])}</p>'
    return f"<ul>{''.join(map(_award, rows))}</ul>"


def _award(row: Row) -> str:
    level = row["tingkat"] if row["tingkat"] in SHAPES else "tingkat tidak dinyatakan"
    kind = f"{row['jenis'].capitalize()} · {level}"
    who = "; ".join(filter(None, (row["peserta"], row["opd"])))
    lines = [
        f'<p class="jenis">{shape(row["tingkat"])} {escape(kind)}</p>',
        f'<p class="hasil"><b>{escape(row["hasil"])}</b></p>',
        f"<p>{escape(row['nama'])}</p>",
        f"<p>{escape(who)}</p>" if who else "",
        f'<p class="sumber">{escape(_origin(row))}</p>',
        f'<p class="sumber">Catatan: {escape(row["catatan"])}.</p>' if row["catatan"] else "",
    ]
    return f"<li>{''.join(lines)}</li>"


def _origin(row: Row) -> str:
    """When, by whom, from which source, how certain."""
    date = format_id.day(row["tanggal"]) if row["tanggal"] else ""
    if row["dasar_tahun"] == "berita":
        date = f"berita {date}, tahun kegiatannya tidak disebut" if date else "menurut tahun berita"
    host = f"penyelenggara: {row['penyelenggara']}" if row["penyelenggara"] else ""
    source = f"Sumber: {row['sumber']}"
    if row["tanggal_sumber"]:
        source += f", {format_id.day(row['tanggal_sumber'])}"
    return " · ".join(filter(None, (date, host, source, f"Kepastian {row['kepastian']}")))


def shape(level: str) -> str:
    """The small drawn mark of a level; the word always stands beside it."""
    drawn = SHAPES.get(level, UNSTATED)
    return f'<svg class="bentuk" viewBox="0 0 16 16" aria-hidden="true">{drawn}</svg>'


def participants(categories: Result, rivals: bool) -> str:
    """Participants per category, the figures in use beside those of another publisher."""
    rows = list(categories.records())
    several = len({row["tahun"] for row in rows}) > 1
    sides = [("peserta", "sumber", "kepastian")]
    if rivals:
        sides.append(("tandingan", "sumber_tandingan", "kepastian_tandingan"))
    most = max((row[side[0]] or 0 for row in rows for side in sides if not row["semua"]), default=0)
    words = ("Dipakai", "Tandingan")
    heads = "".join(_head(word, rows, side) for word, side in zip(words, sides, strict=False))
    body = "".join(_category(row, [side[0] for side in sides], most, several) for row in rows)
    table = (
        f'<table class="banding"><caption>{escape(categories.query.question)}</caption>'
        f'<thead><tr><th scope="col">Kategori</th>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )
    return scrolled("Peserta Inovasi Award", table, "gulir sempit")


def _head(word: str, rows: Sequence[Row], side: tuple[str, str, str]) -> str:
    names = dict.fromkeys(
        f"{row[side[1]]}, kepastian {row[side[2]]}" for row in rows if row[side[1]]
    )
    return f'<th scope="col">{word}: {escape("; ".join(names))}</th>'


def _category(row: Row, columns: Sequence[str], most: float, dated: bool) -> str:
    cells = "".join(
        f"<td><b>{format_id.number(row[column])}</b>"
        f"{'' if row['semua'] else _bar(row[column], most)}</td>"
        for column in columns
    )
    kind = ' class="semua"' if row["semua"] else ""
    name = "Semua kategori" if row["semua"] else row["kategori"][:1].upper() + row["kategori"][1:]
    name += f" ({row['tahun']})" if dated else ""
    return f'<tr{kind}><th scope="row">{escape(name)}</th>{cells}</tr>'
