"""Every measurement one after the other, against a server started for them: ``make bench``.

    python bench/semua.py [--pembanding http://127.0.0.1:8605] [--baris 1000000]

Let the machine be quiet. What is to be kept goes to ``bench/hasil/`` with machine and versions.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8590
ADDRESS = f"http://127.0.0.1:{PORT}"
PATIENCE = 60  # seconds
LIBRARIES = ("streamlit", "duckdb", "plotly", "pandas")


def main() -> None:
    """Say what machine it is, start a server, run the scripts, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pembanding", default="")
    parser.add_argument("--baris", default="1000000")
    given = parser.parse_args()
    _machine()
    with tempfile.TemporaryDirectory(prefix="dasbor-bench-") as scratch:
        os.environ["DASBOR_GUDANG"] = scratch
        server = _server()
        try:
            peer = ["--pembanding", given.pembanding] if given.pembanding else []
            _run("peramban.py", ADDRESS, *peer)
            _run("sesi.py", ADDRESS, "--pid", str(server.pid))
            _run("lembar.py")
        finally:
            server.terminate()
            server.wait()
    _run("rapat.py")
    _run("gate.py", "--baris", given.baris)
    _run("jelajah.py", "--baris", given.baris)
    _run("skala.py", "--baris", given.baris)


def _machine() -> None:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"{os.cpu_count()} inti, {platform.platform()}, Python {platform.python_version()}")
    print(f"{libraries}; beban {os.getloadavg()[0]:.2f}", flush=True)


def _server() -> "subprocess.Popen[bytes]":
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            asked = HTTPConnection("127.0.0.1", PORT, timeout=5)
            asked.request("GET", "/healthz")
            if asked.getresponse().status == 200:
                return server
        except OSError:
            pass
        time.sleep(0.5)
    server.kill()
    raise SystemExit(f"server tidak mulai dalam {PATIENCE} detik")


def _run(script: str, *arguments: str) -> None:
    print(f"\n== {script} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, str(ROOT / "bench" / script), *arguments], check=False)


if __name__ == "__main__":
    main()
