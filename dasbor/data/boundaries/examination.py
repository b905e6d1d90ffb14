"""A file with boundaries, looked at whole: what can be drawn of it, and what refuses it."""

from collections.abc import Iterator, Mapping

from dasbor.data.boundaries import features
from dasbor.data.boundaries.drawing import Drawn, draw
from dasbor.data.boundaries.rings import CURE, Flaw, Place
from dasbor.data.inputs import BOUNDARIES
from dasbor.data.inspection import REFUSES, Finding
from dasbor.format_id import listing, number

SHOWN_NAMES = 3


def examine(content: bytes, centres: Mapping[str, Place | None]) -> tuple[Drawn, list[Finding]]:
    """The sound boundaries as a small drawing, and everything that refuses the file.

    ``centres`` holds every code that the file must have, with its centre point where known.
    """
    flaws: features.Flaws = {}
    try:
        areas = features.areas_of(features.listed(content), centres, flaws)
    except Flaw as flaw:
        return {}, [refusal(str(flaw), flaw.cure)]
    drawn = draw(areas, centres)
    for code in [code for code, area in drawn.items() if not area["cincin"]]:
        del drawn[code]
        flaws.setdefault(("luasnya terlalu kecil untuk tergambar.", CURE), []).append(code)
    return drawn, list(_findings(flaws))


def refusal(words: str, cure: str = CURE) -> Finding:
    """A finding that refuses the file."""
    return Finding(REFUSES, BOUNDARIES, words, cure, rule="batas")


def _findings(flaws: features.Flaws) -> Iterator[Finding]:
    """The same flaw once for all features that have it; many flaws are cut short."""
    for (words, cure), names in list(flaws.items())[: features.SHOWN_FLAWS]:
        rest = len(names) - SHOWN_NAMES
        shown = names if rest <= 0 else [*names[:SHOWN_NAMES], f"{number(rest)} fitur lain"]
        told = f"{listing(shown)}: {words}" if shown else words
        yield refusal(f"{told[:1].upper()}{told[1:]}", cure)
    if (rest := len(flaws) - features.SHOWN_FLAWS) > 0:
        yield refusal(f"Masih ada {number(rest)} masalah lain.")
