"""The frame around every page: findings on top, filters at the side, the version below.

For the entry script only.
"""

import contextlib
from collections.abc import Iterator, Sequence

import streamlit as st

from dasbor import __version__
from dasbor.app.ui.page import Address, close_page, html, mention, open_page
from dasbor.city import city
from dasbor.data import versions
from dasbor.data.store import StoreError, means_damage
from dasbor.documents import content, markup
from dasbor.documents.view import HIDDEN, SAMPLES, View
from dasbor.html import format_html, join_html
from dasbor.questions.answers import answers
from dasbor.questions.filters import CHOICES, LABELS, Filters, Options, options, unknown

SHOWN = ("ya", HIDDEN)
_AGAIN = "_sekali_lagi"


def begin() -> View:
    """Open the store, show what is wrong with the input, draw the filters of the sidebar."""
    store = versions.current()
    asked = answers(store)
    choices = options(asked)
    if notice := markup.notice(store.findings, store.fallback_words):
        st.html(markup.wrap(notice))
    here = Address()
    page = View(asked, _sidebar(choices), choices, here)
    if asked.demonstration:
        _choose_demonstration()
        here.drawn(SAMPLES)
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


def _sidebar(choices: Options) -> Filters:
    """The filters, once for all pages, bound to the address: a copied link restores them."""
    _mention_unknown(choices)
    with st.sidebar:
        st.html(markup.wrap(markup.heading("Saringan", 2), kind="samping"))
        years = _year_slider(choices.years)
        chosen = {
            name: st.multiselect(
                LABELS[name],
                list(choices.values[name]),
                key=name,
                bind="query-params",
                placeholder=f"Semua {LABELS[name] if name == 'opd' else LABELS[name].lower()}",
                select_all=False,
            )
            for name in CHOICES
        }
        st.button("Hapus semua saringan", on_click=reset, args=(choices,), width="stretch")
    first, last = years or (None, None)
    return Filters(first, last, **{name: tuple(labels) for name, labels in chosen.items()})


def _choose_demonstration() -> None:
    """Whether pages show how they work with samples, as long as nothing real is there."""
    with st.sidebar:
        st.radio(
            "Peragaan dengan angka karangan",
            SHOWN,
            key=SAMPLES,
            bind="query-params",
            horizontal=True,
        )


def _year_slider(years: Sequence[int]) -> tuple[int, int] | None:
    if len(years) < 2:
        return (years[0], years[0]) if years else None
    chosen: tuple[int, int] = st.select_slider(
        LABELS["tahun"],
        list(years),
        value=(years[0], years[-1]),
        key="tahun",
        bind="query-params",
    )
    return chosen


def _mention_unknown(choices: Options) -> None:
    given = {name: st.query_params.get_all(name) for name in ("tahun", *CHOICES)}
    if strange := unknown(given, choices):
        words = ", ".join(strange)[:120]
        mention(f"Saringan pada tautan tidak dikenal dan diabaikan: {words}")


def reset(choices: Options) -> None:
    """Give every filter its default, also in the address."""
    for name in CHOICES:
        st.session_state[name] = []
    if len(choices.years) > 1:
        st.session_state["tahun"] = (choices.years[0], choices.years[-1])


def end(page: View, address: str) -> None:
    """The line under every page: which data, which version. It names the page for scripts."""
    store = page.answers.store
    words = f"{city().name} · versi data {store.version[:8]} · dasbor {__version__}"
    titles = {"sumber_mutu": "Sumber & Mutu"}
    titles |= {name: content.PAGES[name].title for name in content.AT_THE_FOOT}
    links = [markup.page_link(markup.address(to, page.link), title) for to, title in titles.items()]
    foot = join_html(links, " · ")
    html(format_html('<footer data-halaman="{}">{} · {}</footer>', address, words, foot))
    close_page()


def unavailable(reason: str) -> None:
    """Nothing can be served: say so instead of a page."""
    st.html(markup.wrap(markup.heading("Data belum dapat disajikan"), markup.paragraph(reason)))
