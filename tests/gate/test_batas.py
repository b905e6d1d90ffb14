"""Boundaries through the gate: recognised, checked, published as they came, and taken back."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, sin, tau
from pathlib import Path
from typing import Any

import pytest

from dasbor.__main__ import main
from dasbor.charts import outlines
from dasbor.charts.places import Area
from dasbor.data import boundaries
from dasbor.data.boundaries import examination
from dasbor.data.inputs import BOUNDARIES
from dasbor.data.inspection import REFUSES
from dasbor.data.releases import Outdated, Releases
from dasbor.data.versions import Publisher
from dasbor.gate import audit, cleaning, service
from dasbor.gate.model import Outlines, Unreadable
from tests.official_export import export_workbook, innovation, sourced
from tests.test_peta import CENTRES, CODE, boxes


def text(document: Any) -> bytes:
    return json.dumps(document).encode()


@dataclass
class Desk:
    folder: Path
    publisher: Publisher

    def propose(self, content: bytes, name: str = "dari gis.json") -> service.Proposal:
        opened = service.open_upload(name, content, self.folder)
        assert opened.outlines
        return service.propose_outlines(opened, self.folder, self.publisher.fresh)

    def publish(self, content: bytes) -> int:
        made = self.propose(content)
        agreed = [consent.key for consent in made.consents]
        return service.publish(made, self.folder, "ani", "uji", agreed=agreed).number

    def outlined(self) -> int:
        [(count,)] = self.publisher.fresh().rows("select count(*) from batas_kelurahan")
        return int(count)


@pytest.fixture
def desk(gate_data: Path) -> Desk:
    return Desk(gate_data, Publisher(gate_data, gate_data.parent / "gudang"))


# --- from the file to the map and back --------------------------------------------------------


@pytest.mark.usefixtures("answered")
def test_boundaries_are_published_byte_for_byte_and_taken_back(desk: Desk) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(boxes(), indent=3).replace("\n", "\r\n").encode()
    made = desk.propose(content)
    assert isinstance(made.account, Outlines)
    assert (len(made.account.drawn), made.account.before, made.account.missing) == (43, 0, {})
    [moved] = made.effect.answers
    assert (moved.name, len(moved.figures)) == ("di_mana_batas_kelurahan", 43)
    [rows] = made.effect.rows
    assert rows.words == "43 baru, 0 hilang, 0 berubah"
    assert ("baru", CODE, "Cibeber") in rows.examples
    assert (made.findings, made.obstacle, desk.outlined()) == ((), "", 0)

    release = service.publish(made, desk.folder, "ani", "dari bagian pemerintahan")
    assert (release.dataset, release.years) == ("batas_kelurahan", ())
    assert service.action(release) == "menerbitkan batas_kelurahan"
    assert release.original and release.original.name == "dari gis.json"
    releases = Releases(desk.folder)
    assert releases.content(release.original.sha256) == content
    assert releases.overlay()[BOUNDARIES].read_bytes() == content
    assert not (desk.folder / BOUNDARIES).exists()
    assert desk.outlined() == 43

    assert desk.propose(content).effect.nothing
    larger = desk.propose(text(boxes(0.002)))
    assert [rows.words for rows in larger.effect.rows] == ["0 baru, 0 hilang, 43 berubah"]
    assert (
        service.difference(desk.folder, 1, 0, desk.publisher.fresh()).rows[0].words
        == "0 baru, 43 hilang, 0 berubah"
    )
    Releases(desk.folder).restore(0, "ani", "keliru")
    assert desk.outlined() == 0
    assert releases.verify() == []


def test_a_register_and_boundaries_stand_side_by_side(desk: Desk) -> None:
    desk.publish(text(boxes()))
    opened = service.open_upload("a.xlsx", export_workbook(innovation("Satu")), desk.folder)
    stale = desk.propose(text(boxes(0.002)))
    year = cleaning.YearChoice(2021)
    chosen = opened, 0, opened.matches[0][0], year, desk.folder, desk.publisher.fresh
    made = service.propose(*chosen, declared=sourced(*chosen))
    release = service.publish(made, desk.folder, "ani", "uji", agreed=["susut"])
    assert release.files.keys() >= {BOUNDARIES}
    assert desk.outlined() == 43
    with pytest.raises(Outdated):
        service.publish(stale, desk.folder, "ani", "uji")


def test_what_was_read_can_be_seen(desk: Desk) -> None:
    account = desk.propose(text(boxes())).account
    assert isinstance(account, Outlines)
    areas = {code: Area.of(area) for code, area in account.drawn.items()}
    picture = outlines.sketch(areas, {CODE: "<Cibeber>"}, "43 batas")
    assert picture.count("<path") == 43 and "<title>&lt;Cibeber&gt;</title>" in picture
    assert outlines.sketch({}, {}, "") == ""


# --- what is refused --------------------------------------------------------------------------


def _first(document: dict[str, Any]) -> dict[str, Any]:
    return document["features"][0]


def _polygon(points: list[list[Any]]) -> Callable[[dict[str, Any]], None]:
    """The first kelurahan with another outline."""

    def change(document: dict[str, Any]) -> None:
        _first(document)["geometry"]["coordinates"] = [points]

    return change


def _without_the_last(document: dict[str, Any]) -> None:
    document["features"].pop()


def _metres(document: dict[str, Any]) -> None:
    for feature in document["features"]:
        for ring in feature["geometry"]["coordinates"]:
            ring[:] = [[x * 5000, y * 1e6] for x, y in ring]


def _property(value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        _first(document)["properties"] = value

    return change


LAST = ("Citangkil", "(36.72.08.1007)")
X, Y = CENTRES[CODE] or (0.0, 0.0)
AROUND = [[X + 2e-3, Y + 5e-3], [X + 2e-3, Y - 1e-3], [X - 1e-3, Y - 1e-3]]
ZIGZAG = [*([X - 1e-3 + (i % 2) * 2e-3, Y + i * 1e-6] for i in range(4000)), *AROUND]
FLAWED: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "42 kode": (_without_the_last, "1 dari 43 kelurahan tidak ada"),
    "UTM": (_metres, "bukan derajat, mungkin meter (UTM)"),
    "koordinat kosong": (_polygon([]), "cincin hanya 0 titik"),
    "angka raksasa": (_polygon([[10**400, Y]] * 4), "bukan pasangan angka"),
    "segaris": (_polygon([[X, Y], [X + 1e-9, Y], [X, Y], [X, Y]]), "terlalu kecil"),
    "zigzag": (_polygon([*ZIGZAG, ZIGZAG[0]]), "terlalu rumit"),
    "properti daftar": (_property([1]), "tidak punya properti kode"),
    "kode aneh": (_property({"kode": "\ud800\x07"}), "Fitur ke-1 (??): kodenya tidak ada"),
}


@pytest.mark.parametrize("name", FLAWED)
def test_a_flawed_file_is_answered_and_nothing_lost(name: str) -> None:
    document = boxes()
    change, words = FLAWED[name]
    change(document)
    began = time.monotonic()
    drawn, found = examination.examine(text(document), CENTRES)
    assert time.monotonic() - began < 60  # some seconds on an idle machine
    assert words in " ".join(map(str, found))
    assert all(finding.grade == REFUSES and finding.cure for finding in found)
    sound = 0 if name in ("UTM", "zigzag") else 42
    assert len(drawn) == sound, "what is sound can still be seen"


def test_a_flawed_file_is_not_published(desk: Desk) -> None:
    document = boxes()
    _without_the_last(document)
    made = desk.propose(text(document))
    assert isinstance(made.account, Outlines)
    assert len(made.account.missing) == 1 and made.files == {} and made.refusals == 1
    assert made.account.words.endswith(f"Tanpa batas yang sah: {' '.join(LAST)}.")
    assert made.effect.nothing
    with pytest.raises(service.Refused, match=r"dari gis\.json: 1 dari 43 kelurahan tidak ada"):
        service.publish(made, desk.folder, "ani", "uji")
    assert Releases(desk.folder).history() == []
    assert [line["tindakan"] for line in Releases(desk.folder).audit()] == [audit.REFUSED]


def test_codes_come_as_numbers_and_outlines_in_detail() -> None:
    document = boxes()
    turns = [tau * i / 10_000 for i in range(10_000)]
    ring = [[X + cos(turn) / 500, Y + sin(turn) / 500] for turn in turns]
    _first(document)["geometry"] = {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]}
    _first(document)["properties"] = {"Kode": float(CODE.replace(".", "")), "nama": None}
    drawn, found = examination.examine(text(document), CENTRES)
    assert not found and len(drawn) == 43
    ring[5000:5002] = reversed(ring[5000:5002])
    _first(document)["geometry"]["coordinates"] = [[[*ring, ring[0]]]]
    assert "memotong" in str(examination.examine(text(document), CENTRES)[1][0])


OPENING = b'{"type": "FeatureCollection", "features": ['
BROKEN = {
    "100 MB": (OPENING + b" " * 100_000_000, "lebih besar dari 5 MB"),
    "terpotong": (text(boxes())[:500], "rusak di baris 1"),
    "bersarang": (OPENING + b"[" * 100_000, "bersarang terlalu dalam"),
    "NaN": (OPENING + b"NaN]}", "bukan angka"),
    "tak hingga": (OPENING + b"-Infinity]}", "bukan angka"),
    "bukan UTF-8": (OPENING + b'"\xe9"]}', "bukan teks UTF-8"),
    "UTF-16": (json.dumps(boxes()).encode("utf-16"), "bukan teks UTF-8"),
    "satu fitur": (text(boxes()["features"][0]), "FeatureCollection"),
    "kosong": (OPENING + b"]}", "43 dari 43 kelurahan tidak ada"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_recognised_by_its_content(name: str) -> None:
    content, words = BROKEN[name]
    assert boundaries.recognised(content)
    drawn, found = examination.examine(content, CENTRES)
    assert drawn == {} and words in str(found[0])


@pytest.mark.parametrize(
    "content", [b'{"kota": {"nama": "Cilegon"}}', b"{}", b"[[1, 2]]", b'[{"judul": "Satu"}]']
)
def test_other_json_is_told_what_is_expected(desk: Desk, content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"JSON, bukan tabel.*FeatureCollection"):
        service.open_upload("batas_kelurahan.geojson", content, desk.folder)


def test_a_city_without_kelurahan_is_told(small: Path) -> None:
    publisher = Publisher(small, small.parent / "gudang")
    opened = service.open_upload("a.geojson", text(boxes()), small)
    with pytest.raises(service.Refused, match=r"wilayah\.csv"):
        service.propose_outlines(opened, small, publisher.fresh)
    assert examination.examine(OPENING + b"]}", {}) == ({}, [])
    register = service.open_upload("a.xlsx", export_workbook(innovation("Satu")), small)
    year, match = cleaning.YearChoice(2021), register.matches[0][0]
    made = service.propose(register, 0, match, year, small, publisher.fresh)
    assert not [one.name for one in made.effect.answers if "kelurahan" in one.name]


# --- from the shell ---------------------------------------------------------------------------


@pytest.mark.usefixtures("gate_data")
def test_the_shell_does_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "batas.geojson"

    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    document = boxes()
    path.write_bytes(text(document))
    code, out, said = run("periksa", str(path))
    assert (code, said) == (0, "")
    assert "43 dari 43 kelurahan berbatas di berkas ini; yang tersaji kini 0" in out
    assert "batas_kelurahan: 43 baru" in out
    assert run("periksa", str(path), "--dataset", "inovasi")[0] == 2
    publish = ("terbitkan", str(path), "--alasan", "uji", "--oleh", "ani")
    assert run(*publish)[::2] == (0, "Terbit sebagai versi 1.\n")
    assert "batas_kelurahan: 0 baru, 43 hilang" in run("beda", "1", "0")[1]
    assert "menerbitkan batas_kelurahan" in run("riwayat")[1]

    gone = document["features"].pop()["properties"]["kode"]
    path.write_bytes(text(document))
    code, out, said = run("periksa", str(path), "--json")
    told = json.loads(out)
    assert (code, told["dataset"], len(told["berbatas"])) == (1, "batas_kelurahan", 42)
    assert [place["kode"] for place in told["belum_berbatas"]] == [gone]
    assert told["temuan"][0]["tingkat"] == REFUSES and "Belum dapat diterbitkan" in said
    assert run(*publish)[0] == 1
    path.write_bytes(b'{"nama": "bukan batas"}')
    assert run("periksa", str(path))[0] == 2


def test_a_file_with_only_a_header_says_so(desk: Desk) -> None:
    opened = service.open_upload("judul.csv", b"Judul Inovasi,SKPD,Tahun\n", desk.folder)
    year = cleaning.YearChoice(None, "tahun")
    made = service.propose(opened, 0, opened.matches[0][0], year, desk.folder, desk.publisher.fresh)
    with pytest.raises(service.Refused, match="Tidak ada baris data di bawah judul kolom"):
        service.publish(made, desk.folder, "ani", "uji")
