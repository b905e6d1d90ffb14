"""Taking back: a whole version, one dataset and year of it, or what one publication did.

Each is looked at first; what others published beside it stays.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dasbor import format_id
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.inspection import REFUSES, Finding
from dasbor.data.releases import Release, Releases, UnknownVersion
from dasbor.data.sourcing import everything
from dasbor.data.store import Store
from dasbor.gate import output
from dasbor.gate.effect import Effect, compare, temporary_store
from dasbor.gate.model import Refused
from dasbor.gate.passport import PASSPORTS, family
from dasbor.questions.answers import Answers, answers

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Undo:
    """What would be taken back: in words, its effect, and the files; None is the whole version.

    ``broken`` are refusals that it would cause: they keep it from being done.
    """

    what: str
    number: int
    effect: Effect
    files: Mapping[str, bytes | None] | None
    dataset: str
    years: tuple[int, ...]
    expected: int
    broken: tuple[Finding, ...] = ()


def look(
    folder: Path, served: Store, number: int, dataset: str = "", years: Sequence[int] = ()
) -> Undo:
    """Going back to a version (0: the data folder), of one dataset and its years when given.

    Raises:
        Refused: when there is no such dataset or year there.
        ReleaseError: when a version cannot be read.
    """
    releases, contracts = Releases(folder), read_contracts(folder)
    named = f"versi {number}" if number else "folder data"
    with temporary_store(folder, releases.overlay(number), served) as then:
        if not dataset:
            with temporary_store(folder, releases.overlay(), served) as now:
                effect = compare(Answers(now), Answers(then), contracts)
            return Undo(f"kembali ke {named}", number, effect, None, "", (), _current(releases))
        if dataset not in contracts:
            raise Refused(f"Kumpulan data {dataset} tidak ada; yang ada: {', '.join(contracts)}.")
        contract = contracts[dataset]
        if contract.yearly and not years:
            raise Refused(f"Sebutkan tahun {contract.title} yang dipulihkan.")
        files = _as_then(releases, contracts, contract, number, years, served, then)
    title = f"{contract.title} {format_id.years(list(years))}".strip()
    return _looked_at(
        folder, served, f"{title} seperti pada {named}", number, files, dataset, tuple(years)
    )


def look_at_cancelling(folder: Path, served: Store, number: int) -> Undo:
    """Taking back what one version did.

    Raises:
        Refused: when a later version changed the same.
        ReleaseError: when a version cannot be read.
    """
    releases, contracts = Releases(folder), read_contracts(folder)
    history = {release.number: release for release in releases.history()}
    if number not in history:
        raise UnknownVersion(f"Versi {number} tidak ada. Lihat riwayat.")
    release = history[number]
    touched = _touched(history.get(release.previous), release)
    now = history[current].files if (current := _current(releases)) else {}
    files: dict[str, bytes | None] = {}
    rows = []
    for name in touched:
        if now.get(name) == release.files.get(name):
            files[name] = _content(releases, history.get(release.previous), name)
        else:
            rows.append(name)
    if rows:
        files |= _rows_taken_back(folder, releases, contracts, served, release, rows)
    what = f"batalkan versi {number}"
    return _looked_at(folder, served, what, number, files, release.dataset, release.years)


def undo(made: Undo, folder: Path, by: str, reason: str) -> Release:
    """Do what was looked at. Raises ``Refused`` or ``ReleaseError``."""
    if made.broken:
        raise Refused(f"Hasilnya belum memenuhi kontrak: {made.broken[0]}")
    releases = Releases(folder)
    if made.files is None:
        return releases.restore(made.number, by, reason)
    if not made.files:
        raise Refused("Tidak ada yang dapat dipulihkan: isinya sudah demikian.")
    return releases.take_back(
        made.files, dataset=made.dataset, years=made.years, by=by, reason=reason,
        what=made.what, expected=made.expected,
    )  # fmt: skip


def _current(releases: Releases) -> int:
    release = releases.current()
    return release.number if release else 0


def _touched(before: Release | None, release: Release) -> list[str]:
    """The files that a version made to be others than before."""
    old = before.files if before else {}
    return sorted(n for n in {*old, *release.files} if old.get(n) != release.files.get(n))


def _content(releases: Releases, release: Release | None, name: str) -> bytes | None:
    """What a version says a file is; None: what lies in the data folder."""
    sha = release.files.get(name) if release else None
    return releases.content(sha) if sha else None


# --- one dataset and year ---------------------------------------------------------------------


def _as_then(
    releases: Releases,
    contracts: Mapping[str, Contract],
    contract: Contract,
    number: int,
    years: Sequence[int],
    served: Store,
    then: Store,
) -> dict[str, bytes | None]:
    """The files of a dataset and year as they were, with those that belong to them."""
    if not contract.yearly:
        return _mixed(contract, years, served, then)
    release = {r.number: r for r in releases.history()}.get(number)
    relatives = family(contracts, contracts.get(contract.like, contract))
    now = releases.current()
    files: dict[str, bytes | None] = {}
    for one in relatives:
        for year in years:
            name = one.file.replace("{tahun}", str(year))
            old = release.files.get(name) if release else None
            if old != (now.files.get(name) if now else None):
                files[name] = releases.content(old) if old else None
    if PASSPORTS in contracts:
        names = [one.name for one in relatives]
        files |= _mixed(contracts[PASSPORTS], years, served, then, names)
    return files


def _mixed(
    contract: Contract,
    years: Collection[int],
    now: Store,
    then: Store,
    datasets: Collection[str] = (),
) -> dict[str, bytes | None]:
    """A file of all years, with some years (of some datasets) as they were; nothing if the same."""
    if years and "tahun" not in contract.labels:
        raise Refused(f"{contract.title} tidak bertahun; pulihkan seluruhnya.")
    wanted = ["list_contains($years, tahun)"] if years else []
    wanted += ["list_contains($datasets, dataset)"] if datasets else []
    where = " and ".join(wanted) or "true"
    said = ({"years": sorted(years)} if years else {}) | (
        {"datasets": sorted(datasets)} if datasets else {}
    )
    old, new = (_rows(store, contract, where, said) for store in (then, now))
    if old == new:
        return {}
    return _written(contract, [*_rows(now, contract, f"not ({where})", said), *old])


def _rows(
    store: Store, contract: Contract, where: str = "true", said: Mapping[str, Any] | None = None
) -> list[Row]:
    names = ", ".join(column.name for column in contract.columns)
    whole = store.with_samples or store
    return whole.rows(f"select {names} from {everything(contract)} where {where}", said)


def _written(contract: Contract, rows: Sequence[Row]) -> dict[str, bytes | None]:
    columns = list(zip(*rows, strict=True)) or [()] * len(contract.columns)
    names = [column.name for column in contract.columns]
    files = output.files(contract, dict(zip(names, columns, strict=True)))
    return dict(files or {contract.file: output.header(contract)})


# --- what one version did ---------------------------------------------------------------------


def _rows_taken_back(
    folder: Path,
    releases: Releases,
    contracts: Mapping[str, Contract],
    served: Store,
    release: Release,
    names: Sequence[str],
) -> dict[str, bytes | None]:
    """Files of all years that others changed since: only the rows of this version go back."""
    by_file = {contract.file: contract for contract in contracts.values() if not contract.yearly}
    if stuck := [name for name in names if name not in by_file]:
        raise Refused(
            f"{stuck[0]} diubah lagi sesudah versi {release.number}. Batalkan versi yang lebih"
            " baru dulu, atau pulihkan kumpulan data dan tahun itu."
        )
    files: dict[str, bytes | None] = {}
    with (
        temporary_store(folder, releases.overlay(release.previous), served) as before,
        temporary_store(folder, releases.overlay(release.number), served) as after,
    ):
        for name in names:
            contract = by_file[name]
            old, made, now = (_by_key(one, contract) for one in (before, after, served))
            files |= _written(contract, list(_reversed(old, made, now, contract, release)))
    return files


def _by_key(store: Store, contract: Contract) -> dict[Row, Row]:
    places = [[c.name for c in contract.columns].index(name) for name in contract.key]
    return {tuple(row[at] for at in places): row for row in _rows(store, contract)}


def _reversed(
    old: Mapping[Row, Row],
    made: Mapping[Row, Row],
    now: Mapping[Row, Row],
    contract: Contract,
    release: Release,
) -> Iterator[Row]:
    """The rows of now, those that the version brought, changed or took away as before."""
    touched = {key for key in {*old, *made} if old.get(key) != made.get(key)}
    for key in touched:
        if now.get(key) != made.get(key):
            said = " / ".join(map(str, key))
            raise Refused(
                f"{contract.title}, {said}: diubah lagi sesudah versi {release.number}. Batalkan"
                " versi yang lebih baru dulu."
            )
    yield from (row for key, row in now.items() if key not in touched)
    yield from (old[key] for key in old if key in touched)


# --- its effect -------------------------------------------------------------------------------


def _looked_at(
    folder: Path,
    served: Store,
    what: str,
    number: int,
    files: Mapping[str, bytes | None],
    dataset: str,
    years: tuple[int, ...],
) -> Undo:
    releases = Releases(folder)
    with _overlay(releases, files) as overlay, temporary_store(folder, overlay, served) as after:
        effect = compare(answers(served), Answers(after), read_contracts(folder))
        known = {(finding.file, finding.message) for finding in served.findings}
        broken = tuple(
            finding
            for finding in after.findings
            if finding.grade == REFUSES and (finding.file, finding.message) not in known
        )
    return Undo(what, number, effect, files, dataset, years, _current(releases), broken)


@contextmanager
def _overlay(releases: Releases, files: Mapping[str, bytes | None]) -> Iterator[dict[str, Path]]:
    """What is read instead of the data folder once the files are taken back."""
    with TemporaryDirectory(prefix="dasbor-") as scratch:
        overlay = {name: path for name, path in releases.overlay().items() if name not in files}
        for name, content in files.items():
            if content is not None:
                overlay[name] = Path(scratch) / name
                overlay[name].write_bytes(content)
        yield overlay
