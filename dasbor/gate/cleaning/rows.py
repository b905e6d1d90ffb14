"""Rows that are not taken, each with its reason: not the city's, incomplete, repeated."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dasbor.city import City
from dasbor.data.contract import Column, Contract
from dasbor.format_id import listing
from dasbor.gate.account import Account
from dasbor.gate.cleaning.columns import mapping
from dasbor.gate.model import Match, Sheet
from dasbor.gate.owners import HEADERS, foreign
from dasbor.gate.references import REGISTER, References
from dasbor.gate.values import Flaw, brief, shown, tidy, words


def refuse_nothing(account: Account) -> None:
    """A header without rows publishes nothing."""
    if not account.numbers:
        account.refuse(
            "tidak ada baris data di bawah judul kolom.",
            "Periksa apakah ekspornya selesai, lalu muat lagi.",
            "tanpa_baris",
        )


def reject_surplus(account: Account) -> None:
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


def reject_shifted(account: Account, contract: Contract, sources: Mapping[str, int]) -> None:
    """Rows of a text file that a stray quote swallowed, or a separator without quotes shifted."""
    mark, width = account.sheet.delimiter, len(account.sheet.header)
    if not mark or width < 2:
        return
    swallowed = Flaw(
        "baris_tertelan",
        "sel ini memuat baris lain, mungkin karena tanda kutip yang tidak ditutup.",
        "Betulkan tanda kutip pada baris itu, lalu muat lagi.",
    )
    shifted = Flaw(
        "sel_bergeser",
        "isinya tidak dikenal dan diawali spasi; mungkin pemisah di dalam teks menggeser sel.",
        "Beri tanda kutip pada teks yang memuat pemisah, lalu muat lagi.",
    )
    for name, source in sources.items():
        texts = account.texts(source)
        long = {t for t in set(texts) if "\n" in t and _is_swallowed(t, mark, width)}
        column = contract.column(name)
        if long:
            account.flag(column, ((at, t, swallowed) for at, t in enumerate(texts) if t in long))
        flagged = [at for at in account.flagged.get(name, ()) if texts[at][:1] == " "]
        if source and flagged and not all(text[:1] in ("", " ") for text in texts):
            account.flag(column, [(at, texts[at], shifted) for at in flagged])


def _is_swallowed(text: str, mark: str, width: int) -> bool:
    """Whether a cell holds a line that could be a row, and another one."""
    return max(line.count(mark) for line in text.splitlines()) + 1 >= width


def reject_foreign(account: Account, match: Match, references: References) -> None:
    """Rows that say they are another government's, as an export of a whole province has them."""
    place = references.city
    if place == City():
        return
    taken = dict(zip(map(words, account.sheet.header), match.columns, strict=False))
    for header in HEADERS:
        at = account.find((header,))
        if at is not None and not taken.get(header):
            _reject_foreign(account, account.texts(at), references)


def _reject_foreign(account: Account, texts: Sequence[str], references: References) -> None:
    place = references.city
    others = {text for text in set(texts) if foreign(text, place, references.offices)}
    if others and others.issuperset(texts):
        account.refuse(
            f"berkas ini milik {listing(sorted({brief(tidy(text)[0]) for text in others})[:3])},"
            f" bukan {place.name}.",
            f"Minta ekspor {place.name}.",
            "pemda",
        )
    cure = f"Muat hanya baris {place.name}, atau betulkan isi kolom ini."
    flaw = Flaw("pemda", f"inovasi ini milik pemerintah daerah lain, bukan {place.name}.", cure)
    account.flag(
        _whole_row("Pemda"), ((at, text, flaw) for at, text in enumerate(texts) if text in others)
    )


def owner(sheet: Sheet, match: Match, references: References) -> str:
    """The other government that all rows of a sheet say they are of, "" when they do not."""
    account = Account(sheet)
    reject_foreign(account, match, references)
    return next((finding.message for finding in account.findings if not finding.column), "")


def _whole_row(name: str) -> Column:
    """A column to hang a flaw on that belongs to no column of the contract."""
    return Column(name.casefold(), name)


def reject_incomplete(
    account: Account,
    contract: Contract,
    columns: Mapping[str, Sequence[Any]],
    sources: Mapping[str, int],
) -> None:
    """Rows that lack what the contract requires, and that is not given to them here."""
    made = {"asal"} | ({"tahun"} if contract.yearly else set())
    made |= {"id"} if contract.name == REGISTER else set()
    for column in contract.columns:
        if not column.required or column.name in made:
            continue
        done = account.flagged.get(column.name, set())
        message, cure = "nilai wajib kosong.", "Isi selnya."
        if column.name not in sources:
            message, cure = "kolom wajib ini tidak ada di berkas.", mapping(contract)
        flaw = Flaw("wajib", message, cure)
        values = columns[column.name]
        if None not in values:
            continue
        account.flag(
            column,
            ((at, "", flaw) for at, v in enumerate(values) if v is None and at not in done),
        )


def reject_repeated(
    account: Account, contract: Contract, columns: Mapping[str, Sequence[Any]]
) -> None:
    """The second row with the same key, or with the same title of the same OPD in one year.

    The same title under another number, or of another day, may be another innovation: that is
    for the operator to say.
    """
    parts = [columns[name] for name in contract.key]
    key = contract.column(contract.key[-1])
    account.flag(key, _repeated(account, parts, "kunci_ganda", "kunci"))
    if contract.name == REGISTER:
        parts = [columns[name] for name in ("tahun", "opd", "judul")]
        apart = [columns[name] for name in ("id", "tanggal_penerapan")]
        found = _repeated(account, parts, "kembar", "tahun, OPD, dan judul", apart)
        account.flag(contract.column("judul"), found)


def _repeated(
    account: Account,
    parts: Sequence[Sequence[Any]],
    rule: str,
    spoken: str,
    apart: Sequence[Sequence[Any]] = (),
) -> Iterator[tuple[int, str, Flaw]]:
    """Rows with the same values as one before, unless something told ``apart`` differs."""
    *groups, values = parts
    again = {value for value, count in Counter(values).items() if count > 1 and value is not None}
    first: dict[tuple[Any, ...], dict[Any, int]] = {}
    for at in [at for at, value in enumerate(values) if value in again] if again else ():
        if at in account.reasons:
            continue
        group, value = [values[at] for values in groups], values[at]
        before = first.setdefault(tuple(group), {}).setdefault(value, at)
        told = any(one[at] and one[before] and one[at] != one[before] for one in apart)
        if before != at and not told:
            message = f"{spoken} sama dengan baris {account.numbers[before]}."
            yield at, shown(value), Flaw(rule, message, "Hapus salah satu, atau bedakan isinya.")
