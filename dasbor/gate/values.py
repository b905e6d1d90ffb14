"""Cells as texts, texts as values: markup, missing values, numbers, dates, personal data."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dasbor.data.contract import Column
from dasbor.data.personal import masked
from dasbor.format_id import number

YEARS = range(1945, 2101)
LONGEST_NUMBER = 18  # letters
MISSING = frozenset(("", "-", "--", "–", "—", "null", "(null)", "n/a", "nihil", "none", "nan"))
NO_DATE = re.compile(r"0000[-/]00[-/]00.*|00[-/]00[-/]0000.*")

TRIMMED = "spasi di tepi dibuang"
TIDIED = "spasi, baris baru, dan karakter tak terlihat dirapikan"
UNMARKED = "kode HTML dibuang"
EMPTIED = "tanda untuk “kosong”"
LISTED = "disamakan dengan daftar resmi"
REWRITTEN = "ditulis ulang dalam bentuk baku"


# --- personal data ----------------------------------------------------------------------------

_PERSON = r"(?:inovator|inisiator|penggagas|pengusul|pic)"
PERSONAL_HEADER = re.compile(
    rf"(?:inovator|penggagas|nama {_PERSON}|(?:nama )?kontak(?: person)?"
    r"|(?:(?:no|nomor|nmr) )?(?:telepon|telpon|telp|tlp|hp|handphone|wa|whatsapp|nik|ktp|nip)"
    rf"|(?:alamat )?(?:e ?mail|surel))(?: {_PERSON})?"
)


def brief(text: str) -> str:
    """A value as a message may show it: masked, and not longer than a line."""
    text = masked(text)
    return text if len(text) <= 80 else f"{text[:79]}…"


# --- texts ------------------------------------------------------------------------------------

_SUSPECT = re.compile(
    r"[<&\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
    r"|  |^'[=+@-]|_x00[01][0-9A-Fa-f]_"
)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_ESCAPED = re.compile(r"_x00[01][0-9A-Fa-f]_")  # of control characters, by some exports of Excel
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TAG = re.compile(r"<!--[^>]*-->|</?[a-zA-Z][^<>]*>")


def tidy(raw: str) -> tuple[str, str]:
    """A cell without markup, line breaks and spare spaces, and what was done to it ("" nothing)."""
    text = raw.strip(" ")
    seen = text.isascii() and text.isprintable() and text[:1] != "'"
    if seen and "<" not in text and "&" not in text and "_x00" not in text:  # most cells
        joined = " ".join(text.split()) if "  " in text else text
        return joined, TIDIED if joined is not text else TRIMMED if text != raw else ""
    if not _SUSPECT.search(text):
        return text, TRIMMED if text != raw else ""
    plain = text
    for _ in range(2 * ("&" in text)):  # &amp;lt;b&amp;gt; was escaped twice
        plain = _ENTITY.sub(lambda found: html.unescape(found[0]), plain)
    marked = _TAG.sub(" ", plain) if "<" in plain else plain
    marked = _ESCAPED.sub(" ", marked) if "_x00" in marked else marked
    joined = " ".join(_INVISIBLE.sub("", marked).split())
    if joined[:1] == "'" and joined[1:2] in ("=", "+", "@", "-"):
        joined = joined[1:]
    if marked != text:
        return joined, UNMARKED
    if joined != text:
        return joined, TIDIED
    return joined, TRIMMED if text != raw else ""


def compact(text: str) -> str:
    """Letters and digits only: what is left when case, spaces and punctuation are forgiven."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold().replace("&", "dan"))


def words(text: str) -> str:
    """Lower-case words with one space between: titles and headers to compare."""
    plain = text.casefold()
    parts = plain.split()
    if "".join(parts).isalnum():  # most titles; four times as quick as the expression below
        return " ".join(parts)
    return re.sub(r"[\W_]+", " ", plain).strip()


def shown(value: Any) -> str:
    """A value as it will stand in the published CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


# --- one text as one value ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a text is no value: the row goes to the rejects, or only the cell stays empty.

    ``unknown`` is the name that no list knows; ``suggests`` what may be meant: as what (the same,
    a unit below it) and of which key.
    """

    rule: str
    message: str
    cure: str
    rejects: bool = True
    unknown: str = ""
    suggests: tuple[str, str] = ("", "")


class Reading(NamedTuple):
    """What a text was read as; ``note`` says why the value is not the text itself.

    A tuple: a million of them are made, and a frozen dataclass costs three times as much.
    """

    value: Any = None
    note: str = ""
    flaw: Flaw | None = None


Parser = Callable[[str], Reading]


def parse_year(text: str) -> Reading:
    """The one year that a text names."""
    found = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)
    found = found or re.findall(r"^([12])[.,]([0-9]{3})$", text)
    if len(found) != 1 or int("".join(found[0])) not in YEARS:
        cure = "Tulis satu tahun dengan empat angka, misalnya 2023."
        return Reading(flaw=Flaw("tipe", "bukan satu tahun.", cure))
    year = int("".join(found[0]))
    return Reading(year, "" if text == str(year) else REWRITTEN)


