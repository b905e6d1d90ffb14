"""The open record: each of its descriptions says what is there, and nothing that is not."""

import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from dasbor import settings
from dasbor.city import City
from dasbor.data.releases import Releases
from dasbor.documents import content, record
from dasbor.documents.record import changes, metadata
from dasbor.documents.record.about import LICENCES, About, parts
from dasbor.questions.answers import Answers
from dasbor.questions.query import registry
from tests.world import CONTRACTS

HERE = "http://testserver"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
DCAT = ("dcat:Catalog", "dcat:Dataset", "dcat:Distribution", "dcat:DataService")


def fetched(client: TestClient, address: str) -> Any:
    got = client.get(address)
    assert got.status_code == 200, got.text[:300]
    return got.json()


def about(city: Answers, **facts: str) -> About:
    return About(city, City("Kota Uji", **facts), HERE)


# --- all of them ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", record.DOCUMENTS)
def test_each_description_is_there_and_stays_the_same(client: TestClient, path: str) -> None:
    address = f"/{path}" if path in record.AT_ROOT else f"/api/{path}"
    first, again = client.get(address), client.get(address)
    assert first.status_code == 200 and first.content == again.content
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get(address, headers=tag).status_code == 304
    refused = client.get(f"{address}?x=1")
    assert refused.status_code == 400 and "tidak memakai" in refused.text


def test_what_is_promised_can_be_fetched(client: TestClient) -> None:
    """Every address of this server that a description names gives an answer."""
    said = "".join(
        client.get(f"/{path}").text for path in ("datapackage.json", "catalog.jsonld", "llms.txt")
    )
    found = {link.split("#")[0] for link in re.findall(rf"{HERE}/[^\"\s<>()]*", said)}
    files = sorted(link for link in found if "/unduh/" in link or "/api/" in link)
    assert len(files) > 100
    for link in files:
        if not link.endswith(".zip"):
            got = client.head(link.removeprefix(HERE))
            assert got.status_code == 200, link


def test_the_licence_is_chosen_in_one_place(city: Answers) -> None:
    none, chosen = about(city), about(city, licence="CC BY 4.0")
    assert not none.licence and chosen.licence == LICENCES["CC BY 4.0"]
    assert "belum ditetapkan" in none.description and "CC BY 4.0" in chosen.description
    for make in (record.package, record.catalogue, record.dataset):
        assert LICENCES["CC BY 4.0"] in json.dumps(make(chosen))
        assert "creativecommons" not in json.dumps(make(none))
    assert about(city, licence="Lisensi kami").licence == ""
    assert about(city, licence="https://a.id/l").licence == "https://a.id/l"


# --- Data Package -----------------------------------------------------------------------------


def test_the_package_holds_every_answer_that_needs_nothing_else(
    client: TestClient, city: Answers
) -> None:
    package = fetched(client, "/datapackage.json")
    names = [resource["name"] for resource in package["resources"]]
    assert names == [part.name for part in parts(city)] and len(set(names)) == len(names) > 40
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [package["name"], *names])
    missing = set(registry()) - {name.split(".")[0] for name in names}
    for name in missing:  # searches and what a reader has to put in first
        assert set(registry()[name].parameters) - {"tahun_dari", "tahun_sampai"}, name


def test_a_table_schema_fits_its_file(client: TestClient) -> None:
    for resource in fetched(client, "/datapackage.json")["resources"]:
        head = client.get(resource["path"].removeprefix(HERE)).text.splitlines()[0]
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]


# --- DCAT -------------------------------------------------------------------------------------


