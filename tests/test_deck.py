"""The deck: the same numbers as the answers, native and editable, legible, accessible, honest."""

import dataclasses
import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from dasbor import narrative
from dasbor.charts import Chart, catalogue, pptx, scale
from dasbor.charts.pptx import Box, text_metrics
from dasbor.charts.pptx.colours import Colours
from dasbor.charts.shortening import MOST_ROWS, drawable, shortened
from dasbor.city import today
from dasbor.documents.blocks import Picture, Section
from dasbor.documents.content import FRONT, slides
from dasbor.documents.meeting import briefing, deck, wording
from dasbor.documents.meeting.briefing import Paper, Refused, prepare
from dasbor.format_id import listing, years
from dasbor.questions import provenance
from dasbor.questions.answers import Answers
from dasbor.questions.filters import Filters, options
from tests.world import answer

# What may stand in which order (ECMA-376): PowerPoint repairs a file that keeps to another.
ORDER = {
    "c:lineChart": "grouping varyColors ser dLbls dropLines marker smooth axId",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset"
    " tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:ser": "idx order tx spPr invertIfNegative marker dPt dLbls cat val smooth",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName"
    " showSerName showPercent showBubbleSize",
    "a:pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buChar tabLst defRPr",
}
YEARS = range(2014, 2026)


@pytest.fixture(scope="module")
def whole(city: Answers) -> Paper:
    """The story and its appendix: every picture there is."""
    return prepare(city, Filters(), options(city), appendix=True)


@pytest.fixture(scope="module")
def made(whole: Paper) -> bytes:
    """The deck of all pages, without filters."""
    return deck.make(whole)


@pytest.fixture(scope="module")
def made_of_many(whole: Paper) -> bytes:
    """A deck of many offices and years."""
    return deck.make(with_pictures(whole, many()))


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def many(offices: int = 60, years: Sequence[int] = YEARS) -> list[Chart]:
    """Charts of many offices over many years."""
    names = [f"Dinas Nomor {n}" for n in range(offices)]
    cells = "\n".join(f"{name}, {year}, {year - 2000}," for name, year in product(names, years))
    ranking = "\n".join(f"2025, {name}, {1500 - n}, {n + 1}" for n, name in enumerate(names))
    totals = "\n".join(f"{year}, {year}, lama" for year in years)
    return [
        catalogue.matrix(
            answer(
                "berapa_inovasi_per_opd_per_tahun", f"singkatan, tahun, jumlah, keterangan\n{cells}"
            )
        ),
        catalogue.ranking(
            answer("berapa_inovasi_per_opd", f"tahun, singkatan, jumlah, peringkat\n{ranking}")
        ),
        catalogue.totals(
            answer("berapa_inovasi_per_tahun", f"tahun, jumlah, ukuran\n{totals}"), 2500
        ),
    ]


def with_pictures(whole: Paper, charts: list[Chart]) -> Paper:
    """A meeting on these pictures alone."""
    pictures = tuple((whole.sections[0], chart) for chart in charts)
    return dataclasses.replace(whole, pictures=pictures, story=(), facts=())


def native(slides: Any) -> dict[str, list[Any]]:
    """The native charts of a deck by the key of their description."""
    found: dict[str, list[Any]] = {}
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_chart:
                found.setdefault(shape.name.removeprefix("Grafik: "), []).append(shape.chart)
    return found


def named(plot: Any, name: str) -> Any:
    """The series of that name: levels are drawn before the marks, so places change."""
    return next(series for series in plot.series if series.name == name)


# --- numbers ----------------------------------------------------------------------------------


def test_native_charts_hold_the_numbers_of_their_answers(whole: Paper, made: bytes) -> None:
    drawn = native(opened(made).slides)
    for _, whole_chart in whole.pictures:
        chart = shortened(whole_chart)
        if chart.kind in ("matriks", "peta", "penggaris", "titik"):
            continue
        if not drawable(chart):
            assert chart.key not in drawn
            continue
        for group in chart.groups:
            name = str(group) if chart.series else chart.result.column(chart.y).label
            found = [named(piece.plots[0], name).values for piece in drawn[chart.key]]
            values = [value for piece in found for value in piece]
            assert values == chart.values(group), chart.key


