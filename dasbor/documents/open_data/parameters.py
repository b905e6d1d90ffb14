"""What a request asks: its parameters held against the declarations of the question."""

from collections.abc import Mapping
from typing import Any

from dasbor import format_id
from dasbor.data.store import StoreError
from dasbor.questions import filters, parameters
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Options
from dasbor.questions.listing import Listing
from dasbor.questions.parameters import YEARS, Repeated
from dasbor.questions.query import Query

PAGING = {"batas": 5_000, "lewati": 0}
MOST_ROWS, MOST_SKIPPED = 10_000, 10_000_000
MOST_VALUES = 60
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
) -> tuple[Listing, dict[str, int]]:
    """The answer to a question with the pairs of a request, and the page of it that is meant.

    ``paging`` are the parameters of a page with their usual values; none where all rows go out.

    Raises:
        Refused: for a name or a value that the question does not know.
    """
    paging = {name: most for name, most in paging.items() if name not in query.parameters}
    try:
        given = _checked(pairs, (*accepted(query), *paging), query.name)
        page = {name: _whole(name, given.get(name, [str(usual)])) for name, usual in paging.items()}
        own = parameters.given(query, given)
    except Repeated as twice:
        raise Refused(400, "parameter_berulang", str(twice)) from None
    except ValueError as strange:
        raise Refused(400, "nilai_tidak_dikenal", str(strange)) from None
    for name, choices in query.choices.items():
        if name not in own:
            words = f"Parameter {name} wajib: {', '.join(choices)}."
            raise Refused(400, "nilai_tidak_dikenal", words)
    chosen = _filters(given, filters.options(asked))
    try:
        return asked.listing(query.name, **chosen, **own), page
    except StoreError:
        names = format_id.listing(list(own)) or "saringan"
        words = f"Nilai {names} tidak dapat dibaca kueri ini."
        raise Refused(400, "nilai_tidak_dikenal", words) from None


def _checked(pairs: Pairs, names: tuple[str, ...], query: str) -> dict[str, list[str]]:
    """The values by name. Raises ``ValueError`` or refuses what is not declared."""
    if len(pairs) > MOST_VALUES:
        raise Refused(400, "terlalu_banyak", f"Paling banyak {MOST_VALUES} nilai.")
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in names:
            offered = format_id.listing(list(names)) if names else "tidak ada"
            words = f"Parameter tidak dikenal pada kueri {query}. Yang dikenal: {offered}."
            raise Refused(400, "parameter_tidak_dikenal", words)
        given.setdefault(name, []).append(parameters.checked(name, value))
    if len(given.get("tahun", ())) > 2:
        raise Repeated("Parameter tahun diberikan berulang.")
    return given


def _whole(name: str, values: list[str]) -> int:
    if len(values) > 1:
        raise Repeated(f"Parameter {name} diberikan berulang.")
    [value], least, most = values, *((1, MOST_ROWS) if name == "batas" else (0, MOST_SKIPPED))
    if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
        raise ValueError(f"{name} harus bilangan bulat antara {least} dan {most}.")
    return int(value)


def _filters(given: Mapping[str, list[str]], options: Options) -> dict[str, Any]:
    link = {name: given[name] for name in ("tahun", *filters.CHOICES) if name in given}
    try:
        return filters.from_link(link, options).parameters(options)
    except ValueError:
        words = f"Nilai {format_id.listing(list(link))} tidak dikenal. Pilihannya ada di"
        words += " api/v1/kueri/pilihan_saringan_apa_saja.json."
        raise Refused(400, "nilai_tidak_dikenal", words) from None
