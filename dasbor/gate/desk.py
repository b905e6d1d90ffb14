"""The operator's desk: a file in, a proposal with its account and effect, then the publication.

The page and the shell both work here, so that they refuse and publish alike.
"""

import gc
import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dasbor import boundaries, format_id, metrics
from dasbor.contract import Contract, read_contracts
from dasbor.gate import cleaning, matching, output, reader, review, trail
from dasbor.gate.account import by_column
from dasbor.gate.effect import Effect, compare, temporary_store
from dasbor.gate.model import Cleaned, Match, Outlines, Sheet, Unreadable
from dasbor.inputs import BOUNDARIES, MEMORY
from dasbor.intake import NOTES, REFUSES, WARNS, Finding
from dasbor.releases import NoReason, Release, ReleaseError, Releases, UnknownVersion
from dasbor.store import Store

log = logging.getLogger("dasbor.gate")

LARGEST_UPLOAD = 200 * 1024 * 1024
ADDS = "menambah pada baris yang berlaku"
REPLACES, REPLACES_ALL = "menggantikan register tahun itu", "menggantikan seluruh isi yang berlaku"
WIB = timezone(timedelta(hours=7))
Progress = Callable[[str], None]


class _Uncollected:
    """While a file is worked on nobody looks for garbage among its millions of lasting objects.

    They are in no cycles, and looking at them again and again costs a fifth of the time.
    """

    def __init__(self) -> None:
        self._lock, self._inside = threading.Lock(), 0

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            gc.disable()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.enable()


_uncollected = _Uncollected()