def test_a_chart_of_several_pages_stands_once_with_the_first_that_owns_it() -> None:
    chart = catalogue.totals(answer("berapa_inovasi_per_tahun", "tahun, jumlah\n2022, 1"))
    front, one, two = (
        Section(page, page, (Picture(chart), Picture(chart))[: 1 + (page == "dua")])
        for page in (FRONT, "satu", "dua")
    )
    for chosen, home in (([front, one, two], one), ([front, two], two), ([front], front)):
        assert {section.page for section, _ in slides(chosen)} == {home.page}
    assert len(list(slides([front, one, two]))) == 1


def test_the_data_inside_a_chart_can_be_edited(whole: Paper, made: bytes) -> None:
    piece = native(opened(made).slides)["total_per_tahun"][0]
    sheet = load_workbook(io.BytesIO(piece.part.chart_workbook.xlsx_part.blob)).active
    inside = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    totals = next(chart for _, chart in whole.pictures if chart.key == "total_per_tahun")
    assert inside == totals.values()


def test_tables_of_the_matrix_hold_every_cell(whole: Paper, made: bytes) -> None:
    matrix = next(chart for _, chart in whole.pictures if chart.key == "opd_per_tahun")
    said = {}
    for slide in opened(made).slides:
        for shape in slide.shapes:
            if shape.has_table and shape.name == "Tabel: opd_per_tahun":
                head, *rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                said |= {
                    (row[0], y): v for row in rows for y, v in zip(head[1:], row[1:], strict=True)
                }
    assert said == {
        (matrix.names(c), str(g)): matrix.text(matrix.value(c, g))
        for c in matrix.categories
        for g in matrix.groups
    }


def test_the_map_is_drawn_tile_by_tile(whole: Paper, made: bytes) -> None:
    places = next(chart for _, chart in whole.pictures if chart.kind == "peta")
    first = places.names(places.categories[0])
    slide = next(s for s in opened(made).slides if first in [shape.name for shape in s.shapes])
    said = {s.name: s._element._nvXxPr.cNvPr.get("descr") for s in slide.shapes}
    for code in places.categories:
        assert said[places.names(code)].endswith(f": {places.value(code)}")
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes)


def test_the_index_is_a_ruler_of_shapes_with_its_limits_and_the_way_up(
    whole: Paper, made: bytes
) -> None:
    index = next(chart for _, chart in whole.pictures if chart.bands)
    slide = bearing(opened(made).slides, f"Grafik: {index.key}")
    said = list(texts(slide.shapes))
    assert {"Sangat Inovatif", "Inovatif", "35,00", "60,01", "37,06"} <= set(said)
    last = index.result.known("skor")[-1]
    assert f"{index.text(last['skor'])}, {narrative.way_up(last)}" in said
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes)


def test_a_gap_is_empty_and_has_its_reason(made: bytes) -> None:
    presentation = opened(made)
    plot = native(presentation.slides)["total_per_tahun"][0].plots[0]
    names = (" ".join(category.split()) for category in plot.categories)
    shown = dict(zip(names, plot.series[0].values, strict=True))
    slide = next(
        s for s in presentation.slides if "Grafik: total_per_tahun" in [x.name for x in s.shapes]
    )
    gaps = [str(year) for year in range(2024, today().year + 1)]
    assert {*gaps} <= {name for name, value in shown.items() if value is None}
    assert f"Kosong, bukan nol: {listing(gaps)}" in " ".join(texts(slide.shapes))
    missing = years([*map(int, gaps)])
    assert f"Jumlah {missing} belum terbit" in slide.notes_slide.notes_text_frame.text


def test_a_break_is_a_line_and_neighbouring_gaps_are_one_field_within_the_chart() -> None:
    head = "tahun, jumlah, ukuran, keterangan\n2019, , , x\n2020, 59, lama,\n"
    rows = "2021, 79, baru,\n2022, 187, baru,\n2023, , , x\n2024, , , x"
    chart = catalogue.totals(answer("berapa_inovasi_per_tahun", head + rows))
    assert chart.breaks == {2021}
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = Box(0, 0, Inches(9), Inches(5))
    [part] = pptx.parts(chart, box)
    pptx.draw(slide, part, box, Colours(presentation))
    file = io.BytesIO()
    presentation.save(file)
    [drawn] = native(opened(file.getvalue()).slides)["total_per_tahun"]
    space = drawn._chartSpace
    [link] = space.xpath("./c:userShapes/@r:id")
    over = parse_xml(drawn.part.related_part(link).blob)
    size = {
        side: float(space.xpath(f"./c:chart/c:plotArea/c:layout//c:{side}/@val")[0])
        for side in "xywh"
    }
    slot = size["w"] / len(chart.categories)
    base = size["y"] + size["h"]
    for place in over:
        top, bottom = (float(place[n][1].text) for n in (0, 1))
        assert size["y"] - 1e-4 <= top < bottom and bottom == pytest.approx(base, abs=1e-4)
    said = [
        (
            "".join(t.text for t in place.iter(qn("a:t"))),
            *((float(place[n][0].text) - size["x"]) / slot for n in (0, 1)),
        )
        for place in over
    ]
    fields = [(words, int(start), int(end)) for words, start, end in said if words]
    assert fields == [("belum terbit", 0, 0), ("2023–2024: belum terbit", 4, 5)]
    assert [start for words, start, _ in said if not words] == [pytest.approx(2, abs=1e-3)]
    assert "terbit" not in "".join(drawn.plots[0].categories)


