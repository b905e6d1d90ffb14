"""Another government: what it has not is not spoken of, and no word is that of a city."""

import ast
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import threading
from argparse import _SubParsersAction
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import pytest

from dasbor import __main__ as command
from dasbor import settings
from dasbor.city import FILE, City
from dasbor.city import city as configured
from dasbor.data import versions
from dasbor.data.build import build
from dasbor.data.contract import read_contracts
from dasbor.data.store import open_file
from dasbor.data.versions import Publisher, StoreUnavailable
from dasbor.documents import assistant, content, record
from dasbor.documents.delivery.letter import Report
from dasbor.documents.open_data import Refused
from dasbor.documents.open_data.openapi import listing, openapi
from dasbor.gate import founding, neighbours
from dasbor.gate.offices import Offices
from dasbor.gate.owners import foreign
from dasbor.questions.answers import Answers, answers
from tests import surfaces
from tests.official_export import export_workbook, innovation
from tests.world import CITY, CONTRACTS, ROOT, each_of

HERE = "https://inovasi.contoh.go.id"
SUBJECTS = ("posyantek", "lab_inovasi", "penghargaan", "target", "rumus_iid", "inovasi")
OVER_CHARTS = "Di antara daerah lain yang angkanya tercatat"  # whose titles are of the same rank
GONE = {  # left out together -> the pages that go with them
    ("penghargaan", "juri_award"): {"penghargaan"},
    ("posyantek", "wilayah", "wilayah_alias", "angka_publikasi"): {"posyantek"},
    ("lab_inovasi", "rencana_lab", "tahap_lab", "angka_publikasi"): {"lab_inovasi"},
    ("target",): set(),
}
OF_A_CITY = re.compile(
    r"(?<![\w./,])(se)?(kota|wali ?kota|kelurahan|cilegon)(nya)?(?![\w=]|[./]\w)", re.IGNORECASE
)
# Names of columns, an official list of values, and a source of another government's.
NAMES = "|".join(
    (
        r"(?:Nama Variabel|kolom|Klasifikasi Isian|boleh)\": \"[^\"]*",
        "Bappeda Kota Tangerang",
        *("tempat kelurahan", '"kelurahan"'),
    )
)


class Headings(HTMLParser):
    """The headings of a page under which there is nothing before the next one of their rank."""

    def __init__(self) -> None:
        super().__init__()
        self.empty: list[str] = []
        self._open: tuple[int, str] | None = None
        self._inside = False

    def handle_starttag(self, tag: str, _: object) -> None:
        if re.fullmatch("h[2-4]", tag):
            self._close(int(tag[1]))
            self._open, self._inside = (int(tag[1]), ""), True
        elif tag in ("svg", "table", "textarea", "li"):
            self._open = None

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and not re.fullmatch("h[2-4]", tag)

    def handle_data(self, text: str) -> None:
        if self._inside and self._open:
            self._open = (self._open[0], self._open[1] + text)
        elif text.strip():
            self._open = None

    def _close(self, rank: int) -> None:
        if self._open and rank <= self._open[0]:
            self.empty.append(self._open[1])

    def finish(self) -> list[str]:
        self._close(0)
        return self.empty


WHOLE = "utuh.duckdb"  # the store of the city with all it has


@contextmanager
def without(names: Iterable[str], folder: Path) -> Iterator[Answers]:
    """The frozen city without the files of some datasets."""
    data, store = folder / "data", folder / "uji.duckdb"
    shutil.rmtree(data, ignore_errors=True)
    store.unlink(missing_ok=True)
    shutil.copytree(CITY, data)
    for contract in map(CONTRACTS.__getitem__, names):
        for path in data.glob("*.csv"):
            if path.name == contract.file or (contract.yearly and contract.year_of(path.name)):
                path.unlink()
    build(data, store, "uji", {}, folder / WHOLE)  # what both have in common is taken from there
    opened = open_file(store)
    try:
        yield Answers(opened)
    finally:
        opened.close()


def drawn(asked: Answers) -> dict[str, str]:
    return surfaces.of_pages(asked, {}) | {"lembar": surfaces.on_sheet(asked, {})}


def hollow(asked: Answers) -> dict[str, list[str]]:
    """The empty headings of each page."""
    found = {}
    for name, text in drawn(asked).items():
        parser = Headings()
        parser.feed(text)
        said = [one for one in parser.finish() if not one.startswith((OVER_CHARTS, "Belum ada"))]
        if said:
            found[name] = said
    return found


