"""Columns, bars and lines as charts of PowerPoint's own, with their data inside.

Numbers keep their Indonesian form on any machine: whole numbers by a number format that writes
its own points, numbers with decimals as words of their label.
"""

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
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from dasbor.charts import gaps, labels
from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.pptx import levels, overlay, text_metrics
from dasbor.charts.pptx.colours import ACCENTS, QUIET, SHADED, TEXT, Colours, Ink
from dasbor.charts.pptx.pagination import Part
from dasbor.charts.pptx.shapes import LEGEND, LETTERS, Box, brown, describe, letters
from dasbor.charts.spreadsheet import safe
from dasbor.charts.theme import HATCHES, hatching

POINTED = "[=0]{zero};[>=1000]0\\.000;0"  # thousands with a point, whatever the machine's language
NAME_SHARE, FREE_SHARE = 0.5, 0.2  # of the width: the most for names, and what needs no asking
ROOM_FOR_LABEL = 0.055  # of the peak; a lower segment has no room for its number
LINES_SHARE = 0.8  # of a chart, for the plot of its lines
QUIETS = (QUIET, Ink(QUIET.theme, 0.15))
LARGE, FEW = Pt(20), 8  # numbers on so few marks are read from farther away
# What PowerPoint calls it: alone, in groups.
COLUMNS = XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.COLUMN_STACKED
BARS = XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.BAR_STACKED
LINES = XL_CHART_TYPE.LINE_MARKERS, XL_CHART_TYPE.LINE_MARKERS
Form = tuple[Any, Any]


