"""Deck, hand-out, workbook and page: the same numbers, each file sound and honest of its kind."""

import dataclasses
import errno
import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from dasbor import settings
from dasbor.__main__ import main
from dasbor.charts import catalogue, xlsx
from dasbor.charts.kinds import LeftOut
from dasbor.city import today
from dasbor.data import versions
from dasbor.documents import bundle
from dasbor.documents.meeting import deck, files, handout, workbook
from dasbor.documents.meeting.briefing import Paper, Refused, prepare
from dasbor.documents.sheet import page as light_sheet
from dasbor.format_id import number
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from dasbor.questions.query import STATED
from tests.test_deck import many, native, opened, with_pictures
from tests.test_pages import words as told_by
from tests.world import answer


@pytest.fixture(scope="module")
def whole(city: Answers) -> Paper:
    return prepare(city, Filters(), options(city), appendix=True)


@pytest.fixture(scope="module")
def book(whole: Paper) -> Workbook:
    return load_workbook(io.BytesIO(workbook.make(whole)))


@pytest.fixture(scope="module")
def pdf(whole: Paper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(handout.make(whole)))


@pytest.fixture(scope="module")
def said(pdf: pypdf.PdfReader) -> list[str]:
    """The words of each page of the hand-out."""
    return texts(pdf)


