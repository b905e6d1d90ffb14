"""Dates as people write them: whole days in one order per column, and months or years alone."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dasbor.city import city
from dasbor.format_id import MONTHS
from dasbor.gate.values import MISSING, REWRITTEN, Flaw, Reading, tidy

DAY_FIRST, MONTH_FIRST, MIXED = "hari-bulan", "bulan-hari", "campur"
ORDERS = {DAY_FIRST: "hari lalu bulan (20/06/2023)", MONTH_FIRST: "bulan lalu hari (06/20/2023)"}
CURE = "Tulis hari-bulan-tahun, misalnya 20-06-2023, atau kosongkan selnya."

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_IN_FIGURES = re.compile(r"([0-9]{1,2}) ?([-/. ]) ?([0-9]{1,2}) ?[-/. ] ?([0-9]{4}|[0-9]{2})")
_IN_WORDS = re.compile(r"(?:[a-z']+,? )?([0-9]{1,2})[- ]([a-z]+)\.?,?[- ]([0-9]{4}|[0-9]{2})")
_CLOCK = re.compile(r"[ ,]+[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}(\.[0-9]+)?)?( ?(am|pm|wib))?$")
_MONTH = {name[:3].casefold(): at for at, name in enumerate(MONTHS, 1)} | {
    "may": 5, "aug": 8, "oct": 10, "dec": 12, "peb": 2, "agt": 8, "ags": 8, "nop": 11,
}  # fmt: skip
_PARTS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_YEAR = r"(?:tahun |ta |th )?((?:19|20)[0-9]{2})"
_MONTH_WORD = re.compile(rf"(?:bulan )?([a-z]+)\.?[ -/]*{_YEAR}|([a-z]{{3}})-([0-9]{{2}})")
_MONTH_FIGURES = re.compile(
    r"([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})|((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})"
)
_PART = re.compile(rf"(triwulan|tw|kuartal|q|semester|smt)[ -]*(iv|i{{1,3}}|[1-4]),?[ -/]*{_YEAR}")


def parse_date(text: str, order: str = DAY_FIRST) -> Reading:
    """A day in any usual way of writing it; ``order`` is that of day and month in figures."""
    try:
        value = _date(text, order)
    except (ValueError, OverflowError):
        message = "tanggal itu tidak ada di kalender."
        return Reading(flaw=Flaw("tanggal", message, CURE))
    if value is None:
        return Reading(flaw=Flaw("tipe", "bukan tanggal lengkap.", CURE))
    return Reading(value, "" if text == value.isoformat() else REWRITTEN)


def _date(text: str, order: str) -> date | None:
    """The day a text means, ``None`` when it is no date; ``ValueError`` for a day that is not."""
    if re.fullmatch(r"[0-9]{5}([.,][0-9]+)?", text):
        serial = int(text[:5])
        return date(1899, 12, 30) + timedelta(serial) if 20_000 <= serial <= 60_000 else None
    if moment := _moment(text):
        return moment
    bare = _CLOCK.sub("", text.casefold()).rstrip(".")
    if found := _ISO.fullmatch(bare):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _IN_FIGURES.fullmatch(bare):
        one, two = int(found[1]), int(found[3])
        if order == MIXED and one <= 12 and two <= 12 and one != two:
            return None
        month_first = order == MONTH_FIRST or (order == MIXED and two > 12)
        day, month = (two, one) if month_first else (one, two)
        return date(_year(found[4]), month, day)
    found = _IN_WORDS.fullmatch(bare)
    if found and (month := _MONTH.get(found[2][:3], 0)):
        return date(_year(found[3]), month, int(found[1]))
    return None


def _year(text: str) -> int:
    """A year of four figures, or of two: not later than next year."""
    if len(text) == 4:
        return int(text)
    century = 2000 if int(text) <= city().today().year % 100 + 1 else 1900
    return century + int(text)


def _moment(text: str) -> date | None:
    """The day of an ISO time; one with an offset is read on the clock of the city.

    A web application stores 21 June, 00.00 WIB, as 2023-06-20T17:00:00Z.
    """
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (city().local(moment) if moment.tzinfo else moment).date()


def period(text: str) -> str:
    """A month, quarter, half or year without a day, in one spelling; "" when it is none.

    ``Juni 2023``, ``Triwulan II 2023``, ``Semester I 2023``, ``2023``: the year always last.
    """
    plain = " ".join(text.casefold().replace("’", "").rstrip(".").split())
    if found := re.fullmatch(_YEAR, plain):
        return found[1]
    if found := _PART.fullmatch(plain):
        half = found[1] in ("semester", "smt")
        part = _PARTS[found[2]]
        if half and part > 2:
            return ""
        return f"{'Semester' if half else 'Triwulan'} {_ROMAN[part]} {found[3]}"
    if found := _MONTH_WORD.fullmatch(plain):
        month = _MONTH.get((found[1] or found[3])[:3], 0)
        year = found[2] or str(_year(found[4]))
    elif found := _MONTH_FIGURES.fullmatch(plain):
        month, year = int(found[1] or found[4]), found[2] or found[3]
    else:
        return ""
    return f"{MONTHS[month - 1]} {year}" if 1 <= month <= 12 else ""


def order_of(texts: Iterable[str]) -> tuple[str, bool]:
    """The order of day and month in a column, and whether that is only what is usual here.

    A month above 12 tells; both kinds in one column make its other dates uncertain. Without any,
    figures between strokes may be either; between dashes and points the day comes first.
    """
    day = month = doubtful = False
    for raw in texts:
        text = tidy(raw)[0]
        if text.casefold() in MISSING:
            continue
        found = _IN_FIGURES.fullmatch(_CLOCK.sub("", text.casefold()).rstrip("."))
        if not found:
            continue
        one, two = int(found[1]), int(found[3])
        day |= one > 12 >= two
        month |= two > 12 >= one
        doubtful |= one <= 12 and two <= 12 and one != two and found[2] == "/"
    if day and month:
        return MIXED, False
    return MONTH_FIRST if month else DAY_FIRST, doubtful and not (day or month)
