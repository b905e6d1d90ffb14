"""What the open record is as a whole: title, publisher, licence, years, version; its addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dasbor.city import City
from dasbor.documents import archive
from dasbor.questions import filters
from dasbor.questions.answers import Answers
from dasbor.questions.parameters import FILTERS
from dasbor.questions.query import Query

KEYWORDS = ("inovasi daerah", "indeks inovasi daerah", "perangkat daerah")
EVERYTHING = "semua"  # the choice that leaves nothing out
CC, ODC = "https://creativecommons.org/", "https://opendatacommons.org/licenses/"
LICENCES = {  # as kota.toml may write it -> the address that stands for it
    "CC BY 4.0": f"{CC}licenses/by/4.0/",
    "CC BY-SA 4.0": f"{CC}licenses/by-sa/4.0/",
    "CC BY-NC 4.0": f"{CC}licenses/by-nc/4.0/",
    "CC0 1.0": f"{CC}publicdomain/zero/1.0/",
    "ODC-BY 1.0": f"{ODC}by/1-0/",
    "ODbL 1.0": f"{ODC}odbl/1-0/",
    "PDDL 1.0": f"{ODC}pddl/1-0/",
}


@dataclass(frozen=True)
class About:
    """The record of one version of the data, as seen from the ``address`` of this server."""

    asked: Answers
    city: City
    address: str

    @property
    def name(self) -> str:
        """A name for programs, which stays the same."""
        return "-".join(re.findall(r"[a-z0-9]+", f"inovasi daerah {self.city.name}".lower()))

    @property
    def title(self) -> str:
        """A title for readers."""
        return f"Data inovasi daerah {self.city.name}"

    @property
    def description(self) -> str:
        """What is in it, and how to read it."""
        return (
            f"Jawaban atas setiap pertanyaan Dasbor Inovasi Daerah {self.city.name}, dengan ukuran,"
            " tanggal, sumber, kepastian, dan angka tandingannya. Nilai kosong berarti belum"
            f" diketahui, bukan nol. {archive.licence(self.city)}"
        )

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.asked.store.version

    @property
    def built(self) -> str:
        """When that version came to be."""
        return self.asked.store.built.isoformat(timespec="seconds")

    @property
    def years(self) -> tuple[int, ...]:
        """The first year and the last; none where there is no year."""
        years = filters.options(self.asked).years
        return (years[0], years[-1]) if years else ()

    @property
    def place(self) -> str:
        """The city and its province."""
        return ", ".join(filter(None, (self.city.name, self.city.province)))

    @property
    def licence(self) -> str:
        """The address of the licence; empty until the owner of the data has chosen one."""
        said = self.city.licence
        return LICENCES.get(said, said if re.match(r"https?://\S+$", said) else "")

    def at(self, path: str, **query: Any) -> str:
        """An absolute address below this server."""
        return f"{self.address}/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")


@dataclass(frozen=True)
class Part:
    """One answer of the record: a question, and the choice it is asked with."""

    query: Query
    choice: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """A name for programs."""
        return ".".join([self.query.name, *(value.replace(" ", "_") for _, value in self.choice)])

    @property
    def title(self) -> str:
        """The question, with its choice where several are asked."""
        words = [value for _, value in self.choice if value != EVERYTHING]
        return f"{self.query.question} ({', '.join(words)})" if words else self.query.question

    def file(self, about: About, form: str) -> str:
        """The address of the answer as ``csv``, ``json`` or ``zip``."""
        path = f"unduh/{self.query.name}.csv" if form == "csv" else ""
        return about.at(path or f"api/v1/kueri/{self.query.name}.{form}", **dict(self.choice))


def parts(asked: Answers) -> Iterator[Part]:
    """The answers that need nothing but filters and a choice: simulations and searches do not."""
    for query in asked.offered.values():
        if set(query.parameters) <= {*FILTERS, *query.choices}:
            yield from (Part(query, choice) for choice in _choices(query))


def _choices(query: Query) -> Iterator[tuple[tuple[str, str], ...]]:
    """The ways to ask a question: once with everything, else once for each value."""
    if not query.choices:
        yield ()
    for name, values in query.choices.items():
        for value in [EVERYTHING] if EVERYTHING in values else values:
            yield ((name, value),)
