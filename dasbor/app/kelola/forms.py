"""Entries typed on the page: one in a form made from its contract, or many in a table."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dasbor import settings
from dasbor.app import ui
from dasbor.app.kelola.session import FINISHED, TYPED, forget
from dasbor.data import versions
from dasbor.data.contract import Column, Contract, read_contracts
from dasbor.data.store import Store
from dasbor.documents import markup
from dasbor.gate import contents, spoken, typed
from dasbor.gate.model import Refused

NEW, ONE, MANY = "(baru)", "Satu entri", "Banyak entri"
GONE = "Baris yang dihapus di tabel ini tidak ikut; hapus satu per satu lewat “Satu entri”."
Labels = Mapping[str, Mapping[str, str]]


class Typed:
    """What was typed, in the shape of an uploaded file; ``whole`` is all that is to stay."""

    def __init__(self, name: str, content: bytes, whole: bool) -> None:
        self.name, self._content, self.whole = name, content, whole
        self.file_id = f"ketik-{hash(content)}"

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


def _rows(contract: Contract, store: Store) -> list[dict[str, str]]:
    """What is in force, as the form shows it: codes, by column."""
    names = [column.name for column in contract.columns]
    rows = store.rows(f"select {', '.join(names)} from {contract.name} order by rowid")
    return [
        {name: contents.plain(value) for name, value in zip(names, row, strict=True)}
        for row in rows
    ]


def _form(contract: Contract, store: Store) -> None:
    labels, rows = spoken.labels(store, contract), _rows(contract, store)
    shown = [" · ".join(filter(None, list(row.values())[:3])) for row in rows]
    at = st.selectbox(
        "Entri",
        range(-1, len(rows)),
        format_func=lambda i: shown[i] if i >= 0 else NEW,
        key=f"entri_{contract.name}",
    )
    before = rows[at] if at >= 0 else {}
    with st.form(f"isi_{contract.name}_{at}"):
        entry = {
            column.name: _field(column, labels.get(column.name, {}), before, contract)
            for column in contract.columns
        }
        sent = st.form_submit_button("Periksa entri ini", type="primary")
        gone = before and not contract.yearly and st.form_submit_button("Hapus entri ini")
    if sent and not before and any(_same(contract, entry, row) for row in rows):
        st.error("Entri itu sudah ada. Pilih pada “Entri” untuk mengubahnya.")
    elif sent:
        _send(contract, [entry], [row.get(contract.key[0], "") for row in rows])
    elif gone:
        _send(contract, [row for row in rows if row != before], [], whole=True)


def _same(contract: Contract, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(one[name].casefold() == other[name].casefold() for name in contract.key)


def _field(
    column: Column, names: Mapping[str, str], before: Mapping[str, str], contract: Contract
) -> str:
    """One column: a choice by label, a day from a calendar, or a text."""
    kept, label = before.get(column.name, ""), column.label
    label += " (wajib)" if column.required and not typed.makes(contract, column) else ""
    done = st.session_state.get(FINISHED, 0)  # what was published leaves an empty form
    key = f"isi_{contract.name}_{column.name}_{hash(tuple(before.values()))}_{done}"
    about = column.meaning or None
    if column.many and names:
        chosen = [part.strip() for part in kept.split(";") if part.strip() in names]
        picked = st.multiselect(
            label, list(names), chosen, format_func=names.__getitem__, key=key, help=about
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


def _table(contract: Contract, store: Store) -> None:
    """All entries in force in a table; only what changed in it is sent."""
    year = None
    if contract.yearly:
        year = st.selectbox("Tahun entri", contents.years(contract, store), key="entri_tahun")
    header, *rows = contents.lines(contract, store, year)
    edited = st.data_editor(
        [dict(zip(header, row, strict=True)) for row in rows] or [dict.fromkeys(header, "")],
        num_rows="dynamic",
        hide_index=True,
        key=f"tabel_{contract.name}_{year}",
    )
    ui.html(markup.paragraph(GONE))
    if st.button("Periksa yang berubah", type="primary"):
        after = [[row.get(label) or "" for label in header] for row in edited]
        found = typed.changed(rows, after)
        names = [column.name for column in contract.columns]
        entries = [dict(zip(names, row, strict=True)) for row in found]
        keys = [row[names.index(contract.key[0])] for row in rows]
        if entries:
            _send(contract, entries, keys)
        else:
            st.info("Belum ada yang berubah pada tabel.")


def _send(
    contract: Contract, entries: list[dict[str, str]], taken: list[str], whole: bool = False
) -> None:
    """Hand it on as a file; the page below then shows what is found in it."""
    try:
        content = typed.as_file(contract, entries, taken)
    except Refused as refusal:
        st.error(str(refusal))
        return
    forget()
    year = next((entry.get("tahun", "") for entry in entries), "")
    name = contract.file.replace("{tahun}", year)
    st.session_state[TYPED] = Typed(name, content, whole)
    st.rerun()
