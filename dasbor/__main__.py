"""The data gate from the shell: ``python -m dasbor periksa FILE`` and its companions.

Exit codes: 0 sound, 1 findings that refuse, 2 a file, folder or request that cannot be used.
"""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dasbor import format_id, settings, versions
from dasbor.contract import ContractError
from dasbor.gate import cleaning, desk
from dasbor.gate.effect import Effect
from dasbor.gate.model import Match, Unreadable
from dasbor.gate.releases import Release, ReleaseError, Releases
from dasbor.intake import Finding

SOUND, REFUSED, UNUSABLE = 0, 1, 2
BY_DATE = {"penerapan": "tanggal_penerapan", "input": "tanggal_input", "kolom": "tahun"}
SHOWN_FINDINGS = 40


class Unusable(Exception):
    """A request that makes no sense; the message is Indonesian."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.perintah
    try:
        return command(options)
    except (
        Unusable, Unreadable, ReleaseError, ContractError, OSError, versions.StoreUnavailable,
    ) as flaw:  # fmt: skip
        print(f"Tidak dapat dikerjakan: {flaw}", file=sys.stderr)
        return UNUSABLE
    except desk.Refused as refusal:
        print(f"Belum diterbitkan: {refusal}", file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m dasbor", description="Pintu data dasbor inovasi.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    check = commands.add_parser("periksa", help="periksa sebuah berkas tanpa menerbitkannya")
    publish = commands.add_parser("terbitkan", help="periksa lalu terbitkan sebuah berkas")
    for command in (check, publish):
        command.add_argument("berkas", type=Path)
        command.add_argument("--dataset", help="kumpulan data; bawaan: dikenali dari judul kolom")
        command.add_argument(
            "--tahun", help="tahun register, atau: penerapan | input | kolom", default=""
        )
        command.add_argument("--lembar", help="nama lembar kerja (XLSX)", default="")
        command.add_argument("--json", action="store_true", help="laporan sebagai JSON")
        command.add_argument("--ditolak", type=Path, help="simpan baris yang ditolak ke berkas ini")
    publish.add_argument("--alasan", required=True, help="mengapa diterbitkan; dicatat")
    publish.add_argument("--oleh", default="", help="siapa yang menerbitkan; bawaan: nama pengguna")
    publish.add_argument(
        "--tanpa-yang-ditolak", action="store_true", help="terbitkan tanpa baris yang ditolak"
    )
    check.set_defaults(perintah=_check)
    publish.set_defaults(perintah=_publish)
    history = commands.add_parser("riwayat", help="versi yang pernah diterbitkan")
    history.add_argument("--json", action="store_true", help="sebagai JSON")
    history.set_defaults(perintah=_history)
    compare = commands.add_parser("beda", help="apa yang berubah dari versi A ke versi B")
    compare.add_argument("a", type=int)
    compare.add_argument("b", type=int)
    compare.set_defaults(perintah=_compare)
    restore = commands.add_parser("pulihkan", help="kembalikan sebuah versi (0: folder data saja)")
    restore.add_argument("versi", type=int)
    restore.add_argument("--alasan", required=True)
    restore.add_argument("--oleh", default="")
    restore.set_defaults(perintah=_restore)
    return parser


def _check(options: argparse.Namespace) -> int:
    proposal = _proposal(options)
    _report(proposal, options)
    return REFUSED if proposal.refusals or proposal.broken or not proposal.files else SOUND


def _publish(options: argparse.Namespace) -> int:
    proposal = _proposal(options)
    _report(proposal, options)
    by = options.oleh or getpass.getuser()
    release = desk.publish(
        proposal, settings.data_folder(), by, options.alasan, options.tanpa_yang_ditolak
    )
    print(f"Terbit sebagai versi {release.number}.", file=sys.stderr)
    return SOUND


def _proposal(options: argparse.Namespace) -> desk.Proposal:
    folder = settings.data_folder()
    opened = desk.open_upload(options.berkas.name, options.berkas.read_bytes(), folder, _progress)
    sheet = _sheet(opened, options.lembar)
    match = _match(opened.matches[sheet], options.dataset)
    year = _year(options.tahun, match)
    return desk.propose(opened, sheet, match, year, folder, versions.fresh, _progress)


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r… {words}\033[K", end="", file=sys.stderr, flush=True)


def _sheet(opened: desk.Opened, name: str) -> int:
    names = [sheet.name for sheet in opened.sheets]
    if not name:
        return opened.best()
    if name not in names:
        raise Unusable(f"lembar “{name}” tidak ada; yang ada: {format_id.listing(names)}.")
    return names.index(name)


def _match(matches: Sequence[Match], dataset: str | None) -> Match:
    fitting = [match for match in matches if not dataset or match.dataset == dataset]
    if not fitting:
        raise Unusable(
            f"judul kolomnya tidak dikenali sebagai {dataset or 'kumpulan data apa pun'}."
            " Periksa baris judulnya, atau betulkan pemetaannya di halaman Kelola Data."
        )
    return fitting[0]


def _year(given: str, match: Match) -> cleaning.YearChoice:
    if given.isdigit() and len(given) == 4:
        return cleaning.YearChoice(int(given))
    if given in BY_DATE:
        return cleaning.YearChoice(None, BY_DATE[given])
    if not given and "tahun" in match.columns:
        return cleaning.YearChoice(None, "tahun")
    raise Unusable(
        "berkas ini tidak punya kolom tahun. Tambahkan --tahun 2025 (tahun register),"
        " --tahun penerapan, atau --tahun input."
    )


def _report(proposal: desk.Proposal, options: argparse.Namespace) -> None:
    if options.ditolak and proposal.cleaned.rejected:
        options.ditolak.write_bytes(cleaning.rejects_csv(proposal.cleaned))
    if options.json:
        print(json.dumps(_as_json(proposal), ensure_ascii=False, indent=1))
        return
    cleaned = proposal.cleaned
    print(
        f"{proposal.opened.name}: {cleaned.match.dataset}, baris judul {cleaned.sheet.header_row};"
        f" {format_id.number(len(cleaned.rows))} baris diterima,"
        f" {format_id.number(len(cleaned.rejected))} ditolak,"
        f" {format_id.number(len(cleaned.sheet.skipped))} dilewati;"
        f" {format_id.number(len(cleaned.changes))} nilai dirapikan."
    )
    _print_findings((*proposal.findings, *proposal.broken))
    _print_effect(proposal.effect)


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings[:SHOWN_FINDINGS]:
        print(f"  {finding.grade}: {finding}")
    if len(findings) > SHOWN_FINDINGS:
        print(f"  … dan {len(findings) - SHOWN_FINDINGS} temuan lain (lihat --json)")


def _print_effect(effect: Effect) -> None:
    if effect.nothing:
        print("Tidak ada yang berubah.")
    for figure in effect.figures:
        if figure.changed:
            print(f"  {figure.label}: {figure.before} → {figure.after}")
    for rows in effect.rows:
        print(
            f"  {rows.dataset} {rows.year}: {rows.new} baru, {rows.gone} hilang,"
            f" {rows.changed} berubah"
        )


def _as_json(proposal: desk.Proposal) -> dict[str, Any]:
    cleaned = proposal.cleaned
    return {
        "berkas": proposal.opened.name,
        "dataset": cleaned.match.dataset,
        "baris_judul": cleaned.sheet.header_row,
        "baris_diterima": len(cleaned.rows),
        "baris_ditolak": [asdict(rejected) for rejected in cleaned.rejected],
        "baris_dilewati": [asdict(skipped) for skipped in cleaned.sheet.skipped],
        "perubahan": [asdict(change) for change in cleaned.changes],
        "temuan": [asdict(finding) for finding in (*proposal.findings, *proposal.broken)],
        "pilihan": dict(cleaned.choices),
        "akibat": asdict(proposal.effect),
    }


def _history(options: argparse.Namespace) -> int:
    releases = Releases(settings.data_folder())
    current = releases.current()
    for release in releases.history():
        mark = "*" if current and release.number == current.number else " "
        print(json.dumps(_line(release)) if options.json else f"{mark} {_words(release)}")
    if not current and not options.json:
        print("Belum ada versi terbitan: yang tersaji ialah folder data.")
    for problem in releases.verify():
        print(f"Masalah: {problem}", file=sys.stderr)
    return SOUND


def _words(release: Release) -> str:
    years = format_id.years(list(release.years))
    return (
        f"{release.number}  {format_id.day(release.time)} {release.time:%H.%M} UTC  {release.by}"
        f"  {release.action} {release.dataset} {years}  “{release.reason}”"
    )


def _line(release: Release) -> dict[str, Any]:
    return asdict(release) | {"time": release.time.isoformat()}


def _compare(options: argparse.Namespace) -> int:
    _print_effect(desk.difference(settings.data_folder(), options.a, options.b))
    return SOUND


def _restore(options: argparse.Namespace) -> int:
    by = options.oleh or getpass.getuser()
    release = Releases(settings.data_folder()).restore(options.versi, by, options.alasan)
    print(f"Dipulihkan sebagai versi {release.number}.", file=sys.stderr)
    return SOUND


if __name__ == "__main__":
    sys.exit(main())
