"""The marks of a figure, one trace a group, with what they say when pointed at."""

from typing import Any

from dasbor.charts.description import Chart
from dasbor.charts.theme import Palette

ZERO = "0"


def columns(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Columns over years or other short categories, hatched where they are pale."""
    traces = []
    for group in chart.groups:
        trace = _bar(chart, palette, group)
        trace |= {
            "x": [str(category) for category in chart.categories],
            "y": chart.values(group),
            "hovertemplate": _hover(chart),
        }
        trace["marker"]["pattern"] = _hatching(chart, palette)
        traces.append(trace)
    return traces


def _hatching(chart: Chart, palette: Palette) -> dict[str, Any]:
    return {
        "shape": ["/" if category in chart.pale else "" for category in chart.categories],
        "fillmode": "overlay",
        "fgcolor": palette.background,
        "fgopacity": 0.5,
        "size": 8,
        "solidity": 0.35,
    }


def bars(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Bars from the left; a zero is said, a zero in a stack is silent."""
    traces = []
    for group in chart.groups:
        trace = _bar(chart, palette, group)
        values = chart.values(group)
        zero = "" if chart.series else ZERO
        trace |= {
            "orientation": "h",
            "y": chart.categories,
            "x": values,
            "hovertemplate": _hover(chart),
            "text": [t if v else zero for t, v in zip(trace["text"], values, strict=True)],
        }
        traces.append(trace)
    return traces


def _bar(chart: Chart, palette: Palette, group: Any) -> dict[str, Any]:
    """What columns and bars have in common: one trace per group, its words and its colour."""
    label = f"{group}, " if chart.series else ""
    values = chart.values(group)
    return {
        "type": "bar",
        "name": str(group),
        "customdata": [
            [f"{label}{chart.names(category)}", chart.text(value)]
            for category, value in zip(chart.categories, values, strict=True)
        ],
        "marker": {"color": _colours(chart, palette, group)},
        "text": [_words(chart, *pair) for pair in zip(chart.categories, values, strict=True)],
        "textposition": "inside" if chart.series else "outside",
        "constraintext": "inside",
        "textfont": {"size": 14},
        "insidetextanchor": "middle",
        "textangle": 0,
        "cliponaxis": False,
    }


def _words(chart: Chart, category: Any, value: Any) -> str:
    """What stands on a bar: the value, above it a small word."""
    if value is None:
        return ""
    above = chart.above.get(category)
    small = f"<span style='font-size:11px'>{above}</span><br>" if above else ""
    return small + chart.text(value)


def lines(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """One line per group; markers and values only where they are written."""
    years = [str(category) for category in chart.categories]
    spoken = [chart.speaks(category) for category in chart.categories]
    traces = []
    for group in chart.groups:
        values = chart.values(group)
        colour = _colour(chart, palette, group) if chart.series else palette.accent
        named = {"name": str(group)} if chart.series else {}
        traces.append(
            named
            | {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": years,
                "y": values,
                "connectgaps": False,
                "customdata": [
                    [f"{group}, {year}" if group else year, chart.text(value)]
                    for year, value in zip(years, values, strict=True)
                ],
                "hovertemplate": _hover(chart),
                "line": {"color": colour, "width": 3},
                "marker": {
                    "size": [12 if is_spoken else 5 for is_spoken in spoken],
                    "color": colour,
                },
                "text": [
                    chart.text(value) if is_spoken and value is not None else ""
                    for value, is_spoken in zip(values, spoken, strict=True)
                ],
                "textposition": "top center",
                "cliponaxis": False,
            }
        )
    return traces


def matrix(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Cells of category by group: a value, a zero (its own, plain cell), or nothing at all."""
    cells = [[chart.value(row, group) for group in chart.groups] for row in chart.categories]
    levels = [[chart.level(value) for value in row] for row in cells]
    return [
        {
            "type": "heatmap",
            "x": [str(group) for group in chart.groups],
            "y": chart.categories,
            "z": levels,
            "customdata": [
                [
                    [f"{chart.names(row)}, {group}", chart.text(chart.value(row, group))]
                    for group in chart.groups
                ]
                for row in chart.categories
            ],
            "text": [
                ["" if value is None else chart.said(value) for value in row] for row in cells
            ],
            "texttemplate": "%{text}",
            "textfont": {"size": 14},
            "hovertemplate": _hover(chart),
            "colorscale": palette.scale,
            "showscale": False,
            "xgap": 3,
            "ygap": 3,
            "zmin": 0,
            "zmax": max([value for row in levels for value in row if value], default=1),
            "hoverongaps": False,
        },
    ]


def _hover(chart: Chart) -> str:
    return f"%{{customdata[0]}}: <b>%{{customdata[1]}}</b> {chart.unit}<extra></extra>"


def _colour(chart: Chart, palette: Palette, group: Any) -> str:
    """Quiet groups in quiet colours, the others in the order of the palette."""
    is_quiet, turn = chart.turn(group)
    colours = palette.quiets if is_quiet else palette.categories
    return colours[turn % len(colours)]


def _colours(chart: Chart, palette: Palette, group: Any) -> str | list[str]:
    """One colour, or one per mark when some of them are what the finding is about."""
    colour = _colour(chart, palette, group)
    if not chart.strong:
        return colour
    return [colour if category in chart.strong else palette.muted for category in chart.categories]
