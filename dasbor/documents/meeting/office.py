"""The office's own template, which anybody may load: only a limited process opens and fills it."""

import pickle
from collections.abc import Callable

from dasbor.data.sandbox.limits import Limits
from dasbor.data.sandbox.process import Child, Ended
from dasbor.data.sandbox.turns import NOBODY, NotNow, Turns, Who
from dasbor.documents.meeting.briefing import Paper, Refused

MB = 2**20
LARGEST = 20 * MB
LIMITS = Limits(memory=500 * MB, seconds=30, reply=64 * MB, files=16)
TURNS = Turns(places=1, patience=30.0, queue=8, per_address=4)
WORK = "dasbor.documents.meeting.child"
TOO_LARGE = (
    f"Templat tidak dapat dipakai: lebih besar dari {LARGEST // MB} MB. Kecilkan gambar di dalamnya"
    " (PowerPoint: Kompres Gambar), lalu coba lagi."
)
LATER = "Templat lain sedang dikerjakan. Tunggu sebentar, lalu ulangi."


def check(template: bytes, who: Who = NOBODY, beat: Callable[[], object] = lambda: None) -> None:
    """Raise ``Refused`` when a file cannot serve as a template. ``beat`` may end the wait."""
    _asked(b"", template, who, beat)


def fill(
    paper: Paper,
    template: bytes,
    who: Who = NOBODY,
    beat: Callable[[], object] = lambda: None,
) -> bytes:
    """The deck of a paper in that template. Raises ``Refused`` as ``check`` does."""
    return _asked(pickle.dumps(paper), template, who, beat)


def _asked(paper: bytes, template: bytes, who: Who, beat: Callable[[], object]) -> bytes:
    if len(template) > LARGEST:
        raise Refused(TOO_LARGE)
    from dasbor.documents.meeting.child import REFUSED  # they load all that makes decks
    from dasbor.documents.meeting.template import TOO_HEAVY

    try:
        with (
            TURNS.turn(who, lambda: bool(beat())),
            Child(WORK, {"paper": len(paper)}, LIMITS, paper + template) as child,
        ):
            [said] = child.frames(beat)
    except NotNow as no:
        raise Refused(LATER) from no
    except Ended as end:
        raise Refused(TOO_HEAVY) from end
    if said.startswith(REFUSED):
        raise Refused(said[1:].decode())
    return said[1:]
