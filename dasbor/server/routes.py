"""Our own addresses beside the pages, and everything a request passes before it gets there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dasbor import settings
from dasbor.html import Html
from dasbor.server import capacity
from dasbor.server.base_path import BasePath, StreamlitFromHere
from dasbor.server.chunks import EVERYWHERE, preloads
from dasbor.server.compress import (
    FOREVER,
    NO_STORE,
    REVALIDATE,
    Asset,
    StreamlitFiles,
    digest,
    is_unchanged,
    media_type_of,
)
from dasbor.server.links import Canonical, CanonicalLinks
from dasbor.server.monitor import Observe, Watch
from dasbor.server.page_shell import (
    Description,
    FirstPicture,
    Page,
    PageRoute,
    PictureRoute,
    Shell,
    rewrite,
)
from dasbor.server.refusals import ApiRefusals
from dasbor.server.security import LoginWords, SecurityHeaders
from dasbor.server.session_door import SessionDoor
from dasbor.server.upload import UploadDoor
from dasbor.server.upload_store import uploads

log = logging.getLogger("dasbor.server")

SCRIPTS = Path(__file__).resolve().parent
FONT = "aset/inter-latin.woff2?v=5.3"  # as in .streamlit/config.toml, or it loads twice
STYLES = "gaya.css"


@dataclass(frozen=True)
class Site:
    """What the server has to know of the app: its words, looks and pages, Streamlit's files.

    ``pages`` are addresses without slash; ``home`` is the one of them that opens at ``/``;
    ``plotly`` is its script; ``made`` are files of ours that lie in no folder, by name.
    ``base`` is the prefix of all addresses, with a slash before and none after it, or empty.
    """

    title: str
    description: str
    styles: str
    pages: frozenset[str]
    home: str
    streamlit_files: Path
    plotly: Path
    filters: tuple[str, ...] = ()
    base: str = ""
    made: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


class Unavailable(RuntimeError):
    """There is nothing to answer from at the moment; the words reach the reader."""


Health = Callable[[], Mapping[str, object]]
GetDocument = Callable[[Mapping[str, list[str]], str], str]
Endpoint = Callable[[Request], Awaitable[Response]]


def build_routes(
    site: Site,
    health: Health,
    first_picture: FirstPicture,
    documents: Mapping[str, GetDocument] = MappingProxyType({}),
    description: Description = lambda *_: Html(),
) -> list[BaseRoute]:
    """Routes for ``st.App``; put routes of your own before them, since the last takes the rest.

    ``health`` reports what is served; a key ``alasan`` in its report says that nothing can be.
    ``first_picture`` gives what a page shows before the app has drawn it.
    ``documents`` are whole HTML pages by address, each made from the query of the link and the
    address of this server; they may raise ``Unavailable``. ``description`` is what a page
    says in its head, within the query of a link, to whom asks at that address.
    """
    files = [*_files_of(settings.ASSETS), *SCRIPTS.glob("*.js"), site.plotly]
    assets = {path.name: Asset.from_file(path, REVALIDATE) for path in files}
    assets[STYLES] = Asset(site.styles.encode, "text/css; charset=utf-8", REVALIDATE)
    for name, make in site.made.items():
        assets[name] = Asset(make, media_type_of(Path(name)), REVALIDATE)
    streamlit_files = {path.name for path in _files_of(site.streamlit_files)} - {"index.html"}
    shell = Shell(_page(site), first_picture, description)
    return [
        Route("/healthz", _health_endpoint(health)),
        Route("/aset/{nama}", _asset_endpoint(assets)),
        *(Route(f"/{name}", _document_endpoint(make)) for name, make in documents.items()),
        PictureRoute(shell, site.pages, site.home),
        PageRoute(shell, site.pages, site.home, streamlit_files),
        *([StreamlitFromHere()] if site.base else []),
    ]


def build_middleware(
    site: Site,
    canonical: Canonical,
    observe: Observe = lambda *_: None,
) -> list[Middleware]:
    """Middleware for ``st.App``, outermost first.

    ``canonical`` gives the pairs of a page's query in today's spelling, unknown ones unchanged.
    ``observe`` hears of every request: its section, the class of its status, its seconds.
    """
    return [
        Middleware(BasePath, base=site.base),
        Middleware(ApiRefusals),
        Middleware(SecurityHeaders),
        Middleware(Watch, pages=site.pages, observe=observe),
        Middleware(StreamlitFiles, directory=site.streamlit_files, font=FONT),
        Middleware(CanonicalLinks, pages=site.pages, canonical=canonical),
        Middleware(SessionDoor, most=capacity.SESSIONS, per_address=capacity.PER_ADDRESS),
        Middleware(UploadDoor, uploads=uploads),
        Middleware(LoginWords),
    ]


def _page(site: Site) -> Page:
    return rewrite(
        (site.streamlit_files / "index.html").read_text(encoding="utf-8"),
        preloads(site.streamlit_files, EVERYWHERE),
        title=site.title,
        description=site.description,
        icon=_address(settings.ASSETS / "ikon.svg"),
        font=f"./{FONT}",
        styles=f"./aset/{STYLES}?v={digest(site.styles.encode())}",
        start=_address(SCRIPTS / "start.js"),
        translation=_address(SCRIPTS / "translate.js"),
        figures=_address(SCRIPTS / "body.js"),
        plotly=_address(site.plotly),
        ahead=_address(SCRIPTS / "ahead.js"),
        filters=" ".join(site.filters),
    )


def _address(path: Path) -> str:
    """The address of one of our files, which changes when the file does."""
    return f"./aset/{path.name}?v={digest(path.read_bytes())}"


def _files_of(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.is_file())


def _health_endpoint(health: Health) -> Endpoint:
    """The answer to monitors, on a thread of its own: however many wait, one check runs.

    The pool that all others share may be full of slow downloads; that is no illness.
    """
    thread = ThreadPoolExecutor(1, "kesehatan")
    running: list[Future[Mapping[str, object]]] = []

    async def answer(_request: Request) -> Response:
        if not running or running[0].done():
            running[:] = [thread.submit(health)]
        try:
            report = await asyncio.shield(asyncio.wrap_future(running[0]))
        except Exception:
            log.exception("Pemeriksaan kesehatan gagal", extra={"event": "kesehatan_gagal"})
            report = {"alasan": "Data tidak dapat dibaca; sebabnya tertulis di catatan server."}
        sound = "alasan" not in report
        body = {"status": "ok" if sound else "gagal", **report}
        return JSONResponse(body, 200 if sound else 503, NO_STORE)

    return answer


def _document_endpoint(make: GetDocument) -> Endpoint:
    async def answer(request: Request) -> Response:
        query = request.query_params
        choices = {key: query.getlist(key) for key in query}
        try:
            html = await run_in_threadpool(make, choices, str(request.base_url))
        except Unavailable as nothing:
            return PlainTextResponse(str(nothing), 503, NO_STORE)
        body = html.encode()
        headers = {"ETag": f'W/"{digest(body)}"', "Cache-Control": REVALIDATE}
        if is_unchanged(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, "text/html; charset=utf-8")

    return answer


def _asset_endpoint(assets: Mapping[str, Asset]) -> Endpoint:
    async def answer(request: Request) -> Response:
        asset = assets.get(request.path_params["nama"])
        if asset is None:
            return PlainTextResponse("Berkas tidak ditemukan.", 404, NO_STORE)
        response = await asset.respond(request)
        if "v" in request.query_params:  # such an address changes when the file does
            response.headers["Cache-Control"] = FOREVER
        return response

    return answer
