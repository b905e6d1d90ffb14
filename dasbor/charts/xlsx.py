"""Charts as native Excel charts beside the cells they draw, by XlsxWriter.

Whole numbers write their own thousands points, so they are Indonesian on any machine; numbers with
decimals are words in the labels and follow the reader's Excel in the cells.
"""

from collections.abc import Callable, Sequence
from typing import Any

from dasbor import format_id
from dasbor.charts import gaps, grid, labels, text_metrics, user_shapes
from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.kinds import LeftOut, PerKind
from dasbor.charts.parts import UNKNOWN_LIMIT
from dasbor.charts.theme import HATCHES, Palette, hatching, readable_on

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
    "penggaris": "bar",
    "titik": NO_FORM,
}
ROW_HEIGHT, YEARS_HEIGHT, WIDTH = 24, 380, 760  # pixels
DASHES = ("dash", "round_dot", "long_dash", "dash_dot")
ROOM_FOR_LABEL = 0.055  # of the peak
PLOT, LETTERS, TITLE = 0.6, 15, 19  # of the height; pixels
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
    lines = [] if chart.traits.rows else [(number, cells) for number in levels]
    if lines:
        _add_levels(book, drawn, chart, lines, palette)
    drawn.set_title({"name": _title(chart), "name_font": {"size": 14, "color": palette.text}})
    drawn.set_legend({"position": "top"} if len(chart.groups) > 1 or lines else {"none": True})
    names = {"num_font": {"size": 11}, "major_tick_mark": "none"}
    remarks = {"name": _remarks(chart), "name_font": {"size": 10, "bold": False}}
    drawn.set_x_axis(names | {"reverse": False} | remarks)
    quiet: dict[str, Any] = {
        "visible": False,
        "major_gridlines": {"visible": False},
        "min": chart.start,
    }
    drawn.set_y_axis(quiet | {"max": chart.peak * 1.14})
    if chart.traits.rows:
        drawn.set_y_axis(names | {"reverse": True})
        drawn.set_x_axis(quiet | {"max": chart.peak * 1.14})
    rows = max(len(chart.categories), 6) * ROW_HEIGHT + 100
    drawn.set_size({"width": WIDTH, "height": rows if chart.traits.rows else YEARS_HEIGHT})
    drawn.show_blanks_as("gap")
    if _breaks(chart):
        plot = _plot(chart)
        size = {"width": plot.width, "height": plot.height}
        drawn.set_plotarea({"layout": {"x": plot.left, "y": plot.top} | size})
    return drawn


def over(chart: Chart, palette: Palette) -> bytes:
    """What lies over the native chart: a line where the measure changes; empty for nothing.

    XlsxWriter writes no shapes into charts; ``user_shapes.put_into`` does once the book is closed.
    """
    rgb = palette.quiet.lstrip("#").upper()
    drawn = [*user_shapes.lines(chart.categories, _breaks(chart), _plot(chart), rgb)]
    return user_shapes.document(drawn) if drawn else b""


def _breaks(chart: Chart) -> list[int]:
    return [] if chart.traits.rows else user_shapes.breaks(chart.categories, chart.breaks)


def _plot(chart: Chart) -> user_shapes.Plot:
    """Where the columns stand when something lies over them: below title and legend."""
    rows = [
        row
        for words in _title(chart).split("\n")
        for row in text_metrics.lines(words, WIDTH * 0.8, TITLE, 4)
    ]
    has_legend = len(chart.groups) > 1 or bool(grid.levels(chart))
    top = (ROW_HEIGHT * (len(rows) + has_legend) + 18) / YEARS_HEIGHT
    return user_shapes.Plot(0.03, top, 0.94, 0.8 - top)


def _title(chart: Chart) -> str:
    return f"{SAMPLE_WORDS}\n{chart.title}" if chart.samples else chart.title


def _remarks(chart: Chart) -> str:
    """What to know of the categories, below their axis: Excel has no place for it on them."""
    said = [f"{chart.names(c)}: {w}" for c, w in chart.pale.items() if c in chart.categories]
    changes = (chart.names(c) for c in chart.categories if c in chart.breaks)
    said += [f"ukuran berganti mulai {name}" for name in changes]
    for gap in gaps.along(chart):
        alone = gap.first == gap.last
        name = f"{chart.names(chart.categories[gap.first])}: " if alone else ""
        said.append(f"{name}{gap.words}")
    for category, bands in chart.bands.items():
        if chart.value(category) is not None:
            limits = (f"{b.label} mulai {format_id.number(b.low, 2)}" for b in bands if b.known)
            said.append(f"{chart.names(category)}: {', '.join(limits) or UNKNOWN_LIMIT}")
    return " · ".join([*said, *chart.rest])