def test_numbers_are_indonesian_whatever_the_machine(whole: Paper, made: bytes) -> None:
    content = deck.make(with_pictures(whole, many()))
    xml = [e for e in zipfile.ZipFile(io.BytesIO(content)).namelist() if "charts/chart" in e]
    for name in xml:
        assert "[&gt;=1000]0\\.000" in zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_a_target_is_a_line_with_its_data(whole: Paper) -> None:
    piece = native(opened(deck.make(with_pictures(whole, many()[2:]))).slides)["total_per_tahun"][0]
    columns, line = piece.plots
    assert [series.name for series in line.series] == ["Target Anda: 2.500"]
    assert set(line.series[0].values) == {2500}
    assert len(columns.series) == 1


# --- legible ----------------------------------------------------------------------------------


def test_of_sixty_offices_the_first_are_drawn_and_tables_are_cut(made_of_many: bytes) -> None:
    presentation = opened(made_of_many)
    drawn = native(presentation.slides)
    [ranking] = drawn["peringkat_opd"]
    assert len(ranking.plots[0].categories) == MOST_ROWS
    said = [s.text_frame.text for n in presentation.slides for s in n.shapes if s.has_text_frame]
    assert any(f"{60 - MOST_ROWS} lainnya" in text for text in said)
    assert len(drawn["total_per_tahun"][0].plots[0].categories) == 12
    tables = [s for slide in presentation.slides for s in slide.shapes if s.has_table]
    offices = [t for t in tables if t.name == "Tabel: opd_per_tahun"]
    assert sum(len(t.table.rows) - 1 for t in offices) == 60
    assert all(len(t.table.columns) == 13 for t in offices)


def test_long_names_stand_whole_on_their_slides(whole: Paper, made: bytes) -> None:
    fields = shortened(next(chart for _, chart in whole.pictures if chart.key == "per_urusan"))
    drawn = native(opened(made).slides)[fields.key]
    said = [str(name).replace("\n", " ") for piece in drawn for name in piece.plots[0].categories]
    assert said == fields.categories
    assert any("manualLayout" in piece._chartSpace.xml for piece in drawn)


def test_words_that_have_no_room_are_symbols_with_their_key(whole: Paper) -> None:
    cells = "\n".join(
        f"Dinas {n}, {year}, {'Belum' if n % 3 else 'Ya'}" for n, year in product(range(60), YEARS)
    )
    text = f"singkatan, tahun, status\n{cells}"
    chart = catalogue.compliance(answer("opd_mana_memenuhi_target", text))
    slides = list(opened(deck.make(with_pictures(whole, [chart]))).slides)[2:-1]
    assert len(slides) <= 7
    for slide in slides:
        [table] = [shape.table for shape in slide.shapes if shape.has_table]
        assert len(table.columns) == 13
        assert {c.text for row in list(table.rows)[1:] for c in list(row.cells)[1:]} <= {"●", "○"}
        [key] = [shape for shape in slide.shapes if shape.name == "Arti tanda"]
        assert "● Ya" in key.text_frame.text and "○ Belum" in key.text_frame.text


def test_a_package_points_at_nothing_that_is_not_there(made: bytes) -> None:
    """What PowerPoint would offer to repair: a relation without target, a part without type."""
    content = zipfile.ZipFile(io.BytesIO(made))
    names = set(content.namelist())
    assert len(names) == len(content.namelist())
    for name in names:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in parse_xml(content.read(name)):
                target = posixpath.join("/", folder, relation.get("Target"))
                assert posixpath.normpath(target).lstrip("/") in names, name
    entries = list(parse_xml(content.read("[Content_Types].xml")))
    parts = {e.get("PartName", "")[1:] for e in entries} - {""}
    endings = {e.get("Extension") for e in entries}
    untyped = {name for name in names - parts if name.rpartition(".")[2] not in endings}
    assert parts <= names and untyped <= {"[Content_Types].xml"}


