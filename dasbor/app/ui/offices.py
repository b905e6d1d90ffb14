"""Choosing one office, and the way to its page."""

from collections.abc import Mapping

import streamlit as st

from dasbor import settings
from dasbor.app.ui.page import current_page
from dasbor.documents.content import office
from dasbor.documents.view import PROFILE, SAMPLES
from dasbor.questions.filters import FILTERS

_TO_PROFILE = "_ke_profil"


def choose_office(label: str = "OPD") -> None:
    """A list of all offices, at the one that is shown; choosing one opens its profile."""
    view = current_page()
    chosen = view.filters.opd if label == "OPD" else ()
    st.session_state[office.OFFICE] = chosen[0] if len(chosen) == 1 else None
    st.selectbox(
        label,
        sorted(office.known(view)),
        key=office.OFFICE,
        placeholder="Pilih OPD",
        on_change=_open_chosen,
        width=520,
    )


def _open_chosen() -> None:
    if label := st.session_state[office.OFFICE]:
        to_profile({"opd": [label]})


def to_profile(link: Mapping[str, list[str]]) -> None:
    """The next run opens the profile of an office: address and page change in one step."""
    st.session_state[_TO_PROFILE] = dict(link)


def follow_choice() -> None:
    """Go to the profile if the reader has just chosen an office: before anything is drawn."""
    if (link := st.session_state.pop(_TO_PROFILE, None)) is not None:
        profile = st.Page(settings.PAGES / f"{PROFILE}.py", url_path=PROFILE)
        kept = {name: st.query_params.get_all(name) for name in (*FILTERS, SAMPLES)} | link
        st.switch_page(profile, query_params={name: kept[name] for name in kept if kept[name]})
