"""What a proposal says in the terminal: in words, or the full account as JSON."""

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

from dasbor import format_id
from dasbor.data import versions
from dasbor.data.inspection import Finding
from dasbor.gate import cleaning, order, service
from dasbor.gate.cleaning import rejects
from dasbor.gate.effect import Effect
from dasbor.gate.model import Cleaned, Outlines

SHOWN_FINDINGS, SHOWN_FIGURES = 40, 6


def report(proposal: service.Proposal, options: argparse.Namespace) -> None:
    """Print what is proposed; rejected rows go to the file that was asked for."""
    account = proposal.account
    if options.ditolak and isinstance(account, Cleaned) and account.rejected:
        plain = options.ditolak.suffix.casefold() != ".xlsx"
        content = cleaning.rejects_csv(account) if plain else rejects.rejects_xlsx(account)
        options.ditolak.write_bytes(content)
    if options.json:
        print(json.dumps(_as_json(proposal), ensure_ascii=False, indent=1))
        return
    print(f"{proposal.opened.name}: {_account(account)}")
    print(f"Cara: {proposal.way}.")
    if said := proposal.declared:
        print(f"Paspor: {'; '.join(f'{asked.lower()}: {words}' for asked, words in said.items())}.")
    if proposal.caution:
        print(f"Perhatian: {proposal.caution}")
    labels = dict(
        versions.fresh().rows(
            "select kolom, label from kolom where dataset = $nama", {"nama": account.dataset}
        )
    )
    print_findings((*proposal.broken, *proposal.findings), labels)
    if not proposal.broken:
        print_effect(proposal.effect)


def _account(account: Cleaned | Outlines) -> str:
    """One line: what the file is, and how much of it is taken."""
    if isinstance(account, Outlines):
        return f"{account.dataset}; {account.words}"
    return (
        f"{account.dataset}, baris judul {account.sheet.header_row};"
        f" {format_id.number(len(account.rows))} baris diterima,"
        f" {format_id.number(len(account.rejected))} ditolak,"
        f" {format_id.number(account.sheet.rows_skipped)} dilewati;"
        f" {format_id.number(int(account.choices['perubahan']))} nilai dirapikan."
    )


def print_findings(findings: Sequence[Finding], labels: Mapping[str, str]) -> None:
    """Those alike once, in their order; columns by their labels."""
    groups = order.grouped(findings)
    for group in groups[:SHOWN_FINDINGS]:
        column = labels.get(group.column, group.column)
        place = [group.file, group.places, column and f"kolom {column}"]
        place.append(group.said and f"nilai {group.said}")
        where = ", ".join(filter(None, place))
        print(f"  {group.grade}: {where}: {group.message} {group.cure}")
    if len(groups) > SHOWN_FINDINGS:
        print(f"  … dan {len(groups) - SHOWN_FINDINGS} golongan temuan lain (lihat --json)")


def print_effect(effect: Effect) -> None:
    """Figures and registers that change; of many figures of a question the first."""
    if effect.nothing:
        print("Tidak ada yang berubah.")
    for answer in effect.answers:
        print(f"  {answer.question}")
        for figure in answer.figures[:SHOWN_FIGURES]:
            print(f"    {figure.label}: {figure.before} → {figure.after}")
        if (more := len(answer.figures) - SHOWN_FIGURES) > 0:
            print(f"    … dan {format_id.number(more)} lain (lihat --json)")
    for rows in effect.rows:
        print(f"  {rows.dataset}{f' {rows.year}' if rows.year else ''}: {rows.words}")


def _as_json(proposal: service.Proposal) -> dict[str, Any]:
    """The full account. Cells of rejected rows stay in the file: they may name persons."""
    account, effect = proposal.account, proposal.effect
    rows = _outlines_json(account) if isinstance(account, Outlines) else _rows_json(account)
    return {
        "berkas": proposal.opened.name,
        "dataset": proposal.dataset,
        "paspor": proposal.declared,
        **rows,
        "temuan": [_finding(f) for f in (*proposal.broken, *proposal.findings)],
        "pilihan": dict(account.choices),
        "menambah": proposal.added,
        "perhatian": proposal.caution,
        "angka": [
            {"pertanyaan": one.name, "angka": f.label, "dari": f.before, "ke": f.after}
            for one in effect.answers
            for f in one.figures
        ],
        "register": [
            {"dataset": r.dataset, "tahun": r.year, "baru": r.new, "hilang": r.gone,
             "berubah": r.changed}
            for r in effect.rows
        ],
    }  # fmt: skip


def _rows_json(cleaned: Cleaned) -> dict[str, Any]:
    sheet = cleaned.sheet

    def place(row: int) -> dict[str, Any]:
        name, number = sheet.place(row)
        return {"lembar": name, "baris": number} if name else {"baris": number}

    return {
        "baris_judul": cleaned.sheet.header_row,
        "baris_diterima": len(cleaned.rows),
        "baris_ditolak": [{**place(r.row), "alasan": r.reasons} for r in cleaned.rejected],
        "baris_dilewati": [
            {**place(s.row), "sampai": sheet.place(s.last)[1], "isi": s.text, "alasan": s.reason}
            for s in cleaned.sheet.skipped
        ],
        "perubahan": [
            {**place(c.row), "kolom": c.column, "dari": c.before, "ke": c.after, "alasan": c.reason}
            for c in cleaned.changes
        ],
    }


def _outlines_json(outlines: Outlines) -> dict[str, Any]:
    return {
        "berbatas": [{"kode": code, "kelurahan": outlines.names[code]} for code in outlines.drawn],
        "belum_berbatas": [
            {"kode": code, "kelurahan": name} for code, name in outlines.missing.items()
        ],
        "berbatas_kini": outlines.before,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "tingkat": finding.grade,
        "aturan": finding.rule,
        "baris": finding.row,
        "kolom": finding.column,
        "nilai": finding.value,
        "masalah": finding.message,
        "obat": finding.cure,
    }
