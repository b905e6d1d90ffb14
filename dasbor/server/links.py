"""Links that people type or kept from last year are answered with today's spelling."""

import logging
from collections.abc import Callable, Collection, Mapping
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dasbor.server.compress import NO_STORE, route_path

log = logging.getLogger("dasbor.server")

MAX_QUERY_BYTES = 4096
Params = list[tuple[str, str]]
Canonical = Callable[[Params], Params]
# (page, parameter) of an old link -> (page, parameter) that has taken its place.
Moves = Mapping[tuple[str, str], tuple[str, str]]


class CanonicalLinks:
    """Redirects a page to the canonical form of its query, which the given function knows.

    What has moved to another page is looked for there (``moves``).
    """

    def __init__(
        self, app: ASGIApp, pages: Collection[str], canonical: Canonical, moves: Moves
    ) -> None:
        self.app = app
        self._paths = {"/", *(f"/{page}" for page in pages)}
        self._canonical = canonical
        self._moves = moves

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, refuse, or pass the request on."""
        response = await self._answer(scope) if scope["type"] == "http" else None
        await (response or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        query: bytes = scope.get("query_string", b"")
        if len(query) > MAX_QUERY_BYTES:
            return PlainTextResponse("Alamat terlalu panjang: kurangi pilihan saringan.", 414)
        if not query or scope["method"] not in ("GET", "HEAD"):
            return None
        path = route_path(scope)
        if path not in self._paths:
            return None
        target = await run_in_threadpool(self._better_link, path, query.decode("latin-1"))
        if target is None:
            return None
        # The path is one of our own pages, so the target can only be on this server.
        page, better = target
        location = quote(scope["path"].removesuffix(path) + page) + (f"?{better}" if better else "")
        return RedirectResponse(location, 307, NO_STORE)

    def _better_link(self, path: str, query: str) -> tuple[str, str] | None:
        """Path and query if they differ; none also when two rounds do not settle on one."""
        try:
            asked = parse_qsl(query, keep_blank_values=True)
            page, moved = self._moved(path, asked)
            better = self._canonical(moved)
            if (page, better) == (path, asked) or self._canonical(better) != better:
                return None
        except Exception:
            extra = {"event": "tautan_gagal"}
            log.exception("Tautan ke %s tidak dapat dibakukan", path, extra=extra)
            return None
        return page, urlencode(better)

    def _moved(self, path: str, asked: Params) -> tuple[str, Params]:
        """Where a link leads today; the parameter that has moved replaces its new namesakes."""
        for name, value in asked:
            if new := self._moves.get((path.removeprefix("/"), name)):
                page, parameter = new
                rest = [pair for pair in asked if pair[0] not in (name, parameter)]
                return f"/{page}", [(parameter, value), *rest]
        return path, asked
