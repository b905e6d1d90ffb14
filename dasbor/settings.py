"""Where things lie on this machine. Everything else is read from the data folder."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
PAGES = ROOT / "pages"
ASSETS = ROOT / "dasbor" / "aset"


def data_folder() -> Path:
    """The folder with the CSV files: ``DASBOR_DATA``, else ``data/`` of the project."""
    return Path(os.environ.get("DASBOR_DATA") or ROOT / "data").resolve()


def public_address() -> str:
    """Where readers find this server, without slash at the end: ``DASBOR_ALAMAT``; may be empty."""
    return os.environ.get("DASBOR_ALAMAT", "").strip().rstrip("/")


def api_per_minute() -> int:
    """Requests a minute that one address may put to the open data: ``DASBOR_API_LAJU``, else 60."""
    try:
        return max(1, int(os.environ.get("DASBOR_API_LAJU", "60")))
    except ValueError:
        return 60


def behind_proxy() -> bool:
    """Whether ``X-Forwarded-For`` is written by a proxy of our own: ``DASBOR_PROKSI=ya``."""
    return os.environ.get("DASBOR_PROKSI", "").strip().casefold() == "ya"


def log_as_json() -> bool:
    """Whether the log is for machines, one JSON object a line: ``DASBOR_LOG=json``."""
    return os.environ.get("DASBOR_LOG", "").strip().casefold() == "json"


def metrics_open() -> bool:
    """Whether anybody may read ``/metrics``: ``DASBOR_METRICS=terbuka``."""
    return os.environ.get("DASBOR_METRICS", "").strip().casefold() == "terbuka"


def metrics_token() -> str:
    """What a reader of ``/metrics`` has to show: ``DASBOR_METRICS_TOKEN``; may be empty."""
    return os.environ.get("DASBOR_METRICS_TOKEN", "").strip()


def store_folder() -> Path:
    """The folder for built stores: ``DASBOR_GUDANG``, else ``.gudang/`` beside the data folder.

    Falls back to a folder of this user's below the temporary folder when it cannot be written.
    """
    configured = os.environ.get("DASBOR_GUDANG")
    folder = Path(configured).resolve() if configured else data_folder().parent / ".gudang"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        fallback = (
            Path(tempfile.gettempdir())
            / f"dasbor-gudang-{os.getuid() if hasattr(os, 'getuid') else 'u'}"
        )
        try:
            fallback.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:  # nowhere to write: what lies ready can still be read
            return folder
        return fallback


def sql_open() -> bool:
    """Whether analysts may ask their own questions: ``DASBOR_SQL=mati`` closes the page."""
    return os.environ.get("DASBOR_SQL", "").strip().lower() not in {"mati", "off", "0", "tidak"}
