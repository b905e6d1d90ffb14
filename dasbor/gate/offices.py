"""Offices and the units below them: found by any usual spelling, or the nearest one suggested.

The word that says what kind of office it is (Dinas, Badan, Kecamatan, Puskesmas …) is never given
up: a puskesmas is not the kecamatan of that name, and a dinas is not a badan.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dasbor.city import DISTRICTS, VILLAGES, City
from dasbor.gate.similar import share
from dasbor.gate.values import words

ALIAS, UNIT = "alias", "unit"
ALIKE = 85.0  # percent of the letters of the words that make the name
SHORT_ALIKE = 90.0  # of a short form, where one letter makes another office
KINDS = {
    "kelurahan": "kelurahan", "puskesmas": "puskesmas", "sekolah": "sekolah", "uptd": "UPTD",
    "bagian": "bagian",
}  # fmt: skip

_SPELLED = {
    "kel": "kelurahan", "kec": "kecamatan",
    "pkm": "puskesmas", "pusk": "puskesmas",
    "sdn": "sd negeri", "smpn": "smp negeri", "sman": "sma negeri", "smkn": "smk negeri",
    "tkn": "tk negeri", "upt": "uptd", "uptb": "uptd", "bag": "bagian", "kab": "kabupaten",
    "dan": "", "dtp": "", "blud": "", "din": "dinas", "sekda": "sekretariat daerah",
}  # fmt: skip
# At the beginning of a name only: a Dinas may have the word for a village in its own.
_PLACES = dict.fromkeys(VILLAGES, "kelurahan") | dict.fromkeys(DISTRICTS, "kecamatan")
_SCHOOLS = ("sd", "smp", "tk", "paud", "skb", "pkbm", "sekolah", "kober")
_LEVELS = {
    word: word
    for word in (
        *("dinas", "badan", "kantor", "kecamatan", "kelurahan", "desa", "puskesmas", "bagian"),
        *("sekretariat", "inspektorat", "satuan", "bidang", "seksi", "subbagian", "uptd", "kota"),
        *("kabupaten", "provinsi", "labkesda", "balai"),
    )
} | dict.fromkeys(_SCHOOLS, "sekolah")
_LEVELS |= dict.fromkeys(("sma", "smk", "slb", "ma", "mi", "mts"), "sekolah lain")
_LEVELS |= dict.fromkeys(("rsud", "rs", "rumah"), "rumah sakit")
_LEVELS |= dict.fromkeys(("pdam", "perumda", "pt", "bumd", "perusahaan"), "perusahaan")
_PARTS = frozenset(("uptd", "bidang", "seksi", "bagian", "subbagian", "balai", "kelurahan"))
_PARTS |= {"puskesmas", "sekolah", "labkesda", "rumah sakit"}
_OF_ALL = frozenset(("daerah", "kota", "kabupaten", "dan", "umum"))


@dataclass(frozen=True)
class Office:
    """What a text names: an office, and the unit below it when it is one."""

    opd: str
    unit: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """What may be meant: another name of ``key``, or a unit below the office ``key``."""

    kind: str
    key: str
    share: float = 100.0


@dataclass(frozen=True)
class _Name:
    """A spelling: its words, what kind of office it says, and what is named."""

    words: tuple[str, ...]
    level: str
    office: Office

    @cached_property
    def content(self) -> tuple[str, ...]:
        return _content(self.words, self.level)


class Offices:
    """The offices of a city and the units below them."""

    def __init__(
        self,
        offices: Iterable[tuple[str, str]],
        units: Iterable[tuple[str, str]],
        parents: Mapping[str, str],
        districts: Iterable[tuple[str, str]],
        city: City,
    ) -> None:
        """``offices`` and ``units`` are (spelling, key); ``districts`` (kelurahan, kecamatan)."""
        self._city = (tuple(words(city.name).split()), tuple(words(city.short).split()))
        self._places = dict.fromkeys(city.terms.villages, "kelurahan")
        self._places |= dict.fromkeys(DISTRICTS, "kecamatan")
        self._names = [self._name(text, Office(key)) for text, key in offices]
        self._names += [
            self._name(text, Office(parents[key], key)) for text, key in units if key in parents
        ]
        self._found: dict[str, set[Office]] = {}
        for name in self._names:
            self._found.setdefault("".join(name.words), set()).add(name.office)
        self._district = [
            ("".join(self.words(f"kelurahan {one}")[1:]), self._office(f"kecamatan {other}"))
            for one, other in districts
        ]

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a name, short forms written out, without the name of the city behind it."""
        plain = words(text).split()
        plain[:1] = [self._places.get(word, word) for word in plain[:1]]
        found = tuple(" ".join(_SPELLED.get(word, word) for word in plain).split())
        for ending in (("pemerintah", *self._city[0]), ("pemkot", self._city[1][-1]), *self._city):
            whole = len(ending) > 1 or _level(found) not in ("kecamatan", "kelurahan", "puskesmas")
            if whole and len(found) > len(ending) and found[-len(ending) :] == ending:
                found = found[: -len(ending)]
        if "puskesmas" in found[1:3] and found[0] == "uptd":
            found = found[found.index("puskesmas") :]
        return found

    def find(self, text: str) -> Office | None:
        """The one office or unit that a text names; with the office behind a unit, or without."""
        said = self.words(text)
        if office := self._exact(said):
            return office
        for at in range(1, len(said)):
            parent, unit = self._exact(said[at:]), self._exact(said[:at])
            if parent and unit and unit.unit and not parent.unit and unit.opd == parent.opd:
                return unit
        return None

    def several(self, text: str) -> list[str]:
        """The keys of all that are written so."""
        found = self._found.get("".join(self.words(text)), set())
        return sorted(office.unit or office.opd for office in found)

    def suggest(self, text: str) -> Suggestion | None:
        """What may be meant; nothing when nothing of the same kind is near."""
        said = self.words(text)
        if not said:
            return None
        level = _level(said)
        return self._alike(said, level) or (self._below(said, level) if level in _PARTS else None)

    def kind(self, text: str) -> str:
        """Which kind of unit a text names, in the words of the list of units."""
        return KINDS.get(_level(self.words(text)), "lainnya")

    def _name(self, text: str, office: Office) -> _Name:
        said = self.words(text)
        return _Name(said, _level(said), office)

    def _office(self, text: str) -> str | None:
        found = self._exact(self.words(text))
        return found.opd if found else None

    def _exact(self, said: Sequence[str]) -> Office | None:
        found = self._found.get("".join(said), set())
        return next(iter(found)) if len(found) == 1 else None

    def _alike(self, said: tuple[str, ...], level: str) -> Suggestion | None:
        """The office of the same kind with the same words, or with nearly the same letters."""
        mine = _content(said, level)
        best: dict[Office, float] = {}
        for name in (name for name in self._names if name.level == level):
            if likeness := _likeness(mine, name.content, level):
                best[name.office] = max(likeness, best.get(name.office, 0))
        if not best:
            return None
        top = max(best.values())
        [first, *others] = [office for office, likeness in best.items() if likeness == top]
        return None if others else Suggestion(ALIAS, first.unit or first.opd, top)

    def _below(self, said: tuple[str, ...], level: str) -> Suggestion | None:
        """The office that a unit of such a name is below."""
        if level == "kelurahan":
            near = {opd for name, opd in self._district if share("".join(said[1:]), name) >= ALIKE}
            parent = next(iter(near)) if len(near) == 1 else None
        else:
            parent = self._named_behind(said) or self._parent_of(said, level)
        return Suggestion(UNIT, parent) if parent else None

    def _named_behind(self, said: tuple[str, ...]) -> str | None:
        """The office named at the end: ``UPTD Metrologi Dinas Perindustrian dan Perdagangan``."""
        for at in range(1, len(said)):
            if (office := self._exact(said[at:])) and not office.unit:
                return office.opd
        return None

    def _parent_of(self, said: tuple[str, ...], level: str) -> str | None:
        fields = {"puskesmas": "kesehatan", "labkesda": "kesehatan", "rumah sakit": "kesehatan"}
        fields |= {"sekolah": "pendidikan"}
        if level in fields:
            return self._only(lambda name: name.level == "dinas" and fields[level] in name.words)
        if level == "bagian":
            return self._only(lambda name: name.words == ("sekretariat", "daerah"))
        mine = set(_content(said, level))
        return self._only(lambda name: bool(mine) and mine <= set(name.content))

    def _only(self, fits: Callable[[_Name], bool]) -> str | None:
        found = {name.office.opd for name in self._names if not name.office.unit and fits(name)}
        return next(iter(found)) if len(found) == 1 else None


