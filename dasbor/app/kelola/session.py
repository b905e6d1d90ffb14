"""What the session keeps of the operator's work between two runs of the page."""

import streamlit as st

# (id of the upload, what was read), (what it was made of, what can be declared of it), the same
# with the proposal, what is to be said after the next run, how many uploads were finished.
OPENED, OFFERED, PROPOSED = "_dibuka", "_tawaran", "_usulan"
SAID, FINISHED = "_pesan", "_selesai"
TYPED = "_diketik"  # entries typed instead of a file
LEFT_OUT = "_ditinggalkan"  # names, as (list, name), whose rows are not taken from this file


def forget() -> None:
    """Let go of the uploaded file and of what was made of it."""
    st.session_state.pop(OPENED, None)
    st.session_state.pop(OFFERED, None)
    st.session_state.pop(PROPOSED, None)
    st.session_state.pop(LEFT_OUT, None)
