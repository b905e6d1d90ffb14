"""Pages run in so many threads at once; the readers beyond that wait in the order they came.

Streamlit 1.67 starts a thread for every run: when a thousand browsers come back at once, the
system refuses the thread ("can't start new thread") and their pages stay empty.
"""

import threading
from collections import deque
from collections.abc import Callable

from dasbor.server import inside


class PageThreads:
    """So many ``places`` for runs of pages."""

    def __init__(self, places: int) -> None:
        self._places, self._lock = places, threading.Lock()
        self._running = 0
        self._waiting: deque[threading.Thread] = deque()

    def start(self, thread: threading.Thread) -> None:
        """Start the thread of a page, now or when a place is free."""
        with self._lock:
            self._waiting.append(thread)
            self._fill()

    def run(self, page: Callable[[], None]) -> None:
        """What such a thread does: run its page, then let the next one start."""
        try:
            page()
        finally:
            with self._lock:
                self._running -= 1
                self._fill()

    def _fill(self) -> None:
        """Start those who wait while there are places. Only with the lock."""
        while self._waiting and self._running < self._places:
            try:
                self._waiting[0].start()
            except RuntimeError:  # the system has no thread left: whoever ends starts the next
                if not self._running:
                    self._waiting.popleft()
                    raise
                return
            self._waiting.popleft()
            self._running += 1


def run_pages_in(places: int) -> None:
    """Let Streamlit run at most so many pages at once."""
    threads = PageThreads(places)
    inside.start_pages_by(threads.start, threads.run)