def level_of(text: str) -> str:
    """Which kind of office a name says: ``dinas``; "" when none is said."""
    plain = [_PLACES.get(word, word) for word in words(text).split()[:1]]
    return _level([" ".join(_SPELLED.get(word, word) for word in plain).partition(" ")[0]])


def is_part(text: str) -> bool:
    """Whether a name is that of a unit below an office: Puskesmas, UPTD, a school, a village."""
    return level_of(text) in _PARTS


def _level(said: Sequence[str]) -> str:
    """Which kind of office a name says; "" for a short form, which says none."""
    return _LEVELS.get(said[0], "") if said else ""


def _content(said: tuple[str, ...], level: str) -> tuple[str, ...]:
    """The words that make the name, without what kind of office it is and what all are called."""
    rest = said[1:] if level else said
    return tuple(word for word in rest if word not in _OF_ALL) or rest


def _likeness(mine: Sequence[str], other: Sequence[str], level: str) -> float:
    """How alike two names of one kind are, in percent; 0 when they are two offices."""
    if not mine or not other:
        return 0.0
    alike = share("".join(mine), "".join(other))
    if not level and len(mine) == 1:
        return alike if alike >= SHORT_ALIKE and len(mine[0]) > 4 else 0.0
    if _numbers(mine) != _numbers(other):
        return 0.0
    part = level and all(any(share(word, one) >= ALIKE for one in other) for word in mine)
    return max(alike, ALIKE) if part else alike if alike >= ALIKE else 0.0


def _numbers(said: Sequence[str]) -> list[str]:
    return [word for word in said if re.fullmatch(r"\d+|[ivx]+", word)]
