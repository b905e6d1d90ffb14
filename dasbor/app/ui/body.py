"""A part of a page in the app: the server's HTML as it stands, which is taken over, not built anew.

One Streamlit component whose only datum is that HTML. What is in the browser already, from the
first picture of the page or from that of a filter, becomes the app's (server/body.js).
"""

import streamlit as st

from dasbor.documents import page
from dasbor.html import Html

_component = st.components.v2.component(
    "pulau", js="export default (part) => window.pulau(part);", isolate_styles=False
)


def part(name: str, place: int | str, drawn: Html) -> None:
    """A piece of the page ``name``."""
    if not drawn:
        return
    html = page.part(drawn, place)
    facts = {"id": f"{name}/{place}", "sidik": page.mark(drawn), "html": html}
    # in a list: in a dictionary Streamlit looks for data frames, with pandas
    _component(key=f"pulau_{name}_{place}", data=[facts])
