"""The city the data speak of: ``data/kota.toml``. Another city changes that file, not the code."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dasbor import settings


@dataclass(frozen=True)
class City:
    """Names as they appear in titles and sentences; ``licence`` of the data may be empty."""

    name: str = "Daerah"
    short: str = "Daerah"
    head: str = "Kepala daerah"
    office: str = "Bappeda"
    licence: str = ""


def city() -> City:
    """The city of the configured data folder; neutral words when its file cannot be read."""
    path = settings.data_folder() / "kota.toml"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):
        return City()


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> City:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    plain = City()
    return City(
        raw.get("nama", plain.name),
        raw.get("singkat", plain.short),
        raw.get("kepala_daerah", plain.head),
        raw.get("instansi", plain.office),
        raw.get("lisensi_data", plain.licence),
    )
