"""What is said on a page, and where it comes from: sentences, sources, events, notices."""

from collections.abc import Iterable, Sequence
from html import escape

from dasbor import format_id
from dasbor.charts import Chart
from dasbor.data.inspection import REFUSES, Finding
from dasbor.documents.markup.elements import EXAMPLE_MARK, details, paragraph
from dasbor.documents.markup.links import download
from dasbor.narrative import Sentence
from dasbor.questions import provenance
from dasbor.questions.annotations import Event, Target
from dasbor.questions.result import Result

SHOWN_FINDINGS = 3
NO_CAUSE = "Peristiwa terjadi pada tahun itu; tidak dikatakan sebagai sebab naik turunnya angka."


def source_line(result: Result) -> str:
    """The source line under a picture or a table."""
    line = provenance.of(result).line
    return paragraph(line, "sumber") if line else ""


def sentences(items: Iterable[Sentence | None], traced: bool = True) -> str:
    """Sentences as a list, each with its mark; missing ones are left out.

    ``traced``: each can be asked where it comes from.
    """
    rows = "".join(
        f"<li>{escape(item.text)}. {EXAMPLE_MARK if item.illustrative else ''}"
        f"{trace(item) if traced else ''}</li>"
        for item in items
        if item
    )
    return f'<ul class="kalimat">{rows}</ul>' if rows else ""


def trace(sentence: Sentence) -> str:
    """From which numbers a sentence comes: question, source, data version, and the numbers."""
    answers = "".join(
        f"<p>{escape(result.query.question)}</p>{source_line(result)}"
        f"<p>Versi data {escape(result.version[:8])}</p>{download(result)}"
        for result in sentence.results
    )
    if not answers:
        return ""
    return f'<details class="asal"><summary>dari mana?</summary>{answers}</details>'


def notes(result: Result) -> str:
    """Definitions and caveats as a list."""
    rows = "".join(f"<li>{escape(note)}</li>" for note in provenance.of(result).notes)
    return f'<ul class="catatan">{rows}</ul>' if rows else ""


def milestones(chart: Chart) -> str:
    """Stated targets and events of a picture, each with its source, in a fold.

    They are numbered in a picture over years; one with years as its groups has no room for them.
    """
    if chart.series == "tahun":
        return events(chart.result)
    return _milestones(list(chart.targets.values()), chart.events, "pada gambar")


def events(result: Result) -> str:
    """What happened in the years of an answer, for a picture that is not drawn over years."""
    return _milestones((), result.events, "pada tahunnya")


def _milestones(targets: Sequence[Target], events: Sequence[Event], where: str) -> str:
    stated = "".join(f"<li>{escape(target.words)}</li>" for target in targets)
    happened = "".join(f"<li>{escape(event.words)}</li>" for event in events)
    parts = [
        f'<ul class="catatan">{stated}</ul>' if stated else "",
        f'<ol class="catatan">{happened}</ol>{paragraph(NO_CAUSE, "sumber")}' if happened else "",
    ]
    counted = [
        f"{len(found)} {what}"
        for what, found in (("target", targets), ("peristiwa", events))
        if found
    ]
    return details(f"{format_id.listing(counted)} {where}", *parts) if counted else ""


def notice(findings: Sequence[Finding], fallback: str) -> str:
    """What is wrong with the input, for everybody to see; empty when nothing is."""
    loud = sorted(
        (finding for finding in findings if finding.grade != "catatan"),
        key=lambda finding: finding.grade != REFUSES,
    )
    if not loud:
        return ""
    rows = "".join(f"<li>{escape(str(finding))}</li>" for finding in loud[:SHOWN_FINDINGS])
    rest = len(loud) - SHOWN_FINDINGS
    more = f"<p>Masih ada {format_id.number(rest)} temuan lain.</p>" if rest > 0 else ""
    return (
        f'<section class="kabar" role="status"><h2>Ada masalah pada berkas data</h2>'
        f"{paragraph(fallback) if fallback else ''}<ul>{rows}</ul>{more}"
        '<p><a href="./sumber_mutu" target="_self">Semua temuan di Sumber &amp; Mutu</a></p>'
        "</section>"
    )
