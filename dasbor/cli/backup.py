"""Keeping the data elsewhere: ``cadangkan`` and ``pulihkan-cadangan``."""

import argparse
import sys
from pathlib import Path

from dasbor import settings
from dasbor.cli.parser import SOUND, Commands, progress
from dasbor.data import backup
from dasbor.format_id import number


def add(commands: Commands) -> None:
    """The commands and their options."""
    take = commands.add_parser("cadangkan", help="satu berkas cadangan folder data dan terbitannya")
    take.add_argument("tujuan", type=Path, metavar="TUJUAN", help="folder, atau nama berkas .zip")
    take.set_defaults(perintah=_take)
    back = commands.add_parser("pulihkan-cadangan", help="susun folder data dari berkas cadangan")
    back.add_argument("berkas", type=Path, metavar="BERKAS")
    back.add_argument("--ke", type=Path, help="folder baru; tanpa ini folder data (DASBOR_DATA)")
    back.set_defaults(perintah=_give_back)


def _take(options: argparse.Namespace) -> int:
    progress("mencadangkan")
    place, digest = backup.take(settings.data_folder(), options.tujuan)
    progress("")
    print(place)
    print(f"Cadangan utuh, sudah dibaca ulang. SHA-256 {digest}", file=sys.stderr)
    return SOUND


def _give_back(options: argparse.Namespace) -> int:
    folder = options.ke.absolute() if options.ke else settings.data_folder()
    progress("memulihkan")
    contents = backup.give_back(options.berkas, folder)
    progress("")
    words = f"{number(len(contents.files))} berkas, versi {contents.version}, dari {contents.time}"
    print(f"Dipulihkan ke {folder}: {words}.", file=sys.stderr)
    return SOUND
