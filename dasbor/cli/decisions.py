"""What an operator decides in a table: handed out, filled in elsewhere, and taken back in."""

import argparse
import sys

from dasbor import format_id
from dasbor.cli.parser import REFUSED, SOUND, Unusable
from dasbor.data.releases import Release


def hand_out(options: argparse.Namespace, table: bytes, rows: str, fill_in: str) -> int:
    """The table to the file that was named, with what to do next, or to the standard output."""
    if options.simpan:
        options.simpan.write_bytes(table)
        print(f"{rows} ditulis ke {options.simpan}.")
        print(fill_in)
    else:
        sys.stdout.write(table.decode("utf-8-sig"))
    return REFUSED


def need_reason(options: argparse.Namespace) -> None:
    """Raises ``Unusable`` where nobody says why."""
    if not options.alasan.strip():
        raise Unusable("alasannya belum ada. Tambahkan --alasan.")


def kept(count: int, what: str, release: Release) -> int:
    """Say in which version so many decisions are kept."""
    said = f"{format_id.number(count)} {what} tersimpan sebagai versi {release.number}."
    print(said, file=sys.stderr)
    return SOUND
