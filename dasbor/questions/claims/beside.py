"""One figure of a sentence beside the record: what is equal, what is known, what is left over."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dasbor.format_id import day, number
from dasbor.questions.certainty import graded
from dasbor.questions.claims.numbers import COUNT, Figure, Sentence
from dasbor.questions.claims.record import DOWN, PUBLISHED, UP, WORKED_OUT, Entry, Row, words_in

MOST_EQUAL, MOST_KNOWN = 6, 4
ROUNDED_BY = 0.02  # 137 is 136,7 rounded, but twice is not 2,37 times
_NEUTRAL = words_in(  # words that say nothing about a figure beyond that it is there
    "ada adalah ialah yaitu yakni tercatat mencatat terdata tercantum sebanyak sejumlah sebesar"
    " mencapai berjumlah jumlah pada di ke dari yang dan atau dengan untuk oleh dalam ini itu"
    " kota pemerintah pemkot kita kami sudah telah punya memiliki mempunyai bahwa juga serta kata"
    " ujar katanya"
)
_OF_A_YEAR = re.compile(r"\btahun(?=\s+(?:19|20)\d\d\b)", re.IGNORECASE)
# Signs change what a figure says, and no record covers them: "> 187", "−187", "½ dari 187".
_SIGN = re.compile(r"[+<>=±~≈≠≥≤½¼¾⅓⅔‰×÷¬]|(?<![\w–-])[-−](?=\d)")
_FROM = re.compile(r"\bdari\s*$")  # "naik dari 187" is not "naik menjadi 187"
_SUFFIX = re.compile(r"(?:nya|lah|pun)$")


@dataclass(frozen=True)
class Beside:
    """A figure and what the record has beside it.

    ``equal`` are its entries with that value, ``known`` those for what the sentence speaks of,
    ``rivals`` other published figures for what ``equal`` measures, ``uncovered`` the words and
    years of the sentence that the nearest entry does not cover, ``unsaid`` the words for what that
    entry measures that the sentence leaves out ("10 OPD" of ten that won a prize); ``dated``: it
    names a year.
    """

    figure: Figure
    equal: tuple[Entry, ...]
    known: tuple[Entry, ...]
    rivals: tuple[Entry, ...]
    uncovered: tuple[str, ...]
    unsaid: tuple[str, ...]
    dated: bool

    @property
    def words(self) -> list[str]:
        """What is said of the figure, one sentence each: never whether the text is true."""
        known = f"ngka terbitnya: {_listed(self.known)}."
        if self.equal:
            named = {entry.measure for entry in self.equal} & {e.measure for e in self.known}
            return [
                f"Angka ini sama dengan {_listed(self.equal)}.",
                *([f"Angka lain yang terbit: {_listed(self.rivals)}."] if self.rivals else []),
                *([f"Untuk yang disebut kalimatnya, a{known}"] if self.known and not named else []),
            ]
        missing = "Tidak ada angka terbit sebesar ini"
        return [f"{missing}. A{known}" if self.known else f"{missing}; ukurannya tidak dikenali."]

    @property
    def rest(self) -> str:
        """What the record does not cover of the sentence; empty when it says no more than that."""
        quoted = ", ".join(f"“{word}”" for word in self.uncovered)
        left = [f"Yang tidak dicakup catatan angka ini: {quoted}."] if quoted else []
        narrower = f"Yang tidak disebut kalimatnya: “{' '.join(self.unsaid)}”."
        left += [narrower] if self.unsaid and self.equal else []
        left += [] if self.dated or not self.equal else ["Kalimatnya tidak menyebut tahun."]
        return " ".join(left)

    @property
    def rows(self) -> list[Row]:
        """The ledger's rows behind what is said, each once."""
        told = (*self.equal, *self.known, *self.rivals)
        return list({row["id"]: row for entry in told for row in entry.rows}.values())


def beside(figure: Figure, sentence: Sentence, known: Sequence[Entry], city: str) -> Beside:
    """Lay one figure beside the record; ``city`` is whose record it is."""
    spoken = words_in(_OF_A_YEAR.sub(" ", sentence.text)) - words_in(figure.text)
    spoken = (spoken - _NEUTRAL - words_in(city)).union(_SIGN.findall(sentence.text))
    if spoken & (UP | DOWN) and _FROM.search(sentence.text[: figure.start]):
        spoken |= {"dari"}
    equal = [e for e in known if e.kind == figure.kind and _equal(figure, e.value)]
    equal.sort(key=lambda e: _distance(e, spoken, sentence))
    about = _spoken_of(known, figure.kind, spoken, sentence)
    left = {w for entry in (*equal, *about)[:1] for w in _uncovered(entry, spoken, sentence)}
    return Beside(
        figure,
        tuple(equal[:MOST_EQUAL]),
        tuple(about),
        tuple(_rivals(equal[:1], known)),
        _in_order(left, sentence),
        _unsaid(equal[0], sentence) if equal else (),
        bool(sentence.years),
    )


