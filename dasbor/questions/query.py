"""Questions: the head of a file in ``queries/`` read, and all of them by name.

A query introduces itself in its head comment, and nowhere else::

    -- Berapa inovasi tercatat tiap tahun?
    -- satu baris: satu tahun register
    -- data: inovasi
    -- ukuran: skor_iid
    -- parameter: tahun_dari bulat, opd[], cari
    -- kolom:
    --   tahun  | BIGINT | Tahun | tahun
    -- pilihan rincian: bentuk, jenis

The first line is the question, ``satu baris`` the grain, ``data`` the datasets whose rows stand
behind the answer, ``parameter`` what may be given, each with its kind (``KINDS``; text when none is
written) and ``[]`` when it takes several values, ``ukuran`` (optional) the published measures it
quotes, ``pilihan`` (optional) the only values of a parameter that must be given, ``nilai`` the
values that any other one knows (see ``domains``), ``lebih dulu`` (optional) the
macro in ``(select … from macro(…))`` that is asked before, so that the long scan has a constant in
its place, ``pembanding: kota`` that ranks and shares rest on the rows of all offices, whichever are
shown, ``daftar`` the master lists it counts along,
``perlu`` (optional) a dataset without which nobody is offered the question, as without the first of
``data``, ``kedudukan`` (optional) how values stand (see
``standing``). tests/test_queries.py holds every head true against DuckDB.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from dasbor import settings
from dasbor.city import Terms, city
from dasbor.data.wording import said_in
from dasbor.questions.standing import KINDS as STANDINGS
from dasbor.questions.standing import NUMBERS, ROW_ORIGIN, Rule, read_rule

KINDS = ("teks", "bulat", "angka", "tanggal")
STANDING, CHOICE, DOMAIN = "kedudukan ", "pilihan ", "nilai "
_NAME = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class ResultColumn:
    """A column of an answer: name, DuckDB type, the words for readers, and its unit."""

    name: str
    type: str
    label: str
    unit: str = ""


STATED = ResultColumn("kedudukan", "VARCHAR", "Kedudukan angka")
ONLY = "kolom_saja"  # the parameter of a file that keeps some of its columns


@dataclass(frozen=True)
class Parameter:
    """What a question may be given: how its value is read, and whether it takes several."""

    kind: str = "teks"
    many: bool = False


@dataclass(frozen=True)
class Query:
    """One question: the text of its file and what its head comment declares."""

    name: str
    question: str
    grain: str
    data: tuple[str, ...]
    measures: tuple[str, ...]
    parameters: Mapping[str, Parameter] = field(hash=False)
    columns: tuple[ResultColumn, ...]
    choices: Mapping[str, tuple[str, ...]] = field(hash=False)
    sql: str = field(repr=False)
    city_wide: bool = False
    lists: tuple[str, ...] = ()
    first: str = ""
    standings: Mapping[str, Rule] = field(default_factory=dict, hash=False)
    domains: Mapping[str, str] = field(default_factory=dict, hash=False)
    only: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns whose values stand in some way."""
        return tuple(c.name for c in self.columns if c.type in NUMBERS and c.unit != "tahun")

    @property
    def in_files(self) -> tuple[ResultColumn, ...]:
        """The columns of a file: also how the numbers of a row stand, unless it says its origin.

        With ``only`` those columns, and what says how their numbers stand.
        """
        listed = any(column.name == ROW_ORIGIN for column in self.columns)
        whole = self.columns if listed or not self.numbers else (*self.columns, STATED)
        if not self.only:
            return whole
        kept = {*self.only} | (
            {ROW_ORIGIN, STATED.name} if {*self.only} & {*self.numbers} else set()
        )
        return tuple(column for column in whole if column.name in kept)


