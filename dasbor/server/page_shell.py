"""The one HTML file behind all pages: Streamlit's, in Indonesian and with our name on it."""

import logging
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from dasbor.html import Html, format_html, join_html
from dasbor.server.compress import NO_STORE, REVALIDATE, Asset, route_path

log = logging.getLogger("dasbor.server")


class First(NamedTuple):
    """What the server draws of a page: its title, what stands around it, its first picture."""

    title: str = ""
    frame: Html = Html()
    picture: Html = Html()


FirstPicture = Callable[[str, Mapping[str, list[str]], str], First]
Description = Callable[[str, Mapping[str, list[str]], str], Html]
ROOT = '<div id="root">'
KEPT_SHELLS = 128
WINDOW = "dasbor_layar"  # a cookie

STREAMLIT_PATHS = (
    "/_stcore/",
    "/static/",
    "/media/",
    "/component/",
    "/app/static/",
    "/auth/",
    "/oauth2callback",
)

TITLE = "<title>{}</title>"
HEAD = """
    <meta name="description" content="{description}" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="{icon}" />
    <link rel="apple-touch-icon" href="./aset/ikon-180.png" />
    <link rel="manifest" href="./aset/manifest.webmanifest" />
    <link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="{styles}" />
    <link rel="preload" href="./_stcore/health" as="fetch" crossorigin />
    <link rel="preload" href="./_stcore/host-config" as="fetch" crossorigin />
    <script src="{start}" defer fetchpriority="high"></script>
    <script src="{translation}" defer fetchpriority="high"></script>
    <script src="{figures}" data-plotly="{plotly}" defer fetchpriority="high"></script>
    <script src="{ahead}" data-filters="{filters}" defer fetchpriority="high"></script>"""

NOSCRIPT = """\
<noscript><p>Tanpa JavaScript halaman ini dapat dibaca, disaring, dan ditinggalkan; Jelajah, SQL,
      Siap Rapat, Kelola Data, dan simulasi indeks memerlukannya.</p></noscript>"""

NOT_FOUND = """\
<!DOCTYPE html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>Halaman tidak ditemukan</title></head>
<body><h1>Halaman tidak ditemukan</h1>
<p>Tidak ada apa pun di alamat ini. <a href="{}/">Buka halaman utama dasbor</a></p></body>
</html>
"""


def browser_of(name: str, cookies: Mapping[str, str]) -> str:
    """What a browser calls itself, and what it says of its window (start.js)."""
    return f"{name} {cookies.get(WINDOW, '')}".strip()


def not_found(base: str) -> Html:
    """The page that says so; ``base`` is the prefix of the site, without slash at the end."""
    return format_html(NOT_FOUND, base)


@dataclass(frozen=True)
class Page:
    """Streamlit's page in pieces: what is ours goes between them."""

    opening: Html  # up to the title
    title: str  # of a page without one of its own
    rest: Html  # up to the place of the app
    app: Html

    def filled(self, title: str, after_title: Html, before_app: Html) -> Html:
        """The page with something of ours in its gaps."""
        named = format_html(TITLE, title or self.title)
        return join_html([self.opening, named, after_title, self.rest, before_app, self.app])


def rewrite(html: str, preloads: Html, **head: str) -> Page:
    """Streamlit's index.html with our head; what it loads from elsewhere or needs not is dropped.

    Raises:
        ValueError: when Streamlit's page has no title, head or place for the app any more.
    """
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
    pieces = re.fullmatch(rf"(.*?)<title>.*?</title>(.*?)(</head>.*?)({ROOT}.*)", html, re.DOTALL)
    if not pieces:
        raise ValueError("index.html dari Streamlit tidak dikenali")
    before, rest, body, app = (Html(piece) for piece in pieces.groups())
    ours = format_html(HEAD, **head)
    return Page(before, head["title"], join_html([ours, rest, preloads, body]), app)


class Shell:
    """The HTML of a page with its frame and its first picture in it, kept per picture.

    ``draw`` gives both for a page, the query of its link and what the browser calls itself; it may
    fail or be empty, then the page starts without. ``describe`` gives what the head says of the
    page, for the query and the address of a request; it may fail as well.
    """

    def __init__(self, page: Page, draw: FirstPicture, describe: Description) -> None:
        self._describe = describe
        self._page = page
        self._draw = draw
        self._assets: dict[tuple[First, str], Asset] = {}

    async def respond(self, request: Request, page: str, status: int = 200) -> Response:
        """The page, or 304 when the browser has it already."""
        first, head = await self.first(request, page), Html()
        if status == 200:
            head = await run_in_threadpool(self._head, page, _query(request), str(request.base_url))
        return await self._asset(first, head).respond(request, status)

    async def first(self, request: Request, page: str) -> First:
        """What is drawn of a page within the query of the request; empty when nothing is."""
        browser = browser_of(request.headers.get("user-agent", ""), request.cookies)
        return await run_in_threadpool(self._first, page, _query(request), browser)

    def _head(self, page: str, query: Mapping[str, list[str]], address: str) -> Html:
        try:
            return self._describe(page, query, address)
        except Exception:
            log.exception("Uraian data tidak jadi", extra={"event": "uraian_gagal"})
            return Html()

    def _first(self, page: str, query: Mapping[str, list[str]], browser: str) -> First:
        try:
            return self._draw(page, query, browser)
        except Exception:
            words = "Gambar pertama %s tidak jadi; halaman tetap dibuka"
            log.exception(words, page, extra={"event": "gambar_pertama_gagal"})
            return First()

    def _asset(self, first: First, head: Html) -> Asset:
        if (first, head) not in self._assets:
            if len(self._assets) >= KEPT_SHELLS:
                self._assets.clear()
            cover = format_html('<div id="awal" class="awal" role="main">{}</div>', first.picture)
            before = first.frame + (cover if first.picture else Html())
            html = self._page.filled(first.title, head, before)
            kind = "text/html; charset=utf-8"
            self._assets[first, head] = Asset(html.encode, kind, REVALIDATE)
        return self._assets[first, head]


def _query(request: Request) -> dict[str, list[str]]:
    return {key: request.query_params.getlist(key) for key in request.query_params}


class PictureRoute(Route):
    """Frame and picture alone, for an app that is open already (server/ahead.js)."""

    def __init__(self, shell: Shell, pages: Collection[str], home: str) -> None:
        super().__init__("/gambar/{page:path}", self._answer, methods=["GET"])
        self._shell = shell
        self._pages = pages
        self._home = home

    async def _answer(self, request: Request) -> Response:
        page = request.path_params["page"] or self._home
        if page not in self._pages:
            return PlainTextResponse("Halaman tidak ditemukan.", 404, NO_STORE)
        first = await self._shell.first(request, page)
        return HTMLResponse(first.frame + first.picture, headers=NO_STORE)


class PageRoute(Route):
    """Every path that is neither an earlier route nor Streamlit's own; comes last of our routes.

    Streamlit would answer 200 with the shell of the app to any of them.
    """

    def __init__(
        self, shell: Shell, pages: Collection[str], home: str, files: Collection[str]
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
            return await self._shell.respond(request, path or self._home)
        # The app names the unknown page itself, but can only start one level below the root.
        if "/" not in path and "." not in path:
            return await self._shell.respond(request, path, 404)
        home = not_found(request.scope.get("root_path", ""))
        return HTMLResponse(home, 404, NO_STORE)
