"""The map: every place on a tile of its own, and true outlines only from a sound file."""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alat import letak_petak
from dasbor.charts import Chart, catalogue, outlines, svg
from dasbor.charts.description import SAMPLE_WORDS
from dasbor.charts.syllables import broken
from dasbor.data import boundaries
from dasbor.data.boundaries import drawing, examination, features
from dasbor.data.inputs import BOUNDARIES
from dasbor.data.versions import Publisher
from dasbor.questions.answers import Answers
from tests.world import CITY, answer, found_city

STATUS = "apa_status_tiap_kelurahan"
HEAD = "kode, kelurahan, kecamatan, tahun, status, lajur_petak, baris_petak\n"
AREAS = list(csv.DictReader((CITY / "wilayah.csv").read_text(encoding="utf-8").splitlines()))
CENTRES: dict[str, tuple[float, float] | None] = {
    row["kode"]: (float(row["bujur"]), float(row["lintang"])) for row in AREAS
}
CODE = "36.72.01.1001"
POINTS = [
    (row["kode"], row["kecamatan"], float(row["lintang"]), float(row["bujur"])) for row in AREAS
]


def href(code: Any) -> str:
    return f"./posyantek?kelurahan={code}&a=1"


@pytest.fixture
def chart(city: Answers) -> Chart:
    return catalogue.places(city.ask(STATUS))


def boxes(size: float = 0.001) -> dict[str, Any]:
    """Outlines of our own: a small square around every centre point."""
    features = []
    for code, (x, y) in ((code, place) for code, place in CENTRES.items() if place):
        ring = [
            [x - size, y - size],
            [x + size, y - size],
            [x + size, y + size],
            [x - size, y + size],
            [x - size, y - size],
        ]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"kode": code}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def read(folder: Path, document: Any) -> tuple[dict[str, Any], str]:
    """What is drawn, and everything that was found, as one text."""
    path = folder / BOUNDARIES
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    drawn, findings = boundaries.read(path, CENTRES)
    assert all(finding.grade == "peringatan" and finding.cure for finding in findings)
    return drawn, " ".join(map(str, findings))


# --- tiles ------------------------------------------------------------------------------------


def test_every_kelurahan_has_its_own_tile_and_every_kecamatan_is_one_piece() -> None:
    cells = letak_petak.place(POINTS)
    assert set(cells) == {row["kode"] for row in AREAS}
    assert len(set(cells.values())) == len(cells)
    for kecamatan in {row["kecamatan"] for row in AREAS}:
        own = {cells[row["kode"]] for row in AREAS if row["kecamatan"] == kecamatan}
        assert letak_petak._pieces(own) == 1, kecamatan


def test_the_order_of_the_rows_changes_nothing() -> None:
    assert letak_petak.place(reversed(POINTS)) == letak_petak.place(POINTS)


def test_tiles_keep_the_directions_of_the_map() -> None:
    cells = letak_petak.place(POINTS)
    north = min(cells, key=lambda code: cells[code][1])
    assert north == max(POINTS, key=lambda p: p[2])[0]
    west, east = (sorted(POINTS, key=lambda p: p[3])[i][0] for i in (0, -1))
    assert cells[west][0] == 0 and cells[east][0] >= max(c for c, _ in cells.values()) - 1


@pytest.mark.parametrize("count", [0, 1, 2, 7, 160])
def test_any_city_fits(count: int) -> None:
    points = [(f"{i:03}", f"k{i % 5}", 0.0, 0.0) for i in range(count)]
    cells = letak_petak.place(points)
    assert len(set(cells.values())) == len(cells) == count
    assert not cells or min(c for c, _ in cells.values()) == min(r for _, r in cells.values()) == 0


def test_the_layout_of_the_city_is_the_one_worked_out() -> None:
    written = (CITY / "wilayah.csv").read_text("utf-8")
    assert letak_petak.laid_out(written) == written


