"""Sentences from answers, by rule. No sentence about data that is not there.

Every sentence names the questions it rests on (``basis``), so a page can show them. Illustrative
rows never name an office or a place: nobody shall be praised or blamed for invented numbers.
One file per subject; pages, pictures and slides take their words from here.
"""

from dasbor.narrative.kelurahan import by_district, posyantek, trend
from dasbor.narrative.loading import missing, to_load
from dasbor.narrative.meeting import decisions, likely_questions
from dasbor.narrative.offices import concentration, fields, leaders, never, without_innovation
from dasbor.narrative.published import index, ledger
from dasbor.narrative.registers import gaps, growth, largest_part, pace, span, split
from dasbor.narrative.sentence import Sentence

__all__ = [
    "Sentence",
    "by_district",
    "concentration",
    "decisions",
    "fields",
    "gaps",
    "growth",
    "index",
    "largest_part",
    "leaders",
    "ledger",
    "likely_questions",
    "missing",
    "never",
    "pace",
    "posyantek",
    "span",
    "split",
    "to_load",
    "trend",
    "without_innovation",
]
