"""``periksa`` and ``terbitkan``: a file is checked, and published when it is asked for."""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dasbor import settings
from dasbor.city import city
from dasbor.cli import declared, shape
from dasbor.cli.parser import REFUSED, SOUND, Commands, Parser, Unusable, progress, user
from dasbor.cli.report import report
from dasbor.data import boundaries, versions
from dasbor.data.contract import read_contracts
from dasbor.gate import cleaning, consents, reading, service
from dasbor.gate.cleaning.statuses import EVERY as EVERY_STATUS
from dasbor.gate.dates import ORDERS
from dasbor.gate.model import Match, Settled
from dasbor.gate.references import references
from dasbor.gate.service import names

BY_DATE = {"penerapan": "tanggal_penerapan", "input": "tanggal_input", "kolom": "tahun"}


def add(commands: Commands) -> None:
    """The commands and their options."""
    check = commands.add_parser("periksa", help="periksa sebuah berkas tanpa menerbitkannya")
    publish = commands.add_parser("terbitkan", help="periksa lalu terbitkan sebuah berkas")
    for command in (check, publish):
        add_reading(command)
        for consent in consents.EVERY:
            command.add_argument(consent.option, action="store_true", help=consent.words.lower())
        command.add_argument("--json", action="store_true", help="laporan sebagai JSON")
        command.add_argument("--ditolak", type=Path, help="simpan baris yang ditolak ke berkas ini")
    publish.add_argument("--alasan", required=True, help="mengapa diterbitkan; dicatat")
    publish.add_argument("--oleh", default="", help="siapa yang menerbitkan; bawaan: nama pengguna")
    publish.add_argument(
        "--tanpa-yang-ditolak", action="store_true", help="terbitkan tanpa baris yang ditolak"
    )
    check.set_defaults(perintah=_check)
    publish.set_defaults(perintah=_publish)


def add_reading(command: Parser) -> None:
    """The file and how it is read: the options of every command that is given one."""
    command.add_argument("berkas", type=Path)
    command.add_argument("--dataset", help="kumpulan data; bawaan: dikenali dari judul kolom")
    command.add_argument(
        "--tahun", help="tahun daftar, atau: penerapan | input | kolom", default=""
    )
    shape.add(command)
    command.add_argument(
        "--urutan-tanggal",
        choices=tuple(ORDERS),
        default="",
        help="urutan hari dan bulan bila tanggal di berkas dapat dibaca dua cara",
    )
    command.add_argument(
        "--status", default="", help="status usulan yang dihitung, dipisahkan koma, atau: semua"
    )
    command.add_argument(
        "--ganti",
        action="store_true",
        help="gantikan daftar tahun itu, atau seluruh isi kumpulan tanpa tahun; bawaan: menambah",
    )
    declared.add(command)
    command.add_argument(
        "--nama", type=Path, help="tabel nama yang sudah diisi: barisnya yang “tinggalkan” dilewati"
    )


def _check(options: argparse.Namespace) -> int:
    proposal = propose(options)
    report(proposal, options)
    asked = declared.ASK_SOURCE if _lacks_source(proposal) else proposal.obstacle
    obstacle = asked or service.disagreement(proposal, _agreed(options))
    if obstacle:
        print(f"Belum dapat diterbitkan: {obstacle}", file=sys.stderr)
    return REFUSED if proposal.refusals or obstacle else SOUND


def _lacks_source(proposal: service.Proposal) -> bool:
    return bool(proposal.files) and proposal.offer.lacks_source(proposal.passport)


def _agreed(options: argparse.Namespace) -> list[str]:
    """The keys of what the options say yes to."""
    given = vars(options)
    named = {one.key: one.option.removeprefix("--").replace("-", "_") for one in consents.EVERY}
    return [key for key, name in named.items() if given.get(name)]


def _publish(options: argparse.Namespace) -> int:
    proposal = propose(options)
    report(proposal, options)
    if _lacks_source(proposal):
        raise Unusable(declared.ASK_SOURCE)
    release = service.publish(
        proposal,
        settings.data_folder(),
        options.oleh or user(),
        options.alasan,
        options.tanpa_yang_ditolak,
        _agreed(options),
    )
    print(f"Terbit sebagai versi {release.number}.", file=sys.stderr)
    return SOUND


