"""The paper of a figure: its axes with their names, and the room that these need."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from dasbor.charts import gaps, text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.plotly import behind
from dasbor.charts.plotly.looks import fill
from dasbor.charts.theme import Palette, readable_on

YEARS_HEIGHT = 340
ROW_HEIGHT = 25
LETTERS = 14  # size of the words on the axes
BESIDE = 33  # pixels beside the names, some of them to spare
LEGEND_ROW, TOP = 19, 12  # pixels above the plot: for a row of the legend, and in any case
HEAD, FOOT, LINE = 26, 25, 17  # pixels for the first line on an axis, and for each further one
PLOT = 0.75  # of the height, at least
FEW_YEARS = 5
LONGEST_NAME = 260  # pixels on an axis; the words of its mark have a name whole
CELLS_WIDTH = 420  # pixels for all cells of a row, on a narrow screen
ROOM_FOR_CHANGE = 0.12  # of the scale
FIELD = 0.86  # of the scale, for years without values


def paper(chart: Chart, palette: Palette) -> dict[str, Any]:
    """The layout that all kinds share."""
    ticks = {"size": LETTERS, "color": palette.text}
    axis = {
        "fixedrange": True,
        "automargin": False,
        "separatethousands": True,
        "showgrid": False,
        "tickfont": ticks,
        "title": {"text": ""},
    }
    layout: dict[str, Any] = {
        "separators": ",.",
        "font": {"family": palette.font, "size": 14, "color": palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 4, "r": 12, "t": TOP, "b": 4},
        "height": YEARS_HEIGHT,
        "dragmode": False,
        "bargap": 0.38,
        "barmode": "stack",
        "hoverlabel": {"align": "left", "font": {"family": palette.font, "size": 14}},
        "showlegend": False,
        "xaxis": axis | {"type": "category"},
        "yaxis": dict(axis),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": palette.quiet},
        "annotations": [],
        "shapes": [],
    }
    if rows := behind.legend_rows(chart, palette):
        layout["margin"]["t"] += LEGEND_ROW * len(rows)
    if chart.samples:
        layout["margin"]["t"] += behind.SAMPLES
    return layout


def _high_enough(layout: dict[str, Any], wanted: int) -> None:
    """The height of a figure: as wanted, and the plot the greater part of it."""
    margin = layout["margin"]["t"] + layout["margin"]["b"]
    layout["height"] = max(wanted, ceil(margin / (1 - PLOT)))


def _lay_rows(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Rows from top to bottom, one per category, each with room for its name.

    The room is given: Plotly would draw, measure, and draw once more.
    """
    names = [
        text_metrics.cut(chart.names(category), LONGEST_NAME, LETTERS)
        for category in chart.categories
    ]
    layout["margin"]["l"] = _beside(names)
    rest = behind.say_rest(layout, chart, palette)
    layout["margin"]["b"] += LINE * rest
    rows = ROW_HEIGHT * max(len(chart.categories), 3)
    _high_enough(layout, layout["margin"]["t"] + layout["margin"]["b"] + rows)
    layout["bargap"] = 0.3
    layout["yaxis"] |= {
        "type": "category",
        "autorange": "reversed",
        "ticks": "",
        "tickmode": "array",
        "tickvals": chart.categories,
        "ticktext": [f"{name}  " for name in names],
    }


def lay_cells(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Rows of cells, the groups as heads on top; gaps marked."""
    heads = [_head(chart, group) for group in chart.groups]
    lines = max((head.count("<br>") for head in heads), default=0)
    layout["margin"]["t"] = HEAD + LINE * lines + (behind.SAMPLES if chart.samples else 0)
    _lay_rows(layout, chart, palette)
    groups = [str(group) for group in chart.groups]
    layout["xaxis"] |= {
        "side": "top",
        "tickangle": 0,
        "ticks": "",
        "categoryorder": "array",
        "categoryarray": groups,
        "tickmode": "array",
        "tickvals": groups,
        "ticktext": heads,
        "range": [-0.5, len(groups) - 0.5],
    }
    for gap in gaps.across(chart):
        behind.mark_gap(layout, gap, ("paper", 0, 1), palette, half=0.48)
    behind.mark_samples(layout, chart, palette)


def _head(chart: Chart, group: Any) -> str:
    """The name of a column in lines, each cut to its width, below it what is to be known."""
    room = CELLS_WIDTH / max(len(chart.groups), 1)
    words = text_metrics.lines(str(group), room, LETTERS)
    small = text_metrics.lines(chart.pale.get(group, ""), room, 11)
    return "<br>".join([*words, *(f"<span style='font-size:11px'>{row}</span>" for row in small)])


def lay_bars(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Rows of bars on a scale without numbers: these stand on the bars."""
    _lay_rows(layout, chart, palette)
    layout["xaxis"] |= {
        "type": "linear",
        "showticklabels": False,
        "zeroline": False,
        "range": [0, chart.peak * (1.3 if chart.decimals else 1.15)],  # room for the values
    }


def _beside(names: Iterable[str]) -> int:
    """Pixels that the longest of the names needs beside the axis."""
    return ceil(text_metrics.widest(names, LETTERS)) + BESIDE


def lay_years(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Years from left to right, none left out; gaps, breaks and the target marked."""
    names = [str(category) for category in chart.categories]
    ticks = [_tick(chart, category) for category in chart.categories]
    layout["bargap"] = 1 - 0.62 * min(1, len(names) / FEW_YEARS)
    layout["xaxis"] |= {
        "range": [-0.5, len(names) - 0.5],
        "categoryorder": "array",
        "categoryarray": names,
        "tickmode": "array",
        "tickvals": names,
        "ticktext": ticks,
        "tickangle": 0,
    }
    top = chart.start + (chart.peak - chart.start) * 1.14
    layout["yaxis"] |= {
        "range": [chart.start, top],
        "showticklabels": False,
        "zerolinecolor": palette.grid,
    }
    lines = max((tick.count("<br>") for tick in ticks), default=0)
    layout["margin"] |= {"b": FOOT + LINE * lines}
    _high_enough(layout, YEARS_HEIGHT)
    _mark_years(layout, chart, palette, top)


def _mark_years(layout: dict[str, Any], chart: Chart, palette: Palette, top: float) -> None:
    for gap in gaps.along(chart):
        ends = ("y", chart.start, chart.start + FIELD * (top - chart.start))
        behind.mark_gap(layout, gap, ends, palette)
    for position, category in enumerate(chart.categories):
        if category in chart.breaks and position:
            behind.mark_break(layout, position, palette)
        value = chart.value(category) or 0
        if (words := chart.above.get(category)) and value > ROOM_FOR_CHANGE * top:
            colour = readable_on(fill(chart, palette, category, ""), palette)
            behind.mark_change(layout, position, value, words, colour)
    for first, last, value in chart.target_runs:
        label = f"target {chart.text(value)}"
        behind.mark_target(layout, (first - 0.46, last + 0.46), value, label, palette)
    if chart.target:
        behind.mark_target(layout, None, *chart.target, palette)


def _tick(chart: Chart, category: Any) -> str:
    """The name of a year, below it its words in lines for a phone."""
    name = chart.names(category) if chart.speaks(category) else ""
    words = "" if category in chart.missing else chart.pale.get(category, "")
    rows = text_metrics.whole_lines(words, behind.NARROWEST, behind.SMALL)
    small = (f"<span style='font-size:{behind.SMALL}px'>{row}</span>" for row in rows)
    return "<br>".join([name, *small])
