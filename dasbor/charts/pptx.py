"""Charts as native PowerPoint objects: charts with their data inside, tables, never pictures.

What is too long for one slide is cut into parts (``parts``); each part is drawn by ``draw``. All
lengths are EMU. Numbers keep their Indonesian form on any machine: whole numbers by a number
format that writes its own points, numbers with decimals as words of their label.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from dasbor.charts import fit, grid
from dasbor.charts.description import Chart, Layout
from dasbor.charts.pptx_colours import ACCENTS, PALE, PLAIN, QUIET, TEXT, Colours, Ink
from dasbor.export import safe

LETTERS = Pt(14)  # the smallest that is read from the back row
POINTED = "[=0]{zero};[>=1000]0\\.000;0"  # thousands with a point, whatever the machine's language
MOST_COLUMNS, CELL, PANE_GAP = 14, Inches(0.62), Inches(0.3)
LEGEND, TILE_GAP = Inches(0.34), Inches(0.04)
ROW, HIGHEST_ROW = Inches(0.31), Inches(0.42)
NARROWEST_NAME, WIDEST_NAME = Inches(1.2), Inches(4)
NAME_SHARE, FREE_SHARE = 0.5, 0.2  # of the width: the most for names, and what needs no asking
ROOM_FOR_LABEL = 0.055  # of the peak; a lower segment has no room for its number
GAP_WORDS = "belum ada data"
QUIETS = (QUIET, Ink(QUIET.theme, 0.15))
GOOD = Ink(ACCENTS[0], 0.68)  # a cell with a good word
LEVELS = (0.82, 0.68, 0.5, 0.25, 0.0)  # how far a cell is moved towards the background
LONG_DASH = 28  # points
DASHES = (MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH, MSO_LINE.DASH_DOT)
KINDS = {  # alone, in groups
    "kolom": (XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.COLUMN_STACKED),
    "batang": (XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.BAR_STACKED),
    "garis": (XL_CHART_TYPE.LINE_MARKERS, XL_CHART_TYPE.LINE_MARKERS),
}


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Part:
    """The categories and groups of a chart that fit one slide; ``number`` of ``of`` parts.

    ``box`` is the place they were made for.
    """

    chart: Chart
    box: Box
    categories: Sequence[Any]
    groups: Sequence[Any]
    number: int = 1
    of: int = 1

    @property
    def words(self) -> str:
        """``bagian 2 dari 4``; empty for a chart that fits."""
        return f"bagian {self.number} dari {self.of}" if self.of > 1 else ""

    @property
    def native(self) -> bool:
        """Whether this becomes a chart; else a table."""
        return self.chart.kind in KINDS


def parts(chart: Chart, box: Box) -> list[Part]:
    """A chart cut so that every part is legible in a place of that size."""
    rows, columns = _room(chart, box)
    pieces = [
        (some, groups)
        for groups in _cut(chart.groups, columns)
        for some in _cut(chart.categories, rows)
    ]
    return [
        Part(chart, box, some, groups, number, len(pieces))
        for number, (some, groups) in enumerate(pieces, 1)
    ]


def _room(chart: Chart, box: Box) -> tuple[int, int]:
    """How many categories and groups one slide has room for."""
    if chart.kind == "batang":
        return max(int(box.height // Inches(0.31)), 4), len(chart.groups) or 1
    if chart.kind in KINDS:
        return MOST_COLUMNS, len(chart.groups) or 1
    if chart.kind == "peta":
        return len(chart.categories) or 1, 1
    columns = max(int((box.width - _name_width(chart)) // _cell_width(chart, box)), 1)
    key = 0 if _spells(chart, box) else LEGEND
    rows = max(int((box.height - key) // ROW) - 1, 2)
    return rows * _panes(chart, len(chart.groups), box), columns


def _panes(chart: Chart, groups: int, box: Box) -> int:
    """Tables of few columns stand two in a row."""
    wide = _name_width(chart) + groups * _cell_width(chart, box)
    return 2 if 2 * wide + PANE_GAP <= box.width else 1


def _name_width(chart: Chart) -> int:
    """The width of the first column of a table, for the longest name."""
    wide = max([fit.width(chart.names(c), LETTERS.pt) for c in chart.categories], default=0)
    return int(min(max(wide + Inches(0.15), NARROWEST_NAME), WIDEST_NAME))


def _word_width(chart: Chart) -> int:
    """The width of a cell: for numbers one and the same, for words as the longest needs."""
    wide = max([fit.width(chart.said(word), LETTERS.pt) for word in chart.marks], default=0)
    return int(max(CELL, wide + Inches(0.2) if wide else 0))


def _spells(chart: Chart, box: Box) -> bool:
    """Whether a cell has room for words; else their symbols stand there, told above the table."""
    wide = _name_width(chart) + len(chart.groups) * _word_width(chart)
    return not chart.marks or wide <= box.width


def _cell_width(chart: Chart, box: Box) -> int:
    return _word_width(chart) if _spells(chart, box) else CELL


def _cut(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """In pieces of about the same length, none longer than ``size``."""
    count = max(math.ceil(len(items) / size), 1)
    even = max(math.ceil(len(items) / count), 1)
    return [items[start : start + even] for start in range(0, max(len(items), 1), even)]


def draw(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Put a part on a slide as native objects, each with its alternative text; returns them."""
    if part.native:
        return [_native(slide, part, box, colours)]
    if part.chart.layout:
        return _tiles(slide, part.chart, part.chart.layout, box, colours)
    return _tables(slide, part, box, colours)


