"""Charts: valid figures, well-formed pictures, gaps as gaps and zero as zero."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import plotly.graph_objects as go
import pytest

from dasbor import format_id
from dasbor.charts import Chart, catalogue, gaps, grid, labels, plotly, svg, text_metrics
from dasbor.charts.scale import extent
from dasbor.charts.theme import palette
from dasbor.documents.markup import chart_table, milestones, words_matrix
from dasbor.questions.annotations import Event, Target
from dasbor.questions.answers import Answers
from dasbor.questions.result import Result
from tests.world import ROOT, answer, named_in, of_one_answer, origin, score_line

TOTALS = "berapa_inovasi_per_tahun"
SCORES = "berapa_jarak_ke_predikat_berikutnya"
LIMITS = (
    "tahun, predikat, bawah, atas, diketahui, urutan\n"
    "2022, Sangat Inovatif, 60.01, 100, ya, 4\n2022, Inovatif, 35, 60, ya, 3\n"
    "2022, Tidak Dapat Dinilai, 0, 0, ya, 1\n"
    "2025, Sangat Inovatif, 65.01, 100, ya, 4\n"
    "2025, Inovatif atau Kurang Inovatif, 0.01, 65, tidak, 2"
)
HEAD = "tahun, jumlah, naik, naik_persen, ukuran, tahun_berjalan, keterangan\n"
YEARS = HEAD + (
    "2020, 59, , , lama\n2021, 1079, , , baru\n2022, 0, -1079, -100, baru\n"
    "2023, 249, 249, , baru, ya\n2024, , , , , , alasan & sebab"
)
# Every chart of the product, and the query it draws.
CHARTS: dict[Callable[[Result], Chart], str] = {
    catalogue.totals: TOTALS,
    lambda result: catalogue.office(result, "Dinas <A> & B"): TOTALS,
    catalogue.new_and_continued: "berapa_baru_dan_lanjutan",
    lambda result: catalogue.breakdown(result, "bentuk"): "berapa_per_rincian",
    catalogue.ranking: "berapa_inovasi_per_opd",
    catalogue.matrix: "berapa_inovasi_per_opd_per_tahun",
    lambda result: catalogue.named(result, named_facts()): "opd_mana_disebut_sumber",
    catalogue.fields: "berapa_inovasi_per_urusan",
    catalogue.compliance: "opd_mana_memenuhi_target",
    catalogue.districts: "berapa_kelurahan_ikut_per_kecamatan",
    catalogue.places: "apa_status_tiap_kelurahan",
    catalogue.participation: "berapa_kelurahan_ikut_posyantek",
    catalogue.taking_part: "berapa_kelurahan_ikut_posyantek",
    score_line: "berapa_skor_iid_per_tahun",
    catalogue.in_index_application: "berapa_terdaftar_di_aplikasi_indeks",
    catalogue.lab_stages: "berapa_ide_lab_per_tahap",
    catalogue.award_categories: "berapa_peserta_award_per_kategori",
    lambda result: catalogue.index_within_limits(result, known_limits()): SCORES,
    catalogue.peers: "berapa_skor_iid_daerah_lain",
    catalogue.elsewhere: "berapa_angka_tiap_daerah_lain",
    catalogue.more_reports: "bagaimana_indeks_bila_laporan_bertambah",
    catalogue.maturity: "bagaimana_sebaran_kematangan",
}
CHOICES = {
    "berapa_per_rincian": {"rincian": "bentuk"},
    "opd_mana_memenuhi_target": {"tampil": "semua"},
}
EVERY_CHART = pytest.mark.parametrize(("describe", "query"), CHARTS.items())


def ask(city: Answers, query: str, **extra: Any) -> Result:
    return city.ask(query, **CHOICES.get(query, {}), **extra)


def years() -> Result:
    return answer(TOTALS, YEARS)


def named_facts() -> Result:
    return answer("berapa_opd_disebut_sumber", "tahun, fakta, jumlah\n2021, Peserta, 2")


def known_limits() -> Result:
    return answer("apa_batas_predikat_iid_tiap_edisi", LIMITS)


def within_limits() -> Chart:
    rows = "tahun, skor, keterangan\n2021, , alasan\n2022, 37.06\n2025, 48.3"
    return catalogue.index_within_limits(answer(SCORES, rows), known_limits())


def matrix() -> Chart:
    rows = (
        "singkatan, tahun, jumlah, keterangan\nA, 2021, 3,\nA, 2022, , Belum ada data\n"
        "B, 2021, 0, Tanpa inovasi\nB, 2022, , Belum ada data\n"
        "C, 2021, , Unit belum atau tidak lagi ada\nC, 2022, , Belum ada data"
    )
    return catalogue.matrix(answer("berapa_inovasi_per_opd_per_tahun", rows))


# --- of every chart ---------------------------------------------------------------------------


def test_every_chart_of_one_answer_is_in_the_table() -> None:
    missing = sorted(of_one_answer(catalogue, "Chart") - named_in(CHARTS))
    lines = [f'catalogue.{name}: "<pertanyaannya>"' for name in missing]
    assert not missing, f"tambahkan pada CHARTS di tests/test_charts.py: {', '.join(lines)}"


def test_every_chart_stands_on_a_page() -> None:
    described = {
        name
        for part in (ROOT / "dasbor/charts/catalogue").glob("*.py")
        for name in re.findall(r"(?m)^def ([a-z]\w*)\(.*\) -> Chart:", part.read_text("utf-8"))
    }
    rooms = (ROOT / "dasbor/documents", ROOT / "dasbor/app")
    drawn = {
        name
        for room in rooms
        for part in room.rglob("*.py")
        for name in re.findall(r"\bcatalogue\.(\w+)", part.read_text("utf-8"))
    }
    assert described - drawn == set()


def crowded() -> Chart:
    """Twelve lines over eight years that lie close together: far more values than room."""
    head, places = "tahun, singkatan, jumlah", product(range(12), range(8))
    rows = [f"{2015 + y}, OPD {g}, {20 + (y * 7 + g * 5) % 23}" for g, y in places]
    result = answer("berapa_inovasi_per_opd_per_tahun", "\n".join([head, *rows]))
    return replace(
        catalogue.matrix(result), kind="garis", x="tahun", series="singkatan", missing={}, pale={}
    )


def test_no_value_of_lines_lies_on_another_and_the_ends_come_first() -> None:
    chart = crowded()
    for wide, high, size in ((340, 220, 16), (900, 300, 14)):
        kept = labels.written(chart, wide, high, size)
        slot, (low, top) = wide / len(chart.categories), extent(chart, stacked=False)
        boxes = []
        for category, group in kept:
            value = chart.value(category, group)
            half = text_metrics.width(chart.text(value), size, bold=True) / 2
            x = slot * (chart.categories.index(category) + 0.5)
            y = high * (1 - (value - low) / (top - low))
            boxes.append((x - half, x + half, y - size, y))
        for one, other in combinations(boxes, 2):
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2]
            assert apart or other[3] <= one[2]
        assert 1 < len(kept) < len(chart.result.rows)
        assert {chart.categories[0], chart.categories[-1]} <= {category for category, _ in kept}
    alone = replace(chart, result=replace(chart.result, rows=chart.result.rows[:8]))
    assert len(labels.written(alone, 900, 300, 14)) == 8


def test_crowded_lines_are_written_alike_in_svg_and_plotly() -> None:
    chart = crowded()
    drawn = ET.fromstring(svg.draw(chart, 340)).iter("text")
    said = [text.text for text in drawn if "nilai" in text.get("class", "")]
    assert 1 < len(said) < len(chart.result.rows)
    traces = plotly.draw(chart, palette("light"))["data"]
    told = [word for trace in traces for word in trace["text"]]
    assert 1 < len([word for word in told if word]) < len(chart.result.rows)


@EVERY_CHART
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_plotly_takes_the_figure(
    describe: Callable[[Result], Chart], query: str, mode: str, city: Answers
) -> None:
    figure = plotly.draw(describe(ask(city, query)), palette(mode))
    go.Figure(figure)
    assert "NaN" not in json.dumps(figure)  # plain values, ready to be sent


@EVERY_CHART
def test_an_empty_answer_is_no_trouble(
    describe: Callable[[Result], Chart], query: str, city: Answers
) -> None:
    chart = describe(answer(query))
    go.Figure(plotly.draw(chart, palette("light")))
    assert svg.NOTHING in [text.text for text in ET.fromstring(svg.draw(chart)).iter("text")]
    assert chart.peak == 1 and chart.title


@EVERY_CHART
def test_a_chart_states_its_finding_in_words(
    describe: Callable[[Result], Chart], query: str, city: Answers
) -> None:
    chart = describe(ask(city, query))
    assert chart.title and not chart.title.endswith(".")
    assert chart.alt.startswith(chart.title.split(":")[0]) and chart.alt.endswith(".")
    assert ".." not in chart.alt and "None" not in chart.alt + chart.title


@EVERY_CHART
def test_no_category_is_lost_on_the_way(
    describe: Callable[[Result], Chart], query: str, city: Answers
) -> None:
    chart = describe(ask(city, query))
    figure = plotly.draw(chart, palette("light"))
    along = "y" if chart.kind in ("batang", "matriks") else "x"
    for trace in figure["data"]:
        if chart.kind == "matriks" and trace["type"] == "scatter":
            continue  # the words of its cells
        assert trace[along] == [
            category if along == "y" else str(category) for category in chart.categories
        ]
    assert len({trace["name"] for trace in figure["data"] if "name" in trace}) in (
        0,
        len(chart.groups),
    )


@EVERY_CHART
def test_the_table_says_the_same_numbers(
    describe: Callable[[Result], Chart], query: str, city: Answers
) -> None:
    chart = describe(ask(city, query))
    table = ET.fromstring(chart_table(chart))
    head, *rows = [[cell.text for cell in row] for row in table.iter("tr")]
    if chart.columns:  # the answer row by row
        at = head.index(chart.result.column(chart.y).label)
        unit = chart.result.column(chart.y).unit
        shown = [format_id.cell(value, unit) for value in chart.result.values(chart.y)]
        assert [row[at] for row in rows] == shown
        assert ("Peristiwa" in head) == bool(chart.events)
        return
    assert len(rows) == len(chart.categories)
    for category, row in zip(chart.categories, rows, strict=True):
        said = dict(zip(head, row, strict=True))
        if "Keterangan" in said:
            reason = said["Keterangan"] or ""
            assert reason == chart.missing.get(category, reason)
            assert bool(reason) >= (category in chart.pale)
        assert ("Peristiwa" in said) == bool(chart.events)
        for group, text in zip(chart.groups, row[1 : 1 + len(chart.groups)], strict=True):
            value = chart.value(category, group)
            assert (
                (text == chart.text(value)) if value is not None else (text or "").startswith("–")
            )


def test_keys_of_charts_differ(city: Answers) -> None:
    keys = [describe(ask(city, query)).key for describe, query in CHARTS.items()]
    assert len(set(keys)) == len(keys)


# --- gaps, zeros, breaks ----------------------------------------------------------------------


def test_what_is_drawn_is_shared_only_by_the_same_description_of_the_same_answer() -> None:
    result = years()
    once = catalogue.totals(result)
    assert once == catalogue.totals(result) and hash(once) == hash(catalogue.totals(result))
    assert once not in {catalogue.totals(years()), catalogue.totals(result, 300)}


def test_a_gap_is_a_gap_and_says_why() -> None:
    figure = plotly.draw(catalogue.totals(years()), palette("light"))
    [trace] = figure["data"]
    assert trace["x"] == ["2020", "2021", "2022", "2023", "2024"]
    assert trace["y"] == [59, 1079, 0, 249, None]
    assert trace["text"] == ["59", "1.079", "0", "249", ""]
    [note] = [a for a in figure["layout"]["annotations"] if a.get("hovertext")]
    assert note["x"] == 4 and note["hovertext"] == "alasan & sebab"
    assert note["text"] == "belum<br>terbit"
    [box] = [s for s in figure["layout"]["shapes"] if s["type"] == "rect"]
    assert box["x0"] < 4 < box["x1"]


def test_a_year_in_which_nobody_is_named_has_a_column() -> None:
    rows = "tahun, singkatan, disebut\n2019, A, Disebut\n2022, A, Disebut\n2022, B, Disebut"
    named = catalogue.named(answer("opd_mana_disebut_sumber", rows), named_facts())
    assert named.groups == [2019, 2020, 2021, 2022] and {*named.missing} == {2020, 2021}
    words = [e.text for e in ET.fromstring(svg.draw(named)).iter("text")]
    assert {"2020", "2021"} <= {*words} and "tidak ada yang disebut" in " ".join(map(str, words))
    assert '<th scope="col">2020–2021' in words_matrix(named, str)


def test_years_keep_their_names_over_a_grid_on_a_phone(city: Answers) -> None:
    grid = catalogue.matrix(ask(city, "berapa_inovasi_per_opd_per_tahun"))
    narrow = replace(grid, result=replace(grid.result, rows=_with_years(grid, 2017)))
    heads = [e.text for e in ET.fromstring(svg.draw(narrow, svg.NARROW)).iter("text")]
    assert [f"’{year - 2000}" for year in narrow.groups] == heads[: len(narrow.groups)]
    assert not [words for words in heads if re.search(r"\b20\d\d\b", str(words))]


def _with_years(grid: Chart, first: int) -> tuple[tuple[Any, ...], ...]:
    """The rows of a grid, and before them more years."""
    place = next(n for n, c in enumerate(grid.result.columns) if c.name == "tahun")
    rows = grid.result.rows
    earlier = range(first, min(grid.groups))
    mine = [row for row in rows if row[place] == min(grid.groups)]
    return (*((*r[:place], y, *r[place + 1 :]) for y in earlier for r in mine), *rows)


def test_a_year_without_values_has_no_date_of_its_own() -> None:
    """The date of the city's total is none of offices that nobody counted."""
    rows = "singkatan, tahun, jumlah\nDinkes, 2022, 4\nDinkes, 2023, "
    part = origin(year=2023, period="tahun berjalan", published=249.0, rows=0)
    result = replace(answer("berapa_inovasi_per_opd_per_tahun", rows), origins=(part,))
    assert not catalogue.matrix(result).pale