def texts(reader: pypdf.PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def rows(book: Workbook, sheet: str, head: str) -> list[tuple]:
    """The rows below the head that begins with that word."""
    lines = list(book[sheet].iter_rows(values_only=True))
    start = next(n for n, line in enumerate(lines) if line[0] == head)
    return [line for line in lines[start + 1 :] if line[0] is not None]


# --- the same numbers -------------------------------------------------------------------------


@pytest.mark.usefixtures("_own_store")
def test_totals_are_equal_in_deck_hand_out_workbook_sheet_page_and_answer(
    whole: Paper, book: Workbook, said: list[str], city: Answers
) -> None:
    """Each is made anew and read back: what a reader of that paper sees."""
    totals = city.ask("berapa_inovasi_per_tahun")
    expected = dict(zip(map(str, totals.values("tahun")), totals.values("jumlah"), strict=True))
    drawn = native(opened(deck.make(whole)).slides)["total_per_tahun"][0].plots[0]
    years = [category.split("\n")[0] for category in drawn.categories]
    assert dict(zip(years, drawn.series[0].values, strict=True)) == expected
    assert {row[0]: row[1] for row in rows(book, "Total per tahun", "Tahun")} == expected
    for year, total in expected.items():
        assert f"{year} {number(total)} " in " ".join(said)
    known = {year: number(total) for year, total in expected.items() if total is not None}
    assert drawn_in(light_sheet(city, {}, "http://127.0.0.1")) == known
    assert drawn_in(bundle.files(everything(city))["pertumbuhan.html"].decode()) == known
    menu = str(settings.ROOT / "dasbor" / "app" / "menu.py")
    shown = AppTest.from_file(menu, default_timeout=60).run()
    assert drawn_in(told_by(shown)) == known


def everything(answers: Answers) -> bundle.Content:
    return bundle.everything(answers, Filters(), options(answers))


def drawn_in(html: str) -> dict[str, str]:
    """Year -> number, as written in the first picture of a page."""
    picture = html[html.index("<svg") : html.index("</svg>")]
    placed = re.findall(r'<text x="([\d.]+)"[^>]*class="(nama|nilai)"[^>]*>([^<]*)<', picture)
    years = {x: words for x, kind, words in placed if kind == "nama"}
    return {years[x]: words for x, kind, words in placed if kind == "nilai"}


def test_every_picture_has_its_sheet_with_its_numbers(whole: Paper, book: Workbook) -> None:
    for section in whole.sections:
        for chart in whole.charts(section):
            sheet = chart.key.replace("_", " ").capitalize()[: workbook.LONGEST_NAME].strip()
            head = "Kelurahan" if chart.layout else chart.result.column(chart.x).label
            found = rows(book, sheet, head)
            assert [line[0] for line in found] == [chart.names(x) for x in chart.categories]
            shown = [line[1 : 1 + len(chart.groups)] for line in found]
            assert shown == [
                tuple(chart.value(x, g) for g in chart.groups) for x in chart.categories
            ]


def test_sheets_say_how_their_numbers_stand(book: Workbook) -> None:
    lines = list(book["Total per tahun"].iter_rows(values_only=True))
    [head] = [line for line in lines if line[0] == "Tahun"]
    place = head.index(STATED.label)
    stands = {line[0]: line[place] for line in lines if str(line[0]).isdigit()}
    assert stands["2022"] == "terbit" and stands["2024"] == "belum terbit"


def test_key_figures_are_on_all_papers(whole: Paper, book: Workbook, said: list[str]) -> None:
    for figure in whole.figures:
        assert figure.value in " ".join(said)
        assert figure.value in [line[1] for line in rows(book, "Ringkasan", "Angka pokok")]


# --- hand-out ---------------------------------------------------------------------------------


def test_the_hand_out_is_tagged_named_and_indonesian(whole: Paper, pdf: pypdf.PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]
    assert root["/Lang"] == "id-ID"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == whole.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_hand_out_carries_its_own_letters(pdf: pypdf.PdfReader) -> None:
    """One family for everything, symbols too, and every font embedded."""
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert {font["/BaseFont"].partition("+")[2].partition("-")[0] for font in fonts} == {"Inter"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_pages_of_the_hand_out_are_a4_and_numbered(pdf: pypdf.PdfReader, said: list[str]) -> None:
    for number_, (page, words) in enumerate(zip(pdf.pages, said, strict=True), 1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert f"Halaman {number_} dari {len(pdf.pages)}" in words


def test_pictures_of_the_hand_out_are_drawn_and_described(
    whole: Paper, pdf: pypdf.PdfReader
) -> None:
    assert not [image for page in pdf.pages for image in page.images]
    described = handout._content(whole, handout.palette("light"))
    for section in described["bagian"]:
        assert all(picture["alt"].endswith(".") for picture in section["gambar"])


def test_words_are_never_read_as_markup(whole: Paper) -> None:
    hostile = "#panic() $x$ *tebal* @rujuk <label> \\ [kurung] // = _g_"
    odd = dataclasses.replace(whole, title=hostile, decisions=(hostile,))
    said = texts(pypdf.PdfReader(io.BytesIO(handout.make(odd))))
    assert hostile in " ".join(said)


def test_a_letter_that_no_typeface_has_becomes_a_question_mark(whole: Paper) -> None:
    odd = dataclasses.replace(whole, title="Rapat 😀 Juni", sections=(), pictures=())
    first = texts(pypdf.PdfReader(io.BytesIO(handout.make(odd))))[0]
    assert first.startswith("Rapat ? Juni Bappeda")


def test_everything_on_the_page_has_its_place_in_the_structure(pdf: pypdf.PdfReader) -> None:
    """Nothing hangs loose in the document; figures are described, heads say what they head."""
    loose, figures, heads = [], [], []

    def walk(node: Any, parent: str) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one, parent)
        elif isinstance(node, dict) and "/S" in node:
            kind = str(node["/S"])
            figures.extend([node] if kind == "/Figure" else [])
            heads.extend([node] if kind == "/TH" else [])
            walk(node.get("/K", pypdf.generic.ArrayObject()), kind)
        elif parent in ("/Document", "/Div", "/Sect"):
            loose.append(parent)

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], "/Document")
    assert not loose and figures and heads
    assert all(figure["/Alt"] for figure in figures)
    assert all("Scope" in str(head["/A"]) for head in heads)


def test_sixty_offices_over_twelve_years_fit_the_paper(whole: Paper) -> None:
    reader = pypdf.PdfReader(io.BytesIO(handout.make(with_pictures(whole, many()))))
    assert any("Dinas Nomor 59" in words for words in texts(reader))
    pieces = many()[1].cut(handout.ROWS_A_PAGE)
    assert [len(piece.categories) for piece in pieces] == [30, 30]
    assert len({piece.peak for piece in pieces}) == 1


def test_a_missing_typeface_is_said(
    whole: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handout, "FOLDER", tmp_path)
    with pytest.raises(Refused, match=r"Inter-Regular\.ttf.*tidak ada"):
        handout.make(whole)