def draw(form: Form, slide: Any, part: Part, box: Box, colours: Colours) -> list[Any]:
    """Put a part on a slide as a chart, with its alternative text; returns its frame."""
    chart = part.chart
    kind = form[bool(chart.series)]
    frame = slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, _data(part))
    drawn = frame.chart
    drawn.font.size = LETTERS
    drawn.font.color.theme_color = TEXT.theme
    _say_samples(drawn, chart, colours)
    drawn.has_legend = len(part.groups) > 1 or len(levels.of(part)) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = LETTERS
    _axes(drawn, part, colours)
    if chart.traits.rows:
        _room_for_names(drawn, part)
    plot = drawn.plots[0]
    plot.vary_by_categories = False
    between = max(55, 320 // max(len(part.categories), 1))
    if not chart.traits.joined:
        plot.gap_width = between
    if overlay.is_wanted(part):
        overlay.draw(drawn, part, _place_columns(drawn, part), 100 / (100 + between), colours)
    for group, series in zip(part.groups, plot.series, strict=False):
        _paint(series, part, group, colours)
    levels.draw(drawn, part)
    describe(frame, f"Grafik: {chart.key}", chart.alt_in_full)
    return [frame]


def _say_samples(drawn: Any, chart: Chart, colours: Colours) -> None:
    """Within the chart, so that it is still there in a copy of the chart alone."""
    drawn.has_title = chart.samples
    if chart.samples:
        frame = drawn.chart_title.text_frame
        frame.text = SAMPLE_WORDS
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold = LETTERS, True
        brown(font, colours)
        drawn.chart_title.include_in_layout = False


def _data(part: Part) -> Any:
    """What PowerPoint keeps inside the chart, and opens as a sheet to edit."""
    chart = part.chart
    data = CategoryChartData(number_format="0.00" if chart.decimals else "0")
    data.categories = [safe(_label(part, category)) for category in part.categories]
    for group in part.groups:
        name = str(group) if chart.series else chart.result.column(chart.y).label
        data.add_series(safe(name), [chart.value(category, group) for category in part.categories])
    for name, values in levels.of(part):
        data.add_series(safe(name), values)
    return data


def _label(part: Part, category: Any) -> str:
    """The name on the axis; below it why there is no value, or why the value is pale."""
    chart = part.chart
    why = chart.missing.get(category)
    below = chart.pale.get(category, "") if why is None else _gap(part, category)
    if chart.traits.rows:
        name = f"{chart.names(category)} ({below})" if below else chart.names(category)
        return "\n".join(text_metrics.wrapped(name, LETTERS.pt, NAME_SHARE * part.box.width))
    lines = below.split(" ") if len(part.categories) > 6 else [below]
    return "\n".join([chart.names(category), *filter(None, lines)])


def _gap(part: Part, category: Any) -> str:
    """Why a category has no value, where no field over it says so."""
    place = part.chart.categories.index(category)
    covered = not part.chart.traits.rows and any(
        gap.first <= place <= gap.last for gap in overlay.fields(part)
    )
    return "" if covered else gaps.word(part.chart, part.chart.missing[category])


def _axes(drawn: Any, part: Part, colours: Colours) -> None:
    """Every category with its name, level; labels say the values, no scale does."""
    along, up = drawn.category_axis, drawn.value_axis
    along.tick_labels.font.size = LETTERS
    along._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")
    along.major_tick_mark = XL_TICK_MARK.NONE
    along.has_major_gridlines = False
    colours.paint(along.format.line.color, QUIET)
    along.reverse_order = part.chart.traits.rows
    skip = along._element.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip.addprevious(parse_xml(f'<{tag} {nsdecls("c")} val="1"/>'))
    up.visible = False
    up.has_major_gridlines = False
    if not part.chart.traits.rows:
        up._element.find(qn("c:crosses")).addnext(
            parse_xml(f'<c:crossBetween {nsdecls("c")} val="between"/>')
        )
    up.minimum_scale = part.chart.start
    up.maximum_scale = round(part.chart.peak * 1.14, 6)  # the same on every part


def _room_for_names(drawn: Any, part: Part) -> None:
    """Where names are long, how much of the width is theirs: else they would be cut."""
    lines = [line for c in part.categories for line in _label(part, c).split("\n")]
    widest = max((text_metrics.width(line, LETTERS.pt) for line in lines), default=0)
    left = (widest + Inches(0.15)) / part.box.width
    if left <= FREE_SHARE:
        return
    top = _head(drawn, part)
    _lay_out(drawn, overlay.Plot(left, top + 0.01, 0.99 - left, 0.98 - top))


def _place_columns(drawn: Any, part: Part) -> overlay.Plot:
    """Columns in a place that is known, so that shapes can be put on them; names below it."""
    room = 0.98 * part.box.width / len(part.categories)
    names = [_label(part, category) for category in part.categories]
    high = max(text_metrics.height(name, LETTERS.pt, room) for name in names) + Inches(0.12)
    top = _head(drawn, part) + 0.01
    plot = overlay.Plot(0.01, top, 0.98, 0.99 - top - high / part.box.height)
    _lay_out(drawn, plot)
    return plot


def _head(drawn: Any, part: Part) -> float:
    """The share of the height that legend and title take."""
    return float(LEGEND * (drawn.has_legend + drawn.has_title) / part.box.height)


def _lay_out(drawn: Any, plot: overlay.Plot) -> None:
    sides = {"x": plot.left, "y": plot.top, "w": plot.width, "h": plot.height}
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    values = "".join(f'<c:{side} val="{value:.4f}"/>' for side, value in sides.items())
    layout = f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
    area = drawn._chartSpace.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, parse_xml(f"{layout}{modes}{values}</c:manualLayout></c:layout>"))


def _ink(part: Part, group: Any) -> Ink:
    chart = part.chart
    is_quiet, place = chart.place(group)
    if is_quiet:
        return QUIETS[place]
    again, accent = divmod(place, len(ACCENTS))
    return Ink(ACCENTS[accent], SHADED * again)


def _paint(series: Any, part: Part, group: Any, colours: Colours) -> None:
    """Colour, pale points, and the numbers on the marks."""
    chart, ink = part.chart, _ink(part, group)
    stacked, line = bool(chart.series), chart.traits.joined
    _dress(series, part, group, colours)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format_is_linked = False
    labels.number_format = _number_format(chart)
    letters(labels.font, colours.readable_on(ink) if stacked and not line else TEXT)
    labels.font.size = _size(part)
    if line:
        labels.position = XL_LABEL_POSITION.ABOVE
    else:
        labels.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END
    written = _written(part) if line else frozenset()
    for position, category in enumerate(part.categories):
        if chart.value(category, group) is None:
            continue
        if line:
            _point(series, position, part, group, colours)
        else:
            _mark(series, position, part, group, colours)
        if line and (category, group) not in written:
            _own_label(series, position, '<c:delete {} val="1"/>')
        else:
            _label_in_words(series, position, part, group, colours)


