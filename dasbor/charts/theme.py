"""Colours: read from the one theme file ``.streamlit/config.toml``, given to charts and CSS."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from dasbor import settings

STYLES = settings.ASSETS / "gaya.css"
THEME_FILE = settings.ROOT / ".streamlit" / "config.toml"
STEPS = 10  # of the sequence
SHADE = 0.55  # of a colour, the rest being text: the second round of the series
PALE = 0.38  # of a colour, the rest being background: a value with a limit to it
HATCH = 0.3  # of the brown of samples, the rest being background
ZONES = {1: 1.55, 2: 1.0, 3: 1.55, 4: 2.5}  # level of a zone -> its contrast with the background


class Hatch(NamedTuple):
    """The strokes that tell a sample, for one group among others: how each renderer calls them."""

    angle: int
    step: int
    crossed: bool
    plotly: str
    office: str
    stroke: "Stroke"


class Stroke(NamedTuple):
    """The dashes and the points of a line of samples, whose colour is that of all the others."""

    dashes: tuple[int, ...]
    office: str
    point: str


HATCHES = (
    Hatch(45, 8, False, "/", "wide_upward_diagonal", Stroke((3, 4), "round_dot", "circle")),
    Hatch(-45, 8, False, "\\", "wide_downward_diagonal", Stroke((9, 4), "dash", "square")),
    Hatch(45, 10, True, "x", "outlined_diamond", Stroke((9, 3, 2, 3), "dash_dot", "diamond")),
    Hatch(45, 5, False, "/", "light_upward_diagonal", Stroke((16, 5), "long_dash", "triangle")),
    Hatch(
        *(-45, 5, False, "\\", "light_downward_diagonal"),
        Stroke((16, 4, 2, 4), "long_dash_dot", "x"),
    ),
    Hatch(45, 6, True, "x", "dotted_diamond", Stroke((1, 6), "square_dot", "plus")),
)


def hatching(is_quiet: bool, place: int) -> int:
    """The number of the hatch of a group by its place (``Chart.place``): quiet from the end."""
    return len(HATCHES) - 1 - place if is_quiet else place % len(HATCHES)


@dataclass(frozen=True)
class Palette:
    """The colours of one mode, as CSS colours, and the font family."""

    accent: str
    text: str
    quiet: str
    background: str
    surface: str
    grid: str
    muted: str
    warning: str
    sample: str
    categories: tuple[str, ...]
    sequence: tuple[str, ...]
    font: str

    @property
    def quiets(self) -> tuple[str, str]:
        """Two colours for groups in the background: muted, and nearer to the text."""
        return self.muted, mix(self.muted, self.text, 0.4)

    @property
    def series(self) -> tuple[str, ...]:
        """Twelve colours for categories: those of the theme, then their shades."""
        return *self.categories, *(mix(c, self.text, SHADE) for c in self.categories)

    @property
    def hatch(self) -> str:
        """The strokes over a sample: light enough for brown letters to be read on them."""
        return mix(self.sample, self.background, HATCH)

    def pale(self, colour: str) -> str:
        """The solid, lighter tint of a value with a limit to it: a part-year, another measure."""
        return mix(colour, self.background, PALE)

    def zone(self, level: int) -> str:
        """The ground of a named zone of values: neighbours are 1,5 : 1 apart and more."""
        wanted = ZONES[level]
        tints = (mix(self.text, self.background, share / 200) for share in range(200))
        ground = _parts(self.background)
        return next(tint for tint in tints if contrast(_parts(tint), ground) >= wanted)

    @property
    def scale(self) -> list[tuple[float, str]]:
        """The sequence as a Plotly colour scale from surface (zero) to strongest."""
        colours = [self.surface, *self.sequence]
        return [(i / (len(colours) - 1), colour) for i, colour in enumerate(colours)]


@lru_cache(maxsize=2)
def palette(mode: str) -> Palette:
    """The palette of ``light`` or ``dark``."""
    theme = tomllib.loads(THEME_FILE.read_text(encoding="utf-8"))["theme"]
    colours: dict[str, Any] = theme | theme["dark" if mode == "dark" else "light"]
    return Palette(
        accent=colours["primaryColor"],
        text=colours["textColor"],
        quiet=colours["grayTextColor"],
        background=colours["backgroundColor"],
        surface=colours["secondaryBackgroundColor"],
        grid=colours["borderColor"],
        muted=colours["grayColor"],
        warning=colours["orangeTextColor"],
        sample=colours["yellowTextColor"],
        categories=tuple(colours["chartCategoricalColors"]),
        sequence=tuple(colours["chartSequentialColors"]),
        font=colours["font"],
    )


def step(value: float, strongest: float) -> int:
    """The step of the sequence for a value, from 1 up; 0 for a zero (or less)."""
    return min(int(value / strongest * STEPS), STEPS - 1) + 1 if value > 0 else 0


def stylesheet() -> str:
    """``aset/gaya.css`` after the palettes as CSS variables that follow the app's colour scheme."""
    return f"{variables()}\n{STYLES.read_text(encoding='utf-8')}"


def variables() -> str:
    """The palettes as CSS variables that follow the colour scheme of the page."""
    light, dark = palette("light"), palette("dark")
    pairs = {
        "aksen": (light.accent, dark.accent),
        "teks": (light.text, dark.text),
        "tenang": (light.quiet, dark.quiet),
        "latar": (light.background, dark.background),
        "bidang": (light.surface, dark.surface),
        "garis": (light.grid, dark.grid),
        "awas": (light.warning, dark.warning),
        "contoh": (light.sample, dark.sample),
    }
    rows = (f"--{name}: light-dark({a}, {b});" for name, (a, b) in pairs.items())
    return f":root {{ {' '.join(rows)} }}"


def mix(colour: str, ground: str, share: float) -> str:
    """A share of ``colour`` over ``ground``, both as ``#rrggbb``."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def readable_on(colour: str, palette: Palette) -> str:
    """The text or the background colour: whichever contrasts more with ``colour`` (WCAG 2)."""
    ground = _parts(colour)
    return max((palette.text, palette.background), key=lambda ink: contrast(_parts(ink), ground))


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """The contrast of two colours (red, green, blue, each 0 to 255) as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    parts = (part / 255 for part in colour)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
