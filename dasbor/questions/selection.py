"""What the analyst's bench shows: words, facets, ranges, order and columns, as a link spells them.

The filters of every page (``filters``) belong to it; this module adds what only ``/jelajah``
knows. A selection is a value: a facet, a page or a column is a link to a changed one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import isfinite
from typing import Any
from unicodedata import combining, normalize

from dasbor import format_id
from dasbor.questions.domains import ANY, Domain, searchable
from dasbor.questions.filters import CHOICES, LABELS, Filters, Options, lenient
from dasbor.questions.provenance import EXAMPLE

ROWS_PER_PAGE = 50
LONGEST_SEARCH, MOST_WORDS = 80, 8
FACETS = {  # beside the filters of every page, with what each is called
    "klasifikasi": "Klasifikasi",
    "unit": "Unit",
    "jenis": "Jenis",
    "tahapan": "Tahapan",
    "inisiator": "Inisiator",
    "asal": "Asal baris",
}
GROUPS = ("tahun", *CHOICES, *FACETS)
NAMES = LABELS | FACETS
SCORES = ("kematangan_dari", "kematangan_sampai")
DATES = ("penerapan_dari", "penerapan_sampai")
COLUMNS = (
    *("tahun", "id", "judul", "singkatan", "unit", "klasifikasi", "bentuk", "jenis"),
    *("urusan", "tahapan", "inisiator", "tanggal_penerapan", "kematangan", "asal"),
)
ORDER_OF = {"singkatan": "opd", "tanggal_penerapan": "penerapan"}  # column -> its order in a link
ORDERS = ("terbaru", *(ORDER_OF.get(name, name) for name in COLUMNS))
WAYS = ("naik", "turun")
USUAL_COLUMNS = ("tahun", "judul", "singkatan", "bentuk", "jenis", "urusan", "tahapan", "asal")
KNOWN_NAMES = ("cari", *GROUPS, *SCORES, *DATES, "urut", "arah", "kolom", "hal")  # of a link
Link = Mapping[str, Iterable[str]]
Marks = dict[str, list[dict[str, list[str]]]]


@dataclass(frozen=True)
class Selection:
    """The innovations a reader has before him. Empty parts restrict nothing."""

    filters: Filters = field(default_factory=Filters)
    search: str = ""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ranges: tuple[tuple[str, Any], ...] = ()
    order: str = "terbaru"
    way: str = ""
    columns: tuple[str, ...] = USUAL_COLUMNS
    page: int = 1

    def chosen(self, group: str) -> tuple[str, ...]:
        """The labels chosen in one group; a single year counts as a choice, a range does not."""
        if group == "tahun":
            one = self.filters.first_year == self.filters.last_year
            return (str(self.filters.first_year),) if one and self.filters.first_year else ()
        if group in CHOICES:
            chosen: tuple[str, ...] = getattr(self.filters, group)
            return chosen
        return dict(self.facets).get(group, ())

    def within(self, group: str) -> tuple[str, ...]:
        """The labels of a group that the selection takes; none when it takes all."""
        first, last = self.filters.first_year, self.filters.last_year
        if group == "tahun":
            return tuple(map(str, range(first, last + 1))) if first and last else ()
        return tuple(
            EXAMPLE if (group, label) == ("asal", "contoh") else label
            for label in self.chosen(group)
        )

    def toggled(self, group: str, label: str) -> "Selection":
        """With one value of a group more, or less if it was chosen; on the first page."""
        before = self.chosen(group)
        after = tuple(v for v in before if v != label) if label in before else (*before, label)
        first = replace(self, page=1)
        if group == "tahun":
            year = None if label in before else int(label)
            return replace(first, filters=replace(self.filters, first_year=year, last_year=year))
        if group in CHOICES:
            changed: dict[str, Any] = {group: after}
            return replace(first, filters=replace(self.filters, **changed))
        facets = dict(self.facets) | {group: after}
        return replace(first, facets=tuple((k, v) for k, v in facets.items() if v))

    def parameters(self, options: Options) -> dict[str, Any]:
        """As query parameters: which innovations, not which page of them."""
        return (
            self.filters.parameters(options)
            | {"cari": self.search or None}
            | dict.fromkeys((*FACETS, *SCORES, *DATES))
            | {name: list(values) for name, values in self.facets}
            | dict(self.ranges)
        )

    def listing(self, options: Options) -> dict[str, Any]:
        """As query parameters of one page of the table."""
        start = (self.page - 1) * ROWS_PER_PAGE
        order = {"urut": self.order, "arah": self.way or None}
        page = order | {"mulai": start, "batas": ROWS_PER_PAGE}
        return self.parameters(options) | page

    def link(self, options: Options) -> dict[str, Any]:
        """As the query of a link; what is as usual is left out."""
        usual = Selection()
        link: dict[str, Any] = self.filters.link(options)
        link |= {"cari": self.search} if self.search else {}
        link |= {name: list(values) for name, values in self.facets} | dict(self.ranges)
        link |= {"urut": self.order} if self.order != usual.order else {}
        link |= {"arah": self.way} if self.way else {}
        link |= {"kolom": list(self.columns)} if self.columns != usual.columns else {}
        return link | ({"hal": self.page} if self.page > 1 else {})

    def words(self, options: Options) -> list[str]:
        """What restricts the selection, in words."""
        words = self.filters.words(options)
        words += [f"“{self.search}”"] if self.search else []
        words += [format_id.listing(list(values)) for _, values in self.facets]
        ranges = dict(self.ranges)
        for name, ends in (("kematangan", SCORES), ("penerapan", DATES)):
            low, high = (format_id.cell(ranges.get(end)) for end in ends)
            if any(end in ranges for end in ends):
                words.append(f"{name} {low} s.d. {high}")
        return words


def selection(
    link: Link, options: Options, known: Mapping[str, Domain]
) -> tuple[Selection, list[str]]:
    """The selection a link asks for as far as it is known, and the values that are not.

    ``known`` are the domains of facets and ranges; without one any value goes.
    """
    given = {name: [value.strip() for value in values] for name, values in link.items()}
    filters, strange = lenient(given, options)
    facets, unheard = _facets(given, known)
    ranges, odd = _ranges(given, known)
    search = _first(given, "cari")[:LONGEST_SEARCH]
    order, way, columns = _first(given, "urut"), _first(given, "arah"), given.get("kolom", [])
    page = _first(given, "hal", "1")
    odd += [value for value in columns if value not in COLUMNS]
    odd += [order] if order and order not in ORDERS else []
    odd += [way] if way and way not in WAYS else []
    odd += [page] if not _is_page(page) else []
    kept = tuple(name for name in COLUMNS if name in columns)
    return Selection(
        filters,
        search if searchable(search) else "",
        facets,
        ranges,
        order if order in ORDERS else "terbaru",
        way if way in WAYS else "",
        kept or USUAL_COLUMNS,
        int(page) if _is_page(page) else 1,
    ), [*strange, *unheard, *odd]


def usual_way(order: str) -> str:
    """Which way an order goes when none is said: the newest and the highest first."""
    return "turun" if order in ("terbaru", "tahun", "kematangan", "penerapan") else "naik"


def unsearched(search: str) -> str:
    """What a search leaves out, in words; empty when it looks for all of it."""
    if not search:
        return ""
    if not searchable(search):
        return f"“{search}” tidak menyaring: yang dicari hanya huruf Latin dan angka."
    signs = normalize("NFD", search.lower())
    plain = "".join(sign for sign in signs if not combining(sign))
    foreign = [w for w in plain.split() if w.isalnum() and not searchable(w)]
    if foreign:
        return f"{format_id.listing(foreign)} tidak ikut dicari: hanya huruf Latin dan angka."
    words = re.findall("[a-z0-9]+", plain)
    cut = f"Yang dicari {MOST_WORDS} kata pertama, sampai “{words[:MOST_WORDS][-1]}”."
    return cut if len(words) > MOST_WORDS else ""


def picked(chosen: Mapping[str, str], options: Options) -> dict[str, list[str]]:
    """What a mark of a chart stands for, as a link spells it; what is not offered is left out.

    ``chosen`` is group -> label, as from ``Chart.picked``. The one place where it is read.
    """
    link: dict[str, list[str]] = {}
    for name, label in chosen.items():
        if name == "tahun":
            link |= {name: [label] * 2} if label in map(str, options.years) else {}
        elif name in CHOICES:
            link |= {name: [label]} if label in options.values[name] else {}
        else:
            link[name] = ["contoh" if (name, label) == ("asal", EXAMPLE) else label]
    return link


def picked_by_axis(
    picks: Mapping[str, str], axes: Mapping[str, Iterable[object]], options: Options
) -> Marks:
    """The same for all marks of a chart: per axis, in its order, what each place adds to a link.

    ``picks`` is axis -> group, as of a ``Chart``; ``axes`` are the labels along each.
    """
    return {
        axis: [picked({name: str(label)}, options) for label in axes[axis]]
        for axis, name in picks.items()
    }


def _first(given: Mapping[str, list[str]], name: str, otherwise: str = "") -> str:
    return next(iter(given.get(name, [])), otherwise)


def _is_page(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text[:9]) > 0 and len(text) < 9


def _facets(
    given: Mapping[str, list[str]], known: Mapping[str, Domain]
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], list[str]]:
    """The facets as the data spell them, and the values that are none."""
    facets, odd = [], []
    for name in FACETS:
        kept = []
        for text in filter(None, given.get(name, [])):
            try:
                kept.append(known.get(name, ANY).spelled(name, text))
            except ValueError:
                odd.append(text)
        facets += [(name, tuple(dict.fromkeys(kept)))] if kept else []
    return tuple(facets), odd


def _ranges(
    given: Mapping[str, list[str]], known: Mapping[str, Domain]
) -> tuple[tuple[tuple[str, Any], ...], list[str]]:
    """The ends of the ranges that can be read, and the values that cannot."""
    ranges, odd = [], []
    for name in (*SCORES, *DATES):
        if text := next(iter(given.get(name, [])), ""):
            try:
                if name in SCORES:
                    end: Any = _score(known.get(name, ANY).spelled(name, text))
                else:
                    end = date.fromisoformat(text).isoformat()
            except ValueError:
                odd.append(text)
            else:
                ranges.append((name, end))
    return tuple(ranges), odd


def _score(text: str) -> float:
    score = float(text.replace(",", "."))
    if not isfinite(score):
        raise ValueError(text)
    return score
