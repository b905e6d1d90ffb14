"""What a publication would change: figures first, then all of them by question, then rows."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dasbor import format_id, settings
from dasbor.app import ui
from dasbor.city import say
from dasbor.data import boundaries, versions
from dasbor.data.contract import read_contracts
from dasbor.documents import asked, markup
from dasbor.gate.effect import Effect
from dasbor.gate.figures import Figure, Moved
from dasbor.html import Html
from dasbor.questions.answers import answers

HEAD = ["Angka", "Sebelum", "Sesudah"]
FIRST, SHOWN = 3, 200  # figures of a question in the table of all, and in its own
ELSEWHERE = "Jelajah, alat, dan data terbuka"


def effect(made: Effect, heading: str = "Akibatnya bila diterbitkan") -> None:
    """Whatever readers would see differently."""
    ui.html(markup.heading(heading, 2))
    if made.nothing:
        ui.html(markup.paragraph("Tidak ada yang berubah."))
        return
    _figures(made.answers)
    contracts = read_contracts(settings.data_folder())
    titles = {name: contract.title for name, contract in contracts.items()}
    titles[boundaries.DATASET] = say("Batas kelurahan")
    for rows in made.rows:
        table = markup.table(
            ["Yang terjadi", "Nomor", "Isi"], rows.examples, [False] * 3, "Baris yang berubah"
        )
        year = f" {rows.year}" if rows.year else ""
        title = f"{titles[rows.dataset]}{year}: {rows.words}"
        ui.html(markup.details(title, table))


def _figures(moved: Sequence[Moved]) -> None:
    """The first figures of every question at a glance; whoever has more, whole below."""
    if not moved:
        ui.html(markup.paragraph("Tidak ada angka yang berubah."))
        return
    where = _pages(versions.current().version)
    places = list(where)
    ordered = sorted(moved, key=lambda one: places.index(one.name) if one.name in where else 999)
    titles = dict.fromkeys(page for one in ordered for page in where.get(one.name, ()))
    total = sum(len(one.figures) for one in ordered)
    words = (
        f"{format_id.number(total)} angka dan keterangan, jawaban {format_id.number(len(moved))}"
        f" pertanyaan. Tampil di {format_id.listing([*titles]) if titles else ELSEWHERE}."
    )
    first = dict.fromkeys(figure for one in ordered for figure in one.figures[:FIRST])
    ui.html(markup.paragraph(words), _table(list(first), "Angka yang berubah"))
    for one in ordered:
        if len(one.figures) > FIRST:
            many = format_id.number(len(one.figures))
            pages = ", ".join(where.get(one.name, [ELSEWHERE]))
            table = _table(one.figures[:SHOWN], one.question)
            ui.html(markup.details(f"{one.question} {many} berubah ({pages})", table))


def _table(figures: Sequence[Figure], caption: str) -> Html:
    rows = [[one.label, one.before, one.after] for one in figures]
    return markup.table(HEAD, rows, [False] * 3, caption, "akibat")


@st.cache_data(ttl=3600, show_spinner=False, max_entries=2)
def _pages(version: str) -> Mapping[str, list[str]]:  # noqa: ARG001 the pages of that version
    return asked.pages(answers(versions.current()))
