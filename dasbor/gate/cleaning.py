"""Clean a matched sheet: texts become values of the contract, and every row is accounted for.

Work goes column by column and reads each distinct text once, so that a million rows stay quick.
"""

import csv
import io
import re
from collections import ChainMap, Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, TypeVar

from dasbor.city import City
from dasbor.contract import Column, Contract
from dasbor.format_id import listing, number
from dasbor.gate.account import CHANGES_KEPT, Accepted, Account
from dasbor.gate.model import Cleaned, Match, Sheet
from dasbor.gate.readers import kelurahan_reader, reader
from dasbor.gate.references import REGISTER, References, highest_numbers, references
from dasbor.gate.values import (
    MISSING,
    PERSONAL_HEADER,
    TRIMMED,
    YEARS,
    Flaw,
    Reading,
    brief,
    shown,
    tidy,
    words,
)

__all__ = ["Accepted", "References", "YearChoice", "clean", "references", "rejects_csv"]

K = TypeVar("K", bound=Hashable)
OWN_SOURCE = "register-bappeda"
REASON_COLUMN = "alasan_ditolak"
_ROW_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class YearChoice:
    """Where the year of the register comes from: one year for the whole file, or a column."""

    year: int | None = None
    column: str = "tahun"  # or tanggal_penerapan, tanggal_input; used when there is no year

    def __str__(self) -> str:
        return f"{self.year} untuk seluruh berkas" if self.year else f"menurut {self.column}"


def clean(
    sheet: Sheet, match: Match, contract: Contract, references: References, year: YearChoice
) -> Cleaned:
    """The account of a sheet: typed rows, every change, every row that is not taken and why."""
    account = Account(sheet)
    sources = _sources(account, match, contract)
    columns = {
        column.name: _column(account, column, sources.get(column.name), references)
        for column in contract.columns
        if column.name != "tahun" or not contract.yearly or year == YearChoice()
    }
    if not account.numbers:
        account.refuse(
            "tidak ada baris data di bawah judul kolom.",
            "Periksa apakah ekspornya selesai, lalu muat lagi.",
            "tanpa_baris",
        )
    _split_urusan(columns)
    _reject_surplus(account)
    _reject_foreign(account, references.city)
    if contract.yearly:
        columns["tahun"] = _years(account, contract, columns, sources.get("tahun"), year)
    _fill_origin(columns, references)
    _require(account, contract, columns, sources)
    if contract.name == REGISTER:
        _drop_foreign_ids(account, columns)
    _reject_repeated(account, contract, columns)
    choices = {"tahun": str(year)} if contract.yearly else {}
    if contract.name == REGISTER:
        choices["id"] = _give_ids(account, columns, references)
    return account.close(match, {c.name: columns[c.name] for c in contract.columns}, choices)


def rejects_csv(cleaned: Cleaned) -> bytes:
    """The rejected rows as a file to correct and load again: the reasons, then the original.

    A cell that a spreadsheet would run gets an apostrophe, which ``tidy`` takes away again.
    """
    header = cleaned.sheet.header
    again = header[:1] == (REASON_COLUMN,)  # a reject of a reject: the new reasons replace the old
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=cleaned.sheet.delimiter or ",")
    writer.writerow([REASON_COLUMN, *map(_not_a_formula, header[again:])])
    for rejected in cleaned.rejected:
        cells = map(_not_a_formula, rejected.cells[again:])
        writer.writerow([" | ".join(rejected.reasons), *cells])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _not_a_formula(cell: str) -> str:
    runs = cell.startswith(("=", "+", "@")) or (len(cell) > 1 and cell[0] == "-")
    return f"'{cell}" if runs else cell


# --- columns ----------------------------------------------------------------------------------


def _sources(account: Account, match: Match, contract: Contract) -> dict[str, int]:
    """Contract column -> position in the sheet, without columns that hold personal data."""
    sources: dict[str, int] = {}
    unused = []
    pairs = zip(account.sheet.header, match.columns, strict=False)
    for at, (header, name) in enumerate(pairs):
        if PERSONAL_HEADER.fullmatch(words(header)):
            message = "kolom berisi data pribadi dan tidak diambil."
            account.note(message, "Tidak perlu tindakan.", "kolom_pribadi", brief(header))
        elif name and any(column.name == name for column in contract.columns):
            sources.setdefault(name, at)
        elif header.strip() and header != REASON_COLUMN:
            unused.append(f"“{brief(header)}”")
    if unused:
        message = f"kolom tidak diambil: {', '.join(unused)[:400]}."
        account.note(message, "Petakan kolomnya bila memang diperlukan.", "kolom_asing")
    return sources


