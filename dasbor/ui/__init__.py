"""The parts pages are put together from, on Streamlit. Pages say what; this package says how."""

from dasbor.ui.claims import check_claims
from dasbor.ui.compliance import (
    choose_compliance,
    fields_without_innovation,
    matrix,
    reward_and_follow_up,
)
from dasbor.ui.explore import explore
from dasbor.ui.formula import formula
from dasbor.ui.frame import begin, end, once_more, unavailable
from dasbor.ui.kelurahan import (
    choose_place,
    note_when_invented,
    place_map,
    place_panel,
    simulation,
)
from dasbor.ui.meeting import contents, downloads, meeting, meeting_title
from dasbor.ui.offices import (
    choose_office,
    chosen_office,
    follow_choice,
    office_links,
    other_pages,
    published_facts,
    to_profile,
)
from dasbor.ui.own_question import own_question, tables_on_offer
from dasbor.ui.page import Page, current_page, html, session_id, whole_number
from dasbor.ui.parts import (
    cards,
    chart,
    filters_without_effect,
    fold,
    light_version,
    note_when_empty,
    picture,
    rows,
    table,
    title,
)
from dasbor.ui.programme import (
    award_participants,
    awards_of_office,
    choose_level,
    lab_stages,
    of_cohorts,
    timeline,
)
from dasbor.ui.quality import findings, open_data, what_to_load
from dasbor.ui.scores import peers
from dasbor.ui.simulator import simulator
from dasbor.ui.slides import meeting_mode

__all__ = [
    "Page",
    "award_participants",
    "awards_of_office",
    "begin",
    "cards",
    "chart",
    "check_claims",
    "choose_compliance",
    "choose_level",
    "choose_office",
    "choose_place",
    "chosen_office",
    "contents",
    "current_page",
    "downloads",
    "end",
    "explore",
    "fields_without_innovation",
    "filters_without_effect",
    "findings",
    "fold",
    "follow_choice",
    "formula",
    "html",
    "lab_stages",
    "light_version",
    "matrix",
    "meeting",
    "meeting_mode",
    "meeting_title",
    "note_when_empty",
    "note_when_invented",
    "of_cohorts",
    "office_links",
    "once_more",
    "open_data",
    "other_pages",
    "own_question",
    "peers",
    "picture",
    "place_map",
    "place_panel",
    "published_facts",
    "reward_and_follow_up",
    "rows",
    "session_id",
    "simulation",
    "simulator",
    "table",
    "tables_on_offer",
    "timeline",
    "title",
    "to_profile",
    "unavailable",
    "what_to_load",
    "whole_number",
]
