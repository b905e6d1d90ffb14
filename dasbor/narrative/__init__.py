"""Sentences from answers, by rule. No sentence about data that is not there.

Every sentence names the questions it rests on (``basis``), so a page can show them. Illustrative
rows never name an office or a place: nobody shall be praised or blamed for invented numbers.
One file per subject; pages, pictures and slides take their words from here.
"""

from dasbor.narrative.awards import kinds, levels, participants, recorded, rival_count, unrecorded
from dasbor.narrative.compliance import (
    before_the_rule,
    begun_before_the_rule,
    compliance,
    longest_streak,
    never_met,
    not_yet,
    streak,
    target,
)
from dasbor.narrative.explore import listed, pivoted
from dasbor.narrative.kelurahan import (
    by_district,
    history,
    places,
    posyantek,
    simulation,
    trend,
)
from dasbor.narrative.lab import (
    overdue,
    planned,
    published_ideas,
    reached,
    registered,
    state,
    waiting,
)
from dasbor.narrative.loading import missing, to_load, to_publish
from dasbor.narrative.meeting import decisions, likely_questions
from dasbor.narrative.offices import concentration, fields, leaders, never, without_innovation
from dasbor.narrative.published import index, ledger
from dasbor.narrative.registers import gaps, growth, largest_part, pace, span, split
from dasbor.narrative.scores import (
    best_step,
    certainty,
    distance,
    limits,
    maturity,
    national,
    other_editions,
    peers,
    report_limit,
    starting_point,
    weak_reports,
)
from dasbor.narrative.sentence import Sentence
from dasbor.narrative.targets import gap, registered_for_index