# --- what is absent ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tanpa")
    build(CITY, folder / WHOLE, "uji")
    return folder


def test_any_dataset_may_be_absent(bench: Path) -> None:
    """Left out alone: every page and the sheet are drawn."""

    @each_of({name: name for name in CONTRACTS})
    def test(name: str) -> None:
        with without([name], bench) as asked:
            assert drawn(asked)

    test()


def test_any_two_subjects_may_be_absent(bench: Path) -> None:
    @each_of({"+".join(pair): pair for pair in combinations(SUBJECTS, 2)})
    def test(pair: Sequence[str]) -> None:
        with without(pair, bench) as asked:
            assert hollow(asked) == {}

    test()


@pytest.mark.parametrize("names", GONE, ids="+".join)
def test_what_is_absent_is_on_no_surface(names: tuple[str, ...], bench: Path) -> None:
    with without(names, bench) as asked:
        absent = {page for page in content.PAGES if not content.there(page, asked)}
        assert absent == GONE[names]
        assert not any(set(query.data[:1]) & set(names) for query in asked.offered.values())
        for page in absent:
            title = content.PAGES[page].title
            assert f'href="./{page}' not in "".join(drawn(asked).values()), title
            assert page not in record.DOCUMENTS["sitemap.xml"](about(asked)).body.decode()


def test_all_that_a_province_lacks_may_be_absent_at_once(bench: Path) -> None:
    """Pages, also of one office, papers, sheet and every answer: nothing breaks, nothing is hollow.

    One has broken where a table was not there: the front page, the papers, the profile.
    """
    names = ("posyantek", "wilayah", "wilayah_alias", "lab_inovasi", "rencana_lab", "tahap_lab",
             "penghargaan", "juri_award", "target", "unit", "unit_alias")  # fmt: skip
    with without(names, bench) as asked:
        for link in ({}, {"opd": ["Dinkes"]}):
            assert surfaces.of_pages(asked, link).keys() == {f"halaman {n}" for n in content.PAGES}
        assert hollow(asked) == {}
        assert surfaces.of_papers(asked, {}).keys() >= {"paparan", "edaran", "buku kerja"}
        assert all(surfaces.of_api(asked, {}).values())


def test_a_page_that_is_absent_says_so_at_its_address(bench: Path) -> None:
    with without(("penghargaan", "juri_award"), bench) as asked:
        page = content.section("penghargaan", surfaces.seen(asked, {}))
        assert page.title == "Kota Cilegon belum punya data untuk halaman ini"


def about(asked: Answers) -> record.About:
    return record.About(asked, configured(), HERE)


# --- one government ----------------------------------------------------------------------------


def test_only_another_name_shows_nothing(tmp_path: Path) -> None:
    """Not to a server that starts, and not to one that runs and has the former store open."""
    data = Path(shutil.copytree(CITY, tmp_path / "data"))
    running, settings = Publisher(data, tmp_path / "gudang"), data / FILE
    running.current()
    before = settings.read_text("utf-8")
    for old, new, said in (
        ('"Kota Cilegon"', '"Kabupaten Netral"', "36.72 bukan kode sebuah kabupaten"),
        ('"Kota Cilegon"', '"Kota Netral"', "sumber.csv .* menyebut Kota Cilegon"),
        ("36.72", "36.73", "wilayah.csv berisi kode 36.72"),
        ("36.72", "99.01", "99.01 bukan kode sebuah kota"),
    ):
        settings.write_text(before.replace(old, new, 1), "utf-8")
        for publisher in (running, Publisher(data, tmp_path / "gudang")):
            with pytest.raises(StoreUnavailable, match=said):
                publisher.fresh()
            with pytest.raises(StoreUnavailable, match=said):
                publisher.current()
    settings.write_text(before, "utf-8")
    assert not running.fresh().fallback