@pytest.mark.parametrize("title", ["Pendek", "Judul panjang sekali " * 9])
def test_nothing_leaves_the_slide_or_lies_on_its_neighbour(whole: Paper, title: str) -> None:
    charts = [dataclasses.replace(chart, title=title.strip()) for chart in many()]
    presentation = opened(deck.make(with_pictures(whole, charts)))
    for slide in presentation.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        for left, top, right, bottom, name in boxes:
            assert left >= 0 and top >= 0 and right <= presentation.slide_width, name
            assert bottom <= presentation.slide_height, name
        for one, other in product(boxes, boxes):
            if one < other and "Nomor slide" not in (one[4], other[4]):
                apart = (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )
                assert apart, (one, other)


def test_letters_are_read_from_the_back_row(made: bytes) -> None:
    for slide in opened(made).slides:
        for shape in slide.shapes:
            sizes = [
                int(r.get("sz")) / 100 for r in shape._element.iter(qn("a:rPr")) if r.get("sz")
            ]
            least = 28 if shape.name == "Judul" and sizes else 14
            assert all(size >= least for size in sizes), shape.name


def test_words_are_measured_generously() -> None:
    assert text_metrics.lines("satu dua tiga", 18, text_metrics.width("satu dua tiga ", 18)) == 1
    assert text_metrics.lines("satu dua tiga", 18, text_metrics.width("satu dua", 18)) == 2
    assert (
        text_metrics.lines("tanpaspasiyangpanjangsekali", 18, text_metrics.width("tanpaspasi", 18))
        >= 3
    )
    assert text_metrics.largest("panjang " * 40, (34, 28), Inches(12), 1) == 28


# --- accessible, honest -----------------------------------------------------------------------


def test_every_object_has_alternative_text_and_every_run_its_language(
    whole: Paper, made: bytes
) -> None:
    presentation = opened(made)
    for slide in presentation.slides:
        for shape in (*slide.shapes, *slide.notes_slide.placeholders):
            assert shape._element._nvXxPr.cNvPr.get("descr"), shape.name
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)
        assert {r.get("lang") for r in slide._element.iter(qn("a:rPr"))} == {"id-ID"}
        assert slide.shapes.title.text_frame.text
    assert presentation.core_properties.language == "id-ID"
    assert presentation.core_properties.title == whole.title


def test_the_parts_of_charts_and_paragraphs_keep_their_order(
    made: bytes, made_of_many: bytes
) -> None:
    for content in map(zipfile.ZipFile, map(io.BytesIO, (made, made_of_many))):
        for name in content.namelist():
            if not name.startswith(("ppt/charts/chart", "ppt/slides/slide")) or name.endswith("s"):
                continue
            for tag, order in ORDER.items():
                for element in parse_xml(content.read(name)).iter(qn(tag)):
                    children = [child.tag.partition("}")[2] for child in element]
                    places = [order.split().index(child) for child in children]
                    assert places == sorted(places), (name, tag, children)


def test_only_slides_of_a_demonstration_are_marked(demonstrated: Answers) -> None:
    pages = ("pertumbuhan", "posyantek")
    paper = prepare(demonstrated, Filters(), options(demonstrated), pages, samples=True)
    is_sample = [chart.result.sample for _, chart in paper.pictures]
    assert set(is_sample) == {False, True}
    first, *others = opened(deck.make(paper)).slides
    assert wording.EXAMPLE_LINE in " ".join(texts(first.shapes))
    named = [{shape.name: shape for shape in slide.shapes} for slide in others]
    assert sum("Tanda data contoh" in shapes for shapes in named) == sum(is_sample)
    pictures = [shapes for shapes in named if "Sumber dan catatan" in shapes]
    for shapes, sample in zip(pictures, is_sample, strict=True):
        assert ("Tanda data contoh" in shapes) == sample
        assert (provenance.SAMPLE_SOURCE in shapes["Sumber dan catatan"].text) == sample


def test_notes_say_what_is_asked_and_where_numbers_come_from(made: bytes) -> None:
    *_, slide = (s for s in opened(made).slides if any(x.has_chart for x in s.shapes))
    said = slide.notes_slide.notes_text_frame.text
    for part in ("POKOK BICARA", "PERTANYAAN YANG MUNGKIN", "queries/", "Berkas: ", "Versi data"):
        assert part in said


