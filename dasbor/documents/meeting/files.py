"""A paper as a file: the formats there are; their libraries load when a file is asked for."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile

from dasbor.data import versions
from dasbor.data.releases import atomic
from dasbor.data.sandbox.turns import NOBODY, Who
from dasbor.documents import bundle
from dasbor.documents.meeting import office
from dasbor.documents.meeting.briefing import Paper, Refused
from dasbor.questions.answers import answers

Progress = Callable[[str], None]
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called, what it is for, its media type."""

    name: str
    use: str
    mime: str


FORMATS: Mapping[str, Format] = {
    "pptx": Format(
        "PowerPoint", "Satu temuan satu slide, grafik asli", f"{OFFICE}.presentationml.presentation"
    ),
    "pdf": Format("PDF", "Lembar edaran A4 untuk dicetak", "application/pdf"),
    "xlsx": Format("Excel", "Data, grafik, sumber, dan catatan", f"{OFFICE}.spreadsheetml.sheet"),
    "zip": Format(
        "paket luring", "Semua halaman tanpa jaringan, beserta ketiga bahan", "application/zip"
    ),
}

BUNDLED = {"pptx": "paparan.pptx", "pdf": "edaran.pdf", "xlsx": "data.xlsx"}


def make(
    kind: str,
    paper: Paper,
    template: bytes | None = None,
    progress: Progress = lambda _: None,
    who: Who = NOBODY,
    beat: Callable[[], object] = lambda: None,
) -> bytes:
    """The content of a file of that kind (a key of ``FORMATS``).

    A template is filled when ``who`` has the turn; ``beat`` may end the wait. The bundle asks the
    store being served when it is made: nobody keeps an old one open for it.

    Raises:
        Refused: for a template that is none, or when something the format needs is missing.
    """
    if kind == "pptx" and template is not None:
        progress("slide pada templat")
        return office.fill(paper, template, who, beat)
    if kind == "pptx":
        from dasbor.documents.meeting import deck

        return deck.make(paper, progress=progress)
    if kind == "pdf":
        from dasbor.documents.meeting import handout

        return handout.make(paper, progress)
    if kind == "xlsx":
        from dasbor.documents.meeting import workbook

        return workbook.make(paper, progress)
    extras = {
        name: make(other, paper, template, progress, who, beat) for other, name in BUNDLED.items()
    }
    progress("paket luring")
    everything = bundle.everything(
        answers(versions.current()), paper.filters, paper.options, paper.samples
    )
    return bundle.make(replace(everything, extras=extras))


def file_name(paper: Paper, kind: str) -> str:
    """A name that says the subject, the years if they are chosen, and the day."""
    years = [paper.filters.first_year, paper.filters.last_year]
    narrow = paper.filters.narrows("tahun", paper.options)
    named = [year for year in years if year and narrow]
    words = [paper.title, *(str(year) for year in dict.fromkeys(named)), paper.today.isoformat()]
    plain = re.sub(r"[^a-z0-9]+", "-", " ".join(words).casefold()).strip("-")
    return f"{plain[-100:].strip('-')}.{kind}"


def write(path: Path, produce: Callable[[], bytes]) -> int:
    """Write a file as a whole or not at all; returns its size in bytes.

    The place is tried before anything is produced.

    Raises:
        Refused: when nothing can be written there.
    """
    if path.is_dir():
        raise Refused(f"{path} adalah folder. Sebutkan nama berkasnya juga.")
    with _refused_unless_written(path), TemporaryFile(dir=path.parent):
        pass
    content = produce()
    atomic.sweep(path)
    with _refused_unless_written(path):
        atomic.put(path, content, 0o666)  # less what the umask takes
    return len(content)


@contextlib.contextmanager
def _refused_unless_written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise Refused(
            f"{path} tidak dapat ditulis. Periksa foldernya ada, boleh ditulisi, dan tidak penuh;"
            " tutup juga berkasnya bila sedang terbuka."
        ) from None
