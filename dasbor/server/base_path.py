"""The whole site below a prefix (``server.baseUrlPath``), where one host has many sites."""

from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from dasbor.server.compress import NO_STORE
from dasbor.server.page_shell import not_found
from dasbor.server.security import SecurityHeaders

HEALTH = "/healthz"


class BasePath:
    """Tells everything below it which part of an address is the prefix (ASGI's ``root_path``).

    Outside the prefix only ``/healthz`` is answered, for monitors that look at the machine itself.
    Without a prefix it does nothing. The proxy hands addresses on as they are, prefix included.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Mark the prefix, lead to it, or say that nothing is here."""
        path = scope.get("path", "")
        if not self._base or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif path.startswith(f"{self._base}/"):
            await self.app({**scope, "root_path": self._base}, receive, send)
        elif scope["type"] == "websocket" or path == HEALTH:
            await self.app(scope, receive, send)
        else:
            await SecurityHeaders(self._outside(scope))(scope, receive, send)

    def _outside(self, scope: Scope) -> Response:
        if scope["path"] not in ("/", self._base):
            return HTMLResponse(not_found(self._base), 404, NO_STORE)
        query = scope.get("query_string", b"").decode("latin-1")
        location = f"{quote(self._base)}/" + (f"?{query}" if query else "")
        return RedirectResponse(location, 307, NO_STORE)


class StreamlitFromHere(BaseRoute):
    """Stands between our routes and Streamlit's, and matches nothing.

    Ours are named without the prefix, Streamlit's with it: those that are tried after this one
    have to see the whole path again.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """No match, whatever the address."""
        scope["root_path"] = ""
        return Match.NONE, {}
