"""The story of a meeting: in order, of facts only, with notes a presenter can take in."""

import io
import re
from dataclasses import replace

import pypdf
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from dasbor.charts import catalogue
from dasbor.charts.shortening import is_blank
from dasbor.documents.meeting import deck, files, handout, ledger, story, wording
from dasbor.documents.meeting.briefing import Paper, on_screen, prepare
from dasbor.documents.view import View
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, from_link, options
from tests.surfaces import LINKS_OF_ALL_KINDS, Link, in_deck, seen
from tests.world import Stage, answer

CITY = ["Ringkasan", "Pertumbuhan", "Indeks Inovasi Daerah", "Daerah lain", "Posyantek"]
CITY += ["Lab Inovasi", "Penghargaan", "Angka yang bertentangan"]
QUESTIONS = (
    r"249 tercatat, mengapa hanya 73 di aplikasi indeks\?",
    r"Mengapa terakhir dari \d+ daerah pada 2022\?",
    r"44 atau 64 \(peserta Inovasi Award 2025\)\?",
    r"14 atau 11 \(peserta Award: posyantek 2025\)\?",
    r"Apa hasil 50 ide itu\?",
    r"Mengapa tidak ada angka sesudah 20 Juni 2023\?",
    r"Rp50 jt untuk apa\?",
)


def told(asked: Answers, link: Link, **more: bool) -> Paper:
    choices = options(asked)
    return prepare(asked, from_link(link, choices), choices, **more)


def test_the_default_deck_tells_the_story_in_order(demonstrated: Answers) -> None:
    paper = told(demonstrated, {})
    assert [slide.name for slide in paper.story] == CITY
    slides = list(Presentation(io.BytesIO(deck.make(paper))).slides)
    assert 9 <= len(slides) <= 12
    assert len(paper.figures) == 4
    assert slides[-1].shapes.title.text == "Keputusan yang diminta"
    shown = on_screen(View(demonstrated, Filters(), options(demonstrated)))
    assert [slide.name for slide in shown[1:-1]] == CITY and len(shown) == len(slides)


def test_what_will_be_asked_is_answered_from_the_ledger(demonstrated: Answers) -> None:
    notes = "\n".join(
        line for slide in told(demonstrated, {}).story for _, lines in slide.notes for line in lines
    )
    for question in QUESTIONS:
        assert re.search(question, notes), question
    assert "target 100" in notes


@pytest.mark.parametrize("link", LINKS_OF_ALL_KINDS, ids=str)
def test_no_slide_is_empty_and_no_notes_are_too_long(
    link: Link, city: Answers, demonstrated: Answers
) -> None:
    for asked in (city, demonstrated):
        for slide in story.told(seen(asked, link)):
            said_besides = {*slide.lines} - {f"{slide.title}."}
            told_whole = slide.chart or slide.table or slide.figures
            assert told_whole or (len(slide.lines) > 1 and said_besides), slide.title
            assert not slide.chart or story.values(slide.chart) >= story.LEAST, slide.title
            told_of = [head for head, lines in slide.notes if lines]
            said = [line for _, lines in slide.notes for line in lines]
            assert story.words([*told_of, *said]) <= story.MOST_WORDS, slide.title
            assert all(len(row) == len(slide.table[0]) for row in slide.table)
            assert len(slide.table) <= story.MOST_ROWS + 1
            columns = list(zip(*slide.table, strict=True))
            named = [cell for head, *cells in columns if head in story.SOURCES for cell in cells]
            assert all(len(cell) <= ledger.MOST_OF_SOURCE for cell in named)
            assert all(len(one.words) <= 100 for one in slide.figures)


def test_the_story_of_one_office_bears_its_name(demonstrated: Answers) -> None:
    paper = told(demonstrated, {"opd": ["Dinkes"]})
    assert paper.title == "Inovasi Dinas Kesehatan"
    assert "Dinas Kesehatan" in paper.story[0].title
    assert any("Dinas Kesehatan" in asked for asked in paper.decisions)
    others = told(demonstrated, {"opd": ["Dishub"]}).story[0]
    assert "Belum ada sumber terbit yang menyebut Dinas Perhubungan" in others.title


def test_decisions_are_of_facts_and_the_index_gap_is_among_them(demonstrated: Answers) -> None:
    decisions = told(demonstrated, {}).decisions
    assert decisions[0] == "Langkah menutup jarak indeks: 16,71 poin lagi ke Sangat Inovatif"
    assert not re.search("OPD tanpa", " ".join(decisions))


