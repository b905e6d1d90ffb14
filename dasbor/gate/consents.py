"""What an operator has to say yes to before it is published: findings that may well be mistakes."""

from collections.abc import Iterable
from dataclasses import dataclass

from dasbor.data.inspection import Finding

OTHER_YEAR, YEAR_TO_COME = "tahun_bertentangan", "tahun_depan"
SHRINKS, STAYS = "menyusut", "tetap_terhitung"
LIKELY_COLUMN = "kolom_mirip"


@dataclass(frozen=True)
class Consent:
    """One thing to agree to: its words on the page, and the option in the shell."""

    key: str
    words: str
    option: str


YEAR = Consent("tahun", "Tahun daftarnya memang itu", "--tetap-tahun")
SMALLER = Consent("susut", "Isinya memang menyusut sebanyak itu", "--boleh-susut")
LARGER = Consent("tambah", "Baris yang sudah berlaku memang tetap dihitung", "--tambah")
COLUMNS = Consent("kolom", "Kolomnya memang itu", "--kolom-benar")
BY_RULE = {OTHER_YEAR: YEAR, YEAR_TO_COME: YEAR, SHRINKS: SMALLER}
BY_RULE |= {STAYS: LARGER, LIKELY_COLUMN: COLUMNS}
EVERY = tuple(dict.fromkeys(BY_RULE.values()))


def asked(findings: Iterable[Finding]) -> dict[Consent, list[Finding]]:
    """What has to be agreed to, and because of which findings."""
    found: dict[Consent, list[Finding]] = {}
    for finding in findings:
        if consent := BY_RULE.get(finding.rule):
            found.setdefault(consent, []).append(finding)
    return found
