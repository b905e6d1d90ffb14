"""The colours of marks and words, by kind: as a style sheet for both modes, or as attributes.

Kinds have Indonesian names, as in ``aset/gaya.css``; ``seri`` and ``skala`` are numbered.
"""

from collections.abc import Mapping
from functools import lru_cache

from dasbor.charts.theme import HATCHES, PALE, ZONES, Palette, palette, readable_on

Look = Mapping[str, str]


@lru_cache(maxsize=8)
def looks(colours: Palette) -> dict[str, Look]:
    """Kind -> SVG attributes, in the colours of one palette."""
    kinds: dict[str, Look] = {
        "": {"fill": colours.text},
        "nama": {"fill": colours.text},
        "nilai": {"fill": colours.text, "font-weight": "700"},
        "kecil": {"fill": colours.quiet},
        "isi": {"fill": colours.accent},
        "pucat": {"fill-opacity": str(PALE)},
        "putus": {"stroke": colours.quiet, "stroke-width": "1.2", "stroke-dasharray": "6 4"},
        "kosong": {"fill": colours.surface},
        "hampa": {"fill": colours.background, "stroke": colours.quiet, "stroke-dasharray": "3 3"},
        "tepi": {"fill": "none", "stroke": colours.quiet, "stroke-width": "1.6"},
        "nol": {"fill": colours.surface, "stroke": colours.grid, "stroke-width": "1"},
        "sumbu": {"stroke": colours.grid, "stroke-width": "1.5"},
        "garis": {"stroke": colours.accent, "stroke-width": "3"},
        "target": {"stroke": colours.warning, "stroke-width": "2", "stroke-dasharray": "8 5"},
        "batas-target": {"fill": colours.warning, **_halo(colours)},
        "atas-isi": {"fill": readable_on(colours.accent, colours)},
        "kata-baik": {"fill": colours.accent, "font-weight": "700"},
        "kata-awas": {"fill": colours.warning, "font-weight": "700"},
        "kata-tenang": {"fill": colours.quiet},
    }
    kinds |= _zones(colours) | _samples(colours)
    groups = {f"seri{place}": colour for place, colour in enumerate(colours.series)}
    groups |= {f"redam{place or ''}": colour for place, colour in enumerate(colours.quiets)}
    for kind, colour in groups.items():
        kinds[kind] = {"fill": colour}
        kinds[f"garis-{kind}"] = {"stroke": colour, "stroke-width": "3"}
        kinds[f"atas-{kind}"] = {"fill": readable_on(colour, colours)}
    for place, colour in enumerate(colours.sequence):
        kinds[f"skala{place}"] = {"fill": colour}
        kinds[f"atas-skala{place}"] = {"fill": readable_on(colour, colours)}
    return kinds


def _zones(colours: Palette) -> dict[str, Look]:
    """Zones of values, known and open, and the words that lie on them."""
    zones: dict[str, Look] = {"terbuka": {"fill": "none"}}
    for level in ZONES:
        zones[f"pita{level}"] = {"fill": colours.zone(level)}
        zones[f"atas-pita{level}"] = {"fill": readable_on(colours.zone(level), colours)}
    return zones


def _samples(colours: Palette) -> dict[str, Look]:
    """Marks of samples, the two parts of their hatching, and their words: brown, nothing else."""
    outline = {"stroke": colours.sample, "stroke-width": "1.2"}
    words = {"fill": colours.sample, "font-weight": "700", "font-style": "italic"}
    lines = {
        f"garis-contoh{number}": {**outline, "stroke-dasharray": " ".join(map(str, dashes))}
        for number, dashes in enumerate(hatch.stroke.dashes for hatch in HATCHES)
    }
    return {
        **lines,
        "contoh": outline,
        "contoh-dasar": {"fill": colours.background},
        "contoh-garis": {"stroke": colours.hatch, "stroke-width": "2.5", "fill": "none"},
        "nilai-contoh": {**words, **_halo(colours)},
    }


def _halo(colours: Palette) -> Look:
    return {"paint-order": "stroke", "stroke": colours.background, "stroke-width": "4"}


def attributes(kind: str, colours: Palette | None) -> str:
    """A kind, or two of them, as written into a mark: classes, or with a palette attributes."""
    if colours is None:
        return f' class="{kind}"' if kind else ""
    known = looks(colours)
    parts = [known[part] for part in kind.split() or [""]]
    return "".join(f' {name}="{value}"' for look in parts for name, value in look.items())


@lru_cache(maxsize=1)
def styles() -> str:
    """The style sheet of all kinds: colours follow the scheme of the page."""
    light, dark = looks(palette("light")), looks(palette("dark"))
    rules = [
        f".gambar {f'.{kind}' if kind else 'text'}{{{_both(look, dark[kind])}}}"
        for kind, look in light.items()
    ]
    return "\n".join(rules) + "\n"


def _both(light: Look, dark: Look) -> str:
    return ";".join(
        f"{name}:{value if value == dark[name] else f'light-dark({value},{dark[name]})'}"
        for name, value in light.items()
    )
