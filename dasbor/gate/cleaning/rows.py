"""Rows that are not taken, each with its reason: not the city's, incomplete, repeated."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dasbor.city import City
from dasbor.data.contract import Column, Contract
from dasbor.format_id import listing
from dasbor.gate.account import Account
from dasbor.gate.cleaning.columns import mapping
from dasbor.gate.model import Sheet
from dasbor.gate.references import REGISTER
from dasbor.gate.values import MISSING, Flaw, brief, shown, tidy


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


def reject_foreign(account: Account, place: City) -> None:
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
    reject_foreign(account, place)
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
