"""A count among a whole as dots on a slide, filled and empty, above them what each stands for."""

import math
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dasbor.charts import gaps, scale
from dasbor.charts.pptx import text_metrics
from dasbor.charts.pptx.colours import ACCENTS, TEXT, Colours, Ink
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import Box, describe, letters, say

KEY, APART, LARGEST, DOT = Inches(0.5), Inches(0.4), Inches(0.95), 0.72
WORDS = Pt(20)


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """The dots of a part in rows, as large as the place allows."""
    chart = part.chart
    told = scale.dots(chart)
    if not told or not chart.among:
        return [_words(slide, Box(box.left, box.top, box.width, KEY), gaps.word(chart))]
    count, total = told
    said = (
        f"{chart.text(count)} {chart.among.filled}",
        f"{chart.text(total - count)} {chart.among.empty}",
    )
    drawn, left = [], box.left
    for number, words in enumerate(said):
        drawn.append(
            _dot(slide, Box(left, box.top + KEY // 4, KEY // 2, KEY // 2), not number, colours)
        )
        wide = int(text_metrics.width(words, WORDS.pt) * 1.15) + Inches(0.2)
        drawn.append(_words(slide, Box(left + KEY * 3 // 4, box.top, wide, KEY), words))
        left += KEY * 3 // 4 + wide + APART
    high = box.height - KEY - APART // 2
    pitch, row = max(
        (min(box.width // wide, high // math.ceil(total / wide), LARGEST), wide)
        for wide in range(1, total + 1)
    )
    size = int(pitch * DOT)
    for place in range(total):
        x, y = box.left + pitch * (place % row), box.top + KEY + APART // 2 + pitch * (place // row)
        drawn.append(_dot(slide, Box(x, y, size, size), place < count, colours))
    describe(drawn[0], f"Grafik: {chart.key}", chart.alt_in_full)
    return drawn


def _dot(slide: Any, box: Box, filled: bool, colours: Colours) -> Any:
    dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, box.left, box.top, box.width, box.height)
    colours.fill(dot.fill, Ink(ACCENTS[0]) if filled else Ink(TEXT.theme, 1.0))
    dot.line.color.theme_color, dot.line.width = ACCENTS[0] if filled else TEXT.theme, Pt(1)
    dot._element.find(".//" + qn("a:effectRef")).set("idx", "0")  # no shadow
    describe(dot, "Titik", "terisi" if filled else "kosong")
    return dot


def _words(slide: Any, box: Box, words: str) -> Any:
    written = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    say(written, words, TEXT, PP_ALIGN.LEFT)
    describe(written, words, words)
    font = written.text_frame.paragraphs[0].runs[0].font
    letters(font, TEXT)
    font.size = WORDS
    return written