def test_a_kelurahan_without_a_centre_point_gets_no_cell() -> None:
    written = letak_petak.laid_out("kode,kecamatan,lintang,bujur\n1,A,-6,106\n2,A,,\n")
    assert (
        written == "kode,kecamatan,lintang,bujur,lajur_petak,baris_petak\n1,A,-6,106,1,1\n2,A,,,,\n"
    )


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("", {}),
        ("1, A, X, 2025, Ikut, 2, 1\n2, B, X, 2025, Ikut, 1, 3", {"1": (1, 0), "2": (0, 2)}),
        (
            "1, A, Y, 2025, Ikut, 1, 1\n2, B, Y, 2025, Ikut, ,\n3, C, X, 2025, Ikut, 1, 1",
            {"1": (0, 0), "3": (0, 1), "2": (0, 2)},
        ),
        (
            "\n".join(f"{n}, A, X, 2025, Ikut, ," for n in range(1, 10)),
            {str(n): ((n - 1) % 7, (n - 1) // 7) for n in range(1, 10)},
        ),
    ],
    ids=["none", "as the list says", "without one or taken: below", "nowhere said: side by side"],
)
def test_where_the_tiles_lie(rows: str, cells: dict[str, tuple[int, int]]) -> None:
    layout = catalogue.places(answer(STATUS, HEAD + rows)).layout
    assert layout and layout.cells == cells


# --- the picture ------------------------------------------------------------------------------


@pytest.mark.parametrize("narrow", [True, False])
def test_every_tile_is_a_link_with_its_name_and_status(chart: Chart, narrow: bool) -> None:
    picture = ET.fromstring(svg.tile_map(chart, href, CODE, narrow))
    links = list(picture.iter("a"))
    assert {link.get("href") for link in links} == {href(row["kode"]) for row in AREAS}
    assert next(link for link in links if link.get("aria-current")).get("href") == href(CODE)
    for link in links:
        assert re.search(r", Kecamatan .+: (Ikut|Tidak ikut)$", link.get("aria-label", ""))
    said = ["".join(text.text or "" for text in list(link.iter("text"))[:-1]) for link in links]
    names = sorted(re.sub(r"[ -]", "", row["kelurahan"]) for row in AREAS)
    assert sorted(re.sub(r"[ -]", "", words) for words in said) == names


@pytest.mark.parametrize("narrow", [False, True])
def test_the_words_of_a_tile_keep_clear_of_its_edges(chart: Chart, narrow: bool) -> None:
    for tile in ET.fromstring(svg.tile_map(chart, href, narrow=narrow)).iter("a"):
        [box] = tile.iter("rect")
        top = float(box.get("y", 0))
        bottom = top + float(box.get("height", 0))
        for words in tile.iter("text"):
            line, size = float(words.get("y", 0)), float(words.get("font-size", 0))
            assert top + 1 <= line - 0.73 * size, words.text  # the height of a capital of Inter
            assert line + 0.1 * size <= bottom - 1, words.text


def test_the_picture_is_marked_while_its_rows_are_illustrative(chart: Chart) -> None:
    shown = replace(chart, result=replace(chart.result, sample=True))
    drawn = svg.tile_map(shown, href)
    assert SAMPLE_WORDS in drawn
    told = re.findall(r"(?:<title>|aria-label=\")([^<\"]+: (?:Ikut|Tidak ikut)[^<\"]*)", drawn)
    assert told and all(words.endswith("(contoh)") for words in told), "pointed at, or read aloud"
    real = catalogue.places(answer(STATUS, HEAD + "1, A, X, 2025, Ikut, 1, 1"))
    assert "CONTOH" not in svg.tile_map(real, href)


def test_a_status_is_also_a_mark() -> None:
    rows = "1, A, X, 2025, Ikut, 1, 1\n2, B, X, 2025, Tidak ikut, 2, 1\n"
    rows += "3, C, Y, 2025, Belum ada data, 3, 1"
    drawn = ET.fromstring(svg.tile_map(catalogue.places(answer(STATUS, HEAD + rows)), href))
    said = [[text.text for text in link.iter("text")][-1] for link in drawn.iter("a")]
    assert said == ["● Ikut", "○ Tidak ikut", "? Belum ada data"]
    kinds = [box.get("class") for box in drawn.iter("rect")]
    assert kinds == ["isi", "nol", "hampa"]


