"""The city the data speak of: ``data/kota.toml``. Another city changes that file, not the code."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from dasbor import settings


@dataclass(frozen=True)
class City:
    """Names as they appear in titles and sentences."""

    name: str = "Daerah"
    short: str = "Daerah"
    head: str = "Kepala daerah"
    office: str = "Bappeda"


@lru_cache(maxsize=1)
def city() -> City:
    """The city of the configured data folder; neutral words when its file cannot be read."""
    try:
        raw = tomllib.loads((settings.data_folder() / "kota.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return City()
    plain = City()
    return City(
        raw.get("nama", plain.name),
        raw.get("singkat", plain.short),
        raw.get("kepala_daerah", plain.head),
        raw.get("instansi", plain.office),
    )
