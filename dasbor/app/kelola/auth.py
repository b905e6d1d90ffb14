"""Who may change data, asked at every run of the page."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from dasbor import settings
from dasbor.app import access, local, ui
from dasbor.app.uploads import REGISTER, uploads
from dasbor.data.releases import Releases
from dasbor.documents import markup
from dasbor.gate import audit
from dasbor.server import inside

if TYPE_CHECKING:
    from collections.abc import Mapping


LONGEST_NAME = 80
LISTED_AS = "Pengelola dapat mendaftarkan akun ini dengan baris:"


def visitor() -> access.Visitor:
    """The one who asks, judged at this very run."""
    configured = local.login_configured()
    user: Mapping[str, Any] = st.user.to_dict() if configured else {}
    entry = local.admitted()
    return access.decide(
        access.Request(
            login_configured=configured,
            logged_in=bool(user.get("is_logged_in")),
            claims=user,
            local_closed=local.closed_by(),
            came_in=bool(entry),
            local_name=entry.name if entry else "",
        )
    )


def require_editor() -> str:
    """The editor's name; anybody else sees why the page is closed, and how to get in."""
    who, session = visitor(), inside.session_id()
    if who.editor:
        uploads.admit(session, REGISTER)
        audit.note_once(settings.data_folder(), who.name, audit.ENTERED)
        if local.login_configured():
            st.button(f"Keluar ({who.name})", on_click=_log_out, args=(who.name,))
        return who.name
    uploads.dismiss(session)
    if who.name:
        audit.note_once(settings.data_folder(), who.name, audit.TURNED_AWAY, who.reason)
    unnamed = who.reason == access.NAME_FIRST
    title = "Siapa yang mengelola data?" if unnamed else "Kelola Data tertutup"
    ui.html(markup.heading(title), markup.paragraph(who.reason))
    if unnamed:
        _ask_name()
    if who.account:
        ui.html(markup.paragraph(f"{LISTED_AS} {who.account}"))
    if who.reason in (access.LOGIN_FIRST, access.LOGIN_OLD):
        st.button("Masuk", on_click=st.login, type="primary")
    elif local.login_configured():
        st.button("Keluar", on_click=st.logout)
    ui.end(ui.current_page(), "kelola_data")
    st.stop()
    raise AssertionError("st.stop() does not return")


def _ask_name() -> None:
    """Once for each browser; who came in last is proposed."""
    trail = Releases(settings.data_folder()).audit()
    last = next((line["oleh"] for line in reversed(trail) if line["tindakan"] == audit.ENTERED), "")
    with st.form("nama_lokal"):
        name = st.text_input("Nama Anda", last, max_chars=LONGEST_NAME)
        sent = st.form_submit_button("Lanjut", type="primary")
    if not sent:
        return
    entry = local.admitted()
    if entry and (words := " ".join(name.split())):
        entry.name = words
        st.rerun()
    st.error("Nama belum diisi.")


def _log_out(name: str) -> None:
    uploads.dismiss(inside.session_id())
    audit.note(settings.data_folder(), name, audit.LEFT)
    st.logout()
