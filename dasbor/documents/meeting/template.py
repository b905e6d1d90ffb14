"""The presentation a deck is written into: our own, or the office's template.

Our own is the plain one of python-pptx, made 16:9 and given the colours of the app. Of a template
the masters, layouts, colours and typefaces are used; its slides are left out.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from dasbor.charts.pptx import Box
from dasbor.charts.pptx.colours import theme_of
from dasbor.charts.theme import palette
from dasbor.documents.meeting.briefing import Refused

TYPES = "[Content_Types].xml"
MB = 1024 * 1024
MOST_PARTS, MOST_RELATIONS, MOST_ELEMENTS = 2_000, 5_000, 300_000  # elements of all parts together
LARGEST_XML, LARGEST_UNPACKED = 8 * MB, 100 * MB  # bytes of a part, of all
XML = (".xml", ".rels", ".vml")
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FOOT = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE)
NOT_A_DECK = (
    "Templat tidak dapat dipakai: bukan berkas PowerPoint (.pptx atau .potx) yang utuh. Simpan"
    " ulang dari PowerPoint sebagai “PowerPoint Presentation (.pptx)”, lalu coba lagi."
)
TOO_HEAVY = (
    "Templat tidak dapat dipakai: isinya terlalu besar atau terlalu rumit untuk sebuah templat."
    " Hapus slide dan gambar yang tidak perlu, simpan ulang, lalu coba lagi."
)
NO_LAYOUT = "Templat tidak dapat dipakai: tidak ada tata letak yang punya tempat judul."


@dataclass(frozen=True)
class Stage:
    """A presentation ready to be filled: which layouts to use, and where content goes."""

    presentation: Any
    opening: Any
    content: Any

    @property
    def title(self) -> Box:
        """The place of the title on content slides."""
        shape = next(s for s in self.content.placeholders if s.placeholder_format.type in TITLES)
        return Box(shape.left, shape.top, shape.width, shape.height)

    @property
    def floor(self) -> int:
        """Where content ends: above the foot of the layout."""
        feet = [s.top for s in self.content.placeholders if s.placeholder_format.type in FOOT]
        height = self.presentation.slide_height
        return int(min([top for top in feet if top > height / 2], default=height - Inches(0.35)))


def open_stage(template: bytes | None = None) -> Stage:
    """Our own presentation, or the one of a template. Raises ``Refused`` when it is none."""
    presentation = _own() if template is None else _opened(template)
    layouts = [layout for layout in presentation.slide_layouts if _has_title(layout)]
    if not layouts:
        raise Refused(NO_LAYOUT)
    by_kind = {layout._element.get("type"): layout for layout in reversed(layouts)}
    content = by_kind.get("titleOnly") or min(layouts, key=lambda one: len(one.placeholders))
    return Stage(presentation, by_kind.get("title") or layouts[0], content)


def _has_title(layout: Any) -> bool:
    return any(s.placeholder_format.type in TITLES for s in layout.placeholders)


def _opened(content: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check(package)
            content = _as_presentation(package, content)
        presentation = Presentation(io.BytesIO(content))
        _without_slides(presentation)
        if not presentation.slide_layouts or not presentation.slide_width:
            raise Refused(NO_LAYOUT)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError,
            AttributeError, IndexError, NotImplementedError):  # fmt: skip
        raise Refused(NOT_A_DECK) from None
    return presentation


def _check(package: zipfile.ZipFile) -> None:
    """Refuse what no template is like, before a tree is built of any part."""
    entries = package.infolist()
    parts = [entry for entry in entries if entry.filename.lower().endswith(XML)]
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused(NOT_A_DECK)
    if (
        len(entries) > MOST_PARTS
        or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED
        or any(entry.file_size > LARGEST_XML for entry in parts)
    ):
        raise Refused(TOO_HEAVY)
    elements = relations = 0
    for entry in parts:
        text = package.read(entry)
        elements += text.count(b"<") + text.count(b"\x00<") + text.count(b"<\x00")
        relations += text.count(b"<Relationship ")
        if elements > MOST_ELEMENTS or relations > MOST_RELATIONS:
            raise Refused(TOO_HEAVY)


def _as_presentation(package: zipfile.ZipFile, content: bytes) -> bytes:
    """A template proper (``.potx``) as the presentation that it is but for one word in it."""
    types = package.read(TYPES)
    plain = types.replace(b".template.main+xml", b".presentation.main+xml")
    if plain == types:
        return content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(name, plain if name == TYPES else package.read(name))
    return buffer.getvalue()


def _without_slides(presentation: Any) -> None:
    listed = presentation.slides._sldIdLst
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)


# --- our own ----------------------------------------------------------------------------------


def _own() -> Any:
    presentation = Presentation()
    rels = presentation.part.package._rels
    for key in [key for key, rel in rels.items() if rel.reltype == RT.THUMBNAIL]:
        rels.pop(key)  # it shows another presentation
    wider = Inches(13.333) / presentation.slide_width
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    master = presentation.slide_masters[0]
    for shapes in (master.shapes, *(layout.shapes for layout in presentation.slide_layouts)):
        for shape in shapes:
            if shape._element.find(".//" + qn("a:xfrm")) is not None:
                shape.left, shape.width = int(shape.left * wider), int(shape.width * wider)
    _colour(master)
    _letters(master)
    plain = presentation.slide_layouts.get_by_name("Title Only")
    for shape in (*master.placeholders, *plain.placeholders):
        _settle(shape)
    _cover(presentation.slide_layouts.get_by_name("Title Slide"))
    return presentation


def _cover(layout: Any) -> None:
    """The opening slide: light letters on the colour of the app."""
    ground = parse_xml(
        f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    layout._element.cSld.insert(0, ground)
    for shape, top, size in zip(layout.placeholders, (2.0, 4.0), (4400, 2200), strict=False):
        shape.left, shape.width = Inches(0.9), Inches(11.5)
        shape.top, shape.height = Inches(top), Inches(1.8)
        shape._element.find(".//" + qn("a:bodyPr")).set("anchor", "b" if size > 4000 else "t")
        styles = shape._element.find(".//" + qn("a:lstStyle"))
        styles.clear()
        styles.append(parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/>'
            f'<a:defRPr sz="{size}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'
            "</a:lvl1pPr>"
        ))  # fmt: skip


def _settle(shape: Any) -> None:
    """Title on top, the foot at the lower edge: room for the picture between them."""
    kind = shape.placeholder_format.type
    if kind in TITLES:
        shape.left, shape.top = Inches(0.6), Inches(0.35)
        shape.width, shape.height = Inches(12.13), Inches(0.75)
        anchor = shape._element.find(".//" + qn("a:bodyPr"))
        anchor.set("anchor", "t")
    elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        shape.left, shape.top = Inches(11.73), Inches(7.08)
        shape.width, shape.height = Inches(1.0), Inches(0.32)
    elif kind in FOOT:
        shape.top, shape.height = Inches(7.08), Inches(0.32)


def _colour(master: Any) -> None:
    """The palette of the app as the colours of the theme."""
    colours = palette("light")
    names = {
        "dk1": colours.text,
        "lt1": colours.background,
        "dk2": colours.accent,
        "lt2": colours.surface,
        "hlink": colours.accent,
        "folHlink": colours.quiet,
    }
    names |= {f"accent{n}": colour for n, colour in enumerate(colours.categories, 1)}
    part = theme_of(master)
    text = part.blob.decode("utf-8")
    for name, colour in names.items():
        own = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", own, text, flags=re.DOTALL)
    part._blob = text.encode("utf-8")


def _letters(master: Any) -> None:
    """Titles to the left, heavy, in the colour of the app."""
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "3200")
    level.find(qn("a:defRPr")).set("b", "1")
