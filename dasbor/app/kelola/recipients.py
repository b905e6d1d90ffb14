"""Who gets the reports: kept by editors, with how the last delivery to each ended."""

from collections.abc import Callable

import streamlit as st

from dasbor import settings
from dasbor.app import ui
from dasbor.documents import delivery, markup

OFF = "Kiriman mati di server ini; pengelola menyalakannya dengan DASBOR_KIRIMAN."
WORDS = (
    "Alamat di bawah menerima lembar dan paparan lewat surel, beserta apa yang berubah; tidak"
    " pernah dari angka contoh. Alamat ini tidak ikut data terbuka."
)
HEAD = ["Penerima", "Kiriman terakhir"]


def recipients(by: str) -> None:
    """The list, a field to add to it, a choice to take from it."""
    kept = delivery.Addresses(settings.data_folder())
    ledger = delivery.Ledger(settings.data_folder())
    listed = kept.all()
    states = [[one, " ".join(ledger.last(one)[:1]) or "belum ada"] for one in listed]
    ui.html(
        markup.heading("Penerima laporan", 2),
        markup.paragraph(WORDS if settings.reports() else f"{WORDS} {OFF}"),
        markup.table(HEAD, states, [False, False], "Penerima laporan")
        if listed
        else markup.NOTHING,
    )
    left, right = st.columns(2)
    with left, st.form("penerima", clear_on_submit=True):
        added = st.text_input("Surel", max_chars=200, placeholder="nama@contoh.go.id")
        if st.form_submit_button("Tambah penerima"):
            _change(lambda: kept.add(added, by))
    with right, st.form("penerima_hapus"):
        gone = st.selectbox("Hapus penerima", listed, index=None, placeholder="Pilih")
        if st.form_submit_button("Hapus") and gone:
            _change(lambda: kept.remove(gone, by))


def _change(change: Callable[[], None]) -> None:
    try:
        change()
    except (delivery.NotAnAddress, OSError) as flaw:
        st.error(str(flaw) if isinstance(flaw, ValueError) else "Daftar tidak dapat ditulis.")
    else:
        st.rerun()
