"""How far a proposal of an innovation has come: which of these count is the operator's decision."""

from collections import Counter
from collections.abc import Iterator

from dasbor.format_id import listing, number
from dasbor.gate.model import Match, Settled, Sheet
from dasbor.gate.references import Names, References
from dasbor.gate.values import LISTED, MISSING, Parser, Reading, tidy

STATUS = "status_usulan"
APPROVED = "disetujui"
BLANK = "tanpa status"
EVERY = frozenset(("semua",))  # among what counts: every status there is


def status_parser(references: References) -> Parser:
    """A status in the word of the list; one that the list does not know stays as it is."""
    pairs = references.choices.get(STATUS, ())
    own = {choice: choice for _, choice in pairs}
    names = Names((*own.items(), *pairs), own)

    def parse(text: str) -> Reading:
        keys = names.keys(text)
        value = keys[0] if len(keys) == 1 else text
        return Reading(value, "" if value == text else LISTED)

    return parse


def statuses(sheet: Sheet, match: Match, references: References) -> Counter[str]:
    """How many rows of a sheet have which status; nothing where no row has one."""
    found = Counter(_of_rows(sheet, match, references))
    return found if found.keys() - {BLANK} else Counter()


def undecided(found: Counter[str], settled: Settled) -> str:
    """What keeps the file from being published until it is said which statuses count."""
    if settled.statuses is not None or not found.keys() - {APPROVED}:
        return ""
    said = listing([f"{status} ({number(rows)})" for status, rows in found.most_common()])
    return (
        f"Berkas ini berisi usulan dengan status {said}. Pilih status yang dihitung"
        f' (di terminal: --status "{APPROVED}", beberapa dipisahkan koma, atau --status semua).'
    )


def not_counted(
    sheet: Sheet, match: Match, references: References, settled: Settled
) -> Iterator[tuple[int, str]]:
    """Rows whose status does not count: (position, why)."""
    if settled.statuses is None or settled.statuses == EVERY:
        return
    wanted = {status.casefold() for status in settled.statuses}
    for at, status in enumerate(_of_rows(sheet, match, references)):
        if status.casefold() not in wanted:
            yield at, f"status “{status}” tidak dihitung menurut pilihan"


def _of_rows(sheet: Sheet, match: Match, references: References) -> Iterator[str]:
    if STATUS not in match.columns:
        return
    place, parse = match.columns.index(STATUS), status_parser(references)
    known: dict[str, str] = {}
    for _, cells in sheet.rows:
        raw = cells[place] if place < len(cells) else ""
        if raw not in known:
            text = tidy(raw)[0]
            known[raw] = BLANK if text.casefold() in MISSING else parse(text).value
        yield known[raw]
