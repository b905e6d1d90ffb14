"""Charts as Plotly figures: for reading values, zooming and picking.

A figure is a plain dictionary: building it costs microseconds and needs no validation, since
tests/test_charts.py puts every kind through Plotly's own.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Any

from dasbor import format_id
from dasbor.charts import letters
from dasbor.charts.description import Band, Chart
from dasbor.theme import Palette

KEPT = 256  # figures
YEARS_HEIGHT = 340
ROW_HEIGHT = 25
LETTERS = 14  # size of the words on the axes
BESIDE = 33  # pixels beside the names, some of them to spare
ABOVE, TOOLS = 44, 34  # pixels for a legend or a head line, and for the buttons alone
FOOT, LINE = 46, 19  # pixels for the first line below the axis, and for each further one
FEW_YEARS = 5
LONGEST_NAME = 33  # letters on an axis
CIRCLED = 0x2460  # the sign for 1; 2 to 20 follow
ZERO = "0"
TINTS = (0.0, 0.0, 0.06, 0.16, 0.3)  # opacity of a band by its level
HATCH_STEP, HATCH_RISE = 4, 8
CONFIG: dict[str, Any] = {
    "locale": "id",
    "displaylogo": False,
    "showSendToCloud": False,  # nothing leaves the house
    "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
    "locales": {
        "id": {
            "dictionary": {
                "Zoom": "Perbesar",
                "Pan": "Geser",
                "Reset axes": "Kembali ke semula",
                "Autoscale": "Sesuaikan skala",
                "Download plot as a PNG": "Unduh gambar (PNG)",
                "Download plot as a png": "Unduh gambar (PNG)",
                "Double-click to zoom back out": "Klik dua kali untuk kembali",
                "Click to enter Colorscale title": "",
                "Toggle Spike Lines": "Garis bantu",
                "Box Select": "Pilih kotak",
                "Lasso Select": "Pilih bebas",
                "Zoom in": "Perbesar",
                "Zoom out": "Perkecil",
            },
            "format": {"decimal": ",", "thousands": "."},
        }
    },
}


@lru_cache(maxsize=KEPT)
def draw(chart: Chart, palette: Palette) -> dict[str, Any]:
    """The Plotly figure of a chart in the colours of ``palette``: once for all, not to be changed.

    An answer that is asked anew is another one, so no figure outlives its data.
    """
    traces = KINDS[chart.kind]
    lay = _lay_rows if chart.kind in ("batang", "matriks") else _lay_years
    layout = _layout(chart, palette)
    lay(layout, chart, palette)
    return {"data": traces(chart, palette), "layout": layout}


def _layout(chart: Chart, palette: Palette) -> dict[str, Any]:
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
        "showlegend": len(chart.groups) > 1 and chart.kind != "matriks",
        "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        "xaxis": axis | {"type": "category", "showgrid": False},
        "yaxis": axis | {"gridcolor": palette.grid, "zerolinecolor": palette.grid},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": palette.quiet},
        "annotations": [],
        "shapes": [],
    }


def _lay_rows(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Rows from top to bottom, one per category, each with room for its name.

    The room is given: Plotly would draw, measure, and draw once more.
    """
    names = [_short(chart.names(category)) for category in chart.categories]
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
    if chart.kind == "matriks":
        groups = [str(group) for group in chart.groups]
        order = {"categoryorder": "array", "categoryarray": groups}
        layout["xaxis"] |= {"side": "top", "tickangle": 0, "ticks": ""} | order
        for position, group in enumerate(chart.groups):
            if reason := chart.missing.get(group):
                _mark_gap(layout, position, reason, palette, top=1)
    else:
        layout["xaxis"] |= {
            "type": "linear",
            "showticklabels": False,
            "zeroline": False,
            "automargin": False,
            "range": [0, chart.peak * (1.3 if chart.decimals else 1.15)],  # room for the values
        }


def _beside(names: Iterable[str]) -> int:
    """Pixels that the longest of the names needs beside the axis."""
    return ceil(letters.widest(names, LETTERS)) + BESIDE


