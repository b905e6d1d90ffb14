"""Publication: nothing happens until the operator says so, with a reason."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.app.kelola.session import FINISHED, PROPOSED, SAID, TYPED, forget
from dasbor.data import versions
from dasbor.data.inspection import Finding
from dasbor.data.releases import Outdated, ReleaseError
from dasbor.documents import markup
from dasbor.gate import service
from dasbor.gate.consents import Consent


def publication(made: service.Proposal, by: str) -> None:
    """Nothing is published until the operator says so, with a reason."""
    ui.html(markup.heading("Terbitkan", 2))
    if made.obstacle:
        st.warning(f"Belum dapat diterbitkan. {made.obstacle}")
        return
    rejected = len(made.account.rejected)
    with st.form("terbitkan"):
        reason = st.text_input("Alasan (dicatat pada riwayat)", max_chars=300)
        words = f"Terbitkan tanpa {format_id.number(rejected)} baris yang ditolak"
        without = rejected == 0 or st.checkbox(words)
        agreed = [one.key for one, why in made.consents.items() if st.checkbox(_asked(one, why))]
        sent = st.form_submit_button("Terbitkan", type="primary")
    if not sent:
        return
    try:
        with st.spinner("Menerbitkan …"):
            release = service.publish(made, settings.data_folder(), by, reason, without, agreed)
    except Outdated as late:
        st.error(str(late))
        st.button("Periksa lagi", on_click=lambda: st.session_state.pop(PROPOSED, None))
    except (service.Refused, ReleaseError) as refusal:
        st.error(str(refusal))
    else:
        served = made.caution if made.held else "Semua halaman kini menyajikannya."
        finish(f"Terbit sebagai versi {release.number}. {served}")


def _asked(consent: Consent, because: Sequence[Finding]) -> str:
    return f"{consent.words}: {' '.join(finding.message for finding in because)}"


def finish(words: str) -> None:
    """Start the page anew on the version now in force, the uploaded file put away."""
    with st.spinner("Menyajikan versi baru …"), suppress(versions.StoreUnavailable):
        versions.fresh()
    forget()
    st.session_state.pop(TYPED, None)
    st.session_state[SAID] = words
    st.session_state[FINISHED] = st.session_state.get(FINISHED, 0) + 1
    st.rerun()