def propose(options: argparse.Namespace) -> service.Proposal:
    """What the file that was named would publish."""
    folder = settings.data_folder()
    content = _content(options.berkas)
    mapped = shape.mapped(options.petakan, read_contracts(folder))
    opened = service.open_upload(
        options.berkas.name, content, folder, progress, reading.AT_HAND, mapped=mapped
    )
    shape.check_mapped(opened, mapped)
    made = _outlines(opened, options) if opened.outlines else _register(opened, options)
    progress("")
    return made


def _outlines(opened: service.Opened, options: argparse.Namespace) -> service.Proposal:
    if options.dataset not in (None, boundaries.DATASET):
        raise Unusable(f"berkas ini GeoJSON ({boundaries.DATASET}), bukan {options.dataset}.")
    return service.propose_outlines(opened, settings.data_folder(), versions.fresh, progress)


def _register(opened: service.Opened, options: argparse.Namespace) -> service.Proposal:
    folder = settings.data_folder()
    sheet = shape.sheet(opened, options.lembar, publishing="alasan" in options)
    match = _match(opened.matches[sheet], options.dataset)
    contract = read_contracts(folder)[match.dataset]
    if contract.yearly and not options.tahun:
        known = references(versions.fresh())
        if owner := cleaning.owner(opened.sheets[sheet], match, known):
            raise Unusable(f"{owner} Minta ekspor {city().name}.")
    year = _year(options.tahun, match) if contract.yearly else cleaning.YearChoice()
    offer = service.offered(opened, sheet, match, year, folder, versions.fresh)
    said, source = declared.of(options, offer)
    return service.propose(
        *(opened, sheet, match, year, folder, versions.fresh, progress),
        add=not options.ganti,
        settled=_settled(options),
        declared=said,
        source=source,
    )


def _settled(options: argparse.Namespace) -> Settled:
    counted = _statuses(options.status)
    wishes = replace(shape.wishes(options), order=options.urutan_tanggal, statuses=counted)
    if not options.nama:
        return wishes
    known, contracts = references(versions.fresh()), read_contracts(settings.data_folder())
    left = names.left(names.decided(_content(options.nama), known, contracts))
    return replace(wishes, left_out=left)


def _statuses(given: str) -> frozenset[str] | None:
    """The statuses that count; “semua” is all that a file may have."""
    if given.strip().casefold() == "semua":
        return EVERY_STATUS
    return frozenset(filter(None, map(str.strip, given.split(",")))) or None


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Unusable(f"berkas {path} tidak ada. Periksa nama dan foldernya.")
    return path.read_bytes()


def _match(matches: Sequence[Match], dataset: str | None) -> Match:
    fitting = [match for match in matches if not dataset or match.dataset == dataset]
    if not fitting:
        raise Unusable(
            f"judul kolomnya tidak dikenali sebagai {dataset or 'kumpulan data apa pun'}."
            " Periksa baris judulnya, atau sebutkan kolomnya: --petakan “JUDUL=kolom”, misalnya"
            " --petakan “Nama SKPD=opd”."
        )
    first, *others = fitting
    if others and not first.certain and first.columns == others[0].columns:
        names = " atau ".join(f"--dataset {match.dataset}" for match in fitting[:2])
        raise Unusable(f"judul kolomnya cocok dengan dua daftar. Tambahkan {names}.")
    return first


def _year(given: str, match: Match) -> cleaning.YearChoice:
    if re.fullmatch("[0-9]{4}", given):
        return cleaning.YearChoice(int(given))
    if given in BY_DATE:
        return cleaning.YearChoice(None, BY_DATE[given])
    if not given and "tahun" in match.columns:
        return cleaning.YearChoice(None, "tahun")
    dates = [f"--tahun {word}" for word, column in BY_DATE.items() if column in match.columns]
    ways = " atau ".join(["--tahun 2025 (tahun daftar seluruh berkas)", *dates])
    raise Unusable(f"berkas ini tidak punya kolom tahun. Tambahkan {ways}.")
