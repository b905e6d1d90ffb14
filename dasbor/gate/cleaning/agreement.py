"""Two columns that name the same thing have to agree; where they do not, the row is a finding."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dasbor.data.contract import Column, Contract
from dasbor.data.headers import fill
from dasbor.gate.account import Account
from dasbor.gate.cleaning.cells import reader, without_account
from dasbor.gate.cleaning.villages import code_system, village_reader
from dasbor.gate.model import Match
from dasbor.gate.references import References
from dasbor.gate.values import PERSONAL_HEADER, Flaw, brief, tidy, words

SEVERAL = ("urusan", "urusan_lain")  # columns whose texts are divided between the two


def compare_columns(
    account: Account,
    match: Match,
    contract: Contract,
    values: Mapping[str, Sequence[Any]],
    sources: Mapping[str, int],
    references: References,
) -> None:
    """Hold each column that was not taken against the one that was taken for the same thing."""
    for at, (header, taken) in enumerate(zip(account.sheet.header, match.columns, strict=False)):
        if taken or not header.strip() or PERSONAL_HEADER.fullmatch(words(header)):
            continue
        [name] = fill([header], contract)
        if not name or name not in sources or name not in values or name in SEVERAL:
            continue
        column = contract.column(name)
        if column.type != "teks" or column.reference or column.allowed:
            _compare(account, contract, column, at, values[name], references)


def _compare(
    account: Account,
    contract: Contract,
    column: Column,
    at: int,
    values: Sequence[Any],
    references: References,
) -> None:
    texts = account.texts(at)
    read = _read(column, texts, references)
    others = {text: read(text) for text in set(texts)}
    wrong = [
        row
        for row, (value, text) in enumerate(zip(values, texts, strict=True))
        if value is not None and others[text] is not None and others[text] != value
    ]
    flaws = {
        text: _contradicts(contract, column, brief(account.sheet.header[at]), text)
        for text in {texts[row] for row in wrong}
    }
    account.flag(column, ((row, brief(texts[row]), flaws[texts[row]]) for row in wrong))


def _contradicts(contract: Contract, column: Column, header: str, text: str) -> Flaw:
    """What tells rows apart must be certain; elsewhere the first column counts, and it is said."""
    decisive = column.name in contract.key
    said = f"kolom “{header}” menyebut yang lain: {brief(without_account(tidy(text)[0])[0])}."
    cure = "Betulkan salah satunya, lalu muat lagi."
    if not decisive:
        cure = f"Yang dipakai kolom pertama. {cure}"
    return Flaw("beda_kolom", said, cure, rejects=decisive)


def _read(column: Column, texts: Sequence[str], references: References) -> Callable[[str], Any]:
    if column.reference and column.reference[0] == "wilayah":
        system = code_system(dict.fromkeys((text, "") for text in texts), references)
        village = village_reader(column, references, system)
        return lambda text: village((text, "")).value
    plain = reader(column, references, dict.fromkeys(texts))
    return lambda text: plain(text).value
