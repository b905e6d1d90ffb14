"""A page as its description has it, in the app: parts as HTML, tools between them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import streamlit as st

from dasbor import server, settings
from dasbor.app.ui.body import part
from dasbor.app.ui.page import current_page, html
from dasbor.charts import Chart, scale, svg
from dasbor.city import city
from dasbor.documents import content, controls, markup, page, share
from dasbor.documents.blocks import Block, Control, Finding, Light, Picture, Slot, each
from dasbor.documents.once import traced
from dasbor.documents.view import View
from dasbor.narrative import Sentence

TOOL = "alat"  # the name of a page without a description
CARDS = {"png": "image/png", "svg": "image/svg+xml"}


def show(name: str, **tools: Callable[[], Any]) -> None:
    """A page from its description; ``tools`` draws what stands in each of its slots."""
    view, places = replace(current_page(), page=name, width=room()), count()
    blocks = tuple(content.blocks(name, view))
    for one in page.parts(traced(blocks)):
        if isinstance(one, Slot):
            tools[one.name]()
        else:
            _part(name, next(places), one, view)
    for block in each(blocks):
        if isinstance(block, Control) and controls.strange(block, view):
            del st.query_params[block.name]  # it has been mentioned


def room(most: int = svg.FULL) -> int:
    """How wide to draw for this reader, at ``most`` so wide."""
    name, cookies = st.context.headers.get("User-Agent", ""), st.context.cookies.to_dict()
    return min(most, svg.width_for(server.browser_of(name, cookies)))


def _part(name: str, place: int | str, blocks: tuple[Block, ...], view: View) -> None:
    part(name, place, page.draw(blocks, view, view.width))


def title(text: str | Sentence, kicker: str, chips: bool = True) -> None:
    """The finding of a page without a description, as ``page.head`` draws it."""
    st.html(page.head(Finding(text, kicker), current_page(), chips))


def pictures(*charts: Chart) -> None:
    """Light pictures side by side, the first of what the page shows: only its marks filter."""
    _part(TOOL, charts[0].key, (Light(charts),), replace(current_page(), width=room()))
    take_along(*charts)


def chart(chart: Chart) -> None:
    """A chart with its finding, source line, the same numbers as a table, and a download."""
    _part(TOOL, chart.key, (Picture(chart),), replace(current_page(), width=room()))
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
