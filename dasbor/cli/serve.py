"""``sajikan``: the dashboard served from this machine, and "siap" said when it answers."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time

from dasbor import settings
from dasbor.cli.parser import SOUND, Commands, Unusable

PORT, HOST = 8501, "127.0.0.1"
BETWEEN = 0.2  # seconds between two questions whether it answers


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("sajikan", help="menyajikan dasbor di komputer ini")
    command.add_argument("--porta", type=int, default=PORT, help=f"bawaan: {PORT}")
    command.add_argument("--alamat", default=HOST, help=f"bawaan: {HOST}, hanya komputer ini")
    command.set_defaults(perintah=serve)


def serve(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C. Raises ``Unusable`` when the port is taken or cannot be had."""
    _take(options.alamat, options.porta)
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(settings.ROOT / "app.py")),
        *("--server.address", options.alamat, "--server.port", str(options.porta)),
        "--logger.hideWelcomeMessage=true",
    ]
    server = subprocess.Popen(command, cwd=settings.ROOT)  # noqa: S603 our own interpreter
    asked_to_stop = threading.Event()

    def stop(*_: object) -> None:
        asked_to_stop.set()
        server.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)  # Ctrl+C reaches the server of the same terminal as well
    threading.Thread(target=_tell, args=(server, options), daemon=True).start()
    code = server.wait()
    if code and not asked_to_stop.is_set():
        raise Unusable("server berhenti sendiri; sebabnya tertulis di atas.")
    print("Dasbor berhenti.", file=sys.stderr)
    return SOUND


def _take(host: str, port: int) -> None:
    """Whether the port can be had, before libraries are loaded for nothing."""
    try:
        with socket.create_server((host, port), family=_family(host)):
            return
    except (OSError, OverflowError):
        raise Unusable(
            f"porta {port} di {host} sedang dipakai atau tidak boleh dipakai."
            f" Pilih yang lain: --porta {PORT + 99}"
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _tell(server: "subprocess.Popen[bytes]", options: argparse.Namespace) -> None:
    """Say where the dashboard is once it answers there, not before."""
    here = HOST if options.alamat in ("0.0.0.0", "") else options.alamat  # noqa: S104 compared only
    while server.poll() is None:
        if _answers(here, options.porta):
            name = f"[{here}]" if ":" in here else here
            print(f"Siap: http://{name}:{options.porta} (Ctrl+C untuk berhenti)", flush=True)
            return
        time.sleep(BETWEEN)


def _answers(host: str, port: int) -> bool:
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", f"/{base}/healthz" if base else "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