def describe(shape: Any, name: str, words: str) -> None:
    """Give a shape its name and its alternative text."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", name)
    properties.set("descr", words)


# --- native charts ----------------------------------------------------------------------------


def _native(slide: Any, part: Part, box: Box, colours: Colours) -> Any:
    chart = part.chart
    kind = KINDS[chart.kind][bool(chart.series)]
    frame = slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, _data(part))
    drawn = frame.chart
    drawn.font.size = LETTERS
    drawn.font.color.theme_color = TEXT.theme
    drawn.has_title = False
    drawn.has_legend = len(part.groups) > 1 or len(_levels(part)) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = LETTERS
    _axes(drawn, part, colours)
    if chart.kind == "batang":
        _room_for_names(drawn, part)
    plot = drawn.plots[0]
    plot.vary_by_categories = False
    if chart.kind != "garis":
        plot.gap_width = max(55, 320 // max(len(part.categories), 1))
    for group, series in zip(part.groups, plot.series, strict=False):
        _paint(series, part, group, colours)
    _as_lines(drawn, part)
    describe(frame, f"Grafik: {chart.key}", chart.alt_in_full)
    return frame


def _levels(part: Part) -> list[tuple[str, list[float | None]]]:
    """What the values of a part are compared with; bars cannot be combined with a line."""
    if part.chart.kind == "batang":
        return []
    kept = [part.chart.categories.index(category) for category in part.categories]
    return [(name, [values[k] for k in kept]) for name, values in grid.levels(part.chart)]


def _data(part: Part) -> Any:
    """What PowerPoint keeps inside the chart, and opens as a sheet to edit."""
    chart = part.chart
    data = CategoryChartData(number_format="0.00" if chart.decimals else "0")
    data.categories = [safe(_label(part, category)) for category in part.categories]
    for group in part.groups:
        name = str(group) if chart.series else chart.result.column(chart.y).label
        data.add_series(safe(name), [chart.value(category, group) for category in part.categories])
    for name, values in _levels(part):
        data.add_series(safe(name), values)
    return data


def _label(part: Part, category: Any) -> str:
    """The name on the axis; below it why there is no value, or why the value is pale."""
    chart = part.chart
    below = GAP_WORDS if category in chart.missing else chart.pale.get(category, "")
    if chart.kind == "batang":
        name = f"{chart.names(category)} ({below})" if below else chart.names(category)
        return "\n".join(fit.wrapped(name, LETTERS.pt, NAME_SHARE * part.box.width))
    lines = below.split() if len(part.categories) > 6 else [below]
    return "\n".join([chart.names(category), *filter(None, lines)])


def _axes(drawn: Any, part: Part, colours: Colours) -> None:
    """Every category with its name, level; labels say the values, no scale does."""
    along, up = drawn.category_axis, drawn.value_axis
    along.tick_labels.font.size = LETTERS
    along._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")
    along.major_tick_mark = XL_TICK_MARK.NONE
    along.has_major_gridlines = False
    colours.paint(along.format.line.color, QUIET)
    along.reverse_order = part.chart.kind == "batang"
    skip = along._element.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip.addprevious(parse_xml(f'<{tag} {nsdecls("c")} val="1"/>'))
    up.visible = False
    up.has_major_gridlines = False
    up.minimum_scale = part.chart.start
    up.maximum_scale = round(grid.top(part.chart) * 1.14, 6)  # the same on every part


def _room_for_names(drawn: Any, part: Part) -> None:
    """Where names are long, how much of the width is theirs: else they would be cut."""
    lines = [line for c in part.categories for line in _label(part, c).split("\n")]
    widest = max((fit.width(line, LETTERS.pt) for line in lines), default=0)
    left = (widest + Inches(0.15)) / part.box.width
    if left <= FREE_SHARE:
        return
    top = LEGEND / part.box.height if drawn.has_legend else 0.0
    sides = {"x": left, "y": top + 0.01, "w": 0.99 - left, "h": 0.98 - top}
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    values = "".join(f'<c:{side} val="{value:.4f}"/>' for side, value in sides.items())
    layout = f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
    area = drawn._chartSpace.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, parse_xml(f"{layout}{modes}{values}</c:manualLayout></c:layout>"))


def _ink(part: Part, group: Any) -> Ink:
    chart = part.chart
    is_quiet, turn = chart.turn(group)
    if is_quiet:
        return QUIETS[turn % len(QUIETS)]
    again, place = divmod(turn, len(ACCENTS))
    return Ink(ACCENTS[place], 0.35 * again if again < 3 else 0.0)


def _paint(series: Any, part: Part, group: Any, colours: Colours) -> None:
    """Colour, pale points, and the numbers on the marks."""
    chart, ink = part.chart, _ink(part, group)
    stacked, line = bool(chart.series), chart.kind == "garis"
    if line:
        _line(series, ink, colours)
    else:
        colours.fill(series.format.fill, ink)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format_is_linked = False
    labels.number_format = _number_format(chart)
    _letters(labels.font, colours.readable_on(ink) if stacked and not line else TEXT)
    if line:
        labels.position = XL_LABEL_POSITION.ABOVE
    else:
        labels.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END
    for position, category in enumerate(part.categories):
        if chart.value(category, group) is not None and not line:
            _mark(series, position, part, group, colours)
        _label_in_words(series, position, chart, chart.value(category, group))


def _number_format(chart: Chart) -> str:
    return POINTED.format(zero='""' if chart.series else "0")


def _letters(font: Any, ink: Ink) -> None:
    font.size, font.bold = LETTERS, True
    font.color.theme_color = ink.theme


def _mark(series: Any, position: int, part: Part, group: Any, colours: Colours) -> None:
    """What one column or bar has of its own: a paler fill, or no room for its number."""
    chart, category = part.chart, part.categories[position]
    if chart.series and 0 < chart.value(category, group) < ROOM_FOR_LABEL * chart.peak:
        _own_label(series, position, '<c:delete {} val="1"/>')
    ink = _ink(part, group)
    if chart.strong and category not in chart.strong:
        ink = QUIET
    elif category not in chart.pale:
        return
    else:
        ink = Ink(ink.theme, ink.faded + (1 - ink.faded) * PALE)
    colours.fill(series.points[position].format.fill, ink)
    label = series.data_labels._element.get_dLbl_for_point(position)
    if chart.series and label is None:
        _letters(series.points[position].data_label.font, colours.readable_on(ink))
        label = series.data_labels._element.get_dLbl_for_point(position)
        code = _number_format(chart).replace('"', "&quot;").replace(">", "&gt;")
        form = f'<c:numFmt {nsdecls("c")} formatCode="{code}" sourceLinked="0"/>'
        label[0].addnext(parse_xml(form))


def _own_label(series: Any, position: int, content: str) -> None:
    label = series.data_labels._element.get_or_add_dLbl_for_point(position)
    for child in list(label)[1:]:
        label.remove(child)
    label.append(parse_xml(content.format(nsdecls("c"))))


def _label_in_words(series: Any, position: int, chart: Chart, value: Any) -> None:
    """A number with decimals, written out: no number format forces a decimal comma."""
    if value is None or (value == int(value) and not chart.decimals):
        return
    frame = series.points[position].data_label.text_frame
    frame.text = chart.text(value)
    _letters(frame.paragraphs[0].runs[0].font, TEXT)
    if chart.kind == "garis":
        series.points[position].data_label.position = XL_LABEL_POSITION.ABOVE


def _line(series: Any, ink: Ink, colours: Colours) -> None:
    series.smooth = False
    series.format.line.width = Pt(3)
    colours.paint(series.format.line.color, ink)
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 12
    colours.fill(series.marker.format.fill, ink)
    colours.fill(series.marker.format.line.fill, ink)


def _as_lines(drawn: Any, part: Part) -> None:
    """Make the last series, those of the levels, dashed lines with their names at the right end."""
    levels = _levels(part)
    first = drawn._chartSpace.plotArea.find(qn("c:barChart"))
    if levels and first is not None:
        _move_to_lines(first, drawn._chartSpace.xpath(".//c:ser")[-len(levels) :])
    lines = list(drawn.plots[-1].series)[-len(levels) :] if levels else []
    for number, (line, (_, values)) in enumerate(zip(lines, levels, strict=True)):
        known = [place for place, value in enumerate(values) if value is not None]
        steady = len(known) > 1 and len({values[place] for place in known}) == 1
        _dash(line, number, steady)
        for place, words in _level_words(part.chart, line.name, values, steady):
            label = line.points[place].data_label
            label.text_frame.text = words
            _letters(label.text_frame.paragraphs[0].runs[0].font, TEXT)
            label.position = XL_LABEL_POSITION.ABOVE if steady else XL_LABEL_POSITION.RIGHT
    if part.chart.kind == "garis":
        _to_the_back(lines)


def _level_words(
    chart: Chart, name: str, values: Sequence[float | None], steady: bool
) -> list[tuple[int, str]]:
    """What is written at a level: at its end, or wherever it is new, since no scale says it."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    before = [None, *(value for _, value in known)]
    new = [now for now, earlier in zip(known, before, strict=False) if now[1] != earlier]
    shown = known[-1:] if steady else new
    own = any(letter.isdigit() for letter in name)  # the reader's own target says its number
    said = "{name}" if own else "{value}" if chart.bands else "{name} {value}"
    return [(place, said.format(name=name, value=chart.text(value))) for place, value in shown]