def test_the_catalogue_refers_to_nothing_that_it_does_not_describe(
    client: TestClient, city: Answers
) -> None:
    document = fetched(client, "/catalog.jsonld")
    nodes = {node["@id"]: node for node in document["@graph"]}
    files = [one for node in nodes.values() for one in node.get("dcat:distribution", ())]
    assert {node["@type"] for node in [*nodes.values(), *files]} >= set(DCAT)
    [catalogue] = [node for node in nodes.values() if node["@type"] == "dcat:Catalog"]
    own = [*catalogue["dcat:dataset"], *catalogue["dcat:service"]]
    own += [node[key] for node in nodes.values() for key in ("dcterms:publisher",) if key in node]
    assert all(one["@id"] in nodes for one in own)
    assert len(catalogue["dcat:dataset"]) == len(list(parts(city)))
    prefixes = {key.split(":")[0] for node in nodes.values() for key in node if ":" in key}
    assert prefixes <= set(document["@context"])


# --- search engines and assistants ------------------------------------------------------------


def test_public_pages_describe_the_data_in_their_head(client: TestClient) -> None:
    for page in record.PUBLIC:
        address = "/" if page == content.FRONT else f"/{page}"
        html = client.get(address).text
        head = html[: html.index("</head>")] if page != "lembar" else ""
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
        assert len(found) == (page != "lembar"), page
        for text in found:
            told = json.loads(text)
            assert told["@type"] == "Dataset" and told["spatialCoverage"] and told["creator"]
    assert "ld+json" not in client.get("/kelola_data").text


def test_no_word_closes_the_script_in_the_head(city: Answers) -> None:
    told = record.head(about(city, licence="</script><script>alert(1)</script>"))
    assert told.count("</script>") == 1 and "alert(1)" in told


def test_the_map_of_the_site_leads_to_pages(client: TestClient) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [one.text or "" for one in tree.iter() if one.tag.endswith("loc")]
    assert places[0] == f"{HERE}/" and len(places) == len(record.PUBLIC)
    for place in places:
        assert client.get(place.removeprefix(HERE)).status_code == 200, place
    robots = client.get("/robots.txt").text
    assert f"Sitemap: {HERE}/sitemap.xml" in robots and "Disallow: /kelola_data" in robots
    assert "Allow: /kartu/" in robots


def test_an_assistant_is_told_how_to_quote(client: TestClient) -> None:
    said = client.get("/llms.txt").text
    for words in ("belum diketahui", "tandingan", "contoh", "kepastian", "/api/v1/openapi.json"):
        assert words in said


# --- statistical metadata ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", metadata.SHEETS)
def test_metadata_says_the_same_to_programs_and_in_a_sheet(client: TestClient, kind: str) -> None:
    told = fetched(client, f"/api/v1/metadata-{kind}.json")[kind]
    book = load_workbook(io.BytesIO(client.get(f"/api/v1/metadata-{kind}.xlsx").content))
    head, *rows = book.active.iter_rows(values_only=True)
    assert [dict(zip(head, row, strict=True)) for row in rows] == told


def test_every_measure_and_every_column_is_described(city: Answers) -> None:
    measures = {row["kode"] for row in city.ask("ukuran_apa_saja").records()}
    found = metadata.entries(about(city), metadata.INDICATOR)
    assert {entry["Kode"] for entry in found} == measures
    told = {(e["Kumpulan Data"], e["Nama Variabel"]) for e in
            metadata.entries(about(city), metadata.VARIABLE)}  # fmt: skip
    had = (c for c in CONTRACTS.values() if city.knows(c.name))
    declared = {(c.title, column.name) for c in had for column in c.columns}
    assert told == declared


# --- changes ----------------------------------------------------------------------------------

LEDGER = "id,tahun,ukuran,nilai\na,2023,skor_iid,40\nb,2024,skor_iid,\n"
NEXT = LEDGER.replace("skor_iid,\n", "skor_iid,45.5\n")
REGISTER = "id,tahun,asal\n1,2024,publikasi\n2,2024,contoh\n"


def published(folder: Path, **files: str) -> int:
    given = {f"{name}.csv": text.encode() for name, text in files.items()}
    releases = Releases(folder)
    current = releases.current()
    return releases.publish(
        given, dataset="uji", years=(), original=("x.csv", b"x"), findings=b"{}", by="Siti",
        reason="rahasia", choices={}, expected=current.number if current else None,
    ).number  # fmt: skip