def test_the_deck_asks_for_decisions_that_follow_from_the_figures(
    made: bytes, city: Answers
) -> None:
    idle = city.ask("berapa_inovasi_per_opd").values("jumlah").count(0)
    titled = {slide.shapes.title.text: slide for slide in opened(made).slides}
    said = list(texts(titled["Keputusan yang diminta"].shapes))
    asked = f"Tindak lanjut untuk {idle} OPD tanpa inovasi pada 2023"
    assert any(words.startswith(asked) for words in said)
    assert wording.BLANK in said


# --- selections -------------------------------------------------------------------------------


def test_one_office_and_its_years(city: Answers) -> None:
    filters = Filters(2021, 2023, opd=("Dinkes",))
    chosen = prepare(city, filters, options(city), ["pertumbuhan"])
    slides = opened(deck.make(chosen)).slides
    office = city.ask(
        "berapa_inovasi_per_tahun", opd=["dinkes"], tahun_dari=2021, tahun_sampai=2023
    )
    drawn = native(slides)["total_per_tahun"][0].plots[0].series[0]
    assert list(drawn.values) == office.values("jumlah")
    slide = bearing(slides, "Grafik: total_per_tahun")
    assert "2021–2023; Dinkes" in " ".join(texts(slide.shapes))
    assert "Target 1" in [t.text for t in drawn_levels(slide)]


def bearing(slides: Any, name: str) -> Any:
    """The first slide with a shape of that name."""
    return next(slide for slide in slides if name in [shape.name for shape in slide.shapes])


def drawn_levels(slide: Any) -> list[Any]:
    [piece] = [shape.chart for shape in slide.shapes if shape.has_chart]
    return list(piece.plots[1].series[0]._element.iter(qn("a:t")))


def test_a_filter_that_does_not_reach_a_picture_is_said_beside_it(city: Answers) -> None:
    """The page of awards hears the filter of offices, its picture of categories does not."""
    chosen = prepare(city, Filters(opd=("Dinkes",)), options(city), ["penghargaan"])
    [(section, chart)] = [own for own in chosen.pictures if own[1].key == "kategori_award"]
    assert "opd" not in section.deaf
    assert wording.foot(chosen, section, chart)[0].startswith(
        "Saringan: Dinkes (OPD tidak berlaku di sini)"
    )
    assert wording.summary(chosen)[-1] == "Saringan OPD tidak berlaku untuk Posyantek dan IID."


def test_many_chosen_offices_are_counted_on_slides_and_named_in_notes(city: Answers) -> None:
    offices = tuple(sorted(options(city).values["opd"]))[:20]
    chosen = prepare(city, Filters(opd=offices), options(city), ["opd"])
    slide = bearing(opened(deck.make(chosen)).slides, "Grafik: peringkat_opd")
    assert "Saringan: 20 OPD" in " ".join(texts(slide.shapes))
    assert all(name in slide.notes_slide.notes_text_frame.text for name in offices)


def test_an_empty_selection_is_refused_kindly(city: Answers) -> None:
    ranking = city.ask("berapa_inovasi_per_opd_per_tahun")
    counts: dict[str, int] = {}
    for row in ranking.records():
        counts[row["singkatan"]] = counts.get(row["singkatan"], 0) + (row["jumlah"] or 0)
    idle = next(name for name, count in counts.items() if not count)
    with pytest.raises(Refused, match="Longgarkan saringan"):
        prepare(city, Filters(opd=(idle,)), options(city), ["pertumbuhan", "opd"])
    with pytest.raises(Refused, match="tidak dikenal: ngawur"):
        prepare(city, Filters(), options(city), charts=["ngawur"])
    with pytest.raises(Refused, match="tidak dikenal: ngawur"):
        prepare(city, Filters(), options(city), ["ngawur"])


# --- templates --------------------------------------------------------------------------------


def template(four_to_three: bool = False, proper: bool = False) -> bytes:
    """A presentation with one slide, as ``.pptx`` or as a template proper (``.potx``)."""
    presentation = Presentation()
    if not four_to_three:
        presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    presentation.slides.add_slide(presentation.slide_layouts[0]).shapes.title.text = "Slide lama"
    buffer = io.BytesIO()
    if proper:
        presentation.part._content_type = CT.PML_TEMPLATE_MAIN
    presentation.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("proper", [False, True], ids=["pptx", "potx"])
