"""The operator's desk: a file in, a proposal with its account and effect, then the publication.

The page and the shell both work here, so that they refuse and publish alike.

opening (bytes → what they may hold) → proposal (held against what is ``present``) → publication;
``records`` words what was done.
"""

from dasbor.gate.desk.opening import (
    LARGEST_UPLOAD,
    Opened,
    Progress,
    corrects,
    fingerprint,
    open_upload,
)
from dasbor.gate.desk.proposal import (
    ADDS,
    REPLACES,
    REPLACES_ALL,
    Proposal,
    propose,
    propose_outlines,
)
from dasbor.gate.desk.publication import difference, findings_json, original, publish, restore
from dasbor.gate.desk.records import action, moment
from dasbor.gate.model import Refused

__all__ = [
    "ADDS",
    "LARGEST_UPLOAD",
    "REPLACES",
    "REPLACES_ALL",
    "Opened",
    "Progress",
    "Proposal",
    "Refused",
    "action",
    "corrects",
    "difference",
    "findings_json",
    "fingerprint",
    "moment",
    "open_upload",
    "original",
    "propose",
    "propose_outlines",
    "publish",
    "restore",
]
