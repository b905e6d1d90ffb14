"""What no series can draw: the line where a measure changes, one field for neighbouring gaps.

They are shapes inside the chart (its "user shapes"): they move, grow and are copied with it.
"""

from collections.abc import Iterator
from typing import Any

from pptx.opc.package import Part as PackagePart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dasbor.charts import gaps, user_shapes
from dasbor.charts.pptx.colours import PLAIN, QUIET, TEXT, Colours, Ink
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import LETTERS
from dasbor.charts.user_shapes import Plot
from dasbor.html import Html, format_html

FIELD = 0.55  # of the height of the plot


def fields(part: Part) -> list[gaps.Gap]:
    """The gaps that lie whole on a part."""
    shown = {part.chart.categories.index(category) for category in part.categories}
    return [gap for gap in gaps.along(part.chart) if {*range(gap.first, gap.last + 1)} <= shown]


def is_wanted(part: Part) -> bool:
    """Whether there is anything to draw."""
    return not part.chart.traits.rows and bool(fields(part) or _breaks(part))


def draw(drawn: Any, part: Part, plot: Plot, bar: float, colours: Colours) -> None:
    """Put fields and lines into a chart; ``bar`` is the share of its place that a column fills."""
    shapes = [*_fields(part, plot, bar, colours), *_lines(part, plot, colours)]
    package = drawn.part.package
    name = package.next_partname("/ppt/drawings/drawing%d.xml")
    content = user_shapes.document(shapes)
    kept = PackagePart(PackURI(name), user_shapes.CONTENT, package, content)
    link = drawn.part.relate_to(kept, user_shapes.RELATION)
    drawn._chartSpace.append(parse_xml(f'<c:userShapes {nsdecls("c", "r")} r:id="{link}"/>'))


def _breaks(part: Part) -> list[int]:
    return user_shapes.breaks(part.categories, part.chart.breaks)


def _fields(part: Part, plot: Plot, bar: float, colours: Colours) -> Iterator[Html]:
    slot = plot.width / len(part.categories)
    first = part.chart.categories.index(part.categories[0])
    for number, gap in enumerate(fields(part), 1):
        left = plot.left + slot * (gap.first - first + (1 - bar) / 2)
        right = plot.left + slot * (gap.last - first + (1 + bar) / 2)
        base = plot.top + plot.height
        yield user_shapes.anchored(
            (left, base - plot.height * FIELD, right, base),
            format_html(
                '<cdr:sp><cdr:nvSpPr><cdr:cNvPr id="{}" name="{}" descr="{}"/><cdr:cNvSpPr/>'
                '</cdr:nvSpPr><cdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{}'
                '<a:ln w="9525">{}<a:prstDash val="sysDot"/></a:ln></cdr:spPr><cdr:txBody>'
                '<a:bodyPr wrap="square" lIns="0" rIns="0" anchor="ctr"/><a:p>'
                '<a:pPr algn="ctr"/><a:r><a:rPr lang="id-ID" sz="{}">{}<a:latin typeface="+mn-lt"/>'
                "</a:rPr><a:t>{}</a:t></a:r></a:p></cdr:txBody></cdr:sp>",
                *(1 + number, gap.words, gap.reason or gap.words),
                *(_solid(colours, PLAIN), _solid(colours, QUIET), int(LETTERS.pt * 100)),
                *(_solid(colours, TEXT), gap.words),
            ),
        )


def _lines(part: Part, plot: Plot, colours: Colours) -> Iterator[Html]:
    return user_shapes.lines(part.categories, _breaks(part), plot, _rgb(colours, QUIET))


def _solid(colours: Colours, ink: Ink) -> Html:
    return user_shapes.solid(_rgb(colours, ink))


def _rgb(colours: Colours, ink: Ink) -> str:
    red, green, blue = map(round, colours.rgb(ink))
    return f"{red:02X}{green:02X}{blue:02X}"