_YES = frozenset(
    (
        *("ya", "y", "1", "true", "yes", "v", "√", "✓", "✔", "☑", "✅"),
        *("ikut", "ikutserta", "mengikuti", "peserta", "sudah", "sudahikut", "iya"),
    )
)
_NO = frozenset(
    (
        *("tidak", "t", "0", "false", "no", "n", "tdk", "✗", "✘", "☒", "❌", "bukan", "belum"),
        *("tidakikut", "tdkikut", "belumikut", "tidakikutserta", "tidakmengikuti", "bukanpeserta"),
    )
)
_CROSSES = frozenset(("x", "×"))


def yes_parser(texts: Iterable[str] = ()) -> Parser:
    """Yes or no, in the ways people and programs write it.

    A cross beside ticks says no; alone it may as well be the mark that somebody takes part.
    """
    ticked = any(_mark(text) in _YES for text in texts)

    def parse(text: str) -> Reading:
        mark = _mark(text)
        if mark in _YES:
            return Reading(True, "" if text == "ya" else REWRITTEN)
        if mark in _NO or (mark in _CROSSES and ticked):
            return Reading(False, "" if text == "tidak" else REWRITTEN)
        if mark in _CROSSES:
            return Reading(flaw=CROSSED)
        return Reading(flaw=Flaw("tipe", "bukan ya atau tidak.", "Tulis ya atau tidak."))

    return parse


CROSSED = Flaw("tipe", "tanda silang dapat berarti ya atau tidak.", "Tulis ya atau tidak.")


def _mark(text: str) -> str:
    return "".join(text.casefold().replace("\ufe0f", "").replace("-", "").split())


def number_parser(column: Column) -> Parser:
    """Numbers with decimal point or comma, inside the limits of the contract."""
    low = float("-inf") if column.minimum is None else column.minimum
    high = float("inf") if column.maximum is None else column.maximum
    whole = column.type == "bulat"
    limits = f"Rentang yang sah: {number(column.minimum)} sampai {number(column.maximum)}."

    def parse(text: str) -> Reading:
        bare, of, share = _bare_number(text)
        if of and column.maximum is not None and float(of.replace(",", ".")) != column.maximum:
            return Reading(flaw=Flaw("rentang", f"dari {of}, padahal skalanya lain.", limits))
        readings = [v for v in _numbers(bare, whole) if not whole or v == int(v)]
        fitting = [value for value in readings if low <= value <= high]
        if fitting:
            value = int(fitting[0]) if whole else fitting[0]
            plain = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
            flaw = _doubt(bare, value, share, column)
            return Reading(value, "" if plain and not flaw else REWRITTEN, flaw)
        if readings:
            return Reading(flaw=Flaw("rentang", "di luar rentang.", limits))
        cure = "Tulis angka saja, misalnya 85 atau 85,5."
        kind = "bukan bilangan bulat." if whole else "bukan angka."
        return Reading(flaw=Flaw("tipe", kind, cure))

    return parse


_UNITS = re.compile(
    r"(?:skor|nilai|kematangan)?[ :=]*(-?[0-9][0-9.,]*?)[ ]*"
    r"(?:(?:/|dari|per)[ ]*([0-9]+(?:[.,][0-9]+)?)|(%|persen)|(?:poin|point|pts?|skor)\.?)?"
)


def _bare_number(text: str) -> tuple[str, str, bool]:
    """A number without its unit; of how many it is, and whether it is a percentage."""
    if len(text) > LONGEST_NUMBER or not (found := _UNITS.fullmatch(text.casefold().strip())):
        return text, "", False
    return found[1], found[2] or "", bool(found[3])


def _doubt(bare: str, value: float, share: bool, column: Column) -> Flaw | None:
    """A number that is taken, but may have been meant otherwise: said, never silently."""
    said = number(value, 0 if value == int(value) else 3)
    cure = "Periksa angkanya; tulis tanpa titik ribuan dan tanpa satuan."
    if share and column.unit != "persen":
        return Flaw("angka_ragu", f"dibaca {said}, tanda persennya dibuang.", cure, rejects=False)
    other = _THOUSANDS.fullmatch(bare)
    if other and other[1] == "." and value != int(value):
        return Flaw("angka_ragu", f"dibaca {said}, bukan ribuan.", cure, rejects=False)
    return None


_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]+)?")


def _numbers(text: str, whole: bool) -> list[float]:
    """The numbers a text can mean, likeliest first; three digits behind a point can be either."""
    if len(text) > LONGEST_NUMBER or not re.fullmatch(r"-?[0-9]+([.,][0-9]+)*", text):
        return []
    found = []
    if thousands := _THOUSANDS.fullmatch(text):
        found.append(float(text.replace(thousands[1], "").replace(",", ".")))
    plain = text.replace(",", ".")
    if plain.count(".") < 2:
        at = 0 if text.count(",") and not whole else len(found)
        found.insert(at, float(plain))
    return found
