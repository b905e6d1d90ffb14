"""The parts pages are put together from, on Streamlit. Pages say what; this package says how."""

from dasbor.ui.frame import begin, end, unavailable
from dasbor.ui.offices import choose_office, office_profile, pick_office
from dasbor.ui.page import Page, current_page, html
from dasbor.ui.parts import (
    cards,
    chart,
    filters_without_effect,
    note_when_empty,
    picture,
    rows,
    table,
    title,
)
from dasbor.ui.quality import findings, what_to_load

__all__ = [
    "Page",
    "begin",
    "cards",
    "chart",
    "choose_office",
    "current_page",
    "end",
    "filters_without_effect",
    "findings",
    "html",
    "note_when_empty",
    "office_profile",
    "pick_office",
    "picture",
    "rows",
    "table",
    "title",
    "unavailable",
    "what_to_load",
]
