"""Samples in pictures: hatched and brown in every renderer, their word inside, and no finding."""

import io
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import xlsxwriter
from pptx import Presentation
from pptx.util import Inches

from dasbor.charts import Chart, catalogue, plotly, pptx, svg, text_metrics, xlsx
from dasbor.charts.description import COLOURS, SAMPLE_WORDS
from dasbor.charts.identity import places
from dasbor.charts.pptx.colours import Colours
from dasbor.charts.shortening import drawable, shortened
from dasbor.charts.theme import HATCHES, Palette, palette, readable_on
from dasbor.questions.answers import Answers
from dasbor.questions.result import Result
from dasbor.questions.standing import Standing
from tests.test_theme import contrast
from tests.world import answer, score_line

MODES = pytest.mark.parametrize("mode", ["light", "dark"])
TOTALS = "berapa_inovasi_per_tahun"


def sample(result: Result) -> Result:
    """The same answer, as one of the demonstration."""
    return replace(result, sample=True)


def charts(city: Answers) -> Iterator[Chart]:
    """A picture of every kind from sample rows; of a line there is none, so one is made."""
    yield catalogue.office(sample(city.ask(TOTALS, opd=["dinkes"])), "Dinkes")
    yield catalogue.new_and_continued(sample(city.ask("berapa_baru_dan_lanjutan")))
    yield catalogue.ranking(sample(city.ask("berapa_inovasi_per_opd")))
    yield catalogue.districts(sample(city.ask("berapa_kelurahan_ikut_per_kecamatan")))
    yield score_line(sample(city.ask("berapa_skor_iid_per_tahun")))
    yield catalogue.matrix(sample(city.ask("berapa_inovasi_per_opd_per_tahun")))
    yield catalogue.compliance(sample(city.ask("opd_mana_memenuhi_target", tampil="semua")))
    yield catalogue.places(sample(city.ask("apa_status_tiap_kelurahan")))


def slide_of(chart: Chart) -> tuple[Any, Colours, list[Any]]:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box, colours = pptx.Box(Inches(1), Inches(1), Inches(8), Inches(5)), Colours(deck)
    part = pptx.parts(chart, box)[0]
    return slide, colours, pptx.draw(slide, part, box, colours)


def workbook_chart(chart: Chart) -> Any:
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet("data")
        drawn = xlsx.draw(book, chart, lambda n: ["data", 1, n, 9, n], (), palette("light"))
        if drawn:
            sheet.insert_chart(0, 5, drawn)
    return drawn


# --- which marks ------------------------------------------------------------------------------


def partly(city: Answers) -> Chart:
    """A picture in which the numbers of 2022 and 2023 are samples, those before are none."""
    result = replace(city.ask("berapa_baru_dan_lanjutan"))
    told = zip(result.values("tahun"), result.standings["jumlah"], strict=True)
    kinds = tuple(Standing.SAMPLE if year in (2022, 2023) else kind for year, kind in told)
    result.__dict__["standings"] = {"jumlah": kinds}
    return catalogue.new_and_continued(result)


def test_a_mark_is_a_sample_by_the_standing_of_its_own_value(city: Answers) -> None:
    split = partly(city)
    assert split.samples and split.sampled(2022, "Baru")
    assert not split.sampled(2020, "Baru")  # published
    assert not split.sampled(2024, "Baru")  # nothing there
    assert split.only_sampled("Baru") is False
    assert not catalogue.totals(city.ask(TOTALS)).samples
    rows = "kode, kelurahan, kecamatan, tahun, status, asal\n1, A, X, 2025, Ikut, data contoh\n"
    places = catalogue.places(answer("apa_status_tiap_kelurahan", rows + "2, B, X, 2025, Ikut, "))
    assert places.sampled("1") and not places.sampled("2")
    assert all(chart.samples for chart in charts(city))


