"""The real app in a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from dasbor import settings
from tests.official_export import export_workbook, innovation
from tests.world import ROOT, lend_stores

_PATIENCE = 90  # seconds; a cold, busy machine imports pandas and pyarrow slowly


@dataclass
class Server:
    """One running dashboard. Its process group ends with ``stop()``."""

    site_url: str
    store_folder: Path
    log_file: Path
    process: "subprocess.Popen[bytes]"

    @classmethod
    def start(
        cls,
        project: Path,
        folder: Path,
        env: Mapping[str, str],
        status: int,
        stores: Path,
        secrets: str = "",
    ) -> "Server":
        """Start ``app.py`` of ``akar``; return when /healthz answers with ``status``.

        What it has in common with the store in ``stores`` it takes from there. ``secrets`` is the
        text of a secrets.toml, in which ``ALAMAT`` stands for the address.
        """
        port = free_port()
        site_url = f"http://127.0.0.1:{port}"
        log_file = folder / f"server-{port}.log"
        secrets_file = folder / f"secrets-{port}.toml"
        if secrets:
            secrets_file.write_text(secrets.replace("ALAMAT", site_url), "utf-8")
        store_folder = Path(env.get("DASBOR_GUDANG", folder / f"gudang-{port}"))
        if not store_folder.exists():
            lend_stores(stores, store_folder)
        inherited = {name: v for name, v in os.environ.items() if not name.startswith("DASBOR_")}
        own = {
            "DASBOR_DATA": str(settings.data_folder()),
            "DASBOR_GUDANG": str(store_folder),
            "DASBOR_API_LAJU": "100000",  # one address is all that tests have
        }
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", *_options(port, secrets_file)],
                cwd=project,
                env={**inherited, **own, **env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = cls(site_url, store_folder, log_file, process)
        try:
            server.wait(status)
        except BaseException:
            server.stop()
            raise
        return server

    def health(self) -> tuple[int, dict[str, Any]]:
        """Status code and JSON of /healthz."""
        try:
            with urlopen(f"{self.site_url}/healthz", timeout=10) as response:
                return response.status, json.load(response)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)

    def wait(self, status: int) -> None:
        """Return when /healthz answers with ``status``; fail with the log when it does not."""
        seen: object = None
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                seen = self.health()
            except (OSError, HTTPException, ValueError) as error:
                seen = error
            else:
                if seen[0] == status:
                    return
            time.sleep(0.1)
        raise AssertionError(f"/healthz: {seen!r}, ditunggu {status}\n{self.log()}")

    def log(self) -> str:
        """Everything that the server has written so far."""
        return self.log_file.read_text("utf-8", errors="replace")

    def local_link(self) -> str:
        """The newest link for the one who edits at this machine, as the terminal shows it."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if said := re.findall(r"http://\S+/masuk_lokal\?kunci=\S+", self.log()):
                return str(said[-1])
            time.sleep(0.1)
        raise AssertionError(f"tautan lokal tidak tercetak\n{self.log()}")

    def stop(self) -> None:
        """End the server and whatever it started."""
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, kind)
                self.process.wait(timeout=10)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue


def _options(port: int, secrets: Path) -> list[str]:
    return [
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.headless=true",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
        f"--secrets.files={secrets}",
    ]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def publish(data: Path) -> None:
    """Publish seven real innovations of 2023 from the terminal, beside whatever is running."""
    book = data.parent / "ekspor.xlsx"
    book.write_bytes(export_workbook(*(innovation(f"Layanan {n}") for n in range(7))))
    words = [
        "terbitkan",
        str(book),
        "--ukuran",
        "inovasi_terdata",
        "--tahun",
        "2023",
        "--alasan",
        "uji",
        "--ganti",
        "--boleh-susut",
        "--oleh",
        "budi",
    ]
    env = os.environ | {"DASBOR_DATA": str(data), "DASBOR_GUDANG": str(data.parent / "gudang-cli")}
    subprocess.run([sys.executable, "-m", "dasbor", *words], cwd=ROOT, env=env, check=True)
