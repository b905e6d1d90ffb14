"""What the values of a native chart are compared with: dashed lines with their words."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from dasbor.charts import grid
from dasbor.charts.description import Chart
from dasbor.charts.pptx.colours import ACCENTS, TEXT
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import letters

LONG_DASH = 28  # points
DASHES = (MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH, MSO_LINE.DASH_DOT)


def of(part: Part) -> list[tuple[str, list[float | None]]]:
    """What the values of a part are compared with; bars cannot be combined with a line."""
    if part.chart.traits.rows:
        return []
    kept = [part.chart.categories.index(category) for category in part.categories]
    return [(name, [values[k] for k in kept]) for name, values in grid.levels(part.chart)]


def draw(drawn: Any, part: Part) -> None:
    """Make the last series, those of the levels, dashed lines with their names at the right end."""
    compared = of(part)
    first = drawn._chartSpace.plotArea.find(qn("c:barChart"))
    if compared and first is not None:
        _move_to_lines(first, drawn._chartSpace.xpath(".//c:ser")[-len(compared) :])
    lines = list(drawn.plots[-1].series)[-len(compared) :] if compared else []
    for number, (line, (_, values)) in enumerate(zip(lines, compared, strict=True)):
        known = [place for place, value in enumerate(values) if value is not None]
        steady = len(known) > 1 and len({values[place] for place in known}) == 1
        _dash(line, number, steady)
        for place, words in _level_words(part.chart, line.name, values, steady):
            label = line.points[place].data_label
            label.text_frame.text = words
            letters(label.text_frame.paragraphs[0].runs[0].font, TEXT)
            label.position = XL_LABEL_POSITION.ABOVE if steady else XL_LABEL_POSITION.RIGHT
    if part.chart.traits.joined:
        _to_the_back(lines)


def _level_words(
    chart: Chart, name: str, values: Sequence[float | None], steady: bool
) -> list[tuple[int, str]]:
    """What is written at a level: at its end, or wherever it is new, since no scale says it."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    before = [None, *(value for _, value in known)]
    new = [now for now, earlier in zip(known, before, strict=False) if now[1] != earlier]
    shown = known[-1:] if steady else new
    own = any(letter.isdigit() for letter in name)  # the reader's own target says its number
    said = "{name}" if own else "{name} {value}"
    return [(place, said.format(name=name, value=chart.text(value))) for place, value in shown]


def _to_the_back(lines: Sequence[Any]) -> None:
    """Levels are drawn first, so that no mark lies under their dashes."""
    for line in reversed(lines):
        parent = line._element.getparent()
        parent.insert(parent.index(parent.findall(qn("c:ser"))[0]), line._element)
    found = lines[0]._element.getparent().findall(qn("c:ser")) if lines else []
    for place, one in enumerate(found):
        one.find(qn("c:order")).set("val", str(place))


def _move_to_lines(bars: Any, series: Sequence[Any]) -> None:
    """Take series out of a bar chart into a line chart on the same axes."""
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    for place, one in enumerate(series, 2):
        for tag in ("c:invertIfNegative", "c:spPr", "c:dLbls"):
            for found in one.findall(qn(tag)):
                one.remove(found)
        lines.insert(place, one)
    for axis in bars.findall(qn("c:axId")):
        lines.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    bars.addnext(lines)


def _dash(line: Any, number: int, steady: bool) -> None:
    """A steady level is a dashed line; one that changes is a dash per category, never a slope."""
    line.smooth = False
    line.marker.style = XL_MARKER_STYLE.NONE if steady else XL_MARKER_STYLE.DASH
    if steady:
        line.format.line.width = Pt(2.25)
        line.format.line.dash_style = DASHES[number % len(DASHES)]
        line.format.line.color.theme_color = TEXT.theme
        return
    line.format.line.fill.background()
    line.marker.size = LONG_DASH
    for fill in (line.marker.format.fill, line.marker.format.line.fill):
        fill.solid()
        fill.fore_color.theme_color = (TEXT.theme, *ACCENTS[1:])[number % len(ACCENTS)]
