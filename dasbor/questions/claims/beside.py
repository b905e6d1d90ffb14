"""One figure of a sentence beside the record: what is equal, what is known, what is left over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from dasbor.format_id import day, number
from dasbor.questions.certainty import graded
from dasbor.questions.claims.numbers import COUNT, PERCENT, Figure, Sentence
from dasbor.questions.claims.record import PUBLISHED, WORKED_OUT, Entry, Row
from dasbor.questions.claims.words import CITY, FILLERS, RELATIONS, Phrase, Spoken, spoken, stem

MOST_EQUAL, MOST_KNOWN = 6, 4
_ON = frozenset({"-", "–", "ke", "sampai", "hingga"})
PLACES = frozenset({"kota", "kabupaten", "daerah", "pemda"})
ROUNDED_BY = 0.02  # 137 is 136,7 rounded, but twice is not 2,37 times


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
        over, less = (
            ", ".join(f"“{words}”" for words in part) for part in (self.uncovered, self.unsaid)
        )
        left = [f"Yang tidak dicakup catatan angka ini: {over}."] if over else []
        left += [f"Yang tidak disebut kalimatnya: {less}."] if less and self.equal else []
        left += [] if self.dated or not self.equal else ["Kalimatnya tidak menyebut tahun."]
        return " ".join(left)

    @property
    def rows(self) -> list[Row]:
        """The ledger's rows behind what is said, each once."""
        told = (*self.equal, *self.known, *self.rivals)
        return list({row["id"]: row for entry in told for row in entry.rows}.values())


def beside(figure: Figure, sentence: Sentence, known: Sequence[Entry], city: str) -> Beside:
    """Lay one figure beside the record; ``city`` is whose record it is."""
    said = spoken(sentence, figure, city)
    equal = [e for e in known if e.kind == figure.kind and _equal(figure, e.value)]
    equal.sort(key=lambda e: _distance(e, said))
    about = _spoken_of(known, said)
    nearest = (*equal, *about)[:1]
    return Beside(
        figure,
        tuple(equal[:MOST_EQUAL]),
        tuple(about),
        tuple(_rivals(equal[:1], known)),
        said.quoted(_uncovered(nearest[0], said)) if nearest else (),
        _unsaid(equal[0], said) if equal else (),
        bool(sentence.years),
    )


def _distance(entry: Entry, said: Spoken) -> tuple[int, int, bool]:
    """How far an entry is from what a sentence says: the nearest comes first."""
    return len(_uncovered(entry, said)), len(_unsaid(entry, said)), entry.standing != PUBLISHED


def _unsaid(entry: Entry, said: Spoken) -> tuple[str, ...]:
    """What a sentence leaves out of the name of a measure, unless it says its code in full."""
    words = RELATIONS.union(stem(word, entry.named) for word in said.words)
    left = [tuple(word for word in name if word not in words) for name in entry.names]
    loose = (text for text, ways in entry.limits.items() if not any(map(said.occurs, ways)))
    return *([" ".join(left[0])] if all(left) else []), *loose


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


def _uncovered(entry: Entry, said: Spoken) -> set[int]:
    """Where the words, signs and years stand that an entry does not cover as they stand."""
    needed = set().union(*map(said.occurs, entry.needs))
    covered = needed.union(*map(said.occurs, (*entry.phrases, *chain(*entry.limits.values()))))
    left = set(said.strange - covered) | _other_years(entry, said)
    if PLACES.intersection(entry.unit):  # the city is one of them, not the number of them
        left |= {n for n, token in enumerate(said.tokens) if token.word == CITY}
    if entry.needs and not needed:
        return left | said.at_words(said.words)
    left |= said.at_words({said.tokens[n].word for n in needed}) - needed  # "tidak ikut" and "ikut"
    for n in said.others - covered:  # "14 kelurahan ikut 43 penilaian", "44 peserta dari 64"
        left |= {k for k in (n - 1, n + 1) if said.belongs(k, n)} - covered
    words = [
        stem(token.word, entry.named) if token.is_word and n not in covered else ""
        for n, token in enumerate(said.tokens)
    ]
    known = [n for n, word in enumerate(words) if word in entry.named | RELATIONS]
    left |= {n for n, word in enumerate(words) if word and n not in known}
    for _, run in groupby(enumerate(known), lambda place: place[1] - place[0]):
        left |= _misplaced(entry, said, [n for _, n in run], words)
    return left


def _misplaced(entry: Entry, said: Spoken, part: list[int], words: list[str]) -> set[int]:
    """Words side by side, unless they stand in an order of the record.

    The word after the figure says what it counts.
    """
    plain = [n for n in part if words[n] not in RELATIONS]
    if not plain:
        return set()
    inner = range(plain[0], plain[-1] + 1)
    counted, follows = words[inner[0]] in entry.heads, part[0] == said.at + 1
    if not any(_within([words[n] for n in inner], order) for order in entry.orders):
        return set(inner)
    if not follows or (counted if part[0] == inner[0] else entry.kind == PERCENT or not counted):
        return set()
    return set(range(part[0], plain[-1] + 1))


def _within(words: Sequence[str], order: Phrase) -> bool:
    left = iter(order)
    return all(word in left for word in words)


def _other_years(entry: Entry, said: Spoken) -> set[int]:
    """Years that the entry does not speak of: of a change "dari 2021", its last year without."""
    first, last = entry.years[0], entry.years[-1]
    words = ["", *(token.word for token in said.tokens), "", ""]
    years = {n: int(word) for n, word in enumerate(words, -1) if word in said.years}
    fit = {n for n, year in years.items() if year == last and words[n] != "dari"}
    for n, year in years.items():
        led = words[n] == "dari" or (words[n + 2] in _ON and words[n + 3] == str(last))
        fit |= {n} if fit and year == first != last and led else set()
    return set(years) - fit


def _spoken_of(known: Sequence[Entry], said: Spoken) -> list[Entry]:
    """What is on record for the measure that a sentence names best, of its years if it has any.

    A word that is in the name of many measures ("inovasi") says little, a rare one much. A share
    or a change stands beside measures that have one, if the sentence names any of them.
    """
    kind = said.figure.kind
    alike = [e for e in known if e.kind == kind != COUNT]
    alike = [e for e in alike if not e.needs or any(map(said.occurs, e.needs))]
    others = [e for e in known if e.standing != WORKED_OUT and e not in alike]
    best = _best_named(alike, said) or _best_named(others, said)
    there = [e for e in (*alike, *others) if e.measure in best]
    dated = [e for e in there if said.sentence.years.intersection(e.years)]
    return sorted(dated or there, key=lambda e: (e.kind != kind, -max(e.years)))[:MOST_KNOWN]


def _best_named(known: Sequence[Entry], said: Spoken) -> set[str]:
    """The measures that a sentence names best, for a fraction in words the nearest of them."""
    names = {e.measure: e.named - FILLERS - RELATIONS for e in known}
    often = Counter(word for named in names.values() for word in named)
    weight: dict[str, tuple[float, ...]] = {}
    for e in known:
        both = said.words & names[e.measure]
        near = -abs(e.value - said.figure.value) if said.figure.loose and e.kind == PERCENT else 0
        one = sum(1 / often[w] for w in both), near, len(both) / len(names[e.measure] or "?")
        weight |= {e.measure: max(one, weight.get(e.measure, one))} if both else {}
    return {measure for measure in weight if weight[measure] == max(weight.values())}


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
