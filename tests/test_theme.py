"""Colours: one file, two modes, readable in both."""

import re
import tomllib
from itertools import combinations

import pytest

from dasbor import settings
from dasbor.charts.theme import Palette, palette, stylesheet

THEME = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
MODES = ("light", "dark")


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=MODES)
def colours(request: pytest.FixtureRequest) -> Palette:
    return palette(request.param)


def test_every_colour_is_a_colour(colours: Palette) -> None:
    named = [colours.accent, colours.text, colours.quiet, colours.background, colours.surface]
    named += [colours.grid, colours.muted, colours.warning, *colours.categories, *colours.sequence]
    assert all(re.fullmatch(r"#[0-9a-fA-F]{6}", colour) for colour in named), named


@pytest.mark.parametrize("name", ["text", "quiet", "accent", "warning"])
def test_words_can_be_read(name: str, colours: Palette) -> None:
    for ground in (colours.background, colours.surface):
        assert contrast(getattr(colours, name), ground) >= 4.5


def test_marks_can_be_seen_and_told_apart(colours: Palette) -> None:
    for colour in colours.categories:
        assert contrast(colour, colours.background) >= 3
    assert len(set(colours.categories)) == len(colours.categories)
    assert all(one != other for one, other in combinations(colours.sequence, 2))


def test_the_scale_runs_from_zero_to_the_strongest(colours: Palette) -> None:
    places = [place for place, _ in colours.scale]
    assert places[0] == 0 and places[-1] == 1 and places == sorted(places)
    assert colours.scale[0][1] == colours.surface
    away = [contrast(colour, colours.background) for _, colour in colours.scale]
    assert away == sorted(away)


@pytest.mark.parametrize("mode", MODES)
def test_words_and_marks_stand_out(mode: str) -> None:
    theme = THEME[mode]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    words = [theme[name] for name in theme if name.endswith("TextColor")]
    for colour in [*words, theme["textColor"], theme["linkColor"], theme["primaryColor"]]:
        assert min(contrast(colour, ground) for ground in grounds) >= 4.5, colour
    for colour in [*theme["chartCategoricalColors"], theme["grayColor"]]:
        assert min(contrast(colour, ground) for ground in grounds) >= 3, colour


def test_both_modes_define_the_same_colours() -> None:
    light, dark = THEME["light"], THEME["dark"]
    assert set(light) == set(dark)
    for mode in (light, dark):
        assert len(mode["chartCategoricalColors"]) == len(set(mode["chartCategoricalColors"])) == 6
        steps = [luminance(colour) for colour in mode["chartSequentialColors"]]
        assert len(steps) == 10  # what Streamlit wants
        assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_modes_differ() -> None:
    assert palette("light").background != palette("dark").background
    assert palette("light").font == palette("dark").font


def test_the_stylesheet_knows_every_variable_it_uses() -> None:
    css = stylesheet()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= defined
    assert css.count("{") == css.count("}")
    assert not re.search(r"url\(\s*['\"]?https?:|@import", css)


def test_no_rule_makes_the_whole_page_depend_on_what_is_in_it() -> None:
    """Otherwise every mark that Plotly adds has the style of the whole page worked out again."""
    assert not re.search(r"(?:\b(?:html|body)|:root|\.stApp|stMain\"?\]):has\(", stylesheet())
