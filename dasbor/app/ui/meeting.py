"""Ready for the meeting: choosing what to bring, seeing what will be in it, taking it along.

Nothing is made before a button is pressed: the button is given how to make the file.
"""

from functools import partial

import streamlit as st

from dasbor.app import uploads as purposes
from dasbor.app.ui.components import title
from dasbor.app.ui.page import current_page, html, still_open, who
from dasbor.app.uploads import uploads
from dasbor.city import say
from dasbor.documents import content, markup
from dasbor.documents.blocks import Section
from dasbor.documents.meeting import files, office
from dasbor.documents.meeting.briefing import Paper, Refused, on_screen, pictures, prepare
from dasbor.documents.view import View
from dasbor.server import inside

SAMPLES, APPENDIX = "peragaan", "lampiran"  # their names in the address
TEMPLATE = "_templat"  # what the session keeps of an upload: its id, its content if it serves


def meeting_title() -> None:
    """How many slides the story has within the filters."""
    page = current_page()
    slides = on_screen(View.of_papers(page.answers, page.filters, page.options))
    title(f"{len(slides)} slide siap dibawa ke rapat", "Siap Rapat")


def meeting() -> Paper | None:
    """What the operator chose to bring, or nothing, with the reason on the page."""
    page = current_page()
    samples, appendix = _with_samples(), _with_appendix()
    found = pictures(page.answers, page.filters, page.options, samples)
    names = {section.name: section.page for section in _sections()}
    chosen = _choose("Halaman", list(names), "halaman", "Bawaan: cerita rapat")
    pages = [names[name] for name in chosen]
    offered = pages or list(names.values())
    keys = {_label(chart.key): chart.key for section, chart in found if section.page in offered}
    asked = _choose("Gambar", list(keys), "gambar", "Bawaan: menurut halaman")
    heading = st.text_input(
        "Judul bahan rapat",
        key="judul",
        bind="query-params",
        placeholder=say("Bawaan: nama kota"),
        max_chars=120,
    )
    try:
        known = [keys[label] for label in asked if label in keys]
        within = (page.answers, page.filters, page.options)
        return prepare(*within, pages, known, heading, samples, appendix)
    except Refused as reason:
        html(markup.heading("Belum ada bahan", 2), markup.paragraph(str(reason)))
        return None


def _with_samples() -> bool:
    """Whether pictures of demonstrations go along; asked only where there are any."""
    if not current_page().answers.demonstration:
        return False
    words = "Sertakan peragaan (gambar bertanda CONTOH dengan angka karangan)"
    return st.checkbox(words, key=SAMPLES, bind="query-params")


def _with_appendix() -> bool:
    """Whether everything else goes along behind the story."""
    return st.checkbox("Sertakan lampiran", key=APPENDIX, bind="query-params")


def _label(key: str) -> str:
    """``total_per_tahun`` -> ``Total per tahun``."""
    return key.replace("_", " ").capitalize()


def _sections() -> list[Section]:
    return content.sections(current_page())


def _choose(label: str, choices: list[str], key: str, placeholder: str) -> list[str]:
    chosen: list[str] = st.multiselect(
        label,
        choices,
        key=key,
        bind="query-params",
        placeholder=placeholder,
        select_all=False,
    )
    return chosen


def contents(paper: Paper) -> None:
    """The findings in the order of their slides, with their marks."""
    told = [markup.titled(slide.name, slide.title) for slide in paper.story]
    rows = [
        markup.titled(section.name, chart.title, markup.example_badge(chart.result))
        + " "
        + markup.formula(chart.result)
        for section, chart in paper.shown
    ]
    html(
        markup.heading("Isi bahan", 2),
        markup.ordered([*told, *rows]),
        markup.paragraph(
            "Ditambah slide judul dan keputusan yang diminta. Gambar panjang dibagi atas beberapa"
            " slide.",
            "pengantar",
        ),
    )


def downloads(paper: Paper) -> None:
    """A button per format; the deck takes the template of the office."""
    template = _template()
    columns = st.columns(len(files.FORMATS))
    for column, (kind, form) in zip(columns, files.FORMATS.items(), strict=True):
        with column:
            st.download_button(
                f"Unduh {form.name}",
                partial(files.make, kind, paper, template, who=who(), beat=still_open()),
                file_name=files.file_name(paper, kind),
                mime=form.mime,
                key=f"unduh_{kind}",
                on_click="ignore",
                width="stretch",
                type="primary" if kind == "pptx" else "secondary",
            )
            html(markup.paragraph(form.use, "sumber"))
    _screening(paper)
    words = "Lembar satu halaman untuk dibaca di telepon atau dicetak"
    html(markup.to_sheet(current_page().address("lembar"), words))


def _screening(paper: Paper) -> None:
    """The way to the same pages on the screen of the hall, with the same filters."""
    pages = {} if paper.story else {"halaman": [section.page for section in paper.sections]}
    address = markup.address("mode_rapat", paper.filters.link(paper.options) | pages)
    words = "Tayangkan di layar", ": Mode Rapat, satu temuan satu layar"
    html(markup.onward(address, *words))


def _template() -> bytes | None:
    """The office's own template, if one is loaded and serves."""
    uploads.admit(inside.session_id(), purposes.TEMPLATE)
    uploaded = st.file_uploader(
        "Templat PowerPoint kantor (.pptx atau .potx), bila ada",
        key="templat",
        max_upload_size=office.LARGEST // office.MB,
        help="Tata letak, warna, dan hurufnya dipakai; slidenya tidak ikut.",
    )
    if uploaded is None:
        st.session_state.pop(TEMPLATE, None)
        return None
    kept: tuple[str, bytes | None, str] = st.session_state.get(TEMPLATE, ("", None, ""))
    if kept[0] != uploaded.file_id:
        kept = (uploaded.file_id, *_checked(uploaded.getvalue()))
        st.session_state[TEMPLATE] = kept
    _, content, reason = kept
    words = reason or f"Templat {uploaded.name} dipakai untuk PowerPoint."
    html(markup.paragraph(words, "pengantar"))
    return content


def _checked(content: bytes) -> tuple[bytes | None, str]:
    try:
        office.check(content, who(), still_open())
    except Refused as reason:
        return None, f"{reason} Bahan memakai rupa bawaan."
    return content, ""
