"""Rows that the operator leaves out on purpose: they are accounted for as skipped, with the why."""

from collections.abc import Iterator

from dasbor.data.contract import Contract
from dasbor.gate.cleaning.cells import without_account
from dasbor.gate.cleaning.statuses import not_counted
from dasbor.gate.cleaning.structure import leave_out
from dasbor.gate.model import Match, Settled, Sheet
from dasbor.gate.references import References
from dasbor.gate.values import compact, tidy


def without(
    sheet: Sheet, match: Match, contract: Contract, references: References, settled: Settled
) -> Sheet:
    """The sheet without the rows that are left out."""
    left = dict(_named(sheet, match, contract, settled))
    left |= dict(not_counted(sheet, match, references, settled))
    if not left:
        return sheet
    return leave_out(sheet, {sheet.rows[at][0]: why for at, why in left.items()})


def _named(
    sheet: Sheet, match: Match, contract: Contract, settled: Settled
) -> Iterator[tuple[int, str]]:
    """Rows with a name that the operator does not want."""
    columns = {column.name: column for column in contract.columns}
    for place, name in enumerate(match.columns):
        column = columns.get(name or "")
        if not (settled.left_out and column and column.reference):
            continue
        for at, (_, cells) in enumerate(sheet.rows):
            text = without_account(tidy(cells[place] if place < len(cells) else "")[0])[0]
            if (column.reference[0], compact(text)) in settled.left_out:
                yield at, f"ditinggalkan menurut pilihan: nama “{text}”"
