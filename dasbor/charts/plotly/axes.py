"""The paper of a figure: its axes with their names, and the room that these need."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import Chart
from dasbor.charts.plotly.behind import mark_bands, mark_gap, mark_target
from dasbor.charts.theme import Palette

YEARS_HEIGHT = 340
ROW_HEIGHT = 25
LETTERS = 14  # size of the words on the axes
BESIDE = 33  # pixels beside the names, some of them to spare
ABOVE, TOOLS = 44, 34  # pixels for a legend or a head line, and for the buttons alone
FOOT, LINE = 46, 19  # pixels for the first line below the axis, and for each further one
FEW_YEARS = 5
LONGEST_NAME = 260  # pixels on an axis; the words of its mark have a name whole
CIRCLED = 0x2460  # the sign for 1; 2 to 20 follow


def paper(chart: Chart, palette: Palette) -> dict[str, Any]:
    """The layout that all kinds share."""
    ticks = {"size": LETTERS, "color": palette.text}
    axis = {
        "fixedrange": True,
        "automargin": True,
        "separatethousands": True,
        "tickfont": ticks,
        "title": {"text": ""},
    }
    return {
        "separators": ",.",
        "font": {"family": palette.font, "size": 14, "color": palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 4, "r": 12, "t": ABOVE if len(chart.groups) > 1 else TOOLS, "b": 4},
        "height": YEARS_HEIGHT,
        "dragmode": False,
        "bargap": 0.38,
        "barmode": "stack",
        "hoverlabel": {"align": "left", "font": {"family": palette.font, "size": 14}},
        "showlegend": len(chart.groups) > 1 and not chart.traits.cells,
        "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        "xaxis": axis | {"type": "category", "showgrid": False},
        "yaxis": axis | {"gridcolor": palette.grid, "zerolinecolor": palette.grid},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": palette.quiet},
        "annotations": [],
        "shapes": [],
    }


def _lay_rows(layout: dict[str, Any], chart: Chart) -> None:
    """Rows from top to bottom, one per category, each with room for its name.

    The room is given: Plotly would draw, measure, and draw once more.
    """
    names = [
        text_metrics.cut(chart.names(category), LONGEST_NAME, LETTERS)
        for category in chart.categories
    ]
    layout["margin"]["l"] = _beside(names)
    layout["height"] = 70 + ROW_HEIGHT * max(len(chart.categories), 3)
    layout["bargap"] = 0.3
    layout["yaxis"] |= {
        "type": "category",
        "autorange": "reversed",
        "showgrid": False,
        "ticks": "",
        "tickmode": "array",
        "tickvals": chart.categories,
        "ticktext": [f"{name}  " for name in names],
    }


def lay_cells(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Rows of cells, the groups as heads on top; gaps marked."""
    _lay_rows(layout, chart)
    groups = [str(group) for group in chart.groups]
    order = {"categoryorder": "array", "categoryarray": groups}
    layout["xaxis"] |= {"side": "top", "tickangle": 0, "ticks": ""} | order
    for position, group in enumerate(chart.groups):
        if reason := chart.missing.get(group):
            mark_gap(layout, position, reason, palette, top=1)


def lay_bars(layout: dict[str, Any], chart: Chart, _palette: Palette) -> None:
    """Rows of bars on a scale without numbers: these stand on the bars."""
    _lay_rows(layout, chart)
    layout["xaxis"] |= {
        "type": "linear",
        "showticklabels": False,
        "zeroline": False,
        "automargin": False,
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
    room = 1.2 if chart.above else 1.14
    top = chart.peak if chart.bands else chart.start + (chart.peak - chart.start) * room
    layout["yaxis"] |= {"range": [chart.start, top]}
    lines = max((tick.count("<br>") for tick in ticks), default=0)
    layout["margin"] |= {"l": _beside([chart.text(ceil(top))]), "b": FOOT + LINE * lines}
    mark_bands(layout, chart, palette)
    for category, reason in chart.missing.items():
        mark_gap(layout, chart.categories.index(category), reason, palette)
    for first, last, value in chart.target_runs:
        label = f"target {chart.text(value)}"
        mark_target(layout, (first - 0.46, last + 0.46), value, label, palette)
    if chart.target:
        mark_target(layout, None, *chart.target, palette)


def _tick(chart: Chart, category: Any) -> str:
    """The name of a year, below it its events by number, then one word a line for a phone."""
    pins = "".join(chr(CIRCLED + number - 1) for number in chart.numbers(category))
    words = "<br>".join(chart.pale.get(category, "").split())
    small = "<br>".join(
        f"<span style='font-size:{size}px'>{text}</span>"
        for size, text in ((14, pins), (12, words))
        if text
    )
    name = chart.names(category) if chart.speaks(category) else ""
    return f"{name}<br>{small}" if small else name
