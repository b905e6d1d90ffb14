"""Where programs read, every refusal is JSON, also one by a layer that knows only plain words."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dasbor.server.api import CORS, refusal
from dasbor.server.compress import NO_STORE, route_path

UNREADABLE = "Alamat itu tidak dapat dibaca. Daftarnya ada di /api/v1/."
FOR_PROGRAMS = ("/api/", "/unduh/")
KINDS = {400: "alamat_tidak_terbaca", 414: "alamat_terlalu_panjang", 500: "sistem"}


class ApiRefusals:
    """The outermost layer: puts plain refusals to programs into the form of all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on as it is but refusals in plain words, whose words are kept."""
        api = scope["type"] == "http" and f"{route_path(scope)}/".startswith(FOR_PROGRAMS)
        refused: Message = {}
        said = bytearray()

        async def in_json(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and _is_plain(message):
                refused = message
            elif not refused:
                await send(message)
            else:
                said.extend(message.get("body", b""))
                if not message.get("more_body"):
                    for part in _put(refused, said.decode(), head=scope["method"] == "HEAD"):
                        await send(part)

        await self.app(scope, receive, in_json if api else send)


def _is_plain(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] >= 400 and not kind.startswith("application/json")


def _put(start: Message, said: str, head: bool) -> tuple[Message, Message]:
    """Start and body of the refusal; Streamlit's own words are English and say nothing."""
    met: int = start["status"]
    words = UNREADABLE if met == 400 or not said else said
    status = 400 if met == 414 else met  # a program asked for what is no question
    reply = refusal(status, KINDS.get(met, "ditolak"), words)
    ours = CORS | {"Content-Type": reply.media_type, "Content-Length": str(len(reply.body))}
    ours |= NO_STORE
    replaced = {name.lower().encode() for name in ours}
    headers = [pair for pair in start["headers"] if pair[0].lower() not in replaced]
    headers += [(name.lower().encode(), value.encode()) for name, value in ours.items()]
    body: Message = {"type": "http.response.body", "body": b"" if head else reply.body}
    return {**start, "status": status, "headers": headers}, body
