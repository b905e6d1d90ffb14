"""Mode Rapat: the charts of the chosen pages as slides on screen, the filters within reach."""

import streamlit as st

from dasbor import markup, report
from dasbor.charts import Chart, svg
from dasbor.report import Section
from dasbor.ui.page import current_page, html, whole_number, with_filters

PLACE = "slide"  # the place in the address, from 1
WIDE, HIGH = 960, 400
FIT = ("kolom", "garis")  # these take the height of the screen; lists of names scroll
KEYS = '<script src="./aset/rapat.js"></script>'  # ours, so the content security policy allows it
HINT = "Panah kanan/kiri atau Page Down/Up: pindah. Home/End: awal/akhir. Esc: keluar."

Slide = tuple[Section, Chart]


def meeting_mode() -> None:
    """The slide the address asks for, and the way to the others."""
    st.set_page_config(initial_sidebar_state="collapsed")
    slides = _slides()
    if not slides:
        html(markup.heading("Tidak ada gambar pada halaman yang dipilih"), _way_out())
        return
    kept = st.session_state.get(PLACE)
    if kept is not None:  # fewer slides than before: stay within
        st.session_state[PLACE] = max(1, min(kept, len(slides)))
    stage = st.container(key="rapat_panggung")
    with st.container(horizontal=True, vertical_alignment="bottom", key="rapat_kendali"):
        place = _controls(slides)
    with stage:
        _show(*slides[place - 1])
    st.html(KEYS, unsafe_allow_javascript=True)


def _slides() -> list[Slide]:
    """The charts of the pages named in the address (``halaman``), of all pages without."""
    page = current_page()
    ask = report.within(page.answers, page.filters, page.options)
    sections = report.sections(ask)
    wanted = {word.casefold() for word in st.query_params.get_all("halaman")}
    chosen = [s for s in sections if wanted & {s.page.casefold(), s.name.casefold()}]
    return [slide for slide in report.slides(chosen or sections) if slide[1].categories]


def _controls(slides: list[Slide]) -> int:
    """Back, forth, the place as a number and by its finding; returns the place."""
    last = len(slides)
    place: int = st.session_state.get(PLACE) or _asked(last)
    st.button(
        "Sebelumnya", key="rapat_mundur", disabled=place == 1, on_click=_go, args=(place - 1,)
    )
    st.button(
        "Berikutnya", key="rapat_maju", disabled=place == last, on_click=_go, args=(place + 1,)
    )
    number = whole_number(f"Ke (1–{last})", 1, last, key=PLACE, step=1, width=120)
    titles = [f"{n}. {chart.title}" for n, (_, chart) in enumerate(slides, 1)]
    st.session_state["rapat_lompat"] = titles[number - 1]
    st.selectbox("Lompat ke", titles, key="rapat_lompat", on_change=_jump, width=360)
    st.html(markup.wrap(_way_out(), markup.paragraph(HINT, "sumber")), width=330)
    return number


def _asked(last: int) -> int:
    asked = st.query_params.get(PLACE, "")
    return max(1, min(int(asked), last)) if asked.isdecimal() and len(asked) < 4 else 1


def _go(place: int) -> None:
    st.session_state[PLACE] = place


def _jump() -> None:
    _go(int(st.session_state["rapat_lompat"].partition(".")[0]))


def _way_out() -> str:
    return with_filters('<a class="rapat-keluar" href="./" target="_self">Keluar</a>')


def _show(section: Section, chart: Chart) -> None:
    page = current_page()
    marks = [markup.badge(words, "saringan") for words in page.filters.words(page.options)]
    deaf = page.filters.without_effect(section.deaf_to(chart.result), page.options, "gambar ini")
    drawn = svg.draw(chart, WIDE, HIGH if chart.kind in FIT else None)
    words = markup.wrap(
        markup.kicker(section.name, markup.example_badge(chart.result), *marks),
        markup.heading(chart.title),
        markup.paragraph(deaf, "pengantar") if deaf else "",
        f'<div class="rapat-gambar{" rapat-pas" if chart.kind in FIT else ""}">{drawn}</div>',
        markup.source_line(chart.result),
        markup.ways(chart.result),
        markup.milestones(chart),
        kind="mode-rapat",
    )
    st.markdown(words, unsafe_allow_html=True)  # st.html would leave the drawing out
