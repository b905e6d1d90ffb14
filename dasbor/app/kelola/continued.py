"""Innovations of two registers that may be one: proposed here, decided here, kept as data."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola.publication import finish
from dasbor.data import versions
from dasbor.data.releases import ReleaseError
from dasbor.documents import markup
from dasbor.gate import continued as proposals
from dasbor.gate import service
from dasbor.gate.continued import OTHER, Found, Pair
from dasbor.gate.service.continuing import SAME, Verdict

LATER = "belum diputuskan"
SHOWN = 200


def continued(by: str) -> None:
    """One line a pair: what is in the register, what it may continue, and whether it does."""
    store = versions.current()
    found = _found(store.version)
    if not found.pairs:
        return
    offices = dict(store.rows("select kode, singkatan from opd"))
    many = format_id.number(len(found.pairs))
    left = f" {format_id.number(found.left_out)} lagi terlalu banyak untuk dibandingkan."
    ui.html(
        markup.heading("Inovasi yang mungkin sama", 2),
        markup.paragraph(
            f"{many} inovasi mirip dengan yang ada di daftar sebelumnya tetapi bernomor lain,"
            " jadi terhitung baru. Nyatakan lanjutan bila memang satu inovasi."
            f"{left if found.left_out else ''}"
        ),
    )
    with st.form("lanjutan"):
        verdicts = _table(found.pairs[:SHOWN], offices)
        reason = st.text_input("Alasan putusan", max_chars=300)
        sent = st.form_submit_button("Simpan putusan")
    if sent:
        _keep(verdicts, by, reason)


@st.cache_data(ttl=3600, show_spinner=False, max_entries=2)
def _found(version: str) -> Found:  # noqa: ARG001 the pairs of that version
    return proposals.in_force(versions.current())


def _table(pairs: Sequence[Pair], offices: Mapping[str, str]) -> list[Verdict]:
    edited = st.data_editor(
        [_row(pair, offices) for pair in pairs],
        hide_index=True,
        disabled=["Inovasi", "Daftar sebelumnya", "Sebab"],
        column_config={
            "Putusan": st.column_config.SelectboxColumn(options=[LATER, SAME, OTHER], required=True)
        },
        key="putusan_lanjutan",
    )
    return [
        Verdict(pair.later.number, pair.earlier.number, str(row["Putusan"]))
        for pair, row in zip(pairs, edited, strict=True)
        if row["Putusan"] != LATER
    ]


def _row(pair: Pair, offices: Mapping[str, str]) -> dict[str, Any]:
    def told(entry: proposals.Entry) -> str:
        office = offices.get(entry.office, entry.office)
        return f"{entry.title} · {office} · {entry.year} ({entry.number})"

    return {
        "Putusan": LATER,
        "Inovasi": told(pair.later),
        "Daftar sebelumnya": told(pair.earlier),
        "Sebab": proposals.why(pair),
    }


def _keep(verdicts: Sequence[Verdict], by: str, reason: str) -> None:
    try:
        with st.spinner("Menyimpan putusan …"):
            folder = settings.data_folder()
            release = service.publish_verdicts(verdicts, folder, versions.fresh, by, reason)
    except (service.Refused, ReleaseError, versions.StoreUnavailable) as refusal:
        st.error(str(refusal))
        return
    many = format_id.number(len(verdicts))
    finish(f"{many} putusan tersimpan sebagai versi {release.number}.")