def test_the_last_sound_version_of_another_government_is_not_served(tmp_path: Path) -> None:
    data = Path(shutil.copytree(CITY, tmp_path / "data"))
    Publisher(data, tmp_path / "gudang").current()
    other = (data / FILE).read_text("utf-8").replace("36.72", "36.79")
    (data / FILE).write_text(other.replace("Kota Cilegon", "Kota Netral"), "utf-8")
    for name in ("wilayah", "wilayah_alias", "unit", "unit_alias", "posyantek_2025", "sumber"):
        (data / f"{name}.csv").unlink()
    store = Publisher(data, tmp_path / "gudang").current()
    assert store.findings and not store.fallback


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (City("Kota Satu"), "Kelurahan di kota", "Kelurahan di kota"),
        (City("Kabupaten Satu"), "Kelurahan se-kota, kota.", "Desa se-kabupaten, kabupaten."),
        (City("Provinsi Satu"), "Walikota: kecamatan", "Gubernur: kabupaten"),
        (City("Kabupaten Satu", village_name="kampung"), "43 kelurahan", "43 kampung"),
        (City("Kabupaten Satu"), "jumlah_kelurahan di kota.toml", "jumlah_kelurahan di kota.toml"),
    ],
)
def test_words_of_the_program_follow_the_government(place: City, text: str, said: str) -> None:
    assert place.say(text) == said


def test_a_contract_of_its_own_is_added_to_those_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "kontrak").mkdir()
    column = '[[kolom]]\nnama = "tahun"\nlabel = "Tahun"\ntipe = "bulat"\n'
    column += '[[kolom]]\nnama = "peserta"\nlabel = "Peserta"\n'
    head = 'nama = "latih"\njudul = "Latih"\nsatu_baris = "satu pelatihan"\n'
    text = f'{head}berkas = "latih_{{tahun}}.csv"\nkunci = ["tahun"]\n{column}'
    (tmp_path / "kontrak" / "latih.toml").write_text(text, "utf-8")
    assert set(read_contracts(tmp_path)) == {*CONTRACTS, "latih"}


# --- from an export to a dashboard -------------------------------------------------------------

FIELDS = (
    *("Kesehatan", "Pendidikan", "Perhubungan", "Sosial", "Pertanian", "Kehutanan", "Kelautan"),
    *("Perindustrian", "Perdagangan", "Pariwisata", "Kebudayaan", "Ketenagakerjaan", "Pangan"),
    *("Lingkungan Hidup", "Komunikasi dan Informatika", "Perpustakaan dan Arsip", "Koperasi"),
    *("Energi dan Sumber Daya Mineral", "Pekerjaan Umum", "Perumahan", "Peternakan", "Pemuda"),
)
WORDS = ("Layanan", "Antar", "Sahabat", "Peduli", "Rumah", "Data", "Kampung", "Gerai", "Klinik")


def offices(count: int) -> list[str]:
    names = [*(f"Dinas {field}" for field in FIELDS), "Inspektorat Daerah", "Sekretariat DPRD"]
    return [*names, *(f"Badan {first} {field}" for first in WORDS for field in FIELDS)][:count]


def export(place: str, rows: int, names: Sequence[str]) -> bytes:
    return export_workbook(
        *(
            innovation(
                f"{WORDS[at % 9]} {WORDS[at // 9 % 9]} {names[at % len(names)]} {at}",
                Pemda=place,
                Admin_OPD=f"{names[at % len(names)]} (akun_{at % len(names)})",
                Kematangan=f"{at * 7 % 111}.00",
                Tanggal_Input="12-03-2024",
                Tanggal_Penerapan="05-01-2024",
            )
            for at in range(rows)
        )
    )


def villages(code: str, districts: int, each: int) -> str:
    """As they are: several districts have a village of the same name."""
    lines = [
        f"{code}.{d:02}.{2000 + v},Suka {WORDS[v % 9]} {v},{WORDS[d % 9]} {d}"
        for d in range(1, districts + 1)
        for v in range(1, each + 1)
    ]
    return "\n".join(["Kode,Nama Desa,Kecamatan", *lines])


def assessed(listed: str) -> str:
    """Which villages took part, as an office writes it down: by name and district."""
    rows = [line.split(",") for line in listed.splitlines()[1:]]
    told = [f"Ds. {name},Kec. {district},{'Ikut' if at % 3 else 'Tidak Ikut'}"
            for at, (_, name, district) in enumerate(rows)]  # fmt: skip
    return "\n".join(["Nama Desa,Kecamatan,Ikut", *told])


NAMED = ("lembar", "surat", "/aset/manifest.webmanifest", "berkas paparan docProps/core.xml")
KINDS = {
    "provinsi": ("Provinsi Antah", "99", 679, 47, "posyantek,lab"),
    "kabupaten": ("Kabupaten Antah", "99.01", 120, 22, "lab"),
    "kota": ("Kota Antah", "99.71", 90, 20, ""),
}


