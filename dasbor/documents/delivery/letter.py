"""One report as a message: what changed, the findings, and sheet and deck beside."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from dasbor.city import city, now
from dasbor.documents import content, sheet
from dasbor.documents.meeting import files
from dasbor.documents.meeting.briefing import has_values, prepare
from dasbor.documents.record import About, changes
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options

MOST_CHANGES = 30
NONE_CHANGED = "Tidak ada angka yang berubah."
FOOT = (
    "Surat ini dikirim oleh dasbor karena alamat ini ada pada daftar penerimanya. Untuk berhenti,"
    " hubungi pengelola dasbor."
)


class NothingReal(ValueError):
    """There is no figure yet that is not a sample."""


class Report:
    """What all who get it are sent alike: made once, addressed to each.

    Raises ``NothingReal`` when there are only samples.
    """

    def __init__(self, answers: Answers, address: str) -> None:
        choices = options(answers)
        paper = prepare(answers, Filters(), choices)
        if not any(has_values(chart) and not chart.samples for _, chart in paper.pictures):
            raise NothingReal("Belum ada angka nyata; laporan tidak dibuat dari contoh.")
        view = View.of_papers(answers, Filters(), choices)
        section = content.section(content.FRONT, view)
        self._about = About(answers, city(), address)
        self.subject = f"Inovasi daerah {city().name}: {section.title}"
        self._told = sheet.message(section, city(), (), answers.store.version)
        self._sheet = sheet.page(answers, {}, address).encode()
        self._deck = files.make("pptx", paper)
        self._address = address

    def to(self, address: str, sender: str, message: str, changed: Sequence[str]) -> EmailMessage:
        """The letter to one address."""
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = sender, address, self.subject
        letter["Message-ID"], letter["Date"] = message, format_datetime(now())
        letter["Auto-Submitted"] = "auto-generated"
        news = "\n".join(f"• {line}" for line in changed) or NONE_CHANGED
        parts = ["Yang berubah", news, "", self._told, f"{self._address}/", "", FOOT]
        letter.set_content("\n".join(parts))
        letter.add_attachment(self._sheet, maintype="text", subtype="html", filename="lembar.html")
        kind, _, subtype = files.FORMATS["pptx"].mime.partition("/")
        letter.add_attachment(self._deck, maintype=kind, subtype=subtype, filename="paparan.pptx")
        return letter

    def changes(self, folder: Path, since: int) -> list[str]:
        """What changed in figures after a version, in words, the latest first."""
        found = changes.named(changes.editions(folder), self._about)
        news = [one.words for edition in found if edition.number > since for one in edition.changes]
        left = len(news) - MOST_CHANGES
        return [*news[:MOST_CHANGES], *([f"dan {left} perubahan lain"] if left > 0 else [])]
