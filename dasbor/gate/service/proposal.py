"""A proposal: what a file would publish, with its account, its findings and its effect."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dasbor import format_id
from dasbor.data import boundaries
from dasbor.data.inputs import BOUNDARIES
from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.data.store import Store
from dasbor.gate import cleaning, output, review
from dasbor.gate.account import by_column
from dasbor.gate.effect import Effect
from dasbor.gate.model import Cleaned, Match, Outlines, Refused, Settled
from dasbor.gate.references import references
from dasbor.gate.service.baseline import Present
from dasbor.gate.service.opening import Opened, Progress, uncollected

ADDS = "menambah pada baris yang berlaku"
REPLACES, REPLACES_ALL = "menggantikan register tahun itu", "menggantikan seluruh isi yang berlaku"


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
    settled: Settled = cleaning.SETTLED,
) -> Proposal:
    """Clean and check one sheet, and work out what its publication would change.

    The sheet is the whole register of its years; with ``add`` (corrected rejects, a supplement)
    its rows come to the real ones in force, and replace those with the same key.

    ``fresh`` gives the store of the inputs as they are now.

    Raises:
        ReleaseError: when the published versions cannot be read.
    """
    present = Present.of(folder, fresh)
    contract = present.contracts[match.dataset]
    with uncollected:
        progress("membersihkan")
        cleaned = cleaning.clean(
            opened.sheets[sheet], match, contract, references(present.store), year, settled
        )
        _, columns = by_column(cleaned.rows)
        kept = present.kept(contract, columns) if add else {}
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
    present = Present.of(folder, fresh)
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


def _held_against(
    present: Present,
    opened: Opened,
    account: Cleaned | Outlines,
    findings: tuple[Finding, ...],
    files: Mapping[str, bytes],
) -> Proposal:
    """The proposal of finished files, with the effect they would have."""
    effect, broken = present.outcome(files)
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


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    grades = (REFUSES, WARNS, NOTES)
    return tuple(sorted(findings, key=lambda finding: grades.index(finding.grade)))
