"""One slide: its title, what it belongs to, its foot, its number, its notes; and words on it."""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from dasbor import format_id
from dasbor.charts.pptx import Box, describe, text_metrics
from dasbor.charts.pptx.colours import Colours
from dasbor.charts.pptx.shapes import brown
from dasbor.documents.meeting.template import FOOT, TITLES, Stage
from dasbor.documents.meeting.wording import Notes
from dasbor.questions import provenance

TITLE_SIZES, STRIP_SIZE, SMALL = (34, 32, 30, 28), 16, 14  # points
STRIP, GAP, INSET, BADGE = Inches(0.36), Inches(0.1), Inches(0.2), Inches(1.7)
LANGUAGE = "id-ID"


class Canvas:
    """Begins slides on a stage and knows how much room their content has."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.colours = Colours(stage.presentation)

    def room(self, title: str, foot: Sequence[str] = ()) -> Box:
        """The place for content below a title and above a foot."""
        at = self._title(title)[0]
        top = at.top + at.height + STRIP + GAP // 2
        return Box(at.left, top, at.width, self._floor(foot) - GAP - top)

    def begin(
        self, title: str, strip: str, foot: Sequence[str] = (), sample: bool = False
    ) -> tuple[Any, Box]:
        """A slide with everything around its content, and the place for that.

        ``strip`` says under the title what the slide belongs to.
        """
        slide = self.stage.presentation.slides.add_slide(self.stage.content)
        for shape in list(slide.placeholders):
            if shape.placeholder_format.type not in TITLES:
                shape._element.getparent().remove(shape._element)
        at, size = self._title(title)
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = at.left, at.top, at.width, at.height
        write(shape.text_frame, [format_id.title(title)], size)
        describe(shape, "Judul", title)
        badge = BADGE if sample else 0
        below = Box(at.left, at.top + at.height, at.width - badge, STRIP)
        self.words(slide, below, [strip], STRIP_SIZE, "Bagian")
        if sample:
            self._badge(slide, Box(below.left + below.width, below.top, badge, STRIP))
        _number(slide, self.stage.content)
        return slide, self.room(title, foot)

    def foot(self, slide: Any, lines: Sequence[str]) -> None:
        """Source and notes at the lower edge."""
        at, top = self.stage.title, self._floor(lines)
        box = Box(at.left, top, at.width, self.stage.floor - top)
        self.words(slide, box, lines, SMALL, "Sumber dan catatan")

    def words(self, slide: Any, box: Box, lines: Sequence[str], size: float, name: str) -> Any:
        """Lines in a place, a paragraph each; returns the shape."""
        shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
        write(shape.text_frame, lines, size)
        describe(shape, name, " ".join(lines))
        return shape

    def _title(self, title: str) -> tuple[Box, float]:
        """The place of a title and its size: on one line if it can be, else on two or more."""
        at = self.stage.title
        room = at.width - INSET
        size = text_metrics.largest(title, TITLE_SIZES, room, 1)
        if text_metrics.lines(title, size, room) > 1:
            size = text_metrics.largest(title, TITLE_SIZES, room, 2)
        high = max(at.height, text_metrics.height(title, size, room) + GAP)
        return Box(at.left, at.top, at.width, high), size

    def _floor(self, foot: Sequence[str]) -> int:
        """Where the foot begins."""
        high = sum(
            text_metrics.height(line, SMALL, self.stage.title.width - INSET) for line in foot
        )
        return self.stage.floor - high - (GAP if foot else 0)

    def _badge(self, slide: Any, box: Box) -> None:
        shape = self.words(slide, box, ["CONTOH"], STRIP_SIZE, "Tanda data contoh")
        describe(shape, "Tanda data contoh", provenance.EXAMPLE_NOTE)
        self.colours.hatch_cell(shape.fill)
        shape.line.color.rgb = self.colours.sample
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        paragraph.runs[0].font.bold = True
        brown(paragraph.runs[0].font, self.colours)


def write(frame: Any, lines: Sequence[str], size: float) -> None:
    """Lines as paragraphs of that size in points; the box keeps its own size."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = re.sub(r"[ \t\r\n]+", " ", line).strip()  # a hard space stays hard
        run.font.size = Pt(size)


def as_list(frame: Any) -> None:
    """Give every paragraph a bullet and some air."""
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(8)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Inches(0.3)))
        properties.set("indent", str(-Inches(0.3)))
        for mark in ('<a:buFont {} typeface="Arial"/>', '<a:buChar {} char="•"/>'):
            properties.append(parse_xml(mark.format(nsdecls("a"))))


def notes(slide: Any, parts: Notes) -> None:
    """The notes for the presenter: headings and points, each point once."""
    lines: list[str] = []
    for head, points in parts:
        told = list(dict.fromkeys(filter(None, points)))
        lines += [head.upper(), *(f"• {point}" for point in told), ""] if told else []
    slide.notes_slide.notes_text_frame.text = "\n".join(lines).strip()
    for shape in slide.notes_slide.placeholders:
        words = "Catatan pembicara" if shape.has_text_frame else "Gambar slide"
        describe(shape, shape.name, words)


def speak_indonesian(presentation: Any) -> None:
    """Mark every run of slides, notes and charts as Indonesian, for screen readers and spelling."""
    for slide in presentation.slides:
        charts = (shape.chart.part for shape in slide.shapes if shape.has_chart)
        for part in (slide.part, slide.notes_slide.part, *charts):
            for tag in ("a:rPr", "a:defRPr", "a:endParaRPr"):
                for found in part._element.iter(qn(tag)):
                    found.set("lang", LANGUAGE)


def _number(slide: Any, layout: Any) -> None:
    """The slide number of the layout: python-pptx leaves it out of new slides."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type == FOOT[0]:
            own = deepcopy(shape._element)
            slide.shapes._spTree.append(own)
            own.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in slide.shapes) + 1))
            own.nvSpPr.cNvPr.set("name", "Nomor slide")
            own.nvSpPr.cNvPr.set("descr", "Nomor slide")
