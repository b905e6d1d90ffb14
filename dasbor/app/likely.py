"""Answers to the filters readers are likely to choose next, worked out while nobody waits.

DuckDB 2.0 plans a question anew each time it is asked, which is most of the work for a choice
that was never made before. What is worked out here is only kept (``Answers``): nothing is shown.
"""

import asyncio
import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from dasbor.data import versions
from dasbor.documents import content, frame
from dasbor.documents.view import View
from dasbor.questions import filters
from dasbor.questions.answers import answers

QUIET = 5.0  # seconds since the last request
BREATH = 0.05  # seconds between two pages
LAST = 19  # the priority of whoever can wait (nice)

Choice = tuple[str, dict[str, list[str]]]  # a page, and the query of its link


class Quiet:
    """Whether somebody has asked for anything of late."""

    def __init__(self) -> None:
        self._disturbed = time.monotonic()

    def disturb(self) -> None:
        """Somebody is here: all else waits."""
        self._disturbed = time.monotonic()

    async def wait(self) -> None:
        """Until nobody has asked for so long."""
        while (left := QUIET - (time.monotonic() - self._disturbed)) > 0:
            await asyncio.sleep(left)


quiet = Quiet()


async def work_ahead() -> None:
    """Beside the server: each version of the data once, page by page, as long as it is quiet."""
    ready = ""
    with ThreadPoolExecutor(1, "likely", _step_back) as alone:
        while True:
            await asyncio.sleep(QUIET)
            ready = await _prepared(alone, ready)


async def _prepared(alone: ThreadPoolExecutor, ready: str) -> str:
    """The version that is ready after this round."""
    with contextlib.suppress(versions.StoreUnavailable):
        version = versions.current().version
        if version == ready:
            return ready
        loop = asyncio.get_running_loop()
        for page, link in await loop.run_in_executor(alone, lambda: list(choices())):
            await quiet.wait()
            await loop.run_in_executor(alone, prepare, page, link)
            await asyncio.sleep(BREATH)
        return version
    return ready


def choices() -> Iterator[Choice]:
    """Every page with each single choice of a filter that it hears, the first pages first."""
    asked = answers(versions.current())
    offered = filters.options(asked)
    values = {"tahun": [str(year) for year in offered.years], **offered.values}
    for page in content.PAGES:
        if content.there(page, asked):
            for name in frame.hears(page):
                yield from ((page, {name: [value]}) for value in values[name])


def prepare(page: str, link: dict[str, list[str]]) -> None:
    """Ask all that a page asks within one choice."""
    asked = answers(versions.current())
    options = filters.options(asked)
    chosen, _ = filters.lenient(link, options)
    content.section(page, View(asked, chosen, options, link, page=page))


def _step_back() -> None:
    if sys.platform == "linux":  # where a thread may be less urgent than its process
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST)