class Refused(RuntimeError):
    """A publication that must not happen; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Opened:
    """A file that was read: its sheets, and for each the datasets it may hold, best first.

    A file with boundaries has no sheets.
    """

    name: str
    content: bytes
    sheets: tuple[Sheet, ...]
    matches: tuple[tuple[Match, ...], ...]

    @property
    def outlines(self) -> bool:
        """Whether it holds boundaries."""
        return not self.sheets

    def best(self) -> int:
        """The number of the sheet that fits best; the first one when none fits."""
        fits = [i for i, found in enumerate(self.matches) if found and found[0].certain]
        return fits[0] if fits else next((i for i, found in enumerate(self.matches) if found), 0)


@dataclass(frozen=True)
class Proposal:
    """What would be published: the account of all the file holds, findings, files, effect.

    ``broken`` are refusals of the finished files by the store: they keep everything from
    being published. With ``fallback`` the effect is that on the last sound version, since the
    present input is refused; ``held`` are refusals of other files, which will keep the
    publication from being served.
    """

    opened: Opened
    account: Cleaned | Outlines
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    years: tuple[int, ...]
    broken: tuple[Finding, ...]
    effect: Effect
    expected: int
    added: bool = False
    fallback: bool = False
    held: tuple[Finding, ...] = ()

    @property
    def way(self) -> str:
        """What happens to the rows in force."""
        replaces = REPLACES if "tahun" in self.account.choices else REPLACES_ALL
        return ADDS if self.added else replaces

    @property
    def caution(self) -> str:
        """What to know of a proposal made while a file of the present input is refused."""
        if not (self.fallback or self.held):
            return ""
        names = format_id.listing(sorted({finding.file for finding in self.held}))
        words = "Yang tersaji kini ialah versi sehat terakhir; akibat dihitung terhadap versi itu."
        words = words if self.fallback else ""
        after = (
            f"Terbitan ini tersimpan, tetapi baru tersaji sesudah {names} dibetulkan."
            if self.held and self.fallback
            else f"{names} tetap tidak tersaji sampai dibetulkan."
            if self.held
            else "Terbitan ini membetulkan berkas yang ditolak."
        )
        return f"{words} {after}".strip()

    @property
    def refusals(self) -> int:
        """How many findings keep (a part of) the file from being published as it is."""
        return sum(1 for finding in self.findings if finding.grade == REFUSES)

    @property
    def obstacle(self) -> str:
        """Why nothing of it can be published; empty when something can."""
        if self.broken:
            return f"Hasilnya belum memenuhi kontrak: {self.broken[0]}"
        if self.files:
            return ""
        if isinstance(self.account, Outlines):
            return str(self.findings[0])
        if self.account.rejected:
            return "Tidak ada baris yang dapat diterbitkan. Lihat alasan tiap baris ditolak."
        return (
            "Tidak ada baris data di bawah judul kolom, jadi tidak ada yang dapat diterbitkan."
            " Periksa apakah ekspornya lengkap."
        )


@dataclass(frozen=True)
class _Present:
    """What a proposal is held against: the version in force, and what is served of it.

    ``refused`` is what keeps files of the present input from being served.
    """

    folder: Path
    contracts: Mapping[str, Contract]
    version: int
    store: Store
    refused: tuple[Finding, ...]


def open_upload(
    name: str,
    content: bytes,
    folder: Path,
    progress: Progress = lambda _: None,
    largest: int = LARGEST_UPLOAD,
) -> Opened:
    """Read a file and find out what it may hold. Raises ``Unreadable``."""
    if len(content) > largest:
        limit = format_id.number(largest // 1024**2)
        raise Unreadable(f"Berkas lebih besar dari {limit} MB. Bagi per tahun, muat satu-satu.")
    if boundaries.recognised(content):
        return Opened(name, content, (), ())
    contracts = read_contracts(folder)
    known = matching.known_words(contracts)
    with _uncollected:
        heard = reader.read(name, content, known, lambda row: progress(f"membaca baris {row}"))
    memory = matching.remembered(folder / MEMORY)
    loadable = {name: contract for name, contract in contracts.items() if contract.loadable}
    matches = tuple(tuple(matching.match(sheet, loadable, memory)) for sheet in heard)
    return Opened(name, content, tuple(heard), matches)


def corrects(sheet: Sheet) -> bool:
    """Whether a sheet is a file of rejects that comes back corrected."""
    return sheet.header[:1] == (cleaning.REASON_COLUMN,)


def propose(
    opened: Opened,
    sheet: int,
    match: Match,
    year: cleaning.YearChoice,
    folder: Path,
    fresh: Callable[[], Store],
    progress: Progress = lambda _: None,
    *,
    add: bool = False,
) -> Proposal:
    """Clean and check one sheet, and work out what its publication would change.

    The sheet is the whole register of its years; with ``add`` (corrected rejects, a supplement)
    its rows come to the real ones in force, and replace those with the same key.

    ``fresh`` gives the store of the inputs as they are now. It is asked after the number of the
    version in force, so that a version which comes in between is noticed on publishing.

    Raises:
        ReleaseError: when the published versions cannot be read.
    """
    present = _present(folder, fresh)
    contract = present.contracts[match.dataset]
    with _uncollected:
        progress("membersihkan")
        cleaned = cleaning.clean(
            opened.sheets[sheet], match, contract, cleaning.references(present.store), year
        )
        _, columns = by_column(cleaned.rows)
        kept = _in_force(present.store, contract, columns) if add else {}
        progress("memeriksa")
        found = (*cleaned.findings, *review.review(cleaned, present.store, kept=kept))
        files = output.files(contract, columns, kept)
        progress("menghitung akibatnya")
        made = _held_against(present, opened, cleaned, _gravest_first(found), files)
    years = tuple(sorted(filter(None, map(contract.year_of, files))))
    return replace(made, years=years, added=add)


def propose_outlines(
    opened: Opened,
    folder: Path,
    fresh: Callable[[], Store],
    progress: Progress = lambda _: None,
) -> Proposal:
    """Check a file with boundaries, and work out what its publication would change.

    Raises:
        Refused: when there are no places that the boundaries could be of.
        ReleaseError: when the published versions cannot be read.
    """
    present = _present(folder, fresh)
    known = "wilayah" in present.contracts
    places = present.store.rows(boundaries.PLACES) if known else []
    if not places:
        raise Refused("Daftar kelurahan (wilayah.csv) belum ada atau ditolak; siapkan itu dulu.")
    progress("memeriksa batas")
    drawn, found = boundaries.examine(opened.content, boundaries.centres(places))
    findings = tuple(replace(finding, file=opened.name) for finding in found)
    [(before,)] = present.store.rows("select count(*) from batas_kelurahan")
    account = Outlines(drawn, {code: name for code, *_, name in places}, before)
    files = {} if findings else {BOUNDARIES: opened.content}
    progress("menghitung akibatnya")
    return _held_against(present, opened, account, findings, files)


def _present(folder: Path, fresh: Callable[[], Store]) -> _Present:
    contracts, current = read_contracts(folder), Releases(folder).current()
    store = fresh()  # after the number: see ``propose``
    number = current.number if current else 0
    return _Present(folder, contracts, number, store, _refused(store, contracts))


def _held_against(
    present: _Present,
    opened: Opened,
    account: Cleaned | Outlines,
    findings: tuple[Finding, ...],
    files: Mapping[str, bytes],
) -> Proposal:
    """The proposal of finished files, with the effect they would have."""
    effect, broken = _outcome(present, files)
    return Proposal(
        opened,
        account,
        findings,
        files,
        years=(),
        broken=broken,
        effect=effect,
        expected=present.version,
        fallback=present.store.fallback,
        held=tuple(finding for finding in present.refused if finding.file not in files),
    )


def _refused(store: Store, contracts: Mapping[str, Contract]) -> tuple[Finding, ...]:
    """What keeps files of the present input from being served.

    Raises:
        Refused: when it is no file of data, so that no publication can mend it.
    """
    found = tuple(finding for finding in store.findings if finding.grade == REFUSES)
    for finding in found:
        if not any(_is_of(contract, finding.file) for contract in contracts.values()):
            raise Refused(f"Folder data belum dapat dipakai; betulkan dulu. {finding}")
    return found


def _is_of(contract: Contract, file: str) -> bool:
    return file == contract.file or contract.year_of(file) is not None


def _outcome(present: _Present, files: Mapping[str, bytes]) -> tuple[Effect, tuple[Finding, ...]]:
    """The effect of the files on what is served, and refusals that they would cause.

    While the last sound version is served in place of a broken file, that file counts as it was.
    """
    store, contracts = present.store, present.contracts
    if not files:
        return compare(store, store, contracts), ()
    before = {finding.file for finding in present.refused}
    stand_ins = {
        name: content
        for contract in contracts.values()
        for file in before - files.keys()
        if store.fallback and _is_of(contract, file)
        for name, content in _as_served(store, contract, file).items()
    }
    overlay = Releases(present.folder).overlay()
    with (
        _laid_out(stand_ins | dict(files)) as new,
        temporary_store(present.folder, overlay | new, store) as after,
    ):
        broken = tuple(
            finding
            for finding in after.findings
            if finding.grade == REFUSES and (finding.file in files or finding.file not in before)
        )
        return compare(store, after, contracts), broken


def _as_served(store: Store, contract: Contract, file: str) -> dict[str, bytes]:
    """A file with the rows that are served of it."""
    names = [column.name for column in contract.columns]
    where = f"where tahun = {year}" if (year := contract.year_of(file)) else ""
    rows = store.rows(f"select {', '.join(names)} from {contract.name} {where}")
    return output.files(contract, _by_name(names, rows))


def _by_name(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return dict(zip(names, columns, strict=True))


def publish(
    proposal: Proposal, folder: Path, by: str, reason: str, without_rejected: bool = False
) -> Release:
    """Publish a proposal. What is refused goes into the trail.

    Raises:
        Refused: when rows are rejected and the operator did not say to leave them out, or nothing
            is left to publish.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    with _refusals_noted(folder, by, fingerprint(proposal.opened)):
        release = _publish(proposal, folder, by, reason, without_rejected)
    _note_release(release)
    return release


