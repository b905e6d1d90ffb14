"""The words around the pictures of a meeting, the same on slides, paper and sheets."""

from collections.abc import Sequence

from dasbor import format_id, narrative
from dasbor.charts import Chart
from dasbor.documents.blocks import Section
from dasbor.documents.meeting import story
from dasbor.documents.meeting.briefing import Paper
from dasbor.narrative import Sentence
from dasbor.questions import provenance

Notes = Sequence[tuple[str, Sequence[str]]]  # headings and what stands below them
EXAMPLE_LINE = "Memuat peragaan: gambar bertanda CONTOH memakai angka karangan, bukan data resmi"
EDIT_DECISIONS = (
    "Baris diturunkan dari angka pada bahan ini; sunting, tambah, atau hapus seperlunya."
)

DECISION_HEAD = ("Keputusan", "Penanggung jawab", "Tenggat")
BLANK = "(isi)"  # for the presenter


def said(sentence: Sentence) -> str:
    """A sentence with its full stop."""
    return f"{sentence.text}."


def summary(paper: Paper) -> list[str]:
    """The sentences of the summary, and which filters do not reach all of it."""
    aside = paper.summary.without_effect(paper.filters, paper.options)
    return [*map(said, paper.summary.sentences), *([aside] if aside else [])]


def decision_rows(paper: Paper) -> list[tuple[str, str, str]]:
    """The decisions asked for, with blanks for who and when; one empty row when there are none."""
    return [(asked, BLANK, BLANK) for asked in paper.decisions or (BLANK,)]


def cover(paper: Paper) -> list[str]:
    """The lines under the title: who, when, which filters, and whether it demonstrates anything."""
    lines = [
        f"{paper.city.office} {paper.city.short} · {format_id.day(paper.today)}",
        f"Saringan: {paper.filter_words}",
    ]
    return [*lines, EXAMPLE_LINE] if paper.samples else lines


def foot(paper: Paper, section: Section, chart: Chart) -> list[str]:
    """Filters, gaps, target and source: what nobody may have to ask for."""
    scope = f"Saringan: {paper.filters_of(section, chart.result)}"
    first = [scope, *story.about(chart), section.remark]
    lines = [" · ".join(filter(None, first)), provenance.of(chart.result).line]
    return [line for line in lines if line]


def origin(paper: Paper, section: Section, chart: Chart) -> list[str]:
    """Where the numbers of a picture come from: question, files, source, filters, version."""
    result = chart.result
    files = paper.files_behind(result)
    return [
        f"Pertanyaan: {result.query.question} (queries/{result.query.name}.sql)",
        f"Berkas: {', '.join(files)}" if files else "",
        provenance.of(result).line,
        *(target.words for target in chart.targets.values()),
        f"Saringan: {paper.filters_of(section, result, whole=True)}",
    ]


def talk(paper: Paper, section: Section, chart: Chart) -> Notes:
    """The notes of a slide: what to say, what is asked, where each number comes from."""
    asked = narrative.likely_questions(chart.result, chart.missing, chart.pale)
    facts = [] if chart.result.sample else map(said, section.sentences)
    return [
        ("Pokok bicara", [chart.alt, *facts, section.remark]),
        ("Pertanyaan yang mungkin muncul", [f"{question} {answer}" for question, answer in asked]),
        ("Dari mana angkanya", [*origin(paper, section, chart), *events(chart), version(paper)]),
    ]


def events(*charts: Chart) -> list[str]:
    """What happened in the years of these pictures, each once."""
    return list(dict.fromkeys(f"Peristiwa {e.words}" for chart in charts for e in chart.events))


def version(paper: Paper) -> str:
    """Which data a paper was made of."""
    return f"Versi data: {paper.version}"


def talk_of_summary(paper: Paper) -> Notes:
    """The notes of the summary."""
    sentences = paper.summary.sentences
    questions = dict.fromkeys(name for sentence in sentences for name in sentence.basis)
    return [
        ("Pokok bicara", summary(paper)),
        ("Dari mana angkanya", [f"queries/{name}.sql" for name in questions]),
    ]