def _column(
    account: Account, column: Column, source: int | None, references: References
) -> list[Any]:
    if source is None:
        return [None] * len(account.numbers)
    texts = account.texts(source)
    if column.reference and column.reference[0] == "wilayah" and "wilayah" in references.names:
        at = account.find(("kecamatan", "nama kecamatan"))
        districts = [""] * len(texts) if at is None or at == source else account.texts(at)
        pairs = list(zip(texts, districts, strict=True))
        return _take(account, column, texts, pairs, kelurahan_reader(column, references))
    return _take(account, column, texts, texts, reader(column, references))


def _take(
    account: Account,
    column: Column,
    texts: Sequence[str],
    keys: Sequence[K],
    read: Callable[[K], Reading],
) -> list[Any]:
    """Values of a column; ``keys`` are what is read, ``texts`` what stands in the file."""
    counts = Counter(keys)
    values: dict[K, Any] = {}
    special: dict[K, Reading] = {}
    for key in counts:
        reading = read(key)
        values[key] = reading.value
        if reading.note or reading.flaw:
            special[key] = reading
    if special:
        _note_changes(account, column, texts, keys, special, counts)
    if flaws := {key: reading.flaw for key, reading in special.items() if reading.flaw}:
        flawed = [at for at, key in enumerate(keys) if key in flaws]
        places = ((at, _public(column, texts[at]), flaws[keys[at]]) for at in flawed)
        account.flag(column, places)
    return list(map(values.__getitem__, keys))


def _note_changes(
    account: Account,
    column: Column,
    texts: Sequence[str],
    keys: Sequence[K],
    special: Mapping[K, Reading],
    counts: Mapping[K, int],
) -> None:
    """Every changed cell; outer spaces are counted together, on the first row that has them."""
    why = {key: note for key, reading in special.items() if (note := _reason(reading))}
    account.changed += sum(counts[key] for key in why)

    def keep(at: int, reason: str) -> None:
        before = _public(column, texts[at])
        account.change(column.name, reason, at, before, shown(special[keys[at]].value))

    trimmed = {key for key, note in why.items() if note == TRIMMED}
    if trimmed:
        many = number(sum(counts[key] for key in trimmed))
        first = next(at for at, key in enumerate(keys) if key in trimmed)
        keep(first, f"{TRIMMED} pada {many} sel")
    others = why.keys() - trimmed
    for at in islice((at for at, key in enumerate(keys) if key in others), CHANGES_KEPT):
        keep(at, why[keys[at]])


def _public(column: Column, text: str) -> str:
    """A text without the account behind an OPD: ``Dinas Sosial (budi)`` names a person."""
    if column.reference and column.reference[0] == "opd":
        return re.sub(r"\(.*\)\s*$", "(•••)", text)
    return text


def _reason(reading: Reading) -> str:
    """Why the value differs from the text; a rejected text stays as it is, so that is no change."""
    if reading.flaw and reading.value is None:
        return "" if reading.flaw.rejects else "nilai tidak dikenal, dikosongkan"
    return reading.note


def _split_urusan(columns: dict[str, list[Any]]) -> None:
    """The first field stays ``urusan``, the others go before those of ``urusan_lain``."""
    if "urusan" not in columns:
        return
    others = columns.get("urusan_lain") or [None] * len(columns["urusan"])
    split: dict[tuple[str | None, str | None], tuple[str | None, str | None]] = {}
    for pair in set(zip(columns["urusan"], others, strict=True)):
        main, _, rest = (pair[0] or "").partition("; ")
        fields = dict.fromkeys(f"{rest}; {pair[1] or ''}".split("; "))
        split[pair] = (main or None, "; ".join(x for x in fields if x and x != main) or None)
    done = [split[pair] for pair in zip(columns["urusan"], others, strict=True)]
    columns["urusan"] = [main for main, _ in done]
    if "urusan_lain" in columns:
        columns["urusan_lain"] = [rest for _, rest in done]


# --- rows -------------------------------------------------------------------------------------


def _whole_row(name: str) -> Column:
    """A column to hang a flaw on that belongs to no column of the contract."""
    return Column(name.casefold(), name)


def _reject_surplus(account: Account) -> None:
    """A separator too many shifts all values behind it: such a row cannot be trusted."""
    width = len(account.sheet.header)
    if account.longest <= width:
        return
    flaw = Flaw(
        "sel_lebih",
        "baris ini punya lebih banyak sel daripada judul kolom.",
        "Periksa pemisah atau tanda kutip pada baris itu.",
    )
    account.flag(
        _whole_row("Baris"),
        (
            (at, "", flaw)
            for at, cells in enumerate(account.cells)
            if len(cells) > width and any(cell.strip() for cell in cells[width:])
        ),
    )


