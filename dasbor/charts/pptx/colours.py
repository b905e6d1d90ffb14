"""The colours of a PowerPoint theme: our own palette, or those of an office's template.

Marks refer to the theme (so "change theme" works in PowerPoint); what must be readable on them is
decided by their resolved values.
"""

from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dasbor.charts.theme import contrast

ACCENTS = tuple(getattr(MSO_THEME_COLOR, f"ACCENT_{n}") for n in range(1, 7))
PALE = 0.55  # how far a part-year is moved towards the background
DIRECT = {"tx1", "bg1", "tx2", "bg2"}
Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Ink:
    """A colour of the theme, or how far it is moved towards the background (0 to 1)."""

    theme: Any
    faded: float = 0.0


QUIET = Ink(MSO_THEME_COLOR.TEXT_1, 0.45)
TEXT = Ink(MSO_THEME_COLOR.TEXT_1)
PAPER = Ink(MSO_THEME_COLOR.BACKGROUND_1)
PLAIN = Ink(MSO_THEME_COLOR.TEXT_1, 0.94)


class Colours:
    """What a theme resolves to: ``scheme`` holds e.g. ``accent1`` -> ``0B5F58``."""

    def __init__(self, presentation: Any) -> None:
        master = presentation.slide_masters[0]
        self.scheme = {name: value for name, value in _scheme(theme_of(master)) if name and value}
        mapped = master._element.find(qn("p:clrMap"))
        for name in DIRECT:
            self.scheme[name] = self.scheme.get(mapped.get(name, ""), "000000")

    def rgb(self, ink: Ink) -> Rgb:
        """The resolved colour, each part 0 to 255."""
        name = MSO_THEME_COLOR.to_xml(ink.theme)
        own = RGBColor.from_string(self.scheme.get(name, "808080"))
        ground = RGBColor.from_string(self.scheme["bg1"])
        red, green, blue = (a + (b - a) * ink.faded for a, b in zip(own, ground, strict=True))
        return red, green, blue

    def paint(self, colour: Any, ink: Ink) -> None:
        """Give an ink to a ``ColorFormat``; PowerPoint's own lightening would shift the hue."""
        if ink.faded:
            colour.rgb = RGBColor(*map(round, self.rgb(ink)))
        else:
            colour.theme_color = ink.theme

    def fill(self, fill: Any, ink: Ink) -> None:
        """Fill with an ink."""
        fill.solid()
        self.paint(fill.fore_color, ink)

    def readable_on(self, ink: Ink) -> Ink:
        """Text or paper colour, whichever contrasts more with a fill."""
        ground = self.rgb(ink)
        return max((TEXT, PAPER), key=lambda word: contrast(self.rgb(word), ground))


def theme_of(master: Any) -> Any:
    """The theme part of a slide master."""
    return next(rel.target_part for rel in master.part.rels.values() if "theme" in rel.reltype)


def _scheme(part: Any) -> list[tuple[str, str]]:
    entries = parse_xml(part.blob).find(f".//{qn('a:clrScheme')}")
    return [
        (entry.tag.partition("}")[2], entry[0].get("lastClr") or entry[0].get("val"))
        for entry in entries
    ]
