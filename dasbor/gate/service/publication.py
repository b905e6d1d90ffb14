"""A proposal published, a version brought back or handed out; what is refused is noted."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from dasbor import metrics
from dasbor.data.contract import read_contracts
from dasbor.data.inspection import Finding
from dasbor.data.releases import NoReason, Release, ReleaseError, Releases, UnknownVersion
from dasbor.data.store import Store
from dasbor.gate import audit
from dasbor.gate.effect import Effect, compare, temporary_store
from dasbor.gate.model import Refused
from dasbor.gate.service.opening import fingerprint
from dasbor.gate.service.proposal import Proposal

log = logging.getLogger("dasbor.gate")


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
        return compare(before, after, contracts)


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
        **{asked.casefold(): answer for asked, answer in proposal.declared.items()},
    }
    return Releases(folder).publish(
        proposal.files,
        dataset=proposal.dataset,
        years=proposal.years,
        original=(proposal.opened.name, proposal.opened.content),
        findings=findings_json(proposal.findings),
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
def _refusals_noted(folder: Path, by: str, what: str) -> Iterator[None]:
    try:
        yield
    except NoReason:  # an empty field, no attempt
        raise
    except (Refused, ReleaseError) as refusal:
        audit.note(folder, by, audit.REFUSED, f"{what}: {refusal}")
        raise


def findings_json(findings: tuple[Finding, ...]) -> bytes:
    """Findings as they are kept with a version."""
    return json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1).encode(
        errors="backslashreplace"
    )
