"""``nama``: the names of a file that no list knows, and what was decided about them kept."""

import argparse
from pathlib import Path

from dasbor import format_id, settings
from dasbor.cli.decisions import hand_out, kept, need_reason
from dasbor.cli.parser import SOUND, Commands, user
from dasbor.cli.publication import add_reading, propose
from dasbor.data import versions
from dasbor.data.contract import read_contracts
from dasbor.gate import service
from dasbor.gate.model import Cleaned
from dasbor.gate.references import references
from dasbor.gate.service import names


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("nama", help="nama yang belum dikenal: daftarnya, keputusannya")
    add_reading(command)
    command.add_argument("--simpan", type=Path, help="tulis tabel nama ke berkas ini, untuk diisi")
    command.add_argument(
        "--terapkan", action="store_true", help="berkas itu tabel nama yang sudah diisi: simpan"
    )
    command.add_argument("--alasan", default="", help="mengapa; dicatat (wajib bagi --terapkan)")
    command.add_argument("--oleh", default="", help="siapa yang memutuskan; bawaan: nama pengguna")
    command.set_defaults(perintah=_names)


def _names(options: argparse.Namespace) -> int:
    return _apply(options) if options.terapkan else _list(options)


def _list(options: argparse.Namespace) -> int:
    account = propose(options).account
    unknown = account.unknown if isinstance(account, Cleaned) else ()
    if not unknown:
        print("Semua nama dikenal.")
        return SOUND
    table = names.names_csv(unknown)
    fill_in = (
        "Isi kolom perlakuan dan yang_dimaksud, lalu: dasbor nama BERKAS --terapkan --alasan …"
    )
    return hand_out(options, table, f"{format_id.number(len(unknown))} nama", fill_in)


def _apply(options: argparse.Namespace) -> int:
    need_reason(options)
    folder, known = settings.data_folder(), references(versions.fresh())
    decisions = names.decided(options.berkas.read_bytes(), known, read_contracts(folder))
    chosen = [one for one in decisions if one.action != names.LEAVE]
    release = service.publish_names(
        chosen, folder, versions.fresh, options.oleh or user(), options.alasan
    )
    return kept(len(chosen), "nama", release)
