"""Rulers as drawn shapes: the named zones of a category side by side, and its value above them."""

from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dasbor import format_id
from dasbor.charts import gaps
from dasbor.charts.parts import Band
from dasbor.charts.pptx import text_metrics
from dasbor.charts.pptx.colours import ACCENTS, TEXT, Colours, Ink
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import LETTERS, Box, describe, letters, say
from dasbor.charts.scale import extent, finite

GROUNDS = {1: 0.8, 2: 1.0, 3: 0.8, 4: 0.62}  # level of a zone -> how far it is paper
LINE, ZONE, HIGHEST = Inches(0.36), Inches(0.5), Inches(1.8)
VALUE = Pt(20)


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """A ruler per value of a part, below them which categories have none."""
    chart = part.chart
    read = [c for c in part.categories if finite(chart.value(c)) is not None]
    row = min((box.height - LINE) // max(len(read), 1), HIGHEST)
    names = max((text_metrics.width(chart.names(c), LETTERS.pt) for c in read), default=0)
    left = int(names) + Inches(0.2)
    drawn: list[Any] = []
    for place, category in enumerate(read):
        scale = Box(box.left + left, box.top + place * row, box.width - left, row)
        drawn += _Ruler(slide, part, category, scale, colours).draw(box.left)
    said = " · ".join(_gap(part, gap) for gap in gaps.along(chart))
    if said or not drawn:
        under = Box(box.left, box.top + len(read) * row, box.width, LINE)
        drawn.append(_words(slide, under, said or gaps.NO_DATA, PP_ALIGN.LEFT))
    describe(drawn[0], f"Grafik: {chart.key}", chart.alt_in_full)
    return drawn


def _gap(part: Part, gap: gaps.Gap) -> str:
    alone = gap.first == gap.last
    name = f"{part.chart.names(part.chart.categories[gap.first])}: " if alone else ""
    return f"{name}{gap.words}"


class _Ruler:
    """One category in its place."""

    def __init__(self, slide: Any, part: Part, category: Any, box: Box, colours: Colours) -> None:
        self._slide, self._chart, self._category = slide, part.chart, category
        self._box, self._colours = box, colours

    def draw(self, left: int) -> list[Any]:
        """Its zones, its name from ``left`` on, its value above them and the limits below."""
        chart, box = self._chart, self._box
        zones = [self._zone(band) for band in chart.bands.get(self._category, ())]
        name = Box(left, box.top + LINE, box.left - left, ZONE)
        named = _words(self._slide, name, chart.names(self._category), PP_ALIGN.LEFT)
        return [named, *zones, *self._value(), *self._limits()]

    def _x(self, value: float) -> int:
        low, high = extent(self._chart, stacked=False)
        return int(self._box.left + self._box.width * (value - low) / (high - low))

    def _zone(self, band: Band) -> Any:
        left, right = self._x(band.low), self._x(band.high)
        top = self._box.top + LINE
        zone = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, right - left, ZONE)
        ink = Ink(TEXT.theme, GROUNDS[band.level] if band.known else 1.0)
        self._colours.fill(zone.fill, ink)
        zone.line.color.theme_color = TEXT.theme
        zone.line.width = Pt(0.75)
        zone._element.find(".//" + qn("a:effectRef")).set("idx", "0")  # no shadow
        value = self._x(self._chart.value(self._category))
        to_right = left < value < right and right - value > value - left
        say(zone, band.name, self._colours.readable_on(ink),
            PP_ALIGN.RIGHT if to_right else PP_ALIGN.LEFT)  # fmt: skip
        describe(zone, band.name, f"{self._chart.names(self._category)}: {band.name}")
        return zone

    def _value(self) -> list[Any]:
        """A line through the zones, the value and what is to be said of it above."""
        value = self._chart.value(self._category)
        x, top = self._x(value), self._box.top + LINE
        line = self._slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, top, x, top + ZONE)
        line.line.color.theme_color, line.line.width = ACCENTS[0], Pt(4.5)
        described = f"{self._chart.names(self._category)}: {self._chart.text(value)}"
        describe(line, self._chart.result.column(self._chart.y).label, described)
        said = ", ".join(
            filter(None, [self._chart.text(value), self._chart.above.get(self._category, "")])
        )
        wide = int(text_metrics.width(said, VALUE.pt) * 1.1) + Inches(0.2)
        left = min(x, self._box.left + self._box.width - wide)
        written = _words(self._slide, Box(left, self._box.top, wide, LINE), said, PP_ALIGN.LEFT)
        font = written.text_frame.paragraphs[0].runs[0].font
        letters(font, TEXT)
        font.size = VALUE
        return [line, written]

    def _limits(self) -> list[Any]:
        """Where each zone begins."""
        bands = self._chart.bands.get(self._category, ())
        known = [band.low for band in bands if band.known and band.low >= 1]
        wide, top = Inches(0.9), self._box.top + LINE + ZONE
        return [
            _words(
                self._slide,
                Box(self._x(low) - wide // 2, top, wide, LINE),
                format_id.number(low, 2),
                PP_ALIGN.CENTER,
            )
            for low in known
        ]


def _words(slide: Any, box: Box, words: str, alignment: Any) -> Any:
    written = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    say(written, words, TEXT, alignment)
    describe(written, words, words)
    written.text_frame.word_wrap = True
    written.text_frame.margin_left = written.text_frame.margin_right = 0
    return written
