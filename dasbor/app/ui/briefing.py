"""Mode Rapat: the charts of the chosen pages as slides on screen, the filters within reach."""

import streamlit as st

from dasbor import settings
from dasbor.app.ui.page import address, current_page, drawings, html, whole_number
from dasbor.charts import Chart, svg
from dasbor.documents import content, markup
from dasbor.documents.blocks import Section
from dasbor.documents.meeting.briefing import EVERYTHING
from dasbor.html import Html, format_html

PLACE = "slide"  # the place in the address, from 1
WIDE, HIGH = 760, 270  # a drawing this small has large letters on the screen of a hall
ROWS = 12  # more names are said on further slides
LOOKS = settings.ASSETS / "rapat.css"
KEYS = Html('<script src="./aset/briefing.js"></script>')  # ours: the security policy allows it
HINT = "Panah atau Page Up/Down: pindah. F: layar penuh. S: saringan. Esc: keluar."
BUTTONS = Html(
    '<button type="button" class="rapat-layar">Layar penuh</button>'
    '<button type="button" class="rapat-saringan">Ubah saringan</button>'
)

Slide = tuple[Section, Chart, str]


def meeting_mode() -> None:
    """The slide the address asks for, and the way to the others."""
    st.set_page_config(initial_sidebar_state="collapsed")
    st.html(LOOKS)
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
        _show(slides, place)
    st.html(KEYS, unsafe_allow_javascript=True)


def _slides() -> list[Slide]:
    """The charts of the pages named in the address (``halaman``), of all pages without.

    Long ones in parts that fill one screen each, with words for which part it is.
    """
    page = current_page()
    sections = content.sections(page)
    wanted = {word.casefold() for word in st.query_params.get_all("halaman")}
    chosen = [s for s in sections if wanted & {s.page.casefold(), s.name.casefold()}]
    slides = []
    for section, chart in content.slides(chosen or sections):
        parts = chart.cut(ROWS)
        for number, part in enumerate(parts, 1):
            words = f"bagian {number} dari {len(parts)}" if len(parts) > 1 else ""
            slides += [(section, part, words)] if part.categories else []
    return slides


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
    number = whole_number(
        f"Ke (1–{last})", 1, last, key=PLACE, step=1, width=110, label_visibility="collapsed"
    )
    titles = [
        f"{n}. {' · '.join(filter(None, [chart.title, words]))}"
        for n, (_, chart, words) in enumerate(slides, 1)
    ]
    st.session_state["rapat_lompat"] = titles[number - 1]
    st.selectbox(
        "Lompat ke",
        titles,
        key="rapat_lompat",
        on_change=_jump,
        width=280,
        label_visibility="collapsed",
    )
    st.html(markup.wrap(BUTTONS, _way_out(), markup.paragraph(HINT, "sumber")), width=490)
    return number


def _asked(last: int) -> int:
    asked = st.query_params.get(PLACE, "")
    return max(1, min(int(asked), last)) if asked.isdecimal() and len(asked) < 4 else 1


def _go(place: int) -> None:
    st.session_state[PLACE] = place


def _jump() -> None:
    _go(int(st.session_state["rapat_lompat"].partition(".")[0]))


def _way_out() -> Html:
    return format_html('<a class="rapat-keluar" href="{}" target="_self">Keluar</a>', address())


def _show(slides: list[Slide], place: int) -> None:
    section, chart, part = slides[place - 1]
    page = current_page()
    given = page.filters.words(page.options) or [EVERYTHING]
    marks = [markup.badge(words, "saringan") for words in given]
    where = " · ".join(filter(None, [section.name, part, f"{place} dari {len(slides)}"]))
    deaf = page.filters.without_effect(section.deaf_to(chart.result), page.options, "gambar ini")
    drawings(
        markup.kicker(where, markup.example_badge(chart.result), *marks),
        markup.heading(chart.title),
        markup.paragraph(deaf, "pengantar") if deaf else markup.NOTHING,
        markup.block("rapat-gambar", svg.draw(chart, WIDE, HIGH)),
        markup.source_line(chart.result),
        markup.ways(chart.result),
        markup.milestones(chart),
        kind="mode-rapat",
    )
