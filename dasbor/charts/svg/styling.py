"""The colours of marks and words, by kind: as a style sheet for both modes, or as attributes.

Kinds have Indonesian names, as in ``aset/gaya.css``; ``seri`` and ``skala`` are numbered.
"""

from collections.abc import Mapping
from functools import lru_cache

from dasbor.charts.theme import Palette, mix, palette, readable_on

Look = Mapping[str, str]
PALE = 0.42
BANDS = {1: 0.03, 2: 0.07, 3: 0.17, 4: 0.32}  # level of a zone of values -> share of the accent


@lru_cache(maxsize=8)
def looks(colours: Palette) -> dict[str, Look]:
    """Kind -> SVG attributes, in the colours of one palette."""
    dashed = {"stroke": colours.quiet, "stroke-width": "1", "stroke-dasharray": "2 4"}
    kinds: dict[str, Look] = {
        "": {"fill": colours.text},
        "nama": {"fill": colours.text},
        "nilai": {"fill": colours.text, "font-weight": "700"},
        "kecil": {"fill": colours.quiet},
        "isi": {"fill": colours.accent},
        "pucat": {
            "fill": mix(colours.accent, colours.background, PALE),
            "stroke": colours.accent,
            "stroke-width": "1.5",
            "stroke-dasharray": "5 4",
        },
        "batas": {"fill": "none", "stroke": colours.text, **_dashes(1.5)},
        "kosong": {"fill": "none", **dashed},
        "nol": {"fill": colours.surface, "stroke": colours.grid, "stroke-width": "1"},
        "sumbu": {"stroke": colours.grid, "stroke-width": "1.5"},
        "garis": {"stroke": colours.accent, "stroke-width": "3"},
        "target": {"stroke": colours.warning, "stroke-width": "2", "stroke-dasharray": "8 5"},
        "batas-target": {"fill": colours.warning, **_halo(colours)},
        "pin": {"fill": colours.background, "stroke": colours.quiet, "stroke-width": "1.2"},
        "pin-angka": {"fill": colours.quiet, "font-weight": "600"},
        "atas-isi": {"fill": readable_on(colours.accent, colours)},
        "atas-pucat": {"fill": colours.text},
        "kata-baik": {"fill": colours.accent, "font-weight": "700"},
        "kata-awas": {"fill": colours.warning, "font-weight": "700"},
        "kata-tenang": {"fill": colours.quiet},
    }
    kinds |= _zones(kinds, colours)
    groups = {f"seri{place}": colour for place, colour in enumerate(colours.categories)}
    groups |= {f"redam{place or ''}": colour for place, colour in enumerate(colours.quiets)}
    for kind, colour in groups.items():
        kinds[kind] = {"fill": colour}
        kinds[f"garis-{kind}"] = {"stroke": colour, "stroke-width": "3"}
        kinds[f"atas-{kind}"] = {"fill": readable_on(colour, colours)}
    for place, colour in enumerate(colours.sequence):
        kinds[f"skala{place}"] = {"fill": colour}
        kinds[f"atas-skala{place}"] = {"fill": readable_on(colour, colours)}
    return kinds


def _zones(kinds: Mapping[str, Look], colours: Palette) -> dict[str, Look]:
    """Zones of values, known and open, and the words that lie on them."""
    halo = _halo(colours)
    zones: dict[str, Look] = {
        "terbuka": {"fill": "none"},
        "arsir": {"stroke": colours.muted, "stroke-width": "1", "fill": "none"},
        "kunci": {"fill": "none", "stroke": colours.quiet, "stroke-width": "1"},
        "ambang": {"stroke": colours.quiet, "stroke-width": "1"},
        "kecil-tepi": {**kinds["kecil"], **halo},
        "nilai-tepi": {**kinds["nilai"], **halo},
    }
    for level, share in BANDS.items():
        zones[f"pita{level}"] = {"fill": mix(colours.accent, colours.background, share)}
    return zones


def _halo(colours: Palette) -> Look:
    return {"paint-order": "stroke", "stroke": colours.background, "stroke-width": "4"}


def _dashes(width: float) -> Look:
    return {"stroke-width": str(width), "stroke-dasharray": "5 4"}


def attributes(kind: str, colours: Palette | None) -> str:
    """A kind as written into a mark: a class, or with a palette its own attributes."""
    if colours is None:
        return f' class="{kind}"' if kind else ""
    return "".join(f' {name}="{value}"' for name, value in looks(colours)[kind].items())


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