def _to_the_back(lines: Sequence[Any]) -> None:
    """Levels are drawn first, so that no mark lies under their dashes."""
    for line in reversed(lines):
        parent = line._element.getparent()
        parent.insert(parent.index(parent.findall(qn("c:ser"))[0]), line._element)
    found = lines[0]._element.getparent().findall(qn("c:ser")) if lines else []
    for place, one in enumerate(found):
        one.find(qn("c:order")).set("val", str(place))


def _move_to_lines(bars: Any, series: Sequence[Any]) -> None:
    """Take series out of a bar chart into a line chart on the same axes."""
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        '<c:marker val="1"/></c:lineChart>'
    )
    for place, one in enumerate(series, 2):
        for tag in ("c:invertIfNegative", "c:spPr", "c:dLbls"):
            for found in one.findall(qn(tag)):
                one.remove(found)
        lines.insert(place, one)
    for axis in bars.findall(qn("c:axId")):
        lines.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    bars.addnext(lines)


def _dash(line: Any, number: int, steady: bool) -> None:
    """A steady level is a dashed line; one that changes is a dash per category, never a slope."""
    line.smooth = False
    line.marker.style = XL_MARKER_STYLE.NONE if steady else XL_MARKER_STYLE.DASH
    if steady:
        line.format.line.width = Pt(2.25)
        line.format.line.dash_style = DASHES[number % len(DASHES)]
        line.format.line.color.theme_color = TEXT.theme
        return
    line.format.line.fill.background()
    line.marker.size = LONG_DASH
    for fill in (line.marker.format.fill, line.marker.format.line.fill):
        fill.solid()
        fill.fore_color.theme_color = (TEXT.theme, *ACCENTS[1:])[number % len(ACCENTS)]