def test_other_measures_and_part_years_are_pale_and_say_so() -> None:
    chart = catalogue.totals(years())
    assert chart.pale == {2020: "hitungan lain", 2023: "belum setahun penuh"}
    figure, colours = plotly.draw(chart, palette("light")), palette("light")
    tint, plain = colours.pale(colours.accent), colours.accent
    [trace] = figure["data"]
    assert trace["marker"] == {"color": [tint, plain, plain, tint, plain]}  # and no hatching
    ticks = " ".join(figure["layout"]["xaxis"]["ticktext"])
    assert "hitungan" in ticks and "setahun" in ticks


def test_a_part_year_says_how_far_it_goes(city: Answers) -> None:
    chart = catalogue.totals(ask(city, TOTALS))
    assert chart.pale == {2020: "hitungan lain", 2023: "s.d. 20\u00a0Juni"}
    assert "s.d. 20\u00a0Juni<" in svg.draw(chart)


def test_one_dashed_line_stands_between_two_measures(city: Answers) -> None:
    for chart in (catalogue.totals(years()), catalogue.totals(ask(city, TOTALS))):
        assert chart.breaks == {2021}
        lines = [e.get("class") for e in ET.fromstring(svg.draw(chart)).iter("line")]
        shapes = plotly.draw(chart, palette("light"))["layout"]["shapes"]
        dashed = [s for s in shapes if s["type"] == "line" and s["line"]["dash"] == "dash"]
        assert lines.count("putus") == 1 and [shape["x0"] for shape in dashed] == [0.5]


