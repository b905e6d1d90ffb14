"""The page of this run: from where it is seen, its address, and the fields that the link keeps."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st
from streamlit import runtime

from dasbor import settings
from dasbor.data.sandbox.turns import Who
from dasbor.documents import controls, markup
from dasbor.documents.view import View
from dasbor.html import Html
from dasbor.server.inside import session_id

_KEY = "_halaman"


def who() -> Who:
    """The session and the address of whoever looks at this page, as turns are given out by."""
    address = st.context.ip_address or ""
    if settings.behind_proxy():  # of several the last one is what our own proxy wrote
        address = st.context.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    return Who(session_id(), address)


class Left(Exception):
    """The reader has gone: nobody waits for the rest."""


def still_open() -> Callable[[], None]:
    """What a long piece of work asks from time to time; it raises ``Left`` once the tab is gone."""
    session = session_id()

    def ask() -> None:
        if session and runtime.exists() and not runtime.get_instance().is_active_session(session):
            raise Left

    return ask


def current_page() -> View:
    """The page of this run, prepared by the entry script."""
    page: View = st.session_state[_KEY]
    return page


def open_page(page: View) -> None:
    """Make a page the one of this run: entry script only."""
    st.session_state[_KEY] = page


def close_page() -> None:
    """Let go of the page: an idle session must not keep an old store open."""
    st.session_state.pop(_KEY, None)


def whole_number(label: str, low: int, high: int, *, key: str, **more: Any) -> int:
    """A field for a whole number that the link keeps under ``key``; another there is mentioned.

    A number without end in the link breaks Streamlit's own field, so that one is not bound.
    """
    asked = st.query_params.get(key) or str(low)
    number = _number(asked)
    if not low <= number <= high:
        ignored(key, asked)
    bind: Literal["query-params"] | None = None if math.isinf(number) else "query-params"
    return int(st.number_input(label, low, high, key=key, bind=bind, **more))


def choice(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    usual: str = "",
    draw: Callable[..., Any] | None = None,
) -> str:
    """One of a few words, kept in the link; another there is mentioned.

    ``usual`` is the one at the start, else the first; ``draw`` the field, else a row of buttons.
    """
    first = usual or options[0]
    asked = st.query_params.get(key, first)
    if asked not in options:
        ignored(key, asked)
    field = draw or partial(st.radio, horizontal=True)
    at = list(options).index(first)
    return str(field(label, options, at, key=key, bind="query-params"))


def switch(label: str, *, key: str) -> bool:
    """A switch that the link keeps under ``key``; what neither is on nor off is mentioned."""
    asked = st.query_params.get(key) or "false"
    if asked.lower() not in ("true", "false"):
        ignored(key, asked)
    return st.toggle(label, key=key, bind="query-params")


def mention(words: str) -> None:
    """A kind word, also to who does not see the page."""
    html(markup.status(words))


def ignored(key: str, asked: str) -> None:
    """A part of the link that means nothing here is mentioned."""
    st.html(controls.ignored(key, asked))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def html(*parts: Html, kind: str = "") -> None:
    """Parts of ``markup`` as one block."""
    st.html(markup.wrap(*parts, kind=kind))


def drawings(*parts: Html, kind: str = "") -> None:
    """Parts with drawings in them as one block: ``st.html`` would take the drawings out."""
    st.markdown(markup.wrap(*parts, kind=kind), unsafe_allow_html=True)


def link_here() -> dict[str, list[str]]:
    """The query of the address: every name with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def address(page: str = "") -> str:
    """The address of another page, which keeps the filters in force."""
    return markup.address(page, current_page().link)
