"""The first screen of the front page: growth in a picture, and beside it four facts, a line each.

Every line leads to the page that says more; where the figures come from stands in one fold below.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from dasbor import format_id, narrative
from dasbor.charts import Chart, svg
from dasbor.charts.shortening import is_blank
from dasbor.city import say
from dasbor.documents import foot, markup
from dasbor.documents.view import View
from dasbor.html import Html, format_html, join_html
from dasbor.questions import headlines
from dasbor.questions.result import Result

WIDE, HIGH, LOW = 560, 300, 196  # of the picture: with the four lines it fits a small screen


class Line(NamedTuple):
    """One fact: its figure, what it means, the page behind it, and the rows it was read from."""

    figure: str
    words: str
    page: str
    results: tuple[Result, ...]


def screen(view: View, chart: Chart) -> Html:
    """The picture beside the lines, and below both where all of it comes from.

    A picture of nothing is left out: the page has said so.
    """
    told = list(lines(view))
    if is_blank(chart):
        behind = foot.of_table(chart.result, *sources(told, chart.result))
        return join_html([markup.wrap(listed(told, view)), markup.wrap(behind)])
    size = (svg.NARROW, LOW) if view.width == svg.NARROW else (WIDE, HIGH)
    drawn = svg.draw(chart, *size, href=view.marks(chart))
    return join_html(
        [
            markup.wrap(markup.block("", drawn), listed(told, view), kind="layar"),
            markup.wrap(foot.of_chart(chart, view.page, *sources(told, chart.result))),
        ]
    )


def lines(view: View) -> Iterator[Line]:
    """The index, Posyantek, the offices, and what is to be decided."""
    scores = view.ask("berapa_jarak_ke_predikat_berikutnya")
    participation = view.ask("berapa_kelurahan_ikut_posyantek")
    ranking = view.ask("berapa_inovasi_per_opd")
    totals = view.ask("berapa_inovasi_per_tahun")
    yield from _index(scores)
    yield from _kelurahan(participation)
    yield from _offices(ranking, view.ask("berapa_opd_disebut_sumber"))
    rivals = view.ask("angka_mana_yang_bertentangan")
    if asked := narrative.decisions(ranking, participation, totals, scores, rivals):
        yield Line(f"{len(asked)} hal", f"perlu diputuskan: {asked[0]}", "siap_rapat", ())


def _index(scores: Result) -> Iterator[Line]:
    for last in scores.known("skor")[-1:]:
        words = f"skor indeks {last['tahun']}"
        words += f", {last['predikat']}" if last["predikat"] else ""
        if last["jarak"] is not None:
            words += f"; kurang {format_id.number(last['jarak'], 2)} ke {last['berikutnya']}"
        figure = format_id.number(last["skor"], 2)
        yield Line(figure, words, "indeks", (_only(scores, last),))


def _kelurahan(participation: Result) -> Iterator[Line]:
    for last in participation.known("ikut")[-1:]:
        known = headlines.of_those_known(last)
        words = say(f"kelurahan{known} ikut penilaian Posyantek {last['tahun']}")
        figure = headlines.kelurahan(participation)
        yield Line(figure, words, "posyantek", (_only(participation, last),))


def _offices(ranking: Result, named: Result) -> Iterator[Line]:
    if ranking:
        when = narrative.at(ranking, ranking.values("tahun")[0])
        words = f"OPD{narrative.among(ranking)} punya inovasi pada {when}"
        yield Line(headlines.offices(ranking), words, "opd", (ranking,))
    elif named:
        several = max(named.records(), key=lambda row: (row["jumlah"], row["tahun"]))
        words = f"{format_id.lowered(several['fakta'])} ({several['tahun']})"
        words += "; jumlah inovasi per OPD belum terbit"
        figure = format_id.number(several["jumlah"])
        yield Line(figure, words, "opd", (_only(named, several),))


def _only(result: Result, row: dict[str, Any]) -> Result:
    """The answer with the row alone that is told, so that its passport is that of this number."""
    return replace(result, rows=(tuple(row.values()),))


def listed(told: Iterable[Line], view: View) -> Html:
    """The lines as a list of links."""
    rows = markup.list_items(
        format_html(
            '<a class="langsung" href="{}"><b>{}</b> <span>{}</span></a>',
            *(view.address(line.page), line.figure, line.words),
        )
        for line in told
    )
    return format_html('<ul class="fakta">{}</ul>', rows)


def sources(told: Iterable[Line], known: Result) -> Iterator[Html]:
    """Where the lines come from; the source of the picture is ``known`` already."""
    for result in dict.fromkeys(r for line in told for r in line.results if r is not known):
        yield markup.paragraph(format_html("{} {}", result.query.question, markup.formula(result)))
        yield markup.source_line(result)
