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
    r"(?P<n>\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:(?P<mark>[.,])(?P<d>\d+))?(?![\d/])(?P<an>-an\b)?"
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
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_FRACTIONS = {
    "separuh": 1 / 2, "setengah": 1 / 2, "sepertiga": 1 / 3, "seperempat": 1 / 4,
    "seperlima": 1 / 5, "dua pertiga": 2 / 3, "tiga perempat": 3 / 4, "dua perlima": 2 / 5,
    "tiga perlima": 3 / 5, "empat perlima": 4 / 5,
}  # fmt: skip
_TEN = rf"10|[1-9]|{'|'.join(numerals.TO_TEN)}"
_OUT_OF = re.compile(  # "satu dari empat"; "1/4" only before a word that is counted, else a date
    rf"(?<![\w.,])(?<!salah )({_TEN})(?:\s+(?:dari|di antara)\s+|(/))({_TEN})"
    r"(?![\w/%]|[.,]\d|\s+(?:belas|puluh|ratus|ribu|juta|miliar|persen))\s*(\w*)"
)
_FRACTION = re.compile(rf"\b(?:{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})(?:nya)?\b")


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
    for found in _SENTENCE.finditer(text):
        said = found[0].strip()
        shares = [*_fractions(said), *_out_of(said, counted)]
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


def _fractions(said: str) -> Iterator[Figure]:
    for found in _FRACTION.finditer(said.lower()):
        value = 100 * _FRACTIONS[found[0].removesuffix("nya")]
        yield Figure(said[found.start() : found.end()], *found.span(), value, 0, PERCENT, True)


def _out_of(said: str, counted: Collection[str]) -> Iterator[Figure]:
    for found in _OUT_OF.finditer(said.lower()):
        part, whole = (numerals.TO_TEN.get(word) or int(word) for word in found.group(1, 3))
        if part < whole and (not found[2] or found[4] in counted):
            start, end = found.start(), found.end(3)
            yield Figure(said[start:end], start, end, 100 * part / whole, 0, PERCENT, True)


def _in_words(plain: str, counted: Collection[str]) -> Iterator[Figure]:
    for start, end, value in numerals.runs(plain):
        after = re.match(r"\s+(persen|kali(?:\s+lipat)?|\w+)", plain[end:].lower())
        word = after[1] if after else ""
        kind = {"persen": PERCENT, "kali": TIMES}.get(word.split(" ")[0], COUNT)
        if value >= numerals.LEAST or (value > 1 and (kind != COUNT or word in counted)):
            stop = end + after.end() if after and kind != COUNT else end
            yield Figure(plain[start:stop].strip(), start, stop, float(value), 0, kind, False)
