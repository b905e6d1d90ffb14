"""What the shape of a sheet says of its rows: which are no innovations, and whose they are.

Comes before the cells are read. Everything that it leaves out or fills in is told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dasbor.data.contract import Column, Contract
from dasbor.data.headers import plain
from dasbor.gate.cleaning.cells import reader
from dasbor.gate.model import Filled, Match, Part, Settled, Sheet, Skipped
from dasbor.gate.reading.draft import excerpt
from dasbor.gate.references import REGISTER, References
from dasbor.gate.values import MISSING, Parser, tidy

HIDDEN, STRUCK = "tersembunyi", "dicoret"
GROUP, NOTHING = "judul kelompok", "tanda “tidak ada inovasi”"
GIVEN, BY_GROUP, BY_SHEET, BY_TITLE = (
    "OPD untuk seluruh berkas", "OPD menurut judul kelompok", "OPD menurut nama lembar",
    "OPD menurut judul di atas tabel",
)  # fmt: skip

NOBODY = ("", "")
_ENUMERATOR = re.compile(r"(?:[A-Z]{1,2}|[IVX]{1,5}|\d{1,3})[.)]?")
_PREFIX = re.compile(
    r"^(?:(?:[A-Z]|[IVX]{1,5}|\d{1,3})[.)]\s*)?"
    r"(?:(?:nama\s+)?(?:opd|skpd|perangkat daerah|unit kerja|instansi|dinas/badan)\s*[:=-]\s*)?",
    re.IGNORECASE,
)
_NUMBERED = ("no", "nomor", "no urut", "nomor urut", "nmr")
_NOTHING = re.compile(
    r"(?:(?:tidak|belum|blm|tdk|tak)\s+(?:ada|memiliki|punya|mempunyai|mengusulkan|tersedia|membuat"
    r"|melaporkan|terdapat|diisi)(?:\s+(?:inovasi|usulan|data|laporan|kegiatan|daerah|baru|isi))*"
    r"|nihil(?:\s+inovasi)?|idem|s\.?\s?d\.?\s?a\.?|kosong|belum|tidak|none|0+|[-–—.]+|n\.?/?a\.?)"
    r"\W*",
    re.IGNORECASE,
)


_NONE_BEGINS = frozenset("tbnisk0")  # of the words above, and of those in ``MISSING``
_IDEM = re.compile(
    r"idem|ibid\.?|s\.?\s?d\.?\s?a\.?|sama(?: dengan)?(?: di)? atas(?:nya)?|[\"”〃]{1,2}",
    re.IGNORECASE,
)
SAME_AS_ABOVE = "“idem” di berkas: sama dengan baris di atasnya"


@dataclass
class Shaped:
    """A sheet with its mapping, and where the office of a row was taken from something else."""

    sheet: Sheet
    match: Match
    offices: dict[int, str] = field(default_factory=dict)  # row -> why


def shape(
    sheet: Sheet, match: Match, contract: Contract, references: References, settled: Settled
) -> Shaped:
    """The sheet without rows that are no data of the contract, its offices filled in."""
    for name, unseen in ((HIDDEN, sheet.hidden), (STRUCK, sheet.struck)):
        if name in settled.without:
            sheet = leave_out(sheet, dict.fromkeys(unseen, f"baris {name}"))
    office = next((c for c in contract.columns if c.required and _is_office(c)), None)
    if not office:
        return Shaped(sheet, match)
    parse = reader(office, references)
    sheet = _repeated(sheet, _place_of(office, match))
    headings = _headings(sheet, parse, _place_of(office, match))
    offices = _offices(sheet, match, office, parse, headings, settled)
    sheet = leave_out(sheet, dict.fromkeys(headings, GROUP))
    if contract.name == REGISTER and "judul" in match.columns:
        at = match.columns.index("judul")
        if nothing := {text for text in set(sheet.texts(at)) if _says_none(text)}:
            rows = (row for row, cells in sheet.rows if _cell(cells, at) in nothing)
            sheet = leave_out(sheet, dict.fromkeys(rows, NOTHING))
    return _with_offices(sheet, match, office, offices)


def _repeated(sheet: Sheet, office: int) -> Sheet:
    """The sheet with “idem” in the column of offices replaced by what stands above."""
    if office < 0 or not any(_IDEM.fullmatch(text.strip()) for text in set(sheet.texts(office))):
        return sheet
    rows, filled, above = [], list(sheet.filled), ""
    for row, cells in sheet.rows:
        said = _cell(cells, office).strip()
        same = bool(above) and bool(_IDEM.fullmatch(said))
        if same:
            filled.append(Filled(row, office, above, SAME_AS_ABOVE))
        above = above if same else said or above
        rows.append((row, (*cells[:office], above, *cells[office + 1 :]) if same else cells))
    return replace(sheet, rows=rows, filled=sorted(filled))


def _is_office(column: Column) -> bool:
    return bool(column.reference and column.reference[0] == "opd")


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _says_none(text: str) -> bool:
    first = text[:1]
    if first.isalnum() and first.casefold() not in _NONE_BEGINS:
        return False
    said = tidy(text)[0]
    return bool(said) and (said.casefold() in MISSING or bool(_NOTHING.fullmatch(said)))


def leave_out(sheet: Sheet, reasons: Mapping[int, str]) -> Sheet:
    """The sheet with rows, by their number, moved to those that are no data."""
    if not reasons:
        return sheet
    kept = [(row, cells) for row, cells in sheet.rows if row not in reasons]
    gone = [Skipped(row, excerpt(cells), reasons[row]) for row, cells in sheet.rows
            if row in reasons]  # fmt: skip
    skipped = sorted([*sheet.skipped, *gone], key=lambda one: one.row)
    out = reasons.keys()
    return replace(
        sheet, rows=kept, skipped=tuple(skipped), hidden=sheet.hidden - out,
        struck=sheet.struck - out, filled=[one for one in sheet.filled if one.row not in out],
    )  # fmt: skip


# --- headings of groups -----------------------------------------------------------------------


def _place_of(office: Column, match: Match) -> int:
    """Where the sheet has the office of a row; -1 when it has none."""
    return match.columns.index(office.name) if office.name in match.columns else -1


def _headings(sheet: Sheet, parse: Parser, office: int) -> dict[int, str]:
    """Rows that only name what follows -> their words."""
    width = len(sheet.header)
    numbered = width > 1 and plain(sheet.header[0]) in _NUMBERED
    found = {}
    for row, cells in sheet.rows if width > 1 else ():
        if len(cells) - cells.count("") < 3 and (said := _heading(cells)):
            sure = row in sheet.wide or (numbered and bool(cells[0].strip()) and len(said) == 1)
            named = len(said) > 1 and _cell(cells, office).strip() and office >= 0
            if sure or (width > 2 and not named and _office_in(said[-1], parse)):
                found[row] = said[-1]
    return found


def _heading(cells: Sequence[str]) -> list[str]:
    """The words of a row with one text, and perhaps a letter or a number before it."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if len(said) == 2 and not _ENUMERATOR.fullmatch(said[0]):
        return []
    alone = len(said) == 1 and not _ENUMERATOR.fullmatch(said[0])
    return said if alone or len(said) == 2 else []


