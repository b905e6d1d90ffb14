"""The optional boundaries in Kelola Data: upload, see what is wrong, publish as a version."""

from typing import TYPE_CHECKING

import streamlit as st

from dasbor import boundaries, markup, settings
from dasbor.gate.releases import ReleaseError, Releases
from dasbor.inputs import BOUNDARIES
from dasbor.ui.page import current_page, html

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_SAID, _FINISHED = "_pesan_batas", "_batas_selesai"


def publish_outlines(by: str) -> None:
    """Upload ``batas_kelurahan.geojson``: checked at once, published only when sound.

    Going back is done in the history, as for every other version.
    """
    html(markup.heading("Batas kelurahan untuk peta", 2))
    if said := st.session_state.pop(_SAID, ""):
        st.success(said)
    if not st.toggle("Muat berkas batas (GeoJSON)"):
        return
    uploaded = st.file_uploader(
        "Berkas batas (GeoJSON)",
        type=["geojson", "json"],
        key=f"batas_{st.session_state.get(_FINISHED, 0)}",  # a new one is empty
    )
    if uploaded is not None:
        _checked(uploaded, by)


def _checked(uploaded: "UploadedFile", by: str) -> None:
    """Everything wrong with the file, or the form that publishes it."""
    places = current_page().answers.ask("apa_status_tiap_kelurahan")
    content = uploaded.getvalue()
    drawn, findings = boundaries.examine(content, boundaries.centres(places.records()))
    if findings:
        html(*(markup.paragraph(str(finding)) for finding in findings), kind="kabar")
        return
    html(markup.paragraph(f"{len(drawn)} kelurahan lengkap dan sah.", "pengantar"))
    with st.form("terbitkan_batas"):
        reason = st.text_input("Alasan memuat batas (dicatat pada riwayat)", max_chars=300)
        sent = st.form_submit_button("Terbitkan batas", type="primary")
    if sent:
        _publish(uploaded.name, content, by, reason)


def _publish(name: str, content: bytes, by: str, reason: str) -> None:
    releases = Releases(settings.data_folder())
    try:
        current = releases.current()
        release = releases.publish(
            {BOUNDARIES: content},
            dataset="batas kelurahan",
            years=(),
            original=(name, content),
            findings=b"[]",
            by=by,
            reason=reason,
            choices={},
            expected=current.number if current else 0,
        )
    except ReleaseError as refusal:
        st.error(str(refusal))
        return
    st.session_state[_SAID] = (
        f"Terbit sebagai versi {release.number}. Peta Posyantek segera menawarkan batasnya."
    )
    st.session_state[_FINISHED] = st.session_state.get(_FINISHED, 0) + 1
    st.rerun()
