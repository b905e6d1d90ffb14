"""The address files are sent to: Streamlit takes them from any session, we from editors only."""

from collections.abc import Callable
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dasbor.server.compress import NO_STORE, route_path

PREFIX = "/_stcore/upload_file/"
FORM = 1024 * 1024  # what a form may weigh beside the file in it
CLOSED = "Mengunggah berkas hanya dapat dilakukan penyunting lewat halaman Kelola Data."
Admitted = Callable[[str], bool]


class _TooLarge(Exception):
    """More came than may come."""


class UploadDoor:
    """Refuses files of sessions that are not an editor's, and files beyond ``largest`` bytes."""

    def __init__(self, app: ASGIApp, admitted: Admitted, largest: int) -> None:
        self.app = app
        self._admitted = admitted
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse before anything is read, or count what comes."""
        path = route_path(scope) if scope["type"] == "http" else ""
        if not path.startswith(PREFIX) or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
        elif not self._admitted(unquote(path.removeprefix(PREFIX).partition("/")[0])):
            await _answer(403, CLOSED)(scope, receive, send)
        elif _announced(scope) > self._largest + FORM:
            await self._refuse_size(scope, receive, send)
        else:
            await self._pass_on(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        came = 0

        async def count() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._largest + FORM:  # nothing was announced, or too little
                raise _TooLarge
            return message

        try:
            await self.app(scope, count, send)
        except _TooLarge:
            await self._refuse_size(scope, receive, send)

    async def _refuse_size(self, scope: Scope, receive: Receive, send: Send) -> None:
        words = f"Berkas lebih besar dari {self._largest // 1024**2} MB. Bagi per tahun."
        await _answer(413, words)(scope, receive, send)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _answer(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status, NO_STORE)