def _reject_foreign(account: Account, place: City) -> None:
    """Rows that say they are another government's, as an export of a whole province has them."""
    at = account.find(("pemda", "nama pemda", "pemerintah daerah", "nama pemerintah daerah"))
    if at is None or place == City():
        return
    texts = account.texts(at)
    foreign = {text for text in set(texts) if _is_foreign(text, place)}
    if foreign and foreign.issuperset(texts):
        account.refuse(
            f"berkas ini milik {listing(sorted({brief(tidy(text)[0]) for text in foreign})[:3])},"
            f" bukan {place.name}.",
            f"Minta ekspor {place.name}.",
            "pemda",
        )
    cure = f"Muat hanya baris {place.name}, atau betulkan isi kolom ini."
    flaw = Flaw("pemda", f"inovasi ini milik pemerintah daerah lain, bukan {place.name}.", cure)
    account.flag(
        _whole_row("Pemda"), ((at, text, flaw) for at, text in enumerate(texts) if text in foreign)
    )


def _is_foreign(text: str, place: City) -> bool:
    """Whether a text names another government; codes and blanks name none."""
    name = tidy(text)[0].casefold()
    return (
        re.search(r"[^\W\d_]", name) is not None
        and name not in MISSING
        and place.short.casefold() not in name
    )


def owner(sheet: Sheet, place: City) -> str:
    """The other government that all rows of a sheet say they are of, "" when they do not."""
    account = Account(sheet)
    _reject_foreign(account, place)
    return next((finding.message for finding in account.findings if not finding.column), "")


def _years(
    account: Account,
    contract: Contract,
    columns: Mapping[str, list[Any]],
    source: int | None,
    choice: YearChoice,
) -> list[Any]:
    """The register year of every row; rows without one are rejected."""
    if choice.year:
        years: list[Any] = [choice.year] * len(account.numbers)
    else:
        found = columns.get(choice.column) or [None] * len(account.numbers)
        years = [getattr(value, "year", value) for value in found]
    if source is not None and (choice.year or choice.column != "tahun"):
        _overrule(account, account.texts(source), years)
    label = next((c.label for c in contract.columns if c.name == choice.column), choice.column)
    cure = f"Isi kolom {label}, atau pilih satu tahun untuk seluruh berkas."
    absent = Flaw("tahun", f"tahun register tidak diketahui karena {label} kosong.", cure)
    strange = Flaw("tahun", "tahun register tidak masuk akal.", cure)
    done = account.flagged.get(choice.column, set()) if not choice.year else set()
    account.flag(
        contract.column("tahun"),
        (
            (at, shown(year), absent if year is None else strange)
            for at, year in enumerate(years)
            if year not in YEARS and at not in done
        ),
    )
    return years


def _overrule(account: Account, texts: Sequence[str], years: Sequence[int | None]) -> None:
    reason = "tahun register menurut pilihan operator"
    for at, (text, year) in enumerate(zip(texts, years, strict=True)):
        if text.strip() != str(year) and text.strip().casefold() not in MISSING:
            account.changed += 1
            account.change("tahun", reason, at, text, shown(year))


def _fill_origin(columns: dict[str, list[Any]], references: References) -> None:
    """A file of Bappeda's own: rows are real and come from its register unless they say more."""
    if "asal" not in columns:
        return
    columns["asal"] = [value or "publikasi" for value in columns["asal"]]
    sources = references.names.get("sumber")
    if "sumber" in columns and sources and OWN_SOURCE in sources.labels:
        columns["sumber"] = [
            source or (OWN_SOURCE if origin == "publikasi" else None)
            for source, origin in zip(columns["sumber"], columns["asal"], strict=True)
        ]


def _require(
    account: Account,
    contract: Contract,
    columns: Mapping[str, Sequence[Any]],
    sources: Mapping[str, int],
) -> None:
    made = {"asal"} | ({"tahun"} if contract.yearly else set())
    made |= {"id"} if contract.name == REGISTER else set()
    for column in contract.columns:
        if not column.required or column.name in made:
            continue
        done = account.flagged.get(column.name, set())
        message, cure = "nilai wajib kosong.", "Isi selnya."
        if column.name not in sources:
            message, cure = "kolom wajib ini tidak ada di berkas.", "Petakan kolomnya."
        flaw = Flaw("wajib", message, cure)
        values = columns[column.name]
        if None not in values:
            continue
        account.flag(
            column,
            ((at, "", flaw) for at, v in enumerate(values) if v is None and at not in done),
        )


