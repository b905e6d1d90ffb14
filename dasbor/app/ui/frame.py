"""What the app puts around every page: word of flaws on top, the version below; its filters.

For the entry script only.
"""

import contextlib
from collections.abc import Iterator

import streamlit as st

from dasbor.app.ui.page import close_page, link_here, mention, open_page
from dasbor.data import versions
from dasbor.data.store import StoreError, means_damage
from dasbor.documents import frame, markup
from dasbor.documents.view import View
from dasbor.questions.answers import answers
from dasbor.questions.filters import FILTERS, Filters, Options, lenient, options

_AGAIN = "_sekali_lagi"


def begin(name: str) -> View:
    """Open the store, say what is wrong with the input, read the filters off the address."""
    store = versions.current()
    asked = answers(store)
    choices = options(asked)
    if notice := markup.notice(store.findings, store.fallback_words):
        st.html(markup.wrap(notice))
    page = View(asked, _filters(choices), choices, link_here())
    st.set_page_config(page_title=frame.title(name, page))
    open_page(page)
    return page


@contextlib.contextmanager
def once_more() -> Iterator[None]:
    """Run the page anew, once, when it met a broken store: the next run gets a repaired one."""
    try:
        yield
    except StoreError as flaw:
        if not means_damage(flaw) or st.session_state.pop(_AGAIN, False):
            raise
        st.session_state[_AGAIN] = True
        st.rerun()
    st.session_state.pop(_AGAIN, None)


def _filters(choices: Options) -> Filters:
    """What the address asks for; what it made up is mentioned, and taken out of the address."""
    asked = {name: st.query_params.get_all(name) for name in FILTERS}
    chosen, strange = lenient(asked, choices)
    if strange:
        words = ", ".join(strange)[:120]
        mention(f"Saringan pada tautan tidak dikenal dan diabaikan: {words}")
        kept = chosen.link(choices)
        for name in filter(asked.get, FILTERS):
            if name in kept:
                st.query_params[name] = kept[name]
            else:
                del st.query_params[name]
    return chosen


def end(page: View, address: str) -> None:
    """The line under the page: nothing more comes."""
    st.html(frame.foot(address, page))
    close_page()


def unavailable(reason: str) -> None:
    """Nothing can be served: say so instead of a page."""
    st.html(markup.wrap(markup.heading("Data belum dapat disajikan"), markup.paragraph(reason)))