@pytest.mark.parametrize("four_to_three", [False, True])
def test_the_template_of_an_office_is_used_without_its_slides(
    whole: Paper, four_to_three: bool, proper: bool
) -> None:
    given = template(four_to_three, proper)
    presentation = opened(deck.make(whole, given))
    assert presentation.slide_width == opened(template(four_to_three)).slide_width
    assert "Slide lama" not in [
        text for slide in presentation.slides for text in texts(slide.shapes)
    ]
    assert presentation.slides[2].slide_layout.name == "Title Only"
    for slide in presentation.slides:
        assert all(s.left + s.width <= presentation.slide_width for s in slide.shapes)


def damaged() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as whole, zipfile.ZipFile(buffer, "w") as part:
        for name in whole.namelist():
            if "slideMaster" not in name:
                part.writestr(name, whole.read(name))
    return buffer.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook

    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"bukan pptx", template()[:2000], damaged(), workbook()],
    ids=["kosong", "teks", "terpotong", "tanpa master", "xlsx"],
)  # fmt: skip
def test_a_file_that_is_no_presentation_is_refused_in_words(whole: Paper, content: bytes) -> None:
    with pytest.raises(Refused, match="Templat tidak dapat dipakai"):
        deck.make(whole, content)


def test_nothing_in_the_data_becomes_a_formula(whole: Paper) -> None:
    names = '"=HYPERLINK(""x"")"', "A", "B"
    cells = "".join(f"\n2025, {name}, {4 - n}, {n}" for n, name in enumerate(names, 1))
    rows = f"tahun, singkatan, jumlah, peringkat{cells}"
    chart = catalogue.ranking(answer("berapa_inovasi_per_opd", rows))
    piece = native(opened(deck.make(with_pictures(whole, [chart]))).slides)["peringkat_opd"][0]
    sheet = load_workbook(io.BytesIO(piece.part.chart_workbook.xlsx_part.blob)).active
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


def test_files_behind_an_answer_are_named(whole: Paper, city: Answers) -> None:
    assert whole.files_behind(city.ask("berapa_inovasi_per_opd", tahun_sampai=2021)) == [
        "inovasi_2021.csv",
        briefing.LEDGER_FILE,
    ]


def test_what_is_too_little_for_a_picture_stands_together(whole: Paper, city: Answers) -> None:
    one = catalogue.totals(answer("berapa_inovasi_per_tahun", "tahun, jumlah\n2022, 1"))
    few = [one, catalogue.participation(city.ask("berapa_kelurahan_ikut_posyantek"))]
    slides = opened(deck.make(with_pictures(whole, few))).slides
    said = list(texts(bearing(slides, "Tabel: angka yang sedikit").shapes))
    assert all(chart.title in said for chart in few)


def test_facts_and_samples_share_no_slide_and_no_notes(demonstrated: Answers) -> None:
    choices = options(demonstrated)
    whole = prepare(demonstrated, Filters(), choices, samples=True)
    samples = [chart for _, chart in whole.pictures if chart.result.sample]
    fact = catalogue.totals(answer("berapa_inovasi_per_tahun", "tahun, jumlah\n2022, 1"))
    said = [wording.talk(whole, section, c) for section, c in whole.pictures if c in samples]
    assert samples and all(len(list(filter(None, told[0][1]))) <= 2 for told in said)
    assert not any(briefing.LEDGER_FILE in whole.files_behind(chart.result) for chart in samples)
    sample = dataclasses.replace(samples[0].result, rows=samples[0].result.rows[:1])
    few = [fact, catalogue.new_and_continued(sample)]
    slides = opened(deck.make(with_pictures(whole, few))).slides
    there = [set(texts(s.shapes)) & {few[0].title, few[1].title, "CONTOH"} for s in slides]
    assert {few[0].title} in there and {few[1].title, "CONTOH"} in there


def test_a_count_among_a_whole_is_as_many_dots(whole: Paper, made: bytes) -> None:
    dots = next(chart for _, chart in whole.pictures if chart.among)
    count, total = scale.dots(dots) or (0, 0)
    slide = bearing(opened(made).slides, f"Grafik: {dots.key}")
    told = [s._element._nvXxPr.cNvPr.get("descr") for s in slide.shapes]
    assert told.count("terisi") == count  # the first, which is the key, says what all of it shows
    assert told.count("kosong") == total - count + 1
    assert {f"{count} ikut", f"{total - count} tidak ikut"} <= set(texts(slide.shapes))
