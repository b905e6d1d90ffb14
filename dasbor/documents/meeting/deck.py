"""The deck: one slide per finding, native charts, notes for the presenter.

Every slide says its finding, its filters, its source line and whether it is a demonstration.
Letters are at least 14 points, running words 18, titles 28.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any

from pptx.util import Inches, Pt

from dasbor.charts import Chart
from dasbor.charts.pptx import Box, describe, draw, parts, text_metrics
from dasbor.charts.pptx.colours import PLAIN
from dasbor.charts.shortening import drawable, in_words, shortened
from dasbor.documents.archive import rezipped
from dasbor.documents.blocks import Section
from dasbor.documents.meeting import table, wording
from dasbor.documents.meeting.briefing import Paper
from dasbor.documents.meeting.ledger import Figure
from dasbor.documents.meeting.slide import LANGUAGE, Canvas, as_list, notes, speak_indonesian, write
from dasbor.documents.meeting.story import Slide
from dasbor.documents.meeting.template import TITLES, open_stage
from dasbor.questions import provenance

BODY_SIZES, FIGURE_SIZES = (24, 22, 20, 18), (36, 32, 28, 24)  # points
SENTENCES_A_SLIDE, MOST_LINES, WORDED_A_SLIDE = 6, 9, 5
WORDED = ("Halaman", "Yang diketahui", "Nilainya", "Sumber")
CARD, CARD_GAP = Inches(1.75), Inches(0.15)
LONGEST_PROPERTY = 255

Progress = Callable[[str], None]


def make(paper: Paper, template: bytes | None = None, progress: Progress = lambda _: None) -> bytes:
    """The deck as the content of a ``.pptx`` file. Raises ``Refused`` for a bad template."""
    stage = open_stage(template)
    canvas = Canvas(stage)
    _opening(canvas, paper)
    for one in paper.story:
        progress(f"slide {len(stage.presentation.slides) + 1}: {one.name}")
        _told(canvas, one)
    if paper.story:
        _closing(canvas, paper)
    else:
        _summary(canvas, paper)
    few = [shown for shown in paper.shown if not drawable(shown[1])]
    for section, chart in paper.shown:
        if (section, chart) not in few:
            progress(f"slide {len(stage.presentation.slides) + 1}: {section.name}")
            _picture(canvas, paper, section, chart)
    _in_words(canvas, paper, few)
    if not paper.story:
        _closing(canvas, paper)
    speak_indonesian(stage.presentation)
    _properties(stage.presentation.core_properties, paper)
    buffer = io.BytesIO()
    stage.presentation.save(buffer)
    return rezipped(buffer.getvalue())


def _opening(canvas: Canvas, paper: Paper) -> None:
    """Title, occasion, date, filters, and whether it demonstrates anything."""
    slide = canvas.stage.presentation.slides.add_slide(canvas.stage.opening)
    lines = wording.cover(paper)
    slide.shapes.title.text = paper.title
    describe(slide.shapes.title, "Judul", paper.title)
    others = [s for s in slide.placeholders if s.placeholder_format.type not in TITLES]
    for shape in others[1:]:
        shape._element.getparent().remove(shape._element)
    if others:
        write(others[0].text_frame, lines, 20)
        describe(others[0], "Keterangan", ". ".join(lines))
    version = f"Bahan ini dibuat dari dasbor inovasi, versi data {paper.version}."
    notes(slide, [("Pembuka", [version, *lines[1:]])])


def _told(canvas: Canvas, one: Slide) -> None:
    """One slide of the story: a picture, figures, a table, or words."""
    if one.chart:
        for part in parts(one.chart, canvas.room(one.title, one.foot)):
            strip = " · ".join(filter(None, [one.name, part.words]))
            slide, box = canvas.begin(one.title, strip, one.foot)
            draw(slide, part, box, canvas.colours)
            _ended(canvas, slide, one)
        return
    slide, box = canvas.begin(one.title, one.name, one.foot)
    if one.figures:
        box = _figures(canvas, slide, one.figures, box)
    if one.table:
        table.draw(canvas, slide, one.name, one.table, box)
    elif one.lines:
        _sentences(canvas, slide, one.lines, box)
    _ended(canvas, slide, one)


def _sentences(canvas: Canvas, slide: Any, lines: Sequence[str], box: Box) -> None:
    text = "\n".join(lines)
    size = text_metrics.largest(text, BODY_SIZES, box.width - Inches(0.5), MOST_LINES)
    as_list(canvas.words(slide, box, lines, size, "Kalimat").text_frame)


def _ended(canvas: Canvas, slide: Any, one: Slide) -> None:
    if one.foot:
        canvas.foot(slide, one.foot)
    notes(slide, one.notes)


def _summary(canvas: Canvas, paper: Paper) -> None:
    """Key figures and the sentences of the front page, on one slide or more."""
    section = paper.summary
    told = wording.summary(paper)
    for start in range(0, max(len(told), 1), SENTENCES_A_SLIDE):
        some = told[start : start + SENTENCES_A_SLIDE]
        strip = f"Ringkasan · Saringan: {paper.filter_words}"
        slide, box = canvas.begin(section.title, strip)
        if not start:
            box = _figures(canvas, slide, paper.figures, box)
        size = text_metrics.largest(
            "\n".join(some), BODY_SIZES, box.width - Inches(0.5), MOST_LINES
        )
        as_list(canvas.words(slide, box, some, size, "Kalimat ringkasan").text_frame)
        notes(slide, wording.talk_of_summary(paper))


def _figures(canvas: Canvas, slide: Any, figures: Sequence[Figure], box: Box) -> Box:
    """Key figures side by side; the place left below them."""
    room = box.width // max(len(figures), 1)
    for place, figure in enumerate(figures):
        at = Box(box.left + place * room, box.top, room - CARD_GAP, CARD)
        _figure(canvas, slide, figure, at)
    down = CARD + Inches(0.2) if figures else 0
    return Box(box.left, box.top + down, box.width, box.height - down)


def _figure(canvas: Canvas, slide: Any, figure: Figure, box: Box) -> None:
    lines = [figure.label, figure.value, figure.words]
    shape = canvas.words(slide, box, lines, 16, f"Angka: {figure.label}")
    canvas.colours.fill(shape.fill, PLAIN)
    room = box.width - Inches(0.3)
    _, value, below = (paragraph.runs[0].font for paragraph in shape.text_frame.paragraphs)
    value.size, value.bold = Pt(text_metrics.largest(figure.value, FIGURE_SIZES, room, 1)), True
    below.size = Pt(text_metrics.largest(figure.words, (16, 15, 14), room, 3))


def _picture(canvas: Canvas, paper: Paper, section: Section, chart: Chart) -> None:
    """One slide, or as many as the chart needs to stay legible; too few values in words."""
    short = shortened(chart)
    foot = [*short.rest, *wording.foot(paper, section, chart)]
    for part in parts(short, canvas.room(chart.title, foot)):
        strip = " · ".join(filter(None, [section.name, part.words]))
        slide, box = canvas.begin(chart.title, strip, foot, chart.result.sample)
        draw(slide, part, box, canvas.colours)
        canvas.foot(slide, foot)
        notes(slide, wording.talk(paper, section, chart))


def _in_words(canvas: Canvas, paper: Paper, few: Sequence[tuple[Section, Chart]]) -> None:
    """What has too few values for a picture, together: each with its numbers and its source.

    Facts and samples never share a slide.
    """
    alike = ([one for one in few if one[1].result.sample is sample] for sample in (False, True))
    for some in (
        group[n : n + WORDED_A_SLIDE]
        for group in alike
        for n in range(0, len(group), WORDED_A_SLIDE)
    ):
        rows = [WORDED, *(_worded(section, chart) for section, chart in some)]
        sample = some[0][1].result.sample
        strip = f"Saringan: {paper.filter_words}"
        slide, box = canvas.begin("Angka yang terlalu sedikit untuk digambar", strip, (), sample)
        table.draw(canvas, slide, "angka yang sedikit", rows, box)
        told = [f"{row[1]}. {row[2]}" for row in rows[1:]]
        behind = [line for one in some for line in wording.origin(paper, *one)]
        behind += [*wording.events(*(chart for _, chart in some)), wording.version(paper)]
        notes(slide, [("Pokok bicara", told), ("Dari mana angkanya", behind)])


def _worded(section: Section, chart: Chart) -> tuple[str, str, str, str]:
    return (
        section.name,
        chart.title,
        in_words(chart),
        provenance.foot(chart.result, chart.standings),
    )


def _closing(canvas: Canvas, paper: Paper) -> None:
    """The decisions asked for, with blanks for who and when."""
    rows = [wording.DECISION_HEAD, *wording.decision_rows(paper)]
    slide, box = canvas.begin("Keputusan yang diminta", f"Saringan: {paper.filter_words}")
    frame = table.draw(canvas, slide, "keputusan", rows, box)
    describe(frame, "Tabel: keputusan", f"Keputusan yang diminta: {'; '.join(paper.decisions)}.")
    notes(slide, [("Pokok bicara", [wording.EDIT_DECISIONS, *paper.decisions])])


def _properties(core: Any, paper: Paper) -> None:
    """What file managers and screen readers say of the file."""
    core.title = paper.title[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = f"{paper.city.office} {paper.city.name}"
    core.subject = f"Saringan: {paper.filter_words}"[:LONGEST_PROPERTY]
    core.keywords = f"inovasi daerah; versi data {paper.version}"
    core.language, core.comments = LANGUAGE, "Dibuat oleh Dasbor Inovasi Daerah"
