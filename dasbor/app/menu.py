"""Entry script of the app: menu, filters, and the frame around every page.

It lies beside the package and not at the top, since Streamlit would otherwise take ``pages/`` for
its own kind of pages. A page has its title and its
group where it is described (``content``), a tool in ``TOOLS``.
"""

import streamlit as st

from dasbor import metrics, settings
from dasbor.app import kelola, ui
from dasbor.city import city
from dasbor.data import versions
from dasbor.documents import content, markup

TOOLS = {
    "Kerja": {
        "jelajah": "Jelajah",
        "siap_rapat": "Siap Rapat",
        "mode_rapat": "Mode Rapat",
    },
    "Data": {
        "sql": "SQL",
        "periksa_klaim": "Periksa Klaim",
        "rumus": "Rumus",
        "kelola_data": "Kelola Data",
    },
}
MENU = {
    group: {name: page.title for name, page in content.PAGES.items() if page.group == group}
    | TOOLS.get(group, {})
    for group in ("", "Program", "Kerja", "Data")
}
HIDDEN = {
    "mode_rapat",
    "periksa_klaim",
    "profil_opd",
    "rumus",
    "sql",
    *content.AT_THE_FOOT,
}  # reached from links on other pages

st.set_page_config(
    page_title=f"Inovasi {city().name}",
    layout="wide",
)
hidden = HIDDEN if kelola.way_in() else HIDDEN | {"kelola_data"}
page = st.navigation(  # one plain list: Streamlit's own group headings break it for screen readers
    [
        st.Page(
            settings.PAGES / f"{name}.py",
            title=title,
            url_path=name,
            default=name == "ringkasan",
            visibility="hidden" if name in hidden else "visible",
        )
        for pages in MENU.values()
        for name, title in pages.items()
    ],
    expanded=True,
)
st.html(markup.menu_groups(MENU))
ui.follow_choice()
try:
    with ui.once_more():
        frame = ui.begin()
        with metrics.page_runs.labels(page.url_path or "ringkasan").time():
            page.run()
        ui.end(frame, page.url_path)
except versions.StoreUnavailable as nothing:
    ui.unavailable(str(nothing))