def test_the_index_is_not_joined_across_missing_years() -> None:
    rows = "tahun, skor, keterangan\n2022, 37.06\n2023, , belum terbit\n2024, 40\n2025, 48.3"
    chart = score_line(answer("berapa_skor_iid_per_tahun", rows))
    [line] = plotly.draw(chart, palette("light"))["data"]
    assert line["connectgaps"] is False
    assert line["y"] == [37.06, None, 40.0, 48.3] and line["text"] == [
        "37,06",
        "",
        "40,00",
        "48,30",
    ]
    kinds = [e.get("class") for e in ET.fromstring(svg.draw(chart)).iter("line")]
    assert kinds.count("garis") == 1  # 2024 to 2025; nothing across 2023


def test_a_score_lies_over_the_limits_of_its_own_edition() -> None:
    chart = within_limits()
    assert {year: [band.name for band in chart.bands[year]] for year in (2021, 2022, 2025)} == {
        2021: ["batas belum diketahui"],
        2022: ["Sangat Inovatif", "Inovatif"],
        2025: ["Sangat Inovatif", "batas belum diketahui"],
    }
    assert [name for name, _ in grid.levels(chart)] == [
        "Batas bawah Sangat Inovatif",
        "Batas bawah Inovatif",
    ]
    assert chart.peak == 100


def test_unknown_limits_are_left_open_and_called_so() -> None:
    picture = ET.fromstring(svg.draw(within_limits(), 640))
    boxes = [e.get("class") or "" for e in picture.iter("rect")]
    assert boxes.count("terbuka") == 1 and boxes.count("pita4") == 2
    words = [e.text or "" for e in picture.iter("text")]
    assert {"60,01", "65,01", "35,00", "37,06", "48,30"} <= set(words)
    assert "0,01" not in words and words.count("Sangat Inovatif") == 2
    assert "batas belum diketahui" in " ".join(words) and "2021: belum terbit" in words
    assert not plotly.draw(within_limits(), palette("light"))["data"]


def test_the_way_to_the_next_predicate_is_said_and_drawn_for_the_latest_score() -> None:
    rows = """
tahun, skor,  predikat, berikutnya,      batas, jarak
2022,  37.06, Inovatif, Sangat Inovatif, 60.01, 22.95
2025,  48.3,  Inovatif, Sangat Inovatif, 65.01, 16.71
"""
    chart = catalogue.index_within_limits(answer(SCORES, rows), known_limits())
    picture = ET.fromstring(svg.draw(chart, 640))
    words = [e.text or "" for e in picture.iter("text")]
    assert [w for w in words if "kurang" in w] == ["kurang 16,71 ke Sangat Inovatif"]
    [way] = (e for e in picture.iter("line") if e.get("class") == "putus")
    limit = next(e for e in picture.iter("text") if e.text == "65,01")
    assert float(way.get("x2", 0)) == pytest.approx(float(limit.get("x", 0)))


