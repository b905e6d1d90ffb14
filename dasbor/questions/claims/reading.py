"""The figures of a text that claim something: value, measure, year, and how they are meant.

Years, dates, telephone numbers, pages and the like measure nothing and are passed over.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dasbor.questions.claims import numerals
from dasbor.questions.claims.words import COUNT, PERCENT, RUPIAH, Words

SCORE = "skor_iid"  # the one measure that goes with a predicate
Manner = Literal["nilai", "rentang", "selisih", "naik", "kali", "bagian"]
Bound = Literal["", "sekitar", "hampir", ">", ">=", "<", "<="]

_NUMBER = re.compile(
    r"(?:(?P<rp>\bRp\.?\s*)|(?<!\w)(?<!\d[.,/]))(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<d>\d+))?(?![\d/])"
    r"(?:\s*(?P<power>ribu|juta|miliar|milyar|triliun)\b)?"
    r"(?P<percent>\s*(?:%|persen\b))?(?P<times>\s+kali\s+lipat\b)?(?P<rupiah>\s*rupiah\b)?",
    re.IGNORECASE,
)
_POWERS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_NO_CLAIM = re.compile(  # digits that measure nothing
    rf"\b\d{{1,2}}\s*(?:[-–]|sampai|s\.?d\.?)\s*\d{{1,2}}\s+(?:{_MONTHS})\b"
    rf"|\b\d{{1,2}}\s+(?:{_MONTHS})\b|\(?\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)?"
    r"|\b(?:nomor|no\.?)\s*\d+(?:\s+tahun\s+\d{4})?|\b(?:pukul|jam)\s+[\d.:]+"
    r"|(?:\+62|\b0)\d{7,}|(?:\+62[ -]?|\(?\b0)\d{2,4}\)?(?:[ -]\d{3,8})+"  # telephones
    r"|\b(?:halaman|hlm\.?|hal\.|lampiran|pasal|ayat|bab|butir|huruf|rt|rw|gang|blok|kode pos)"
    r"[ .]*\d+(?:\s*[-–]\s*\d+)?"
    r"|\b(?!ke-|top-|rp)[a-z]{3,}-\d+\b"  # Covid-19
    r"|\b\d{1,3}\s+(?:hari|minggu|pekan|bulan|jam|menit|detik|tahun(?!\s+(?:19|20)\d\d))\b"
    r"|\b\d{1,3}\s+kali\b(?!\s+lipat)"
    r"|,\s*\d{5}\b(?=\s*\.?$)",  # a post code
    re.IGNORECASE,
)
_TO = r"(?:[-–]|sampai(?:\s+dengan)?|hingga|s\.?d\.?)"
_RANGE = re.compile(
    rf"(?P<lead>\b(?:antara|berkisar)\s+)?(?<![\w.,/-])(?P<low>\d[\d.]*(?:,\d+)?)\s*"
    rf"(?:(?P<dash>[-–])|{_TO}|(?P<and>dan))\s*(?=\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d/]|[.,]\d)")
_YEAR_AFTER = re.compile(
    r"[^,.;\d]*?(?:\bpada|\btahun|\()\s*(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)
_BASE = re.compile(
    r"\b(?:dari|dibanding\w*|sejak|terhadap)\s+(?:[\d.,]+\s+(?:\w+\s+)?pada\s+)?(?:tahun\s+)?"
    r"((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_END = re.compile(r"\b(?:ke|hingga|sampai|menuju)\s+(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_COMPARED = re.compile(  # a year the figure is held against is not its own
    r"\b(?:dibanding\w*|ketimbang|daripada|(?:naik|meningkat|bertambah|turun) dari)\s+"
    r"(?:dengan\s+)?(?:tahun\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(  # before a figure: it belongs to a year the sentence need not name
    r"\b(?:naik|meningkat|tumbuh|bertambah|turun|berkurang) dari\s+$|\bdari\b.*\bmenjadi\s+$"
    r"|\b(?:sebelumnya|tahun lalu|kemudian|berikutnya|setelahnya|selanjutnya)\b[^,;\d]*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_FULL_YEAR = re.compile(
    r"\b(?:setahun|satu tahun) penuh\b|\bdalam (?:setahun|satu tahun)\b"
    r"|\bsepanjang (?:tahun\b|20\d\d)|\bselama (?:tahun\b|20\d\d|setahun|satu tahun)"
    r"|\bakhir (?:tahun\b|20\d\d)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:tidak|tak|belum|tanpa|bukan)\b"
    r"(?!\s+(?:hanya|cuma|sekadar|kurang|lebih|lama|termasuk|sangat|inovatif)\b)"
)
_CLAUSE_END = r"[,;.]|\d|\b(?:dan|sedangkan|sementara|tetapi|tapi|namun|sisanya|selebihnya)\b"
_PREDICATE = re.compile(
    r"(?:\b(?P<no>tidak|tak|belum|bukan|menuju|target)\s+(?:\w+\s+)??)?"
    r"\b(?P<word>(?:(?:sangat|kurang|cukup|paling)\s+)?inovatif|terinovatif)\b"
)
_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    (">=", "tidak kurang|tak kurang|minimal|minimum|paling sedikit|setidaknya|sedikitnya"
           "|sekurang-kurangnya|paling tidak"),
    ("<=", "tidak lebih|tak lebih|maksimal|maksimum|paling banyak|sebanyak-banyaknya"),
    ("sekitar", "sekitar|kurang lebih|lebih kurang|kira-kira|kisaran|berkisar"),
    ("hampir", "hampir|nyaris|mendekati"),
    (">", "lebih|melebihi|melampaui|di atas|melewati"),
    ("<", "kurang|di bawah"),
)  # fmt: skip
_BOUNDS = [(b, re.compile(rf"\b(?:{words})\s+(?:dari\s+)?$")) for b, words in _BOUND_WORDS]
_UP, _DOWN = (
    re.compile(r"\b(?:naik|meningkat|tumbuh|bertambah|kenaikan|peningkatan)\b"),
    re.compile(r"\b(?:turun|berkurang|menurun|penurunan)\b"),
)
_CHANGE = re.compile(
    r"\b(?:naik|meningkat|tumbuh|bertambah|turun|berkurang|menurun|kenaikan|penambahan)"
    r"(?:\s+(?:sebanyak|sebesar|sejumlah))?\s+$"
)
_HOPED = re.compile(r"\b(?:target\w*|\w*argetkan|diharapkan|diproyeksikan|berencana)\b[^.;\d]*$")
_ELSEWHERE = re.compile(r"\bKabupaten\s+([A-Z]\w+)")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")


@dataclass(frozen=True)
class Claim:
    """A figure in a sentence: as written, its value and decimals, measure and year if clear.

    ``manner`` says what kind of figure it is: a value, a range up to ``upper``, a difference, a
    growth in percent, a multiple, or a part of the whole in percent; ``growth`` is +1 or -1 for up
    or down, ``base`` and ``end`` the years it is counted between if the sentence says so. ``bound``
    is how exact it means to be. ``dated`` says that the sentence names a year, ``negated`` that
    those without the measure are counted, ``hoped`` that it is a target, ``predicate`` the word
    beside a score ("bukan …" where it is denied), ``full_year`` that a whole year is claimed.
    """

    text: str
    value: float
    decimals: int
    measure: str | None
    year: int | None
    manner: Manner = "nilai"
    bound: Bound = ""
    upper: float | None = None
    growth: int = 0
    base: int | None = None
    end: int | None = None
    elsewhere: str = ""
    dated: bool = False
    negated: bool = False
    hoped: bool = False
    predicate: str = ""
    full_year: bool = False


@dataclass(frozen=True)
class _Sentence:
    """A sentence without what is no claim, the years of its own, and where it is about."""

    text: str
    words: Words
    years: tuple[tuple[int, int], ...]
    place: str
    city: str


def claims(text: str, words: Words, city: str) -> Iterator[Claim]:
    """The figures of a text that claim something; years and dates do not."""
    for found in _SENTENCE.finditer(numerals.in_digits(text)):
        sentence = _NO_CLAIM.sub(lambda date: " " * len(date[0]), found[0])
        years = [(year.start(), int(year[0])) for year in _YEAR.finditer(sentence)]
        compared = {year.start(1) for year in _COMPARED.finditer(sentence)}
        elsewhere = _ELSEWHERE.search(sentence)
        abroad = elsewhere and city.casefold() not in sentence.casefold()
        whole = _Sentence(
            sentence,
            words,
            tuple(year for year in years if year[0] not in compared),
            elsewhere[0] if elsewhere and abroad else "",
            city.casefold(),
        )
        dated = bool(_DATED.search(found[0]))
        for claim in _figures(whole, {start for start, _ in years}):
            yield replace(claim, dated=dated)


def _figures(sentence: _Sentence, years: set[int]) -> Iterator[Claim]:
    """The figures from left to right; one without words of its own measures what stood before."""
    low: tuple[int, float] | None = None
    for figure in _NUMBER.finditer(sentence.text):
        if figure.start("n") in years and not figure["rp"]:
            continue
        if (start := _range_start(sentence.text, figure, years)) is not None:
            low = start, _value(figure)
            continue
        claim = _claim(sentence, figure, low[0] if low else figure.start())
        if low:
            between = replace(claim, manner="rentang", value=low[1], upper=claim.value, bound="")
            claim = between if low[1] < claim.value else claim
        low = None
        yield claim


def _range_start(text: str, figure: re.Match[str], years: set[int]) -> int | None:
    """Where a range begins of which this figure is the lower end; ``None``: it is none."""
    before = text[: figure.start()].lower()
    lead = re.search(r"\b(?:antara|berkisar(?: antara)?)\s+$", before)
    found = _RANGE.match(text, figure.start("n"))
    if not found or found.end() in years or figure["percent"] or figure["rp"]:
        return None
    if (found["and"] and not lead) or re.search(r"\bdari\s+$", before):
        return None
    return lead.start() if lead else figure.start()


def _value(figure: re.Match[str]) -> float:
    number = float(f"{figure['n'].replace('.', '')}.{figure['d'] or 0}")
    return number * _POWERS.get((figure["power"] or "").lower(), 1)


def _claim(sentence: _Sentence, figure: re.Match[str], start: int) -> Claim:
    before, after = sentence.text[:start], sentence.text[figure.end() :]
    bound, lead = _bound(_YEAR.sub("", before).lower())
    ahead, behind = lead.replace(sentence.city, "kita"), after.lower()
    manner = _manner(figure, ahead)
    measure = _measure(sentence.words, figure, manner, ahead, behind)
    if manner == "naik" and not _direction(ahead):
        manner = "bagian"
        measure = sentence.words.measure(COUNT, ahead, behind)
    return Claim(
        text=_as_written(before, sentence.text[start : figure.end()].strip(), after),
        value=_value(figure),
        decimals=len(figure["d"] or ""),
        measure=measure,
        year=_year(figure, before, after, sentence.years),
        manner=manner,
        bound=bound,
        growth=_direction(ahead) if manner in ("naik", "selisih", "kali") else 0,
        base=_base(before, after) if manner in ("naik", "selisih", "kali") else None,
        end=_ending(after),
        elsewhere=sentence.place,
        negated=_negated(ahead, behind, measure, sentence.words),
        hoped=bool(_HOPED.search(ahead)),
        predicate=_predicate(before.lower(), behind) if measure == SCORE else "",
        full_year=bool(_FULL_YEAR.search(sentence.text)),
    )


def _bound(before: str) -> tuple[Bound, str]:
    """How exact a figure means to be, and the words before it without those that say so."""
    for bound, words in _BOUNDS:
        if found := words.search(before):
            return bound, before[: found.start()]
    return "", before


def _manner(figure: re.Match[str], before: str) -> Manner:
    if figure["percent"]:
        return "naik"
    if figure["times"]:
        return "kali"
    return "selisih" if _CHANGE.search(before) else "nilai"


def _direction(before: str) -> int:
    return 1 if _UP.search(before) else -1 if _DOWN.search(before) else 0


def _measure(
    words: Words, figure: re.Match[str], manner: Manner, before: str, after: str
) -> str | None:
    if figure["rp"] or figure["rupiah"]:
        return words.measure(RUPIAH, before, after)
    if manner in ("naik", "kali"):
        return words.measure(PERCENT, before, after)
    return words.measure(COUNT, before, after) or words.subject(before, after)


def _base(before: str, after: str) -> int | None:
    """The year a growth is counted from: named after it, or before it and after any other rate."""
    recent = re.split(r"%|persen", before)[-1]
    found = _BASE.search(after) or _BASE.search(recent)
    return int(found[1]) if found else None


def _ending(after: str) -> int | None:
    found = _END.search(after)
    return int(found[1]) if found else None


def _negated(before: str, after: str, measure: str | None, words: Words) -> bool:
    if _NOT.search(re.split(_CLAUSE_END, before)[-1]):
        return True
    of_a_whole = measure in words.whole.values() and before.endswith("dari ")
    if measure == SCORE or of_a_whole:
        return False
    own = re.sub(r"^\s*dari\s+\d+", "", after)
    return bool(_NOT.search(re.split(_CLAUSE_END, own, maxsplit=1)[0]))


def _predicate(before: str, after: str) -> str:
    """The predicate nearest to the figure, "bukan …" where it is denied or only hoped for."""
    found = [(len(before) - one.end(), one) for one in _PREDICATE.finditer(before)]
    found += [(one.start(), one) for one in _PREDICATE.finditer(after)]
    if not found:
        return ""
    _, nearest = min(found, key=lambda one: one[0])
    word = " ".join(nearest["word"].split())
    return f"bukan {word}" if nearest["no"] else word


def _as_written(before: str, figure: str, after: str) -> str:
    lead = re.search(
        r"(?i)\b(?:top|juara(?: ke)?|skor|naik|turun|sekitar|hampir|minimal|maksimal"
        r"|(?:tidak )?(?:lebih|kurang) dari)[ -]$",
        before,
    )
    words = re.match(r"[\s-]*(?:[^\W\d]+[\s-]*){0,3}", after)
    return f"{lead[0] if lead else ''}{figure}{words[0].rstrip() if words else ''}".strip()


def _year(
    figure: re.Match[str], before: str, after: str, years: Sequence[tuple[int, int]]
) -> int | None:
    """The year named right after the figure, else the last before it, else the only one."""
    following = _YEAR_AFTER.match(after)
    if following and figure.end() + following.start(1) in dict(years):
        return int(following[1])
    if _OTHER_YEAR.search(before):
        return None
    earlier = [year for at, year in years if at < figure.start()]
    only = {year for _, year in years}
    if earlier:
        return earlier[-1]
    return only.pop() if len(only) == 1 else None