def _office_in(text: str, parse: Parser) -> str:
    """A text without its “OPD:” or “A.” when it names an office."""
    for said in dict.fromkeys((text.strip(), _PREFIX.sub("", text.strip()))):
        if said and parse(said).value:
            return said
    return ""


# --- whose rows they are ----------------------------------------------------------------------


def _offices(
    sheet: Sheet,
    match: Match,
    office: Column,
    parse: Parser,
    headings: Mapping[int, str],
    settled: Settled,
) -> dict[int, tuple[str, str]]:
    """Row -> office and why, for rows that name none themselves."""
    at = _place_of(office, match)
    given = (settled.opd, GIVEN) if settled.opd else NOBODY
    asked = not settled.opd and (at < 0 or sheet.parts)
    said = _said_of_all(sheet, parse) if asked else {}
    found, group, before = {}, NOBODY, ""
    for row, cells in sheet.rows if headings or said or settled.opd else ():
        part = sheet.place(row)[0] if sheet.parts else ""
        if part != before:
            group, before = NOBODY, part
        if row in headings:
            words = _office_in(headings[row], parse)
            bare = "" if at >= 0 else _PREFIX.sub("", headings[row])
            group = (words or bare, BY_GROUP)
            continue
        why = group if group[0] and not settled.opd else said.get(part, given)
        if why[0] and (at < 0 or not _cell(cells, at).strip()):
            found[row] = why
    return found


def _said_of_all(sheet: Sheet, parse: Parser) -> dict[str, tuple[str, str]]:
    """Sheet -> office and why, where its name or the words above the table name one."""
    found = {}
    for part in sheet.parts or (Part(0, "", sheet.title),):
        texts = ((part.name or sheet.name, BY_SHEET), (part.title, BY_TITLE))
        named = ((_office_in(words, parse), why) for text, why in texts for words in _parts(text))
        if first := next(((words, why) for words, why in named if words), None):
            found[part.name] = first
    return found


def _parts(text: str) -> Iterable[str]:
    """A title whole, line by line, and from each of its words on: “DAFTAR INOVASI DINAS …”."""
    for line in filter(None, map(str.strip, text.split(" | "))):
        yield line
        bare = re.sub(r"\b(?:tahun\s*)?(?:19|20)\d\d\b.*$", "", line, flags=re.IGNORECASE).strip()
        words = re.sub(r", tabel \d+$", "", bare).split()
        for start in range(min(len(words), 8)):
            yield " ".join(words[start:])


def _with_offices(
    sheet: Sheet, match: Match, office: Column, offices: Mapping[int, tuple[str, str]]
) -> Shaped:
    """The offices as cells of the sheet, in a column of their own where it has none."""
    if not offices:
        return Shaped(sheet, match)
    why = {row: reason for row, (_, reason) in offices.items()}
    if office.name in match.columns:
        at = match.columns.index(office.name)
        rows = [
            (row, (*cells[:at], offices[row][0], *cells[at + 1 :]) if row in offices else cells)
            for row, cells in sheet.rows
        ]
        return Shaped(replace(sheet, rows=rows), match, why)
    rows = [(row, (offices.get(row, ("",))[0], *cells)) for row, cells in sheet.rows]
    moved = [one._replace(column=one.column + 1) for one in sheet.filled]
    columns = frozenset(at + 1 for at in sheet.hidden_columns)
    wider = replace(
        sheet, header=(office.label, *sheet.header), rows=rows, filled=moved,
        hidden_columns=columns,
    )  # fmt: skip
    return Shaped(wider, match.moved((office.name, *match.columns), 1), why)
