"""Start-up, and the message a reader sees when a page breaks."""

import asyncio
import gc
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

log = logging.getLogger("dasbor.server")

Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]


def lifespan(warm_up: Callable[[], object]) -> Lifespan:
    """Open the data before the first reader comes; without it the server starts all the same."""

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[dict[str, Any] | None]:
        try:
            await asyncio.to_thread(warm_up)
        except Exception:
            log.exception("Data belum dapat disiapkan; server tetap dijalankan")
        # What start-up left in memory stays for good: no later collection has to walk through it.
        gc.collect()
        gc.freeze()
        try:
            yield None
        finally:
            gc.unfreeze()

    return run


def script_error_handler(show: Callable[[str], object]) -> Callable[[Exception], bool]:
    """Show a sorry note with a reference instead of the error; log the error with the reference."""

    def handle(error: Exception) -> bool:
        reference = secrets.token_hex(4)
        log.error("Kesalahan %s pada halaman", reference, exc_info=error)
        show(
            "Maaf, halaman ini tidak dapat ditampilkan karena kesalahan pada sistem. "
            "Muat ulang halaman; bila masih terjadi, sampaikan kode rujukan berikut "
            f"kepada pengelola: **{reference}**"
        )
        return True

    return handle
