"""What an editor found on a page, kept under a name for all readers."""

from urllib.parse import urlencode

import streamlit as st

from dasbor import settings
from dasbor.app import ui
from dasbor.app.kelola.auth import visitor
from dasbor.data import versions
from dasbor.data.releases import ReleaseError
from dasbor.documents import markup
from dasbor.gate import service

SAVED = "_pandangan_tersimpan"


def save_view(page: str) -> None:
    """A fold for editors; nobody else sees it."""
    who = visitor()
    if not who.editor:
        return
    if said := st.session_state.pop(SAVED, ""):
        ui.html(markup.status(said))
    with st.expander("Simpan pandangan ini bagi semua pembaca"), st.form("pandangan"):
        name = st.text_input("Nama pandangan", max_chars=80)
        words = st.text_input("Keterangan", max_chars=300)
        owner = st.text_input("Pemilik (unit atau jabatan, bukan nama orang)", max_chars=80)
        reason = st.text_input("Alasan (dicatat pada riwayat)", max_chars=300)
        if st.form_submit_button("Simpan", type="primary"):
            link = urlencode({k: v for k, v in ui.link_here().items() if k != "nama"}, doseq=True)
            view = service.SavedView(name.strip(), page, link, words.strip(), owner.strip())
            _publish(view, who.name, reason)


def _publish(view: service.SavedView, by: str, reason: str) -> None:
    folder = settings.data_folder()
    try:
        with st.spinner("Menyimpan …"):
            release = service.publish_view(view, folder, versions.fresh, by, reason)
            versions.fresh()
    except (service.Refused, ReleaseError, versions.StoreUnavailable) as refusal:
        st.error(str(refusal))
        return
    st.session_state[SAVED] = f"Pandangan “{view.nama}” tersimpan sebagai versi {release.number}."
    st.rerun()
