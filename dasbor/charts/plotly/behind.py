"""What stands behind, between and above the marks: gaps, cells of samples, targets."""

from html import escape
from typing import Any

from dasbor.charts import text_metrics
from dasbor.charts.description import SAMPLE_WORDS, Chart
from dasbor.charts.gaps import Gap
from dasbor.charts.plotly.looks import own
from dasbor.charts.theme import HATCHES, Palette, hatching

SMALL, TINY = 12, 10
NARROWEST = 56  # pixels of one year on a phone
LEGEND_SIZE, LEGEND_WIDTH = 14, 350
SIGNS = {"/": "▨", "\\": "▧", "x": "▩"}  # hatching in a line of words
# The points of lines of samples.
POINTS = {
    "circle": "○",
    "square": "□",
    "diamond": "◇",
    "triangle": "△",
    "x": "✕",
    "plus": "+",
}
ROW_EDGE = 0.46  # half the height of a cell, in rows
SAMPLES = 22  # pixels of height for the word on samples
Ends = tuple[str, float, float]
"""What heights are measured in ("paper", "y"), the lowest and the highest."""


def say_samples(layout: dict[str, Any], palette: Palette) -> None:
    """The word for samples in the upper left corner of the picture, where there is room for it."""
    words = f"<b><i>{SAMPLE_WORDS}</i></b>"
    _in_the_corner(layout, _note(words, palette.sample, 13), layout["margin"]["t"] - SAMPLES)


def legend_rows(chart: Chart, palette: Palette) -> list[str]:
    """What the colours stand for, in rows for a narrow screen; none where nothing is to be said.

    Plotly's own legend would take a row for each, and show the first mark, be it paler.
    """
    if len(chart.groups) < 2 or chart.traits.cells:
        return []
    rows: list[list[str]] = []
    left = 0.0
    for group in chart.groups:
        wide = text_metrics.width(f"■ {group}", LEGEND_SIZE) + 14
        if wide > left:
            rows.append([])
            left = LEGEND_WIDTH
        rows[-1].append(_key(chart, palette, group))
        left -= wide
    return ["   ".join(row) for row in rows]


def _key(chart: Chart, palette: Palette, group: Any) -> str:
    if chart.only_sampled(group):
        hatch, ink = HATCHES[hatching(*chart.place(group))], palette.sample
        sign = POINTS[hatch.stroke.point] if chart.traits.joined else SIGNS[hatch.plotly]
    else:
        sign, ink = "■", own(chart, palette, group)
    return f'<span style="color:{ink}">{sign}</span> {escape(str(group))}'


def draw_legend(layout: dict[str, Any], rows: list[str], palette: Palette) -> None:
    """The rows of a legend above the plot."""
    note = _note("<br>".join(rows), palette.text, LEGEND_SIZE) | {"align": "left"}
    _in_the_corner(layout, note, 6)


def say_rest(layout: dict[str, Any], chart: Chart, palette: Palette) -> int:
    """What stands below instead of further rows; how many lines that are on a narrow screen."""
    rows = [
        row for words in chart.rest for row in text_metrics.whole_lines(words, LEGEND_WIDTH, SMALL)
    ]
    if rows:
        place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0}
        moved = {"yanchor": "top", "align": "left", "xshift": 4 - layout["margin"]["l"]}
        note = _note("<br>".join(map(escape, rows)), palette.quiet, SMALL)
        layout["annotations"].append(note | place | moved)
    return len(rows)


def _in_the_corner(layout: dict[str, Any], note: dict[str, Any], above: int) -> None:
    """Words at the left edge of the picture, so many pixels above the plot."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1}
    moved = {"yanchor": "bottom", "yshift": above, "xshift": 4 - layout["margin"]["l"]}
    layout["annotations"].append(note | place | moved)


def mark_gap(
    layout: dict[str, Any], gap: Gap, ends: Ends, palette: Palette, half: float = 0.31
) -> None:
    """One field for neighbouring years without values, with its word."""
    reference, low, high = ends
    place = {"x0": gap.first - half, "x1": gap.last + half, "y0": low, "y1": high}
    look = {"line": {"width": 0}, "fillcolor": palette.surface, "layer": "below"}
    layout["shapes"].append({"type": "rect", "yref": reference, **place, **look})
    room = NARROWEST * (gap.last - gap.first + 1)
    parts = gap.words.replace(": ", ":|").split("|")
    rows = [row for part in parts for row in text_metrics.whole_lines(part, room, SMALL)]
    middle = {"x": (gap.first + gap.last) / 2, "yref": reference, "y": (low + high) / 2}
    note = _note("<br>".join(rows), palette.quiet, SMALL) | middle
    layout["annotations"].append(note | {"hovertext": gap.reason})


def mark_break(layout: dict[str, Any], position: int, palette: Palette) -> None:
    """A dashed line before a year that is counted by another measure."""
    place = {"x0": position - 0.5, "x1": position - 0.5, "yref": "paper", "y0": 0, "y1": 1}
    line = {"color": palette.quiet, "width": 1.2, "dash": "dash"}
    layout["shapes"].append({"type": "line", **place, "line": line})


def mark_samples(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
    """The cells of samples in a matrix: shapes, since a heatmap knows no hatching."""
    outlines, strokes = [], []
    for x, group in enumerate(chart.groups):
        for y, category in enumerate(chart.categories):
            if chart.sampled(category, group):
                left, right, low, high = x - ROW_EDGE, x + ROW_EDGE, y - ROW_EDGE, y + ROW_EDGE
                outlines.append(f"M{left},{low}H{right}V{high}H{left}Z")
                strokes += [
                    f"M{left + ROW_EDGE * n:.2f},{high}L{left + ROW_EDGE * (n + 1):.2f},{low}"
                    for n in range(2)
                ]
    for parts, colour, width in ((strokes, palette.hatch, 3), (outlines, palette.sample, 1)):
        if parts:
            line = {"color": colour, "width": width}
            path = {"type": "path", "path": "".join(parts), "layer": "below", "line": line}
            layout["shapes"].append(path)


def mark_target(
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
    words = {"xref": reference, "x": end, "xanchor": "right", "y": value, "yanchor": "bottom"}
    note = _note(label, palette.warning, 14) | words
    layout["annotations"].append(note | {"bgcolor": palette.background})


def mark_change(
    layout: dict[str, Any], position: int, value: float, words: str, colour: str
) -> None:
    """A small word within the head of a column, e.g. its change from the year before."""
    place = {"x": position, "y": value, "yanchor": "top"}
    layout["annotations"].append(_note(words, colour, TINY) | place)


def _note(words: str, colour: str, size: int) -> dict[str, Any]:
    return {"text": words, "showarrow": False, "font": {"size": size, "color": colour}}
