"""Who may change data. Decided anew on every run, from the log-in and the allow-list of the moment.

``DASBOR_PENYUNTING`` and the file of ``DASBOR_PENYUNTING_BERKAS`` list mail addresses, groups and
accounts (``ani@cilegon.go.id, grup:bappeda``; when a name holds commas, with semicolons or line
breaks between all entries) that a configured log-in (OIDC) must show. A mail address counts when
the provider says that it is verified, an account (``akun:ISS SUB``) always. Without a log-in nobody
may, but for whoever came in through the link that is printed in the terminal of a single-user
machine (``DASBOR_EDITOR=lokal``, see ``local``) and has said a name.
"""

import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dasbor import settings

log = logging.getLogger("dasbor.access")

SESSION_HOURS = 12.0
CLOCKS_DIFFER = 300.0  # seconds that the provider's clock may be ahead of ours
LOGIN_FIRST = "Masuk lebih dulu untuk mengelola data."
LOGIN_OLD = "Login ini lebih dari 12 jam yang lalu. Masuk lagi untuk mengelola data."
MAIL_UNSURE = "Alamat surel pada akun ini belum terverifikasi."
LIST_BROKEN = "Daftar penyunting tidak dapat dibaca; sebabnya tertulis di catatan server."
NAME_FIRST = "Sebutkan nama Anda: dicatat pada versi dan jejak, tidak tampil bagi pembaca."
BY_LINK = "Buka Kelola Data lewat tautan sekali pakai yang tercetak di terminal server ini."


@dataclass(frozen=True)
class Request:
    """What is known of the one who asks."""

    login_configured: bool
    logged_in: bool
    claims: Mapping[str, Any]  # of the log-in: email, email_verified, groups …
    local_closed: str  # why there is no local editing here; "" when there is
    came_in: bool  # through the link in the terminal
    local_name: str = ""  # what such a one has said to be called


@dataclass(frozen=True)
class Visitor:
    """The answer: a name for the records, and whether data may be changed; if not, why."""

    name: str
    editor: bool
    reason: str = ""
    account: str = ""  # how the list of editors would name this log-in


def open_at_all(login_configured: bool) -> bool:
    """Whether there is a way in, so that the page belongs into the menu."""
    return login_configured or settings.editor_local()


def decide(request: Request) -> Visitor:
    """Reader or editor, by the rules above."""
    if request.login_configured:
        return _by_login(request)
    if request.local_closed:
        return Visitor("", False, request.local_closed)
    if not request.came_in:
        return Visitor("", False, BY_LINK)
    name = request.local_name
    return Visitor(name, True) if name else Visitor("", False, NAME_FIRST)


def _by_login(request: Request) -> Visitor:
    if not request.logged_in:
        return Visitor("", False, LOGIN_FIRST)
    account, mail = _account(request.claims), _verified_mail(request.claims)
    groups = {settings.GROUP + settings.lower(name) for name in _groups(request.claims)}
    allowed, flaw = _allowed()
    name = mail or account
    if ({account, mail} | (groups if mail else set())) & allowed - {""}:
        recent = _is_recent(request.claims)
        return Visitor(name, True) if recent else Visitor(name, False, LOGIN_OLD, account)
    unlisted = f"Akun {mail} tidak termasuk daftar penyunting."
    return Visitor(name, False, flaw or (unlisted if mail else MAIL_UNSURE), account)


def _verified_mail(claims: Mapping[str, Any]) -> str:
    """The mail address in lower case; "" when nobody has seen to it that it is this person's."""
    mail, issuer = claims.get("email"), claims.get("iss")
    named = isinstance(issuer, str) and issuer in settings.mail_verifiers()
    if claims.get("email_verified") is not True and not named:
        return ""
    is_mail = isinstance(mail, str) and re.fullmatch(r"[^@\s:]+@[^@\s:]+", mail)
    return settings.lower(str(mail)) if is_mail else ""


def _account(claims: Mapping[str, Any]) -> str:
    """What never changes about an account, as it is listed; "" when the log-in does not say."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not (isinstance(issuer, str) and isinstance(subject, str)):
        return ""
    whole = re.fullmatch(r"\S+", issuer) and re.fullmatch(r"\S(.*\S)?", subject)
    return f"{settings.ACCOUNT}{issuer} {subject}" if whole else ""


def _groups(claims: Mapping[str, Any]) -> list[str]:
    groups = claims.get("groups")
    listed = groups if isinstance(groups, list | tuple) else [groups]
    return [group for group in listed if isinstance(group, str)]


def _is_recent(claims: Mapping[str, Any]) -> bool:
    """Whether the log-in, and what it says of groups and mail, is of these hours."""
    times = [claims[name] for name in ("auth_time", "iat") if claims.get(name) is not None]
    now = time.time()
    return bool(times) and all(
        isinstance(at, int | float)
        and not isinstance(at, bool)
        and -CLOCKS_DIFFER <= now - at <= SESSION_HOURS * 3600
        for at in times
    )


def _allowed() -> tuple[frozenset[str], str]:
    """Who is listed at this moment, and what readers hear when a list cannot be read."""
    try:
        return settings.editors() | settings.editors_in_file(), ""
    except settings.SettingError as flaw:
        log.error("%s", flaw, extra={"event": "daftar_penyunting"})
        return frozenset(), LIST_BROKEN
