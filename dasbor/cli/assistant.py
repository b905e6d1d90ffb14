"""``mcp``: the figures for an assistant on this machine, over standard input and output."""

import argparse

from dasbor.cli.parser import SOUND, Commands, Unusable
from dasbor.documents import assistant


def add(commands: Commands) -> None:
    """The command; what it prints is the protocol, and words go to the other stream."""
    words = "menjawab asisten di komputer ini (Model Context Protocol, hanya baca)"
    commands.add_parser("mcp", help=words).set_defaults(perintah=serve)


def serve(_options: argparse.Namespace) -> int:
    """Answer until the assistant goes. Raises ``Unusable`` without the SDK."""
    try:
        protocol = assistant.load_protocol()
    except assistant.NotInstalled as missing:
        raise Unusable(str(missing)) from None
    assistant.here()  # said now rather than at the first question, when there is no data
    protocol.serve_stdio(assistant.here)
    return SOUND
