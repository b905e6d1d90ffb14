"""The record for assistants: tools that give answers with all that must be quoted with them.

Nothing else than the open data can be reached, samples are never given as figures, and nothing can
be changed. ``passport`` says what a figure is, ``tools`` what can be asked, ``protocol`` speaks the
Model Context Protocol (with the SDK of ``requirements-mcp.txt``, which the dashboard does without).
"""

from types import ModuleType

from dasbor import settings
from dasbor.city import city
from dasbor.data import versions
from dasbor.documents.assistant.tools import TOOLS, Tool, call
from dasbor.documents.record.about import About
from dasbor.questions.answers import answers

MISSING = (
    "Pustaka bagi asisten belum terpasang. Pasang dahulu: .venv/bin/python -m pip install"
    " --require-hashes -r requirements-mcp.txt"
)


class NotInstalled(RuntimeError):
    """The SDK is not there; the words say how to get it."""


def load_protocol() -> ModuleType:
    """The module that speaks the protocol. Raises ``NotInstalled`` without its SDK."""
    try:
        from dasbor.documents.assistant import protocol
    except ImportError:
        raise NotInstalled(MISSING) from None
    return protocol


def here() -> About:
    """The record that is served now. Raises ``versions.StoreUnavailable`` without any data.

    Its links are whole addresses where that of the dashboard is set (``DASBOR_ALAMAT``).
    """
    return About(answers(versions.current()), city(), settings.public_address())
