"""Meeting papers from the shell: ``dasbor rapat --format pptx --keluar rapat.pptx``."""

import argparse
from pathlib import Path
from typing import Any

from dasbor import format_id
from dasbor.data import versions
from dasbor.documents.meeting import files, office
from dasbor.documents.meeting.briefing import Paper, Refused, prepare
from dasbor.questions import filters as chosen
from dasbor.questions.answers import answers

COMMAND = "rapat"


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("--format", choices=list(files.FORMATS), help="bawaan: dari nama berkas")
    command.add_argument("--tahun", default="", help="2023 atau 2021-2023; bawaan: semua")
    for name in chosen.CHOICES:
        words = f"{chosen.LABELS[name]} yang dipilih; bawaan: semua"
        command.add_argument(f"--{name}", nargs="+", action="extend", default=[], help=words)
    command.add_argument("--halaman", nargs="+", default=[], help="halaman; bawaan: semua")
    command.add_argument("--gambar", nargs="+", default=[], help="gambar; bawaan: semua")
    command.add_argument("--lampiran", action="store_true", help="sertakan semua gambar dan tabel")
    words = "sertakan gambar peragaan, bertanda CONTOH, dengan angka karangan"
    command.add_argument("--sertakan-peragaan", action="store_true", help=words)
    command.add_argument("--judul", default="", help="judul bahan rapat")
    command.add_argument(
        "--templat", type=Path, help="templat PowerPoint kantor (.pptx atau .potx)"
    )
    command.add_argument("--keluar", type=Path, required=True, help="berkas yang ditulis")


def run(options: argparse.Namespace, progress: files.Progress) -> str:
    """Write the paper that was asked for; returns what there is to say about it.

    Raises:
        Refused: when it cannot be made or written.
    """
    kind = _kind(options.format, options.keluar)
    template = _template(options.templat)
    progress("membaca data")
    paper = _paper(options)
    size = files.write(options.keluar, lambda: files.make(kind, paper, template, progress))
    drawn = [*(slide for slide in paper.story if slide.chart), *paper.shown]
    return f"Tertulis: {options.keluar} ({len(drawn)} gambar, {size / 1024:.0f} KB)"


def _kind(asked: str | None, path: Path) -> str:
    """The format, as asked for or by the name of the file; the two must not contradict."""
    named = path.suffix.lower().removeprefix(".")
    kind = asked or named
    if kind not in files.FORMATS:
        known = ", ".join(files.FORMATS)
        raise Refused(f"format tidak dikenal dari {path.name}. Tambahkan --format {known}.")
    if named in files.FORMATS and named != kind:
        raise Refused(f"{path.name} bernama {named}, tetapi --format {kind}. Samakan keduanya.")
    return kind


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except OSError:
        raise Refused(f"templat {path} tidak terbaca. Periksa nama dan foldernya.") from None
    office.check(content)
    return content


def _paper(options: argparse.Namespace) -> Paper:
    asked = answers(versions.current())
    choices = chosen.options(asked)
    link: dict[str, Any] = {name: getattr(options, name) for name in chosen.CHOICES}
    link |= {"tahun": [options.tahun]} if options.tahun else {}
    try:
        filters = chosen.from_link(link, choices)
    except ValueError as strange:
        years = format_id.years(list(choices.years))
        raise Refused(
            f"{strange} Tahun yang ada: {years}; OPD, bentuk, dan urusan ditulis seperti pada"
            " saringan dasbor."
        ) from None
    about = (options.halaman, options.gambar, options.judul)
    return prepare(asked, filters, choices, *about, options.sertakan_peragaan, options.lampiran)
