"""What stands behind and between the marks: gaps, zones of values, targets."""

from typing import Any

from dasbor import format_id
from dasbor.charts.description import Band, Chart
from dasbor.charts.theme import Palette

TINTS = (0.0, 0.0, 0.06, 0.16, 0.3)  # opacity of a band by its level
HATCH_STEP, HATCH_RISE = 4, 8


def mark_gap(
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


def mark_bands(layout: dict[str, Any], chart: Chart, palette: Palette) -> None:
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