def restore(folder: Path, number: int, by: str, reason: str) -> Release:
    """Go back to a version. What is refused goes into the trail. Raises ``ReleaseError``."""
    with _refusals_noted(folder, by, f"pulihkan versi {number}"):
        release = Releases(folder).restore(number, by, reason)
    _note_release(release)
    return release


def _note_release(release: Release) -> None:
    metrics.publications.add()
    facts = {"nomor": release.number, "dataset": release.dataset}
    log.info("Versi %s terbit", release.number, extra={"event": "terbit", **facts})


def original(folder: Path, number: int, by: str) -> bytes:
    """The file as it was uploaded for a version; that it was taken goes into the trail.

    Raises:
        ReleaseError: when there is none, or it is damaged.
    """
    releases = Releases(folder)
    kept = {release.number: release.original for release in releases.history()}
    file = kept.get(number)
    if file is None:
        raise UnknownVersion(f"Versi {number} tidak menyimpan berkas asli. Lihat riwayat.")
    content = releases.content(file.sha256)
    trail.note(folder, by, trail.TAKEN, f"versi {number}: {file.name}")
    return content


def fingerprint(opened: Opened) -> str:
    """Name, size and hash of a file, as the trail says it."""
    size, digest = len(opened.content), hashlib.sha256(opened.content).hexdigest()
    return f"{opened.name}, {format_id.number(size)} bita, sidik {digest[:12]}"


