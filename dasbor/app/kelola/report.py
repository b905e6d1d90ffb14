"""What a proposal says: every row accounted for, and the findings."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola.outlines import outlines
from dasbor.charts import theme
from dasbor.data import versions
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.inspection import NOTES, REFUSES, WARNS, Finding
from dasbor.documents import archive, markup
from dasbor.gate import order, service, spoken
from dasbor.gate.cleaning import rejects
from dasbor.gate.model import Cleaned, Outlines
from dasbor.html import Html

if TYPE_CHECKING:
    import pandas

PREVIEWED = 50
SHOWN_REJECTS, SHOWN_GROUPS = 200, 60


def account(made: service.Proposal) -> None:
    """What the file holds and how much of it is taken."""
    ui.html(markup.heading("Isi berkas", 2))
    if made.caution:
        st.warning(made.caution)
    if isinstance(made.account, Outlines):
        outlines(made.account)
    else:
        _rows(made.account, made.findings, made.opened.name)


def _rows(cleaned: Cleaned, found: Sequence[Finding], name: str) -> None:
    """Every row accounted for; the rows themselves with what was changed or found marked."""
    changed = int(cleaned.choices.get("perubahan", len(cleaned.changes)))
    counts = (
        f"{format_id.number(len(cleaned.rows))} baris diterima ·"
        f" {format_id.number(len(cleaned.rejected))} ditolak ·"
        f" {format_id.number(cleaned.sheet.rows_skipped)} dilewati ·"
        f" {format_id.number(changed)} nilai dirapikan"
    )
    contract = read_contracts(settings.data_folder())[cleaned.dataset]
    ui.html(markup.paragraph(counts))
    _preview(cleaned, found, contract)
    if cleaned.changes:
        with st.expander(f"{format_id.number(changed)} nilai yang dirapikan"):
            _changes(cleaned, contract)
    if cleaned.sheet.skipped:
        with st.expander(f"{format_id.number(cleaned.sheet.rows_skipped)} baris yang dilewati"):
            skipped = [
                {
                    "Baris": cleaned.sheet.said(row.row)
                    + (f"–{cleaned.sheet.place(row.last)[1]}" if row.rows > 1 else ""),
                    "Isi": row.text,
                    "Alasan": row.reason,
                }
                for row in cleaned.sheet.skipped[:SHOWN_REJECTS]
            ]
            st.dataframe(skipped, hide_index=True)
    if cleaned.rejected:
        _rejects(cleaned, name)


def _preview(cleaned: Cleaned, found: Sequence[Finding], contract: Contract) -> None:
    """The first rows, those with findings before others; what changed or was found stands out."""
    own = [finding for finding in found if finding.file == cleaned.sheet.file]
    flagged = {(finding.row, finding.column) for finding in own}
    rows = _rows_to_show(cleaned, {row for row, _ in flagged if row})
    if not rows:
        return
    changed = {(change.row, change.column) for change in cleaned.changes}
    labels, names = contract.labels, spoken.labels(versions.current(), contract)
    content = _frame(
        {"Baris": row}
        | {
            labels[name]: format_id.cell(spoken.said(v, names.get(name, {})), _unit(name))
            for name, v in values.items()
        }
        for row, values in rows
    )
    warning = f"color: {theme.palette(st.context.theme.type or 'light').warning}; font-weight: 700"
    styles: dict[tuple[int | None, str], str] = dict.fromkeys(changed, "font-weight: 700")
    styles |= dict.fromkeys(flagged, warning)
    marked = content.style.apply(
        lambda row: ["", *(styles.get((row["Baris"], name), "") for name in rows[0][1])], axis=1
    )
    st.dataframe(marked, hide_index=True)
    words = f"{len(rows)} dari {format_id.number(len(cleaned.rows))} baris. Tebal: nilai dirapikan;"
    ui.html(markup.paragraph(f"{words} tebal dan berwarna: ada temuan.", "sumber"))


def _unit(name: str) -> str:
    return "tahun" if name == "tahun" else ""


def _rows_to_show(cleaned: Cleaned, flagged: set[int]) -> list[tuple[int, Mapping[str, Any]]]:
    places: set[int] = set()
    for row in sorted(flagged):
        at = bisect_left(cleaned.rows, row, key=itemgetter(0))
        if at < len(cleaned.rows) and cleaned.rows[at][0] == row and len(places) < PREVIEWED:
            places.add(at)
    others = (at for at in range(len(cleaned.rows)) if at not in places)
    places |= {at for at, _ in zip(others, range(PREVIEWED - len(places)), strict=False)}
    return [cleaned.rows[at] for at in sorted(places)]


def _changes(cleaned: Cleaned, contract: Contract) -> None:
    labels = contract.labels
    st.dataframe(
        [
            {
                "Baris": cleaned.sheet.said(change.row),
                "Kolom": labels.get(change.column, change.column),
                "Sebelum": change.before,
                "Sesudah": change.after,
                "Alasan": change.reason,
            }
            for change in cleaned.changes
        ],
        hide_index=True,
    )


def _rejects(cleaned: Cleaned, name: str) -> None:
    """Rejected rows with every reason, and the file to correct and load again."""
    rejected = rejects.told(cleaned)
    with st.expander(f"{format_id.number(len(rejected))} baris yang ditolak", expanded=True):
        ui.html(rejects_table(rejected))
        st.download_button(
            "Unduh baris yang ditolak",
            rejects.rejects_xlsx(cleaned),
            file_name=f"ditolak_{name.rsplit('.', 1)[0]}.xlsx",
            mime=archive.XLSX,
            help="Betulkan di berkas itu, lalu unggah lagi.",
        )


def rejects_table(rejected: Sequence[Mapping[str, Any]]) -> Html:
    """Row, title and reasons of rejected rows; the first ones, and how many there are."""
    head = ["Baris", "Judul", "Alasan"]
    rows = [[str(r["baris"]), r["judul"], " ".join(r["alasan"])] for r in rejected[:SHOWN_REJECTS]]
    table = markup.table(head, rows, [False] * 3, "Baris yang ditolak", "ditolak-berkas")
    if len(rejected) <= SHOWN_REJECTS:
        return table
    words = f"Tampil {SHOWN_REJECTS} dari {format_id.number(len(rejected))} baris; sisanya unduh."
    return markup.wrap(table, markup.paragraph(words, "sumber"))


def findings(made: service.Proposal) -> None:
    """Findings in the order of their consequence, those alike once; all of them to download."""
    found = (*made.broken, *made.findings)
    ui.html(markup.heading("Temuan", 2))
    if not found:
        ui.html(markup.paragraph("Tidak ada temuan."))
        return
    counts = {grade: sum(f.grade == grade for f in found) for grade in (REFUSES, WARNS, NOTES)}
    grades = [grade for grade, count in counts.items() if count]
    chosen = st.pills(
        "Tingkat",
        grades,
        selection_mode="multi",
        default=grades,
        format_func=lambda grade: f"{grade} ({format_id.number(counts[grade])})",
    )
    contract = read_contracts(settings.data_folder()).get(made.account.dataset)
    labels = contract.labels if contract else {}
    ui.html(findings_table([f for f in found if f.grade in (chosen or [])], labels))
    st.download_button(
        "Unduh temuan",
        _workbook(_finding_rows(found, labels)),
        file_name="temuan.xlsx",
        mime=archive.XLSX,
        on_click="ignore",
    )


def findings_table(found: Sequence[Finding], labels: Mapping[str, str]) -> Html:
    """Findings alike in one line; what is wrong and what to do stand first."""
    groups = order.grouped(found)
    head = ["Tingkat", "Masalah", "Yang perlu dilakukan", "Kolom", "Baris", "Nilai"]
    rows = [
        [g.grade, g.message, g.cure, labels.get(g.column, g.column), g.places, g.said]
        for g in groups[:SHOWN_GROUPS]
    ]
    if not rows:
        return markup.paragraph("Tidak ada temuan.")
    table = markup.table(head, rows, [False] * len(head), "Temuan", "temuan-berkas")
    if len(groups) <= SHOWN_GROUPS:
        return table
    words = f"Masih ada {format_id.number(len(groups) - SHOWN_GROUPS)} golongan temuan lain; unduh."
    return markup.wrap(table, markup.paragraph(words, "sumber"))


def _finding_rows(found: Sequence[Finding], labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {
            "Tingkat": finding.grade,
            "Masalah": finding.message,
            "Yang perlu dilakukan": finding.cure,
            "Baris": str(finding.row or ""),
            "Kolom": labels.get(finding.column, finding.column),
            "Nilai": finding.value,
        }
        for finding in found
    ]


def _workbook(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A workbook of text cells, as a spreadsheet opens it without guessing."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return rejects.workbook("Temuan", lines)


def _frame(rows: Iterator[Mapping[str, Any]]) -> "pandas.DataFrame":
    import pandas as pd  # slow to import, and only this page needs it

    return pd.DataFrame(list(rows))
