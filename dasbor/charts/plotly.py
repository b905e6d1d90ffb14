"""Charts as Plotly figures: for reading values, zooming and picking.

A figure is a plain dictionary: building it costs microseconds and needs no validation, since
tests/test_charts.py puts every kind through Plotly's own.
"""

from typing import Any

from dasbor.charts.description import Chart
from dasbor.theme import Palette

ROW_HEIGHT = 24
LOCALE = {
    "locale": "id",
    "displaylogo": False,
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


def draw(chart: Chart, palette: Palette) -> dict[str, Any]:
    """The Plotly figure of a chart in the colours of ``palette``."""
    traces = {"kolom": _columns, "batang": _bars, "garis": _line, "matriks": _matrix}[chart.kind]
    return {"data": traces(chart, palette), "layout": _layout(chart, palette)}


def _layout(chart: Chart, palette: Palette) -> dict[str, Any]:
    layout: dict[str, Any] = {
        "separators": ",.",
        "font": {"family": palette.font, "size": 14, "color": palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 12, "t": 28, "b": 8},
        "height": 380,
        "dragmode": False,
        "bargap": 0.35,
        "hoverlabel": {"align": "left"},
        "showlegend": len(chart.groups) > 1 and chart.kind != "matriks",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "title": {"text": ""}},
        "xaxis": {"type": "category", "fixedrange": True, "automargin": True, "title": {"text": ""}},
        "yaxis": {"fixedrange": True, "automargin": True, "gridcolor": palette.grid, "rangemode": "tozero", "title": {"text": ""}},
        "annotations": [],
        "shapes": [],
    }  # fmt: skip
    if chart.kind in ("batang", "matriks"):
        _lay_rows(layout, chart)
    else:
        _lay_years(layout, chart, palette)
    if chart.series and chart.kind != "matriks":
        layout["barmode"] = "stack"
    return layout


def _lay_rows(layout: dict[str, Any], chart: Chart) -> None:
    """Rows from top to bottom, one per category, each with room for its name."""
    layout["height"] = 70 + ROW_HEIGHT * max(len(chart.categories), 3)
    layout["yaxis"] |= {
        "type": "category",
        "autorange": "reversed",
        "showgrid": False,
        "ticks": "",
        "tickmode": "array",
        "tickvals": chart.categories,
        "ticktext": [chart.names(category) for category in chart.categories],
    }
    if chart.kind == "matriks":
        layout["xaxis"] |= {"side": "top", "showgrid": False}
    else:
        layout["xaxis"] = {"fixedrange": True, "showgrid": False, "showticklabels": False, "zeroline": False, "range": [0, chart.peak * 1.12]}  # fmt: skip


