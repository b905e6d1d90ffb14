"""The marks of a figure, one trace a group, with what they say when pointed at."""

from collections.abc import Iterator, Sequence
from typing import Any

from dasbor.charts import labels, scale
from dasbor.charts.description import Chart
from dasbor.charts.labels import pointed
from dasbor.charts.plotly.looks import fill, hatched, ink, one_or_all, own, words
from dasbor.charts.theme import HATCHES, STEPS, Palette, Stroke, hatching, step

ROOM_FOR_WORDS = 0.055  # of the peak: a lower segment has no room for its number
LETTERS, LARGE = 14, 16
FEW_POINTS = 12
NARROWEST, LOWEST = 340, 220  # pixels of a plot on a phone
SYMBOLS = {"triangle": "triangle-up-open", "plus": "cross-open"}  # others are as they are called


def columns(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Columns over years or other short categories, over stacks their sums."""
    names = [str(category) for category in chart.categories]
    traces = [
        trace | {"x": names, "y": values}
        for group in chart.groups
        for trace, values in _bars_of(chart, palette, group)
    ]
    return [*traces, *_wholes(chart, palette, names, upright=True)]


def bars(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Bars from the left; a zero is said, a zero in a stack is silent."""
    traces = [
        trace | {"orientation": "h", "y": chart.categories, "x": values}
        for group in chart.groups
        for trace, values in _bars_of(chart, palette, group)
    ]
    return [*traces, *_wholes(chart, palette, chart.categories, upright=False)]


def _bars_of(
    chart: Chart, palette: Palette, group: Any
) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """The marks of a group, each trace with its values: the samples apart from the others."""
    sampled = [chart.sampled(category, group) for category in chart.categories]
    values = chart.values(group)
    grounds = [fill(chart, palette, category, group) for category in chart.categories]
    plain, hatch = {"color": one_or_all(grounds)}, hatched(chart, palette, group)
    for which, marker in ((False, plain), (True, hatch)):
        some = [value if s is which else None for value, s in zip(values, sampled, strict=True)]
        if which in sampled and (which or not chart.only_sampled(group)):
            named = {"type": "bar", "name": str(group), "meta": _number(chart, group)}
            yield named | {"marker": marker} | _bar(chart, palette, group, some), some


def _bar(chart: Chart, palette: Palette, group: Any, values: list[Any]) -> dict[str, Any]:
    """What columns and bars have in common: the words of the marks that have a value."""
    stacked = bool(chart.series)
    inks = [
        ink(
            chart,
            palette,
            category,
            group,
            fill(chart, palette, category, group) if stacked else palette.background,
        )
        for category in chart.categories
    ]
    return {
        "customdata": [_pointed(chart, category, group) for category in chart.categories],
        "hovertemplate": _hover(chart),
        "text": [
            "" if value is None else _shown(chart, category, group)
            for category, value in zip(chart.categories, values, strict=True)
        ],
        "textposition": "inside" if stacked else "outside",
        "constraintext": "none",
        "textfont": {
            "size": LETTERS if stacked else LARGE,
            "weight": 700,
            "color": one_or_all(inks),
        },
        "insidetextanchor": "middle",
        "textangle": 0,
        "cliponaxis": False,
    }


def _shown(chart: Chart, category: Any, group: Any) -> str:
    """What stands on a mark: its number, where there is room for it."""
    value = chart.value(category, group)
    if chart.series and value < ROOM_FOR_WORDS * chart.peak:
        return ""
    return words(chart, category, group)


def _wholes(
    chart: Chart, palette: Palette, names: Sequence[Any], upright: bool
) -> list[dict[str, Any]]:
    """The sums of stacks, beside these."""
    sums = [scale.whole(chart, category) for category in chart.categories]
    if not chart.series or not any(sums):
        return []
    sampled = [any(chart.sampled(c, g) for g in chart.groups) for c in chart.categories]
    apart = "" if upright else "\u00a0"
    said = ["" if value is None else apart + chart.text(value) for value in sums]
    along, up = ("x", "y") if upright else ("y", "x")
    return [
        {
            "type": "scatter",
            "mode": "text",
            along: names,
            up: sums,
            "text": [f"<i>{w}</i>" if s else w for w, s in zip(said, sampled, strict=True)],
            "textfont": {
                "size": LARGE,
                "weight": 700,
                "color": one_or_all(palette.sample if s else palette.text for s in sampled),
            },
            "textposition": "top center" if upright else "middle right",
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


def lines(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """One line per group; markers only where they are spoken, values where they have room."""
    written = labels.written(chart, NARROWEST, LOWEST, LARGE)
    return [_line(chart, palette, group, written) for group in chart.groups]


def _dashes(stroke: Stroke) -> str:
    return ",".join(f"{length}px" for length in stroke.dashes)


def _line(
    chart: Chart, palette: Palette, group: Any, written: frozenset[labels.Key]
) -> dict[str, Any]:
    spoken = [chart.speaks(category) for category in chart.categories]
    sampled = [chart.sampled(category, group) for category in chart.categories]
    plain = own(chart, palette, group)
    only, stroke = chart.only_sampled(group), HATCHES[hatching(*chart.place(group))].stroke
    symbol = SYMBOLS.get(stroke.point, f"{stroke.point}-open")
    colours = [palette.sample if only or is_sample else plain for is_sample in sampled]
    named = {"name": str(group)} if chart.series else {}
    return named | {
        "type": "scatter",
        "meta": _number(chart, group),
        "mode": "lines+markers+text",
        "x": [str(category) for category in chart.categories],
        "y": chart.values(group),
        "connectgaps": False,
        "customdata": [_pointed(chart, category, group) for category in chart.categories],
        "hovertemplate": _hover(chart),
        "line": {"color": palette.sample, "width": 3, "dash": _dashes(stroke)}
        if any(sampled)
        else {"color": plain, "width": 3},
        "marker": {
            "opacity": 1,
            "size": [12 if is_spoken else 0 for is_spoken in spoken],
            "color": one_or_all(colours),
            "symbol": one_or_all(symbol if s else "circle" for s in sampled),
        },
        "text": [
            words(chart, category, group) if (category, group) in written else ""
            for category in chart.categories
        ],
        "textfont": {
            "size": LARGE,
            "weight": 700,
            "color": one_or_all(palette.sample if s else palette.text for s in sampled),
        },
        "textposition": _beside_points(chart),
        "cliponaxis": False,
    }


def _beside_points(chart: Chart) -> str | list[str]:
    """Above its point; where points lie close, the outer ones are turned inwards."""
    count = len(chart.categories)
    if count <= FEW_POINTS:
        return "top center"
    return ["top right", *["top center"] * (count - 2), "top left"]


def matrix(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Cells of category by group: a value, a zero (its own, plain cell), or nothing at all.

    Their words are traces of their own, each in an ink that can be read on its cell; the cells of
    samples are drawn behind the traces (``behind.mark_samples``).
    """
    cells = [
        {
            "type": "heatmap",
            "x": [str(group) for group in chart.groups],
            "y": chart.categories,
            "z": [
                [_level(chart, row, group) for group in chart.groups] for row in chart.categories
            ],
            "customdata": [
                [
                    None if _level(chart, row, g) is None else _pointed(chart, row, g)
                    for g in chart.groups
                ]
                for row in chart.categories
            ],
            "hovertemplate": _hover(chart),
            "colorscale": palette.scale,
            "showscale": False,
            "xgap": 3,
            "ygap": 3,
            "zmin": 0,
            "zmax": STEPS,
            "hoverongaps": False,
        }
    ]
    return [*cells, *(_cell_words(chart, palette, sampled) for sampled in (False, True))]


def _level(chart: Chart, row: Any, group: Any) -> int | None:
    """The step of the scale of a cell; nothing where it is left open."""
    left_open = group in chart.missing or chart.sampled(row, group)
    level = None if left_open else chart.level(chart.value(row, group))
    if level is None:
        return None
    return step(level, STEPS if chart.marks else chart.strongest)


def _cell_words(chart: Chart, palette: Palette, sampled: bool) -> dict[str, Any]:
    """The words of the cells that are samples, or of those that are not."""
    keys = [
        (row, group)
        for row in chart.categories
        for group in chart.groups
        if group not in chart.missing
        and chart.value(row, group) is not None
        and chart.sampled(row, group) == sampled
    ]
    steps = [surface for _, surface in palette.scale]
    grounds = [palette.background if sampled else steps[_level(chart, *key) or 0] for key in keys]
    told = {
        "hovertemplate": _hover(chart),
        "customdata": [[*_pointed(chart, *key), _at(chart, *key)] for key in keys],
    }
    return {
        "type": "scatter",
        "mode": "text",
        "x": [str(group) for _, group in keys],
        "y": [row for row, _ in keys],
        "text": [words(chart, *key) for key in keys],
        "textfont": {
            "size": LETTERS,
            "color": one_or_all(
                ink(chart, palette, *key, ground) for key, ground in zip(keys, grounds, strict=True)
            ),
        },
    } | (told if sampled else {"hoverinfo": "skip"})


def _number(chart: Chart, group: Any) -> int:
    """The number of a group, by which a click tells it (server/body.js)."""
    return chart.groups.index(group)


def _at(chart: Chart, category: Any, group: Any) -> list[int]:
    return [chart.categories.index(category), _number(chart, group)]


def _pointed(chart: Chart, category: Any, group: Any) -> list[str]:
    """What a mark says when pointed at: what it is of, and its value."""
    of = f"{group}, {chart.names(category)}" if chart.series else chart.names(category)
    return [of, pointed(chart, category, group)]


def _hover(chart: Chart) -> str:
    return f"%{{customdata[0]}}: <b>%{{customdata[1]}}</b> {chart.unit}<extra></extra>"
