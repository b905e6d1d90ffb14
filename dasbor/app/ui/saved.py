"""Saved views: those that editors keep for all, and a name of the reader's own in the link."""

from urllib.parse import parse_qs

import streamlit as st

from dasbor.app.ui.page import current_page, html, link_here
from dasbor.documents import markup

QUESTION, DATASET = "pandangan_apa_saja", "pandangan"
NAME, LONGEST = "nama", 80


def saved_views(page: str) -> None:
    """What the link is called, the views that were saved for this page, and a field to name one."""
    if name := st.query_params.get(NAME, "")[:LONGEST]:
        html(markup.paragraph(f"Pandangan: {name}", "pengantar"))
    here = current_page()
    there = here.answers.store.rows_per_dataset().get(DATASET)
    rows = list(here.answers.ask(QUESTION, halaman=page).records()) if there else []
    links = [
        (
            markup.address(page, parse_qs(row["tautan"]) | {NAME: [row["nama"]]}),
            row["nama"],
            ", ".join(filter(None, [row["keterangan"], f"dari {row['pemilik']}"])),
        )
        for row in rows
    ]
    if links:
        html(markup.details("Pandangan tersimpan", markup.link_list(links)))


def name_this(page: str) -> None:
    """A field that puts a name of the reader's own into the link, which can be kept and shared."""
    with st.expander("Beri nama tautan ini"):
        words = "Nama ikut di tautan: simpan sebagai penanda peramban atau bagikan."
        st.text_input("Nama", key=NAME, bind="query-params", max_chars=LONGEST, placeholder=words)
        query = {name: values for name, values in link_here().items() if values}
        if st.session_state.get(NAME):
            html(markup.paragraph(markup.page_link(markup.address(page, query), "Tautan bernama")))
