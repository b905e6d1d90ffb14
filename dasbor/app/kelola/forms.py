"""Entries typed on the page: one in a form made from its contract, or many in a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten

import streamlit as st

from dasbor import settings
from dasbor.app import ui
from dasbor.app.kelola.session import FINISHED, TYPED, forget
from dasbor.data import versions
from dasbor.data.checks import SOURCED
from dasbor.data.contract import Column, Contract, read_contracts
from dasbor.data.store import Store
from dasbor.documents import markup
from dasbor.gate import contents, spoken, typed
from dasbor.gate.model import Refused
from dasbor.gate.references import references

NEW, ONE, MANY = "(baru)", "Satu entri", "Banyak entri"
UNCHANGED = "Belum ada yang berubah."
Entries = Sequence[typed.Entry]


class Typed:
    """What was typed, in the shape of an uploaded file."""

    def __init__(self, dataset: str, sent: typed.Sent) -> None:
        self.dataset, self.name, self.whole = dataset, sent.name, sent.whole
        self._content = sent.content
        self.file_id = f"ketik-{hash((dataset, sent))}"

    def getvalue(self) -> bytes:
        """The bytes of the file."""
        return self._content


def forms() -> None:
    """A dataset, then a form or a table; what is sent goes through the checks like a file."""
    with st.expander("Isi tanpa berkas: satu entri, atau tabel", key="lipatan_ketik"):
        contracts = {
            one.name: one for one in typed.offered(read_contracts(settings.data_folder()).values())
        }
        name = st.selectbox(
            "Kumpulan yang diisi",
            list(contracts),
            format_func=lambda one: contracts[one].title,
            key="isi_entri",
        )
        contract, store = contracts[name], versions.current()
        ui.html(markup.paragraph(f"Satu entri: {contract.grain}.", "pengantar"))
        way = st.radio("Cara mengisi", [ONE, MANY], horizontal=True, key="isi_cara")
        (_form if way == ONE else _table)(contract, store)


def _finished() -> int:
    """In the key of every field: what was published leaves empty ones, in the present order."""
    return int(st.session_state.get(FINISHED, 0))


def _form(contract: Contract, store: Store) -> None:
    labels, rows = spoken.labels(store, contract), contents.entries(contract, store)
    at = st.selectbox(
        "Entri",
        range(-1, len(rows)),
        format_func=lambda i: _called(rows[i], contract, labels) if i >= 0 else NEW,
        key=f"entri_{contract.name}_{_finished()}",
    )
    before = rows[at] if at >= 0 else {}
    with st.form(f"isi_{contract.name}_{at}"):
        made = [column for column in contract.columns if typed.makes(contract, column)]
        asked = [column for column in contract.columns if column not in made]
        places = (place for _ in contract.columns for place in st.columns(2))
        given = {}
        for column, place in zip((*asked, *made), places, strict=False):
            with place:
                given[column.name] = _field(column, labels.get(column.name, {}), before, contract)
        sent = st.form_submit_button("Periksa entri ini", type="primary")
        gone = before and st.form_submit_button("Hapus entri ini")
    entry = {c.name: given[c.name] or (before.get(c.name, "") if c in made else "")
             for c in contract.columns}  # fmt: skip
    others = [row for i, row in enumerate(rows) if i != at]
    if sent or gone:
        _send(contract, rows, [*others, *([entry] if sent else [])], store)


def _called(row: typed.Entry, contract: Contract, labels: Mapping[str, Mapping[str, str]]) -> str:
    """What an entry is chosen by: its first values in words, its key where it has a meaning."""
    told = [c for c in contract.columns if not typed.makes(contract, c)] or contract.columns
    words = [str(spoken.said(row[c.name], labels.get(c.name, {}))) for c in told if row[c.name]]
    return shorten(" · ".join(words[:4]), 100, placeholder=" …")


def _field(
    column: Column, names: Mapping[str, str], before: Mapping[str, str], contract: Contract
) -> str:
    """One column: a choice by label, a day from a calendar, or a text."""
    kept, label = before.get(column.name, ""), f"{column.label}{_wanted(column, contract)}"
    key = f"isi_{contract.name}_{column.name}_{hash(tuple(before.values()))}_{_finished()}"
    about = column.meaning or None
    if column.many and names:
        chosen = [part.strip() for part in kept.split(";") if part.strip()]
        offered = list(dict.fromkeys([*names, *chosen]))
        picked = st.multiselect(
            label, offered, chosen, format_func=lambda one: names.get(one, one), key=key, help=about
        )
        return ";".join(picked)
    choices = list(names) or list(column.allowed)
    choices = ["ya", "tidak"] if column.type == "ya_tidak" else choices
    if choices:
        offered = ["", *choices, *([kept] if kept and kept not in choices else [])]
        found = st.selectbox(
            label,
            offered,
            offered.index(kept),
            format_func=lambda one: names.get(one, one) or "–",
            key=key,
            help=about,
        )
        return str(found)
    if column.type == "tanggal":
        day = date.fromisoformat(kept) if kept else None
        least, most = date(1945, 1, 1), date(2100, 12, 31)
        given = st.date_input(label, day, least, most, key=key, help=about, format="DD/MM/YYYY")
        return given.isoformat() if isinstance(given, date) else ""
    return st.text_input(label, kept, key=key, help=about, max_chars=2000).strip()


def _wanted(column: Column, contract: Contract) -> str:
    """What a label says of whether its field has to be filled."""
    if typed.makes(contract, column):
        return " (dibuatkan bila kosong)"
    if column.required:
        return " (wajib)"
    return " (wajib supaya tampil)" if column.needed_when and column.name in SOURCED else ""


def _table(contract: Contract, store: Store) -> None:
    """All entries in force in a table."""
    year = None
    if contract.yearly:
        year = st.selectbox("Tahun entri", contents.years(contract, store), key="entri_tahun")
    header, *rows = contents.lines(contract, store)
    names = [column.name for column in contract.columns]
    before = [dict(zip(names, row, strict=True)) for row in rows]
    others = [entry for entry in before if year and entry["tahun"] != str(year)]
    shown = [list(entry.values()) for entry in before if entry not in others]
    edited = st.data_editor(
        [dict(zip(header, row, strict=True)) for row in shown] or [dict.fromkeys(header, "")],
        num_rows="dynamic",
        hide_index=True,
        key=f"tabel_{contract.name}_{year}_{_finished()}",
    )
    if st.button("Periksa yang berubah", type="primary"):
        after = ([str(row.get(label) or "").strip() for label in header] for row in edited)
        now = [dict(zip(names, row, strict=True)) for row in after if any(row)]
        _send(contract, before, [*others, *now], store)


def _send(contract: Contract, before: Entries, after: Entries, store: Store) -> None:
    """Hand it on as a file; what is found in it stands below."""
    try:
        sent = typed.sent(contract, before, after, references(store))
    except Refused as refusal:
        st.error(str(refusal))
        return
    if not sent:
        st.info(UNCHANGED)
        return
    forget()
    st.session_state[TYPED] = Typed(contract.name, sent)
    st.rerun()
