"""What all commands share: exit codes, a parser that speaks Indonesian, progress, who asks."""

import argparse
import getpass
import sys
from typing import Any, ClassVar, NoReturn, TypeAlias

SOUND, REFUSED, UNUSABLE = 0, 1, 2


class Unusable(Exception):
    """A request that makes no sense; the message is Indonesian."""


class Parser(argparse.ArgumentParser):
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


def progress(words: str) -> None:
    """Say what is being done, in one line of the terminal; no words clear it."""
    if sys.stderr.isatty():
        said = f"… {words}" if words else ""
        print(f"\r{said}\033[K", end="", file=sys.stderr, flush=True)


def user() -> str:
    """The name of whoever runs the command. Raises ``Unusable`` when nobody knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user of that number
        raise Unusable("nama pengguna tidak diketahui. Tambahkan --oleh NAMA.") from None


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