# --- tiles -----------------------------------------------------------------------------------


def _tiles(slide: Any, chart: Chart, layout: Layout, box: Box, colours: Colours) -> list[Any]:
    """Every place as a drawn tile with its name and symbol, and above them what symbols say."""
    columns, rows = layout.size
    wide, high = box.width // columns, (box.height - LEGEND) // rows
    tiles = [_key(slide, chart, box)]
    for code, (column, row) in layout.cells.items():
        left, top = box.left + column * wide, box.top + LEGEND + row * high
        tile = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, left, top, wide - TILE_GAP, high - TILE_GAP
        )
        ink = _tone(chart, chart.value(code))
        colours.fill(tile.fill, ink)
        tile.line.fill.background()
        tile._element.find(".//" + qn("a:effectRef")).set("idx", "0")  # no shadow
        mark = chart.marks.get(chart.value(code))
        words = f"{mark.symbol if mark else '?'} {chart.names(code)}"
        _tile_words(tile, words, colours.readable_on(ink), PP_ALIGN.CENTER)
        status = chart.value(code) or GAP_WORDS
        region = layout.regions.get(code, "")
        describe(tile, chart.names(code), f"{chart.names(code)}, {region}: {status}")
        tiles.append(tile)
    return tiles


def _key(slide: Any, chart: Chart, box: Box) -> Any:
    """What symbols say, above a map or a table of symbols."""
    key = slide.shapes.add_textbox(box.left, box.top, box.width, LEGEND)
    said = "    ".join(chart.said(word) for word in chart.marks)
    _tile_words(key, said, TEXT, PP_ALIGN.LEFT)
    key.text_frame.word_wrap = True
    describe(key, "Arti tanda", f"{chart.alt_in_full} Tanda: {said}.")
    return key


