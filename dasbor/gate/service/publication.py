"""A proposal published, a version brought back or handed out; what is refused is noted."""

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dasbor import metrics
from dasbor.data.contract import read_contracts
from dasbor.data.inspection import Finding
from dasbor.data.releases import NoReason, Release, ReleaseError, Releases, UnknownVersion
from dasbor.data.store import Store
from dasbor.gate import audit
from dasbor.gate.cleaning import rejects
from dasbor.gate.effect import Effect, compare, temporary_store
from dasbor.gate.model import Refused
from dasbor.gate.service.opening import fingerprint
from dasbor.gate.service.proposal import Proposal
from dasbor.gate.service.undo import Undo, undo
from dasbor.questions.answers import Answers

log = logging.getLogger("dasbor.gate")


def publish(
    proposal: Proposal,
    folder: Path,
    by: str,
    reason: str,
    without_rejected: bool = False,
    agreed: Collection[str] = (),
) -> Release:
    """Publish a proposal. What is refused goes into the trail.

    ``agreed`` are the keys of what the operator said yes to.

    Raises:
        Refused: when rows are rejected and the operator did not say to leave them out, when
            something has to be agreed to and is not, or nothing is left to publish.
        ReleaseError: when it cannot be written, or another version came in between.
    """
    with refusals_noted(folder, by, fingerprint(proposal.opened)):
        _check(proposal, without_rejected, agreed)
        release = _publish(proposal, folder, by, reason)
    _note_release(release)
    return release


def take_back(made: Undo, folder: Path, by: str, reason: str) -> Release:
    """Do what was looked at. What is refused goes into the trail.

    Raises ``Refused`` or ``ReleaseError``.
    """
    with refusals_noted(folder, by, made.what):
        release = undo(made, folder, by, reason)
    _note_release(release)
    return release


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
    audit.note(folder, by, audit.TAKEN, f"versi {number}: {file.name}")
    return content


def difference(folder: Path, first: int, second: int, served: Store) -> Effect:
    """The effect of going from one published version (0: the data folder) to another.

    What they have in common with the store that is being served is taken from there.
    """
    releases, contracts = Releases(folder), read_contracts(folder)
    with (
        temporary_store(folder, releases.overlay(first), served) as before,
        temporary_store(folder, releases.overlay(second), before) as after,
    ):
        return compare(Answers(before), Answers(after), contracts)


def _check(proposal: Proposal, without_rejected: bool, agreed: Collection[str]) -> None:
    rejected = len(proposal.account.rejected)
    if proposal.obstacle:
        raise Refused(proposal.obstacle)
    if rejected and not without_rejected:
        raise Refused(
            f"{rejected} baris ditolak. Betulkan berkasnya, atau setujui terbit tanpa baris itu."
        )
    if unsettled := disagreement(proposal, agreed):
        raise Refused(unsettled)


def disagreement(proposal: Proposal, agreed: Collection[str]) -> str:
    """What has to be agreed to and is not, with the way to do so; empty when all is."""
    return " ".join(
        f"Perlu persetujuan: {' '.join(finding.message for finding in because)} Setujui"
        f" “{consent.words}” (di terminal: {consent.option}), atau betulkan dulu."
        for consent, because in proposal.consents.items()
        if consent.key not in agreed
    )


def _publish(proposal: Proposal, folder: Path, by: str, reason: str) -> Release:
    choices = dict(proposal.account.choices) | {
        "cara": proposal.way,
        "baris_ditolak": str(len(proposal.account.rejected)),
        **{f"setuju_{consent.key}": "ya" for consent in proposal.consents},
        **{asked.casefold(): answer for asked, answer in proposal.declared.items()},
    }
    return Releases(folder).publish(
        proposal.files,
        dataset=proposal.dataset,
        years=proposal.years,
        original=(proposal.opened.name, proposal.opened.content),
        findings=findings_json(proposal.findings, rejects.told(proposal.account)),
        by=by,
        reason=reason,
        choices=choices,
        expected=proposal.expected,
    )


def _note_release(release: Release) -> None:
    metrics.publications.inc()
    facts = {"nomor": release.number, "dataset": release.dataset}
    log.info("Versi %s terbit", release.number, extra={"event": "terbit", **facts})


@contextmanager
def refusals_noted(folder: Path, by: str, what: str) -> Iterator[None]:
    """Inside, what is refused goes into the trail."""
    try:
        yield
    except NoReason:  # an empty field, no attempt
        raise
    except (Refused, ReleaseError) as refusal:
        audit.note(folder, by, audit.REFUSED, f"{what}: {refusal}")
        raise


def findings_json(findings: Iterable[Finding], rejected: Iterable[Mapping[str, Any]] = ()) -> bytes:
    """Findings and rejected rows as they are kept with a version."""
    said = {"temuan": [asdict(finding) for finding in findings], "ditolak": [*rejected]}
    return json.dumps(said, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


def kept(folder: Path, number: int) -> tuple[list[Finding], list[dict[str, Any]]]:
    """What was found in the file of a version, and its rejected rows: baris, judul, alasan.

    Raises:
        ReleaseError: when there is no such version, or what it keeps is damaged.
    """
    releases = Releases(folder)
    digests = {release.number: release.findings for release in releases.history()}
    if number not in digests:
        raise UnknownVersion(f"Versi {number} tidak ada. Lihat riwayat.")
    said = json.loads(releases.content(digests[number])) if digests[number] else []
    if isinstance(said, list):  # of versions before rejected rows were kept
        said = {"temuan": said, "ditolak": []}
    return [Finding(**finding) for finding in said["temuan"]], said["ditolak"]
