"""Start-up, and the message a reader sees when a page breaks."""

import asyncio
import contextlib
import gc
import logging
import secrets
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from dasbor.server import capacity, inside
from dasbor.server.departures import see_off
from dasbor.server.page_threads import run_pages_in
from dasbor.server.upload_store import uploads

log = logging.getLogger("dasbor.server")

OPEN_FILES = 65_536
OPEN_NOW = Path("/dev/fd")  # the descriptors of this process, where the system has such a folder

Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]


def lifespan(
    warm_up: Callable[[], object],
    afterwards: Iterable[Callable[[], Coroutine[Any, Any, None]]] = (),
    serving: Callable[[], AbstractAsyncContextManager[object]] = contextlib.nullcontext,
) -> Lifespan:
    """Open the data before the first reader comes; without it the server starts all the same.

    ``afterwards`` go on beside the server from then on, and are ended with it; ``serving`` is
    entered while requests are answered.
    """

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[dict[str, Any] | None]:
        start = time.perf_counter()
        _allow_more_files()
        _send_at_once()
        inside.keep_theme()
        inside.ask_nobody_outside()
        inside.limit_messages(capacity.MESSAGE)
        run_pages_in(capacity.PAGES)
        inside.guard_files(uploads.guard)
        try:
            await asyncio.to_thread(warm_up)
        except Exception:
            words = "Data belum dapat disiapkan; server tetap dijalankan"
            log.exception(words, extra={"event": "data_belum_siap"})
        # What start-up left in memory stays for good: no later collection has to walk through it.
        gc.collect()
        gc.freeze()
        seconds = round(time.perf_counter() - start, 3)
        log.info("Server siap", extra={"event": "siap", "detik": seconds})
        beside = [
            asyncio.create_task(work)
            for work in (see_off(uploads), *(begin() for begin in afterwards))
        ]
        try:
            async with serving():
                yield None
        finally:
            for task in beside:
                task.cancel()
            gc.unfreeze()
            log.info("Server berhenti", extra={"event": "berhenti"})

    return run


def _allow_more_files() -> None:
    """Use what the system allows a process at most, not only what it gives at first.

    A session holds four files (its socket, and three of its script's event loop): the usual 1.024
    would turn away the 250th reader.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _send_at_once() -> None:
    """No message waits for the reader's machine to acknowledge the one before (Nagle's algorithm).

    A page is some thirty small messages, and who acknowledges late does so after 40 to 200 ms.
    Connections inherit this from the socket that listens, which ``streamlit run`` opens such that
    asyncio does not see to it itself (1.67).
    """
    for found in _listening():
        with contextlib.suppress(OSError):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def listening() -> Iterator[tuple[str, int]]:
    """Address and port of each TCP socket that this process listens on."""
    for found in _listening():
        if found.family in (socket.AF_INET, socket.AF_INET6):
            address, port = found.getsockname()[:2]
            yield address, port


def _listening() -> Iterator[socket.socket]:
    with contextlib.suppress(OSError):
        for descriptor in list(OPEN_NOW.iterdir()):
            with contextlib.suppress(OSError):
                found = socket.socket(fileno=int(descriptor.name))
                try:
                    if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        yield found
                finally:
                    found.detach()  # it belongs to the server


def script_error_handler(show: Callable[[str], object]) -> Callable[[Exception], bool]:
    """Show a sorry note with a reference instead of the error; log the error with the reference."""

    def handle(error: Exception) -> bool:
        reference = secrets.token_hex(4)
        extra = {"event": "galat_halaman", "rujukan": reference}
        log.error("Kesalahan %s pada halaman", reference, exc_info=error, extra=extra)
        show(
            "Maaf, halaman ini tidak dapat ditampilkan karena kesalahan pada sistem. "
            "Muat ulang halaman; bila masih terjadi, sampaikan kode rujukan berikut "
            f"kepada pengelola: **{reference}**"
        )
        return True

    return handle
