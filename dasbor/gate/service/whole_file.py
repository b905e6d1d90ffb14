"""What is said of the sheets of a file that are not taken; findings of the one that is."""

from collections.abc import Iterator
from dataclasses import replace

from dasbor.data.inspection import NOTES, WARNS, Finding
from dasbor.format_id import listing, number
from dasbor.gate.model import Match, Sheet
from dasbor.gate.service.opening import Opened

SHOWN = 12


def others(opened: Opened, sheet: int, match: Match) -> Iterator[Finding]:
    """The other sheets with their rows: those of the same kind are warned of."""
    kinds: dict[str, list[str]] = {WARNS: [], NOTES: []}
    for i in opened.others(sheet):
        found = opened.matches[i]
        same = bool(found) and found[0].like(match)
        kinds[WARNS if same else NOTES].append(_told(opened.sheets[i]))
    if alike := kinds[WARNS]:
        message = f"{number(len(alike))} lembar lain berisi tabel sejenis dan tidak diambil: "
        cure = "Ambil semuanya dengan pilihan “semua” (--lembar semua), atau muat satu per satu."
        yield Finding(WARNS, opened.name, f"{message}{_listed(alike)}.", cure, rule="lembar_lain")
    if rest := kinds[NOTES]:
        message = f"lembar lain tidak diambil: {_listed(rest)}."
        cure = "Tidak perlu tindakan, kecuali isinya bagian dari daftar."
        yield Finding(NOTES, opened.name, message, cure, rule="lembar_lain")


def _told(sheet: Sheet) -> str:
    hidden = ", tersembunyi" if sheet.secret else ""
    return f"“{sheet.name or 'tabel'}” ({number(len(sheet.rows))} baris{hidden})"


def _listed(names: list[str]) -> str:
    more = [f"{number(len(names) - SHOWN)} lembar lagi"] if len(names) > SHOWN else []
    return listing([*names[:SHOWN], *more])


def placed(finding: Finding, sheet: Sheet) -> Finding:
    """A finding in a sheet of several that are taken as one, at its row there."""
    if not sheet.parts or not finding.row:
        return finding
    if finding.row == sheet.header_row:
        return replace(finding, row=None)
    name, row = sheet.place(finding.row)
    return replace(finding, file=f"{finding.file}, lembar {name}", row=row)
