"""The one line below a picture or a table, and all that it opens.

A fold of the browser's own: it works before the app is there, by keyboard and without a script.
Printed closed it leaves the line that says how the numbers stand and who published them.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dasbor.charts import Chart, scale
from dasbor.documents import markup
from dasbor.documents.addresses import as_query, card_of, embed_of
from dasbor.html import Html, format_html, join_html
from dasbor.narrative import Sentence
from dasbor.questions import provenance
from dasbor.questions.result import Result

KEPT = 256
OF_SENTENCES = "Asal kalimat di halaman ini"
UNSOURCED = Html("<u>Sumber & data</u>")  # nothing is said before it
Part = tuple[str, Html]


@lru_cache(maxsize=KEPT)
def of_chart(chart: Chart, page: str, *beside: Html, table: Html | None = None) -> Html:
    """Of a picture of a page: its source, numbers, files, ways to others, and how it is made.

    ``beside`` stands with the source; a ``table`` may be another one, or none.
    """
    result, told = chart.result, page and scale.tells(chart)
    line = provenance.foot(result, chart.standings)
    cards = _cards(chart, page) if told else markup.NOTHING
    files = join_html(filter(None, [cards, markup.files(result)]), " · ")
    return _panel(
        line,
        _source(result, markup.milestones(chart), *beside),
        ("Tabel", markup.chart_table(chart) if table is None else table),
        ("Unduh", _links(files)),
        ("Bagikan", _share(chart, page) if told else markup.NOTHING),
        ("Rumus", _links(markup.ways(result))),
    )


def of_table(
    result: Result,
    *beside: Html,
    table: Html = markup.NOTHING,
    also: Mapping[str, Any] | None = None,
) -> Html:
    """Of an answer that stands as a table, or is drawn with a ``table`` of its own.

    ``also`` are further parameters of its files.
    """
    return _panel(
        provenance.foot(result),
        _source(result, *beside),
        ("Tabel", table),
        ("Unduh", _links(markup.files(result, also))),
        ("Rumus", _links(markup.ways(result))),
    )


def of_sentences(said: Iterable[Sentence]) -> Html:
    """Of everything that a page says in words: per source the questions it was read from."""
    years: dict[Result, set[int | None]] = {}
    for sentence in said:
        for result in sentence.results:
            years.setdefault(result, set()).add(sentence.year)
    behind: dict[str, list[Result]] = {}
    for result, told in years.items():
        year = next(iter(told)) if len(told) == 1 else None
        behind.setdefault(provenance.of(result, year).line, []).append(result)
    if not behind:
        return markup.NOTHING
    parts = (
        markup.paragraph(line, "sumber") + _questions(results) if line else _questions(results)
        for line, results in behind.items()
    )
    summary = format_html("<u>{}</u>", OF_SENTENCES)
    return markup.wrap(markup.details(summary, *parts, kind="kaki"))


def _questions(results: Iterable[Result]) -> Html:
    rows = (format_html("{} {}", one.query.question, markup.formula(one)) for one in results)
    return format_html('<ul class="catatan">{}</ul>', markup.list_items(rows))


def _source(result: Result, *beside: Html) -> Part:
    line, notes = markup.source_line(result), markup.notes(result)
    return "Sumber", join_html([line, notes, *beside])


def _panel(line: str, *parts: Part) -> Html:
    inside = join_html(format_html("<h3>{}</h3>{}", name, body) for name, body in parts if body)
    summary = format_html("{} <b>Sumber & data</b>", line) if line else UNSOURCED
    return markup.details(summary, inside, kind="kaki")


def _links(drawn: Html) -> Html:
    return markup.paragraph(drawn, "jalan") if drawn else markup.NOTHING


def _link_of(chart: Chart) -> str:
    """What the picture was asked with: what else a link says does not reach it."""
    own = {"target": int(chart.target[0])} if chart.target else {}
    return as_query(markup.asked_for(chart.result) | own)


def _cards(chart: Chart, page: str) -> Html:
    query = _link_of(chart)
    return join_html(
        (
            markup.file_link(f"./{card_of(page, chart.key, query, form)}", f"Gambar {form.upper()}")
            for form in ("png", "svg")
        ),
        " · ",
    )


def _share(chart: Chart, page: str) -> Html:
    here = f"./{embed_of(page, chart.key, _link_of(chart))}"
    return markup.share(chart.title, here)
