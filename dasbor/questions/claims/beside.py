"""One figure of a sentence beside the record: what is equal, what is known, what is left over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from dasbor.format_id import day, number
from dasbor.questions.certainty import graded
from dasbor.questions.claims.numbers import COUNT, Figure, Sentence
from dasbor.questions.claims.record import PUBLISHED, WORKED_OUT, Entry, Row
from dasbor.questions.claims.words import FIGURE, RELATIONS, Phrase, Spoken, spoken

MOST_EQUAL, MOST_KNOWN = 6, 4
_Fit = tuple[set[int], tuple[str, ...]]  # uncovered places of a sentence, unsaid words


@dataclass(frozen=True)
class Beside:
    """A figure and what the record has beside it.

    ``equal`` are its entries with that value, ``known`` those for what the sentence speaks of,
    ``rivals`` other published figures for what ``equal`` measures, ``uncovered`` the words and
    numbers of the sentence that the nearest entry does not cover, ``unsaid`` what that entry says
    and the sentence leaves out ("10 OPD" of ten that won a prize).
    """

    figure: Figure
    equal: tuple[Entry, ...]
    known: tuple[Entry, ...]
    rivals: tuple[Entry, ...]
    uncovered: tuple[str, ...]
    unsaid: tuple[str, ...]

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
        """What the record and the sentence do not share; empty when they say the same."""
        over, less = (", ".join(f"“{w}”" for w in part) for part in (self.uncovered, self.unsaid))
        left = [f"Yang tidak dicakup catatan angka ini: {over}."] if over else []
        left += [f"Yang tidak disebut kalimatnya: {less}."] if less else []
        return " ".join(left)

    @property
    def rows(self) -> list[Row]:
        """The ledger's rows behind what is said, each once."""
        told = (*self.equal, *self.known, *self.rivals)
        return list({row["id"]: row for entry in told for row in entry.rows}.values())


def beside(figure: Figure, sentence: Sentence, known: Sequence[Entry], city: str) -> Beside:
    """Lay one figure beside the record; ``city`` is whose record it is."""
    said = spoken(sentence, figure, city)
    same = (e for e in known if e.kind == figure.kind and _equal(figure, e.value))
    fits = {entry: _fit(entry, said) for entry in same}
    equal = tuple(sorted(fits, key=lambda e: (*map(len, fits[e]), e.standing != PUBLISHED)))
    about = tuple(_spoken_of(known, said)[:MOST_KNOWN])
    if not equal:
        uncovered = _fit(about[0], said)[0] if about else ()
        return Beside(figure, (), about, (), said.quoted(uncovered), ())
    uncovered, unsaid = fits[equal[0]]
    rivals = tuple(_rivals(equal[0], known))
    return Beside(figure, equal[:MOST_EQUAL], about, rivals, said.quoted(uncovered), unsaid)


def _equal(figure: Figure, value: float) -> bool:
    """Whether the figure is the value, or the value rounded as the figure is (half away from 0)."""
    if figure.loose:
        return abs(value - figure.value) < 0.5  # a fraction of 43 is never exact
    if value % 1 == 0:
        return figure.value == value
    return number(value, figure.decimals) == number(figure.value, figure.decimals)


def _fit(entry: Entry, said: Spoken) -> _Fit:
    """The sentence beside the saying of the record that is nearest to it."""
    limits = {text: said.occurs(ways) for text, ways in entry.limits.items()}
    extras = [*said.occurs(entry.extras), *chain.from_iterable(limits.values())]
    missing = tuple(text for text, found in limits.items() if not found)
    fits = (_aligned(saying, extras, said, missing) for saying in entry.sayings)
    return min(fits, key=lambda fit: [*map(len, fit)])


def _aligned(
    saying: Phrase, extras: Sequence[range], said: Spoken, missing: tuple[str, ...]
) -> _Fit:
    """A sentence beside a saying, word for word, on each side of the figure.

    Whatever else may be said, nothing stands between a figure and what it counts.
    """
    at, cut = said.at, saying.index(FIGURE)
    covered = {
        n for places in extras if saying[-1] == FIGURE or places[0] != at + 1 for n in places
    }
    left = [n for n in range(at) if n not in covered]
    right = [n for n in range(at + 1, len(said.words)) if n not in covered]
    found: set[int] = set()
    unsaid: list[str] = []
    for places, part in ((left, saying[:cut]), (right, saying[cut + 1 :])):
        there = [said.words[n] for n in places]
        blocks = SequenceMatcher(None, there, part, autojunk=False).get_matching_blocks()
        used = {block.b + k for block in blocks for k in range(block.size)}
        found |= {places[block.a + k] for block in blocks for k in range(block.size)}
        unsaid += [word for n, word in enumerate(part) if n not in used]
    words = " ".join(word for word in unsaid if word not in RELATIONS)
    return {*left, *right} - found, (*([words] if words else []), *missing)


def _rivals(entry: Entry, known: Sequence[Entry]) -> Iterator[Entry]:
    """Other figures that were published for the same measure and year."""
    for other in known:
        same = (other.measure, other.years) == (entry.measure, entry.years) and other != entry
        if same and WORKED_OUT not in (entry.standing, other.standing):
            yield other


def _spoken_of(known: Sequence[Entry], said: Spoken) -> list[Entry]:
    """What is on record for the measure that a sentence names best, of its years if it has any.

    A share or a change stands beside measures that have one, if the sentence names any of them.
    """
    kind, words = said.figure.kind, set(said.words)
    near = {e: 2 * len(e.named & words) - len(e.named) for e in known if e.named & words}
    alike = [e for e in near if e.kind == kind != COUNT]
    there = [*alike, *(e for e in near if e.standing != WORKED_OUT and e not in alike)]
    best = max((near[e] for e in alike or there), default=0)
    measures = {e.measure for e in alike or there if near[e] == best}
    there = [e for e in there if e.measure in measures]
    dated = [e for e in there if said.sentence.years.intersection(e.years)]
    return sorted(dated or there, key=lambda e: (e.kind != kind, -max(e.years)))


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
