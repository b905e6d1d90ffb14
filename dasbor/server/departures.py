"""Sessions whose tab was closed are let go of by the clock, not when the next reader comes.

Streamlit 1.67 keeps a closed session for a while, so that a browser that lost its connection finds
it again, and forgets it only when another one is added or asked for: until then its files, its
state and its pictures stay in memory.
"""

import asyncio
import ctypes
import gc
import logging
import sys
import time

from streamlit import runtime

from dasbor.server import inside
from dasbor.server.upload_store import Uploads

log = logging.getLogger("dasbor.server")

LOOK = 5.0  # seconds
STAY = 60.0  # seconds that a closed session waits for its browser
AT_ONCE = 20  # sessions closed without letting others have their turn


async def see_off(uploads: Uploads) -> None:
    """For as long as the server runs."""
    closed_at: dict[str, float] = {}
    while True:
        await asyncio.sleep(LOOK)
        if runtime.exists() and (closed := inside.closed_sessions()) is not None:
            try:
                await _look(runtime.get_instance(), closed, closed_at, uploads)
            except Exception:
                log.exception("Sesi yang ditutup gagal dilepas", extra={"event": "sesi_tertahan"})


async def _look(
    server: runtime.Runtime, stored: set[str], closed_at: dict[str, float], uploads: Uploads
) -> None:
    now = time.monotonic()
    for session in [*closed_at]:
        if session not in stored:
            del closed_at[session]
    held = False
    for number, session in enumerate(sorted(stored)):
        if now - closed_at.setdefault(session, now) >= STAY:
            held |= uploads.leave(session)
            server.close_session(session)
            if number % AT_ONCE == AT_ONCE - 1:
                await asyncio.sleep(0)
    for session in uploads.sessions() - stored:
        if not server.is_active_session(session):  # gone without having been kept
            held |= uploads.leave(session)
    if held:
        await asyncio.to_thread(_give_back)


def _give_back() -> None:
    """Let the system have the memory of large files, which the C library keeps for later."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None:
        trim(0)
