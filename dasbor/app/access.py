"""Who may change data. Decided anew on every run, from the log-in and the allow-list of the moment.

``DASBOR_PENYUNTING`` lists mail addresses and groups (``ani@cilegon.go.id, grup:bappeda``; when a
name holds commas, with semicolons or line breaks between all entries) that a configured log-in
(OIDC) must show. Without a log-in nobody may, but for whoever came in through the link that is
printed in the terminal of a single-user machine (``DASBOR_EDITOR=lokal``, see ``local``).
"""

import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dasbor import settings

GROUP = "grup:"
SESSION_HOURS = 12.0
BY_LINK = "Buka Kelola Data lewat tautan sekali pakai yang tercetak di terminal server ini."


@dataclass(frozen=True)
class Request:
    """What is known of the one who asks."""

    login_configured: bool
    logged_in: bool
    claims: Mapping[str, Any]  # of the log-in: email, email_verified, groups …
    local_closed: str  # why there is no local editing here; "" when there is
    came_in: bool  # through the link in the terminal


@dataclass(frozen=True)
class Visitor:
    """The answer: a name for the records, and whether data may be changed; if not, why."""

    name: str
    editor: bool
    reason: str = ""


def open_at_all(login_configured: bool) -> bool:
    """Whether there is a way in, so that the page belongs into the menu."""
    return login_configured or settings.editor_local()


def decide(request: Request) -> Visitor:
    """Reader or editor, by the rules above."""
    if request.login_configured:
        return _by_login(request)
    if request.local_closed:
        return Visitor("", False, request.local_closed)
    return Visitor("lokal", True) if request.came_in else Visitor("", False, BY_LINK)


def _by_login(request: Request) -> Visitor:
    if not request.logged_in:
        return Visitor("", False, "Masuk lebih dulu untuk mengelola data.")
    mail = str(request.claims.get("email") or "").casefold()
    if "@" not in mail or _is_false(request.claims.get("email_verified")):
        return Visitor(mail, False, "Alamat surel pada akun ini belum terverifikasi.")
    allowed = _allowed()
    groups = {f"{GROUP}{group}".casefold() for group in _groups(request.claims)}
    if mail in allowed or groups & allowed:
        return Visitor(mail, True)
    return Visitor(mail, False, f"Akun {mail} tidak termasuk daftar penyunting.")


def _is_false(claim: object) -> bool:
    return str(claim).casefold() == "false"  # some providers write it as a word


def _allowed() -> set[str]:
    text = settings.editors()
    parts = re.split(r"[;\n]", text)
    groups = [part for part in parts if len(parts) > 1 and _is_group(part)]  # may hold commas
    listed = [*groups, *(mail for part in parts if part not in groups for mail in part.split(","))]
    return {entry.strip().casefold() for entry in listed if entry.strip()}


def _is_group(part: str) -> bool:
    return part.strip().casefold().startswith(GROUP)


def _groups(claims: Mapping[str, Any]) -> list[str]:
    groups = claims.get("groups") or []
    return [groups] if isinstance(groups, str) else [str(group) for group in groups]


class UploadSessions:
    """Browser sessions that may send files: an editor's, or one that loads a template."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}

    def admit(self, session: str) -> None:
        """A page that takes files was opened in this session by somebody who may send them."""
        now = time.monotonic()
        with self._lock:
            self._until = {one: until for one, until in self._until.items() if until > now}
            self._until[session] = now + SESSION_HOURS * 3600

    def dismiss(self, session: str) -> None:
        """The one in this session may send files no more."""
        with self._lock:
            self._until.pop(session, None)

    def admitted(self, session: str) -> bool:
        """Whether files may come from this session."""
        return self._until.get(session, 0.0) > time.monotonic()


upload_sessions = UploadSessions()
