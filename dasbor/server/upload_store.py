"""What the server keeps of files that browsers send: who may send what, and how much in all.

Streamlit takes any file of any session under any name, and lets go of it only when somebody else
comes. Here a session may send what the page it has open is for, under names that were given out to
it, and what it no longer needs goes by itself.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadFileUrlInfo

HOURS = 12.0  # that an open page may send files without being opened anew
FORM = 1024 * 1024  # bytes of a form beside the file in it
MB = 2**20
CLOSED = "Berkas hanya diterima dari halaman yang memintanya. Muat ulang halaman, lalu coba lagi."
BUSY = "Berkas lain dari tab ini sedang dikirim. Tunggu sampai selesai."
CROWDED = (
    "Tempat unggahan bagi jaringan Anda sedang penuh. Tutup tab lain yang memuat berkas, lalu coba"
    " lagi semenit kemudian."
)
FULL = "Tempat unggahan sedang penuh. Coba lagi beberapa menit lagi."


@dataclass(frozen=True)
class Purpose:
    """What a page takes files for.

    Bytes of one file, files a session keeps, bytes of all sessions, and of them those of one
    address (an office, too, has only one).
    """

    bytes: int
    files: int
    together: int
    per_address: int


class Refused(Exception):
    """A file that may not come: the HTTP status and the words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


@dataclass
class _Session:
    purpose: Purpose
    until: float
    names: list[str] = field(default_factory=list)  # given out and not used yet
    coming: int = 0  # bytes that are on their way
    address: str = ""  # that its newest file came from
    sent: list[int] = field(default_factory=list)  # bytes of the newest files, also once removed

    def held(self) -> int:
        """Bytes the server may be holding for it: a page keeps what it took until its tab goes."""
        return sum(self.sent) + self.coming


class Uploads:
    """Sessions that may send files, and what they have sent. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._sessions: dict[str, _Session] = {}
        self._kept: MemoryUploadedFileManager | None = None

    def guard(self, kept: "MemoryUploadedFileManager") -> None:
        """Look after Streamlit's own store of files from now on."""
        give_out = kept.get_upload_urls

        def get_upload_urls(session_id: str, file_names: list[str]) -> "list[UploadFileUrlInfo]":
            # The refused have one too, so that their browser hears why when it sends the file.
            given = give_out(session_id, file_names[: self._may_send(session_id)])
            self._given(session_id, [one.file_id for one in given])
            return given

        kept.get_upload_urls = get_upload_urls  # type: ignore[method-assign,assignment]
        self._kept = kept

    def admit(self, session: str, purpose: Purpose) -> None:
        """A page that takes files was opened in this session by somebody who may send them."""
        until = self._clock() + HOURS * 3600
        with self._lock:
            known = self._sessions.get(session)
            if known is None:
                self._sessions[session] = _Session(purpose, until)
                return
            known.until = until
            known.purpose = max(known.purpose, purpose, key=lambda one: one.bytes)

    def dismiss(self, session: str) -> None:
        """The one in this session may send files no more; what came stays until it leaves."""
        with self._lock:
            if found := self._sessions.get(session):
                found.until = 0.0

    def admitted(self, session: str) -> bool:
        """Whether files may come from this session."""
        found = self._sessions.get(session)
        return found is not None and found.until > self._clock()

    def _may_send(self, session: str) -> int:
        """How many files at once, at least one."""
        found = self._sessions.get(session)
        return found.purpose.files if found and self.admitted(session) else 1

    def sessions(self) -> set[str]:
        """Those that may send files, or have."""
        with self._lock:
            return {*self._sessions, *(self._kept.file_storage if self._kept else ())}

    def _given(self, session: str, names: list[str]) -> None:
        """Names given out; of more than it may keep only the last ones count."""
        with self._lock:
            if found := self._sessions.get(session):
                found.names = [*found.names, *names][-found.purpose.files :]

    @contextmanager
    def coming(self, session: str, name: str, announced: int, address: str) -> Iterator[int]:
        """While a file comes in; how many bytes it may have. ``announced`` is 0 when unknown.

        ``address`` is whom it is counted for.

        Raises:
            Refused: when it may not come.
        """
        with self._lock:
            found = self._sessions.get(session)
            if found is None or found.until <= self._clock() or name not in found.names:
                raise Refused(403, CLOSED)
            most = found.purpose.bytes + FORM
            if announced > most:
                raise Refused(413, self.too_large(session))
            if found.coming:
                raise Refused(429, BUSY)
            wanted = announced or most
            self._make_room(session, found.purpose.files - 1)
            found.sent = found.sent[max(0, len(found.sent) - found.purpose.files + 1) :]
            self._find_room(found.purpose, wanted, address)
            found.address = address
            found.names.remove(name)
            found.coming = wanted
        try:
            yield most
            found.sent.append(wanted)
        finally:
            found.coming = 0

    def too_large(self, session: str) -> str:
        """What to say of a file beyond what this session may send."""
        found = self._sessions.get(session)
        most = found.purpose.bytes // MB if found else 0
        return f"Berkas lebih besar dari {most} MB. Kecilkan, atau bagi per tahun."

    def leave(self, session: str) -> bool:
        """The session is over: nothing of it is kept. Whether there was anything."""
        with self._lock:
            self._sessions.pop(session, None)
        held = bool(self._kept and self._kept.file_storage.get(session))
        if self._kept:
            self._kept.remove_session_files(session)
        return held

    def _make_room(self, session: str, files: int) -> None:
        """Of the session's own files only the newest stay: a new one takes their place."""
        if self._kept:
            names = [*self._kept.file_storage.get(session, {})]
            for name in names[: max(0, len(names) - files)]:
                self._kept.remove_file(session, name)

    def _find_room(self, purpose: Purpose, wanted: int, address: str) -> None:
        """Refuse when so many bytes more cannot be held, for that address or for all."""
        alike = [one for one in self._sessions.values() if one.purpose == purpose]
        if sum(one.held() for one in alike) + wanted > purpose.together:
            raise Refused(503, FULL)
        theirs = sum(one.held() for one in alike if one.address == address)
        if theirs + wanted > purpose.per_address:
            raise Refused(503, CROWDED)


uploads = Uploads()