@contextmanager
def _refusals_noted(folder: Path, by: str, what: str) -> Iterator[None]:
    try:
        yield
    except NoReason:  # an empty field, no attempt
        raise
    except (Refused, ReleaseError) as refusal:
        trail.note(folder, by, trail.REFUSED, f"{what}: {refusal}")
        raise


def _publish(
    proposal: Proposal, folder: Path, by: str, reason: str, without_rejected: bool
) -> Release:
    rejected = len(proposal.account.rejected)
    if proposal.obstacle:
        raise Refused(proposal.obstacle)
    if rejected and not without_rejected:
        raise Refused(
            f"{rejected} baris ditolak. Betulkan berkasnya, atau setujui terbit tanpa baris itu."
        )
    choices = dict(proposal.account.choices) | {
        "cara": proposal.way,
        "baris_ditolak": str(rejected),
    }
    return Releases(folder).publish(
        proposal.files,
        dataset=proposal.account.dataset,
        years=proposal.years,
        original=(proposal.opened.name, proposal.opened.content),
        findings=findings_json(proposal.findings),
        by=by,
        reason=reason,
        choices=choices,
        expected=proposal.expected,
    )


def difference(folder: Path, first: int, second: int) -> Effect:
    """The effect of going from one published version (0: the data folder) to another."""
    releases, contracts = Releases(folder), read_contracts(folder)
    with (
        temporary_store(folder, releases.overlay(first)) as before,
        temporary_store(folder, releases.overlay(second), before) as after,
    ):
        return compare(before, after, contracts)


def moment(time: datetime) -> str:
    """A time as the records show it, in the time of western Indonesia."""
    there = time.astimezone(WIB)
    return f"{format_id.day(there)} {there:%H.%M} WIB"


def action(release: Release) -> str:
    """What a version did: published which register, or went back to which version."""
    if release.restored is None:
        years = f" {format_id.years(list(release.years))}" if release.years else ""
        return f"menerbitkan {release.dataset}{years}"
    return f"kembali ke {f'versi {release.restored}' if release.restored else 'folder data saja'}"


def findings_json(findings: tuple[Finding, ...]) -> bytes:
    """Findings as they are kept with a version."""
    return json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1).encode(
        errors="backslashreplace"
    )


def _in_force(
    store: Store, contract: Contract, columns: Mapping[str, Sequence[Any]]
) -> dict[str, Sequence[Any]]:
    """The real rows (of the same years) that the sheet does not bring anew, by column."""
    names = [column.name for column in contract.columns]
    key = itemgetter(*map(names.index, contract.key))
    parts = [columns[name] for name in contract.key]
    brought = set(parts[0]) if len(parts) == 1 else set(zip(*parts, strict=True))
    real = "asal is distinct from 'contoh'" if contract.illustrative else "true"
    same = "list_contains($tahun, tahun)" if contract.yearly else "true"
    rows = store.rows(
        f"select {', '.join(names)} from {contract.name}"
        f" where {same} and {real} order by {', '.join(contract.key)}",
        {"tahun": sorted(set(columns["tahun"]))} if contract.yearly else {},
    )
    return _by_name(names, [row for row in rows if key(row) not in brought])


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    grades = (REFUSES, WARNS, NOTES)
    return tuple(sorted(findings, key=lambda finding: grades.index(finding.grade)))


@contextmanager
def _laid_out(files: Mapping[str, bytes]) -> Iterator[dict[str, Path]]:
    with TemporaryDirectory(prefix="dasbor-") as scratch:
        paths = {name: Path(scratch) / name for name in files}
        for name, content in files.items():
            paths[name].write_bytes(content)
        yield paths