@pytest.mark.parametrize("width", [330, 400, 480, 560, 640, 940])
def test_no_words_on_a_ruler_lie_on_each_other(width: int) -> None:
    for score in (0.5, 5, 20, 34.9, 35.1, 37.06, 48.3, 59, 60.5, 64, 80, 99.6):
        gap = max(65.01 - score, 0)
        way = f"Sangat Inovatif, 65.01, {gap}" if gap else ", , "
        rows = f"tahun, skor, berikutnya, batas, jarak\n2022, {score}, , , \n2024, {score}, {way}"
        chart = catalogue.index_within_limits(answer(SCORES, rows), known_limits())
        boxes = [(e.text, ink(e)) for e in ET.fromstring(svg.draw(chart, width)).iter("text")]
        for one, other in combinations(boxes, 2):
            (left, right, top, bottom), (x, x2, y, y2) = one[1], other[1]
            apart = right <= x + 1 or x2 <= left + 1 or bottom <= y or y2 <= top
            assert apart, (score, width, one, other)
        assert all(left >= 0 and right <= width for _, (left, right, _, _) in boxes), (score, width)


def test_only_spoken_points_are_written() -> None:
    rows = "inovasi, mutu, selisih\n" + "\n".join(
        f"{n}, {kind}, {n / 100 - 0.6}" for kind in ("Setara", "Lemah") for n in range(60, 100, 10)
    )
    chart = catalogue.more_reports(answer("bagaimana_indeks_bila_laporan_bertambah", rows))
    words = [e.text for e in ET.fromstring(svg.draw(chart)).iter("text")]
    assert "60" in words and "90" in words and "70" not in words
    first, second = plotly.draw(chart, palette("light"))["data"]
    assert first["text"] == ["0,00", "", "", "0,30"] and first["name"] != second["name"]


def test_one_bar_can_be_the_one_meant() -> None:
    head = "tahun, daerah, skor, banyak, penerbit\n"
    rows = f"{head}2025, Kota A, 70, 2,\n2025, Kota Cilegon, 48.3, 2, x"
    chart = catalogue.peers(answer("berapa_skor_iid_daerah_lain", rows))
    [bars] = plotly.draw(chart, palette("light"))["data"]
    assert bars["marker"]["color"] == [palette("light").muted, palette("light").categories[0]]
    bars = [e.get("class") for e in ET.fromstring(svg.draw(chart)).iter("rect")]
    assert bars == ["redam", "isi"]


def test_in_the_matrix_zero_is_a_cell_and_missing_is_nothing() -> None:
    cells, words, samples = plotly.draw(matrix(), palette("light"))["data"]
    assert cells["z"] == [[10, None], [0, None], [None, None]]  # steps of the scale
    assert words["text"] == ["3", "0"] and words["y"] == ["A", "B"] and not samples["text"]
    assert cells["zmin"] == 0 and cells["hoverongaps"] is False
    assert cells["colorscale"][0][1] == palette("light").surface


def test_the_matrix_marks_years_without_data_only() -> None:
    chart = matrix()
    assert chart.missing == {2022: "Belum ada data"}
    figure = plotly.draw(chart, palette("light"))
    assert [a["x"] for a in figure["layout"]["annotations"]] == [1]


def test_a_ranking_has_the_longest_on_top_and_shows_its_zeros() -> None:
    rows = "tahun, singkatan, jumlah\n2022, A, 5\n2022, B, 0"
    figure = plotly.draw(
        catalogue.ranking(answer("berapa_inovasi_per_opd", rows)), palette("light")
    )
    assert figure["layout"]["yaxis"]["autorange"] == "reversed"
    assert figure["data"][0]["y"] == ["A", "B"] and figure["data"][0]["text"] == ["5", "0"]
    assert figure["data"][0]["x"] == [5, 0]


def test_a_year_without_data_is_no_group_of_its_own() -> None:
    rows = "tahun, keadaan, jumlah, keterangan\n2021, Baru, 5\n2021, Lanjutan, 2\n2022, , , alasan"
    chart = catalogue.new_and_continued(answer("berapa_baru_dan_lanjutan", rows))
    assert chart.groups == ["Baru", "Lanjutan"] and chart.categories == [2021, 2022]
    assert chart.missing == {2022: "alasan"}
    traces = plotly.draw(chart, palette("light"))["data"]
    assert [trace["y"] for trace in traces] == [[5, None], [2, None], [7, None]]  # and the sum
    assert chart.peak == 7


