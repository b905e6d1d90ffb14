"""The shell: ``python -m dasbor periksa FILE`` and its companions, and papers for meetings.

Exit codes: 0 sound, 1 findings that refuse, 2 a file, folder or request that cannot be used.
"""

import argparse
import getpass
import io
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from dasbor import format_id, settings, versions
from dasbor.city import city
from dasbor.contract import ContractError, read_contracts
from dasbor.gate import cleaning, desk, trail
from dasbor.gate.effect import Effect
from dasbor.gate.model import Match, Unreadable
from dasbor.gate.releases import Release, ReleaseError, Releases
from dasbor.intake import Finding
from dasbor.meeting import shell
from dasbor.meeting.paper import Refused

SOUND, REFUSED, UNUSABLE = 0, 1, 2
BY_DATE = {"penerapan": "tanggal_penerapan", "input": "tanggal_input", "kolom": "tahun"}
SHOWN_FINDINGS, SHOWN_ROWS = 40, 3
LARGEST_FILE = 1024**3  # bytes; a file on this machine need not fit through an upload


class Unusable(Exception):
    """A request that makes no sense; the message is Indonesian."""


USELESS = (
    *(Unusable, Unreadable, Refused, ReleaseError, ContractError),
    versions.StoreUnavailable,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.perintah
    try:
        return command(options)
    except USELESS as flaw:
        return _failed(f"Tidak dapat dikerjakan: {flaw}", UNUSABLE)
    except BrokenPipeError:  # whoever read the report has gone, as in `periksa … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except OSError as flaw:
        place = flaw.filename or "berkas atau folder"
        return _failed(f"Tidak dapat dikerjakan: {place} tidak terbaca atau tertulis.", UNUSABLE)
    except desk.Refused as refusal:
        return _failed(f"Belum diterbitkan: {refusal}", REFUSED)
    except KeyboardInterrupt:
        return _failed("Dihentikan.", UNUSABLE)


def _failed(words: str, code: int) -> int:
    _progress("")
    print(words, file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian."""

    ERRORS: ClassVar = {
        "the following arguments are required: ": "masih kurang: ",
        "unrecognized arguments: ": "tidak dikenal: ",
        "argument ": "tidak dapat dipakai: ",
    }

    def __init__(self, prog: str, **settings: Any) -> None:
        super().__init__(prog, add_help=False, formatter_class=_Formatter, **settings)
        self._positionals.title, self._optionals.title = "yang diisi", "pilihan"
        self.add_argument("-h", "--help", action="help", help="bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the request, and end with the code for that."""
        said = [f"{ours}{message.removeprefix(theirs).partition(':')[0]}"
                for theirs, ours in self.ERRORS.items() if message.startswith(theirs)]  # fmt: skip
        words = said[0] if said else "tidak dapat dipahami"
        self.exit(UNUSABLE, f"{self.format_usage()}Perintah {words}. Bantuan: {self.prog} --help\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "pakai: " if prefix is None else prefix)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser("python -m dasbor", description="Pintu data dasbor inovasi.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", title="perintah")
    check = commands.add_parser("periksa", help="periksa sebuah berkas tanpa menerbitkannya")
    publish = commands.add_parser("terbitkan", help="periksa lalu terbitkan sebuah berkas")
    for command in (check, publish):
        command.add_argument("berkas", type=Path)
        command.add_argument("--dataset", help="kumpulan data; bawaan: dikenali dari judul kolom")
        command.add_argument(
            "--tahun", help="tahun register, atau: penerapan | input | kolom", default=""
        )
        command.add_argument("--lembar", help="nama lembar kerja (XLSX)", default="")
        command.add_argument(
            "--tambah",
            action="store_true",
            help="tambahkan pada register yang berlaku; bawaan untuk tolakan yang dibetulkan",
        )
        command.add_argument("--json", action="store_true", help="laporan sebagai JSON")
        command.add_argument("--ditolak", type=Path, help="simpan baris yang ditolak ke berkas ini")
    publish.add_argument("--alasan", required=True, help="mengapa diterbitkan; dicatat")
    publish.add_argument("--oleh", default="", help="siapa yang menerbitkan; bawaan: nama pengguna")
    publish.add_argument(
        "--tanpa-yang-ditolak", action="store_true", help="terbitkan tanpa baris yang ditolak"
    )
    check.set_defaults(perintah=_check)
    publish.set_defaults(perintah=_publish)
    _add_past(commands)
    return parser


def _add_past(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """The commands that look at what was published, or go back to it."""
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
    kept = commands.add_parser("asli", help="simpan berkas asli sebuah versi")
    kept.add_argument("versi", type=int)
    kept.add_argument("--ke", type=Path, required=True, help="nama berkas yang akan ditulis")
    kept.add_argument("--oleh", default="")
    kept.set_defaults(perintah=_original)
    heard = commands.add_parser("jejak", help="siapa melakukan apa, juga yang ditolak")
    heard.add_argument("--json", action="store_true", help="sebagai JSON")
    heard.set_defaults(perintah=_trail)
    meeting = commands.add_parser(
        shell.COMMAND, help="bahan rapat: PPTX, PDF, XLSX, atau ZIP luring"
    )
    shell.add_options(meeting)
    meeting.set_defaults(perintah=_meeting)


def _check(options: argparse.Namespace) -> int:
    proposal = _proposal(options)
    _report(proposal, options)
    return REFUSED if proposal.refusals or proposal.broken or not proposal.files else SOUND


def _publish(options: argparse.Namespace) -> int:
    proposal = _proposal(options)
    _report(proposal, options)
    release = desk.publish(
        proposal,
        settings.data_folder(),
        options.oleh or _user(),
        options.alasan,
        options.tanpa_yang_ditolak,
    )
    print(f"Terbit sebagai versi {release.number}.", file=sys.stderr)
    return SOUND


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user of that number
        raise Unusable("nama pengguna tidak diketahui. Tambahkan --oleh NAMA.") from None


def _proposal(options: argparse.Namespace) -> desk.Proposal:
    folder = settings.data_folder()
    content = _content(options.berkas)
    opened = desk.open_upload(options.berkas.name, content, folder, _progress, LARGEST_FILE)
    sheet = _sheet(opened, options.lembar)
    match = _match(opened.matches[sheet], options.dataset)
    yearly = read_contracts(folder)[match.dataset].yearly
    if yearly and not options.tahun and (owner := cleaning.owner(opened.sheets[sheet], city())):
        raise Unusable(f"{owner} Minta ekspor {city().name}.")
    year = _year(options.tahun, match) if yearly else cleaning.YearChoice()
    add = options.tambah or desk.corrects(opened.sheets[sheet])
    proposal = desk.propose(opened, sheet, match, year, folder, versions.fresh, _progress, add=add)
    _progress("")
    return proposal


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Unusable(f"berkas {path} tidak ada. Periksa nama dan foldernya.")
    return path.read_bytes()


def _progress(words: str) -> None:
    """Say what is being done, in one line of the terminal; no words clear it."""
    if sys.stderr.isatty():
        said = f"… {words}" if words else ""
        print(f"\r{said}\033[K", end="", file=sys.stderr, flush=True)


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
    if re.fullmatch("[0-9]{4}", given):
        return cleaning.YearChoice(int(given))
    if given in BY_DATE:
        return cleaning.YearChoice(None, BY_DATE[given])
    if not given and "tahun" in match.columns:
        return cleaning.YearChoice(None, "tahun")
    dates = [f"--tahun {word}" for word, column in BY_DATE.items() if column in match.columns]
    ways = " atau ".join(["--tahun 2025 (tahun register seluruh berkas)", *dates])
    raise Unusable(f"berkas ini tidak punya kolom tahun. Tambahkan {ways}.")


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
        f" {format_id.number(int(cleaned.choices['perubahan']))} nilai dirapikan."
    )
    print(f"Cara: {proposal.way}.")
    if proposal.caution:
        print(f"Perhatian: {proposal.caution}")
    _print_findings((*proposal.broken, *proposal.findings))
    _print_effect(proposal.effect)


def _print_findings(findings: Sequence[Finding]) -> None:
    groups: dict[Finding, list[int]] = {}
    for finding in findings:
        groups.setdefault(replace(finding, row=None), []).append(finding.row or 0)
    for finding, rows in list(groups.items())[:SHOWN_FINDINGS]:
        print(f"  {finding.grade}: {_at_rows(finding, rows)}")
    if len(groups) > SHOWN_FINDINGS:
        print(f"  … dan {len(groups) - SHOWN_FINDINGS} temuan lain (lihat --json)")


def _at_rows(finding: Finding, rows: Sequence[int]) -> str:
    """A finding once for all rows that have it: ``baris 4, 19, 26 … (112 baris)``."""
    if len(rows) == 1:
        return str(replace(finding, row=rows[0] or None))
    first = ", ".join(map(str, rows[:SHOWN_ROWS]))
    more = " …" if len(rows) > SHOWN_ROWS else ""
    place = f"{finding.file}, baris {first}{more} ({format_id.number(len(rows))} baris)"
    return str(replace(finding, file=place))


def _print_effect(effect: Effect) -> None:
    if effect.nothing:
        print("Tidak ada yang berubah.")
    for figure in effect.figures:
        if figure.changed:
            print(f"  {figure.label}: {figure.before} → {figure.after}")
    for rows in effect.rows:
        print(f"  {rows.dataset}{f' {rows.year}' if rows.year else ''}: {rows.words}")


def _as_json(proposal: desk.Proposal) -> dict[str, Any]:
    """The full account. Cells of rejected rows stay in the file: they may name persons."""
    cleaned, effect = proposal.cleaned, proposal.effect
    return {
        "berkas": proposal.opened.name,
        "dataset": cleaned.match.dataset,
        "baris_judul": cleaned.sheet.header_row,
        "baris_diterima": len(cleaned.rows),
        "baris_ditolak": [{"baris": r.row, "alasan": r.reasons} for r in cleaned.rejected],
        "baris_dilewati": [
            {"baris": s.row, "isi": s.text, "alasan": s.reason} for s in cleaned.sheet.skipped
        ],
        "perubahan": [
            {"baris": c.row, "kolom": c.column, "dari": c.before, "ke": c.after, "alasan": c.reason}
            for c in cleaned.changes
        ],
        "temuan": [_finding(f) for f in (*proposal.broken, *proposal.findings)],
        "pilihan": dict(cleaned.choices),
        "menambah": proposal.added,
        "perhatian": proposal.caution,
        "angka": [{"angka": f.label, "dari": f.before, "ke": f.after} for f in effect.figures],
        "register": [
            {"dataset": r.dataset, "tahun": r.year, "baru": r.new, "hilang": r.gone,
             "berubah": r.changed}
            for r in effect.rows
        ],
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "tingkat": finding.grade,
        "aturan": finding.rule,
        "baris": finding.row,
        "kolom": finding.column,
        "nilai": finding.value,
        "masalah": finding.message,
        "obat": finding.cure,
    }


def _history(options: argparse.Namespace) -> int:
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
    for problem in releases.verify():
        print(f"Masalah: {problem}", file=sys.stderr)
    return SOUND


def _words(release: Release) -> str:
    return (
        f"{release.number}  {desk.moment(release.time)}  {release.by}  {desk.action(release)}"
        f"  “{release.reason}”"
    )


def _line(release: Release, in_force: bool) -> dict[str, Any]:
    original = release.original
    return {
        "versi": release.number,
        "berlaku": in_force,
        "waktu": release.time.isoformat(),
        "oleh": release.by,
        "tindakan": desk.action(release),
        "alasan": release.reason,
        "pilihan": dict(release.choices),
        "berkas": dict(release.files),
        "asli": {"nama": original.name, "sha256": original.sha256} if original else None,
    }


def _compare(options: argparse.Namespace) -> int:
    _print_effect(desk.difference(settings.data_folder(), options.a, options.b))
    return SOUND


def _restore(options: argparse.Namespace) -> int:
    by, folder = options.oleh or _user(), settings.data_folder()
    release = desk.restore(folder, options.versi, by, options.alasan)
    print(f"Dipulihkan sebagai versi {release.number}.", file=sys.stderr)
    return SOUND


def _meeting(options: argparse.Namespace) -> int:
    said = shell.run(options, _progress)
    _progress("")
    print(said, file=sys.stderr)
    return SOUND


def _original(options: argparse.Namespace) -> int:
    content = desk.original(settings.data_folder(), options.versi, options.oleh or _user())
    options.ke.write_bytes(content)
    return SOUND


def _trail(options: argparse.Namespace) -> int:
    entries = Releases(settings.data_folder()).audit()
    if options.json:
        print(json.dumps(entries, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            when = desk.moment(datetime.fromisoformat(entry["waktu"]))
            said = entry["alasan"] or trail.words(entry["rincian"])
            version = f" versi {entry['versi']}" if entry["versi"] else ""
            print(f"{when}  {entry['oleh']}  {entry['tindakan']}{version}  {said}")
    return SOUND


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows knows no “→”
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
