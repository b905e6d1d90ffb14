"""Numbers and dates as Indonesian readers write them: 1.234,5 and 20 Juni 2023."""

import math
import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Any

MISSING = "–"
ISO_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
WIDE = Context(prec=400)  # room for the largest double written out
MOST_RUPIAH = 1_000_000_000_000  # a unit cost beyond a whole city's budget is a slip of the finger
AMOUNT_WORDS = {"": 1, "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6}
AMOUNT_WORDS |= {"miliar": 10**9, "milyar": 10**9, "m": 10**9}
AMOUNT = re.compile(
    r"(?P<bulat>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<pecahan>\d{1,2}))?\s*"
    rf"(?P<kata>{'|'.join(filter(None, AMOUNT_WORDS))})?",
    re.ASCII,
)
COUNTED = re.compile(  # a number and what it counts: 6 angka, 79 (2021); not 2022 dan
    r"(?<![\w.,–-])((?!(?:19|20)\d\d\b)\d[\d.,]*%? \S{1,16})(?!\S)"
)
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@lru_cache(maxsize=4096)
def number(
    value: float | int | Decimal | None, decimals: int | None = None, signed: bool = False
) -> str:
    """Thousands with a point, decimals with a comma; ``None`` becomes an en dash.

    ``signed`` writes a plus before what is above zero. Without ``decimals`` an integer
    shows none and any other number at most two.
    """
    if value is None or math.isnan(value):
        return MISSING
    if math.isinf(value):
        return "∞"
    if decimals is None:
        decimals = 0 if value == int(value) else 2
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    text = f"{abs(exact) if exact == 0 else exact:,f}"
    plus = "+" if signed and exact > 0 else ""
    return plus + text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def title(text: str) -> str:
    """A title in which no line ends between a number and what it counts, or at a hyphen."""
    kept = COUNTED.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
    return re.sub(r"(?<=\w)-(?=\w)", "\u2011", kept)


def compact(value: float | int | Decimal) -> str:
    """A number in few letters: ``12.345`` -> ``12,3 rb``, then jt, M (miliar), T (triliun)."""
    for power, word in ((12, "T"), (9, "M"), (6, "jt"), (3, "rb")):
        scaled = float(value) / 10**power
        if abs(scaled) >= 1:
            short = number(scaled, 0 if abs(scaled) >= 100 else 1).removesuffix(",0")
            return f"{short} {word}"
    return number(value)


def percent(value: float | None, decimals: int = 1, signed: bool = False) -> str:
    """A value in percent, ``136.7`` -> ``136,7%`` or signed ``+136,7%``."""
    if value is None:
        return MISSING
    return f"{number(value, decimals, signed)}%"


def day(value: date | datetime | str | None) -> str:
    """``2023-06-20`` -> ``20 Juni 2023``; text that is no full date (``2024``) stays as it is."""
    if not value:
        return MISSING
    if isinstance(value, str):
        if not ISO_DATE.fullmatch(value):
            return value
        value = date.fromisoformat(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def day_and_month(value: date) -> str:
    """``2023-06-20`` -> ``20 Juni``, beside a year that is said already."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def days(first: date, last: date | None) -> str:
    """``2–4 November 2022`` within a month; one day, or both in full otherwise."""
    if last is None or last == first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def rupiah(text: str) -> int:
    """What somebody typed as an amount: ``50.000.000``, ``Rp 50000000``, ``1,5 miliar``.

    Raises:
        ValueError: in Indonesian, when it is no amount, not above zero, or beyond ``MOST_RUPIAH``.
    """
    plain = text.casefold().replace("−", "-").strip().removeprefix("rp").removeprefix(".").strip()
    if plain.startswith("-"):
        raise ValueError("Biaya tidak dapat negatif.")
    match = AMOUNT.fullmatch(plain)
    if not match or (match["pecahan"] and not match["kata"]):
        raise ValueError(
            f"“{text.strip()[:40]}” tidak terbaca sebagai rupiah."
            " Tulis misalnya 7500000, 7.500.000, atau 7,5 juta."
        )
    whole = Decimal(f"{match['bulat'].replace('.', '')[:30]}.{match['pecahan'] or '0'}")
    amount = whole * AMOUNT_WORDS[match["kata"] or ""]
    if amount <= 0 or amount > MOST_RUPIAH or amount != int(amount):
        raise ValueError(f"Biaya harus antara Rp1 dan Rp{number(MOST_RUPIAH)}, tanpa sen.")
    return int(amount)


def years(values: list[int]) -> str:
    """``[2021, 2022, 2023]`` -> ``2021–2023``; with holes ``2021, 2023``; empty -> en dash."""
    ordered = sorted(set(values))
    if not ordered:
        return MISSING
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}–{ordered[-1]}"
    return listing([str(year) for year in ordered])


def listing(words: list[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def cell(value: Any, unit: str = "") -> str:
    """Any value of a result as a reader sees it; the units ``%`` and ``tahun`` ask for more."""
    if value is None or value == "":
        return MISSING
    if unit == "tahun":
        return str(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, (date, datetime)):
        return day(value)
    if isinstance(value, (int, float, Decimal)):
        return percent(float(value)) if unit == "%" else number(value)
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value)
    return str(value)


BEFORE_NAMES = ("Ide", "Juara", "Kepala", "Peserta", "Skor")  # common words that names follow


def lowered(text: str) -> str:
    """A label as it stands inside a sentence: ``Skor IID`` -> ``skor IID``.

    A name keeps its capitals: ``OPD``, ``Dinas Kesehatan``, ``Satu OPD Satu Inovasi``.
    """
    first, *rest = text.split()[:4] or [""]
    following = next((word for word in rest if not word.isupper()), "")
    named = following[:1].isupper() and first not in BEFORE_NAMES
    return text if named or text[:2].isupper() else text[:1].lower() + text[1:]