def _is_stacked(chart: Chart) -> bool:
    return bool(chart.series) and not chart.traits.joined


def _series(
    chart: Chart, group: Any, cells: Cells, number: int, palette: Palette
) -> dict[str, Any]:
    colour = _colour(chart, group, palette)
    stacked = _is_stacked(chart)
    beside = "above" if chart.traits.joined else "outside_end"
    labels: dict[str, Any] = {
        "value": True,
        "position": "center" if stacked else beside,
        "num_format": POINTED,
        "font": _letters(readable_on(colour, palette) if stacked else palette.text),
    }
    if own := _labels(chart, group, stacked, palette):
        labels["custom"] = own
    series = {
        "name": str(group) if chart.series else chart.result.column(chart.y).label,
        "categories": cells(0),
        "values": cells(number),
        "data_labels": labels,
    }
    if chart.traits.joined:
        return series | _joined(chart, group, colour, palette)
    look = _hatched(chart, group, palette) if chart.only_sampled(group) else {}
    return (
        series
        | (look or {"fill": {"color": colour}})
        | {
            "gap": 55,
            "points": [_point(chart, category, group, palette) for category in chart.categories],
        }
    )


def _joined(chart: Chart, group: Any, colour: str, palette: Palette) -> dict[str, Any]:
    """A line and its points; those of samples are brown and told apart by dashes and points."""
    stroke = HATCHES[hatching(*chart.place(group))].stroke
    only = chart.only_sampled(group)
    fill = {"color": palette.sample if only else colour}
    dashed = {"dash_type": stroke.office} if only else {}
    marker = {"type": stroke.point if only else "circle", "size": 9, "fill": fill, "border": fill}
    return {"line": fill | {"width": 2.5} | dashed, "marker": marker}


def _letters(colour: str) -> dict[str, Any]:
    return {"size": 11, "bold": True, "color": colour}


def _labels(chart: Chart, group: Any, stacked: bool, palette: Palette) -> Sequence[Any]:
    """Labels of their own: decimals in words, letters in another colour, none without room."""
    written = labels.written(chart, WIDTH, YEARS_HEIGHT * PLOT, LETTERS)
    own = [
        _label(chart, category, group, stacked, palette)
        if not chart.traits.joined or (category, group) in written
        else {"delete": True}
        for category in chart.categories
    ]
    return own if any(own) else ()


def _label(
    chart: Chart, category: Any, group: Any, stacked: bool, palette: Palette
) -> dict[str, Any] | None:
    value = chart.value(category, group)
    if value is None or (stacked and value < ROOM_FOR_LABEL * chart.peak):
        return {"delete": True}
    own = {"value": chart.text(value)} if value != int(value) or chart.decimals else {}
    if chart.sampled(category, group):
        return own | {"font": _letters(palette.sample) | {"italic": True}}
    if stacked and category in chart.pale:
        ground = palette.pale(_colour(chart, group, palette))
        return own | {"font": _letters(readable_on(ground, palette))}
    return own or None


def _point(chart: Chart, category: Any, group: Any, palette: Palette) -> dict[str, Any] | None:
    """A mark that looks different: a sample, a paler one, one that the finding is not about."""
    if chart.sampled(category, group):
        return _hatched(chart, group, palette)
    if not chart.meant(category):
        return {"fill": {"color": palette.muted}}
    if category in chart.pale:
        return {"fill": {"color": palette.pale(_colour(chart, group, palette))}}
    return None


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


def _hatched(chart: Chart, group: Any, palette: Palette) -> dict[str, Any]:
    hatch = HATCHES[hatching(*chart.place(group))]
    pattern = {"pattern": hatch.office, "fg_color": palette.sample}
    return {
        "pattern": pattern | {"bg_color": palette.background},
        "border": {"color": palette.sample},
    }


def _colour(chart: Chart, group: Any, palette: Palette) -> str:
    is_quiet, place = chart.place(group)
    return (palette.quiets if is_quiet else palette.series)[place]
