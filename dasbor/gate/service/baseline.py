"""What a proposal is held against: the version in force, what is served of it, what is refused."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dasbor.data.contract import Contract, read_contracts
from dasbor.data.inspection import REFUSES, Finding
from dasbor.data.releases import Releases
from dasbor.data.sourcing import everything
from dasbor.data.store import Store
from dasbor.gate import output
from dasbor.gate.effect import NOTHING, Effect, compare, temporary_store
from dasbor.gate.model import Refused
from dasbor.questions.answers import Answers, answers


@dataclass(frozen=True)
class Present:
    """The version in force when work on a proposal began, and the store of what is served.

    ``refused`` is what keeps files of the present input from being served.
    """

    folder: Path
    contracts: Mapping[str, Contract]
    version: int
    store: Store
    refused: tuple[Finding, ...]

    @classmethod
    def of(cls, folder: Path, fresh: Callable[[], Store]) -> "Present":
        """``fresh`` gives the store of the inputs as they are now.

        It is asked after the number of the version in force, so that a version which comes in
        between is noticed on publishing.

        Raises:
            ReleaseError: when the published versions cannot be read.
        """
        contracts, current = read_contracts(folder), Releases(folder).current()
        store = fresh()
        number = current.number if current else 0
        return cls(folder, contracts, number, store, _refused(store, contracts))

    def outcome(self, files: Mapping[str, bytes]) -> tuple[Effect, tuple[Finding, ...]]:
        """The effect of the files on what is served, and refusals that they would cause.

        While the last sound version is served in place of a broken file, that file counts as it
        was.
        """
        if not files:
            return NOTHING, ()
        before = {finding.file for finding in self.refused}
        overlay = Releases(self.folder).overlay()
        with (
            _laid_out(self._stand_ins(before - files.keys()) | dict(files)) as new,
            temporary_store(self.folder, overlay | new, self.store) as after,
        ):
            broken = tuple(
                finding
                for finding in after.findings
                if finding.grade == REFUSES
                and (finding.file in files or finding.file not in before)
            )
            if broken:  # without that file everything in it would seem to go
                return NOTHING, broken
            return compare(answers(self.store), Answers(after), self.contracts), ()

    def _stand_ins(self, broken: Collection[str]) -> dict[str, bytes]:
        """Files as they are served while the present ones are refused."""
        return {
            name: content
            for contract in self.contracts.values()
            for file in broken
            if self.store.fallback and contract.has(file)
            for name, content in _as_served(self.store, contract, file).items()
        }

    def kept(
        self, contract: Contract, columns: Mapping[str, Sequence[Any]]
    ) -> dict[str, Sequence[Any]]:
        """The real rows (of the same years) that the sheet does not bring anew, in their order."""
        names = [column.name for column in contract.columns]
        key = itemgetter(*map(names.index, contract.key))
        parts = [columns[name] for name in contract.key]
        brought = set(parts[0]) if len(parts) == 1 else set(zip(*parts, strict=True))
        real = "asal is distinct from 'contoh'" if contract.illustrative else "true"
        same = "list_contains($tahun, tahun)" if contract.yearly else "true"
        rows = self.store.rows(
            f"select {', '.join(names)} from {everything(contract)} where {same} and {real}",
            {"tahun": sorted(set(columns["tahun"]))} if contract.yearly else {},
        )
        return _by_name(names, [row for row in rows if key(row) not in brought])


def _refused(store: Store, contracts: Mapping[str, Contract]) -> tuple[Finding, ...]:
    """What keeps files of the present input from being served.

    Raises:
        Refused: when it is no file of data, so that no publication can mend it.
    """
    found = tuple(finding for finding in store.findings if finding.grade == REFUSES)
    for finding in found:
        if not any(contract.has(finding.file) for contract in contracts.values()):
            raise Refused(f"Folder data belum dapat dipakai; betulkan dulu. {finding}")
    return found


def _as_served(store: Store, contract: Contract, file: str) -> dict[str, bytes]:
    """A file with the rows that are served of it."""
    names = [column.name for column in contract.columns]
    where = f"where tahun = {year}" if (year := contract.year_of(file)) else ""
    rows = store.rows(f"select {', '.join(names)} from {everything(contract)} {where}")
    return output.files(contract, _by_name(names, rows))


def _by_name(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return dict(zip(names, columns, strict=True))


@contextmanager
def _laid_out(files: Mapping[str, bytes]) -> Iterator[dict[str, Path]]:
    with TemporaryDirectory(prefix="dasbor-") as scratch:
        paths = {name: Path(scratch) / name for name in files}
        for name, content in files.items():
            paths[name].write_bytes(content)
        yield paths
