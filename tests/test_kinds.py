"""Every renderer draws every kind of chart, or says what stands there instead."""

import io
from typing import Any, get_type_hints

import plotly.graph_objects as go
import pytest
import xlsxwriter
from pptx import Presentation
from pptx.util import Inches

from dasbor.charts import plotly, pptx, svg, xlsx
from dasbor.charts.kinds import ALL, TRAITS, Kind, LeftOut, PerKind
from dasbor.charts.pptx.colours import Colours
from dasbor.charts.theme import palette
from tests.specimens import chart

RENDERERS: dict[str, Any] = {
    "ciri": TRAITS,
    "svg": svg.KINDS,
    "plotly": plotly.KINDS,
    "pptx": pptx.KINDS,
    "xlsx": xlsx.KINDS,
}
EVERY_KIND = pytest.mark.parametrize("kind", ALL)


@pytest.mark.parametrize("name", RENDERERS)
def test_no_renderer_forgets_a_kind(name: str) -> None:
    """mypy says so too; this is for who adds a kind without it."""
    assert set(RENDERERS[name]) == set(ALL) == set(get_type_hints(PerKind)), (
        f"{name} tidak sama dengan Kind di charts/kinds.py: beri setiap jenis satu isian di KINDS"
        " perender itu, atau LeftOut(…) dengan apa yang tampil sebagai gantinya."
    )
    left = [one for one in RENDERERS[name].values() if isinstance(one, LeftOut)]
    assert all(one.instead for one in left)


@EVERY_KIND
def test_on_the_page(kind: Kind) -> None:
    one = chart(kind, "Dinas")
    assert "Dinas" in svg.draw(one) and svg.KINDS[kind].height(one, 640) > 0
    figure = plotly.draw(one, palette("light"))
    assert bool(figure["data"]) == (not isinstance(plotly.KINDS[kind], LeftOut))
    go.Figure(figure)  # raises for what Plotly does not know


@EVERY_KIND
def test_on_a_slide(kind: Kind) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = pptx.Box(Inches(1), Inches(1), Inches(8), Inches(5))
    drawn = [
        shape
        for part in pptx.parts(chart(kind, "Dinas"), box)
        for shape in pptx.draw(slide, part, box, Colours(deck))
    ]
    assert drawn and len(slide.shapes) == len(drawn)
    deck.save(io.BytesIO())


@EVERY_KIND
def test_in_a_workbook(kind: Kind) -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet("data")
        drawn = xlsx.draw(
            book, chart(kind, "Dinas"), lambda n: ["data", 1, n, 3, n], (), palette("light")
        )
        assert (drawn is None) == isinstance(xlsx.KINDS[kind], LeftOut)
        if drawn:
            sheet.insert_chart(0, 5, drawn)
