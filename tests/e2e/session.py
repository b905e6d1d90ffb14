"""A reader without a browser: the websocket that Streamlit's page would hold, and what it shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from socket import create_connection
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60  # seconds for one message; a busy machine is slow


@dataclass
class Shown:
    """What one run of a page sent: its words (HTML, Markdown), its exceptions, how it ended."""

    words: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    status: int = -1

    @property
    def text(self) -> str:
        """All words, one after the other."""
        return "\n".join(self.words)

    @property
    def version(self) -> str:
        """The data version that the foot of the page names."""
        found = re.search(r"versi data (\w{8})", self.text)
        return found[1] if found else ""

    @property
    def sound(self) -> bool:
        """Whether the page was shown as it should be."""
        return not (self.status or self.exceptions or "Kode rujukan" in self.text
                    or "kode rujukan" in self.text)  # fmt: skip


class Session:
    """One open session; use it as a context."""

    def __init__(self, address: str, headers: Mapping[str, str] | None = None) -> None:
        """``headers`` of the handshake are sent as given, ``Host`` too."""
        place = urlsplit(address)
        others = dict(headers or {})
        url = f"ws://{others.pop('Host', place.netloc)}{place.path}/_stcore/stream"
        sock = create_connection((place.hostname or "", place.port or 80), PATIENCE)
        self._line = connect(
            url, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE,
            compression=None, ping_interval=None, close_timeout=0.2, additional_headers=others,
            sock=sock,
        )  # fmt: skip
        self._socket: ClientConnection

    def __enter__(self) -> Self:
        self._socket = self._line.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._line.__exit__(*error)

    def ask(self, page: str, query: str = "") -> None:
        """Ask for a page; ``read`` gives what comes."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        self._socket.send(message.SerializeToString())

    def read(self) -> Shown:
        """Everything up to the end of the run."""
        shown = Shown()
        while True:
            raw = self._socket.recv(PATIENCE)
            assert isinstance(raw, bytes)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta":
                _take(message.delta.new_element, shown)
            elif kind == "script_finished":
                shown.status = message.script_finished
                return shown

    def open(self, page: str, query: str = "") -> Shown:
        """A page as it is shown now."""
        self.ask(page, query)
        return self.read()


def _take(element: object, shown: Shown) -> None:
    kind = element.WhichOneof("type")  # type: ignore[attr-defined]
    part = getattr(element, kind) if kind else None
    if kind == "exception":
        shown.exceptions.append(f"{part.type}: {part.message}")
    elif kind in ("html", "markdown", "alert", "text", "heading"):
        shown.words.append(part.body)