@pytest.fixture(scope="module", params=KINDS)
def founded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A data folder made by the commands alone, with its register published; no file by hand."""
    kind, folder = request.param, tmp_path_factory.mktemp(request.param)
    name, code, rows, count, left_out = KINDS[kind]
    (folder / "ekspor.xlsx").write_bytes(export(name, rows, offices(count)))
    asked = ["kota", "baru", str(folder / "data"), "--nama", name, "--jenis", kind]
    asked += ["--kode", code, "--dari", str(folder / "ekspor.xlsx"), "--instansi", "BRIDA"]
    asked += ["--tanpa", left_out] if left_out else []
    listed = villages(code, 20, 15)
    if kind != "provinsi":
        (folder / "desa.csv").write_text(listed, "utf-8")
        asked += ["--desa", str(folder / "desa.csv")]
    with served(folder):
        assert command.main(asked) == 0
        assert command.main(["kota", "periksa", str(folder / "data")]) == 0
        publish = ["terbitkan", str(folder / "ekspor.xlsx"), "--tahun", "2024", "--alasan", "uji"]
        assert command.main([*publish, "--oleh", "ani", "--sumber", "register-bappeda"]) == 0
        if kind == "kabupaten":
            (folder / "posyantek.csv").write_text(assessed(listed), "utf-8")
            publish = ["terbitkan", str(folder / "posyantek.csv"), "--tahun", "2024"]
            assert command.main([*publish, "--oleh", "ani", "--alasan", "uji"]) == 0
    return kind, folder


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """That folder in place of the frozen city, no longer than the block: others run in between."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASBOR_DATA", str(folder / "data"))
        patch.setenv("DASBOR_GUDANG", str(folder / "gudang"))
        versions.reset()
        yield
    versions.reset()


def test_an_export_becomes_a_dashboard(founded: tuple[str, Path]) -> None:
    """All rows under its own offices, a deck, and the words of the government and no other."""
    kind, folder = founded
    name, _, rows, count, _ = KINDS[kind]
    with served(folder):
        asked = answers(Publisher(folder / "data", folder / "gudang").fresh())
        assert not asked.store.findings
        ranking = asked.ask("berapa_inovasi_per_opd")
        assert sum(ranking.values("jumlah")) == rows
        assert len([row for row in ranking.records() if row["jumlah"]]) == count
        if kind == "kabupaten":
            [known] = asked.ask("berapa_kelurahan_ikut_posyantek").known("ikut")
            assert (known["ikut"], known["semua"]) == (200, 300)
        told = drawn(asked) | mailed(asked) | over_http()
        assert all(name in told[path] for path in ("/", "/opd", *NAMED))
        if kind == "kota":
            return
        told |= surfaces.of_papers(asked, {}) | surfaces.of_api(asked, {})
        told["uraian"] = json.dumps(
            [openapi(asked), listing(asked, configured())], ensure_ascii=False
        )
        for path, describe in record.DOCUMENTS.items():
            if not path.endswith(".xlsx"):
                told[path] = describe(about(asked)).body.decode()
        told |= asked_by_assistants(asked) | in_the_terminal()
    assert of_a_city(told) == {}


def of_a_city(told: Mapping[str, str]) -> dict[str, list[str]]:
    """What a surface says in words of a kota."""
    flaws = {}
    for surface, text in told.items():
        found = [text[max(0, m.start() - 60) : m.end() + 20] for m in OF_A_CITY.finditer(text)]
        if wrong := [one for one in found if not re.search(NAMES, one)]:
            flaws[surface] = wrong[:2]
    return flaws


def mailed(asked: Answers) -> dict[str, str]:
    """The letter of a report, its attachments taken apart; of a deck also what no slide shows."""
    letter = Report(asked, HERE).to("ani@contoh.go.id", "dasbor@contoh.go.id", "<1@contoh>", [])
    body = letter.get_body()
    assert body is not None
    told = {"surat": f"{letter['Subject']}\n{body.get_content()}"}
    for part in letter.iter_attachments():
        content = part.get_content()
        name = part.get_filename() or ""
        told[f"nama {name}"] = name
        if isinstance(content, str):
            told[f"berkas {name}"] = content
            continue
        with ZipFile(io.BytesIO(content)) as packed:
            inside = [one for one in packed.namelist() if one.endswith((".xml", ".rels"))]
            told |= {f"berkas paparan {one}": packed.read(one).decode() for one in inside}
    return told


