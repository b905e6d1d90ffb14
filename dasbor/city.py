"""The city the data speak of: ``data/kota.toml``. Another city changes that file, not the code.

The clock is the city's too: what day it is, when something was. Nobody else asks the machine,
whose zone is an accident of who installed it (containers run on UTC).
"""

import re
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dasbor import settings

FILE = "kota.toml"
ZONE = "Asia/Jakarta"
WEST = timezone(timedelta(hours=7), "WIB")  # that zone on a machine without a table of zones
KEYS = {
    "nama": "name",
    "jenis": "level",
    "sebutan_desa": "village_name",
    "sebutan_kecamatan": "district_name",
    "singkat": "short",
    "provinsi": "province",
    "kode_wilayah": "code",
    "kepala_daerah": "head",
    "instansi": "office",
    "lisensi_data": "licence",
    "zona_waktu": "zone_name",
    "kontak": "contact",
}
PERSON = re.compile(r"\d(?:[\W_]*\d){8}|[@＠﹫]")  # numbers and addresses; no city has them
Flaw = tuple[str, str]  # what is wrong, what cures it
UNREADABLE = (
    "Berkas tidak terbaca; nama daerah dan zona waktu memakai bawaan.",
    "Pulihkan berkas itu; susunannya seperti data/kota.toml bawaan.",
)


@dataclass(frozen=True)
class Terms:
    """What a government, its head and its parts are called, in small letters but for the head."""

    kind: str
    head: str
    village: str
    district: str

    @property
    def villages(self) -> tuple[str, ...]:
        """The words that stand before the name of a village here, in small letters."""
        return (*(VILLAGES[:2] if self.kind == "kota" else VILLAGES), self.village)

    @property
    def districts(self) -> tuple[str, ...]:
        """The words that stand before the name of a district here, in small letters."""
        return (*DISTRICTS, self.district)

    def say(self, text: str) -> str:
        """A text written for a kota in these terms; parts of names (``ikut_kelurahan``) stay."""
        return text if self == TERMS["kota"] else _TERM.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        words = {"kelurahan": self.village, "kecamatan": self.district, "kota": self.kind}
        word = words.get(found[0].casefold(), self.head.lower())
        return word[0].upper() + word[1:] if found[0][0].isupper() else word


TERMS = {
    "kota": Terms("kota", "Walikota", "kelurahan", "kecamatan"),
    "kabupaten": Terms("kabupaten", "Bupati", "desa", "kecamatan"),
    "provinsi": Terms("provinsi", "Gubernur", "wilayah", "kabupaten"),
}
VILLAGES = ("kelurahan", "kel", "desa", "ds", "kalurahan")  # in a kota the first two only
DISTRICTS = ("kecamatan", "kec", "distrik", "dist", "kapanewon", "kemantren")
OF_ANY = Terms("daerah", "Kepala daerah", "desa", "kecamatan")
_TERM = re.compile(
    r"(?<![\w./])(kelurahan|kecamatan|kota|walikota)(?=(?:nya)?(?![\w]|[./]\w))", re.IGNORECASE
)


@dataclass(frozen=True)
class City:
    """Names as they appear in titles and sentences; ``licence`` of the data may be empty.

    ``contact``: where questions go, an address of a page or words; ``code``: of the region.

    ``flaws``: what of its file could not be used, each with its cure; neutral words stand in.
    """

    name: str = "Daerah"
    short: str = "Daerah"
    level: str = ""  # of TERMS; as its name begins, when nothing is said
    village_name: str = ""
    district_name: str = ""
    head: str = ""
    office: str = "Bappeda"
    licence: str = ""
    zone_name: str = ZONE
    province: str = ""
    code: str = ""  # of the ministry: 36.72
    contact: str = ""
    flaws: tuple[Flaw, ...] = ()

    @property
    def named(self) -> bool:
        """Whether its file says which government it is."""
        return self.name != City.name

    @property
    def terms(self) -> "Terms":
        """What its parts and its head are called: by its kind, and as its file says otherwise."""
        usual = TERMS.get(self.level or self.name.partition(" ")[0].casefold(), OF_ANY)
        return Terms(
            usual.kind,
            self.head or usual.head,
            self.village_name or usual.village,
            self.district_name or usual.district,
        )

    def say(self, text: str) -> str:
        """A text of the program, written for a kota, in the terms of this government."""
        return self.terms.say(text)

    @property
    def zone(self) -> tzinfo:
        """The time zone of the city."""
        return _zone(self.zone_name) or WEST

    def now(self) -> datetime:
        """The time on the clocks of the city, with its zone."""
        return self.local(time.time())

    def today(self) -> date:
        """The day it is in the city."""
        return self.now().date()

    def local(self, moment: float | datetime) -> datetime:
        """A moment (seconds since 1970, or a time that has a zone) on the clocks of the city."""
        if isinstance(moment, datetime):
            return moment.astimezone(self.zone)
        return datetime.fromtimestamp(moment, UTC).astimezone(self.zone)


def city(folder: Path | None = None) -> City:
    """The city of a data folder, else of the configured one; neutral words for what is amiss."""
    path = (folder or settings.data_folder()) / FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return City()
    except (OSError, ValueError):
        return City(flaws=(UNREADABLE,))


def say(text: str) -> str:
    """A text of the program in the terms of the configured government; never a name from data."""
    return city().say(text)


def now() -> datetime:
    """The time on the clocks of the configured city."""
    return city().now()


def today() -> date:
    """The day it is in the configured city."""
    return city().today()


def hour(moment: datetime) -> str:
    """The hour of a time of the city, with the short name of its zone: ``08.05 WIB``."""
    return f"{moment:%H.%M} {moment.tzname()}"


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> City:
    raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    given = {field: raw[key] for key, field in KEYS.items() if isinstance(raw.get(key), str)}
    words = {field: value for field, value in given.items() if not PERSON.search(value)}
    flaws = tuple(_flaws(raw))
    if _zone(words.get("zone_name", ZONE)) is None:
        del words["zone_name"]
    return City(**words, flaws=flaws)


def _flaws(raw: Mapping[str, Any]) -> Iterator[Flaw]:
    for key in KEYS:
        if not isinstance(raw.get(key, ""), str):
            yield f"{key} bukan teks; dipakai bawaannya.", f'Tulis {key} = "…" dengan tanda kutip.'
        elif PERSON.search(raw.get(key, "")):
            yield f"{key} memuat data pribadi; dipakai bawaannya.", f"Hapus data itu dari {key}."
    name = raw.get("zona_waktu", ZONE)
    if isinstance(name, str) and not PERSON.search(name) and _zone(name) is None:
        cure = "Pakai salah satu: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)."
        yield f"zona_waktu tidak dikenal; dipakai {ZONE}.", cure


@lru_cache(maxsize=16)
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # not there, a path, a folder; KeyError: no such zone
        return WEST if name == ZONE else None
