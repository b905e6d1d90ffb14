"""The way in for the one person at this machine: a link, printed once, that becomes a cookie.

Nothing a request says of where it comes from lets anybody in, nor anything it does not say: behind
a proxy on the same machine every reader comes from here. Whoever can read the terminal can.
"""

import asyncio
import hmac
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dasbor.server.compress import NO_STORE

ADDRESS = "/masuk_lokal"
COOKIE = "dasbor_lokal_"  # and the port: cookies know no ports, and a machine may run two servers
HOURS = 12.0
PATIENCE = 60.0  # seconds for the server to listen
USED = "Tautan ini salah atau sudah dipakai. Tautan yang berlaku tercetak di terminal server.\n"
OPEN = "Kelola Data di mesin ini, sekali pakai: "

Ports = Callable[[], Iterator[tuple[str, int]]]


@dataclass
class Entry:
    """A browser that came in, and how whoever sits at it wants to be called in the records."""

    host: str  # as the browser asked for it, with port
    until: float
    name: str = ""


class LocalDoor:
    """Holds the one token that counts at the moment, and who has come in with an earlier one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token = secrets.token_urlsafe(32)
        self._entered: dict[str, Entry] = {}
        self.shut = False  # for good, since others can reach this server

    @property
    def token(self) -> str:
        """What lets one browser in, once."""
        return self._token

    def enter(self, token: str, host: str) -> str:
        """The value of a new cookie for a browser that asked for ``host``; "" without the token."""
        with self._lock:
            if self.shut or not hmac.compare_digest(token.encode(), self._token.encode()):
                return ""
            self._token = secrets.token_urlsafe(32)
            value, now = secrets.token_urlsafe(32), time.monotonic()
            kept = {one: entry for one, entry in self._entered.items() if entry.until > now}
            self._entered = {**kept, _print(value): Entry(host, now + HOURS * 3600)}
            return value

    def admitted(self, cookies: Mapping[str, str], host: str, origin: str) -> Entry | None:
        """The browser that is asking, when it came in and shows a page of this server.

        The cookie decides; ``Host`` and ``Origin`` can only refuse: other sites of the machine,
        on other ports, are sent the same cookie.
        """
        if self.shut or origin != f"http://{host}":
            return None
        now = time.monotonic()
        for name, value in cookies.items():
            entry = self._entered.get(_print(value)) if name.startswith(COOKIE) else None
            if entry and entry.host == host and entry.until > now:
                return entry
        return None


def _print(value: str) -> str:
    return sha256(value.encode()).hexdigest()


def is_loopback(address: str) -> bool:
    """Whether an address of a socket or a setting is this machine's own; never ask it a header."""
    if address.casefold() == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def build_local(door: LocalDoor, closed_by: Callable[[], str]) -> Route:
    """The route of the link. ``closed_by`` says why there is no local editing, or nothing."""

    async def answer(request: Request) -> Response:
        own, port = request.scope.get("server") or ("", None)
        if closed_by() or not is_loopback(own):
            return PlainTextResponse("Halaman tidak ditemukan.\n", 404, NO_STORE)
        token, host = request.query_params.get("kunci", ""), request.headers.get("host", "")
        value = door.enter(token, host) if request.method == "GET" else ""
        if not value:
            return PlainTextResponse(USED, 403, NO_STORE)
        tell(f"{OPEN}{link(door, own, port or 0)}")
        inside = RedirectResponse("kelola_data", 303, NO_STORE)
        inside.set_cookie(f"{COOKIE}{port}", value, path="/", httponly=True, samesite="strict")
        return inside

    return Route(ADDRESS, answer)


def link(door: LocalDoor, host: str, port: int) -> str:
    """Where a browser on this machine gets in."""
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{port}{ADDRESS}?kunci={door.token}"


def tell(words: str) -> None:
    """Say a line in the terminal; logs are for others to read."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def announce(door: LocalDoor, listening: Ports) -> None:
    """Print the link once the server listens; shut the door when others can reach it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := list(listening()):
            door.shut = not all(is_loopback(host) for host, _ in found)
            if not door.shut:
                tell(f"{OPEN}{link(door, *found[0])}")
            return
        await asyncio.sleep(0.1)
