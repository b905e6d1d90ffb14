"""Open data over HTTP: the rules of the road around answers that the app hands in.

GET, HEAD and OPTIONS only; ETag; any site may read (CORS); each client has a bucket of tokens.
What an address means is the app's business: see ``build_api``.
"""

import ipaddress
import json
import logging
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from types import MappingProxyType
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dasbor import settings
from dasbor.server.compress import NO_STORE, REVALIDATE, digest, is_unchanged

log = logging.getLogger("dasbor.server")

ALLOWED = "GET, HEAD, OPTIONS"
JSON = "application/json; charset=utf-8"
KEPT_CLIENTS = 10_000
REGISTER = "v1/register.zip"
HEAVY = 10  # tokens that a file made as a whole costs, in place of one
HEAVY_FORMS = (".zip", ".xlsx", ".png")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, RateLimit-Limit,"
    " RateLimit-Remaining, RateLimit-Reset",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class Reply:
    """One answer: status, type, bytes; ``filename`` makes it a download, ``next`` names a link.

    In place of a long body ``parts`` are made while they are sent; ``stands_on`` tells them apart.
    """

    status: int
    media_type: str
    body: bytes
    filename: str = ""
    next: str = ""
    parts: Iterable[bytes] = ()
    stands_on: str = ""


GetReply = Callable[[str, list[tuple[str, str]], str], Reply]


def refusal(status: int, code: str, words: str) -> Reply:
    """A refusal as JSON: a code for programs, words for people."""
    body = {"galat": {"kode": code, "pesan": words}}
    return Reply(status, JSON, json.dumps(body, ensure_ascii=False).encode())


@dataclass
class Buckets:
    """A bucket of tokens per client: full at first, refilled evenly over a minute; thread-safe."""

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, client: str, tokens: int = 1) -> tuple[bool, int, int]:
        """Whether the client may, how many tokens are left, in how many seconds the same again."""
        rate = self.per_minute / 60
        with self._lock:
            now = self.clock()
            left, since = self._left.pop(client, (float(self.per_minute), now))
            left = min(float(self.per_minute), left + (now - since) * rate)
            may = left >= tokens
            left -= tokens if may else 0
            self._left[client] = (left, now)
            while len(self._left) > KEPT_CLIENTS:
                self._left.popitem(last=False)
        return may, int(left), math.ceil(max(0.0, tokens - left) / rate)


def client_of(scope: Scope, behind_proxy: bool) -> str:
    """Whom a request is counted for: the address, of IPv6 its network of 64 bits.

    ``X-Forwarded-For`` counts only behind a proxy of our own, and of it only the last address,
    which that proxy wrote: the others are whatever the client says.
    """
    address, port = scope.get("client") or ("", 0)
    if behind_proxy:
        said = [value for key, value in scope["headers"] if key == b"x-forwarded-for"]
        address = said[-1].decode("latin-1").split(",")[-1].strip() if said else address
    elif not port:  # uvicorn takes the header from any client on this machine, and sets port 0
        return "tidak dikenal"
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "tidak dikenal"
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


class Counted:
    """An application of its own at one address: its requests cost tokens like all others."""

    def __init__(self, app: ASGIApp, buckets: Buckets, behind_proxy: bool) -> None:
        self._app = app
        self._buckets = buckets
        self._behind_proxy = behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse the one too many."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        may, _, wait = self._buckets.take(client_of(scope, self._behind_proxy))
        answer = self._app if may else _sent(_too_often(wait), Request(scope), _in(wait))
        await answer(scope, receive, send)


def _too_often(wait: int) -> Reply:
    return refusal(
        429, "terlalu_sering", f"Terlalu banyak permintaan. Coba lagi dalam {wait} detik."
    )


def _in(wait: int) -> dict[str, str]:
    return {"Retry-After": str(wait)}


