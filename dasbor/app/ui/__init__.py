"""The parts pages are put together from, on Streamlit. Pages say what; this package says how."""

from dasbor.app.ui.briefing import meeting_mode
from dasbor.app.ui.claims import check_claims
from dasbor.app.ui.compliance import (
    choose_compliance,
    fields_without_innovation,
    matrix,
    reward_and_follow_up,
)
from dasbor.app.ui.components import (
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
from dasbor.app.ui.explore import explore
from dasbor.app.ui.formula import formula
from dasbor.app.ui.frame import begin, end, once_more, unavailable
from dasbor.app.ui.kelurahan import (
    choose_place,
    note_when_invented,
    place_map,
    place_panel,
    simulation,
)
from dasbor.app.ui.meeting import contents, downloads, meeting, meeting_title
from dasbor.app.ui.offices import (
    choose_office,
    chosen_office,
    follow_choice,
    office_links,
    other_pages,
    published_facts,
    to_profile,
)
from dasbor.app.ui.page import Page, current_page, drawings, html, session_id, who, whole_number
from dasbor.app.ui.programme import (
    award_participants,
    awards_of_office,
    choose_level,
    lab_stages,
    of_cohorts,
    timeline,
)
from dasbor.app.ui.quality import findings, open_data, what_to_load
from dasbor.app.ui.scores import peers
from dasbor.app.ui.simulator import simulator
from dasbor.app.ui.sql_page import own_question, tables_on_offer
