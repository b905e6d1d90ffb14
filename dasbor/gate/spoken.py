"""Codes as people say them: a column that refers to a list shows the names of its entries."""

from collections.abc import Mapping

from dasbor.data.contract import Contract
from dasbor.data.store import Store

NAMES = ("nama", "kelurahan", "label", "judul")  # the first one that a list has is its name


def labels(store: Store, contract: Contract) -> dict[str, Mapping[str, str]]:
    """Per column that refers to a list: code -> name; where the list has none, the code itself."""
    known: dict[str, list[str]] = {}
    for dataset, column in store.rows("select dataset, kolom from kolom order by rowid"):
        known.setdefault(dataset, []).append(column)
    found: dict[str, Mapping[str, str]] = {}
    for column in contract.columns:
        dataset, key = column.reference or ("", "")
        if there := known.get(dataset):
            name = next((one for one in NAMES if one in there), key)
            asked = (
                f"select {key}::varchar, {name}::varchar from {dataset} where {name} is not null"
            )
            found[column.name] = dict(store.rows(asked))
    return found


def said(value: object, names: Mapping[str, str]) -> object:
    """A code, or several joined by semicolons, by name; what no list knows stays."""
    if not isinstance(value, str) or not names:
        return value
    return "; ".join(names.get(part.strip(), part.strip()) for part in value.split(";"))
