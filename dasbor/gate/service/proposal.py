"""A proposal: what a file would publish, with its account, its findings and its effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dasbor import city, format_id
from dasbor.city import say
from dasbor.data import boundaries
from dasbor.data.belonging import OWN_SOURCE
from dasbor.data.contract import Contract
from dasbor.data.inputs import BOUNDARIES
from dasbor.data.inspection import REFUSES, Finding
from dasbor.data.store import Store
from dasbor.gate import (
    cleaning,
    consents,
    contradictions,
    handed_out,
    order,
    output,
    passport,
    review,
    sources,
)
from dasbor.gate.account import by_column
from dasbor.gate.effect import Effect
from dasbor.gate.model import Cleaned, Match, Outlines, Refused, Settled, Sheet
from dasbor.gate.passport import Offer, Passport
from dasbor.gate.references import References, references
from dasbor.gate.service import beside, whole_file
from dasbor.gate.service.baseline import Present
from dasbor.gate.service.opening import Opened, Progress, uncollected
from dasbor.gate.sources import Source

ADDS = "menambah pada baris yang berlaku"
REPLACES, REPLACES_ALL = "menggantikan daftar tahun itu", "menggantikan seluruh isi yang berlaku"


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
    shelf: str = ""
    passport: Passport = field(default_factory=Passport)
    offer: Offer = field(default_factory=Offer)
    added: bool = False
    fallback: bool = False
    held: tuple[Finding, ...] = ()

    @property
    def dataset(self) -> str:
        """The dataset that is published; a register of another measure has one of its own."""
        return self.shelf or self.account.dataset

    @property
    def declared(self) -> dict[str, str]:
        """What is declared of the register, in words; nothing where that is not asked."""
        return self.offer.words(self.passport) if self.offer.measures else {}

    @property
    def consents(self) -> dict[consents.Consent, list[Finding]]:
        """What has to be agreed to before it is published, and because of what."""
        return consents.asked(self.findings)

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
        if self.files and (isinstance(self.account, Outlines) or len(self.account.rows)):
            return self.account.pending or self._undeclared
        if isinstance(self.account, Outlines):
            return str(self.findings[0])
        if self.account.rejected:
            return "Tidak ada baris yang dapat diterbitkan. Lihat alasan tiap baris ditolak."
        return (
            "Tidak ada baris data di bawah judul kolom, jadi tidak ada yang dapat diterbitkan."
            " Periksa apakah ekspornya lengkap."
        )

    @property
    def _undeclared(self) -> str:
        """What has to be declared and is not."""
        if self.offer.measures and not self.passport.measure:
            return (
                f"Ukuran daftar ini belum dinyatakan: {' | '.join(self.offer.measures.values())}."
            )
        if self.offer.lacks_source(self.passport):
            return "Sumber data ini belum dinyatakan: pilih dari daftar sumber, atau tambahkan."
        return ""


def offered(
    opened: Opened,
    sheet: int,
    match: Match,
    year: cleaning.YearChoice,
    folder: Path,
    fresh: Callable[[], Store],
) -> Offer:
    """What can be declared of a sheet, preset from the file. Raises ``ReleaseError``."""
    present = Present.of(folder, fresh)
    return _offer(present, references(present.store), opened.sheets[sheet], match, year)


def _offer(
    present: Present, known: References, sheet: Sheet, match: Match, year: cleaning.YearChoice
) -> Offer:
    contract = present.contracts[match.dataset]
    return passport.offer(
        present.contracts, contract, present.store, known, sheet, match, year.year, city.today()
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
    declared: Passport | None = None,
    source: Source | None = None,
) -> Proposal:
    """Clean and check one sheet, and work out what its publication would change.

    The sheet is the whole register of its years; with ``add`` (corrected rejects, a supplement)
    its rows come to the real ones in force, and replace those with the same key.

    ``declared`` is what the operator says of the register, by default what its file lets one
    expect; ``source`` is an entry that the list of sources lacks. ``fresh`` gives the store of the
    inputs as they are now.

    Raises:
        Refused: when the sheet is an answer of this dashboard, not a dataset.
        ReleaseError: when the published versions cannot be read.
    """
    plan = _planned(Present.of(folder, fresh), opened, sheet, match, year, declared, source)
    with uncollected:
        progress("membersihkan")
        own = plan.declared.source or OWN_SOURCE
        cleaned = cleaning.clean(plan.table, match, plan.contract, plan.known, year, settled, own)
        unread = tuple(whole_file.others(opened, sheet, match))
        cleaned = replace(cleaned, findings=(*unread, *cleaned.findings))
        return _worked_out(plan, opened, cleaned, progress, add=add)


@dataclass(frozen=True)
class _Plan:
    """What is settled before the rows are read: what they are held against, what is declared.

    ``shelf`` is the contract whose files the rows will fill; ``new`` are sources that the list
    lacks, ``wanted`` the one of them that the passport needs.
    """

    present: Present
    table: Sheet
    year: cleaning.YearChoice
    contract: Contract
    known: References
    offer: Offer
    declared: Passport
    shelf: Contract
    new: tuple[Source, ...]
    wanted: tuple[Source, ...]


def _planned(
    present: Present,
    opened: Opened,
    sheet: int,
    match: Match,
    year: cleaning.YearChoice,
    declared: Passport | None,
    source: Source | None,
) -> _Plan:
    contract, table = present.contracts[match.dataset], opened.sheets[sheet]
    handed_out.check(table, match, contract)
    known, wanted = references(present.store), (source,) if source else ()
    new = (*sources.unheard(table, match, contract, known), *wanted)
    known = sources.knowing(known, new)
    offer = _offer(present, known, table, match, year)
    declared = declared or offer.preset()
    shelf = passport.shelf(present.contracts, contract, declared.measure)
    return _Plan(present, table, year, contract, known, offer, declared, shelf, new, wanted)


def _worked_out(
    plan: _Plan, opened: Opened, cleaned: Cleaned, progress: Progress, *, add: bool
) -> Proposal:
    """The proposal of cleaned rows: findings, files and their effect."""
    present, shelf, declared = plan.present, plan.shelf, plan.declared
    _, columns = by_column(cleaned.rows)
    kept = present.kept(shelf, columns) if add else {}
    progress("memeriksa")
    found = review.review(
        cleaned, present.store, kept=kept, measure=declared.measure, typed=opened.typed
    )
    new = tuple(dict.fromkeys((*plan.wanted, *sources.used(plan.new, plan.contract, columns))))
    files = output.files(shelf, columns, kept)
    years = tuple(sorted(filter(None, map(shelf.year_of, files))))
    if files:
        files |= beside.files(present, plan.contract, shelf, years, declared, new)
    progress("menghitung akibatnya")
    said = (*cleaned.findings, *found, *sources.told(new, opened.name))
    said += tuple(sources.waiting(shelf, columns, opened.name))
    told = tuple(whole_file.placed(finding, cleaned.sheet) for finding in said)
    if plan.contract.yearly:
        told += tuple(contradictions.of_years(cleaned, plan.year, city.today()))
        told += tuple(contradictions.staying(shelf, kept, cleaned.sheet))
    account = _with_passport(cleaned, plan.offer.words(declared) if plan.offer.measures else {})
    made = _held_against(present, opened, account, told, files)
    shrinking = contradictions.shrinking(made.effect, present.store, present.contracts, opened.name)
    return replace(
        made,
        findings=order.by_consequence((*told, *shrinking)),
        years=years,
        added=add,
        shelf=shelf.name,
        passport=declared,
        offer=plan.offer,
    )


def _with_passport(cleaned: Cleaned, said: Mapping[str, str]) -> Cleaned:
    """The account with what is declared of the register among its changes."""
    lines = (*passport.changes(said, cleaned.sheet), *cleaned.changes)
    changed = int(cleaned.choices["perubahan"]) + len(said)
    return replace(cleaned, changes=lines, choices={**cleaned.choices, "perubahan": str(changed)})


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
        raise Refused(say("Daftar kelurahan (wilayah.csv) belum ada atau ditolak; siapkan dulu."))
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