@pytest.mark.parametrize("room", [5, 8, 12])
def test_names_are_broken_not_cut(room: int) -> None:
    for row in AREAS:
        lines = broken(row["kelurahan"], room)
        assert re.sub("[ -]", "", "".join(lines)) == row["kelurahan"].replace(" ", "")
        if room >= 8:
            assert all(len(line) <= room for line in lines) and len(lines) <= 3
    assert broken("Kalitimbang", 8) == ["Kali-", "timbang"]
    assert broken("Rawa Arum", 12) == ["Rawa Arum"]


def test_hostile_names_stay_words() -> None:
    rows = HEAD + '1, "<script>x</script>", "A & B", 2025, Ikut, 1, 1'
    picture = svg.tile_map(catalogue.places(answer(STATUS, rows)), href)
    assert "<script" not in picture and ET.fromstring(picture).tag.endswith("svg")


def test_nothing_to_draw_is_no_trouble() -> None:
    chart = catalogue.places(answer(STATUS), answer("di_mana_batas_kelurahan"))
    assert svg.tile_map(chart, href) == "" == outlines.draw(chart, href)
    assert chart.title.startswith("Belum ada") and chart.peak == 1


# --- true outlines ----------------------------------------------------------------------------


def test_a_sound_file_is_drawn_small(tmp_path: Path) -> None:
    drawn, found = read(tmp_path, boxes())
    assert not found and set(drawn) == set(CENTRES)
    numbers = [n for area in drawn.values() for ring in area["cincin"] for n in ring]
    assert min(numbers) >= 0 and max(numbers) <= drawing.SIDE


def _without_a_feature(d: dict[str, Any]) -> None:
    del d["features"][0]


def _strange(d: dict[str, Any]) -> None:
    d["features"][0]["properties"]["kode"] = "99.99.99.9999"


def _twice(d: dict[str, Any]) -> None:
    d["features"].append(d["features"][0])


def _no_code(d: dict[str, Any]) -> None:
    d["features"][0]["properties"] = None


def _open_ring(d: dict[str, Any]) -> None:
    d["features"][0]["geometry"]["coordinates"][0].pop()


def _short_ring(d: dict[str, Any]) -> None:
    del d["features"][0]["geometry"]["coordinates"][0][1:3]


def _crossed(d: dict[str, Any]) -> None:
    ring = d["features"][0]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]


def _turned(d: dict[str, Any]) -> None:
    for feature in d["features"]:
        for ring in feature["geometry"]["coordinates"]:
            ring[:] = [[y, x] for x, y in ring]


def _metres(d: dict[str, Any]) -> None:
    for feature in d["features"]:
        for ring in feature["geometry"]["coordinates"]:
            ring[:] = [[x * 1e5, y * 1e5] for x, y in ring]


def _swapped(d: dict[str, Any]) -> None:
    first, last = d["features"][0]["properties"], d["features"][-1]["properties"]
    first["kode"], last["kode"] = "36.72.03.1004", first["kode"]
    d["features"][14]["properties"]["kode"] = "36.72.08.1007"


def _a_point(d: dict[str, Any]) -> None:
    d["features"][0]["geometry"] = {"type": "Point", "coordinates": [106, -6]}


def _words(d: dict[str, Any]) -> None:
    d["features"][0]["geometry"]["coordinates"][0][0] = ["x", "y"]