@pytest.mark.parametrize("link", [{}, {"opd": ["Dinkes"]}, {"tahun": ["2024", "2025"]}])
def test_the_hand_out_has_two_pages_and_the_rest_on_request(
    link: Link, demonstrated: Answers
) -> None:
    paper = replace(told(demonstrated, link), version="ab" * 32)
    short = pypdf.PdfReader(io.BytesIO(handout.make(paper)))
    assert len(short.pages) == 2
    assert "Keputusan yang diminta" in short.pages[1].extract_text()
    whole = replace(paper, appendix=True)
    longer = pypdf.PdfReader(io.BytesIO(handout.make(whole)))
    assert len(longer.pages) > 2 and "Lampiran" in longer.pages[2].extract_text()


def test_the_annex_names_every_event_once_and_no_empty_table(demonstrated: Answers) -> None:
    paper = told(demonstrated, {}, appendix=True)
    charts = [chart for section in paper.sections for chart in paper.charts(section)]
    events = wording.events(*charts)
    pages = pypdf.PdfReader(io.BytesIO(handout.make(paper))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert events and text.count("Peristiwa") == len(events) + 1
    empty = [t.heading for s in paper.sections for t in s.tables if not t.result]
    assert empty and not [heading for heading in empty if heading in text]


def test_figures_too_few_for_a_picture_stand_on_the_slide_all_the_same(stage: Stage) -> None:
    given = {
        "ukuran": "ukuran, label, satuan\ninovasi_terdata, Inovasi terdata, inovasi",
        "sumber": "sumber, judul, penerbit\nx, X, Penerbit X",
        "angka_publikasi": "id, tahun, ukuran, nilai, dipakai, sumber, kepastian"
        "\na, 2023, inovasi_terdata, 512, ya, x, B\nb, 2024, inovasi_terdata, 679, ya, x, B",
    }
    with stage.world(given, 2024) as asked:
        slides = story.told(View(asked, Filters(), options(asked)))
    [growth] = [slide for slide in slides if slide.name == "Pertumbuhan"]
    assert growth.chart is None and "2023: 512 inovasi; 2024: 679 inovasi." in growth.lines


def test_the_appendix_holds_what_the_story_does_not(city: Answers) -> None:
    short, whole = (told(city, {}, appendix=appendix) for appendix in (False, True))
    assert not short.shown and whole.shown
    in_story = {slide.chart.key for slide in whole.story if slide.chart}
    assert not in_story & {chart.key for _, chart in whole.shown}
    assert len(in_deck(deck.make(whole))) > len(in_deck(deck.make(short)))


def test_a_year_in_which_nobody_is_named_is_no_missing_number(city: Answers) -> None:
    rows = "tahun, singkatan, disebut\n2019, A, Disebut\n2022, A, Disebut"
    facts = city.ask("berapa_opd_disebut_sumber")
    chart = catalogue.named(answer("opd_mana_disebut_sumber", rows), facts)
    assert story.about(chart) == ["2020 dan 2021: tidak ada yang disebut"]


def test_the_appendix_leaves_out_what_it_would_only_call_empty(demonstrated: Answers) -> None:
    paper = told(demonstrated, {}, appendix=True)
    blank = [c.title for s in paper.sections for c in paper.charts(s) if is_blank(c)]
    assert len(blank) == len({*blank}), blank


def test_tables_of_words_stay_on_their_slides(demonstrated: Answers) -> None:
    for link in ({}, {"opd": ["Dinkes"]}):
        made = Presentation(io.BytesIO(deck.make(told(demonstrated, link))))
        for slide in made.slides:
            for shape in (s for s in slide.shapes if s.has_table):
                high = sum(row.height for row in shape.table.rows)
                assert shape.top + high <= made.slide_height, slide.shapes.title.text
                sizes = {int(r.get("sz")) for r in shape._element.iter(qn("a:rPr"))}
                assert min(sizes) >= 1400


@pytest.mark.parametrize("link", LINKS_OF_ALL_KINDS[2:6], ids=str)
@pytest.mark.parametrize("kind", ["pptx", "pdf", "xlsx"])
def test_every_format_is_made_of_every_selection(
    kind: str, link: Link, demonstrated: Answers
) -> None:
    paper = replace(told(demonstrated, link), version="ab" * 32)
    assert files.make(kind, paper)[:2] in (b"PK", b"%P")
