"""What is said on a page, and where it comes from: sentences, sources, events, notices."""

from collections.abc import Callable, Iterable, Sequence

from dasbor import format_id
from dasbor.charts import Chart
from dasbor.data.inspection import REFUSES, Finding
from dasbor.documents.markup.elements import NOTHING, details, list_items, paragraph
from dasbor.documents.markup.links import page_link
from dasbor.html import Html, format_html, join_html
from dasbor.narrative import Sentence
from dasbor.questions import provenance
from dasbor.questions.annotations import Event, Target
from dasbor.questions.result import Result

SHOWN_FINDINGS = 3
NO_CAUSE = "Peristiwa terjadi pada tahun itu; tidak dikatakan sebagai sebab naik turunnya angka."
Way = Callable[[Result], Html]


def source_line(result: Result, year: int | None = None) -> Html:
    """The source line under a picture or a table, or of its numbers of one ``year``."""
    line = provenance.of(result, year).line
    return paragraph(line, "sumber") if line else NOTHING


def sentences(items: Iterable[Sentence | None], way: Way | None = None) -> Html:
    """Sentences as a list; missing ones are left out.

    With a ``way`` to an answer each can be asked where it comes from: on paper and in files, which
    have no foot for it.
    """
    rows = join_html(
        format_html("<li>{}. {}</li>", item.text, _trace(item, way) if way else NOTHING)
        for item in items
        if item
    )
    return format_html('<ul class="kalimat">{}</ul>', rows) if rows else NOTHING


def _trace(sentence: Sentence, way: Way) -> Html:
    """From which numbers a sentence comes: question, source, data version, and the numbers."""
    answers = [
        join_html(
            [
                paragraph(result.query.question),
                source_line(result, sentence.year),
                paragraph(f"Versi data {result.version[:8]}"),
                way(result),
            ]
        )
        for result in sentence.results
    ]
    return details("dari mana?", *answers, kind="asal") if answers else NOTHING


def notes(result: Result, year: int | None = None) -> Html:
    """Definitions and caveats as a list, or those of one ``year``."""
    return _remarks(provenance.of(result, year).notes)


def _remarks(words: Sequence[str]) -> Html:
    return format_html('<ul class="catatan">{}</ul>', list_items(words)) if words else NOTHING


def milestones(chart: Chart) -> Html:
    """Stated targets and events of a picture, each with its source, as lists."""
    if chart.series == "tahun":
        return events(chart.result)
    return _milestones(chart.targets.values(), chart.events)


def events(result: Result) -> Html:
    """What happened in the years of an answer, for a picture that is not drawn over years."""
    return _milestones((), result.events)


def _milestones(targets: Iterable[Target], events: Sequence[Event]) -> Html:
    stated = _remarks([target.words for target in targets])
    if not events:
        return stated
    happened = _remarks([event.words for event in events])
    return join_html([stated, happened, paragraph(NO_CAUSE, "sumber")])


def notice(findings: Sequence[Finding], fallback: str, all_findings: str = "./sumber_mutu") -> Html:
    """Which files are refused, for everybody to see; empty when none is.

    Warnings are for the operator: they stand on Sumber & Mutu. ``all_findings`` is its address.
    """
    loud = [finding for finding in findings if finding.grade == REFUSES]
    if not loud:
        return NOTHING
    rest = len(loud) - SHOWN_FINDINGS
    return format_html(
        '<section class="kabar" role="status"><h2>Ada masalah pada berkas data</h2>'
        "{}<ul>{}</ul>{}<p>{}</p></section>",
        paragraph(fallback) if fallback else NOTHING,
        list_items(str(finding) for finding in loud[:SHOWN_FINDINGS]),
        paragraph(f"Masih ada {format_id.number(rest)} temuan lain.") if rest > 0 else NOTHING,
        page_link(all_findings, "Semua temuan di Sumber & Mutu"),
    )