def _lay_years(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    layout["xaxis"] |= {
        "categoryorder": "array",
        "categoryarray": [str(category) for category in chart.categories],
        "range": [-0.5, len(chart.categories) - 0.5],
        "ticktext": [_tick(chart, category) for category in chart.categories],
        "tickvals": [str(category) for category in chart.categories],
    }
    layout["yaxis"]["range"] = [0, chart.peak * 1.14]
    for category, reason in chart.missing.items():
        layout["annotations"].append(_gap_label(str(category), reason, palette))
        layout["shapes"].append(_gap_box(chart.categories.index(category), palette))
    if chart.target:
        value, label = chart.target
        line = {"color": palette.warning, "width": 2, "dash": "dash"}
        layout["shapes"].append({"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value, "line": line})  # fmt: skip
        layout["annotations"].append({"xref": "paper", "x": 1, "xanchor": "right", "y": value, "yanchor": "bottom", "text": label, "showarrow": False, "font": {"color": palette.warning}})  # fmt: skip


def _tick(chart: Chart, category: Any) -> str:
    word = chart.pale.get(category)
    return f"{chart.names(category)}<br><sub>{word}</sub>" if word else chart.names(category)


def _gap_label(x: str, reason: str, palette: Palette) -> dict[str, Any]:
    return {
        "x": x,
        "yref": "paper",
        "y": 0.45,
        "text": "belum<br>ada data",
        "hovertext": reason,
        "showarrow": False,
        "font": {"size": 12, "color": palette.quiet},
    }


def _gap_box(position: int, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "yref": "paper",
        "x0": position - 0.33,
        "x1": position + 0.33,
        "y0": 0,
        "y1": 0.9,
        "line": {"color": palette.quiet, "width": 1, "dash": "dot"},
    }


def _hover(chart: Chart, value: str = "%{y}") -> str:
    return f"%{{customdata}}: <b>{value}</b> {chart.unit}<extra></extra>"


def _columns(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    x = [str(category) for category in chart.categories]
    traces = []
    for position, group in enumerate(chart.groups):
        values = chart.values(group)
        label = f"{group}, " if group else ""
        traces.append(
            {
                "type": "bar",
                "name": str(group),
                "x": x,
                "y": values,
                "customdata": [f"{label}{category}" for category in x],
                "hovertemplate": _hover(chart),
                "marker": _column_fill(chart, palette, position),
                "text": ["" if value is None else chart.text(value) for value in values],
                "textposition": "inside" if chart.series else "outside",
                "textangle": 0,
                "insidetextanchor": "middle",
                "cliponaxis": False,
            }
        )
    return traces


def _column_fill(chart: Chart, palette: Palette, position: int) -> dict[str, Any]:
    colour = palette.categories[position % len(palette.categories)] if chart.series else palette.accent
    pale = [category in chart.pale for category in chart.categories]
    return {
        "color": colour,
        "pattern": {
            "shape": ["/" if is_pale else "" for is_pale in pale],
            "fillmode": "overlay",
            "fgcolor": palette.background,
            "fgopacity": 0.55,
            "size": 7,
        },
    }


def _bars(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    traces = []
    for position, group in enumerate(chart.groups):
        values = chart.values(group)
        label = f"{group}, " if group else ""
        colour = palette.categories[position % len(palette.categories)] if chart.series else palette.accent
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": str(group),
                "y": chart.categories,
                "x": values,
                "customdata": [f"{label}{chart.names(category)}" for category in chart.categories],
                "hovertemplate": _hover(chart, "%{x}"),
                "marker": {"color": colour},
                "text": ["" if value is None else chart.text(value) for value in values],
                "textposition": "inside" if chart.series else "outside",
                "textangle": 0,
                "cliponaxis": False,
            }
        )
    return traces


def _line(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    values = chart.values()
    return [
        {
            "type": "scatter",
            "mode": "lines+markers+text",
            "x": [str(category) for category in chart.categories],
            "y": values,
            "connectgaps": False,
            "customdata": [str(category) for category in chart.categories],
            "hovertemplate": _hover(chart),
            "line": {"color": palette.accent, "width": 3},
            "marker": {"size": 12, "color": palette.accent},
            "text": ["" if value is None else chart.text(value) for value in values],
            "textposition": "top center",
            "cliponaxis": False,
        }
    ]


def _matrix(chart: Chart, palette: Palette) -> list[dict[str, Any]]:
    """Cells of category by group: a value, a zero (its own, plain cell), or nothing at all."""
    cells = [[chart.value(category, group) for group in chart.groups] for category in chart.categories]
    return [
        {
            "type": "heatmap",
            "x": [str(group) for group in chart.groups],
            "y": chart.categories,
            "z": cells,
            "customdata": [
                [f"{chart.names(category)}, {group}" for group in chart.groups]
                for category in chart.categories
            ],
            "text": [["" if value is None else chart.text(value) for value in row] for row in cells],
            "texttemplate": "%{text}",
            "hovertemplate": _hover(chart, "%{z}"),
            "colorscale": palette.scale,
            "showscale": False,
            "xgap": 3,
            "ygap": 3,
            "zmin": 0,
            "hoverongaps": False,
        }
    ]
