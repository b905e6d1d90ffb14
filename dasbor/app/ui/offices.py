"""Choosing one office, the way to its page, and the parts of that page."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dasbor import settings
from dasbor.app.ui.components import table
from dasbor.app.ui.page import current_page, html
from dasbor.documents import markup
from dasbor.questions.result import Result

PROFILE = "profil_opd"
FACTS = ("tahun", "fakta", "nama", "penerbit", "tanggal_sumber", "kepastian", "catatan")
_TO_PROFILE = "_ke_profil"


def office_address(label: str = "", page: str = PROFILE) -> str:
    """A page with one office chosen, or none, within the other filters in force."""
    here = current_page()
    link = here.filters.link(here.options) | {"opd": [label] if label else []}
    query = urlencode(link, doseq=True)
    return f"./{page}?{query}" if query else f"./{page}"


def _offices(choices: Result) -> dict[str, dict[str, Any]]:
    """Short name -> row of the answer to ``pilihan_saringan_apa_saja``."""
    return {row["label"]: row for row in choices.records() if row["saringan"] == "opd"}


def chosen_office(choices: Result) -> dict[str, Any] | None:
    """The office (``label``, ``nama``, ``nilai``) the filter names; none or several: none."""
    chosen = current_page().filters.opd
    return _offices(choices).get(chosen[0]) if len(chosen) == 1 else None


def choose_office(
    choices: Result, present: dict[str, Any] | None = None, label: str = "Perangkat daerah"
) -> None:
    """A list of all offices, at the one that is shown; choosing one opens its profile."""
    st.session_state["pilih_opd"] = present["label"] if present else None
    st.selectbox(
        label,
        sorted(_offices(choices)),
        key="pilih_opd",
        placeholder="Pilih OPD",
        on_change=_open_chosen,
        width=520,
    )


def _open_chosen() -> None:
    if label := st.session_state["pilih_opd"]:
        st.session_state["opd"] = [label]
        to_profile()


def to_profile() -> None:
    """The next run opens the profile of the office that is then the only one in the filter."""
    st.session_state[_TO_PROFILE] = True


def follow_choice() -> None:
    """Go to the profile if the reader has just chosen an office: before anything is drawn."""
    if st.session_state.pop(_TO_PROFILE, False):
        profile = st.Page(settings.PAGES / f"{PROFILE}.py", url_path=PROFILE)
        # Bound widgets write the address themselves; without {} the switch is refused (1.67).
        st.switch_page(profile, query_params={})


def office_links(choices: Result) -> None:
    """Every office as a link to its profile; only the chosen ones when several are chosen."""
    chosen, offices = current_page().filters.opd, _offices(choices)
    shown = [label for label in sorted(offices) if not chosen or label in chosen]
    links = [(office_address(label), label, offices[label]["nama"]) for label in shown]
    html(markup.link_list(links))


def other_pages() -> None:
    """The ways from one office back to all of them."""
    links = [
        (office_address(page="opd"), "Semua perangkat daerah", ""),
        (office_address(page="satu_opd_satu_inovasi"), "Satu OPD Satu Inovasi", ""),
    ]
    html(markup.link_list(links, "mendatar"))


def published_facts(facts: Result) -> None:
    """What published sources say of an office by name besides awards; that there is nothing."""
    heading = "Disebut sumber terbit"
    if facts:
        table(facts, FACTS, heading)
    else:
        page = current_page()
        years = " dalam tahun yang dipilih" if page.filters.narrows("tahun", page.options) else ""
        words = f"Belum ada sumber terbit lain yang menyebut perangkat daerah ini{years}."
        html(markup.heading(heading, 2), markup.paragraph(words, "pengantar"), kind="bagian")
