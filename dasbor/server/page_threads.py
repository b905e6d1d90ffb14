"""Pages run in so many threads at once; the readers beyond that wait in the order they came.

Streamlit 1.67 starts a thread for every run: when a thousand browsers come back at once, the
system refuses the thread ("can't start new thread") and their pages stay empty.
"""

import threading
from collections import deque

from streamlit.runtime.scriptrunner import ScriptRunner


class PageThreads:
    """So many ``places`` for runs of pages."""

    def __init__(self, places: int) -> None:
        self._places, self._lock = places, threading.Lock()
        self._running = 0
        self._waiting: deque[threading.Thread] = deque()

    def start(self, runner: ScriptRunner) -> None:
        """Run a page, now or when a place is free; as ``ScriptRunner.start`` would."""
        if runner._script_thread is not None:
            raise RuntimeError("ScriptRunner was already started")
        thread = threading.Thread(
            target=self._run, args=(runner,), name="ScriptRunner.scriptThread", daemon=True
        )
        runner._script_thread = thread
        with self._lock:
            self._waiting.append(thread)
            self._fill()

    def _run(self, runner: ScriptRunner) -> None:
        try:
            runner._run_script_thread()
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

    def start(runner: ScriptRunner) -> None:
        threads.start(runner)

    ScriptRunner.start = start  # type: ignore[method-assign,assignment]
