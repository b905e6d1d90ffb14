"""HTML of the map of the kelurahan, and of one of them."""

from typing import Any

from dasbor import format_id
from dasbor.charts import Chart, outlines, svg
from dasbor.city import say
from dasbor.documents import foot, markup
from dasbor.documents.view import View
from dasbor.html import Html, join_html
from dasbor.questions.certainty import graded
from dasbor.questions.result import Result

CHOSEN = "kelurahan"  # its name in the address
LEGEND = Html(
    '<p class="lambang"><span><i class="ikut"></i>ikut</span><span><i class="absen"></i>tidak ikut'
    '</span><span><i class="kosong">?</i>belum ada data</span></p>'
)
HOW = "Satu petak satu kelurahan, di dekat letak sebenarnya; utara di atas."
CHOOSE = "Pilih satu kelurahan untuk melihat riwayatnya."


def removable(view: View, name: str) -> Html:
    """The chosen one as a mark that takes the choice away again."""
    return markup.wrap(markup.paragraph(markup.removable(name, view.same(**{CHOSEN: None}))))


def panel(place: dict[str, Any] | None, history: Result, named: Result, own: Result) -> Html:
    """One kelurahan: the years it took part or not, its innovations, what sources say of it."""
    if place is None:
        return markup.wrap(markup.paragraph(say(CHOOSE), "pengantar"))
    years = [row for row in history.records() if row["kode"] == place["kode"]]
    told = [row for row in named.records() if row["kode"] == place["kode"]]
    rows = [[str(row["tahun"]), row["status"], format_id.cell(row["asal"])] for row in years]
    table = markup.table(
        ["Tahun", "Penilaian", "Asal"],
        rows,
        [False] * 3,
        f"Riwayat {place['kelurahan']}",
    )
    return markup.wrap(
        markup.heading(place["kelurahan"], 2) + " " + markup.example_badge(history),
        markup.paragraph(f"{say('Kecamatan')} {place['kecamatan']} · {place['kode']}", "pengantar"),
        table if rows else markup.paragraph("Belum ada penilaian dalam saringan ini."),
        _innovations(place, own),
        *(markup.paragraph(_named(row)) for row in told),
        foot.of_table(history),
        kind="tabel",
    )


def _innovations(place: dict[str, Any], own: Result) -> Html:
    """What the registers have of the kelurahan itself; nothing where they name none of it."""
    rows = [
        [str(row["tahun"]), row["judul"], row["opd"], format_id.cell(row["tahapan"])]
        for row in own.records()
        if row["kode"] == place["kode"]
    ]
    if not rows:
        words = say("Daftar inovasi belum menyebut inovasi kelurahan ini.")
        return markup.paragraph(words)
    head = ["Tahun", "Judul inovasi", "OPD", "Tahapan"]
    table = markup.table(head, rows, [False] * 4, f"Inovasi {place['kelurahan']}")
    return markup.block("", markup.example_badge(own), table, foot.of_table(own))


def _named(fact: dict[str, Any]) -> str:
    """What a source says of a kelurahan by name: published, whatever the rows are."""
    value, unit = format_id.number(fact["nilai"]), fact["satuan"] or ""
    figure = f"{value} {unit}" if not unit.endswith("-") else f"{unit}{value}"
    told = f", {figure}" if fact["nilai"] is not None else ""
    name = f"{fact['nama']}: " if fact["nama"] else ""
    return (
        f"Terbit: {name}{fact['ukuran']}{told} ({fact['tahun']}). Sumber: {fact['sumber']},"
        f" {graded(fact['kepastian'])}."
    )


def place_map(view: View, chart: Chart, code: str | None, outlined: bool) -> Html:
    """The map as tiles, or as true outlines; every place a link that chooses it."""

    def address(place: Any) -> str:
        return view.same(**{CHOSEN: [place]})

    if outlined:
        drawn = outlines.draw(chart, address, code)
    else:
        drawn = join_html(svg.tile_map(chart, address, code, narrow) for narrow in (False, True))
    words = "" if outlined else say(HOW)
    return markup.framed(
        chart.title,
        markup.example_badge(chart.result),
        LEGEND,
        markup.block("bingkai-peta", drawn),
        markup.paragraph(words, "sumber") if words else markup.NOTHING,
        foot.of_chart(chart, view.page),
    )