def asked_by_assistants(asked: Answers) -> dict[str, str]:
    """What the tools of an assistant say of themselves, and what each answers."""
    offered = [(tool.name, tool.title, tool.words, tool.arguments) for tool in assistant.TOOLS]
    told = {"alat asisten": json.dumps(offered, ensure_ascii=False)}
    for tool in assistant.TOOLS:
        given = {"tanya": {"nama": "berapa_inovasi_per_tahun"}, "pasal": {"teks": "679 inovasi"}}
        with suppress(Refused):
            answer = assistant.call(about(asked), tool.name, given.get(tool.name, {}))
            told[f"asisten {tool.name}"] = json.dumps(answer, ensure_ascii=False, default=str)
    return told


SERVED = """
import json, sys
from starlette.applications import Starlette
from starlette.testclient import TestClient
import app
site = Starlette(routes=app.routes, middleware=app.middleware)
with TestClient(site, base_url="https://inovasi.contoh.go.id") as client:
    print(json.dumps({path: client.get(path).text for path in sys.argv[1:]}))
"""


def over_http() -> dict[str, str]:
    """What a server of its own gives: pages before they run, head and all, cards, errors."""
    asked = [
        *("/", "/opd", "/indeks", "/kelola_data", "/siap_rapat", "/tidak_ada", "/lembar"),
        *("/aset/manifest.webmanifest", "/kartu/opd.svg", "/kartu/tidak_ada.svg", "/robots.txt"),
        *("/api/v1/kueri/tidak_ada.json", "/api/v1/kueri/inovasi_apa_saja.json?opd=x", "/healthz"),
    ]
    done = subprocess.run(
        [sys.executable, "-c", SERVED, *asked], cwd=ROOT, capture_output=True, check=True
    )
    return dict(json.loads(done.stdout))


def in_the_terminal() -> dict[str, str]:
    """The help of every command; ``kota`` is the name of one of them."""
    told, waiting = {}, [command._parser()]
    for parser in waiting:
        told[f"bantuan {parser.prog}"] = COMMAND.sub("", parser.format_help())
        inner = [one for one in parser._actions if isinstance(one, _SubParsersAction)]
        waiting += [parser for one in inner for parser in one.choices.values()]
    return told


def test_every_name_of_an_export_is_an_office_or_a_unit_below_one() -> None:
    """Whatever it is called where it is: nobody has to write an office into the list by hand."""
    units = ["Desa Suka", "Puskesmas Satu", "RSUD Antah", "SDN 1 Antah", "UPTD Pasar"]
    unsure = ["Biro Hukum", "BKPSDM", "Kota Administrasi Antah Barat", "Suku Dinas Sosial"]
    sure = ["Badan Riset", "Dinas Sosial", "Distrik Utara", "Inspektorat", "Kapanewon Timur"]
    names = founding.drafted("ekspor.xlsx", export("Provinsi Antah", 14, units + unsure + sure))
    assert names.units == tuple(units) and names.unsure == tuple(unsure)
    assert set(names.offices) == {*unsure, *sure}


@pytest.mark.parametrize(
    ("name", "short", "level", "own"),
    [
        ("Kota Administrasi Antah Barat", "Antah Barat", "kota", "Pemkot Administrasi Antah Barat"),
        ("Daerah Istimewa Antah", "Daerah Istimewa Antah", "provinsi", "Provinsi DI Antah"),
        ("Daerah Istimewa Antah", "", "provinsi", "Pemda Provinsi Daerah Istimewa Antah"),
        ("Provinsi Antah Pegunungan", "Antah Pegunungan", "provinsi", "Pemprov Antah Pegunungan"),
    ],
)
def test_a_government_knows_its_own_name(name: str, short: str, level: str, own: str) -> None:
    place = City(name, short or name, level)
    offices = Offices((), (), {}, (), place)
    assert not foreign(own.replace("DI ", "Daerah Istimewa "), place, offices)
    assert foreign("Kabupaten Antah", place, offices) and foreign("Kota Lain", place, offices)