def _lay_years(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
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
    _mark_bands(layout, chart, palette)
    for category, reason in chart.missing.items():
        _mark_gap(layout, chart.categories.index(category), reason, palette)
    for first, last, value in chart.target_runs:
        label = f"target {chart.text(value)}"
        _mark_target(layout, (first - 0.46, last + 0.46), value, label, palette)
    if chart.target:
        _mark_target(layout, None, *chart.target, palette)


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


def _mark_gap(
    layout: dict[str, Any], position: int, reason: str, palette: Palette, top: float = 0.94
) -> None:
    """A dotted, empty place that says why there is no value."""
    layout["shapes"].append(
        {
            "type": "rect",
            "yref": "paper",
            "x0": position - 0.31,
            "x1": position + 0.31,
            "y0": 0,
            "y1": top,
            "line": {"color": palette.quiet, "width": 1, "dash": "dot"},
        }
    )
    layout["annotations"].append(
        {
            "x": position,
            "yref": "paper",
            "y": 0.5,
            "text": "belum ada data",
            "textangle": -90,
            "hovertext": reason,
            "showarrow": False,
            "font": {"size": 13, "color": palette.quiet},
        }
    )


def _mark_bands(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """Zones of values behind the marks: tinted when known, hatched when a limit is not."""
    for position, category in enumerate(chart.categories):
        for band in chart.bands.get(category, ()):
            box = {"x0": position - 0.5, "x1": position + 0.5, "y0": band.low, "y1": band.high}
            tint = {"fillcolor": palette.accent, "opacity": TINTS[band.level]}
            look = tint if band.known else {"fillcolor": "rgba(0,0,0,0)"}
            layout["shapes"].append(
                {"type": "rect", "layer": "below", "line": {"width": 0}, **box, **look}
            )
            if not band.known:
                layout["shapes"].append(_hatched(band, position, palette))
    for category, low in chart.limits:
        layout["annotations"].append(
            {
                "x": chart.categories.index(category) - 0.5,
                "xanchor": "left",
                "y": low,
                "yanchor": "bottom",
                "text": format_id.number(low, 2),
                "showarrow": False,
                "font": {"size": 13, "color": palette.quiet},
            }
        )


def _hatched(band: Band, position: int, palette: Palette) -> dict[str, Any]:
    """Slanting strokes over a zone, as one path: shapes know no patterns."""
    steps = range(int(band.low), int(band.high) - HATCH_RISE, HATCH_STEP)
    left, right = position - 0.5, position + 0.5
    path = " ".join(f"M{left},{low} L{right},{low + HATCH_RISE}" for low in steps)
    line = {"color": palette.muted, "width": 1}
    return {"type": "path", "layer": "below", "path": path, "line": line}


def _mark_target(
    layout: dict[str, Any],
    ends: tuple[float, float] | None,
    value: float,
    label: str,
    palette: Palette,
) -> None:
    """A dashed level with its words, between two places on the axis or, without, all along."""
    reference, (start, end) = ("x", ends) if ends else ("paper", (0, 1))
    line = {"color": palette.warning, "width": 2, "dash": "dash"}
    place = {"xref": reference, "x0": start, "x1": end, "y0": value, "y1": value}
    layout["shapes"].append({"type": "line", **place, "line": line})
    layout["annotations"].append(
        {
            "xref": reference,
            "x": end,
            "xanchor": "right",
            "y": value,
            "yanchor": "bottom",
            "text": label,
            "showarrow": False,
            "bgcolor": palette.background,
            "font": {"color": palette.warning},
        }
    )


def _short(name: str) -> str:
    """A long official name cut for an axis: the words of its mark have it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip(' ,')}…"


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


def _hover(chart: Chart) -> str:
    return f"%{{customdata[0]}}: <b>%{{customdata[1]}}</b> {chart.unit}<extra></extra>"


def _columns(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
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


def _bars(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
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


def _line(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
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


def _matrix(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
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


KINDS = {"kolom": _columns, "batang": _bars, "garis": _line, "matriks": _matrix}