def read_query(path: Path) -> Query:
    """Read one file of ``queries/``. Raises ``ValueError`` naming what its head lacks."""
    sql = path.read_text(encoding="utf-8")
    head = [line.removeprefix("--") for line in sql.splitlines() if line.startswith("--")]
    columns = tuple(_columns(head))
    head = [line.strip() for line in head]
    fields = {
        key: tuple(word.strip() for word in value.split(",") if word.strip())
        for key, _, value in (line.partition(":") for line in head[1:])
    }
    grain = next((line[11:].strip() for line in head if line.startswith("satu baris:")), "")
    lacks = {
        "baris pertama berupa pertanyaan yang diakhiri “?”": head and head[0].endswith("?"),
        "“-- satu baris: …”, yaitu apa arti satu barisnya": grain,
        "“-- parameter: …” (kosong pun ditulis)": "parameter" in fields,
        "“-- kolom:” dengan baris “--   nama | TIPE | Label | satuan”": columns,
    }
    if missing := [what for what, there in lacks.items() if not there]:
        raise ValueError(f"{path.name}: kepala kueri belum memuat {'; '.join(missing)}.")
    return Query(
        path.stem,
        head[0],
        grain,
        fields.get("data", ()),
        fields.get("ukuran", ()),
        dict(_parameter(path.name, word) for word in fields["parameter"]),
        columns,
        {k.removeprefix(CHOICE): v for k, v in fields.items() if k.startswith(CHOICE)},
        sql,
        "pembanding" in fields,
        fields.get("daftar", ()),
        _asked_first(sql, *fields.get("lebih dulu", ())),
        _standings(path.name, head),
        _domains(fields),
        needs=fields.get("perlu", ()) + fields.get("data", ())[:1],
    )


def _parameter(file: str, words: str) -> tuple[str, Parameter]:
    name, _, kind = words.partition(" ")
    if (kind := kind.strip() or "teks") not in KINDS:
        offered = ", ".join(KINDS)
        raise ValueError(f"{file}: jenis parameter {name} ialah salah satu dari {offered}.")
    return name.removesuffix("[]"), Parameter(kind, name.endswith("[]"))


def _standings(name: str, head: list[str]) -> dict[str, Rule]:
    """Column -> how its values stand, where the head says so."""
    found: dict[str, Rule] = {}
    for line in head:
        if line.startswith(STANDING) and "|" not in line:
            columns, _, rule = line.removeprefix(STANDING).partition(":")
            try:
                found |= dict.fromkeys(map(str.strip, columns.split(",")), read_rule(rule.strip()))
            except ValueError as flaw:
                raise ValueError(f"{name}: {flaw}. Pilihannya: {', '.join(STANDINGS)}.") from None
    return found


def _domains(fields: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Parameter -> what the head says of its values; several may share one line."""
    return {
        name.strip(): ", ".join(words)
        for key, words in fields.items()
        if key.startswith(DOMAIN) and "|" not in key
        for name in key.removeprefix(DOMAIN).split(",")
    }


def _asked_first(sql: str, macro: str = "") -> str:
    """The part of a text that asks a macro."""
    found = re.search(rf"\(select \w+ from {macro}\([^()]*\)\)", sql) if macro else None
    return found[0] if found else ""


def _columns(head: list[str]) -> Iterator[ResultColumn]:
    for line in head:
        if line.startswith("   ") and line.count("|") >= 2:
            name, kind, label, unit = ([part.strip() for part in line.split("|")] + [""])[:4]
            yield ResultColumn(name, kind, label, unit)


def registry() -> dict[str, Query]:
    """All questions by name, in the terms of the configured government.

    Files that begin with ``_`` are foundations, not questions.
    """
    return _registry(city().terms)


@lru_cache(maxsize=4)
def _registry(terms: Terms) -> dict[str, Query]:
    paths = sorted(settings.QUERIES.glob("[!_]*.sql"))
    return {path.stem: _worded(read_query(path), terms) for path in paths}


def _worded(query: Query, terms: Terms) -> Query:
    """What readers see of a question; its name, columns and parameters stay what they are."""
    say = terms.say
    return replace(
        query,
        question=say(query.question),
        grain=say(query.grain),
        columns=tuple(
            replace(column, label=say(column.label), unit=say(column.unit))
            for column in query.columns
        ),
        choices={name: tuple(map(say, values)) for name, values in query.choices.items()},
        sql=said_in(query.sql, terms),
    )


def known(name: str) -> bool:
    """Whether a name from outside is one of the questions."""
    return bool(_NAME.fullmatch(name)) and name in registry()
