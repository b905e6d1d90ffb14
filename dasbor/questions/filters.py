"""Filters: what may be chosen, what is chosen, and how a link spells it.

A link says ``?tahun=2021&tahun=2023&opd=Dinkes``. Links that people type or keep (``opd=dinkes``,
``opd=Dinas Kesehatan``, ``tahun=2021-2023``) mean the same and are rewritten to that form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dasbor import format_id
from dasbor.questions.answers import Answers

CHOICES = ("opd", "bentuk", "urusan")
FILTERS = ("tahun", *CHOICES)
LABELS = {"tahun": "Tahun", "opd": "OPD", "bentuk": "Bentuk", "urusan": "Urusan"}
_RANGE = re.compile(r"(\d{4})\s*(?:-|–|,|\.\.)\s*(\d{4})")
LONG_NUMBER = 10  # digits of what is no year; Python refuses to read thousands of them


@dataclass(frozen=True)
class Options:
    """What the data offer: the years, and per filter label -> value."""

    years: tuple[int, ...]
    values: Mapping[str, Mapping[str, str]]
    spellings: Mapping[str, Mapping[str, str]]  # per filter: any known spelling -> label

    def __hash__(self) -> int:
        return hash(self.years)  # mappings have none


@lru_cache(maxsize=2)
def options(answers: Answers) -> Options:
    """The choices of each filter in the order of their labels."""
    years: list[int] = []
    values: dict[str, dict[str, str]] = {name: {} for name in CHOICES}
    spellings: dict[str, dict[str, str]] = {name: {} for name in CHOICES}
    everything = answers.demonstration or answers  # one can choose what is only demonstrated
    for name, value, label, full in everything.ask("pilihan_saringan_apa_saja").rows:
        if name == "tahun":
            years.append(int(value))
        else:
            values[name][label] = value
            for spelling in (label, value, full):
                spellings[name].setdefault(_plain(spelling), label)
    return Options(tuple(sorted(years)), values, spellings)


@dataclass(frozen=True)
class Filters:
    """The filters in force. Empty tuples and missing years restrict nothing."""

    first_year: int | None = None
    last_year: int | None = None
    opd: tuple[str, ...] = ()
    bentuk: tuple[str, ...] = ()
    urusan: tuple[str, ...] = ()

    def narrows(self, name: str, options: Options) -> bool:
        """Whether one filter (``tahun`` or one of ``CHOICES``) leaves anything out."""
        if name == "tahun":
            chosen = (self.first_year, self.last_year)
            return None not in chosen and chosen != options.years[:1] + options.years[-1:]
        return bool(getattr(self, name))

    def parameters(self, options: Options) -> dict[str, Any]:
        """As query parameters: years, and lists of values instead of labels."""
        by_year = self.narrows("tahun", options)
        chosen = {
            name: [options.values[name][label] for label in getattr(self, name)] for name in CHOICES
        }
        return {
            "tahun_dari": self.first_year if by_year else None,
            "tahun_sampai": self.last_year if by_year else None,
        } | chosen

    def link(self, options: Options) -> dict[str, Any]:
        """As the query of a link; empty when nothing is left out."""
        years = [self.first_year, self.last_year] if self.narrows("tahun", options) else []
        chosen = {name: list(getattr(self, name)) for name in CHOICES if getattr(self, name)}
        return ({"tahun": years} if years else {}) | chosen

    def without_effect(self, names: Iterable[str], options: Options, on: str) -> str:
        """Which of the named filters are chosen but do not reach ``on``; empty when none is."""
        chosen = [LABELS[name] for name in names if self.narrows(name, options)]
        return f"Saringan {format_id.listing(chosen)} tidak berlaku untuk {on}." if chosen else ""

    def only(self, name: str) -> "Filters":
        """One filter (``tahun`` or one of ``CHOICES``) without the others."""
        if name == "tahun":
            return Filters(self.first_year, self.last_year)
        chosen: dict[str, Any] = {name: getattr(self, name)}
        return Filters(**chosen)

    def words(self, options: Options) -> list[str]:
        """What restricts the page, in words, one per filter; empty when nothing does."""
        words = []
        if self.first_year and self.narrows("tahun", options):
            same = self.first_year == self.last_year
            words.append(f"{self.first_year}" if same else f"{self.first_year}–{self.last_year}")
        return words + [
            format_id.listing(list(getattr(self, name))) for name in CHOICES if getattr(self, name)
        ]


def link_of(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Query parameters of an answer as the query of a link to the same answer."""
    years = [parameters.get("tahun_dari"), parameters.get("tahun_sampai")]
    chosen = {name: parameters[name] for name in CHOICES if parameters.get(name)}
    return ({"tahun": years} if None not in years else {}) | chosen