class Api:
    """Everything below one address, whatever the method."""

    def __init__(
        self, answer: GetReply, buckets: Buckets, behind_proxy: bool, at: str = ""
    ) -> None:
        self._answer = answer
        self._buckets = buckets
        self._behind_proxy = behind_proxy
        self._at = at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a websocket has no business here."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        response = await self._respond(Request(scope))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS | PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            words = "Data terbuka hanya dapat dibaca: pakai GET."
            return _sent(refusal(405, "metode", words), request, {"Allow": ALLOWED})
        path = request.path_params.get("path") or self._at.format(**request.path_params)
        heavy = path.endswith(HEAVY_FORMS)
        cost = min(HEAVY, self._buckets.per_minute) if heavy else 1  # a full bucket is enough
        client = client_of(request.scope, self._behind_proxy)
        may, left, wait = self._buckets.take(client, cost)
        limits = {
            "RateLimit-Limit": str(self._buckets.per_minute),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(wait),
        }
        if not may:
            return _sent(_too_often(wait), request, limits | _in(wait))
        pairs, here = request.query_params.multi_items(), str(request.base_url)
        return _sent(await run_in_threadpool(self._safely, path, pairs, here), request, limits)

    def _safely(self, path: str, pairs: list[tuple[str, str]], here: str) -> Reply:
        try:
            return self._answer(path, pairs, here)
        except Exception:
            reference = secrets.token_hex(4)
            extra = {"event": "galat_data_terbuka", "rujukan": reference}
            log.exception("Kesalahan %s pada data terbuka", reference, extra=extra)
            words = f"Permintaan ini gagal karena kesalahan pada sistem. Kode rujukan: {reference}"
            return refusal(500, "sistem", words)


def _sent(reply: Reply, request: Request, more: Mapping[str, str]) -> Response:
    headers = CORS | dict(more) | NO_STORE
    if reply.status == 200:
        etag = f'W/"{digest(reply.stands_on.encode() or reply.body)}"'
        headers |= {"Cache-Control": REVALIDATE, "ETag": etag}
        if is_unchanged(request, etag):
            return Response(status_code=304, headers=headers)
    if reply.filename:
        headers["Content-Disposition"] = f'attachment; filename="{reply.filename}"'
    if reply.next:
        headers["Link"] = f'<{quote(reply.next, safe="/?&=%.:-_~+")}>; rel="next"'
    if reply.stands_on:
        parts = () if request.method == "HEAD" else reply.parts
        return StreamingResponse(parts, reply.status, headers, reply.media_type)
    body = reply.body
    if request.method == "HEAD":
        headers["Content-Length"], body = str(len(body)), b""
    return Response(body, reply.status, headers, reply.media_type)


def build_api(
    answer: GetReply,
    at_root: Iterable[str] = (),
    beside: Mapping[str, ASGIApp] = MappingProxyType({}),
) -> list[BaseRoute]:
    """Routes for everything below ``/api``, and for the files and pictures that pages link to.

    ``answer`` gets what follows ``/api/``, the pairs of the query and the address of this server as
    the client knows it; it refuses by ``refusal``. What it raises is logged, and the client gets a
    reference. ``at_root`` are further addresses that it answers, without slash; ``beside`` are
    applications at addresses of their own, whose requests are counted with these.
    """
    shared = answer, Buckets(settings.api_per_minute()), settings.behind_proxy()
    return [
        Route("/api", Api(*shared)),
        Route("/api/{path:path}", Api(*shared)),
        Route("/unduh/data.zip", Api(*shared, at=REGISTER)),
        Route("/unduh/{nama}.csv", Api(*shared, at="unduh/{nama}.csv")),
        Route("/unduh/{nama}.xlsx", Api(*shared, at="unduh/{nama}.xlsx")),
        Route("/kartu/{berkas:path}", Api(*shared, at="kartu/{berkas}")),
        Route("/sematkan/{berkas:path}", Api(*shared, at="sematkan/{berkas}")),
        *(Route(f"/{name}", Api(*shared, at=name)) for name in at_root),
        *(Route(f"/{name}", Counted(app, *shared[1:])) for name, app in beside.items()),
    ]
