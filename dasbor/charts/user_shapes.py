"""Shapes inside a chart of Office ("user shapes"): they move, grow and are copied with it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dasbor.html import Html, format_html, join_html

CONTENT = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = f"{OFFICE}/relationships/chartUserShapes"
DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"'
)


@dataclass(frozen=True)
class Plot:
    """Where the columns stand within their chart: shares of its width and height."""

    left: float
    top: float
    width: float
    height: float


def document(shapes: Iterable[Html]) -> bytes:
    """The part of a package that holds the shapes of one chart."""
    return f"<c:userShapes {SPACES}>{join_html(shapes)}</c:userShapes>".encode()


def breaks(categories: Sequence[Any], changes: Iterable[Any]) -> list[int]:
    """The places before which the measure changes; at the edge nothing is to be parted."""
    found = set(changes)
    return [place for place, category in enumerate(categories) if place and category in found]


def lines(categories: Sequence[Any], places: Iterable[int], plot: Plot, rgb: str) -> Iterator[Html]:
    """A dashed line before each of the places, as high as the plot."""
    for place in places:
        x = plot.left + plot.width / len(categories) * place
        yield anchored(
            (x, plot.top, x, plot.top + plot.height),
            format_html(
                '<cdr:cxnSp><cdr:nvCxnSpPr><cdr:cNvPr id="{}" name="{}"/><cdr:cNvCxnSpPr/>'
                '</cdr:nvCxnSpPr><cdr:spPr><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
                '<a:ln w="15875">{}<a:prstDash val="dash"/></a:ln></cdr:spPr></cdr:cxnSp>',
                *(100 + place, f"Ukuran berganti pada {categories[place]}", solid(rgb)),
            ),
        )


def anchored(box: tuple[float, float, float, float], shape: Html) -> Html:
    """A shape from one corner to the other, in shares of the chart."""
    left, top, right, bottom = (f"{edge:.5f}" for edge in box)
    return format_html(
        "<cdr:relSizeAnchor><cdr:from><cdr:x>{}</cdr:x><cdr:y>{}</cdr:y></cdr:from>"
        "<cdr:to><cdr:x>{}</cdr:x><cdr:y>{}</cdr:y></cdr:to>{}</cdr:relSizeAnchor>",
        *(left, top, right, bottom, shape),
    )


def solid(rgb: str) -> Html:
    """A colour, six hexadecimal digits, as what fills or draws."""
    return format_html('<a:solidFill><a:srgbClr val="{}"/></a:solidFill>', rgb)


def put_into(book: bytes, of_charts: Sequence[bytes]) -> bytes:
    """A workbook with shapes in its charts, given in the order of these; empty for none."""
    kept = {number: shapes for number, shapes in enumerate(of_charts, 1) if shapes}
    if not kept:
        return book
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            new.writestr(part, _linked(part.filename, old.read(part), kept))
        for number, shapes in kept.items():
            for name, content in _parts(number, shapes):
                info = zipfile.ZipInfo(name, old.infolist()[0].date_time)
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, content)
    return made.getvalue()


def _linked(name: str, content: bytes, kept: Mapping[int, bytes]) -> bytes:
    """A part of a book that has to know of the shapes: the list of types, and their charts."""
    if name == "[Content_Types].xml":
        types = (f'<Override PartName="/{_named(n)}" ContentType="{CONTENT}"/>' for n in kept)
        return content.replace(b"</Types>", "".join(types).encode() + b"</Types>")
    if any(name == f"xl/charts/chart{number}.xml" for number in kept):
        link = f'<c:userShapes xmlns:r="{OFFICE}/relationships" r:id="rId1"/>'.encode()
        return content.replace(b"</c:chartSpace>", link + b"</c:chartSpace>")
    return content


def _parts(number: int, shapes: bytes) -> Iterator[tuple[str, bytes]]:
    yield _named(number), DECLARED + shapes
    target = f"/{_named(number)}"
    link = f'<Relationship Id="rId1" Type="{RELATION}" Target="{target}"/>'
    links = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
    yield f"xl/charts/_rels/chart{number}.xml.rels", DECLARED + links.encode()


def _named(number: int) -> str:
    return f"xl/drawings/chartshapes{number}.xml"
