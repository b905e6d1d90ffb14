"""What a request asks: its parameters held against the declarations of the question."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from dasbor import format_id
from dasbor.data.store import StoreError
from dasbor.questions import domains, filters, parameters
from dasbor.questions.answers import Answers
from dasbor.questions.domains import offered
from dasbor.questions.filters import Options
from dasbor.questions.listing import Listing
from dasbor.questions.parameters import YEARS, Repeated
from dasbor.questions.query import ONLY, Query

PAGING = {"batas": 5_000, "lewati": 0}
WINDOW = ("mulai", "batas")  # by which a page of the app cuts an answer: programs have PAGING
SAMPLES = "contoh"  # the parameter every question takes: ``ya`` or ``tidak``
MOST_ROWS, MOST_SKIPPED = 10_000, 10_000_000
MOST_VALUES = 40  # of one parameter
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
    return (*year, *(name for name in query.parameters if name not in (*YEARS, *WINDOW)))


def ask(
    asked: Answers, query: Query, pairs: Pairs, paging: Mapping[str, int]
) -> tuple[Listing, dict[str, int]]:
    """The answer to a question with the pairs of a request, and the page of it that is meant.

    ``paging`` are the parameters of a page with their usual values; none where all rows go out.

    Raises:
        Refused: for a name or a value that the question does not know.
    """
    try:
        given = _checked(pairs, (*accepted(query), *paging), query.name)
        page = {name: _whole(name, given.pop(name, [str(usual)])) for name, usual in paging.items()}
        own = parameters.given(asked, query, given)
    except Repeated as twice:
        raise Refused(400, "parameter_berulang", str(twice)) from None
    except ValueError as strange:
        raise Refused(400, "nilai_tidak_dikenal", str(strange)) from None
    for name, choices in query.choices.items():
        if name not in own:
            words = f"Parameter {name} wajib: {', '.join(choices)}."
            raise Refused(400, "nilai_tidak_dikenal", words)
    options = filters.options(asked)
    _check_counts(asked, query, given, options)
    chosen = _filters(given, options)
    try:
        listed = asked.listing(query.name, **chosen, **own)
    except StoreError:
        names = format_id.listing(list(own)) or "saringan"
        words = f"Nilai {names} tidak dapat dibaca kueri ini."
        raise Refused(400, "nilai_tidak_dikenal", words) from None
    return replace(listed, passport=replace(listed.passport, query=query)), page


def with_only(query: Query, pairs: Pairs) -> tuple[Query, Pairs]:
    """The question with the columns that a file shall have, and the pairs without their names.

    Raises:
        Refused: for a column that it has not.
    """
    only = tuple(value for name, value in pairs if name == ONLY)
    known = [column.name for column in query.in_files]
    if not set(only) <= set(known) or len(only) > len(known):
        words = f"Parameter {ONLY} harus salah satu dari: {offered(tuple(known))}."
        raise Refused(400, "nilai_tidak_dikenal", words)
    rest = [pair for pair in pairs if pair[0] != ONLY]
    return (replace(query, only=only) if only else query), rest


def _checked(pairs: Pairs, names: tuple[str, ...], query: str) -> dict[str, list[str]]:
    """The values by name. Raises ``ValueError`` or refuses what is not declared."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in names:
            offered = format_id.listing(list(names)) if names else "tidak ada"
            words = f"Parameter tidak dikenal pada kueri {query}. Yang dikenal: {offered}."
            raise Refused(400, "parameter_tidak_dikenal", words)
        given.setdefault(name, []).append(parameters.checked(name, value))
    return given


def _check_counts(
    asked: Answers, query: Query, given: Mapping[str, list[str]], options: Options
) -> None:
    """Raises ``Refused`` for more values than a parameter can mean."""
    own = domains.of(asked, query)
    for name, values in given.items():
        known = own[name].values if name in own else known_to(name, options)
        if len(values) > (most := most_values(name, known or ())):
            words = f"Parameter {name} menerima paling banyak {most} nilai."
            raise Refused(400, "terlalu_banyak", words)


def most_values(name: str, known: Collection[Any]) -> int:
    """How many values a parameter takes: of the years two, else no more than there are."""
    return 2 if name == "tahun" else min(max(1, len(known)), MOST_VALUES)


def _whole(name: str, values: list[str]) -> int:
    if len(values) > 1:
        raise Repeated(f"Parameter {name} diberikan berulang.")
    [value], least, most = values, *((1, MOST_ROWS) if name == "batas" else (0, MOST_SKIPPED))
    if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
        raise ValueError(f"{name} harus bilangan bulat antara {least} dan {most}.")
    return int(value)


def _filters(given: Mapping[str, list[str]], options: Options) -> dict[str, Any]:
    link = {name: given[name] for name in ("tahun", *filters.CHOICES) if name in given}
    for name, values in link.items():
        try:
            filters.from_link({name: values}, options)
        except ValueError:
            words = f"Parameter {name} harus salah satu dari: {offered(known_to(name, options))}."
            raise Refused(400, "nilai_tidak_dikenal", words) from None
    return filters.from_link(link, options).parameters(options)


def known_to(name: str, options: Options) -> tuple[str, ...]:
    """The values of a filter, as links spell them; none for what is no filter."""
    return (
        tuple(map(str, options.years)) if name == "tahun" else tuple(options.values.get(name, ()))
    )
