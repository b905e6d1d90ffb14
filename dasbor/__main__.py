"""The command ``dasbor`` (also ``python -m dasbor``): serving, the data gate, meeting papers.

Exit codes: 0 sound, 1 findings that refuse, 2 a file, folder or request that cannot be used.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Sequence

from dasbor import settings
from dasbor.cli import (
    assistant,
    backup,
    cities,
    continued,
    delivery,
    history,
    names,
    neighbours,
    publication,
    serve,
)
from dasbor.cli import meeting as meeting
from dasbor.cli.parser import REFUSED, SOUND, UNUSABLE, Commands, Parser, Unusable, progress
from dasbor.data import versions
from dasbor.data.backup import BackupError
from dasbor.data.contract import ContractError
from dasbor.data.releases import ReleaseError
from dasbor.documents.meeting.briefing import Refused
from dasbor.gate import service
from dasbor.gate.model import Unreadable

HALF = re.compile("[\ud800-\udfff]")  # stands for a byte that is no letter
USELESS = (
    *(Unusable, Unreadable, Refused, ReleaseError, ContractError, BackupError),
    versions.StoreUnavailable,
    settings.SettingError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.perintah
    try:
        settings.check()
        if not all(map(_is_text, vars(options).values())):
            return _failed("Tidak dapat dikerjakan: ada tulisan yang bukan UTF-8.", UNUSABLE)
        return command(options)
    except USELESS as flaw:
        return _failed(f"Tidak dapat dikerjakan: {flaw}", UNUSABLE)
    except BrokenPipeError:  # whoever read the report has gone, as in `periksa … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except OSError as flaw:
        place = flaw.filename or "berkas atau folder"
        return _failed(f"Tidak dapat dikerjakan: {place} tidak terbaca atau tertulis.", UNUSABLE)
    except service.Refused as refusal:
        return _failed(f"Belum diterbitkan: {refusal}", REFUSED)
    except KeyboardInterrupt:
        return _failed("Dihentikan.", UNUSABLE)


def _is_text(value: object) -> bool:
    """Whether what was typed can be written down; a path may be any bytes."""
    words = value if isinstance(value, list) else [value]
    return not any(isinstance(word, str) and HALF.search(word) for word in words)


def _failed(words: str, code: int) -> int:
    progress("")
    print(words, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        "dasbor", description="Dasbor inovasi daerah: menyajikan, memuat data, bahan rapat."
    )
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", title="perintah")
    serve.add(commands)
    publication.add(commands)
    names.add(commands)
    continued.add(commands)
    history.add(commands)
    backup.add(commands)
    cities.add(commands)
    neighbours.add(commands)
    assistant.add(commands)
    delivery.add(commands)
    _add_meeting(commands)
    return parser


def _add_meeting(commands: Commands) -> None:
    words = "bahan rapat: PPTX, PDF, XLSX, atau ZIP luring"
    command = commands.add_parser(meeting.COMMAND, help=words)
    meeting.add_options(command)
    command.set_defaults(perintah=_meeting)


def _meeting(options: argparse.Namespace) -> int:
    said = meeting.run(options, progress)
    progress("")
    print(said, file=sys.stderr)
    return SOUND


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows knows no “→”
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
