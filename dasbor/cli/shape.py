"""What the commands ask of a file's shape: which sheet, which rows, which column is what."""

import argparse
from collections.abc import Mapping, Sequence

from dasbor import format_id
from dasbor.cli.parser import Unusable
from dasbor.data.contract import Contract
from dasbor.data.headers import plain
from dasbor.gate import cleaning, service
from dasbor.gate.joined import ALL
from dasbor.gate.model import Settled

IGNORED = "abaikan"


def add(command: argparse.ArgumentParser) -> None:
    """The options of a command that reads a file."""
    command.add_argument("--lembar", help=f"nama lembar kerja, atau: {ALL}", default="")
    command.add_argument(
        "--petakan",
        action="append",
        default=[],
        metavar="JUDUL=KOLOM",
        help=f"judul itu mengisi kolom itu; KOLOM boleh “{IGNORED}”; boleh berkali-kali",
    )
    command.add_argument("--opd", default="", help="OPD bagi baris yang tidak menyebutnya")
    command.add_argument(
        "--tanpa",
        action="append",
        default=[],
        choices=(cleaning.HIDDEN, cleaning.STRUCK),
        help="jangan ambil baris yang tersembunyi atau dicoret",
    )


def wishes(options: argparse.Namespace) -> Settled:
    """What was asked of the rows."""
    return Settled(opd=options.opd.strip(), without=frozenset(options.tanpa))


def mapped(pairs: Sequence[str], contracts: Mapping[str, Contract]) -> dict[str, str]:
    """Header -> column of every ``--petakan``. Raises ``Unusable`` for what is none."""
    names = {plain(n): c.name for one in contracts.values() for c in one.columns
             for n in (c.label, c.name)}  # fmt: skip
    found = {}
    for pair in pairs:
        header, _, column = (part.strip() for part in pair.rpartition("="))
        if not header or not column:
            raise Unusable(f"--petakan “{pair}” bukan JUDUL=KOLOM, misalnya “Nama SKPD=opd”.")
        if column != IGNORED and plain(column) not in names:
            raise Unusable(f"--petakan: tidak ada kolom “{column}”; pakai namanya, misalnya opd.")
        found[plain(header)] = "" if column == IGNORED else names[plain(column)]
    return found


def check_mapped(opened: service.Opened, asked: Mapping[str, str]) -> None:
    """Raises ``Unusable`` when a header that is mapped stands nowhere in the file."""
    headers = {plain(word): word for sheet in opened.sheets for word in sheet.header if word}
    if unknown := [header for header in asked if header not in headers]:
        there = format_id.listing([f"“{word}”" for word in headers.values()][:20])
        raise Unusable(f"--petakan: judul “{unknown[0]}” tidak ada di berkas; yang ada: {there}.")


def sheet(opened: service.Opened, name: str, publishing: bool) -> int:
    """The number of the sheet that is meant; of several alike one has to be named to publish."""
    names = [one.name for one in opened.sheets]
    if name:
        if name not in names:
            raise Unusable(f"lembar “{name}” tidak ada; yang ada: {format_id.listing(names)}.")
        return names.index(name)
    if opened.joined and publishing:
        alike = [opened.sheets[i] for i in opened.joined]
        told = [f"“{one.name}” ({format_id.number(len(one.rows))} baris)" for one in alike]
        raise Unusable(
            f"berkas ini memuat {len(told)} lembar berisi tabel sejenis: {format_id.listing(told)}."
            f" Tambahkan --lembar {ALL}, atau --lembar dan nama salah satunya."
        )
    return opened.best()