def test_what_stands_before_a_village_is_what_it_is_called_there() -> None:
    of_papua = City("Kabupaten Antah", level="kabupaten", village_name="kampung",
                    district_name="distrik").terms  # fmt: skip
    assert {"kampung", "desa", "kelurahan"} <= {*of_papua.villages}
    assert {"distrik", "kecamatan"} <= {*of_papua.districts}
    assert "desa" not in City("Kota Antah").terms.villages
    assert of_papua.say("Kecamatan dan kelurahannya") == "Distrik dan kampungnya"


def test_two_governments_side_by_side_share_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DASBOR_GUDANG")
    places = set()
    for name in ("antah", "antah-satu", "antah/data", "antah-satu/data"):
        monkeypatch.setenv("DASBOR_DATA", str(tmp_path / name))
        places.add(settings.store_folder())
    assert len(places) == 4


def test_a_folder_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("ada", "utf-8")
    asked = ["kota", "baru", str(tmp_path), "--nama", "Kota Antah", "--jenis", "kota"]
    assert command.main([*asked, "--kode", "99.71"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]


@pytest.mark.parametrize("more", [["--kode", "99"], ["--kode", "99.71", "--tanpa", "apa"]])
def test_a_government_that_makes_no_sense_is_refused(more: list[str], tmp_path: Path) -> None:
    asked = ["kota", "baru", str(tmp_path / "data"), "--nama", "Kota Antah", "--jenis", "kota"]
    assert command.main([*asked, *more]) == 1
    assert not (tmp_path / "data").exists()


# --- every word ----------------------------------------------------------------------------------

IN_WORDS = re.compile(OF_A_CITY.pattern.replace("cilegon", "kecamatan|cilegon"), re.IGNORECASE)
# Where a word of a kota is none for readers: what files may be headed with, patterns, what is put
# through say by whoever sent the file into a process that knows no city.
NOT_SAID = {
    *("dasbor/data/belonging.py", "dasbor/gate/owners.py", "dasbor/gate/reading/furniture.py"),
    *("dasbor/data/boundaries/features.py", "dasbor/data/boundaries/rings.py"),
    "dasbor/cli/cities.py",
}
KEPT = re.compile(r"select .*|desa kelurahan|Kota Cilegon|[a-z]+")  # no words; what is replaced
COMMAND = re.compile(
    r"kota (?:baru|periksa)|\bkota,|\{[\w,-]*kota[\w,-]*\}|^ +kota +|dasbor kota", re.MULTILINE
)


def unsaid(path: Path) -> Iterator[str]:
    """The texts of a file that have a word of a kota and are not put into the terms of others."""
    text = path.read_text("utf-8")
    tree, later = ast.parse(text), set(re.findall(r"\bsay\((?:\w+\.)*([A-Z_]+)\)", text))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if not IN_WORDS.search(node.value) or KEPT.fullmatch(node.value.strip()):
            continue
        around: list[ast.AST] = [node]
        while around[-1] in above:
            around.append(above[around[-1]])
        said = any(isinstance(n, ast.Call) and ast.unparse(n.func).endswith("say") for n in around)
        named = {ast.unparse(t) for n in around if isinstance(n, ast.Assign) for t in n.targets}
        if not said and not named & later and not isinstance(above[node], ast.Expr):
            yield f"baris {node.lineno}: {node.value}"


@each_of(
    {
        str(path.relative_to(ROOT)): path
        for folder in ("dasbor", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in {*NOT_SAID, "dasbor/city.py"}
    }
)
def test_every_word_of_a_city_is_put_in_the_terms_of_others(path: Path) -> None:
    assert list(unsaid(path)) == [], "pakai dasbor.city.say (jangan pada nama dari data)"


# --- figures of others ---------------------------------------------------------------------------

OWN = "daerah,ukuran,tahun,nilai,per_tanggal,cakupan_waktu,sumber,kepastian,catatan,kedudukan\n"


@contextmanager
def answering(bodies: Mapping[str, str]) -> Iterator[str]:
    """A server that gives these files below its address, and nothing else."""

    class Giving(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Giving) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def of_own(asked: Answers) -> str:
    """The figures of a government as its dashboard gives them for others."""
    query = asked.queries["angka_pokok_apa_saja"]
    return surfaces.answered(asked, query, {}, "csv").decode()


def test_a_province_compares_what_others_publish_of_themselves(
    city: Answers, demonstrated: Answers, city_copy: Path, tmp_path: Path
) -> None:
    """Read on request, through the gate: with its passport, gaps for who has none, no samples."""
    file, path = tmp_path / "angka.csv", f"/{neighbours.ANSWER}"
    lain = f"{OWN}Kota Lain,skor_iid,2025,60.5,,setahun penuh,Siaran pers Kota Lain,B,,terbit\n"
    lain += "Kota Lain,inovasi_terdaftar_iid,2024,90,2024-03-12,,Ekspor Kota Lain,,,dihitung\n"
    lain += "Kota Lain,ukuran_sendiri,2025,7,,setahun penuh,Siaran pers Kota Lain,B,,terbit\n"
    bodies = {f"/cilegon{path}": of_own(city), f"/lain{path}": lain, f"/palsu{path}": lain}
    bodies[f"/contoh{path}"] = of_own(demonstrated).replace("Kota Cilegon", "Kota Contoh")
    with answering(bodies) as address:
        (city_copy / "daerah_lain.csv").write_text(
            "daerah,kode_wilayah,alamat_dasbor\n"
            f"Kota Cilegon,,{address}/cilegon\nKota Lain,,{address}/lain/\n"
            f"Kota Contoh,,{address}/contoh\nKota Palsu,,{address}/palsu\n"
            f"Kota Mati,,{address}/mati\nKota Baru,,\n",
            "utf-8",
        )
        assert command.main(["daerah", "--simpan", str(file)]) == 1
    given = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert {row["daerah"] for row in given} == {"Kota Cilegon", "Kota Lain", "Kota Contoh"}
    assert {row["ukuran"] for row in given if row["daerah"] == "Kota Contoh"} == {"skor_iid",
        "inovasi_diluncurkan", "inovasi_terdata", "inovasi_terdaftar_iid"}  # fmt: skip
    assert not [row for row in given if row["ukuran"] == "ukuran_sendiri"]
    published = ["terbitkan", str(file), "--dataset", neighbours.FIGURES, "--ganti"]
    assert command.main([*published, "--alasan", "uji", "--oleh", "ani"]) == 0
    asked = answers(versions.fresh())
    rows = list(asked.ask("berapa_angka_tiap_daerah_lain", ukuran="skor_iid", tahun_dari=2025,
                          tahun_sampai=2025).records())  # fmt: skip
    first, *others = rows
    assert (first["daerah"], first["nilai"], first["sumber"], first["kepastian"]) == (
        *("Kota Lain", 60.5, "Siaran pers Kota Lain", "B"),
    )
    [counted] = asked.ask("berapa_angka_tiap_daerah_lain", ukuran="inovasi_terdaftar_iid",
                          tahun_dari=2024, tahun_sampai=2024).known("nilai")  # fmt: skip
    assert (counted["nilai"], counted["asal_angka"], counted["kepastian"]) == (90, "dihitung", None)
    gaps = {row["daerah"]: row["keterangan"] for row in others if row["nilai"] is None}
    assert gaps == {
        "Kota Mati": "Belum ada angka dengan ukuran ini",
        "Kota Palsu": "Belum ada angka dengan ukuran ini",
        "Kota Baru": "Belum ada dasbor yang tercatat",
    }
    page = surfaces.of_pages(asked, {})["halaman indeks"]
    assert "Skor Indeks Inovasi Daerah 2025: 48,30 sampai 60,50" in page
    # Who does not answer the next time keeps what is in force.
    assert command.main(["daerah", "--simpan", str(file)]) == 1
    assert list(csv.DictReader(file.read_text("utf-8").splitlines())) != []


def test_a_file_from_another_dashboard_is_loaded_like_any(
    city: Answers, city_copy: Path, tmp_path: Path
) -> None:
    """Where the other is not to be reached; a sample in it is refused."""
    (city_copy / "daerah_lain.csv").write_text("daerah\nKota Cilegon\n", "utf-8")
    file = tmp_path / "angka_pokok_apa_saja.csv"
    asked = ["terbitkan", str(file), "--alasan", "uji", "--oleh", "ani"]
    file.write_text(of_own(city).replace(",terbit", ",contoh", 1), "utf-8")
    assert command.main(asked) == 1
    file.write_text(of_own(city), "utf-8")
    assert command.main(asked) == 0
    found = answers(versions.fresh()).ask("berapa_angka_tiap_daerah_lain")
    assert {row["nilai"] for row in found.records()} >= {37.06, 48.3}
