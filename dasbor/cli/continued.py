"""``lanjutan``: innovations of two registers that may be one, and what was decided kept."""

import argparse
import sys
from pathlib import Path

from dasbor import format_id, settings
from dasbor.cli.decisions import hand_out, kept, need_reason
from dasbor.cli.parser import SOUND, Commands, Unusable, user
from dasbor.data import versions
from dasbor.gate import continued, service
from dasbor.gate.service import continuing


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "lanjutan", help="inovasi yang mungkin sama di dua daftar tahunan, dan putusannya"
    )
    command.add_argument("--simpan", type=Path, help="tulis daftarnya ke berkas ini, untuk diisi")
    command.add_argument("--terapkan", type=Path, help="daftar yang sudah diisi: simpan")
    command.add_argument("--alasan", default="", help="mengapa; dicatat (wajib bagi --terapkan)")
    command.add_argument("--oleh", default="", help="siapa yang memutuskan; bawaan: nama pengguna")
    command.set_defaults(perintah=_continued)


def _continued(options: argparse.Namespace) -> int:
    return _apply(options) if options.terapkan else _list(options)


def _list(options: argparse.Namespace) -> int:
    store = versions.fresh()
    found = continued.in_force(store)
    if found.left_out:
        said = f"{format_id.number(found.left_out)} inovasi terlalu banyak untuk dibandingkan"
        print(f"{said}; yang judulnya sama tetap diusulkan.", file=sys.stderr)
    if not found.pairs:
        print("Tidak ada inovasi yang mungkin sama di dua daftar.")
        return SOUND
    table = continuing.proposals_csv(found.pairs, dict(store.rows("select kode, nama from opd")))
    fill_in = "Isi kolom hubungan, lalu: dasbor lanjutan --terapkan BERKAS --alasan …"
    return hand_out(options, table, f"{format_id.number(len(found.pairs))} pasang", fill_in)


def _apply(options: argparse.Namespace) -> int:
    need_reason(options)
    if not options.terapkan.is_file():
        raise Unusable(f"berkas {options.terapkan} tidak ada. Periksa nama dan foldernya.")
    verdicts = continuing.verdicts_of(options.terapkan.read_bytes())
    release = service.publish_verdicts(
        verdicts, settings.data_folder(), versions.fresh, options.oleh or user(), options.alasan
    )
    return kept(len(verdicts), "putusan", release)
