"""Scheduled reports: sheet and deck by mail to the addresses that an editor keeps.

``addresses`` keeps them, ``ledger`` what was sent to whom, ``letter`` writes one message, ``post``
hands it to the mail server of the host. What is not certain to have failed is never sent again.
"""

from dasbor.documents.delivery.addresses import Addresses, NotAnAddress
from dasbor.documents.delivery.ledger import SENT, Ledger
from dasbor.documents.delivery.letter import NothingReal
from dasbor.documents.delivery.post import Outcome, deliver