def _tone(chart: Chart, word: Any) -> Ink:
    mark = chart.marks.get(word)
    return {"baik": Ink(ACCENTS[0]), "awas": Ink(ACCENTS[1])}.get(mark.tone if mark else "", PLAIN)


def _tile_words(shape: Any, words: str, ink: Ink, alignment: Any) -> None:
    frame = shape.text_frame
    frame.text = words
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = alignment
    font = frame.paragraphs[0].runs[0].font
    font.size, font.color.theme_color = LETTERS, ink.theme


# --- tables -----------------------------------------------------------------------------------


def _tables(slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Categories down, groups across; tables of few columns stand two in a row."""
    room = _room(part.chart, box)[0] // _panes(part.chart, len(part.groups), box)
    panes = 1 if len(part.categories) <= room else _panes(part.chart, len(part.groups), box)
    width = (box.width - PANE_GAP * (panes - 1)) // panes
    tables = []
    if not _spells(part.chart, part.box):
        tables.append(_key(slide, part.chart, box))
        box = Box(box.left, box.top + LEGEND, box.width, box.height - LEGEND)
    for place, rows in enumerate(_cut(part.categories, math.ceil(len(part.categories) / panes))):
        pane = Box(box.left + place * (width + PANE_GAP), box.top, width, box.height)
        tables.append(_table(slide, part, rows, pane, colours))
    return tables


def _table(slide: Any, part: Part, rows: Sequence[Any], box: Box, colours: Colours) -> Any:
    chart, groups = part.chart, part.groups
    height = min(HIGHEST_ROW, box.height // (len(rows) + 1))
    frame = slide.shapes.add_table(
        len(rows) + 1, len(groups) + 1, box.left, box.top, box.width, height * (len(rows) + 1)
    )
    describe(frame, f"Tabel: {chart.key}", chart.alt)
    table = frame.table
    table.first_col, table.horz_banding = True, False
    name = max(_name_width(chart), box.width - len(groups) * Inches(1.3))
    for column, width in zip(table.columns, [name, *_even(box.width - name, len(groups))],
                             strict=True):  # fmt: skip
        column.width = Emu(width)
    heads = [chart.result.column(chart.x).label, *_heads(chart, groups)]
    for column, words in enumerate(heads):
        _cell(table.cell(0, column), words, PLAIN, colours, column > 0, bold=True)
    for row, category in enumerate(rows, 1):
        _cell(table.cell(row, 0), chart.names(category), PLAIN, colours)
        for column, group in enumerate(groups, 1):
            value = chart.value(category, group)
            words = _words(chart, value, _spells(chart, part.box))
            _cell(table.cell(row, column), words, _level(chart, value), colours, True)
    for row in table.rows:
        row.height = Emu(height)
    return frame


def _even(width: int, count: int) -> list[int]:
    return [width // max(count, 1)] * count


def _heads(chart: Chart, groups: Sequence[Any]) -> list[str]:
    if not chart.series:
        return [chart.result.column(chart.y).label]
    return [str(group) for group in groups]


def _words(chart: Chart, value: Any, spelt: bool) -> str:
    if not spelt and value in chart.marks:
        return chart.marks[value].symbol
    return chart.said(value) if chart.marks or not isinstance(value, str) else value


def _level(chart: Chart, value: Any) -> Ink | None:
    """The stronger the more; zero is plain, a gap has no fill at all."""
    level = chart.level(value)
    if not isinstance(level, int | float):
        return None
    if chart.marks:
        return GOOD if level else PLAIN
    if not level:
        return PLAIN
    most = max((chart.value(c, g) or 0 for c in chart.categories for g in chart.groups), default=1)
    step = min(int(value / most * len(LEVELS)), len(LEVELS) - 1)
    return Ink(ACCENTS[0], LEVELS[step])


def _cell(
    cell: Any, words: str, ink: Ink | None, colours: Colours, middle: bool = False,
    bold: bool = False,
) -> None:  # fmt: skip
    cell.text = words
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.margin_left = cell.margin_right = Inches(0.06)
    if ink:
        colours.fill(cell.fill, ink)
    else:
        cell.fill.background()
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
    font = paragraph.runs[0].font if paragraph.runs else paragraph.font
    font.size, font.bold = LETTERS, bold
    font.color.theme_color = (colours.readable_on(ink) if ink else TEXT).theme
