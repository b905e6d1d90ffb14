"""Clean a matched sheet: texts become values of the contract, and every row is accounted for.

Work goes column by column (``columns``, ``years``), then rows are judged (``rows``), then they
get their numbers (``ids``); what was not taken can be handed out (``rejects``).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dasbor.data.belonging import OWN_SOURCE
from dasbor.data.contract import Column, Contract
from dasbor.gate.account import Account
from dasbor.gate.cleaning import agreement, columns, ids, left_out, remarks, rows
from dasbor.gate.cleaning.rejects import REASON_COLUMN, rejects_csv
from dasbor.gate.cleaning.rows import owner
from dasbor.gate.cleaning.statuses import statuses, undecided
from dasbor.gate.cleaning.structure import HIDDEN, STRUCK, shape
from dasbor.gate.cleaning.units import place_units
from dasbor.gate.cleaning.years import YearChoice, years_of
from dasbor.gate.model import Cleaned, Match, Settled, Sheet
from dasbor.gate.references import REGISTER, References

SETTLED = Settled()  # nothing beside columns and year


def clean(
    sheet: Sheet,
    match: Match,
    contract: Contract,
    references: References,
    year: YearChoice,
    settled: Settled = SETTLED,
    source: str = OWN_SOURCE,
) -> Cleaned:
    """The account of a sheet: typed rows, every change, every row that is not taken and why.

    ``source`` is where rows come from that do not say so themselves.
    """
    shaped = shape(sheet, match, contract, references, settled)
    match = shaped.match
    found = statuses(shaped.sheet, match, references)
    shaped.sheet = left_out.without(shaped.sheet, match, contract, references, settled)
    account = Account(shaped.sheet)
    remarks.tell(account, shaped, contract)
    sources = columns.sources_of(account, match, contract)
    values = _values(account, contract, sources, references, year, settled)
    agreement.compare_columns(account, match, contract, values, sources, references)
    rows.refuse_nothing(account)
    columns.split_urusan(values)
    place_units(account, contract, values, sources, references)
    rows.reject_surplus(account)
    rows.reject_shifted(account, contract, sources)
    rows.reject_foreign(account, match, references)
    if contract.yearly:
        values["tahun"] = years_of(account, contract, values, sources.get("tahun"), year)
    columns.fill_origin(account, values, references, source)
    rows.reject_incomplete(account, contract, values, sources)
    if contract.name == REGISTER:
        ids.drop_foreign(account, values)
    rows.reject_repeated(account, contract, values)
    choices = {"tahun": str(year)} if contract.yearly else {}
    if contract.name == REGISTER:
        choices["id"] = ids.give(account, values, references)
    if found and settled.statuses is not None:
        choices["status"] = ", ".join(sorted(settled.statuses))
    account.pending = undecided(found, settled)
    return account.close(match, {c.name: values[c.name] for c in contract.columns}, choices)


def _values(
    account: Account,
    contract: Contract,
    sources: Mapping[str, int],
    references: References,
    year: YearChoice,
    settled: Settled,
) -> dict[str, list[Any]]:
    """The values of all columns but of a year that was chosen."""
    values = {
        column.name: columns.values_of(
            account, _needed(column, contract, year), sources.get(column.name), references, settled
        )
        for column in contract.columns
        if column.name != "tahun" or not contract.yearly or year == YearChoice()
    }
    columns.keep_periods(account, contract, values, sources)
    return values


def _needed(column: Column, contract: Contract, year: YearChoice) -> Column:
    """A column that tells the year of its row is obligatory for this file."""
    tells = contract.yearly and not year.year and column.name == year.column
    return replace(column, required=True) if tells else column