def _reject_repeated(
    account: Account, contract: Contract, columns: Mapping[str, Sequence[Any]]
) -> None:
    """The second row with the same key, or with the same title of the same OPD in one year."""
    kinds = [(contract.column(contract.key[-1]), contract.key, "kunci_ganda", "kunci")]
    if contract.name == REGISTER:
        same = ("tahun", "opd", "judul")
        kinds.append((contract.column("judul"), same, "kembar", "tahun, OPD, dan judul"))
    for column, names, rule, spoken in kinds:
        parts = [columns[name] for name in names]
        account.flag(column, _repeated(account, parts, rule, spoken))


def _repeated(
    account: Account, parts: Sequence[Sequence[Any]], rule: str, spoken: str
) -> Iterator[tuple[int, str, Flaw]]:
    *groups, values = parts
    again = {value for value, count in Counter(values).items() if count > 1 and value is not None}
    first: dict[tuple[Any, ...], dict[Any, int]] = {}
    for at in [at for at, value in enumerate(values) if value in again] if again else ():
        if at in account.reasons:
            continue
        group, value = [values[at] for values in groups], values[at]
        row = first.setdefault(tuple(group), {}).setdefault(value, account.numbers[at])
        if row != account.numbers[at]:
            message = f"{spoken} sama dengan baris {row}."
            yield at, shown(value), Flaw(rule, message, "Hapus salah satu, atau bedakan isinya.")


def _drop_foreign_ids(account: Account, columns: Mapping[str, list[Any]]) -> None:
    """Numbers of rows, or of another system: as ids they would make strangers look continued."""
    ids = columns["id"]
    if foreign := {value for value in set(ids) if value and _ROW_NUMBER.fullmatch(value)}:
        columns["id"][:] = [None if value in foreign else value for value in ids]
        message = "nomor baris atau nomor aplikasi lain tidak dipakai sebagai nomor inovasi."
        cure = "Tidak perlu tindakan; nomor inovasi diberikan menurut register."
        account.note(message, cure, "nomor_asing", "id")


def _give_ids(account: Account, columns: Mapping[str, list[Any]], references: References) -> str:
    """Ids for rows without: the innovation's own when a register knows it, else the next number."""
    kept = [at for at in range(len(account.numbers)) if at not in account.reasons]
    years, by_year = columns["tahun"], dict[int, list[int]]()
    for year, rows in groupby(kept, years.__getitem__):
        by_year.setdefault(year, []).extend(rows)
    highest = dict(references.highest)
    for year, running in highest_numbers(columns["id"][at] for at in kept).items():
        highest[year] = max(highest.get(year, 0), running)
    current: dict[int, dict[tuple[str, str], str]] = {}
    known = made = 0
    for year in sorted(by_year):
        before = ChainMap(current.get(year - 1, {}), dict(references.titles.get(year - 1, {})))
        registers = (references.titles.get(year, {}), before)
        if any(registers) or year < max(by_year):
            current[year], found, new = _known_ids(columns, by_year[year], registers, highest, year)
        else:
            found, new = 0, _new_ids(columns["id"], by_year[year], highest, year)
        known, made = known + found, made + new
    return f"{number(known)} dikenali dari register, {number(made)} baru"


def _new_ids(ids: list[Any], rows: Sequence[int], highest: dict[int, int], year: int) -> int:
    """Running numbers for rows without an id, when there is no register that might know them."""
    bare = [at for at in rows if not ids[at]]
    for running, at in enumerate(bare, start=highest.get(year, 0) + 1):
        ids[at] = f"{year}-{running:03d}"
    return len(bare)


def _known_ids(
    columns: Mapping[str, list[Any]],
    rows: Sequence[int],
    registers: Sequence[Mapping[tuple[str, str], str]],
    highest: dict[int, int],
    year: int,
) -> tuple[dict[tuple[str, str], str], int, int]:
    ids = columns["id"]
    taken = {ids[at] for at in rows if ids[at]}
    titles: dict[tuple[str, str], str] = {}
    found = made = 0
    for at in rows:
        key = (columns["opd"][at] or "", words(columns["judul"][at] or ""))
        if not ids[at]:
            past = (register.get(key) for register in registers)
            ids[at] = next((old for old in past if old and old not in taken), None)
            if ids[at]:
                found += 1
            else:
                made += 1
                highest[year] = highest.get(year, 0) + 1
                ids[at] = f"{year}-{highest[year]:03d}"
            taken.add(ids[at])
        titles.setdefault(key, ids[at])
    return titles, found, made