def from_link(parameters: Mapping[str, Iterable[str]], options: Options) -> Filters:
    """The filters a link asks for. Raises ``ValueError`` in Indonesian for values unknown here."""
    pairs = [(name, value) for name, values in parameters.items() for value in values]
    spelled: dict[str, list[str]] = {}
    for name, value in canonical(pairs, options):
        spelled.setdefault(name, []).append(value)
    if strange := unknown(spelled, options):
        raise ValueError(f"Saringan tidak dikenal: {', '.join(strange)[:200]}.")
    years = sorted(int(year) for year in spelled.get("tahun", []))
    first, last = (years[0], years[-1]) if years else (None, None)
    return Filters(first, last, **{n: tuple(dict.fromkeys(spelled.get(n, ()))) for n in CHOICES})


def lenient(parameters: Mapping[str, Iterable[str]], options: Options) -> tuple[Filters, list[str]]:
    """The filters a link asks for as far as they are known here, and the values that are not."""
    given = {name: list(parameters.get(name, ())) for name in FILTERS}
    pairs = [(name, value) for name, values in given.items() for value in values]
    spelled: dict[str, list[str]] = {}
    for name, value in canonical(pairs, options):
        spelled.setdefault(name, []).append(value)
    strange = unknown(spelled, options)
    kept = {name: [v for v in values if v not in strange] for name, values in spelled.items()}
    return from_link(kept, options), strange


def canonical(parameters: Iterable[tuple[str, str]], options: Options) -> list[tuple[str, str]]:
    """Parameters of a link in the spelling of the app; what it does not know stays as it is."""
    result: list[tuple[str, str]] = []
    for name, value in parameters:
        if name == "tahun":
            result += [("tahun", year) for year in _years(value, options)]
        elif name in CHOICES:
            result.append((name, options.spellings[name].get(_plain(value), value)))
        else:
            result.append((name, value))
    chosen = [value for name, value in result if name == "tahun"]
    if not chosen or not all(year.isdecimal() and len(year) < LONG_NUMBER for year in chosen):
        return result
    at = result.index(("tahun", chosen[0]))
    ends = [("tahun", min(chosen, key=int)), ("tahun", max(chosen, key=int))]
    rest = [pair for pair in result if pair[0] != "tahun"]
    return [*rest[:at], *ends, *rest[at:]]


def unknown(parameters: Mapping[str, Iterable[str]], options: Options) -> list[str]:
    """Values of a link that mean nothing here, for a kind word to the reader."""
    strange = [
        value
        for name in CHOICES
        for value in parameters.get(name, ())
        if _plain(value) not in options.spellings[name]
    ]
    known = {str(year) for year in options.years}
    strange += [year for year in parameters.get("tahun", ()) if year not in known]
    return list(dict.fromkeys(strange))


def _years(value: str, options: Options) -> list[str]:
    if match := _RANGE.fullmatch(value.strip()):
        first, last = sorted(int(year) for year in match.groups())
        inside = [year for year in options.years if first <= year <= last]
        return [str(inside[0]), str(inside[-1])] if inside else [value]
    return [value.strip()]


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
