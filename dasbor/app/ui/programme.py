"""The parts of the programme pages: the stages of the Lab Inovasi, awards, the Inovasi Award."""

import streamlit as st

from dasbor import narrative
from dasbor.app.ui.page import choice, current_page, drawings, html
from dasbor.documents import markup, programme
from dasbor.html import Html, join_html
from dasbor.narrative import Sentence
from dasbor.questions.result import Result

AWARDS = "penghargaan_apa_saja"
STAGES = (
    *("tahun", "tahap", "sampai", "semua", "sampai_persen", "lanjut", "median_lanjut"),
    *("berhenti", "median_tunggu", "terlama", "per_tanggal", "keterangan"),
)


def lab_stages(funnel: Result) -> None:
    """The five stages with their definitions, how many ideas came, and how long they wait."""
    heading = markup.heading(str(narrative.state(funnel)), 2)
    html(heading, markup.example_badge(funnel), kind="judul-gambar")
    _drawn(programme.stages(funnel), _below(funnel, STAGES))


def of_cohorts(result: Result, *columns: str) -> list[str]:
    """The columns of a table, led by the cohort where an answer has several."""
    return [*(["tahun"] if len(set(result.values("tahun"))) > 1 else []), *columns]


def choose_level() -> str:
    """The level whose entries are wanted, from the link (``tingkat=``) or a choice."""
    levels = current_page().answers.queries[AWARDS].choices["tingkat"]
    return choice("Tingkat", levels, key="tingkat")


def timeline(awards: Result, heading: str, gaps: bool = True) -> None:
    """Every entry under its year, with source and certainty of its own."""
    html(markup.heading(heading, 2))
    table = markup.result_table(awards)
    below = markup.details("Tabel dan unduhan", table, markup.download(awards))
    _drawn(programme.timeline(awards, gaps), below)


def awards_of_office(awards: Result) -> None:
    """The entries that name one office; that there are none, when there are none."""
    heading = "Penghargaan, lomba, dan pameran"
    if any(awards.values("jenis")):
        timeline(awards, heading, gaps=False)
        return
    words = "Belum ada catatan dalam saringan ini yang menyebut perangkat daerah ini."
    html(markup.heading(heading, 2), markup.paragraph(words, "pengantar"), kind="bagian")


def award_participants(categories: Result, finding: Sentence, conflict: Sentence | None) -> None:
    """The Inovasi Award by category; the contradicting figures stand beside it on request."""
    html(markup.heading(str(finding), 2), kind="judul-gambar")
    shown = bool(conflict) and st.toggle(
        "Tampilkan angka tandingan", key="tandingan", bind="query-params"
    )
    words = markup.paragraph(f"{conflict}.", "pengantar") if conflict else markup.NOTHING
    _drawn(programme.participants(categories, shown), words, _below(categories))


def _drawn(*parts: Html) -> None:
    drawings(*parts, kind="program")


def _below(result: Result, columns: tuple[str, ...] = ()) -> Html:
    table = markup.details(
        "Tabel, catatan, dan unduhan",
        markup.result_table(result, columns),
        markup.notes(result),
        markup.files(result),
    )
    return join_html(
        [markup.source_line(result), markup.ways(result), markup.events(result), table]
    )
