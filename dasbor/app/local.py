"""Editing without a log-in, on the machine of a single user (``DASBOR_EDITOR=lokal``)."""

import os

import streamlit as st

from dasbor import server, settings
from dasbor.server import inside

door = server.LocalDoor()
NOT_SET = "Pengelolaan data belum dibuka pada pemasangan ini."
OFF = "Mode lokal (DASBOR_EDITOR=lokal) dimatikan karena {}: dasbor ini bukan milik satu orang."


def closed_by() -> str:
    """Why there is no local editing here, in words for the terminal and the page; "" if there is.

    Only settings tell: what makes this a server for others, or says that it is one.
    """
    if not settings.editor_local():
        return NOT_SET
    bound = str(st.get_option("server.address") or "")
    signs = {
        "login terpasang ([auth])": login_configured(),
        "DASBOR_PROKSI=ya": settings.behind_proxy(),
        "DASBOR_ALAMAT diisi": bool(settings.public_address()),
        "STREAMLIT_SERVER_BASE_URL_PATH diisi": bool(st.get_option("server.baseUrlPath")),
        "STREAMLIT_BROWSER_SERVER_ADDRESS diisi": inside.is_set("browser.serverAddress"),
        "FORWARDED_ALLOW_IPS diisi": bool(os.environ.get("FORWARDED_ALLOW_IPS")),
        "server.address bukan 127.0.0.1": door.shut or not server.is_loopback(bound),
    }
    found = [sign for sign, there in signs.items() if there]
    return OFF.format(" dan ".join(found)) if found else ""


def login_configured() -> bool:
    """Whether the secrets of this installation name an OIDC provider."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def admitted() -> server.Entry | None:
    """The browser of this session, when it came in through the link in the terminal."""
    asked = {name.casefold(): value for name, value in st.context.headers.to_dict().items()}
    if closed_by():
        return None
    return door.admitted(
        st.context.cookies.to_dict(), asked.get("host", ""), asked.get("origin", "")
    )


async def announce() -> None:
    """Say in the terminal where the one user gets in, or why nobody does."""
    if not settings.editor_local():
        return
    if not closed_by():
        await server.announce(door, server.listening)
    if reason := closed_by():
        server.tell(reason)
