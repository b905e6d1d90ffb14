"""What the limited process does for boundaries: the drawing and the findings, as JSON."""

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from dasbor.data.boundaries import examination
from dasbor.data.sandbox.child import Answer


def prepare(request: Mapping[str, Any]) -> Answer:
    """``centres`` holds the codes with their points, as lists."""
    codecs.lookup("utf-8-sig")  # loaded now: nothing opens once the limits are in force
    centres = {code: at and (at[0], at[1]) for code, at in request["centres"].items()}

    def answer(content: bytes) -> Iterator[bytes]:
        drawn, found = examination.examine(content, centres)
        yield json.dumps([drawn, [asdict(one) for one in found]]).encode()

    return answer
