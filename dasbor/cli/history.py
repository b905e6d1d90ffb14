"""What was published: ``riwayat``, ``beda``, ``pulihkan``, ``asli`` and ``jejak``."""

import argparse
import contextlib
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from dasbor import settings
from dasbor.cli.parser import REFUSED, SOUND, Commands, user
from dasbor.cli.report import print_effect, print_findings
from dasbor.data import versions
from dasbor.data.releases import Release, Releases
from dasbor.gate import audit, service


def add(commands: Commands) -> None:
    """The commands and their options."""
    history = commands.add_parser("riwayat", help="versi yang pernah diterbitkan")
    history.add_argument("--json", action="store_true", help="sebagai JSON")
    history.add_argument("--versi", type=int, help="temuan dan baris ditolak versi ini")
    history.set_defaults(perintah=_history)
    compare = commands.add_parser("beda", help="apa yang berubah dari versi A ke versi B")
    compare.add_argument("a", type=int)
    compare.add_argument("b", type=int)
    compare.set_defaults(perintah=_compare)
    restore = commands.add_parser("pulihkan", help="kembalikan sebuah versi (0: folder data saja)")
    restore.add_argument("--dataset", default="", help="hanya kumpulan data ini")
    restore.add_argument("--tahun", type=int, nargs="+", default=(), help="hanya tahun ini")
    cancel = commands.add_parser("batalkan", help="ambil kembali yang dilakukan satu versi saja")
    for command in (restore, cancel):
        command.add_argument("versi", type=int)
        command.add_argument("--alasan", default="")
        command.add_argument("--oleh", default="")
        command.add_argument("--lihat", action="store_true", help="tunjukkan akibatnya saja")
    restore.set_defaults(perintah=_restore)
    cancel.set_defaults(perintah=_cancel)
    kept = commands.add_parser("asli", help="simpan berkas asli sebuah versi")
    kept.add_argument("versi", type=int)
    kept.add_argument("--ke", type=Path, required=True, help="nama berkas yang akan ditulis")
    kept.add_argument("--oleh", default="")
    kept.set_defaults(perintah=_original)
    heard = commands.add_parser("jejak", help="siapa melakukan apa, juga yang ditolak")
    heard.add_argument("--json", action="store_true", help="sebagai JSON")
    heard.add_argument("--kepala", action="store_true", help="kepala jejak, untuk disimpan di luar")
    heard.add_argument("--periksa", metavar="KEPALA", help="cocokkan dengan kepala itu")
    heard.set_defaults(perintah=_trail)


def _history(options: argparse.Namespace) -> int:
    if options.versi is not None:
        return _kept(options)
    releases = Releases(settings.data_folder())
    current = releases.current()
    number = current.number if current else 0
    if options.json:
        lines = [_line(release, release.number == number) for release in releases.history()]
        print(json.dumps(lines, ensure_ascii=False, indent=1))
    else:
        for release in releases.history():
            print(f"{'*' if release.number == number else ' '} {_words(release)}")
        if not current:
            print("Belum ada versi terbitan: yang tersaji ialah folder data.")
    problems = releases.verify()
    for problem in problems:
        print(f"Masalah: {problem}", file=sys.stderr)
    return REFUSED if problems else SOUND


def _kept(options: argparse.Namespace) -> int:
    """What was found in the file of a version, and which rows it left out."""
    findings, rejected = service.kept(settings.data_folder(), options.versi)
    if options.json:
        said = {"temuan": [asdict(one) for one in findings], "ditolak": rejected}
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return SOUND
    print_findings(findings, {})
    for row in rejected:
        print(f"  ditolak: baris {row['baris']}, {row['judul']}: {' '.join(row['alasan'])}")
    if not (findings or rejected):
        print("Tidak ada temuan.")
    return SOUND


def _words(release: Release) -> str:
    return (
        f"{release.number}  {service.moment(release.time)}  {release.by}  {service.action(release)}"
        f"  “{release.reason}”"
    )


def _line(release: Release, in_force: bool) -> dict[str, Any]:
    original = release.original
    return {
        "versi": release.number,
        "berlaku": in_force,
        "waktu": release.time.isoformat(),
        "oleh": release.by,
        "tindakan": service.action(release),
        "alasan": release.reason,
        "pilihan": dict(release.choices),
        "berkas": dict(release.files),
        "asli": {"nama": original.name, "sha256": original.sha256} if original else None,
    }


def _compare(options: argparse.Namespace) -> int:
    folder, served = settings.data_folder(), versions.current()
    print_effect(service.difference(folder, options.a, options.b, served))
    return SOUND


def _restore(options: argparse.Namespace) -> int:
    folder, served = settings.data_folder(), versions.current()
    with service.refusals_noted(folder, options.oleh or user(), f"pulihkan versi {options.versi}"):
        made = service.look(folder, served, options.versi, options.dataset, options.tahun)
    return _take_back(made, options)


def _cancel(options: argparse.Namespace) -> int:
    by, folder = options.oleh or user(), settings.data_folder()
    with service.refusals_noted(folder, by, f"batalkan versi {options.versi}"):
        made = service.look_at_cancelling(folder, versions.current(), options.versi)
    return _take_back(made, options)


def _take_back(made: service.Undo, options: argparse.Namespace) -> int:
    """Tell the effect first, and do it unless it is only to be looked at."""
    print(f"Yang diminta: {made.what}.")
    print_effect(made.effect)
    if options.lihat:
        return SOUND
    by, folder = options.oleh or user(), settings.data_folder()
    release = service.take_back(made, folder, by, options.alasan)
    print(f"Dipulihkan sebagai versi {release.number}.", file=sys.stderr)
    return SOUND


def _original(options: argparse.Namespace) -> int:
    content = service.original(settings.data_folder(), options.versi, options.oleh or user())
    options.ke.write_bytes(content)
    return SOUND


def _trail(options: argparse.Namespace) -> int:
    if options.periksa is not None:
        return _check_trail(options.periksa)
    if options.kepala:
        print(Releases(settings.data_folder()).head())
        return SOUND
    entries = Releases(settings.data_folder()).audit()
    if options.json:
        print(json.dumps(entries, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            when = service.moment(datetime.fromisoformat(entry["waktu"]))
            said = entry["alasan"] or audit.words(entry["rincian"])
            version = f" versi {entry['versi']}" if entry["versi"] else ""
            print(f"{when}  {entry['oleh']}  {entry['tindakan']}{version}  {said}")
    return SOUND


def _check_trail(kept: str) -> int:
    """Whether the trail is whole and goes on from a head that was kept elsewhere."""
    releases = Releases(settings.data_folder())
    with contextlib.suppress(OSError, ValueError):
        kept = Path(kept).read_text(encoding="utf-8")
    problems = [*filter(None, [releases.departs_from(kept)]), *releases.verify()]
    for problem in problems:
        print(f"Masalah: {problem}", file=sys.stderr)
    if not problems:
        print("Jejak utuh dan melanjutkan kepala itu.", file=sys.stderr)
    return REFUSED if problems else SOUND
