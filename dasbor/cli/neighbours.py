"""``daerah``: what other governments publish of themselves, read into a file to be loaded."""

import argparse
import sys
from pathlib import Path

from dasbor import settings
from dasbor.cli.parser import REFUSED, SOUND, Commands, Unusable, progress
from dasbor.data import versions
from dasbor.data.contract import read_contracts
from dasbor.format_id import listing, number
from dasbor.gate import neighbours
from dasbor.gate.neighbours import FIGURES, LISTED, Neighbour

NEXT = "Lihat lalu terbitkan: dasbor terbitkan {file} --dataset {dataset} --ganti --alasan …"


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "daerah", help="baca angka pokok daerah lain dari dasbornya, untuk disandingkan"
    )
    command.add_argument("--simpan", type=Path, required=True, help="tulis angkanya ke berkas ini")
    command.set_defaults(perintah=_read)


def _read(options: argparse.Namespace) -> int:
    store, contract = versions.fresh(), read_contracts(settings.data_folder())[FIGURES]
    listed = neighbours.listed(store)
    if not any(address for _, address in listed):
        raise Unusable(f"belum ada alamat dasbor daerah lain: isi {LISTED}.csv dulu.")
    measures = [measure for (measure,) in store.rows("select ukuran from ukuran")]
    found = []
    for name, address in listed:
        progress(f"membaca {name}")
        if address:
            found.append(neighbours.read(name, address, contract, measures))
    progress("")
    for one in found:
        print(_told(one))
    for name, address in listed:
        if not address:
            print(f"{name}: belum ada alamat dasbornya.")
    content = neighbours.merged(found, store, contract)
    if not content:
        raise Unusable("tidak ada satu angka pun yang terbaca.")
    options.simpan.write_bytes(content)
    print(NEXT.format(file=options.simpan, dataset=FIGURES), file=sys.stderr)
    return REFUSED if any(one.flaw for one in found) else SOUND


def _told(one: Neighbour) -> str:
    if one.flaw:
        return f"{one.name}: {one.flaw}. Yang berlaku tetap dipakai."
    left = f"; ukuran lain tidak disandingkan: {listing(list(one.left))}" if one.left else ""
    return f"{one.name}: {number(len(one.rows))} angka dibaca{left}."
