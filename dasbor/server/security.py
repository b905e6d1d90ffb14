"""Security headers on every answer, and an answer of our own when a request breaks."""

import logging
import secrets

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dasbor.server.compress import NO_STORE, route_path

log = logging.getLogger("dasbor.server")

# Streamlit needs: inline styles (emotion), blob: for downloads, workers and component scripts,
# wasm for tables, data: for icons and fonts inside charts. 'self' is also our own websocket.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' blob: 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}

# One picture alone, for the pages of others: it may stand in their frames, and can do nothing.
EMBEDDED = "/sematkan/"
EMBEDDED_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]
)
HEADERS_EMBEDDED = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"} | {
    "Content-Security-Policy": EMBEDDED_POLICY
}

LOGIN = "/auth/login"
LOGIN_FAILED = """\
<!DOCTYPE html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>Login belum dapat dipakai</title></head>
<body><h1>Login belum dapat dipakai</h1>
<p>Penyedia login tidak menjawab. Coba lagi beberapa menit lagi; bila tetap begini, sampaikan kepada
pengelola. Membaca dasbor tidak memerlukan login dan tidak terganggu.</p>
<p><a href="../">Buka halaman utama dasbor</a></p></body>
</html>
"""


class LoginWords:
    """Says in our words that the provider of the log-in is away."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what leads to the provider; answer for what failed."""
        if scope["type"] != "http" or route_path(scope) != LOGIN:
            await self.app(scope, receive, send)
            return
        failed = False

        async def send_unless_failed(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                failed = message["status"] >= 400
            if not failed:
                await send(message)

        await self.app(scope, receive, send_unless_failed)
        if failed:
            sorry = HTMLResponse(LOGIN_FAILED, 503, NO_STORE)
            await sorry(scope, receive, send)


class SecurityHeaders:
    """No answer leaves without the headers, no error without a reference."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers as the answer starts; answer for the app when it could not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        embedded = route_path(scope).startswith(EMBEDDED)

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(HEADERS_EMBEDDED if embedded else HEADERS)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if started:
                raise
            await _sorry(scope["path"])(scope, receive, send_with_headers)


def _sorry(path: str) -> PlainTextResponse:
    reference = secrets.token_hex(4)
    extra = {"event": "galat_permintaan", "rujukan": reference}
    log.exception("Kesalahan %s pada %r", reference, path, extra=extra)
    text = f"Maaf, permintaan ini gagal karena kesalahan pada sistem. Kode rujukan: {reference}"
    return PlainTextResponse(text, 500, NO_STORE)