def _written(part: Part) -> frozenset[labels.Key]:
    """The values of lines that have room, in points."""
    wide, high = (side * LINES_SHARE / Pt(1) for side in (part.box.width, part.box.height))
    return labels.written(part.chart, wide, high, _size(part).pt)


def _dress(series: Any, part: Part, group: Any, colours: Colours) -> None:
    """The look of a series and of its key in the legend."""
    chart, sampled = part.chart, part.chart.only_sampled(group)
    if chart.traits.joined:
        _line(series, _ink(part, group), colours)
        if sampled:
            stroke = HATCHES[hatching(*chart.place(group))].stroke
            series.format.line.color.rgb = colours.sample
            series.format.line.dash_style = MSO_LINE[stroke.office.upper()]
            series.marker.style = XL_MARKER_STYLE[stroke.point.upper()]
    elif sampled:
        colours.hatch(series.format.fill, series.format.line, chart.place(group))
    else:
        colours.fill(series.format.fill, _ink(part, group))


def _size(part: Part) -> Any:
    """The size of the numbers on the marks."""
    return LARGE if len(part.categories) <= FEW and len(part.groups) == 1 else LETTERS


def _number_format(chart: Chart) -> str:
    return POINTED.format(zero='""' if chart.series else "0")


def _mark(series: Any, position: int, part: Part, group: Any, colours: Colours) -> None:
    """What one column or bar has of its own: a paler fill, or no room for its number."""
    chart, category = part.chart, part.categories[position]
    if chart.series and 0 < chart.value(category, group) < ROOM_FOR_LABEL * chart.peak:
        _own_label(series, position, '<c:delete {} val="1"/>')
    if chart.sampled(category, group):
        look = series.points[position].format
        colours.hatch(look.fill, look.line, chart.place(group))
        if font := _own_letters(series, position, chart, TEXT):
            brown(font, colours)
    elif not chart.meant(category):
        colours.fill(series.points[position].format.fill, QUIET)
    elif category in chart.pale:
        ink = _ink(part, group).pale
        colours.fill(series.points[position].format.fill, ink)
        if chart.series:
            _own_letters(series, position, chart, colours.readable_on(ink))


def _own_letters(series: Any, position: int, chart: Chart, ink: Ink) -> Any:
    """Letters of a point's own; nothing where its number has no room."""
    label = series.data_labels._element.get_dLbl_for_point(position)
    if label is not None:
        return None
    font = series.points[position].data_label.font
    letters(font, ink)
    label = series.data_labels._element.get_dLbl_for_point(position)
    code = _number_format(chart).replace('"', "&quot;").replace(">", "&gt;")
    form = f'<c:numFmt {nsdecls("c")} formatCode="{code}" sourceLinked="0"/>'
    label[0].addnext(parse_xml(form))
    return font


def _own_label(series: Any, position: int, content: str) -> None:
    label = series.data_labels._element.get_or_add_dLbl_for_point(position)
    for child in list(label)[1:]:
        label.remove(child)
    label.append(parse_xml(content.format(nsdecls("c"))))


def _label_in_words(series: Any, position: int, part: Part, group: Any, colours: Colours) -> None:
    """A number with decimals, written out: no number format forces a decimal comma."""
    chart, category = part.chart, part.categories[position]
    value = chart.value(category, group)
    if value == int(value) and not chart.decimals:
        return
    frame = series.points[position].data_label.text_frame
    frame.text = chart.text(value)
    font = frame.paragraphs[0].runs[0].font
    letters(font, TEXT)
    font.size = _size(part)
    if chart.sampled(category, group):
        brown(font, colours)
    if chart.traits.joined:
        series.points[position].data_label.position = XL_LABEL_POSITION.ABOVE


def _point(series: Any, position: int, part: Part, group: Any, colours: Colours) -> None:
    """The marker of a sample, which is no point like the others."""
    if part.chart.sampled(part.categories[position], group):
        marker = series.points[position].marker.format
        colours.hatch(marker.fill, marker.line, part.chart.place(group))
        label = series.points[position].data_label
        letters(label.font, TEXT)
        brown(label.font, colours)
        label.position = XL_LABEL_POSITION.ABOVE


def _line(series: Any, ink: Ink, colours: Colours) -> None:
    series.smooth = False
    series.format.line.width = Pt(3)
    colours.paint(series.format.line.color, ink)
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 12
    colours.fill(series.marker.format.fill, ink)
    colours.fill(series.marker.format.line.fill, ink)
