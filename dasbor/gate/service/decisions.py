"""What an operator decided, kept as further rows of lists: one version, with reason and trail."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dasbor.data.contract import Contract
from dasbor.data.releases import Release, Releases
from dasbor.gate import output
from dasbor.gate.model import Refused
from dasbor.gate.service.baseline import Present

Row = dict[str, str | None]


def keep(
    present: Present,
    folder: Path,
    added: Mapping[str, Sequence[Row]],
    original: tuple[str, bytes],
    by: str,
    reason: str,
    choices: Mapping[str, str],
) -> Release:
    """Publish rows that come to each list; ``original`` is the decisions as they were made.

    Raises:
        Refused: when a list is missing, or would not be sound any more.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    files: dict[str, bytes] = {}
    for dataset, rows in added.items():
        if not (contract := present.contracts.get(dataset)):
            raise Refused(f"Daftar {dataset} tidak ada di folder data; lengkapi kontraknya dulu.")
        files |= _file(present, contract, rows)
    _, broken = present.outcome(files)
    if broken:
        raise Refused(f"Putusan itu belum dapat disimpan: {broken[0]}")
    return Releases(folder).publish(
        files,
        dataset=", ".join(added),
        years=(),
        original=original,
        findings=b"[]",
        by=by,
        reason=reason,
        choices=choices,
        expected=present.version,
    )


def _file(present: Present, contract: Contract, rows: Iterable[Row]) -> dict[str, bytes]:
    by_key = {tuple(row[name] for name in contract.key): row for row in rows}
    columns = {
        column.name: [row.get(column.name) for row in by_key.values()]
        for column in contract.columns
    }
    return output.files(contract, columns, present.kept(contract, columns))