def test_what_is_background_is_quiet() -> None:
    rows = "kecamatan, status, jumlah, semua\nA, Ikut, 1, 4\nA, Tidak ikut, 3, 4"
    chart = catalogue.districts(answer("berapa_kelurahan_ikut_per_kecamatan", rows))
    colours = {
        t["name"]: t["marker"]["color"]
        for t in plotly.draw(chart, palette("light"))["data"]
        if "name" in t
    }
    assert colours["Tidak ikut"] == palette("light").muted != colours["Ikut"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_two_quiet_groups_never_look_alike(mode: str) -> None:
    rows = "tahun, keadaan, jumlah\n2021, Belum dapat dipisahkan, 5\n2022, Lanjutan, 2"
    chart = catalogue.new_and_continued(answer("berapa_baru_dan_lanjutan", rows))
    colours = palette(mode)
    traces = plotly.draw(chart, colours)["data"]
    assert {trace["marker"]["color"] for trace in traces if "name" in trace} == set(colours.quiets)
    drawn = svg.draw(chart, palette=colours)
    assert all(f'fill="{colour}"' in drawn for colour in colours.quiets)


def test_long_names_are_cut_on_the_axis_only() -> None:
    name = "Fungsi Penunjang lainnya sesuai dengan ketentuan peraturan perundang-undangan"
    rows = f"tahun, urusan, jumlah\n2022, {name}, 5\n2022, Sosial, 1"
    chart = catalogue.fields(answer("berapa_inovasi_per_urusan", rows))
    figure = plotly.draw(chart, palette("light"))
    assert figure["data"][0]["y"] == [name, "Sosial"]
    cut, whole = (tick.strip() for tick in figure["layout"]["yaxis"]["ticktext"])
    assert cut.endswith("…") and name.startswith(cut[:-1]) and whole == "Sosial"
    assert text_metrics.width(cut, 14) <= 260
    assert name in chart_table(chart)


# --- Indonesian -------------------------------------------------------------------------------


def test_numbers_are_written_our_way() -> None:
    figure = plotly.draw(catalogue.totals(years()), palette("light"))
    assert figure["layout"]["separators"] == ",."
    assert figure["data"][0]["text"][1] == "1.079"
    assert plotly.CONFIG["locale"] == "id" and "id" in plotly.CONFIG["locales"]
    assert "1.079" in svg.draw(catalogue.totals(years()))


def test_years_are_words_on_the_axis() -> None:
    figure = plotly.draw(catalogue.totals(years()), palette("light"))
    assert figure["layout"]["xaxis"]["type"] == "category"
    assert figure["layout"]["xaxis"]["categoryarray"] == ["2020", "2021", "2022", "2023", "2024"]


def test_a_target_is_drawn_within_the_picture() -> None:
    chart = catalogue.totals(years(), 5000)
    assert chart.peak == 5000
    figure = plotly.draw(chart, palette("light"))
    assert 5000 in [shape["y0"] for shape in figure["layout"]["shapes"]]
    assert "target" in [e.get("class") for e in ET.fromstring(svg.draw(chart)).iter("line")]
    assert catalogue.totals(years(), 0).target is None


def test_a_target_is_written_our_way() -> None:
    assert catalogue.totals(years(), 5000).target == (5000, "Target Anda: 5.000")


# --- SVG --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(640, 300), (320, 150)])
def test_the_picture_is_well_formed_and_has_words(size: tuple[int, int]) -> None:
    chart = catalogue.totals(years())
    picture = ET.fromstring(svg.draw(chart, *size))
    assert picture.get("role") == "img" and picture.get("aria-label") == chart.alt
    assert picture.get("viewBox") == f"0 0 {size[0]} {size[1]}"
    words = [element.text for element in picture.iter("text")]
    assert [year for year in words if re.fullmatch(r"20\d\d", year or "")] == [
        "2020", "2021", "2022", "2023", "2024",
    ]  # fmt: skip
    assert {"59", "1.079", "0", "249"} <= set(words)
    assert "hitungan lain" in " ".join(filter(None, words))
    assert "belum setahun" in " ".join(filter(None, words))


def test_the_picture_draws_a_gap_as_an_empty_place_with_its_reason() -> None:
    picture = ET.fromstring(svg.draw(catalogue.totals(years())))
    kinds = [element.get("class") for element in picture.iter("rect")]
    assert kinds.count("kosong") == 1 and kinds.count("isi pucat") == 2 and kinds.count("isi") == 2
    assert "alasan & sebab" in [element.text for element in picture.iter("title")]


def test_marks_stay_within_the_picture() -> None:
    picture = ET.fromstring(svg.draw(catalogue.totals(years(), 1200)))
    for box in picture.iter("rect"):
        x, y = float(box.get("x", "")), float(box.get("y", ""))
        assert x >= 0 and x + float(box.get("width", "")) <= 640
        assert y >= 0 and y + float(box.get("height", "")) <= 300


@EVERY_CHART
@pytest.mark.parametrize("width", [320, 480, 960])
def test_every_kind_is_drawn_and_stays_on_its_paper(
    describe: Callable[[Result], Chart], query: str, width: int, city: Answers
) -> None:
    picture = ET.fromstring(svg.draw(describe(ask(city, query)), width))
    assert_inside(picture)
    drawn = {part for kind in kinds(picture) for part in kind.split()}
    assert drawn <= set(svg.styling.looks(palette("light"))), "a mark without colours"


def kinds(picture: ET.Element) -> list[str]:
    return [element.get("class", "") for element in picture.iter() if element is not picture]


def assert_inside(picture: ET.Element) -> None:
    """No mark and no word leaves the picture, by the widths the drawing itself reckons with."""
    _, _, right, bottom = map(float, picture.get("viewBox", "").split())
    patterns = {box for pattern in picture.iter("pattern") for box in pattern}
    for box in set(picture.iter("rect")) - patterns:
        x, y, wide, high = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + wide <= right and y + high <= bottom
    for text in picture.iter("text"):
        assert 0 <= float(text.get("y", "")) <= bottom, text.text
        assert "transform" not in text.attrib, "only level words"
        start, end, *_ = ink(text)
        assert start >= -1 and end <= right + 1, text.text


YEARLY = "\n".join(
    f"{2012 + i}, {v}, , , baru, {'ya' if i == 11 else ''}, x"
    for i, v in enumerate(["5", "-40", "123456", "0", "", "99", "1200", "7", "8", "", "9", "3"])
)
HUGE = HEAD + "2020, 5\n2021, 987654321\n2022, 1000000000000"
EXTREMES: dict[str, tuple[str, Callable[[Result], Chart], str]] = {
    "twelve years": (TOTALS, catalogue.totals, HEAD + YEARLY),
    "huge": (TOTALS, catalogue.totals, HUGE),
    "all zero": (TOTALS, catalogue.totals, HEAD + "2020, 0\n2021, 0"),
    "all below zero": (TOTALS, catalogue.totals, HEAD + "2020, -10\n2021, -250000"),
    "sixty long names": (
        "berapa_inovasi_per_opd",
        catalogue.ranking,
        "singkatan, jumlah\n"
        + "\n".join(f"Dinas Perlindungan Anak dan Perempuan {i}, {60 - i}" for i in range(60)),
    ),
    "bars below zero": (
        "berapa_inovasi_per_opd",
        catalogue.ranking,
        "singkatan, jumlah\nA, 50\nB, -20\nC, 0\nD, ",
    ),
    "wide matrix": (
        "berapa_inovasi_per_opd_per_tahun",
        catalogue.matrix,
        "singkatan, tahun, jumlah\n"
        + "\n".join(
            f"Dinas dengan nama panjang {n}, {y}, {n * 500}"
            for n in range(3)
            for y in range(2010, 2026)
        ),
    ),
    "stack of many": (
        "berapa_per_rincian",
        lambda result: catalogue.breakdown(result, "bentuk"),
        "tahun, rincian, jumlah\n"
        + "\n".join(
            f"{y}, Kelompok bernama panjang {g}, {g}" for y in range(2012, 2024) for g in range(9)
        ),
    ),
    "lines below zero": (
        "berapa_skor_iid_per_tahun",
        score_line,
        "tahun, skor\n2020, -3\n2021, \n2022, 99.99\n2023, 100",
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("width", [320, 640])
def test_extremes_stay_on_the_paper(name: str, width: int) -> None:
    query, describe, rows = EXTREMES[name]
    assert_inside(ET.fromstring(svg.draw(describe(answer(query, rows)), width)))


def test_huge_numbers_are_shortened_only_where_they_do_not_fit() -> None:
    chart = catalogue.totals(answer(TOTALS, HUGE))
    assert "988 jt" in svg.draw(chart, 240) and "987.654.321<" in svg.draw(chart, 960)
    assert "<title>987.654.321</title>" in svg.draw(chart, 240)


def test_a_stack_says_its_parts_and_its_whole() -> None:
    rows = "tahun, keadaan, jumlah, keterangan\n2021, Baru, 40\n2021, Lanjutan, 2\n2022, , , alasan"
    chart = catalogue.new_and_continued(answer("berapa_baru_dan_lanjutan", rows))
    picture = ET.fromstring(svg.draw(chart))
    assert {"Baru", "Lanjutan", "40", "42"} <= {text.text for text in picture.iter("text")}
    assert "Lanjutan: 2" in [title.text for title in picture.iter("title")]
    assert kinds(picture).count("kosong") == 1


def test_a_matrix_tells_zero_from_nothing() -> None:
    picture = ET.fromstring(svg.draw(matrix()))
    boxes = [rect.get("class") for rect in picture.iter("rect")]
    assert boxes.count("nol") == 1 and boxes.count("skala9") == 1 and boxes.count("kosong") == 1


@pytest.mark.parametrize("width", [330, 640])
def test_a_map_is_drawn_as_tiles_with_name_and_word(width: int, city: Answers) -> None:
    chart = catalogue.places(city.ask("apa_status_tiap_kelurahan"))
    picture = ET.fromstring(svg.draw(chart, width))
    assert_inside(picture)
    titles = [title.text or "" for title in picture.iter("title")]
    assert len(titles) == len(chart.categories)
    assert all(title.split(": ")[1] in (*chart.marks, "belum ada data") for title in titles)
    assert "class=" not in svg.draw(chart, width, palette=palette("dark"))


def test_a_matrix_of_words_says_what_to_know_of_a_year(city: Answers) -> None:
    chart = catalogue.compliance(city.ask("opd_mana_memenuhi_target", tampil="semua"))
    picture = ET.fromstring(svg.draw(chart, 700))
    words = " ".join(text.text or "" for text in picture.iter("text"))
    assert all(note.split()[0] in words for note in chart.pale.values())
    assert len(chart.missing) > 1 and kinds(picture).count("kosong") == 1  # neighbours are one
    assert ": belum terbit" in words


@pytest.mark.parametrize("width", [320, 400, 520, 700])
def test_no_word_of_a_matrix_lies_on_another(width: int, city: Answers) -> None:
    chart = catalogue.compliance(city.ask("opd_mana_memenuhi_target", tampil="semua"))
    words = ET.fromstring(svg.draw(chart, width)).iter("text")
    for one, other in combinations(words, 2):
        (left, right, top, bottom), (left_2, right_2, top_2, bottom_2) = ink(one), ink(other)
        apart = right <= left_2 or right_2 <= left or bottom <= top_2 or bottom_2 <= top
        assert apart, (one.text, other.text)


def ink(text: ET.Element) -> tuple[float, float, float, float]:
    """Where the letters of a text are, left, right, top, bottom; capitals are 0,7 of their size."""
    x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
    wide = text_metrics.width(text.text or "", size)
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "")]
    return left, left + wide, y - 0.7 * size, y


def test_the_words_of_a_gap_are_inside_it() -> None:
    scores = {2022: 37.06, 2025: 48.3}
    rows = "tahun, skor, keterangan\n" + "\n".join(
        f"{year}, {scores.get(year, '')}, alasan" for year in range(2021, 2027)
    )
    chart = score_line(answer("berapa_skor_iid_per_tahun", rows))
    picture = ET.fromstring(svg.draw(chart, 400))
    boxes = [
        [float(box.get(name, "")) for name in ("x", "y", "width", "height")]
        for box in picture.iter("rect")
        if box.get("class") == "kosong"
    ]
    words = [t for t in picture.iter("text") if t.text in ("terbit", "2023–2024:")]
    assert len(boxes) == 3 and len(words) == 3
    for text in words:
        left, right, top, bottom = ink(text)
        assert any(
            x <= left and right <= x + wide and y <= top and bottom <= y + high
            for x, y, wide, high in boxes
        ), text.text


def test_a_picture_for_a_file_needs_no_style_sheet(city: Answers) -> None:
    for describe, query in CHARTS.items():
        text = svg.draw(describe(ask(city, query)), palette=palette("light"))
        assert "class=" not in text and "var(" not in text and "light-dark" not in text
        assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"


def test_every_kind_of_ink_is_in_the_style_sheet() -> None:
    sheet = svg.styles()
    assert sheet.count("{") == sheet.count("}") == len(svg.styling.looks(palette("light")))
    assert "light-dark(#0b5f58,#4fc3b5)" in sheet


def test_many_years_of_words_are_shapes_with_their_key_and_nothing_is_cut() -> None:
    cells = "\n".join(
        f"Dinas, {year}, {'Belum' if year % 3 else 'Ya'}" for year in range(2014, 2026)
    )
    rows = f"singkatan, tahun, status\n{cells}"
    chart = catalogue.compliance(answer("opd_mana_memenuhi_target", rows))
    chart = replace(chart, pale=dict.fromkeys(chart.groups, "sebelum aturan"))
    words = [e.text for e in ET.fromstring(svg.draw(chart, 640)).iter("text")]
    assert words[0] == "● Ya, ○ Belum, – Tidak ada OPD, · Tanpa data"
    assert not any("…" in word or word in ("● Ya", "○ Belum") for word in words)
    wide = [e.text for e in ET.fromstring(svg.draw(chart, 1600)).iter("text")]
    assert "○ Belum" in wide and any("sebelum" in word for word in wide)


def test_hostile_words_stay_words() -> None:
    chart = catalogue.office(years(), '"><script>alert(1)</script>')
    picture = svg.draw(chart)
    assert "<script" not in picture
    assert ET.fromstring(picture).get("aria-label") == chart.alt


# --- a matrix of words ------------------------------------------------------------------------

WORDS = (
    "tahun, singkatan, status, beruntun, terpenuhi, terakhir, aturan_berlaku, tahun_berjalan,"
    " ukuran_lain, keterangan\n"
    "2022, A, Ya, 1, 2022, tidak, tidak, tidak, ya\n2023, A, Ya, 2, 2023, ya, ya, ya, tidak\n"
    "2024, A, Tanpa data, 2, 2023, tidak, ya, tidak, tidak, alasan & sebab\n"
    "2022, <B>, Tidak ada OPD, 0, , tidak, tidak, tidak, ya\n"
    "2023, <B>, Belum, 0, , ya, ya, ya, tidak\n"
    "2024, <B>, Tanpa data, 0, , tidak, ya, tidak, tidak, alasan & sebab"
)


def compliance() -> Chart:
    return catalogue.compliance(answer("opd_mana_memenuhi_target", WORDS))


def test_a_matrix_of_words_says_gaps_and_remarks_per_year() -> None:
    chart = compliance()
    assert chart.missing == {2024: "alasan & sebab"}
    assert chart.pale == {2022: "hitungan lain, sebelum aturan", 2023: "belum setahun penuh"}
    assert chart.aside and chart.aside.words == {"A": "2 tahun", "<B>": "0 tahun"}
    assert chart.peak == 1 and set(chart.result.values("status")) <= set(chart.marks)


def test_every_cell_has_its_shape_beside_the_word() -> None:
    table = ET.fromstring(words_matrix(compliance(), lambda name: f"./x?opd={name}"))
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")][1:]
    assert rows == [
        ["A", "● Ya", "● Ya", "· Tanpa data", "2 tahun"],
        ["<B>", "– Tidak ada OPD", "○ Belum", "· Tanpa data", "0 tahun"],
    ]
    assert [link.get("href") for link in table.iter("a")] == ["./x?opd=A", "./x?opd=<B>"]
    linked = ET.fromstring(words_matrix(compliance(), str, lambda name, _: f"?opd={name}"))
    labels = [link.get("aria-label") for link in linked.iter("a") if link.get("tabindex") == "-1"]
    assert len(labels) == 6 and labels[0] == "Saring A, 2022: Ya"
    plain = ET.fromstring(chart_table(compliance()))
    assert [cell.text for cell in list(plain.iter("tr"))[1]] == ["A", "Ya", "Ya", "Tanpa data"]


def test_an_empty_matrix_of_words_is_no_trouble() -> None:
    chart = catalogue.compliance(answer("opd_mana_memenuhi_target"))
    assert chart.title and not chart.categories
    ET.fromstring(words_matrix(chart, str))


# --- targets and events -----------------------------------------------------------------------


def stated(year: int, value: float, unit: str = "inovasi", scope: str = "kota") -> Target:
    return Target(year, value, unit, "Ukuran", scope, "Koran", "A", "")


def with_milestones(chart: Chart, *, targets: tuple[Target, ...], events: int = 2) -> Chart:
    happened = tuple(
        Event(2021, None, None, f"Acara <{n}>", "Koran", "A", "") for n in range(events)
    )
    return replace(chart, result=replace(chart.result, targets=targets, events=happened))


def test_a_stated_target_is_drawn_over_its_own_years_only() -> None:
    targets = (stated(2022, 300), stated(2023, 300), stated(2024, 2000))
    chart = with_milestones(catalogue.totals(years()), targets=targets)
    assert chart.target_runs == [(2, 3, 300), (4, 4, 2000)] and chart.peak == 2000
    warning = palette("light").warning
    shapes = plotly.draw(chart, palette("light"))["layout"]["shapes"]
    lines = [s for s in shapes if s["line"].get("color") == warning]
    assert [(s["y0"], s["x1"] < 4) for s in lines if s["type"] == "line"] == [
        (300, True),
        (2000, False),
    ]
    assert (
        len([e for e in ET.fromstring(svg.draw(chart)).iter("line") if e.get("class") == "target"])
        == 2
    )
    assert "Target 2024: 2.000." in chart.alt_in_full and "2.000" in chart_table(chart)


def test_a_target_of_another_unit_is_not_drawn() -> None:
    chart = with_milestones(catalogue.totals(years()), targets=(stated(2023, 5, "skor"),))
    assert chart.targets == {} and chart.target_runs == []


def test_events_are_listed_with_their_source_and_not_drawn() -> None:
    """A number under a year would be a code without a key."""
    chart = with_milestones(catalogue.totals(years()), targets=())
    bare = with_milestones(catalogue.totals(years()), targets=(), events=0)
    assert plotly.draw(chart, palette("light")) == plotly.draw(bare, palette("light"))
    one, other = (list(ET.fromstring(svg.draw(c)).iter()) for c in (chart, bare))
    assert [e.attrib for e in one[1:]] == [e.attrib for e in other[1:]]
    listed = ET.fromstring(f"<div>{milestones(chart)}</div>")
    assert [item.text for item in listed.iter("li")] == [
        f"2021: Acara <{n}>. Sumber: Koran, dua sumber/resmi" for n in range(2)
    ]
    assert "2021 Acara <0>; 2021 Acara <1>" in chart.alt_in_full


def test_pictures_that_are_not_over_years_have_neither() -> None:
    chart = with_milestones(matrix(), targets=(stated(2021, 5),))
    assert chart.events == () and chart.targets == {}
    assert milestones(chart).count("<li>2021: Acara &lt;") == 2
    assert milestones(matrix()) == ""


def test_targets_of_the_city_and_of_one_office_are_not_mixed_up(city: Answers) -> None:
    assert city.ask(TOTALS).targets == ()  # the city has none in writing
    [*one] = city.ask(TOTALS, opd=["dinkes"]).targets
    assert {target.scope for target in one} == {"tiap OPD"}
    assert city.ask(TOTALS, opd=["dinkes", "dinsos"]).targets == ()
    assert city.ask(TOTALS, opd=["dinkes"], bentuk=["x"]).targets == ()


def test_events_reach_the_answers_about_their_measure(city: Answers) -> None:
    totals, scores = city.ask(TOTALS), city.ask("berapa_skor_iid_per_tahun")
    assert totals.events and scores.events and set(totals.events) != set(scores.events)
    assert {e.year for e in city.ask(TOTALS, tahun_dari=2022, tahun_sampai=2022).events} == {2022}
    assert city.ask("apa_arti_kepastian").events == ()


def test_two_selections_stand_side_by_side_on_one_scale(city: Answers) -> None:
    pivot, years = "berapa_inovasi_per_baris_dan_kolom", city.ask(TOTALS)
    sides = [
        [city.ask(pivot, baris=by, kolom="", opd=[office]) for office in ("dinkes", "dindik")]
        for by in ("tahun", "urusan")
    ]
    one, two = catalogue.compared(sides[0], "tahun", years)
    assert one.categories == two.categories == [str(year) for year in years.values("tahun")]
    assert one.value("2024") is None and "2024" in one.missing  # a gap, not zero
    assert one.pale["2023"] == "s.d. 20\u00a0Juni"
    assert one.breaks == {"2021"} and one.peak == two.peak
    one, two = catalogue.compared(sides[1], "urusan", years)
    assert one.categories == two.categories and not one.missing
    assert sum(one.values()) == sum(sides[1][0].values("jumlah")) and 0 in two.values()
    one, two = catalogue.compared(sides[0], "tahun", years, [(), ("2021", "2022")])
    assert one.value("2023") is not None
    assert two.value("2023") is None and two.missing["2023"] == catalogue.OUTSIDE
    assert two.missing["2024"] == one.missing["2024"] and "2022" not in two.missing


def test_a_scale_begins_where_the_chart_does_and_ends_with_its_siblings(city: Answers) -> None:
    chart = score_line(ask(city, "berapa_skor_iid_per_tahun"))
    assert extent(replace(chart, start=30.0), stacked=False) == (30.0, 48.3)
    assert extent(replace(chart, start=30.0, whole=60.0), stacked=False) == (30.0, 60.0)


# --- a click ----------------------------------------------------------------------------------


def test_a_mark_stands_for_filters_of_the_page(city: Answers) -> None:
    totals = catalogue.totals(ask(city, TOTALS))
    assert totals.picked(2021) == {"tahun": "2021"}
    ranking = catalogue.ranking(ask(city, "berapa_inovasi_per_opd"))
    assert ranking.picked(ranking.categories[0]) == {"opd": ranking.categories[0]}
    for what, filters in (("bentuk", {"tahun", "bentuk"}), ("jenis", {"tahun"})):
        parts = catalogue.breakdown(city.ask("berapa_per_rincian", rincian=what), what)
        assert set(parts.picked(2021, parts.groups[0])) == filters


def test_a_cell_and_a_point_stand_for_filters_too(city: Answers) -> None:
    cells = catalogue.matrix(ask(city, "berapa_inovasi_per_opd_per_tahun"))
    assert cells.picked("Dinkes", 2022) == {"opd": "Dinkes", "tahun": "2022"}
    heat = plotly.draw(cells, palette("light"))["data"][0]
    assert heat["y"] == cells.categories  # a click tells row and column
    assert heat["x"] == [str(year) for year in cells.groups]
    points = score_line(ask(city, "berapa_skor_iid_per_tahun"))
    assert points.picked(2022) == {"tahun": "2022"}
    turned = city.ask("berapa_inovasi_per_baris_dan_kolom", baris="jenis", kolom="asal")
    pivot = catalogue.pivot(turned, city.ask(TOTALS))
    assert pivot.picked("Digital", "data contoh") == {"jenis": "Digital", "asal": "data contoh"}


@pytest.mark.parametrize("describe", [catalogue.totals, catalogue.matrix, catalogue.ranking])
def test_marks_of_a_light_picture_are_links(
    describe: Callable[[Result], Chart], city: Answers
) -> None:
    query = {"totals": TOTALS, "matrix": "berapa_inovasi_per_opd_per_tahun"}
    chart = describe(ask(city, query.get(describe.__name__, "berapa_inovasi_per_opd")))
    picture = ET.fromstring(svg.draw(chart, href=lambda x, group: f"?{x}&{group}"))
    links = list(picture.iter("a"))
    drawn = [1 for c in chart.categories for g in chart.groups if chart.value(c, g)]
    assert len(links) >= len(drawn) and picture.get("role") == "group"
    assert all(link.get("aria-label", "").startswith("Saring ") for link in links)
    assert not list(ET.fromstring(svg.draw(chart)).iter("a"))


def test_what_no_filter_reaches_cannot_be_picked(city: Answers) -> None:
    assert matrix().picks == {} and within_limits().picks == {}
    assert catalogue.peers(ask(city, "berapa_skor_iid_daerah_lain")).picks == {}


def test_the_table_of_stacked_years_keeps_the_note_of_a_year() -> None:
    rows = (
        "tahun, keadaan, jumlah, keterangan\n2022, Baru, 3,\n"
        "2023, Baru, 4, belum setahun penuh\n2023, Lanjutan, 1, belum setahun penuh\n"
        "2024, , , Belum ada"
    )
    totals = HEAD + "2022, 3, , , a, tidak,\n2023, 5, , , b, ya,\n2024, , , , , tidak,"
    result = answer("berapa_baru_dan_lanjutan", rows)
    chart = catalogue.new_and_continued(result, answer("berapa_inovasi_per_tahun", totals))
    shown = grid.of_chart(chart)
    place = list(shown.head).index(grid.REASON)
    notes = [row[place] for row in shown.rows]
    assert notes == ["hitungan lain", "belum setahun penuh", "Belum ada"]


def test_a_year_without_the_office_is_not_one_that_is_not_published() -> None:
    rows = HEAD + (
        "2021, , , , a, tidak, Belum ada data\n2022, , , , a, tidak, OPD ini tidak ada"
        " pada tahun itu\n2023, 5, , , a, tidak,"
    )
    chart = catalogue.totals(answer("berapa_inovasi_per_tahun", rows))
    assert [gap.words for gap in gaps.along(chart)] == ["belum terbit", "tidak ada OPD"]
