"""The figures of a text: in digits, in words, as fractions; with the years of their sentence.

Years, dates, laws, telephone numbers, addresses and the like measure nothing and are passed over.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dasbor.questions.claims import numerals

MOST = 60  # figures of a sentence: with more it is a table, and each is held against every word
COUNT, PERCENT, TIMES, RUPIAH = "jumlah", "persen", "kali", "rupiah"
_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_POWERS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_NUMBER = re.compile(
    r"(?:(?P<rp>\brp\.?\s*)|(?<!\w)(?<!\d[.,/]))"
    r"(?P<n>\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:(?P<mark>[.,])(?P<d>\d+))?(?![\d/])"
    rf"(?:\s*(?P<power>{'|'.join(_POWERS)})\b)?"
    r"(?P<percent>\s*(?:%|persen\b))?(?P<times>\s+kali(?:\s+lipat)?\b)?(?P<rupiah>\s*rupiah\b)?",
    re.IGNORECASE,
)
_LAW = (
    r"\b(?:uu|pp|perpres|permendagri|perda|perwal|perbup|pergub|inpres|kepmen\w*|permen\w*"
    r"|undang-undang|peraturan\b[^.,;\d]{0,60}|keputusan\b[^.,;\d]{0,60}|instruksi\b[^.,;\d]{0,60})"
)
_NOT_MEASURED = re.compile(
    rf"{_LAW}\s*(?:nomor|no\.?)?\s*\d[\d./-]*(?:\s+tahun\s+\d{{4}})?"
    r"|\b(?:nomor|no\.?)\s*\d[\d./-]*(?:\s+tahun\s+\d{4})?"
    rf"|\b\d{{1,2}}\s*(?:[-–]|sampai|s\.?d\.?)\s*\d{{1,2}}\s+(?=(?:{_MONTHS})\b)"
    rf"|\b\d{{1,2}}\s+(?=(?:{_MONTHS})\b)|\b\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}\b|\b(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])\b(?!/)"
    r"|\b(?:pukul|jam)\s+\d[\d.:]*|\b\d{1,2}[.:]\d{2}\s*(?:wib|wita|wit)\b"
    r"|(?:\+62|\b62|\b0)\d{7,}|(?:\+62[ -]?|\(?\b0)\d{2,4}\)?(?:[ -]\d{3,8})+|\b\d{11,}\b"
    r"|\b(?:halaman|hlm\.?|hal\.|lampiran|pasal|ayat|bab|butir|huruf|rt|rw|gang|blok|lantai|ruang"
    r"|kamar|gedung|jalan|jl\.?|km|kode pos)[ .]*\d+(?:\s*[-–/]\s*\d+)?"
    r"|\b(?!ke-|top-|rp)[a-z]{3,}-\d+\b",
    re.IGNORECASE,
)
_OF = re.compile(r"(?<![\d/])\d{1,3}/\d{1,3}(?![\d/])")  # "14/43": fourteen of 43
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d/%]|[.,]\d|\s*persen)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:[-–]|sampai|hingga|s\.?d\.?)\s*((?:19|20)\d\d)\b")
_SHORT = "".join(rf"(?<!\b[a-z]{{{n}}}[^\W\daeiou]\.)" for n in (1, 2, 3))  # "kec.", not "itu."
_END = re.compile(rf"(?<=[.!?])(?i:{_SHORT})\s+(?=[A-Z“\"(])|\n\s*\n")
_ONES = "|".join(numerals.TO_TEN)
_SHARE = re.compile(  # "dua pertiga", "satu dari empat"; "1/4" before what is counted, else a date
    rf"\b(?:separuh|setengah|(?:se|(?P<n>{_ONES})\s+)per(?P<of>{_ONES}))(?:nya)?\b"
    rf"|(?<![\w.,])(?<!salah )(?P<part>10|[1-9]|{_ONES})(?:\s+(?:dari|di antara)\s+|(?P<over>/))"
    rf"(?P<whole>10|[1-9]|{_ONES})"
    r"(?![\w/%]|[.,]\d|\s+(?:belas|puluh|ratus|ribu|juta|miliar|persen))(?=\s*(?P<after>\w*))"
)


@dataclass(frozen=True)
class Figure:
    """A figure as written, where it stands, its value (a fraction in percent) and its kind.

    ``decimals`` is how exactly it is said; ``loose`` that it is said in words ("sepertiga").
    """

    text: str
    start: int
    end: int
    value: float
    decimals: int
    kind: str = COUNT
    loose: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence, its figures, and the years it names (both ends of a range and all between)."""

    text: str
    figures: tuple[Figure, ...]
    years: frozenset[int]


def sentences(text: str, counted: Collection[str]) -> Iterator[Sentence]:
    """The sentences of a text that have a figure.

    A small number in words counts before a word of ``counted`` only ("tiga OPD", not "satu sama").
    """
    for said in map(str.strip, _END.split(text)):
        shares = [*_shares(said, counted)]
        plain = said
        for share in shares:
            plain = plain[: share.start] + " " * len(share.text) + plain[share.end :]
        plain = _NOT_MEASURED.sub(_blank, plain)
        years = {int(year[0]) for year in _YEAR.finditer(plain)}
        for first, last in _YEARS.findall(plain):
            years |= set(range(int(first), min(int(last), int(first) + 50) + 1))
        plain = _OF.sub(lambda found: found[0].replace("/", " "), _YEAR.sub(_blank, plain))
        figures = sorted([*shares, *_digits(plain), *_in_words(plain, counted)],
                         key=lambda one: one.start)  # fmt: skip
        if figures:
            yield Sentence(said, tuple(figures[:MOST]), frozenset(years))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _digits(plain: str) -> Iterator[Figure]:
    for found in _NUMBER.finditer(plain):
        whole, decimals = found["n"].replace(".", ""), found["d"] or ""
        power = _POWERS.get((found["power"] or "").lower(), 1)
        value = float(f"{whole}.{decimals or 0}") * power
        kind = RUPIAH if found["rp"] or found["rupiah"] else COUNT
        kind = PERCENT if found["percent"] else TIMES if found["times"] else kind
        yield Figure(found[0].strip(), found.start(), found.end(), value, len(decimals), kind)


def _shares(said: str, counted: Collection[str]) -> Iterator[Figure]:
    for found in _SHARE.finditer(said.lower()):
        of = found["n"] or found["part"] or "satu", found["of"] or found["whole"] or "dua"
        part, whole = (numerals.TO_TEN.get(word) or int(word) for word in of)
        if part < whole and (not found["over"] or found["after"] in counted):
            start, end = found.span()
            yield Figure(said[start:end], start, end, 100 * part / whole, 0, PERCENT, True)


def _in_words(plain: str, counted: Collection[str]) -> Iterator[Figure]:
    for start, end, value in numerals.runs(plain):
        after = re.match(r"\s+(persen|kali(?:\s+lipat)?|\w+)", plain[end:].lower())
        word = after[1] if after else ""
        kind = {"persen": PERCENT, "kali": TIMES}.get(word.split(" ")[0], COUNT)
        one_of_them = value == 1 and plain[:start].lower().endswith("salah ")
        small = kind != COUNT or word in counted
        if not one_of_them and (value >= numerals.LEAST or small):
            stop = end + after.end() if after and kind != COUNT else end
            yield Figure(plain[start:stop].strip(), start, stop, float(value), 0, kind, False)
