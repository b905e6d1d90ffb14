"""What the limited process does with an office's template: see whether it serves, or fill it.

The content is the paper (``paper`` bytes, pickled by ourselves; none to only look), then the
template. The one frame is ``REFUSED`` and words, or ``MADE`` and the presentation.
"""

import pickle
from collections.abc import Iterator, Mapping
from typing import Any

from dasbor.data.sandbox.child import Answer
from dasbor.documents.meeting import deck
from dasbor.documents.meeting.briefing import Refused
from dasbor.documents.meeting.template import open_stage

REFUSED, MADE = b"x", b"f"


def prepare(request: Mapping[str, Any]) -> Answer:
    """The length of the paper in front of the template is all there is to know before."""
    length: int = request["paper"]

    def answer(content: bytes) -> Iterator[bytes]:
        paper, template = content[:length], content[length:]
        try:
            if paper:
                yield MADE + deck.make(pickle.loads(paper), template)  # noqa: S301 - our own
            else:
                open_stage(template)
                yield MADE
        except Refused as words:
            yield REFUSED + str(words).encode()

    return answer