def test_published_and_sample_stand_apart_in_one_picture(city: Answers) -> None:
    split = partly(city)
    boxes = [e.get("class") for e in ET.fromstring(svg.draw(split)).iter("rect")]
    assert boxes.count("contoh") == 4 and "seri0" in boxes
    figure = plotly.draw(split, palette("light"))
    for trace in figure["data"]:
        if "pattern" in trace.get("marker", {}):
            years = [x for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
            assert years == ["2022", "2023"]
    [legend] = [n["text"] for n in figure["layout"]["annotations"] if "■" in n["text"]]
    assert re.findall(r"■</span> ([\w ]+\w)", legend) == split.groups


def test_a_sample_answer_states_nothing() -> None:
    head = "tahun, jumlah, naik, naik_persen, ukuran, tahun_berjalan\n"
    rows = f"{head}2021, 5, , , a\n2022, 9, 4, 80, a"
    chart = catalogue.totals(sample(answer(TOTALS, rows)), 300)
    assert chart.title.startswith("Peragaan: ")
    assert not (chart.above or chart.target or chart.targets or chart.events or chart.strong)
    assert SAMPLE_WORDS in chart.alt and "%" not in chart.alt_in_full


# --- how they look ----------------------------------------------------------------------------


@MODES
def test_brown_is_read_on_paper_and_hatching_and_is_no_other_colour(mode: str) -> None:
    colours = palette(mode)
    for ground in (colours.background, colours.surface, colours.hatch):
        assert contrast(colours.sample, ground) >= 4.5
    taken = {colours.accent, colours.warning, *colours.series, *colours.quiets}
    assert colours.sample not in taken


@MODES
def test_the_word_is_inside_every_svg_and_plotly_picture(mode: str, city: Answers) -> None:
    colours = palette(mode)
    for chart in charts(city):
        picture = ET.fromstring(svg.draw(chart, palette=colours))
        words = [e.text for e in picture.iter() if e.tag.endswith("text")]
        assert SAMPLE_WORDS in words, chart.key
        assert f'fill="{colours.accent}"' not in svg.draw(chart, palette=colours), chart.key
        figure = plotly.draw(chart, colours)
        if figure["data"]:
            notes = [note["text"] for note in figure["layout"]["annotations"]]
            assert f"<b><i>{SAMPLE_WORDS}</i></b>" in notes, chart.key
            assert not {colours.accent, colours.warning} & set(marker_colours(figure)), chart.key


def marker_colours(figure: dict[str, Any]) -> Iterator[str]:
    for trace in figure["data"]:
        colour = trace.get("marker", {}).get("color", [])
        yield from [colour] if isinstance(colour, str) else colour


def test_hatches_are_defined_in_the_drawing_that_uses_them(city: Answers) -> None:
    for chart in charts(city):
        for width in (330, 640):
            drawn = svg.draw(chart, width)
            used = set(re.findall(r"url\(#([^)]+)\)", drawn))
            assert used and used <= set(re.findall(r'<pattern id="([^"]+)"', drawn)), chart.key
        assert not set(re.findall(r'id="([^"]+)"', svg.draw(chart, 330))) & used


def test_on_a_slide_the_word_is_in_the_object_itself(city: Answers) -> None:
    for chart in charts(city):
        _, colours, shapes = slide_of(chart)
        xml = "".join(shape._element.xml for shape in shapes)
        natives = [shape.chart for shape in shapes if shape.has_chart]
        xml += "".join(native._chartSpace.xml for native in natives)
        assert "pattFill" in xml and str(colours.sample) in xml, chart.key
        assert "CONTOH" in xml and 'i="1"' in xml, chart.key
        assert all(n.chart_title.text_frame.text == SAMPLE_WORDS for n in natives), chart.key
        assert chart.traits.joined or "accent1" not in "".join(
            series._element.xml for native in natives for series in native.plots[0].series
        ), chart.key


def test_in_a_workbook_the_word_is_in_the_title_of_the_chart(city: Answers) -> None:
    for chart in charts(city):
        drawn = workbook_chart(chart)
        if drawn is None:
            continue
        assert drawn.title.name.startswith(SAMPLE_WORDS)
        fills = [p for one in drawn.series for p in one["points"] or () if p]
        assert chart.traits.joined or (all("pattern" in fill for fill in fills) and fills)


# --- colours by name --------------------------------------------------------------------------


def test_names_of_one_picture_have_colours_of_their_own() -> None:
    chance = random.Random(1)
    for _ in range(200):
        count = chance.randint(1, COLOURS)
        names = ["".join(chance.choices("abcdefgh", k=4)) + str(n) for n in range(count)]
        names += chance.sample(["Baru", "Digital", "2022"], k=1) if count < COLOURS else []
        found = places(names, COLOURS)
        assert len(set(found.values())) == len(names) and set(found) == set(names)
        assert places(names[::-1], COLOURS) == found


def test_a_category_keeps_its_colour_under_any_filter_in_every_renderer(city: Answers) -> None:
    chance, seen = random.Random(20), dict[tuple[str, str, str], set[str]]()
    offices = ["dinkes", "dinsos", "dindikbud", "rsud", "bpkad", "dkpp", "damkar", "setda", "dpad"]
    for _ in range(20):
        asked = {"opd": chance.sample(offices, k=chance.randint(1, 6))}
        asked |= {"tahun_dari": (start := chance.choice([2020, 2021, 2022])),
                  "tahun_sampai": chance.randint(start, 2023)}  # fmt: skip
        what = chance.choice(["bentuk", "jenis", "tahapan", "inisiator"])
        results = [
            city.ask("berapa_baru_dan_lanjutan", **asked),
            city.ask("berapa_per_rincian", rincian=what, **asked),
        ]
        described = (catalogue.new_and_continued(results[0]), catalogue.breakdown(results[1], what))
        for chart in map(as_facts, described):
            for renderer, group, colour in drawn_colours(chart):
                seen.setdefault((renderer, chart.key, group), set()).add(colour)
    assert {renderer for renderer, _, _ in seen} == {"svg", "plotly", "pptx", "xlsx"}
    assert len({group for _, _, group in seen}) >= 9
    assert not {key: colours for key, colours in seen.items() if len(colours) > 1}


def as_facts(chart: Chart) -> Chart:
    """The same numbers as if they were published, so that they have the colours of categories."""
    query = replace(chart.result.query, data=())
    return replace(chart, result=replace(chart.result, query=query))


def drawn_colours(chart: Chart) -> Iterator[tuple[str, str, str]]:
    """Renderer, group and colour of every group that is drawn."""
    if not any(chart.values(group) for group in chart.groups):
        return
    assert not chart.samples
    colours = palette("light")
    legend = re.findall(
        r'rx="3" fill="(#\w+)"/><text[^>]*>([^<]+)<', svg.draw(chart, palette=colours)
    )
    yield from (("svg", name, colour) for colour, name in legend if name in chart.groups)
    for note in plotly.draw(chart, colours)["layout"]["annotations"]:
        keys = re.findall(r'color:(#\w+)">■</span> ([^<]+?)(?: {3}|<|$)', note["text"])
        yield from (("plotly", name, colour) for colour, name in keys)
    _, _, [frame] = slide_of(chart)
    for series in frame.chart.plots[0].series:
        fill = series.format.fill.fore_color
        yield "pptx", series.name, str(fill.theme_color if fill.type == 2 else fill.rgb)
    for one in workbook_chart(chart).series:
        yield "xlsx", one["name"], repr(one["fill"]["color"])


# --- one grammar ------------------------------------------------------------------------------


@MODES
def test_every_ink_can_be_read_on_its_ground(mode: str) -> None:
    colours = palette(mode)
    grounds = [*colours.series, *colours.quiets, *colours.sequence, colours.surface]
    grounds += [colours.pale(colour) for colour in (*colours.series, *colours.quiets)]
    grounds += [colours.zone(level) for level in (1, 2, 3, 4)]
    for ground in grounds:
        assert contrast(readable_on(ground, colours), ground) >= 4.5, ground


@MODES
def test_inks_of_plotly_can_be_read_on_their_marks(mode: str, city: Answers) -> None:
    colours = palette(mode)
    described = [
        catalogue.new_and_continued(city.ask("berapa_baru_dan_lanjutan"), city.ask(TOTALS)),
        as_facts(catalogue.breakdown(city.ask("berapa_per_rincian", rincian="jenis"), "jenis")),
        as_facts(catalogue.matrix(city.ask("berapa_inovasi_per_opd_per_tahun"))),
        catalogue.compliance(city.ask("opd_mana_memenuhi_target", tampil="semua")),
    ]
    for chart in described:
        for ink, ground in inks(plotly.draw(chart, colours), chart, colours):
            assert contrast(ink, ground) >= 4.5, (chart.key, ink, ground)


def inks(figure: dict[str, Any], chart: Chart, colours: Palette) -> Iterator[tuple[str, str]]:
    """What is written on marks: its ink and its ground."""
    cells = next((t for t in figure["data"] if t["type"] == "heatmap"), None)
    for trace in figure["data"]:
        if trace["type"] == "bar" and trace.get("text"):
            grounds = listed(trace["marker"]["color"], len(trace["text"]))
            written = listed(trace["textfont"]["color"], len(trace["text"]))
            yield from (
                (i, g) for i, g, t in zip(written, grounds, trace["text"], strict=True) if t
            )
        if cells and trace["type"] == "scatter":
            written = listed(trace["textfont"]["color"], len(trace["text"]))
            for x, y, ink in zip(trace["x"], trace["y"], written, strict=True):
                value = cells["z"][cells["y"].index(y)][cells["x"].index(x)]
                yield ink, colours.scale[value or 0][1]


def listed(value: Any, count: int) -> list[Any]:
    return value if isinstance(value, list) else [value] * count


@MODES
def test_neighbouring_zones_can_be_told_apart(mode: str) -> None:
    colours = palette(mode)
    for low, high in ((1, 2), (2, 3), (3, 4)):
        assert contrast(colours.zone(low), colours.zone(high)) >= 1.5


def test_the_plot_is_the_greater_part_of_every_figure(city: Answers) -> None:
    described = [*charts(city), catalogue.totals(city.ask(TOTALS), 300)]
    described += [
        catalogue.breakdown(city.ask("berapa_per_rincian", rincian="jenis"), "jenis"),
        catalogue.fields(answer("berapa_inovasi_per_urusan", "tahun, urusan, jumlah\n2022, A, 3")),
    ]
    for chart in described:
        layout = plotly.draw(chart, palette("light"))["layout"]
        plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        assert plot >= 0.75 * layout["height"], chart.key
        assert layout["xaxis"].get("tickangle", 0) == 0
        assert not any(note.get("textangle") for note in layout["annotations"])


def test_values_are_written_once_on_marks_or_on_an_axis(city: Answers) -> None:
    for chart in (catalogue.totals(city.ask(TOTALS)), *charts(city)):
        layout = plotly.draw(chart, palette("light"))["layout"]
        up = "xaxis" if chart.traits.rows else "yaxis"
        assert chart.traits.cells or chart.kind == "peta" or not layout[up]["showticklabels"]
        assert not layout["xaxis"]["showgrid"] and not layout["yaxis"]["showgrid"]


def test_neighbouring_years_without_values_are_one_field(city: Answers) -> None:
    totals = catalogue.totals(city.ask(TOTALS))
    words = " ".join(e.text or "" for e in ET.fromstring(svg.draw(totals)).iter("text"))
    assert words.count("belum terbit") == 1 and re.search(r"2024–20\d\d: belum terbit", words)
    notes = [n["text"] for n in plotly.draw(totals, palette("light"))["layout"]["annotations"]]
    assert len([note for note in notes if note.endswith(":<br>belum terbit")]) == 1
    drawn = workbook_chart(totals)
    said = drawn.x_axis["title"].name
    years, changed, absent = said.rsplit(" · ", 2)
    assert years == "2020: hitungan lain · 2023: s.d. 20\u00a0Juni"
    assert changed == "ukuran berganti mulai 2021"
    assert re.fullmatch(r"2024–20\d\d: belum terbit", absent)


def test_hatches_are_for_samples_only(city: Answers) -> None:
    assert len(set(HATCHES)) == len(HATCHES)
    for chart in (catalogue.totals(city.ask(TOTALS), 300), score_line(
        city.ask("berapa_skor_iid_per_tahun"))):  # fmt: skip
        assert "pattern" not in svg.draw(chart)
        assert not [t for t in plotly.draw(chart, palette("light"))["data"] if "pattern" in str(t)]


def test_a_click_tells_row_and_group_whatever_traces_there_are(city: Answers) -> None:
    split = catalogue.new_and_continued(city.ask("berapa_baru_dan_lanjutan"))
    for trace in plotly.draw(split, palette("light"))["data"]:
        if trace["type"] == "bar":
            assert split.groups[trace["meta"]] == trace["name"]
    cells = catalogue.matrix(sample(city.ask("berapa_inovasi_per_opd_per_tahun")))
    _, _, words = plotly.draw(cells, palette("light"))["data"]
    for x, y, (*_, (row, group)) in zip(words["x"], words["y"], words["customdata"], strict=True):
        assert (y, x) == (cells.categories[row], str(cells.groups[group]))


# --- said instead of drawn, and finished cards ------------------------------------------------


def test_few_values_are_no_picture_and_zeros_are_named() -> None:
    rows = "tahun, singkatan, jumlah\n" + "\n".join(
        f"2022, D{n}, {max(20 - n, 0)}" for n in range(25)
    )
    ranking = catalogue.ranking(answer("berapa_inovasi_per_opd", rows))
    assert ranking.categories[-5:] == [f"D{n}" for n in range(20, 25)]
    short = shortened(ranking, 12)
    assert short.categories == [f"D{n}" for n in range(12)] and short.peak == ranking.peak
    assert short.rest == ("8 lainnya", "Belum ada: D20, D21, D22, D23, D24")
    words = [e.text for e in ET.fromstring(svg.draw(short)).iter("text")]
    assert words[-2:] == list(short.rest)
    notes = [n["text"] for n in plotly.draw(short, palette("light"))["layout"]["annotations"]]
    assert "8 lainnya<br>Belum ada: D20, D21, D22, D23, D24" in notes
    assert shortened(short, 12).categories == short.categories
    few = catalogue.ranking(answer("berapa_inovasi_per_opd", "singkatan, jumlah\nA, 3\nB, "))
    assert not drawable(few) and shortened(few) == few


def test_the_zeros_of_samples_are_not_called_by_name(city: Answers) -> None:
    ranking = catalogue.ranking(sample(city.ask("berapa_inovasi_per_opd")))
    zeros = [c for c in ranking.categories if ranking.value(c) == 0]
    short = shortened(ranking, 5)
    assert zeros and short.rest == ("24 lainnya", "5 nol")
    assert shortened(ranking, 99).rest == ("5 nol",)
    assert not {*zeros} & {*shortened(ranking, 99).categories}


def test_lines_of_samples_are_told_apart_by_dashes_and_points(city: Answers) -> None:
    """Their colour is one, so that nobody takes them for facts."""
    rows = sample(city.ask("berapa_inovasi_per_opd_per_tahun", opd=["dinkes", "dinsos", "dlh"]))
    grid = catalogue.matrix(rows)
    three = replace(grid, kind="garis", x="tahun", series="singkatan", missing={}, pale={})
    traces = plotly.draw(three, palette("light"))["data"][:3]
    assert len({trace["line"]["color"] for trace in traces}) == 1
    assert len({trace["line"]["dash"] for trace in traces}) == 3
    assert len({str(trace["marker"]["symbol"]) for trace in traces}) == 3
    drawn = ET.fromstring(svg.draw(three)).iter("line")
    kinds = {e.get("class", "") for e in drawn}
    assert len({kind for kind in kinds if kind.startswith("garis-contoh")}) == 3
    [native] = [s for s in slide_of(three)[2] if s.has_chart]
    series = native.chart.plots[0].series
    assert len({one.format.line.dash_style for one in series}) == 3
    assert len({one.marker.style for one in series}) == 3
    in_book = workbook_chart(three).series
    assert len({one["line"]["dash_type"] for one in in_book}) == 3
    assert len({one["marker"]["type"] for one in in_book}) == 3


def test_a_card_says_all_that_a_picture_needs_alone(city: Answers) -> None:
    source = "Koran & <Kabar>, 20 Juni 2023"
    for chart in [*charts(city), catalogue.totals(city.ask(TOTALS), 300)]:
        card = svg.card(chart, "Kota Cilegon", "contoh.go.id/opd?a=1&b=2", source)
        assert "class=" not in card and "var(" not in card
        picture = ET.fromstring(card)
        assert (picture.get("width"), picture.get("height")) == ("1200", "630")
        words = [e.text or "" for e in picture.iter() if e.tag.endswith("text")]
        assert {"Kota Cilegon", "contoh.go.id/opd?a=1&b=2"} <= set(words)
        whole = " ".join(words)
        assert " ".join(chart.title.split()[:4]) in whole
        assert (source in whole) == (not chart.samples)
        assert (SAMPLE_WORDS in whole) == chart.samples
        [inner] = [e for e in picture if e.tag.endswith("svg")]
        assert float(inner.get("y", "")) + float(inner.get("height", "")) < 630 - 50
        ids = re.findall(r'id="([^"]+)"', card)
        assert len(ids) == len(set(ids))


@MODES
def test_every_word_of_an_svg_can_be_read_where_it_lies(mode: str, city: Answers) -> None:
    """On the mark that was drawn last below its middle; words on hatching have a halo."""
    colours = palette(mode)
    described = [*charts(city), *map(as_facts, charts(city)), catalogue.totals(city.ask(TOTALS))]
    limits = city.ask("apa_batas_predikat_iid_tiap_edisi")
    scores = city.ask("berapa_jarak_ke_predikat_berikutnya")
    described += [
        catalogue.index_within_limits(scores, limits),
        catalogue.new_and_continued(city.ask("berapa_baru_dan_lanjutan"), city.ask(TOTALS)),
    ]
    for chart in described:
        for width in (330, 640):
            picture = ET.fromstring(svg.draw(chart, width, palette=colours))
            for word, ink, ground in words_on_grounds(picture, colours):
                assert contrast(ink, ground) >= 4.5, (chart.key, width, word, ink, ground)


def words_on_grounds(picture: ET.Element, colours: Palette) -> Iterator[tuple[str, str, str]]:
    """A word, its colour, and the colour it lies on; nested groups only move what they hold."""
    boxes: list[tuple[float, float, float, float, str]] = []
    patterns = {box for one in picture.iter() if one.tag.endswith("pattern") for box in one}
    for element in picture.iter():
        name = element.tag.rpartition("}")[2]
        if name == "rect" and element not in patterns and element.get("fill") != "none":
            x, y, w, h = (float(element.get(k, "0")) for k in ("x", "y", "width", "height"))
            ground = element.get("fill", "")
            if "fill-opacity" in element.attrib:
                ground = colours.pale(ground)
            boxes.append((x, x + w, y, y + h, colours.hatch if "url" in ground else ground))
        if name == "text":
            x, y, size = (float(element.get(k, "0")) for k in ("x", "y", "font-size"))
            half = text_metrics.width(element.text or "", size) / 2
            x += {"start": half, "end": -half}.get(element.get("text-anchor", ""), 0)
            under = [g for a, b, c, d, g in boxes if a <= x <= b and c <= y - size / 3 <= d]
            yield element.text or "", element.get("fill", ""), [colours.background, *under][-1]
