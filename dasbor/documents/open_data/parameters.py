"""What a request asks: its parameters held against the declarations of the question."""

import re
from collections.abc import Mapping
from typing import Any

from dasbor import format_id
from dasbor.data.store import StoreError
from dasbor.questions import filters
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Options
from dasbor.questions.query import Query
from dasbor.questions.result import Result

YEARS = ("tahun_dari", "tahun_sampai")
# Parameters that take several values, beside the filters.
LISTS = {"dataset", "ukuran", "jenis", "tahapan", "inisiator", "asal"}
PAGING = {"batas": 5_000, "lewati": 0}
MOST_ROWS, MOST_SKIPPED = 10_000, 10_000_000
LONGEST_VALUE, MOST_VALUES = 200, 60
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?", re.ASCII)
Pairs = list[tuple[str, str]]


class Refused(Exception):
    """A request that is not answered: HTTP status, a code for programs, words for people."""

    def __init__(self, status: int, code: str, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.code = code


def accepted(query: Query) -> tuple[str, ...]:
    """The parameters a request may give: the filters as links spell them, then the query's own."""
    year = ("tahun",) if set(YEARS) & set(query.parameters) else ()
    return (*year, *(name for name in query.parameters if name not in YEARS))


def ask(
    asked: Answers, query: Query, pairs: Pairs, paging: Mapping[str, int]
) -> tuple[Result, dict[str, int]]:
    """The answer to a question with the pairs of a request, and the page of it that is meant.

    ``paging`` are the parameters of a page with their usual values; none where all rows go out.

    Raises:
        Refused: for a name or a value that the question does not know.
    """
    paging = {name: most for name, most in paging.items() if name not in query.parameters}
    given = _checked(pairs, (*accepted(query), *paging), query.name)
    page = {name: _whole(name, given.pop(name, [str(usual)])) for name, usual in paging.items()}
    if page.get("batas", 1) > MOST_ROWS or page.get("batas", 1) < 1:
        raise Refused(400, "nilai_tidak_dikenal", f"batas harus antara 1 dan {MOST_ROWS}.")
    options = filters.options(asked)
    chosen = _filters(given, options)
    own = {
        name: values for name, values in given.items() if name not in ("tahun", *filters.CHOICES)
    }
    return _try(asked, query, chosen, _own(query, own)), page


def _checked(pairs: Pairs, names: tuple[str, ...], query: str) -> dict[str, list[str]]:
    """The values by name; refuses names that are not declared and values no one means."""
    if len(pairs) > MOST_VALUES:
        raise Refused(400, "terlalu_banyak", f"Paling banyak {MOST_VALUES} nilai.")
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in names:
            offered = format_id.listing(list(names)) if names else "tidak ada"
            words = f"Parameter tidak dikenal pada kueri {query}. Yang dikenal: {offered}."
            raise Refused(400, "parameter_tidak_dikenal", words)
        if not value or len(value) > LONGEST_VALUE or not value.isprintable():
            words = f"Nilai {name} kosong, lebih dari {LONGEST_VALUE} huruf, atau bukan teks biasa."
            raise Refused(400, "nilai_tidak_dikenal", words)
        given.setdefault(name, []).append(value)
    for name, values in given.items():
        most = 2 if name == "tahun" else 1
        if len(values) > most and name not in (*filters.CHOICES, *LISTS):
            raise Refused(400, "parameter_berulang", f"Parameter {name} diberikan berulang.")
    return given


def _whole(name: str, values: list[str]) -> int:
    [value] = values
    if not (value.isascii() and value.isdecimal()) or int(value) > MOST_SKIPPED:
        raise Refused(400, "nilai_tidak_dikenal", f"{name} harus bilangan bulat, paling besar"
                      f" {MOST_SKIPPED}.")  # fmt: skip
    return int(value)


def _filters(given: Mapping[str, list[str]], options: Options) -> dict[str, Any]:
    link = {name: given[name] for name in ("tahun", *filters.CHOICES) if name in given}
    try:
        return filters.from_link(link, options).parameters(options)
    except ValueError:
        words = f"Nilai {format_id.listing(list(link))} tidak dikenal. Pilihannya ada di"
        words += " api/v1/kueri/pilihan_saringan_apa_saja.json."
        raise Refused(400, "nilai_tidak_dikenal", words) from None


def _own(query: Query, own: Mapping[str, list[str]]) -> dict[str, Any]:
    for name, choices in query.choices.items():
        if own.get(name, [""])[0] not in choices:
            words = f"Parameter {name} wajib: {', '.join(choices)}."
            raise Refused(400, "nilai_tidak_dikenal", words)
    return {name: values if name in LISTS else values[0] for name, values in own.items()}


def _try(asked: Answers, query: Query, chosen: Mapping[str, Any], own: Mapping[str, Any]) -> Result:
    """Ask; a text that the query cannot take is tried once more as a number."""
    numbers = {
        name: float(value) if "." in value else int(value)
        for name, value in own.items()
        if isinstance(value, str) and _NUMBER.fullmatch(value) and name not in query.choices
    }
    for given in [own, {**own, **numbers}] if numbers else [own]:
        try:
            return asked.ask(query.name, **chosen, **given)
        except StoreError:
            continue
    names = format_id.listing(list(own)) or "saringan"
    raise Refused(400, "nilai_tidak_dikenal", f"Nilai {names} tidak dapat dibaca kueri ini.")
