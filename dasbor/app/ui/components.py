"""A page as its description has it, in the app: parts as HTML, controls between them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import streamlit as st

from dasbor import settings
from dasbor.app.ui.body import part
from dasbor.app.ui.clicks import on_click
from dasbor.app.ui.page import Address, current_page, html
from dasbor.charts import Chart, scale, svg
from dasbor.charts.shortening import shortened
from dasbor.city import city
from dasbor.documents import content, markup, page, share
from dasbor.documents.blocks import Block, Finding, Light, Picture, Row, Slot, each
from dasbor.documents.view import View
from dasbor.narrative import Sentence

TOOL = "alat"  # the name of a page without a description
CARDS = {"png": "image/png", "svg": "image/svg+xml"}
Controls = dict[str, Callable[[], Any]]


def show(name: str, **controls: Callable[[], Any]) -> None:
    """A page from its description; ``controls`` draws what stands in each of its slots."""
    view = replace(current_page(), page=name, width=room())
    blocks = page.traced(content.blocks(name, view))
    _draw(blocks, view, controls, (name, count()), view.width)


def room(most: int = svg.FULL) -> int:
    """How wide to draw for this reader, at ``most`` so wide."""
    return min(most, svg.width_for(st.context.headers.get("User-Agent", "")))


def _draw(
    blocks: Iterable[Block],
    view: View,
    controls: Controls,
    at: tuple[str, Iterator[int]],
    width: int,
) -> None:
    """Parts of a page in their order, between its controls."""
    for one in page.parts(blocks):
        if isinstance(one, Slot):
            above = st.container() if one.above else nullcontext()
            controls[one.name]()
            if isinstance(view.query, Address):
                view.query.drawn(one.name)
            with above:
                _draw(one.above, view, controls, at, width)
        elif isinstance(one, Row):
            part = page.beside(width, len(one.columns))
            for place, column in zip(st.columns(one.shares), one.columns, strict=True):
                with place:
                    _draw(column, view, controls, at, part)
        else:
            _part(at[0], next(at[1]), one, view, width)


def _part(name: str, place: int | str, blocks: tuple[Block, ...], view: View, width: int) -> None:
    drawn = page.draw(blocks, view, width)
    pictures = [block for block in each(blocks) if isinstance(block, Picture)]
    drawn_of = [replace(p, chart=shortened(p.chart)) for p in pictures if p.chart.picks]
    follow = {p.chart.key: on_click(p, view.options) for p in drawn_of}
    part(name, place, drawn, follow)


def title(text: str | Sentence, kicker: str, chips: bool = True) -> None:
    """The finding of a page without a description, as ``page.head`` draws it."""
    st.html(page.head(Finding(text, kicker), current_page(), chips))


def pictures(*charts: Chart) -> None:
    """Light pictures side by side, the first of what the page shows: only its marks filter."""
    _part(TOOL, charts[0].key, (Light(charts),), current_page(), room())
    take_along(*charts)


def chart(chart: Chart) -> None:
    """A chart with its finding, source line, the same numbers as a table, and a download."""
    _part(TOOL, chart.key, (Picture(chart),), current_page(), room())
    take_along(chart)


def take_along(*charts: Chart, own: str = "") -> None:
    """What a reader has put together has no address for its card: it is made when asked for.

    ``own`` is what the card says of itself where the answer is the reader's own.
    """
    here = settings.public_address() or (st.context.url or "").partition("?")[0]
    for number, one in enumerate(filter(scale.tells, charts)):
        for form, kind in CARDS.items():
            st.download_button(
                f"Gambar {form.upper()}: {one.title}",
                partial(share.picture, one, city(), here, form, own),
                f"{one.key}.{form}",
                kind,
                key=f"kartu_{charts[0].key}_{number}_{form}",
                on_click="ignore",
                type="tertiary",
            )


def filters_without_effect(*names: str, on: str = "halaman ini") -> None:
    """Say which of the chosen filters do not reach a page without a description."""
    view = current_page()
    if words := view.filters.without_effect(names, view.options, on):
        html(markup.paragraph(words, "pengantar"))
