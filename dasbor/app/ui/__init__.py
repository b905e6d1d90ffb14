"""The parts pages are put together from, on Streamlit. Pages say what; this package says how."""

from dasbor.app.ui.briefing import meeting_mode
from dasbor.app.ui.claims import check_claims
from dasbor.app.ui.components import filters_without_effect, show, title
from dasbor.app.ui.explore import explore
from dasbor.app.ui.formula import formula
from dasbor.app.ui.frame import begin, end, once_more, unavailable
from dasbor.app.ui.meeting import contents, downloads, meeting, meeting_title
from dasbor.app.ui.page import (
    current_page,
    drawings,
    html,
    link_here,
    who,
)
from dasbor.app.ui.saved import name_this, saved_views
from dasbor.app.ui.simulator import simulator
from dasbor.app.ui.sql_page import own_question, sql_limits, tables_on_offer
