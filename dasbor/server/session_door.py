"""The address of the websocket: so many sessions in all and per address, and short messages."""

import asyncio
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dasbor import settings
from dasbor.server import capacity, inside
from dasbor.server.api import client_of
from dasbor.server.compress import route_path

STREAM = "/_stcore/stream"
BUSY = 1013  # of the websocket: try again later
TOO_BIG = 1009  # of the websocket too
FEW = 4 * capacity.WIDGETS  # bytes; a widget takes at least so many
# Streamlit 1.67 looks through all files of all sessions for each that ends: when thousands end at
# once, nobody else has a turn for seconds. With a pause between them everybody has.
PAUSE = 0.002  # seconds


class SessionDoor:
    """No new session while ``most`` are open in all, or ``per_address`` from that address."""

    def __init__(self, app: ASGIApp, most: int, per_address: int) -> None:
        self.app = app
        self._most, self._per_address = most, per_address
        self._open: Counter[str] = Counter()
        self._leaving = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a session while it is open."""
        if scope["type"] != "websocket" or route_path(scope) != STREAM:
            await self.app(scope, receive, send)
            return
        address = client_of(scope, settings.behind_proxy())
        if self._open.total() >= self._most or self._open[address] >= self._per_address:
            await receive()
            await send({"type": "websocket.close", "code": BUSY})
            return
        self._open[address] += 1

        async def one_by_one() -> Message:
            message = await receive()
            if _is_too_much(message):
                await send({"type": "websocket.close", "code": TOO_BIG})
                message = {"type": "websocket.disconnect", "code": TOO_BIG}
            if message["type"] == "websocket.disconnect":
                async with self._leaving:
                    await asyncio.sleep(PAUSE)
            return message

        try:
            await self.app(scope, one_by_one, send)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def _is_too_much(message: Message) -> bool:
    """Whether it is longer than any page's, or made of more pieces; a short one cannot be."""
    content = message.get("bytes") or b""
    if max(len(content), len(message.get("text") or "")) > capacity.MESSAGE:
        return True
    return len(content) > FEW and inside.widgets_in(content) > capacity.WIDGETS
