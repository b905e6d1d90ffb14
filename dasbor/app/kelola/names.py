"""Names that no list knows: one table a list, decided here and kept as data."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola.session import LEFT_OUT, PROPOSED, SAID
from dasbor.data import versions
from dasbor.data.contract import Contract, read_contracts
from dasbor.data.releases import ReleaseError
from dasbor.documents import markup
from dasbor.gate import service
from dasbor.gate.model import Cleaned, UnknownName
from dasbor.gate.references import References, references
from dasbor.gate.service import names

LATER = "belum diputuskan"
UNDECIDED = ""


def unknown_names(made: service.Proposal, by: str) -> None:
    """One line a name: how many rows bear it, what may be meant, what is to be done."""
    account = made.account
    if not isinstance(account, Cleaned) or not account.unknown:
        return
    rows = sum(name.rows for name in account.unknown)
    ui.html(
        markup.heading("Nama yang belum dikenal", 2),
        markup.paragraph(
            f"{format_id.number(len(account.unknown))} nama pada {format_id.number(rows)} sel tidak"
            " ada di daftar. Putuskan sekali: nama itu tersimpan sebagai data, dengan alasan,"
            " versi, dan pemulihannya, lalu berkas ini diperiksa lagi."
        ),
    )
    contract = read_contracts(settings.data_folder())[account.dataset]
    known = references(versions.fresh())
    with st.form("nama"):
        decisions = [
            decision
            for (dataset, column), group in groupby(account.unknown, _list_of)
            for decision in _table(list(group), dataset, column, contract, known)
        ]
        reason = st.text_input("Alasan", max_chars=300, placeholder="misalnya surat atau sumbernya")
        sent = st.form_submit_button("Simpan nama", type="primary")
    if sent:
        _keep(decisions, by, reason)


def _list_of(name: UnknownName) -> tuple[str, str]:
    return name.dataset, name.column if name.dataset == "nilai" else ""


def _table(
    group: Sequence[UnknownName], dataset: str, column: str, contract: Contract, known: References
) -> list[service.Decision]:
    """The names of one list, with what was decided about them."""
    first = group[0]
    field = contract.column(first.column)
    labels = names.meant(first, known, contract)
    actions = names.actions(first, field.required)
    st.caption(f"{field.label}: {format_id.number(len(group))} nama")
    edited = st.data_editor(
        [
            {
                "Nama": name.text,
                "Baris": name.rows,
                "Perlakuan": actions.get(name.suggests[0], LATER),
                "Yang dimaksud": labels.get(name.suggests[1], UNDECIDED),
            }
            for name in group
        ],
        hide_index=True,
        disabled=["Nama", "Baris"],
        placeholder="pilih",
        column_config={
            "Perlakuan": st.column_config.SelectboxColumn(
                options=[LATER, *actions.values()], required=True
            ),
            "Yang dimaksud": st.column_config.SelectboxColumn(
                options=[UNDECIDED, *dict.fromkeys(labels.values())]
            ),
        },
        key=f"nama_{dataset}_{column}",
    )
    by_label = {label: key for key, label in labels.items()}
    by_words = {words: action for action, words in actions.items()}
    return [
        service.Decision(
            name.dataset,
            name.column,
            name.text,
            by_words[str(row["Perlakuan"])],
            by_label.get(str(row["Yang dimaksud"] or ""), ""),
        )
        for name, row in zip(group, edited, strict=True)
        if row["Perlakuan"] in by_words
    ]


def _keep(decisions: Sequence[service.Decision], by: str, reason: str) -> None:
    """Publish what was decided; rows to leave out are left out of this file only."""
    if pointless := [one for one in decisions if names.lacks_target(one)]:
        said = format_id.listing([f"“{one.text}”" for one in pointless[:5]])
        st.error(f"Pilih yang dimaksud bagi {said}.")
        return
    left = {one for one in decisions if one.action == names.LEAVE}
    kept = [one for one in decisions if one not in left]
    words = f"{format_id.number(len(left))} nama ditinggalkan dari berkas ini."
    try:
        if kept or not left:
            with st.spinner("Menyimpan nama …"):
                folder = settings.data_folder()
                release = service.publish_names(kept, folder, versions.fresh, by, reason)
                versions.fresh()
            words = f"{format_id.number(len(kept))} nama tersimpan sebagai versi {release.number}."
    except (service.Refused, ReleaseError, versions.StoreUnavailable) as refusal:
        st.error(str(refusal))
        return
    st.session_state[LEFT_OUT] = st.session_state.get(LEFT_OUT, frozenset()) | names.left(left)
    st.session_state.pop(PROPOSED, None)
    st.session_state[SAID] = words
    st.rerun()