def _distance(entry: Entry, spoken: frozenset[str], sentence: Sentence) -> tuple[int, int, bool]:
    """How far an entry is from what a sentence says: the nearest comes first."""
    more, less = _uncovered(entry, spoken, sentence), _unsaid(entry, sentence)
    return len(more), len(less), entry.standing != PUBLISHED


def _unsaid(entry: Entry, sentence: Sentence) -> tuple[str, ...]:
    """What a sentence leaves out of the name of a measure, unless it says its code in full."""
    plain = words_in(sentence.text)
    said = _NEUTRAL.union(plain, (_SUFFIX.sub("", word) for word in plain))
    left = [tuple(word for word in name if word not in said) for name in entry.names]
    return left[0] if all(left) else ()


def _equal(figure: Figure, value: float) -> bool:
    """Whether the figure is the value, or the value rounded as the figure is (half away from 0)."""
    if figure.loose:
        return abs(value - figure.value) < 0.5  # a fraction of 43 is never exact
    if value % 1 == 0:
        return figure.value == value
    exactly = number(value, figure.decimals) == number(figure.value, figure.decimals)
    return exactly and abs(value - figure.value) < ROUNDED_BY * value


def _rivals(equal: Sequence[Entry], known: Sequence[Entry]) -> list[Entry]:
    """Other figures that were published for the same measure and year."""
    there = {(e.measure, e.years) for e in equal if e.standing != WORKED_OUT}
    others = [e for e in known if (e.measure, e.years) in there and e.standing != WORKED_OUT]
    return [entry for entry in others if entry not in equal]


def _uncovered(entry: Entry, spoken: frozenset[str], sentence: Sentence) -> set[str]:
    about = not entry.needs or entry.needs & spoken
    covered = entry.covers.union(*(p for p in entry.phrases if p - _NEUTRAL <= spoken))
    covered = covered if about else frozenset()
    left = {w for w in spoken if w not in covered and _SUFFIX.sub("", w) not in covered}
    return left | {str(year) for year in sentence.years - entry.years}


def _in_order(left: set[str], sentence: Sentence) -> tuple[str, ...]:
    """Words that are not covered, those side by side as one, in the order of the sentence."""
    runs: list[str] = []
    joined = False
    for found in re.finditer(r"[A-Za-z]+(?:-[A-Za-z]+)*|\d{4}|\S", sentence.text):
        word = found[0]
        if word.lower() in left:
            if joined:
                runs[-1] += f" {word}"
            else:
                runs.append(word)
        joined = word.lower() in left
    return tuple(dict.fromkeys(runs))


def _spoken_of(
    known: Sequence[Entry], kind: str, spoken: frozenset[str], sentence: Sentence
) -> list[Entry]:
    """What is on record for the measure that a sentence names best, of its years if it has any.

    A word that is in the name of many measures ("inovasi") says little, a rare one much. A figure
    worked out stands beside one of its own kind only.
    """
    names = {entry.measure: entry.named - _NEUTRAL for entry in known}
    often = Counter(word for named in names.values() for word in named)
    weight = {
        measure: (sum(1 / often[w] for w in spoken & named), len(spoken & named) / len(named))
        for measure, named in names.items()
        if spoken & named
    }
    best = max(weight.values(), default=None)
    there = [e for e in known if best and weight.get(e.measure) == best]
    there = [e for e in there if e.standing != WORKED_OUT or e.kind == kind != COUNT]
    dated = [e for e in there if e.years & sentence.years]
    return sorted(dated or there, key=lambda e: (e.kind != kind, -max(e.years)))[:MOST_KNOWN]


def _listed(entries: Sequence[Entry]) -> str:
    """Entries in words, with their standing where they were not published as such."""
    return "; ".join(
        f"{entry.words} ({WORKED_OUT})" if entry.standing == WORKED_OUT else entry.words
        for entry in entries
    )


def source(row: Row) -> str:
    """Where a row comes from: measure, year, scope, publisher, dates, certainty, what it is not."""
    parts = [
        f"{row['ukuran']} {row['tahun']}",
        row["lingkup"],
        row["penerbit"],
        day(row["tanggal_sumber"]) if row["tanggal_sumber"] else "",
        f"per {day(row['per_tanggal'])}" if row["per_tanggal"] else "tanggal data tidak dinyatakan",
        graded(row["kepastian"]) or "kepastian belum dinilai",
        row["definisi"],
        row["catatan"],
    ]
    return " · ".join(filter(None, parts))
