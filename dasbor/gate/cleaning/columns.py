"""Columns of a sheet: which ones are taken, and what becomes of their texts.

Each distinct text is read once, so that a million rows stay quick.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from dasbor.data.contract import Column, Contract
from dasbor.data.headers import named
from dasbor.format_id import number
from dasbor.gate.account import CHANGES_KEPT, Account
from dasbor.gate.cleaning.cells import period_reader, reader
from dasbor.gate.cleaning.rejects import REASON_COLUMN
from dasbor.gate.cleaning.villages import BPS, code_system, village_reader
from dasbor.gate.dates import DAY_FIRST, MONTH_FIRST, ORDERS, order_of
from dasbor.gate.model import Match, Settled
from dasbor.gate.references import References
from dasbor.gate.values import PERSONAL_HEADER, TRIMMED, Reading, brief, shown, words

K = TypeVar("K", bound=Hashable)


def mapping(contract: Contract) -> str:
    """How to say which column a header fills: on the page, and where there is only a terminal."""
    return (
        "Petakan kolomnya di Kelola Data, di terminal dengan --petakan “JUDUL=kolom”, atau tulis"
        f" judul itu pada `alias` kolomnya di kontrak/{contract.name}.toml."
    )


def sources_of(account: Account, match: Match, contract: Contract) -> dict[str, int]:
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
        cure = f"Tidak perlu tindakan, kecuali kolom itu diperlukan. {mapping(contract)}"
        account.note(message, cure, "kolom_asing")
    return sources


def values_of(
    account: Account,
    column: Column,
    source: int | None,
    references: References,
    settled: Settled,
) -> list[Any]:
    """The values of one column of the contract, from its source in the sheet; gaps without one."""
    if source is None:
        return [None] * len(account.numbers)
    texts = account.texts(source)
    if column.reference and column.reference[0] == "wilayah" and "wilayah" in references.names:
        return _villages(account, column, source, references)
    if column.type == "tanggal":
        _say_order(account, column, texts, settled.order)
    distinct = dict.fromkeys(texts)
    return _take(account, column, texts, texts, reader(column, references, distinct, settled.order))


def _villages(account: Account, column: Column, source: int, references: References) -> list[Any]:
    texts, terms = account.texts(source), references.city.terms
    pairs = list(zip(texts, _beside(account, named(terms.districts), source), strict=True))
    names = _beside(account, named((*terms.villages, "desa kelurahan")), source)
    system = code_system(dict.fromkeys(zip(texts, names, strict=True)), references)
    if "bps" in words(account.sheet.header[source]).split():
        system = BPS
    return _take(account, column, texts, pairs, village_reader(column, references, system))


def _beside(account: Account, headers: Iterable[str], source: int) -> list[str]:
    """The texts of another column by one of its headers; blanks when there is none."""
    at = account.find(headers)
    return [""] * len(account.numbers) if at is None or at == source else account.texts(at)


def _say_order(account: Account, column: Column, texts: Sequence[str], chosen: str) -> None:
    """In which order day and month were read, where another reader might take the other."""
    found, usual = order_of(dict.fromkeys(texts))
    if usual and not chosen:
        message = f"tanggalnya dapat dibaca dua cara; dibaca {ORDERS[DAY_FIRST]}."
        cure = "Pilih urutannya sebelum menerbitkan (di terminal: --urutan-tanggal bulan-hari)."
        account.warn(message, cure, "urutan_hari", column.name)
    elif found == MONTH_FIRST:
        message = (
            f"seluruh kolom dibaca {ORDERS[MONTH_FIRST]}, sebab ada tanggal yang hanya begitu."
        )
        account.warn(message, "Periksa beberapa tanggalnya.", "urutan_hari", column.name)


def keep_periods(
    account: Account,
    contract: Contract,
    columns: dict[str, list[Any]],
    sources: Mapping[str, int],
) -> None:
    """Months, quarters and years that stand in place of a day go to the column that keeps them."""
    for column in contract.columns:
        source = sources.get(column.name)
        if not column.coarser or source is None:
            continue
        texts = account.texts(source)
        known = {text: period_reader(text) for text in set(texts)}
        for at, text in enumerate(texts):
            if known[text].value and columns[column.coarser][at] is None:
                columns[column.coarser][at] = known[text].value
                account.changed += 1
                account.change(column.coarser, known[text].note, at, text, known[text].value)


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
        public = {text: _public(column, text) for text in {texts[at] for at in flawed}}
        places = ((at, public[texts[at]], flaws[keys[at]]) for at in flawed)
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


def split_urusan(columns: dict[str, list[Any]]) -> None:
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


def fill_origin(
    account: Account, columns: dict[str, list[Any]], references: References, source: str
) -> None:
    """Rows of an operator are real, and of the declared source, unless they say otherwise."""
    if "asal" not in columns:
        return
    _fill(account, columns, "asal", "publikasi")
    sources = references.names.get("sumber")
    if "sumber" in columns and sources and source in sources.labels:
        real = [origin == "publikasi" for origin in columns["asal"]]
        unread = account.flagged.get("sumber", set())  # what a cell says is never replaced
        _fill(account, columns, "sumber", source, lambda at: real[at] and at not in unread)


def _fill(
    account: Account,
    columns: dict[str, list[Any]],
    name: str,
    value: Any,
    wanted: Callable[[int], bool] = lambda _: True,
) -> None:
    """Put a value where there is none; one line of the account for all of them."""
    values = columns[name]
    blank = [at for at, own in enumerate(values) if own is None and wanted(at)]
    for at in blank:
        values[at] = value
    if blank:
        reason = f"diisi pada {number(len(blank))} baris, berkas tidak menyebutnya"
        account.changed += 1
        account.change(name, reason, blank[0], "", shown(value))
