"""Files that never change while the server runs: compressed once, kept, sent with an ETag."""

import gzip
import hashlib
import importlib
import importlib.util
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock, Timer

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOREVER = "public, immutable, max-age=31536000"
REVALIDATE = "no-cache"
NO_STORE = {"Cache-Control": "no-store"}
LARGE, AFTER = 1_000_000, 60.0  # bytes, seconds
COMPRESSIBLE = ("text/", "application/javascript", "application/json", "application/wasm", "+xml")


def _compressors(quality: int) -> dict[str, Callable[[bytes], bytes]]:
    """In order of preference; the brotli package is optional."""
    found: dict[str, Callable[[bytes], bytes]] = {}
    if importlib.util.find_spec("brotli"):
        found["br"] = partial(importlib.import_module("brotli").compress, quality=quality)
    found["gzip"] = partial(gzip.compress, compresslevel=6, mtime=0)
    return found


COMPRESSORS = _compressors(9)
TIGHTER = _compressors(11)  # a tenth less, for ten times the work


@dataclass(frozen=True)
class Variant:
    """A file as it goes over the wire in one encoding."""

    body: bytes
    etag: str


class Asset:
    """One file with a copy per encoding, each made when a browser first asks for it.

    A large one that is in use is packed tighter when the server has had time to settle.
    """

    def __init__(self, read: Callable[[], bytes], media_type: str, cache_control: str) -> None:
        self._read = read
        self._variants: dict[str, Variant] = {}
        self._lock = Lock()
        self.media_type = media_type
        self.cache_control = cache_control
        self.compressible = any(kind in media_type for kind in COMPRESSIBLE)

    @classmethod
    def from_file(cls, path: Path, cache_control: str) -> "Asset":
        """An asset read from disk when it is first asked for."""
        return cls(path.read_bytes, media_type_of(path), cache_control)

    async def respond(self, request: Request, status: int = 200) -> Response:
        """The best encoding the browser takes, or 304 when it has the file already."""
        encoding = self._choose_encoding(request.headers.get("accept-encoding", ""))
        variant = self._variants.get(encoding)
        if variant is None:
            variant = await run_in_threadpool(self._make, encoding)
        headers = self._headers(encoding, variant.etag)
        if status == 200 and is_unchanged(request, variant.etag):
            return Response(status_code=304, headers=headers)
        return Response(variant.body, status, headers, self.media_type)

    def _choose_encoding(self, accept_encoding: str) -> str:
        accepted = accepted_encodings(accept_encoding) if self.compressible else set()
        return next((name for name in COMPRESSORS if name in accepted), "identity")

    def _make(self, encoding: str) -> Variant:
        with self._lock:
            if encoding not in self._variants:
                raw = self._read()
                body = COMPRESSORS[encoding](raw) if encoding in COMPRESSORS else raw
                self._variants[encoding] = Variant(body, f'"{digest(raw)}-{encoding}"')
                if encoding in COMPRESSORS and len(raw) > LARGE:
                    self._later(encoding)
            return self._variants[encoding]

    def _later(self, encoding: str) -> None:
        timer = Timer(AFTER, self._tighten, (encoding,))
        timer.daemon = True
        timer.start()

    def _tighten(self, encoding: str) -> None:
        variant = self._variants[encoding]
        tighter = TIGHTER[encoding](self._read())
        self._variants[encoding] = replace(variant, body=min(variant.body, tighter, key=len))

    def _headers(self, encoding: str, etag: str) -> dict[str, str]:
        headers = {"Cache-Control": self.cache_control, "ETag": etag}
        if self.compressible:
            headers["Vary"] = "Accept-Encoding"
        if encoding != "identity":
            headers["Content-Encoding"] = encoding
        return headers


class StreamlitFiles:
    """Answers Streamlit's own /static/*, which Streamlit sends uncompressed by design.

    Streamlit draws the first moment in its own font, before it learns of our theme. That request
    is sent on to ``font``, which the page has loaded already: 170 KB less, and no jump of letters.
    """

    PREFIX = "/static/"
    FIRST_FONT = "/static/media/SourceSansVF-Upright."

    def __init__(self, app: ASGIApp, directory: Path, font: str) -> None:
        self.app = app
        self._font = f"../../{font}"
        root = directory / "static"
        self._assets = {
            self.PREFIX + path.relative_to(root).as_posix(): Asset.from_file(path, FOREVER)
            for path in root.rglob("*")
            if path.is_file()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what lies under /static/ and pass on everything else."""
        path = route_path(scope)
        answer = self.app
        if scope["type"] == "http" and path.startswith(self.PREFIX):
            answer = await self._answer(Request(scope), path)
        await answer(scope, receive, send)

    async def _answer(self, request: Request, path: str) -> Response:
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Metode tidak didukung.", 405, {"Allow": "GET, HEAD"})
        if path.startswith(self.FIRST_FONT):
            return RedirectResponse(self._font, 307, {"Cache-Control": FOREVER})
        if asset := self._assets.get(path):
            return await asset.respond(request)
        return PlainTextResponse("Berkas tidak ditemukan.", 404, NO_STORE)


def route_path(scope: Scope) -> str:
    """The path without the prefix that a proxy or a mount put before it."""
    path: str = scope.get("path", "")
    root: str = scope.get("root_path", "")
    return path[len(root) :] if root and path.startswith(root + "/") else path


def accepted_encodings(header: str) -> set[str]:
    """The encodings named in an Accept-Encoding header with a weight above zero."""
    accepted = set()
    for item in header.lower().split(","):
        name, _, weight = item.partition(";")
        if not weight.replace(" ", "").startswith("q=0") or any(d in weight for d in "123456789"):
            accepted.add(name.strip())
    return accepted


def is_unchanged(request: Request, etag: str) -> bool:
    """Whether the browser says that it has this very version."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag.removeprefix("W/") in {
        tag.strip().removeprefix("W/") for tag in known.split(",")
    }


def digest(body: bytes) -> str:
    """A short name for exactly these bytes."""
    return hashlib.sha256(body).hexdigest()[:16]


def media_type_of(path: Path) -> str:
    """Not left to the machine: Windows registries call .js text/plain, and browsers refuse it."""
    fixed = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2",
             ".svg": "image/svg+xml", ".wasm": "application/wasm",
             ".png": "image/png", ".webmanifest": "application/manifest+json"}  # fmt: skip
    return (
        fixed.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
