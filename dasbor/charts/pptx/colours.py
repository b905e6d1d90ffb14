"""The colours of a PowerPoint theme: our own palette, or those of an office's template.

Marks refer to the theme (so "change theme" works in PowerPoint); what must be readable on them is
decided by their resolved values.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dasbor.charts.theme import HATCH, HATCHES, PALE, SHADE, contrast, hatching, palette

ACCENTS = tuple(getattr(MSO_THEME_COLOR, f"ACCENT_{n}") for n in range(1, 7))
SHADED = SHADE - 1  # how far the second round of the accents is moved towards the text
DIRECT = {"tx1", "bg1", "tx2", "bg2"}
Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Ink:
    """A colour of the theme, and how far it is moved: to the background (0 to 1), or to the text.

    The latter is less than 0, down to -1.
    """

    theme: Any
    faded: float = 0.0

    @property
    def pale(self) -> "Ink":
        """The lighter tint of a value with a limit to it."""
        return Ink(self.theme, 1 - (1 - max(self.faded, 0)) * PALE)


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
        ground = RGBColor.from_string(self.scheme["bg1" if ink.faded > 0 else "tx1"])
        share = abs(ink.faded)
        red, green, blue = (a + (b - a) * share for a, b in zip(own, ground, strict=True))
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

    @cached_property
    def sample(self) -> RGBColor:
        """The brown of samples, the one that can be read on the paper."""
        browns = (RGBColor.from_string(palette(mode).sample[1:]) for mode in ("light", "dark"))
        return max(browns, key=lambda brown: contrast(brown, self.rgb(PAPER)))

    def hatch_cell(self, fill: Any) -> None:
        """Hatch the cell of a table: lightly, for there are words on it."""
        fill.patterned()
        fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        ground = self.rgb(PAPER)
        mixed = (HATCH * a + (1 - HATCH) * b for a, b in zip(self.sample, ground, strict=True))
        fill.fore_color.rgb = RGBColor(*map(round, mixed))
        fill.back_color.theme_color = PAPER.theme

    def hatch(self, fill: Any, line: Any, place: tuple[bool, int]) -> None:
        """Hatch and outline a mark that is a sample; ``place`` is that of its group."""
        fill.patterned()
        fill.pattern = getattr(MSO_PATTERN, HATCHES[hatching(*place)].office.upper())
        fill.fore_color.rgb = self.sample
        fill.back_color.theme_color = PAPER.theme
        line.color.rgb = self.sample

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
