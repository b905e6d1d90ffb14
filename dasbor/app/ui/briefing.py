"""Mode Rapat: the story of the meeting as slides on screen, the filters within reach."""

from dataclasses import replace

import streamlit as st

from dasbor import settings
from dasbor.app.ui.components import room
from dasbor.app.ui.page import address, current_page, drawings, html, whole_number
from dasbor.charts import Chart, svg
from dasbor.documents import content, foot, markup
from dasbor.documents.meeting.briefing import EVERYTHING, on_screen
from dasbor.documents.meeting.story import Slide
from dasbor.html import Html, format_html
from dasbor.questions.filters import CHOICES

PLACE = "slide"  # the place in the address, from 1
WIDE, HIGH = 720, 256  # a drawing this small has large letters on the screen of a hall
UPRIGHT = svg.NARROW, 400  # of a phone that is not held sideways
ROWS, FEW_COLUMNS = 12, 4  # more names are on further slides; more columns on a phone as cards
LOOKS = settings.ASSETS / "rapat.css"
KEYS = Html('<script src="./aset/briefing.js"></script>')  # ours: the security policy allows it
HINT = "Panah, spasi, atau Page Up/Down: pindah. F: layar penuh. S: saringan. Esc: keluar."
BUTTONS = Html(
    '<button type="button" class="rapat-layar">Layar penuh</button>'
    '<button type="button" class="rapat-saringan">Ubah saringan</button>'
)


def meeting_mode() -> None:
    """The slide the address asks for, and the way to the others."""
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
    """The story, or the charts of the pages named in the address (``halaman``).

    Long ones in parts that fill one screen each.
    """
    page = current_page()
    sections = content.sections(page)
    wanted = {word.casefold() for word in st.query_params.get_all("halaman")}
    chosen = [s for s in sections if wanted & {s.page.casefold(), s.name.casefold()}]
    if not chosen:
        return [part for slide in on_screen(page) for part in _parts(slide)]
    charts = [(s.name, c) for s, c in content.slides(chosen) if c.categories]
    return [part for name, c in charts for part in _parts(Slide(name, c.title, (), chart=c))]


def _parts(slide: Slide) -> list[Slide]:
    """A slide in as many as its picture needs, each saying which it is."""
    parts = slide.chart.cut(ROWS) if slide.chart else []
    if len(parts) < 2:
        return [slide]
    of = f"dari {len(parts)}"
    named = [f"{slide.name} · bagian {n} {of}" for n in range(1, len(parts) + 1)]
    return [replace(slide, name=n, chart=c) for n, c in zip(named, parts, strict=True)]


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
    titles = [f"{n}. {slide.title} ({slide.name})" for n, slide in enumerate(slides, 1)]
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
    return format_html('<a class="rapat-keluar" href="{}">Keluar</a>', address())


def _show(slides: list[Slide], place: int) -> None:
    slide, page = slides[place - 1], current_page()
    given = page.filters.words(page.options) or [EVERYTHING]
    marks = [markup.badge(words, "saringan") for words in given]
    where = " · ".join(filter(None, [slide.name, f"{place} dari {len(slides)}"]))
    kind = "mode-rapat pembuka" if slide.opening else "mode-rapat"
    drawn = _picture(slide.chart) if slide.chart else _words(slide)
    badge = markup.example_badge(*([slide.chart.result] if slide.chart else []))
    head = [markup.kicker(where, badge, *marks), markup.heading(slide.title)]
    drawings(*head, *drawn, _progress(place, len(slides)), kind=kind)


def _progress(place: int, last: int) -> Html:
    """A thin line at the foot: how far the meeting has come."""
    return format_html(
        '<div class="rapat-maju" aria-hidden="true"><i style="width:{:.0f}%"></i></div>',
        100 * place / last,
    )


def _picture(chart: Chart) -> list[Html]:
    page = current_page()
    deaf = [n for n in ("tahun", *CHOICES) if not chart.result.hears(n)]
    words = page.filters.without_effect(deaf, page.options, "gambar ini")
    upright = markup.block("rapat-gambar tegak", svg.draw(chart, *UPRIGHT))
    return [
        markup.paragraph(words, "pengantar") if words else markup.NOTHING,
        markup.block("rapat-gambar", svg.draw(chart, WIDE, HIGH)),
        upright if room() == svg.NARROW else markup.NOTHING,
        foot.of_chart(chart, ""),
    ]


def _words(slide: Slide) -> list[Html]:
    """Figures, a table, or lines, as large as a hall needs."""
    if slide.opening:
        return [markup.paragraph(line, "pengantar") for line in slide.lines]
    cards = [markup.card(one.label, one.value, one.words) for one in slide.figures]
    parts = [markup.block("kisi", *cards)] if cards else []
    if slide.table:
        head, *rows = slide.table
        name = "t-rapat" if len(head) > FEW_COLUMNS else ""
        parts.append(markup.table(head, rows, [False] * len(head), slide.title, name))
    lines = [] if slide.table else slide.lines
    return [
        *parts,
        markup.words_list(lines) if lines else markup.NOTHING,
        *(markup.paragraph(line, "sumber") for line in slide.foot),
    ]
