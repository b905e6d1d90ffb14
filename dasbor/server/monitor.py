"""For whoever looks after the server: ``/metrics``, who may read it, and requests counted."""

import hmac
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dasbor import settings
from dasbor.server.compress import NO_STORE, route_path

log = logging.getLogger("dasbor.server")

ADDRESS = "/metrics"
STREAMLITS_OWN = "/_stcore/metrics"  # walks through the memory of every session: not for everybody
REFUSED = frozenset({403, 413, 414, 429, 503})
SLOW = 5.0  # seconds; an answer of ours that takes longer is told to the log
SAID_EVERY = 60.0  # seconds; refusals in between are counted into the next line
CLOSED = "Ukuran server hanya untuk pengelola. Caranya ada di docs/pengamatan.md."
SECTIONS = {
    "api": "data_terbuka",
    "unduh": "unduhan",
    "kartu": "unduhan",
    "sematkan": "halaman",
    "lembar": "halaman",
    "gambar": "halaman",
    "aset": "berkas",
    "static": "berkas",
    "media": "berkas",
    "component": "berkas",
    "_stcore": "streamlit",
    "auth": "masuk",
    "oauth2callback": "masuk",
    "masuk_lokal": "masuk",
    "healthz": "pantauan",
    "metrics": "pantauan",
}
OTHER = "lain"

Observe = Callable[[str, str, float], object]
Text = Callable[[], str]


def may_read(scope: Scope) -> bool:
    """Whether this request may see the figures, by ``DASBOR_METRICS`` and its token.

    Never by where it seems to come from: behind a proxy on this machine everybody is local.
    """
    if settings.metrics_open():
        return True
    token = settings.metrics_token()
    scheme, _, said = Headers(scope=scope).get("authorization", "").partition(" ")
    same = hmac.compare_digest(said.strip().encode(), token.encode())
    return bool(token) and same and scheme.casefold() == "bearer"


def build_metrics(text: Text, media_type: str) -> Route:
    """The route of ``/metrics``. ``text`` makes the answer anew each time."""

    async def answer(_request: Request) -> Response:
        return Response(await run_in_threadpool(text), 200, NO_STORE, media_type)

    return Route(ADDRESS, answer)


@dataclass
class _Refusals:
    """Refusals of one kind since the log last heard of them."""

    count: int = 0
    said: float = -SAID_EVERY


class Watch:
    """Counts requests and their time, and tells the log of those refused and those slow.

    ``observe`` gets section, class of the status (``2xx``) and seconds of each. Not every request
    is a line: those the proxy writes, and their number stands in ``/metrics``.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str], observe: Observe) -> None:
        self.app = app
        self._pages = {"", *pages}
        self._observe = observe
        self._refusals: dict[tuple[str, int], _Refusals] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it asks for figures that are not for it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        path = route_path(scope)
        try:
            await self._allowed(path, scope)(scope, receive, note)
        finally:
            self._note(self._section(path), status, time.perf_counter() - start)

    def _allowed(self, path: str, scope: Scope) -> ASGIApp:
        closed = path == ADDRESS or path.endswith(STREAMLITS_OWN)
        if closed and not may_read(scope):
            return PlainTextResponse(CLOSED, 403, NO_STORE)
        return self.app

    def _section(self, path: str) -> str:
        first = path.strip("/").partition("/")[0]
        return "halaman" if path[1:] in self._pages else SECTIONS.get(first, OTHER)

    def _note(self, section: str, status: int, seconds: float) -> None:
        self._observe(section, f"{status // 100}xx", seconds)
        if status in REFUSED:
            self._refused(section, status)
        if seconds > SLOW and section != "streamlit":
            facts = {"bagian": section, "detik": round(seconds, 3)}
            words = "Permintaan %s makan %.1f detik"
            extra = {"event": "permintaan_lambat", **facts}
            log.warning(words, section, seconds, extra=extra)

    def _refused(self, section: str, status: int) -> None:
        """Tell the log at once, then once a minute: a flood of requests is not one of lines."""
        kind = self._refusals.setdefault((section, status), _Refusals())
        kind.count += 1
        now = time.monotonic()
        if now - kind.said >= SAID_EVERY:
            facts = {"bagian": section, "status": status, "jumlah": kind.count}
            words = "Ditolak pada %s: %d (%d kali sejak catatan terakhir)"
            log.warning(words, section, status, kind.count, extra={"event": "ditolak", **facts})
            kind.count, kind.said = 0, now
