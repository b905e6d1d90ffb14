"""Reports by mail: ``dasbor kirim``, for a timer of the host, and the list of who gets them."""

import argparse
import sys

from dasbor import settings
from dasbor.cli.parser import REFUSED, SOUND, Commands, Unusable, user
from dasbor.data import versions
from dasbor.documents import delivery
from dasbor.questions.answers import answers


def add(commands: Commands) -> None:
    """The command and its options."""
    words = "kirim lembar dan paparan yang belum terkirim kepada penerimanya"
    command = commands.add_parser("kirim", help=words)
    which = command.add_mutually_exclusive_group()
    which.add_argument("--tambah", metavar="SUREL", help="tambah satu penerima")
    which.add_argument("--hapus", metavar="SUREL", help="hapus satu penerima")
    which.add_argument("--daftar", action="store_true", help="tampilkan penerimanya")
    command.set_defaults(perintah=_run)


def _run(options: argparse.Namespace) -> int:
    kept = delivery.Addresses(settings.data_folder())
    try:
        if options.tambah:
            kept.add(options.tambah, user())
        elif options.hapus:
            kept.remove(options.hapus.strip().lower(), user())
        elif not options.daftar:
            return _send()
    except delivery.NotAnAddress as flaw:
        raise Unusable(str(flaw)) from None
    print("\n".join(kept.all()) or "Belum ada penerima.")
    return SOUND


def _send() -> int:
    if not settings.reports():
        print("Kiriman mati. Nyalakan dengan DASBOR_KIRIMAN, misalnya terbit.", file=sys.stderr)
        return SOUND
    try:
        done = delivery.deliver(answers(versions.current()), settings.data_folder())
    except delivery.NothingReal as nothing:
        print(nothing, file=sys.stderr)
        return SOUND
    for one in done:
        print(f"{one.address}: {one.state}{f' ({one.reason})' if one.reason else ''}")
    if not done:
        print("Tidak ada yang perlu dikirim.", file=sys.stderr)
    return SOUND if all(one.state == delivery.SENT for one in done) else REFUSED
