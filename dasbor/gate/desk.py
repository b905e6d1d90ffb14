"""The operator's desk: a file in, a proposal with its account and effect, then the publication.

The page and the shell both work here, so that they refuse and publish alike.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dasbor import format_id
from dasbor.contract import Contract, read_contracts
from dasbor.gate import cleaning, matching, reader, review
from dasbor.gate.effect import Effect, compare, temporary_store
from dasbor.gate.model import Cleaned, Match, Sheet, Unreadable
from dasbor.gate.releases import Release, Releases
from dasbor.inputs import MEMORY
from dasbor.intake import NOTES, REFUSES, WARNS, Finding
from dasbor.store import Store

LARGEST_UPLOAD = 200 * 1024 * 1024
ADDS, REPLACES = "menambah pada register yang berlaku", "menggantikan register tahun itu"
WIB = timezone(timedelta(hours=7))
Progress = Callable[[str], None]


class Refused(RuntimeError):
    """A publication that must not happen; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Opened:
    """A file that was read: its sheets, and for each the datasets it may hold, best first."""

    name: str
    content: bytes
    sheets: tuple[Sheet, ...]
    matches: tuple[tuple[Match, ...], ...]

    def best(self) -> int:
        """The number of the sheet that fits best; the first one when none fits."""
        fits = [i for i, found in enumerate(self.matches) if found and found[0].certain]
        return fits[0] if fits else next((i for i, found in enumerate(self.matches) if found), 0)


@dataclass(frozen=True)
class Proposal:
    """What would be published: the account of every row, the findings, the files, the effect.

    ``broken`` are refusals of the finished files by the store: they keep everything from
    being published.
    """

    opened: Opened
    cleaned: Cleaned
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    years: tuple[int, ...]
    broken: tuple[Finding, ...]
    effect: Effect
    expected: int
    added: bool

    @property
    def refusals(self) -> int:
        """How many findings keep (a part of) the file from being published as it is."""
        return sum(1 for finding in self.findings if finding.grade == REFUSES)


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
    contracts = read_contracts(folder)
    known = matching.known_words(contracts)
    heard = reader.read(name, content, known, lambda row: progress(f"membaca baris {row}"))
    memory = matching.remembered(folder / MEMORY)
    yearly = {name: contract for name, contract in contracts.items() if contract.yearly}
    matches = tuple(tuple(matching.match(sheet, yearly, memory)) for sheet in heard)
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

    ``fresh`` gives the store of the inputs as they are now; it is asked after the number of the
    version in force was noted, so that a version which comes in between is noticed on publishing.

    Raises:
        ReleaseError: when the published versions cannot be read.
    """
    contracts = read_contracts(folder)
    contract = contracts[match.dataset]
    releases = Releases(folder)
    current = releases.current()
    store = fresh()
    if store.fallback:
        first = next(f for f in store.findings if f.grade == REFUSES)
        raise Refused(f"Ada berkas lain yang ditolak; betulkan dulu. {first}")
    progress("membersihkan")
    cleaned = cleaning.clean(
        opened.sheets[sheet], match, contract, cleaning.references(store), year
    )
    progress("memeriksa")
    findings = _gravest_first((*cleaned.findings, *review.review(cleaned, store)))
    kept = _in_force(store, contract, cleaned) if add else ()
    files = dict(_files(chain(kept, (row for _, row in cleaned.rows)), contract))
    progress("menghitung akibatnya")
    with _laid_out(files) as new, temporary_store(folder, releases.overlay() | new) as after:
        effect = compare(store, after, contracts)
        broken = tuple(f for f in after.findings if f.file in files and f.grade == REFUSES)
    years = tuple(sorted(filter(None, map(contract.year_of, files))))
    expected = current.number if current else 0
    return Proposal(opened, cleaned, findings, files, years, broken, effect, expected, add)


def publish(
    proposal: Proposal, folder: Path, by: str, reason: str, without_rejected: bool = False
) -> Release:
    """Publish a proposal.

    Raises:
        Refused: when rows are rejected and the operator did not say to leave them out, or nothing
            is left to publish.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    rejected = len(proposal.cleaned.rejected)
    if not proposal.files:
        raise Refused("Tidak ada baris yang dapat diterbitkan. Lihat alasan tiap baris ditolak.")
    if proposal.broken:
        raise Refused(f"Hasilnya belum memenuhi kontrak: {proposal.broken[0]}")
    if rejected and not without_rejected:
        raise Refused(
            f"{rejected} baris ditolak. Betulkan berkasnya, atau setujui terbit tanpa baris itu."
        )
    choices = dict(proposal.cleaned.choices) | {
        "cara": ADDS if proposal.added else REPLACES,
        "baris_ditolak": str(rejected),
    }
    return Releases(folder).publish(
        proposal.files,
        dataset=proposal.cleaned.match.dataset,
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
        temporary_store(folder, releases.overlay(second)) as after,
    ):
        return compare(before, after, contracts)


def moment(time: datetime) -> str:
    """A time as the records show it, in the time of western Indonesia."""
    there = time.astimezone(WIB)
    return f"{format_id.day(there)} {there:%H.%M} WIB"


def action(release: Release) -> str:
    """What a version did: published which register, or went back to which version."""
    if release.restored is None:
        return f"menerbitkan {release.dataset} {format_id.years(list(release.years))}"
    return f"kembali ke {f'versi {release.restored}' if release.restored else 'folder data saja'}"


def findings_json(findings: tuple[Finding, ...]) -> bytes:
    """Findings as they are kept with a version."""
    return json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1).encode(
        errors="backslashreplace"
    )


def _in_force(store: Store, contract: Contract, cleaned: Cleaned) -> Iterator[dict[str, Any]]:
    """The real rows of the same years that the sheet does not bring anew."""
    names = [column.name for column in contract.columns]
    brought = {tuple(row[name] for name in contract.key) for _, row in cleaned.rows}
    real = "asal is distinct from 'contoh'" if contract.illustrative else "true"
    rows = store.rows(
        f"select {', '.join(names)} from {contract.name}"
        f" where list_contains($tahun, tahun) and {real} order by {', '.join(contract.key)}",
        {"tahun": sorted({row["tahun"] for _, row in cleaned.rows})},
    )
    for values in rows:
        row = dict(zip(names, values, strict=True))
        if tuple(row[name] for name in contract.key) not in brought:
            yield row


def _files(rows: Iterable[Mapping[str, Any]], contract: Contract) -> Iterator[tuple[str, bytes]]:
    """Rows as the CSVs of the data folder, one per year."""
    names = [column.name for column in contract.columns]
    buffers: dict[int, io.StringIO] = {}
    writers: dict[int, Any] = {}
    for row in rows:
        year = int(row["tahun"])
        if year not in writers:
            buffers[year] = io.StringIO()
            writers[year] = csv.writer(buffers[year], lineterminator="\n")
            writers[year].writerow(names)
        writers[year].writerow([_cell(row.get(name)) for name in names])
    for year, buffer in buffers.items():
        yield contract.file.replace("{tahun}", str(year)), buffer.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else value


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
