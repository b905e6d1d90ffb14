"""Reports on their way: which are due, handed to the mail server of the host, and noted."""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dasbor import settings
from dasbor.city import city
from dasbor.data.releases import Releases
from dasbor.documents.delivery.addresses import Addresses, masked
from dasbor.documents.delivery.ledger import BEGUN, FAILED, SENT, UNSURE, Ledger, message_id
from dasbor.documents.delivery.letter import Report
from dasbor.questions.answers import Answers

log = logging.getLogger("dasbor.kiriman")
PATIENCE = 30  # seconds that the mail server may be silent
PUBLISHED, WEEKLY, MONTHLY = "terbit", "mingguan", "bulanan"


@dataclass(frozen=True)
class Outcome:
    """How one report to one address ended: one of the words of the ledger, and why."""

    address: str
    state: str
    reason: str = ""


def occasion(number: int) -> str:
    """What a report is about: a published version, a week, or a month. Each is sent once."""
    today = city().today()
    year, week, _ = today.isocalendar()
    words = {WEEKLY: f"{year}-m{week:02}", MONTHLY: f"{today:%Y-%m}"}
    return words.get(settings.reports(), f"v{number}")


def deliver(answers: Answers, folder: Path) -> list[Outcome]:
    """Send what is due to whom it is due; what failed before is tried again, nothing goes twice.

    Raises:
        OSError: when another is sending now.
        NothingReal: when there are only samples.
    """
    if not settings.reports():
        return []
    addresses, ledger = Addresses(folder), Ledger(folder)
    with addresses.lock():
        current = Releases(folder).current()
        number = current.number if current else 0
        by_version = settings.reports() == PUBLISHED
        what = occasion(number)
        ids = {one: message_id(what, one, _domain()) for one in addresses.all()}
        due = [one for one in ids if ledger.state(ids[one]) in ("", FAILED)]
        if not due or (by_version and not number):
            return []
        report = Report(answers, settings.public_address())
        return list(_each(report, ledger, folder, number, {one: ids[one] for one in due}))


def _each(
    report: Report, ledger: Ledger, folder: Path, number: int, due: dict[str, str]
) -> Iterator[Outcome]:
    for address, message in due.items():
        since = ledger.last_version(address) or number - 1
        changed = report.changes(folder, since)
        letter = report.to(address, settings.report_sender(), message, changed)
        ledger.note(message, BEGUN, number)
        state, reason = _sent(letter)
        ledger.note(message, state, number, reason)
        if state != SENT:
            facts = {"event": "kiriman_gagal", "jenis": reason}
            words = "Laporan ke %s %s (%s)"
            log.warning(words, masked(address), state, reason, extra=facts)
        yield Outcome(address, state, reason)


def _sent(letter: EmailMessage) -> tuple[str, str]:
    """How handing over one letter ended, and why it did not succeed.

    A server that falls silent amid a letter may have taken it: that is not a failure to try again.
    """
    try:
        server = _connected()
    except (OSError, smtplib.SMTPException) as flaw:
        return FAILED, type(flaw).__name__
    try:
        server.send_message(letter)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        return FAILED, type(refusal).__name__
    except (OSError, smtplib.SMTPException) as silence:
        return UNSURE, type(silence).__name__
    finally:
        server.close()
    return SENT, ""


def _connected() -> smtplib.SMTP:
    parts = urlsplit(settings.mail_server())
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    server = kind(parts.hostname or "", parts.port or 0, timeout=PATIENCE)
    server.ehlo_or_helo_if_needed()
    if parts.scheme == "smtp" and server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _domain() -> str:
    return settings.report_sender().rpartition("@")[2]
