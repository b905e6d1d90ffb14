"""Links that people type or kept from last year are answered with today's spelling."""

import logging
from collections.abc import Callable, Collection
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dasbor.server.compress import NO_STORE, route_path

log = logging.getLogger("dasbor.server")

MAX_QUERY_BYTES = 4096
Params = list[tuple[str, str]]
Canonical = Callable[[Params], Params]


class CanonicalLinks:
    """Redirects a page to the canonical form of its query, which the given function knows."""

    def __init__(self, app: ASGIApp, pages: Collection[str], canonical: Canonical) -> None:
        self.app = app
        self._paths = {"/", *(f"/{page}" for page in pages)}
        self._canonical = canonical

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
        better = await run_in_threadpool(self._better_link, path, query.decode("latin-1"))
        if better is None:
            return None
        # The path is one of our own pages, so the target can only be on this server.
        location = quote(scope["path"]) + (f"?{better}" if better else "")
        return RedirectResponse(location, 307, NO_STORE)

    def _better_link(self, path: str, query: str) -> str | None:
        """The query if it differs; none also when two rounds do not settle on one."""
        try:
            asked = parse_qsl(query, keep_blank_values=True)
            better = self._canonical(asked)
            if better == asked or self._canonical(better) != better:
                return None
        except Exception:
            extra = {"event": "tautan_gagal"}
            log.exception("Tautan ke %s tidak dapat dibakukan", path, extra=extra)
            return None
        return urlencode(better)
