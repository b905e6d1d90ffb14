"""Personal data at the entrance of the store: one rule, for everything that readers may see.

What was refused is never shown: nobody can tell whether a cell that fits no contract is a name, so
a finding names its place and leaves out what stands there. What was accepted as text is masked
where it holds a number or an address that belongs to a person; a name cannot be recognised.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dasbor.data.inspection import Finding

RULE, KEY_RULE = "data_pribadi", "data_pribadi_kunci"
_GAP = r"[\s./()_-]"  # between digits, as ``_letters`` leaves it; up to three in a row
_NEXT = rf"{_GAP}{{0,3}}[0-9]"
_AT = r"(?:@|[\[({]\s?at\s?[\])}])"
PERSONAL = {
    "NIP": re.compile(rf"(?<![0-9])[0-9](?:{_NEXT}){{17}}(?![0-9])"),
    "NIK": re.compile(rf"(?<![0-9])[0-9](?:{_NEXT}){{15}}(?![0-9])"),
    "nomor telepon": re.compile(
        rf"(?<![0-9])(?:(?:\+|00)?62(?:{_GAP}{{0,3}}0)?|0){_GAP}{{0,3}}[28]{_GAP}{{0,3}}[1-9]"
        rf"(?:{_NEXT}){{6,10}}(?![0-9])"
    ),
    "alamat surel": re.compile(
        rf"[\w.+-]{{1,64}}\s{{0,3}}{_AT}\s{{0,3}}[\w-]{{1,64}}(?:(?:\.| \. )[\w-]{{1,64}})*"
        r"(?:\.| \. )[^\W\d_][\w-]{1,63}",
        re.IGNORECASE,
    ),
}
_WHOLE_NUMBERS = ("NIP", "NIK")
# All that begins anything of it stands in one class: letters are passed over at once.
_SUSPECT = re.compile(
    r"[\d@＠﹫\[({](?:(?<!\d\d)(?<=\d)(?:[\W_]*\d){8}|(?<=[@＠﹫])"
    r"|(?<=[\[({])\s?[aA][tT]\s?[\])}])"
)

_YEAR = "(?:19|20)[0-9]{2}"
_DATE = (
    rf"{_YEAR}(?P<a>[-/.])[0-9]{{1,2}}(?P=a)[0-9]{{1,2}}"
    rf"|[0-9]{{1,2}}(?P<b>[-/.])[0-9]{{1,2}}(?P=b){_YEAR}"
)
_AMOUNT = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}"
_LATITUDE, _LONGITUDE = r"1?[0-9]\.[0-9]{5,17}", r"(?:1[0-4][0-9]|9[5-9])\.[0-9]{5,17}"
_DEGREES = rf"(?:-{_LATITUDE}|{_LONGITUDE}|0\.[0-9]{{5,17}})"
_APART = r"[\s,;/_-]{1,3}"
_PLACE = rf"-?{_LATITUDE}{_APART}{_LONGITUDE}|-?{_LONGITUDE}{_APART}-?{_LATITUDE}"
_PLAIN = re.compile(
    rf"(?<![0-9./-])(?:(?P<counted>{_DATE}|{_AMOUNT})|(?P<place>{_PLACE})|{_DEGREES})"
    r"(?![./-]?[0-9])"
)
_ONE_PLAIN = "|".join(
    (
        rf"{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}",
        rf"[0-9]{{1,2}}[-/. ][0-9]{{1,2}}[-/. ]{_YEAR}",
        rf"{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])",
        rf"{_YEAR}(?:[-/_][0-9]{{1,5}})?",
        r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+",
        r"[1-9][0-9](?:\.[0-9]{2}){1,2}(?:\.[0-9]{4})?",  # code of an area
        _LATITUDE,
        _LONGITUDE,
    )
)
_ALL_PLAIN = re.compile(rf"(?:{_ONE_PLAIN})(?:[\s/()_-]{{1,3}}(?:{_ONE_PLAIN}))*")
NEAR, LINK = 40, 300  # letters looked at before and behind
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class _Person:
    """Where in a text something belongs to a person, and what is shown instead."""

    kind: str
    start: int
    end: int
    instead: str


def masked(text: str) -> str:
    """The text with NIK, NIP, phone numbers and mail addresses reduced to their ends."""
    for person in sorted(_persons(text), key=lambda person: -person.start):
        text = f"{text[: person.start]}{person.instead}{text[person.end :]}"
    return text


def personal_kind(text: str) -> str:
    """What kind of personal data a text holds, "" when none."""
    if not _SUSPECT.search(text):  # nearly always: no generator for that
        return ""
    return next((person.kind for person in _persons(text)), "")


def _persons(text: str) -> Iterator[_Person]:
    """Kind by kind, never two at one place."""
    if not _SUSPECT.search(text):
        return
    letters, places = _letters(text)
    taken = letters
    for kind, pattern in PERSONAL.items():
        for found in pattern.finditer(taken):
            if kind != "alamat surel" and _harmless(letters, found, kind):
                continue
            start, end = found.span()
            taken = f"{taken[:start]}{'•' * (end - start)}{taken[end:]}"
            instead = f"{found[0][:2]}••••••{found[0][-2:]}"
            yield _Person(kind, places[start], places[end - 1] + 1, instead)


def _letters(text: str) -> tuple[str, "range | list[int]"]:
    """The text as it is read, whatever letters it is spelled with, and the place of each letter.

    Wide or foreign digits become plain, spaces and dashes of one kind, what is not seen goes.
    """
    if text.isascii():
        return text, range(len(text))
    pairs = [(letter, at) for at, one in enumerate(text) for letter in _plain(one)]
    return "".join(letter for letter, _ in pairs), [at for _, at in pairs]


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind in ("Cf", "Mn", "Me"):
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind == "Pd" or letter in "\u2212·•":
        return "-"
    return " " if letter.isspace() else unicodedata.normalize("NFKC", letter)


def _harmless(text: str, found: re.Match[str], kind: str) -> bool:
    """Whether the digits are dates, years, amounts, coordinates, codes or part of a link.

    Half a place vouches only for its own digits: the tail of a split number reads like it.
    """
    start, end = found.span()
    digits = found[0].lstrip("+")
    near = _PLAIN.finditer(text, max(0, start - NEAR), end + NEAR)
    around = [one for one in near if one.start() < end and one.end() > start]
    if digits.isdigit():
        return any(one.start() < start for one in around)
    whole = kind in _WHOLE_NUMBERS
    first = min([start, *(one.start() for one in around)])
    last = max([end, *(one.end() for one in around)])
    if _ALL_PLAIN.fullmatch(text[first:last].lstrip("+-")):
        return True
    if digits[0] == "0" if whole else digits[2] == "/":
        return True
    links = _LINK.finditer(text, max(0, start - LINK), end)
    if any(one.start() <= start and end <= one.end() for one in links):
        return whole or "/" in digits
    counted = sum(one["counted"] is not None for one in around)
    born = kind == "NIP"  # the number holds a date of its own
    return counted > born or any(one["place"] for one in around)


def for_readers(finding: Finding) -> Finding:
    """A finding as the store keeps it: where, which rule, which cure; never what stands there."""
    return replace(
        finding,
        value="",
        file=masked(finding.file),
        column=masked(finding.column),
        message=masked(finding.message),
        cure=masked(finding.cure),
    )
