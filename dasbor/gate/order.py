"""Findings in the order of their consequence, and those alike told once with their rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.format_id import number
from dasbor.gate.consents import BY_RULE

GRADES = (REFUSES, WARNS, NOTES)
# Of the warnings these change what the whole register says.
WEIGHTY = ("pemda", "tanpa_baris", *BY_RULE, "cocok_angka_terbit", "baris_ditolak", "sumber_baru")
SHOWN_VALUES, SHOWN_ROWS = 5, 3


@dataclass(frozen=True)
class Group:
    """Findings alike: one rule, column and cure. ``rows`` may be empty: the file as a whole."""

    grade: str
    file: str
    column: str
    message: str
    cure: str
    rows: tuple[int, ...]
    values: tuple[tuple[str, int], ...]  # distinct ones with how often, the most frequent first
    count: int

    @property
    def places(self) -> str:
        """Where it is: ``baris 4, 19, 26 … (112 baris)``, empty for the file as a whole."""
        if not self.rows:
            return ""
        if self.count == 1:
            return f"baris {self.rows[0]}"
        more = " …" if self.count > SHOWN_ROWS else ""
        first = ", ".join(map(str, self.rows[:SHOWN_ROWS]))
        return f"baris {first}{more} ({number(self.count)} baris)"

    @property
    def said(self) -> str:
        """The values that it is about, with how often when there are several."""
        shown = [
            f"“{value}”{f' ({number(count)})' if len(self.values) > 1 else ''}"
            for value, count in self.values[:SHOWN_VALUES]
        ]
        rest = len(self.values) - SHOWN_VALUES
        return ", ".join(shown) + (f" dan {number(rest)} nilai lain" if rest > 0 else "")


def by_consequence(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What makes all of the file wrong first, then what refuses rows, then warnings, remarks."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[bool, int, int]:
    grade = GRADES.index(finding.grade)
    whole = finding.rule in BY_RULE or not (finding.row or finding.further)
    if finding.rule in WEIGHTY and whole and grade < 2:
        return False, grade, WEIGHTY.index(finding.rule)
    return True, grade, bool(finding.row or finding.further)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Those of one rule, column and cure together, in the order in which they come."""
    kinds: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alone = "" if finding.row or finding.further else finding.message
        key = (finding.grade, finding.file, finding.rule, finding.column, finding.cure, alone)
        kinds.setdefault(key, []).append(finding)
    return [_group(found) for found in kinds.values()]


def _group(found: Sequence[Finding]) -> Group:
    first = found[0]
    told = [finding for finding in found if not finding.further]
    messages = dict.fromkeys(finding.message for finding in told) or {first.message: None}
    return Group(
        grade=first.grade,
        file=first.file,
        column=first.column,
        message=_common(list(messages)),
        cure=first.cure,
        rows=tuple(dict.fromkeys(finding.row for finding in told if finding.row)),
        values=tuple(Counter(f.value for f in told if f.value).most_common()),
        count=len(told) + sum(finding.further for finding in found),
    )


def _common(messages: Sequence[str]) -> str:
    """The sentences that all begin with; else the first message, and how many are like it."""
    first, *others = messages
    if not others:
        return first
    sentences = (message.rstrip(".").split(". ") for message in messages)
    shared = takewhile(lambda said: len(set(said)) == 1, zip(*sentences, strict=False))
    words = ". ".join(said[0] for said in shared)
    return f"{words}." if words else f"{first} (dan {number(len(others))} yang serupa)"
