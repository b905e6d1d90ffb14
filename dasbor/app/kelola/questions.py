"""What a file leaves open and only the operator knows: which rows count, whose, day or month."""

import streamlit as st

from dasbor import format_id
from dasbor.app.kelola.session import LEFT_OUT
from dasbor.data import versions
from dasbor.data.contract import Contract
from dasbor.gate.cleaning import HIDDEN, STRUCK, statuses
from dasbor.gate.cleaning.statuses import APPROVED, STATUS
from dasbor.gate.dates import ORDERS, order_of
from dasbor.gate.model import Match, Settled, Sheet
from dasbor.gate.references import references


def settled(sheet: Sheet, match: Match, contract: Contract) -> Settled:
    """What was decided so far; what the file leaves open is asked here."""
    left = st.session_state.get(LEFT_OUT, frozenset())
    return Settled(
        left,
        opd=_office(match, contract),
        without=_unseen(sheet),
        order=_order(sheet, match, contract),
        statuses=_statuses(sheet, match),
    )


def _office(match: Match, contract: Contract) -> str:
    """The office of all rows, asked where no column says it."""
    if "opd" not in contract.labels or "opd" in match.columns:
        return ""
    hint = "kosongkan bila judul kelompok atau nama lembar menyebutnya"
    return st.text_input("OPD untuk seluruh berkas", placeholder=hint).strip()


def _unseen(sheet: Sheet) -> frozenset[str]:
    """Rows that a person does not see, or sees crossed out, and that are not to be taken."""
    kinds = {HIDDEN: sheet.hidden, STRUCK: sheet.struck}
    return frozenset(
        word
        for word, rows in kinds.items()
        if rows and st.checkbox(f"Jangan ambil {format_id.number(len(rows))} baris yang {word}")
    )


def _statuses(sheet: Sheet, match: Match) -> frozenset[str] | None:
    if STATUS not in match.columns:
        return None
    found = statuses(sheet, match, references(versions.fresh()))
    if not found.keys() - {APPROVED}:
        return None
    chosen = st.multiselect(
        "Status usulan yang dihitung",
        [status for status, _ in found.most_common()],
        format_func=lambda status: f"{status} ({format_id.number(found[status])} baris)",
        placeholder="Pilih: usulan yang belum disetujui belum tentu sebuah inovasi",
    )
    return frozenset(chosen) or None


def _order(sheet: Sheet, match: Match, contract: Contract) -> str:
    dates = {column.name for column in contract.columns if column.type == "tanggal"}
    places = [at for at, name in enumerate(match.columns) if name in dates]
    open_ones = [
        sheet.header[at]
        for at in places
        if order_of({cells[at] for _, cells in sheet.rows if at < len(cells)})[1]
    ]
    if not open_ones:
        return ""
    words = f"Urutan tanggal pada {format_id.listing(open_ones)}"
    return st.radio(words, list(ORDERS), format_func=ORDERS.__getitem__, horizontal=True)
