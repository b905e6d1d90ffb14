"""Entry script of the app: its pages, and what stands around every one of them.

It lies beside the package and not at the top, since Streamlit would otherwise take ``pages/`` for
its own kind of pages. Menu and filters are no part of it: the server draws them (``frame``).
"""

import streamlit as st

from dasbor import metrics, settings
from dasbor.app import ui
from dasbor.city import city
from dasbor.data import versions
from dasbor.documents import content, frame

st.set_page_config(page_title=f"Inovasi {city().name}", layout="wide")
page = st.navigation(
    [
        st.Page(
            settings.PAGES / f"{name}.py",
            title=title,
            url_path=name,
            default=name == content.FRONT,
        )
        for name, title in frame.TITLES.items()
    ],
    position="hidden",
)
try:
    with ui.once_more():
        view = ui.begin(page.url_path or content.FRONT)
        with metrics.page_runs.labels(page.url_path or content.FRONT).time():
            page.run()
        ui.end(view, page.url_path or content.FRONT)
except versions.StoreUnavailable as nothing:
    ui.unavailable(str(nothing))
