"""The unit that an innovation is of: read from the name of the office, held against its parent."""

from collections.abc import Mapping, Sequence
from typing import Any

from dasbor.city import say
from dasbor.data.contract import Contract
from dasbor.gate.account import Account
from dasbor.gate.cleaning.cells import without_account
from dasbor.gate.offices import Office
from dasbor.gate.references import References
from dasbor.gate.values import Flaw, tidy

VILLAGE = "Desa/Kelurahan"
FROM_OFFICE = "unit terbaca dari nama perangkat daerah"
FROM_UNIT = "induk unit itu"
FROM_KIND = "unitnya sebuah kelurahan"


def place_units(
    account: Account,
    contract: Contract,
    values: dict[str, list[Any]],
    sources: Mapping[str, int],
    references: References,
) -> None:
    """Fill in unit, office and klasifikasi from each other, and say where they contradict."""
    if not {"unit", "opd"} <= values.keys():
        return
    if "unit" in sources:
        _hold_against_parents(account, contract, values, sources["unit"], references)
    elif "opd" in sources:
        found = _offices(account.texts(sources["opd"]), references)
        _fill(
            account,
            values,
            "unit",
            [office.unit if office else None for office in found],
            FROM_OFFICE,
        )
    if "klasifikasi" in values:
        kinds = [VILLAGE if unit in references.villages else None for unit in values["unit"]]
        _fill(account, values, "klasifikasi", kinds, say(FROM_KIND))


def _offices(texts: Sequence[str], references: References) -> list[Office | None]:
    known = {text: _office(text, references) for text in set(texts)}
    return [known[text] for text in texts]


def _office(raw: str, references: References) -> Office | None:
    text = tidy(raw)[0]
    return references.offices.find(text) or references.offices.find(without_account(text)[0])


def _fill(
    account: Account,
    values: Mapping[str, list[Any]],
    name: str,
    given: Sequence[str | None],
    reason: str,
) -> None:
    """Values for the empty cells of a column; each is a change."""
    column = values[name]
    for at, value in enumerate(given):
        if value and column[at] is None:
            column[at] = value
            account.changed += 1
            account.change(name, reason, at, "", value)


def _hold_against_parents(
    account: Account,
    contract: Contract,
    values: Mapping[str, list[Any]],
    source: int,
    references: References,
) -> None:
    """The column of units names an office too: it has to be the one that the row is of."""
    texts = account.texts(source)
    found = _offices(texts, references)
    _fill(account, values, "opd", [office.opd if office else None for office in found], FROM_UNIT)
    labels = references.names["opd"].labels
    wrong = [
        (at, office)
        for at, (office, opd) in enumerate(zip(found, values["opd"], strict=True))
        if office and opd and office.opd != opd
    ]
    for at, _ in wrong:
        values["unit"][at] = None
    cure = "Betulkan salah satunya; unit dikosongkan dan inovasinya dihitung pada perangkat daerah."
    flaws = {
        office.opd: Flaw(
            "beda_kolom", f"unit itu di bawah {labels[office.opd]}.", cure, rejects=False
        )
        for _, office in wrong
    }
    places = ((at, texts[at], flaws[office.opd]) for at, office in wrong)
    account.flag(contract.column("unit"), places)
