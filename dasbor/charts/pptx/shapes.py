"""What every object on a slide has: its place, legible letters, a name and alternative text.

All lengths are EMU.
"""

from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.pptx.colours import TEXT, Colours, Ink

LETTERS = Pt(14)  # the smallest that is read from the back row
LEGEND = Inches(0.34)


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    left: int
    top: int
    width: int
    height: int


def describe(shape: Any, name: str, words: str) -> None:
    """Give a shape its name and its alternative text."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", name)
    properties.set("descr", words)


def letters(font: Any, ink: Ink) -> None:
    """The letters of a number on or beside a mark."""
    font.size, font.bold = LETTERS, True
    font.color.theme_color = ink.theme


def brown(font: Any, colours: Colours) -> None:
    """The letters of a sample: they lean, and no fact has their colour."""
    font.italic, font.color.rgb = True, colours.sample


def say(shape: Any, words: str, ink: Ink, alignment: Any) -> None:
    """Write words on a drawn shape or into a text box."""
    frame = shape.text_frame
    frame.text = words
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = alignment
    font = frame.paragraphs[0].runs[0].font
    font.size, font.color.theme_color = LETTERS, ink.theme


def key(slide: Any, chart: Chart, box: Box) -> Any:
    """What symbols say, above a map or a table of symbols."""
    written = slide.shapes.add_textbox(box.left, box.top, box.width, LEGEND)
    said = "    ".join(
        [*([SAMPLE_WORDS] if chart.samples else []), *(chart.said(word) for word in chart.marks)]
    )
    say(written, said, TEXT, PP_ALIGN.LEFT)
    written.text_frame.word_wrap = True
    describe(written, "Arti tanda", f"{chart.alt_in_full} Tanda: {said}.")
    return written
