"""Sentences from answers, by rule. No sentence about data that is not there.

Every sentence names the questions it rests on (``basis``), so a page can show them. Nothing is
ever stated of samples (``sentence.said``): nobody shall be praised or blamed for invented numbers.
One file per subject; pages, pictures and slides take their words from here.
"""

from dasbor.narrative.awards import *
from dasbor.narrative.compliance import *
from dasbor.narrative.explore import *
from dasbor.narrative.freshness import *
from dasbor.narrative.kelurahan import *
from dasbor.narrative.lab import *
from dasbor.narrative.loading import *
from dasbor.narrative.meeting import *
from dasbor.narrative.offices import *
from dasbor.narrative.published import *
from dasbor.narrative.registers import *
from dasbor.narrative.scores import *
from dasbor.narrative.sentence import *
from dasbor.narrative.targets import *
