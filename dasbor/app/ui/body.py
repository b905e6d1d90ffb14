"""A part of a page in the app: the server's HTML as it stands, which is taken over, not built anew.

One Streamlit component whose only datum is that HTML. What is in the browser already, from the
first picture of the page or from that of a filter, becomes the app's (server/body.js).
"""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dasbor.app.ui.clicks import Follow
from dasbor.documents import page
from dasbor.html import Html

CLICKED = "tunjuk"
_component = st.components.v2.component(
    "pulau", js="export default (part) => window.pulau(part);", isolate_styles=False
)


def part(name: str, place: int | str, drawn: Html, follow: Mapping[str, Follow]) -> None:
    """A piece of the page ``name``; ``follow`` answers a click on a mark, by the chart's key."""
    if not drawn:
        return
    key = f"pulau_{name}_{place}"
    html = page.part(drawn, place)
    facts = {"id": f"{name}/{place}", "sidik": page.mark(drawn), "html": html}
    _component(
        key=key,
        data=[facts],  # in a list: in a dictionary Streamlit looks for data frames, with pandas
        on_tunjuk_change=partial(_tell, key, follow),
    )


def _tell(key: str, follow: Mapping[str, Follow]) -> None:
    """A mark was clicked: before the next run, without a page."""
    clicked = st.session_state[key].get(CLICKED)
    if clicked and clicked["key"] in follow:
        follow[clicked["key"]](clicked["category"], clicked["group"])