# --- workbook ---------------------------------------------------------------------------------


def test_a_line_stands_in_the_chart_where_the_measure_changes(whole: Paper) -> None:
    """In the chart itself, so that it goes along when this is copied into another document."""
    charts = [c for s in whole.sections for c in whole.charts(s)]
    wanted = [c for c in charts if {*c.categories[1:]} & c.breaks and not c.traits.rows]
    with zipfile.ZipFile(io.BytesIO(workbook.make(whole))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    shapes = {name: text for name, text in parts.items() if "chartshapes" in name}
    assert len(shapes) == len(wanted) > 0
    for name, text in shapes.items():
        assert f'"/{name}"' in parts["[Content_Types].xml"]
        [links] = [n for n, told in parts.items() if n.endswith(".rels") and f'"/{name}"' in told]
        drawn = parts[links.replace("_rels/", "").removesuffix(".rels")]
        assert drawn.endswith('r:id="rId1"/></c:chartSpace>') and "<c:barChart>" in drawn
        place = float(re.findall(r"<cdr:x>([\d.]+)<", text)[0])
        left, wide = (float(re.findall(rf'<c:{k} val="([\d.]+)"', drawn)[0]) for k in "xw")
        years = int(re.findall(r'<c:ptCount val="(\d+)"', drawn)[0])
        assert (place - left) * years / wide == pytest.approx(1, abs=0.01)  # after the first year


def test_sheets_are_ready_to_print(book: Workbook) -> None:
    names = book.sheetnames
    assert names[0] == "Ringkasan" and names[-2:] == ["Sumber", "Catatan"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1, "1")
        assert "Halaman" in sheet.oddFooter.right.text
        notes = [str(sheet.cell(row, 1).value) for row in range(2, 8)]
        assert max(map(len, notes)) <= workbook.LONGEST_LINE
        if sheet.title != "Ringkasan":
            assert sheet.freeze_panes and sheet.print_title_rows


def test_native_excel_charts_stand_on_their_sheets(whole: Paper) -> None:
    content = zipfile.ZipFile(io.BytesIO(workbook.make(whole)))
    drawn = [name for name in content.namelist() if name.startswith("xl/charts/chart")]
    kinds = [c.kind for s in whole.sections for c in whole.charts(s)]
    assert len(drawn) == len([k for k in kinds if not isinstance(xlsx.KINDS[k], LeftOut)])
    alts = [
        content.read(name).decode().count("descr=")
        for name in content.namelist()
        if name.startswith("xl/drawings/drawing")
    ]
    assert alts and all(alts)


def test_below_an_excel_chart_stand_the_break_and_neighbouring_gaps_as_one(whole: Paper) -> None:
    content = zipfile.ZipFile(io.BytesIO(workbook.make(whole)))
    drawn = [content.read(n).decode() for n in content.namelist() if "xl/charts/chart" in n]
    said = "ukuran berganti mulai 2021 · 2024–"
    assert any(said in one and ": belum terbit" in one for one in drawn)


def test_no_text_becomes_a_formula(whole: Paper) -> None:
    odd = 'tahun, singkatan, jumlah, peringkat\n2025, "=1+1", 3, 1\n2025, "@x", 2, 2'
    chart = catalogue.ranking(answer("berapa_inovasi_per_opd", odd))
    loaded = load_workbook(io.BytesIO(workbook.make(with_pictures(whole, [chart]))))
    types = {cell.data_type for sheet in loaded for line in sheet.iter_rows() for cell in line}
    assert "f" not in types
    assert [line[0] for line in rows(loaded, "Peringkat opd", "Singkatan")] == ["'=1+1", "'@x"]


def test_sources_name_query_publisher_and_certainty(book: Workbook) -> None:
    found = rows(book, "Sumber", "Gambar atau tabel")
    assert {line[2] for line in found} >= {"queries/berapa_inovasi_per_tahun.sql"}
    assert any(line[6] == "bantenraya.co.id" and line[9] == "A" for line in found)


# --- from the shell ---------------------------------------------------------------------------


@pytest.fixture
def _own_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The city as it is, whatever a test before this one looked at."""
    versions.reset()


@pytest.mark.usefixtures("_own_store")
@pytest.mark.parametrize("kind", files.FORMATS)
def test_the_shell_writes_every_format(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"rapat.{kind}"
    chosen = ["--tahun", "2021-2023", "--opd", "dinkes", "--halaman", "pertumbuhan"]
    assert main(["rapat", *chosen, "--keluar", str(path)]) == 0
    assert path.read_bytes()[:2] in (b"PK", b"%P")
    assert "Tertulis" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".rapat")] == []


ODD: dict[str, list[str]] = {
    "tahun tanpa register": ["--tahun", "2024-2025"],
    "OPD tanpa baris": ["--opd", "Dishub"],
    "tidak tersisa": ["--opd", "Setwan", "--bentuk", "Lainnya"],
    "urusan OPD lain": ["--opd", "Dinkes", "--urusan", "Kehutanan"],
    "bentuk saja": ["--bentuk", "Lainnya"],
}


@pytest.mark.usefixtures("_own_store")
@pytest.mark.parametrize("kind", files.FORMATS)
@pytest.mark.parametrize("chosen", ODD.values(), ids=ODD)
def test_of_an_odd_selection_there_is_a_file_or_a_kind_word(
    chosen: list[str], kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"rapat.{kind}"
    code = main(["rapat", *chosen, "--keluar", str(path)])
    said = capsys.readouterr().err
    assert "Traceback" not in said
    if code == 0:
        assert path.read_bytes()[:2] in (b"PK", b"%P")
    else:
        assert code == 2 and "Longgarkan" in said and not path.exists()


@pytest.mark.usefixtures("_own_store")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--keluar", "TMP/r.doc"], "format tidak dikenal dari r.doc"),
        (["--keluar", "TMP/tidak/ada/r.pdf"], "tidak dapat ditulis"),
        (["--keluar", "TMP", "--format", "pdf"], "adalah folder"),
        (["--keluar", "TMP/r.pptx", "--templat", "TMP/tidak.pptx"], "tidak terbaca"),
        (["--keluar", "TMP/r.pptx", "--templat", "README.md"], "Templat tidak dapat dipakai"),
        (["--keluar", "TMP/r.pptx", "--opd", "ngawur"], "tidak dikenal: ngawur"),
        (["--keluar", "TMP/r.pptx", "--tahun", "2090"], f"Tahun yang ada: 2020–{today().year}"),
        (["--keluar", "TMP/r.pdf", "--format", "xlsx"], "Samakan keduanya"),
        (["--keluar", "TMP/r.pptx", "--halaman", "ngawur"], "Halaman tidak dikenal"),
        (["--keluar", "TMP/r.pptx", "--opd", "Dinkes", "\udce9"], "bukan UTF-8"),
        (["--keluar", "TMP/r.xlsx", "--judul", "\udcff"], "bukan UTF-8"),
        (["--keluar", "TMP/r.pptx", "--opd", "Dishub", "--halaman", "opd"], "Longgarkan saringan"),
    ],
)
def test_the_shell_refuses_in_words_and_leaves_no_half_file(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rapat", *(word.replace("TMP", str(tmp_path)) for word in arguments)]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "rapat.pdf"
    path.write_bytes(b"yang lama")

    def fails() -> bytes:
        raise Refused("rusak")

    with pytest.raises(Refused, match="rusak"):
        files.write(path, fails)
    assert path.read_bytes() == b"yang lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapat.pdf"
    path.write_bytes(b"yang lama")
    written = os.write

    def full(file: int, content: bytes) -> int:
        written(file, content[:4])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Refused, match=r"tidak dapat ditulis.*tidak penuh"):
        files.write(path, lambda: b"yang baru")
    assert path.read_bytes() == b"yang lama"
    assert list(tmp_path.iterdir()) == [path]


def test_file_names_say_what_is_inside(whole: Paper, city: Answers) -> None:
    assert files.file_name(whole, "pdf").startswith("inovasi-kota-cilegon-20")
    narrow = prepare(city, Filters(2021, 2023), options(city), title="Rapat <Juni>/2023")
    assert files.file_name(narrow, "pptx").startswith("rapat-juni-2023-2021-2023-")
