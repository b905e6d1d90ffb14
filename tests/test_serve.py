"""The command that serves: it says "Siap" when it answers, and stops when it is told to."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.world import ROOT

COMMAND = [sys.executable, "-m", "dasbor", "sajikan", "--porta"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_ready_when_it_is_and_stops_when_told(tmp_path: Path, stop: signal.Signals) -> None:
    port = free_port()
    started = subprocess.Popen(
        [*COMMAND, str(port)], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"DASBOR_GUDANG": str(tmp_path)}, start_new_session=True,
    )  # fmt: skip
    try:
        assert started.stdout is not None
        assert started.stdout.readline().startswith(f"Siap: http://127.0.0.1:{port}")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        started.send_signal(stop)
        said, complained = started.communicate(timeout=30)
        assert started.returncode == 0 and "Dasbor berhenti." in complained
        assert not said and "Aborted" not in complained
        with pytest.raises(ProcessLookupError):  # nothing of its group is left
            os.killpg(started.pid, 0)
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            started.communicate()


def test_a_port_in_use_is_said_before_anything_is_loaded() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, str(port)], cwd=ROOT, text=True, capture_output=True, check=False
        )
    assert done.returncode == 2
    assert f"porta {port}" in done.stderr and "Traceback" not in done.stderr