def _a_feature(d: dict[str, Any]) -> None:
    d["type"] = "Feature"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_without_a_feature, f"1 dari 43 kelurahan tidak ada: {CODE}"),
        (_strange, "Fitur ke-1 (99.99.99.9999): kodenya tidak ada"),
        (_twice, f"Fitur ke-44 ({CODE}): kodenya sudah dipakai"),
        (_no_code, "Fitur ke-1: tidak punya properti kode"),
        (_open_ring, "tidak tertutup"),
        (_short_ring, "cincin hanya 3 titik"),
        (_crossed, "memotong dirinya sendiri"),
        (_turned, "terbalik"),
        (_metres, "jauh dari kota"),
        (_swapped, "tertukar"),
        (_a_point, "bentuknya Point"),
        (_words, "bukan pasangan angka"),
        (_a_feature, "FeatureCollection"),
    ],
)
def test_a_flawed_file_is_refused_by_feature(
    tmp_path: Path, damage: Callable[[dict[str, Any]], None], words: str
) -> None:
    document = boxes()
    damage(document)
    drawn, found = read(tmp_path, document)
    assert drawn == {} and words in found and "peta petak" in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Bukan JSON"),
        ("{", "Bukan JSON"),
        ("[]", "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": 3}', "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "bukan angka"),
        ("[" * 100_000, "bersarang"),
        ('{"type": "FeatureCollection", "features": [1, null, {"geometry": []}]}', "fitur ke-3"),
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str, words: str) -> None:
    drawn, found = read(tmp_path, text)
    assert drawn == {} and words in found


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "LARGEST_FILE", 10)
    assert "lebih besar" in read(tmp_path, boxes())[1]


def test_codes_may_come_without_points(tmp_path: Path) -> None:
    document = boxes()
    for feature in document["features"]:
        feature["properties"] = {"KODE": feature["properties"]["kode"].replace(".", "")}
    assert set(read(tmp_path, document)[0]) == set(CENTRES)


def test_many_flaws_are_not_a_flood(tmp_path: Path) -> None:
    document = boxes()
    _turned(document)
    assert "dan 40 fitur lain: koordinatnya terbalik" in read(tmp_path, document)[1]
    for count, feature in enumerate(document["features"]):
        feature["geometry"] = {"type": f"Entah {count}"}
    assert "fitur lain: bentuknya lain, bukan Polygon" in read(tmp_path, document)[1]
    kinds = ["Point", "MultiPoint", "LineString", "MultiLineString", "GeometryCollection", "Budi"]
    flaws: list[dict[str, Any]] = [{"type": kind} for kind in kinds]
    flaws += [{"type": "Polygon", "coordinates": [[[106, -6]] * count]} for count in (1, 2, 3)]
    for feature, flaw in zip(document["features"], flaws, strict=False):
        feature["geometry"] = flaw
    del document["features"][len(flaws) :]
    said = read(tmp_path, document)[1]
    assert "Masih ada 2 masalah lain" in said and "Budi" not in said


def test_the_file_makes_a_new_version_and_a_bad_one_only_a_word(tmp_path: Path) -> None:
    folder = found_city(tmp_path / "data")

    def asked() -> Answers:
        return Answers(Publisher(folder, tmp_path / "gudang").current())

    before = asked()
    assert not any(before.ask("di_mana_batas_kelurahan").values("batas"))
    (folder / BOUNDARIES).write_text(json.dumps(boxes(0.01)), "utf-8")
    sound = asked()
    assert sound.store.version != before.store.version
    chart = catalogue.places(sound.ask(STATUS), sound.ask("di_mana_batas_kelurahan"))
    picture = outlines.draw(chart, href, CODE)
    assert len(list(ET.fromstring(picture).iter("a"))) == 43 and len(picture) < 60_000
    (folder / BOUNDARIES).write_text("{}", "utf-8")
    flawed = asked()
    assert not flawed.store.fallback
    assert [f.file for f in flawed.store.findings if f.grade == "peringatan"] == [BOUNDARIES]
    assert not any(flawed.ask("di_mana_batas_kelurahan").values("batas"))


def test_a_large_drawing_is_coarsened(monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.dumps(boxes(0.01)).encode()
    fine, _ = examination.examine(content, CENTRES)
    monkeypatch.setattr(drawing, "LARGEST_DRAWING", 10)
    coarse, _ = examination.examine(content, CENTRES)
    assert all(n % 16 == 0 for area in coarse.values() for ring in area["cincin"] for n in ring)
    assert any(n % 16 for area in fine.values() for ring in area["cincin"] for n in ring)
