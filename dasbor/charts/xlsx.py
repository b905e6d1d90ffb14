"""Charts as native Excel charts beside the cells they draw, by XlsxWriter.

Whole numbers write their own thousands points, so they are Indonesian on any machine; numbers with
decimals are words in the labels and follow the reader's Excel in the cells.
"""

from collections.abc import Callable, Sequence
from typing import Any

from dasbor.charts import grid
from dasbor.charts.description import Chart
from dasbor.charts.kinds import LeftOut, PerKind
from dasbor.charts.theme import Palette, readable_on

POINTED = "[>=1000000]0\\.000\\.000;[>=1000]0\\.000;0"
DECIMAL = "[$-421]#,##0.00"
NO_FORM = LeftOut("tabelnya, pada lembar yang sama")
# Kind -> what XlsxWriter calls it.
KINDS: PerKind[str | LeftOut] = {
    "kolom": "column",
    "batang": "bar",
    "garis": "line",
    "matriks": NO_FORM,
    "peta": NO_FORM,
}
ROW_HEIGHT, YEARS_HEIGHT, WIDTH = 24, 380, 760  # pixels
PALE = 55  # percent seen through
DASHES = ("dash", "round_dot", "long_dash", "dash_dot")
ROOM_FOR_LABEL = 0.055  # of the peak
Cells = Callable[[int], list[Any]]
"""The cells of the n-th column, the categories being the first, as XlsxWriter names a range."""


def draw(
    book: Any, chart: Chart, cells: Cells, levels: Sequence[int], palette: Palette
) -> Any | None:
    """The native chart of a description, not yet placed; nothing for kinds without native form.

    Args:
        book: an open ``xlsxwriter.Workbook``.
        chart: what to draw; its cells stand in the book already.
        cells: where the values of each column are.
        levels: the numbers of the columns of ``grid.levels``.
        palette: the colours.
    """
    form = KINDS[chart.kind]
    if isinstance(form, LeftOut):
        return None
    kind = {"type": form} | ({"subtype": "stacked"} if _is_stacked(chart) else {})
    drawn = book.add_chart(kind)
    for number, group in enumerate(chart.groups, 1):
        drawn.add_series(_series(chart, group, cells, number, palette))
    if levels and not chart.traits.rows:
        _add_levels(book, drawn, chart, [(number, cells) for number in levels], palette)
    drawn.set_title({"name": chart.title, "name_font": {"size": 14, "color": palette.text}})
    drawn.set_legend({"position": "top"} if len(chart.groups) > 1 or levels else {"none": True})
    drawn.set_x_axis({"reverse": False, "num_font": {"size": 11}, "major_tick_mark": "none"})
    quiet: dict[str, Any] = {
        "visible": False,
        "major_gridlines": {"visible": False},
        "min": chart.start,
    }
    drawn.set_y_axis(quiet | {"max": grid.top(chart) * 1.14})
    if chart.traits.rows:
        drawn.set_y_axis({"reverse": True, "num_font": {"size": 11}, "major_tick_mark": "none"})
        drawn.set_x_axis(quiet | {"max": chart.peak * 1.14})
    rows = max(len(chart.categories), 6) * ROW_HEIGHT + 100
    drawn.set_size({"width": WIDTH, "height": rows if chart.traits.rows else YEARS_HEIGHT})
    drawn.show_blanks_as("gap")
    return drawn


def _is_stacked(chart: Chart) -> bool:
    return bool(chart.series) and not chart.traits.joined


def _series(
    chart: Chart, group: Any, cells: Cells, number: int, palette: Palette
) -> dict[str, Any]:
    colour = _colour(chart, group, palette)
    stacked = _is_stacked(chart)
    beside = "above" if chart.traits.joined else "outside_end"
    position = "center" if stacked else beside
    labels: dict[str, Any] = {"value": True, "position": position, "num_format": POINTED}
    if own := _labels(chart, group, stacked, palette):
        labels["custom"] = own
    ink = readable_on(colour, palette) if stacked else palette.text
    series = {
        "name": str(group) if chart.series else chart.result.column(chart.y).label,
        "categories": cells(0),
        "values": cells(number),
        "data_labels": labels | {"font": {"size": 11, "bold": True, "color": ink}},
    }
    if chart.traits.joined:
        fill = {"color": colour}
        marker = {"type": "circle", "size": 9, "fill": fill, "border": fill}
        return series | {"line": {"color": colour, "width": 2.5}, "marker": marker}
    return series | {
        "fill": {"color": colour},
        "gap": 55,
        "points": _points(chart, colour, palette),
    }


def _labels(chart: Chart, group: Any, stacked: bool, palette: Palette) -> Sequence[Any]:
    """The labels of their own: decimals in words, dark letters on pale marks, none without room."""
    labels: list[Any] = []
    for category in chart.categories:
        value = chart.value(category, group)
        if value is None or (stacked and value < ROOM_FOR_LABEL * chart.peak):
            labels.append({"delete": True})
        elif value != int(value) or chart.decimals:
            labels.append({"value": chart.text(value)})
        elif stacked and category in chart.pale:
            labels.append({"font": {"size": 11, "bold": True, "color": palette.text}})
        else:
            labels.append(None)
    return labels if any(labels) else ()


def _points(chart: Chart, colour: str, palette: Palette) -> Sequence[Any]:
    """Marks that look different: pale ones, and those that are not what the finding is about."""
    pale = {"fill": {"color": colour, "transparency": PALE}}
    weak = {"fill": {"color": palette.muted}}
    return [
        weak if chart.strong and c not in chart.strong else pale if c in chart.pale else None
        for c in chart.categories
    ]


def _add_levels(
    book: Any, drawn: Any, chart: Chart, columns: Sequence[tuple[int, Cells]], palette: Palette
) -> None:
    """Targets and limits as dashed lines over columns, or as more lines."""
    over = drawn if chart.traits.joined else book.add_chart({"type": "line"})
    levels = zip(grid.levels(chart), columns, strict=True)
    for place, ((name, values), (number, cells)) in enumerate(levels):
        line = {"name": name, "categories": cells(0), "values": cells(number)}
        over.add_series(line | _look(palette, place, len(set(values) - {None}) == 1))
    if over is not drawn:
        drawn.combine(over)


def _look(palette: Palette, place: int, steady: bool) -> dict[str, Any]:
    """A steady level is a dashed line; one that changes is a dash per category, never a slope."""
    colour = (palette.warning, palette.text)[place % 2]
    if steady:
        line = {"color": colour, "width": 2, "dash_type": DASHES[place % len(DASHES)]}
        return {"line": line, "marker": {"type": "none"}}
    fill = {"color": colour}
    marker = {"type": "long_dash", "size": 16, "fill": fill, "border": fill}
    return {"line": {"none": True}, "marker": marker}


def _colour(chart: Chart, group: Any, palette: Palette) -> str:
    is_quiet, turn = chart.turn(group)
    colours = palette.quiets if is_quiet else palette.categories
    return colours[turn % len(colours)]
