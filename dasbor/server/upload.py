"""The address files are sent to: Streamlit takes them from anybody, we as ``Uploads`` allows."""

import asyncio
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dasbor import settings
from dasbor.server.api import client_of
from dasbor.server.compress import NO_STORE, route_path
from dasbor.server.upload_store import CLOSED, Refused, Uploads

PREFIX = "/_stcore/upload_file/"
SECONDS = 300.0  # that one file may take to come
LATE = "Berkas terlalu lama datangnya. Periksa sambungan, lalu coba lagi."


class _TooLarge(Exception):
    """More came than may come."""


class UploadDoor:
    """Lets in files that ``uploads`` expects, while they come and no larger than they may be."""

    def __init__(self, app: ASGIApp, uploads: Uploads) -> None:
        self.app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse before anything is read, or count what comes."""
        path = route_path(scope) if scope["type"] == "http" else ""
        if not path.startswith(PREFIX) or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
            return
        session, _, name = unquote(path.removeprefix(PREFIX)).partition("/")
        try:
            if scope["method"] == "PUT":
                await self._take(session, name, scope, receive, send)
            elif self._uploads.admitted(session):
                await self.app(scope, receive, send)
            else:
                raise Refused(403, CLOSED)
        except Refused as no:
            await _answer(no.status, no.words)(scope, receive, send)

    async def _take(
        self, session: str, name: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        address = client_of(scope, settings.behind_proxy())
        with self._uploads.coming(session, name, _announced(scope), address) as most:
            came = 0

            async def count() -> Message:
                nonlocal came
                message = await receive()
                came += len(message.get("body", b""))
                if came > most:  # nothing was announced, or too little
                    raise _TooLarge
                return message

            try:
                async with asyncio.timeout(SECONDS):
                    await self.app(scope, count, send)
            except _TooLarge:
                raise Refused(413, self._uploads.too_large(session)) from None
            except TimeoutError:
                raise Refused(408, LATE) from None


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _answer(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status, NO_STORE)