def test_a_version_tells_which_figures_changed(tmp_path: Path, city: Answers) -> None:
    (tmp_path / "angka_publikasi.csv").write_text(LEDGER, "utf-8")
    published(tmp_path, angka_publikasi=NEXT)
    published(tmp_path, inovasi_2024=REGISTER)
    published(tmp_path, inovasi_2024=REGISTER.replace("2,2024,contoh\n", ""))
    found = changes.editions(tmp_path)
    assert [edition.number for edition in found] == [3, 2, 1]
    told = changes.as_feed(about(city), changes.named(found, about(city)))["terbitan"]
    assert told[0]["perubahan"] == []  # a sample that goes is no news
    [register] = told[1]["perubahan"]
    assert (register["semula"], register["menjadi"], register["satuan"]) == (None, 1, "baris")
    [score] = told[2]["perubahan"]
    assert (score["tahun"], score["semula"], score["menjadi"]) == (2024, None, 45.5)
    assert score["kalimat"] == "Skor Indeks Inovasi Daerah 2024: belum terbit → 45,50 skor 0–100"
    assert "Siti" not in json.dumps(told) and "rahasia" not in json.dumps(told)


def test_a_rival_says_so_and_a_figure_without_source_is_no_news(tmp_path: Path) -> None:
    head = "id,tahun,ukuran,nilai,sumber,kepastian,dipakai\n"
    (tmp_path / "angka_publikasi.csv").write_text(head, "utf-8")
    rows = "a,2023,skor_iid,40,s,A,ya\nb,2023,skor_iid,44,t,D,tidak\nc,2024,skor_iid,45,,A,ya\n"
    published(tmp_path, angka_publikasi=head + rows)
    [edition] = changes.editions(tmp_path)
    assert [one.words for one in edition.changes] == [
        "skor_iid 2023: belum terbit → 40",
        "skor_iid 2023 menurut penerbit lain: belum terbit → 44",
    ]


def test_going_back_tells_the_figures_that_went(tmp_path: Path) -> None:
    (tmp_path / "angka_publikasi.csv").write_text(LEDGER, "utf-8")
    published(tmp_path, angka_publikasi=NEXT)
    Releases(tmp_path).restore(0, "uji", "uji")
    [back, _] = changes.editions(tmp_path)
    assert [(one.before, one.after) for one in back.changes] == [(45.5, None)]


def test_the_feed_is_atom(tmp_path: Path, city: Answers) -> None:
    (tmp_path / "angka_publikasi.csv").write_text(LEDGER, "utf-8")
    published(tmp_path, angka_publikasi=NEXT)
    found = changes.named(changes.editions(tmp_path), about(city))
    feed = ElementTree.fromstring(changes.as_atom(about(city), found))
    [entry] = feed.findall("a:entry", ATOM)
    for node in (feed, entry):
        assert node.findtext("a:id", None, ATOM) and node.findtext("a:title", None, ATOM)
        assert datetime.fromisoformat(node.findtext("a:updated", "", ATOM)).tzinfo
    assert "45,50" in entry.findtext("a:content", "", ATOM)


def test_a_damaged_version_takes_no_feed_down(tmp_path: Path, city: Answers) -> None:
    (tmp_path / "angka_publikasi.csv").write_text(LEDGER, "utf-8")
    published(tmp_path, angka_publikasi=NEXT)
    for path in (tmp_path / ".terbitan" / "isi").iterdir():
        path.chmod(0o600)
        path.write_bytes(b"rusak")
    assert changes.as_atom(about(city), changes.editions(tmp_path))


def test_the_served_feed_reads_the_data_folder(client: TestClient) -> None:
    assert fetched(client, "/api/v1/perubahan.json")["terbitan"] == []
    assert settings.data_folder().is_dir()
