"""The one HTML file behind all pages: Streamlit's, in Indonesian and with our name on it."""

import re
from collections.abc import Collection
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from dasbor.server.compress import Asset, route_path

STREAMLIT_PATHS = (
    "/_stcore/",
    "/static/",
    "/media/",
    "/component/",
    "/app/static/",
    "/auth/",
    "/oauth2callback",
)

HEAD = """\
<title>{title}</title>
    <meta name="description" content="{description}" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="{icon}" />
    <link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="{styles}" />
    <script src="{start}" defer></script>
    <script src="{translation}" defer></script>"""

NOSCRIPT = """\
<noscript><p>Dasbor ini memerlukan JavaScript. Aktifkan JavaScript di peramban Anda,
      lalu muat ulang halaman.</p></noscript>"""

NOT_FOUND = """\
<!DOCTYPE html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>Halaman tidak ditemukan</title></head>
<body><h1>Halaman tidak ditemukan</h1>
<p>Tidak ada apa pun di alamat ini. <a href="/">Buka halaman utama dasbor</a></p></body>
</html>
"""


def rewrite(html: str, **head: str) -> str:
    """Streamlit's index.html with our head; what it loads from elsewhere or needs not is dropped.

    Raises:
        ValueError: when Streamlit's page has no title any more to put our head in its place.
    """
    ours = HEAD.format(**{name: escape(text) for name, text in head.items()})
    html, found = re.subn(r"<title>.*?</title>", lambda _: ours, html, count=1)
    if not found:
        raise ValueError("index.html dari Streamlit tidak dikenali")
    html = html.replace('<html lang="en">', '<html lang="id">')
    html = re.sub(r"<noscript>.*?</noscript>", lambda _: NOSCRIPT, html, flags=re.DOTALL)
    for unwanted in (
        r'<link\s+rel="shortcut icon"[^>]*>',
        r'<link\s+rel="preload"[^>]*SourceSans[^>]*>',  # a font that our theme does not use
        r'<link\s+rel="service-desc"[^>]*>',  # the agent API is off
        r"<script>.*?</script>",  # only for crawlers; the CSP allows no inline script
        r"(?<=\s)<!--.*?-->",  # comments, but not the licence at the very top
    ):
        html = re.sub(rf"\s*{unwanted}", "", html, flags=re.DOTALL)
    return html


class PageRoute(Route):
    """Every path that is neither an earlier route nor Streamlit's own; comes last of our routes.

    Streamlit would answer 200 with the shell of the app to any of them.
    """

    def __init__(
        self, shell: Asset, pages: Collection[str], home: str, files: Collection[str]
    ) -> None:
        super().__init__("/{path:path}", self._answer, methods=["GET"])
        self._shell = shell
        self._pages = {"", *pages}
        self._home = home
        self._files = {f"/{name}" for name in files}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """No match for what Streamlit answers itself: its API, its files, slashes at the end."""
        path = route_path(scope)
        if path.startswith(STREAMLIT_PATHS) or path in self._files or path[1:].endswith("/"):
            return Match.NONE, {}
        return super().matches(scope)

    async def _answer(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        if path == self._home:  # which Streamlit knows at the root only
            return RedirectResponse(f"./?{request.url.query}".rstrip("?"), 307)
        if path in self._pages:
            return await self._shell.respond(request)
        # The app names the unknown page itself, but can only start one level below the root.
        if "/" not in path and "." not in path:
            return await self._shell.respond(request, 404)
        return HTMLResponse(NOT_FOUND, 404, {"Cache-Control": "no-store"})
