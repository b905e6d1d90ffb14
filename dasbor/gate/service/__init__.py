"""The operator's desk: a file in, a proposal with its account and effect, then the publication.

The page and the shell both work here, so that they refuse and publish alike.

opening (bytes → what they may hold) → proposal (held against the ``baseline``) → publication;
``records`` words what was done.
"""

from dasbor.gate.model import Refused
from dasbor.gate.passport import Offer, Passport
from dasbor.gate.service.continuing import publish_verdicts
from dasbor.gate.service.names import Decision, publish_names
from dasbor.gate.service.opening import (
    LARGEST_UPLOAD,
    Opened,
    Progress,
    fingerprint,
    open_upload,
)
from dasbor.gate.service.proposal import (
    ADDS,
    REPLACES,
    REPLACES_ALL,
    Proposal,
    offered,
    propose,
    propose_outlines,
)
from dasbor.gate.service.publication import (
    difference,
    disagreement,
    kept,
    original,
    publish,
    refusals_noted,
    take_back,
)
from dasbor.gate.service.records import action, moment
from dasbor.gate.service.undo import Undo, look, look_at_cancelling
from dasbor.gate.service.views import SavedView, publish_view
